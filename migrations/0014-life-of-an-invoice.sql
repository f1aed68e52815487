-- The life of a final invoice: how it reaches the customer, reminders, writing off, deposits and links of its own.
alter table invoices
  add is_deposit boolean not null default false,
  add ubl uuid,
  add hold text,
  add hold_reason text,
  add reminder_level int not null default 0,
  add reminded_day date,
  add written_off bigint not null default 0,
  add written_off_day date,
  add write_off_reason text;
create index invoices_late on invoices (tenant_id, due_day, id) where due > 0 and number is not null and kind = 'invoice';

alter table organisations add gets_reminders boolean not null default true;

-- An invoice goes to every billing address that a customer gave, in one mail.
alter table messages add cc text[] not null default '{}';

-- How a document goes to the customer: one row per route, and one more for each time that it is sent again by hand.
create table invoice_deliveries (
  tenant_id uuid not null, id uuid not null, version int not null default 1,
  created_at timestamptz not null, updated_at timestamptz not null,
  invoice uuid not null,
  route text not null,
  round int not null default 1 check (round > 0),
  state text not null,
  recipient text not null default '',
  asked_by text not null,
  connection uuid,
  message uuid,
  external_id text,
  run uuid,
  attempts int not null default 0,
  error text,
  error_en text,
  sent_at timestamptz,
  delivered_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, invoice) references invoices
);
create unique index invoice_deliveries_once on invoice_deliveries (tenant_id, invoice, route, round);
create index invoice_deliveries_message on invoice_deliveries (tenant_id, message) where message is not null;
create index invoice_deliveries_state on invoice_deliveries (tenant_id, route, state, created_at desc, id desc);
create index invoice_deliveries_external on invoice_deliveries (tenant_id, connection, external_id) where external_id is not null;

-- The link under which a customer sees an invoice: only its hash finds it.
create table invoice_links (
  tenant_id uuid not null, id uuid not null, version int not null default 1,
  created_at timestamptz not null, updated_at timestamptz not null,
  invoice uuid not null,
  hash text not null,
  sealed text not null,
  ends_at timestamptz not null,
  revoked_at timestamptz,
  seen_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, invoice) references invoices
);
create unique index invoice_links_hash on invoice_links (tenant_id, hash);
create index invoice_links_invoice on invoice_links (tenant_id, invoice, created_at desc);

-- When customers of a business are reminded, and how long links live.
create table invoicing_policies (
  tenant_id uuid not null, id uuid not null, version int not null default 1,
  created_at timestamptz not null, updated_at timestamptz not null,
  business uuid not null,
  reminding text not null default 'by-hand',
  first_after_days int not null default 3 check (first_after_days between 0 and 365),
  second_after_days int not null default 14 check (second_after_days between 1 and 365),
  third_after_days int not null default 35 check (third_after_days between 1 and 365),
  deducts_vat boolean not null default true,
  link_days int not null default 90 check (link_days between 7 and 730),
  primary key (tenant_id, id),
  foreign key (tenant_id, business) references businesses
);
create unique index invoicing_policies_business on invoicing_policies (tenant_id, business);

-- A letter to one customer about invoices that are late.
create table reminders (
  tenant_id uuid not null, id uuid not null, version int not null default 1,
  created_at timestamptz not null, updated_at timestamptz not null,
  business uuid not null,
  level int not null check (level between 1 and 3),
  letter text not null,
  contact uuid,
  organisation uuid,
  customer_name text not null,
  email text,
  language text not null,
  currency text not null,
  day date not null,
  total_due bigint not null check (total_due > 0),
  costs bigint not null default 0,
  costs_vat bigint not null default 0,
  sent_by text not null,
  pdf uuid,
  message uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, business) references businesses
);
create index reminders_newest on reminders (tenant_id, created_at desc, id desc);

create table reminder_items (
  tenant_id uuid not null, id uuid not null,
  created_at timestamptz not null,
  reminder uuid not null,
  invoice uuid not null,
  level int not null,
  due bigint not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, reminder) references reminders,
  foreign key (tenant_id, invoice) references invoices
);
comment on table reminder_items is 'append-only';
-- Nobody is reminded twice of one invoice at one level.
create unique index reminder_items_once on reminder_items (tenant_id, invoice, level);
create index reminder_items_reminder on reminder_items (tenant_id, reminder);
