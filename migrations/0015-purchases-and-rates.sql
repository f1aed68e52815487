-- What the VAT return needs beside our own invoices: what suppliers charged, the daily rates of the European Central Bank,
-- and what second-hand goods count for under the margin scheme.
create table purchase_invoices (
  tenant_id uuid not null, id uuid not null,
  created_at timestamptz not null,
  business uuid not null,
  organisation uuid,
  supplier text not null,
  supplier_country text not null,
  supplier_vat_number text,
  number text not null,
  day date not null,
  currency text not null,
  exchange_rate text,
  net bigint not null,
  vat bigint not null,
  entries jsonb not null,
  corrects uuid,
  reason text,
  source text not null,
  booked_by text not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, business) references businesses,
  foreign key (tenant_id, corrects) references purchase_invoices
);
comment on table purchase_invoices is 'append-only';
create index purchase_invoices_day on purchase_invoices (tenant_id, business, day);
create index purchase_invoices_newest on purchase_invoices (tenant_id, created_at desc, id desc);
-- An invoice of a supplier is taken back once, by the row that corrects it.
create unique index purchase_invoices_corrects on purchase_invoices (tenant_id, corrects) where corrects is not null;

create table exchange_rates (
  tenant_id uuid not null, id uuid not null,
  created_at timestamptz not null,
  currency text not null,
  day date not null,
  rate text not null,
  source text not null,
  primary key (tenant_id, id)
);
comment on table exchange_rates is 'append-only';
create unique index exchange_rates_day on exchange_rates (tenant_id, currency, day);

alter table products add column is_margin boolean not null default false;
alter table invoice_lines add column report_base bigint;
alter table invoice_lines add column report_vat bigint;
