-- VAT: the dated tables that decide it, who is registered where, checked numbers with their proof, and what was decided.
create table vat_rates (
  tenant_id uuid not null, id uuid not null, version int not null default 1,
  created_at timestamptz not null, updated_at timestamptz not null,
  country text not null,
  region text,
  category text not null,
  rate int not null check (rate >= 0 and rate <= 10000),
  valid_from date not null,
  valid_to date,
  source text not null,
  primary key (tenant_id, id),
  check (valid_to is null or valid_to >= valid_from)
);
create unique index vat_rates_from on vat_rates (tenant_id, country, coalesce(region, ''), category, valid_from);

create table vat_territories (
  tenant_id uuid not null, id uuid not null, version int not null default 1,
  created_at timestamptz not null, updated_at timestamptz not null,
  country text not null,
  position int not null,
  postcodes text[] not null default '{}',
  area text not null,
  counts_as text,
  region text,
  name text not null,
  source text not null,
  primary key (tenant_id, id)
);
create unique index vat_territories_place on vat_territories (tenant_id, country, position);

create table tax_limits (
  tenant_id uuid not null, id uuid not null, version int not null default 1,
  created_at timestamptz not null, updated_at timestamptz not null,
  name text not null,
  amount bigint not null check (amount >= 0),
  valid_from date not null,
  valid_to date,
  source text not null,
  primary key (tenant_id, id),
  check (valid_to is null or valid_to >= valid_from)
);
create unique index tax_limits_from on tax_limits (tenant_id, name, valid_from);

create table tax_registrations (
  tenant_id uuid not null, id uuid not null, version int not null default 1,
  created_at timestamptz not null, updated_at timestamptz not null,
  business uuid not null,
  kind text not null,
  country text not null,
  number text,
  valid_from date not null,
  valid_to date,
  primary key (tenant_id, id),
  foreign key (tenant_id, business) references businesses,
  check (valid_to is null or valid_to >= valid_from)
);
create unique index tax_registrations_from on tax_registrations (tenant_id, business, kind, country, valid_from);

create table channel_tax_policies (
  tenant_id uuid not null, id uuid not null, version int not null default 1,
  created_at timestamptz not null, updated_at timestamptz not null,
  channel uuid not null,
  prices_include_vat boolean not null default true,
  price_country text,
  cross_border_pricing text not null default 'same-gross',
  reverse_charge boolean not null default true,
  uses_local_numbers boolean not null default true,
  when_unverified text not null default 'charge-vat',
  last_valid_max_days int not null default 30,
  primary key (tenant_id, id),
  foreign key (tenant_id, channel) references channels
);
create unique index channel_tax_policies_channel on channel_tax_policies (tenant_id, channel);

-- A number as we know it now; the answers that it rests on stand in vat_number_checks.
create table vat_numbers (
  tenant_id uuid not null, id uuid not null, version int not null default 1,
  created_at timestamptz not null, updated_at timestamptz not null,
  number text not null collate "C",
  country text not null,
  state text not null,
  code text,
  holder text,
  address text,
  checked_at timestamptz,
  last_valid_at timestamptz,
  consultation_number text,
  attempts int not null default 0,
  next_at timestamptz,
  is_own boolean not null default false,
  primary key (tenant_id, id)
);
create unique index vat_numbers_external on vat_numbers (tenant_id, number);
create index vat_numbers_due on vat_numbers (tenant_id, next_at) where next_at is not null;
create index vat_numbers_newest on vat_numbers (tenant_id, created_at desc, id desc);

create table vat_number_checks (
  tenant_id uuid not null, id uuid not null,
  created_at timestamptz not null,
  vat_number uuid not null,
  number text not null,
  country text not null,
  requester text,
  asked_at timestamptz not null,
  outcome text not null,
  code text,
  fault text,
  consultation_number text,
  holder text,
  address text,
  raw text not null,
  via text not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, vat_number) references vat_numbers
);
comment on table vat_number_checks is 'append-only';
create index vat_number_checks_newest on vat_number_checks (tenant_id, vat_number, id desc);
create index vat_number_checks_country on vat_number_checks (tenant_id, country, id desc);

-- What was decided about a document, with everything that it was decided from.
create table tax_decisions (
  tenant_id uuid not null, id uuid not null,
  created_at timestamptz not null,
  about uuid not null,
  about_kind text not null,
  business uuid not null,
  day date not null,
  engine text not null,
  buyer_number text,
  cross_border_net bigint not null,
  reporting jsonb not null,
  input jsonb not null,
  result jsonb not null,
  primary key (tenant_id, id)
);
comment on table tax_decisions is 'append-only';
create index tax_decisions_about on tax_decisions (tenant_id, about, id desc);
create index tax_decisions_day on tax_decisions (tenant_id, business, day) where about_kind <> 'orders';

-- What an issued document holds, line by line: what returns are counted from and credit notes are measured against.
create table invoice_lines (
  tenant_id uuid not null, id uuid not null,
  created_at timestamptz not null,
  invoice uuid not null,
  position int not null,
  line text not null,
  kind text not null,
  order_line uuid,
  credits_line uuid,
  sku text,
  name text not null,
  quantity bigint not null,
  net bigint not null,
  vat bigint not null,
  category text not null,
  rate int not null,
  treatment text,
  tax_country text,
  boxes text[] not null default '{}',
  primary key (tenant_id, id),
  foreign key (tenant_id, invoice) references invoices
);
comment on table invoice_lines is 'append-only';
create unique index invoice_lines_line on invoice_lines (tenant_id, invoice, line);
create index invoice_lines_order_line on invoice_lines (tenant_id, order_line) where order_line is not null;

-- How much of each issued line was credited, concepts included: the database itself keeps it within the invoice.
create table credited_lines (
  tenant_id uuid not null, id uuid not null, version int not null default 1,
  created_at timestamptz not null, updated_at timestamptz not null,
  invoice uuid not null,
  invoiced bigint not null,
  credited bigint not null default 0,
  primary key (tenant_id, id),
  foreign key (tenant_id, id) references invoice_lines,
  constraint credited_lines_within_invoice check (credited >= 0 and credited <= invoiced)
);
create index credited_lines_invoice on credited_lines (tenant_id, invoice);

alter table invoices add column basis jsonb;
alter table invoices add column credit jsonb;
create index invoices_credits on invoices (tenant_id, credits) where credits is not null;

-- Open orders are looked up by the number of their customer, however the webshop wrote it.
create index orders_vat_number on orders (tenant_id, regexp_replace(upper(vat_number), '[^A-Z0-9+*]', '', 'g')) where vat_number is not null and phase = 'open';
