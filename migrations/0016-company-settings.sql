-- How a business's invoices look and which texts go with them, and the general terms that an order accepted.
alter table businesses
  add invoice_layout text not null default 'letter',
  add shows_bank boolean not null default true,
  add invoice_texts text[] not null default '{}',
  add terms_with_invoice text not null default 'none';

alter table orders
  add terms uuid,
  add foreign key (tenant_id, terms) references general_terms;

-- The account on invoices has been the IBAN of the business; from here on it is one of its accounts.
insert into business_accounts (tenant_id, id, created_at, updated_at, business, name, iban, bic, holder, currency, is_on_invoice)
select b.tenant_id, uuidv7(), now(), now(), b.id, left(b.trade_name, 80), replace(b.iban, ' ', ''), b.bic, b.legal_name, b.currency,
  not exists (select 1 from business_accounts a where a.tenant_id = b.tenant_id and a.business = b.id and a.is_on_invoice)
from businesses b where b.iban is not null
on conflict do nothing;
