-- When an order is invoiced by itself: per business, and per sales channel where that does it otherwise.
alter table businesses add invoice_moment text not null default 'planned';
alter table channels add invoice_moment text;
