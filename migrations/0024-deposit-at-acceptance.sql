-- A quote may ask for a deposit when it is accepted (D.13): the usual part of the business, fixed on the quote when it is made.
alter table businesses add column quote_deposit_percent int not null default 0 check (quote_deposit_percent between 0 and 100);
alter table quotes add column deposit_percent int not null default 0 check (deposit_percent between 0 and 100);
