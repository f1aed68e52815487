-- How a business's invoices look and which texts go with them, and the general terms that an order accepted.
alter table businesses
  add invoice_layout text not null default 'letter',
  add shows_bank boolean not null default true,
  add invoice_texts text[] not null default '{}',
  add terms_with_invoice text not null default 'none';

alter table orders
  add terms uuid,
  add foreign key (tenant_id, terms) references general_terms;
