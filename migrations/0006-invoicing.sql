-- Invoices: the working row, and what was issued, which nobody changes again.
create table invoices (
  tenant_id uuid not null, id uuid not null, version int not null default 1,
  created_at timestamptz not null, updated_at timestamptz not null,
  kind text not null,
  business uuid not null,
  order_id uuid,
  shipment uuid,
  credits uuid,
  contact uuid,
  organisation uuid,
  customer_name text not null,
  email text,
  language text not null,
  currency text not null,
  state text not null,
  number text,
  day date,
  due_day date,
  total_net bigint not null,
  total_vat bigint not null,
  total bigint not null,
  due bigint not null,
  content jsonb,
  pdf uuid,
  sent_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, business) references businesses,
  foreign key (tenant_id, order_id) references orders
);
create index invoices_newest on invoices (tenant_id, created_at desc, id desc);
create index invoices_order on invoices (tenant_id, order_id);
create unique index invoices_shipment on invoices (tenant_id, shipment) where shipment is not null and kind = 'invoice';
create unique index invoices_number on invoices (tenant_id, business, number) where number is not null;

create table issued_invoices (
  tenant_id uuid not null, id uuid not null,
  created_at timestamptz not null,
  business uuid not null,
  kind text not null,
  year int not null,
  sequence bigint not null,
  number text not null,
  day date not null,
  total bigint not null,
  document jsonb not null,
  document_hash text not null,
  primary key (tenant_id, id)
);
comment on table issued_invoices is 'append-only';
create unique index issued_invoices_sequence on issued_invoices (tenant_id, business, kind, year, sequence);
create index issued_invoices_day on issued_invoices (tenant_id, business, day);
