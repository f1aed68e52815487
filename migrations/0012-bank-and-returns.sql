-- The bank: statements with their lines, what each line paid, files of direct debits and refunds; and closed tax periods.
create table collection_schemes (
  tenant_id uuid not null, id uuid not null, version int not null default 1,
  created_at timestamptz not null, updated_at timestamptz not null,
  business uuid not null,
  account uuid not null,
  creditor_id text not null,
  scheme text not null default 'CORE',
  direct_debit_version text not null default '08',
  transfer_version text not null default '09',
  lead_days int not null default 2 check (lead_days between 1 and 14),
  primary key (tenant_id, id),
  foreign key (tenant_id, business) references businesses,
  foreign key (tenant_id, account) references business_accounts
);
create unique index collection_schemes_business on collection_schemes (tenant_id, business);

create table bank_statements (
  tenant_id uuid not null, id uuid not null,
  created_at timestamptz not null,
  account uuid not null,
  key text not null,
  name text not null,
  sequence text,
  from_day date,
  to_day date,
  currency text not null,
  opening bigint,
  closing bigint,
  line_count int not null,
  is_balanced boolean not null,
  file uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, account) references business_accounts,
  foreign key (tenant_id, file) references files
);
comment on table bank_statements is 'append-only';
create unique index bank_statements_key on bank_statements (tenant_id, account, key);
create index bank_statements_newest on bank_statements (tenant_id, created_at desc, id desc);

create table bank_lines (
  tenant_id uuid not null, id uuid not null, version int not null default 1,
  created_at timestamptz not null, updated_at timestamptz not null,
  statement uuid not null,
  account uuid not null,
  number int not null,
  key text not null,
  amount bigint not null,
  currency text not null,
  booking_day date not null,
  value_day date,
  name text,
  iban text,
  reference text,
  end_to_end text,
  mandate text,
  batch text,
  structured text[] not null default '{}',
  text text not null default '',
  is_reversal boolean not null default false,
  return_reason text,
  state text not null,
  allotted bigint not null default 0,
  reason text,
  primary key (tenant_id, id),
  foreign key (tenant_id, statement) references bank_statements,
  foreign key (tenant_id, account) references business_accounts,
  -- What was allotted goes the way of the money, and never further.
  constraint bank_lines_allotted check (case when amount >= 0 then allotted between 0 and amount else allotted between amount and 0 end)
);
create unique index bank_lines_key on bank_lines (tenant_id, account, key);
create unique index bank_lines_number on bank_lines (tenant_id, account, number);
create index bank_lines_state on bank_lines (tenant_id, state, created_at desc, id desc);
create index bank_lines_day on bank_lines (tenant_id, account, booking_day, number);
create index bank_lines_statement on bank_lines (tenant_id, statement, number);

create table bank_allotments (
  tenant_id uuid not null, id uuid not null,
  created_at timestamptz not null,
  line uuid not null,
  invoice uuid,
  order_id uuid,
  amount bigint not null check (amount <> 0),
  day date not null,
  how text not null,
  why text[] not null default '{}',
  primary key (tenant_id, id),
  foreign key (tenant_id, line) references bank_lines,
  foreign key (tenant_id, invoice) references invoices,
  foreign key (tenant_id, order_id) references orders,
  check (invoice is not null or order_id is not null)
);
comment on table bank_allotments is 'append-only';
create index bank_allotments_line on bank_allotments (tenant_id, line);
create index bank_allotments_invoice on bank_allotments (tenant_id, invoice) where invoice is not null;
create index bank_allotments_order on bank_allotments (tenant_id, order_id) where order_id is not null;

-- Whose account it is, learned from what was confirmed.
create table bank_payers (
  tenant_id uuid not null, id uuid not null, version int not null default 1,
  created_at timestamptz not null, updated_at timestamptz not null,
  iban text not null,
  contact uuid,
  organisation uuid,
  times int not null default 1,
  primary key (tenant_id, id),
  check (contact is not null or organisation is not null)
);
create unique index bank_payers_who on bank_payers (tenant_id, iban, coalesce(organisation, contact));

create table refunds (
  tenant_id uuid not null, id uuid not null, version int not null default 1,
  created_at timestamptz not null, updated_at timestamptz not null,
  credit_note uuid not null,
  business uuid not null,
  holder text not null,
  iban text not null,
  amount bigint not null check (amount > 0),
  text text not null,
  state text not null,
  approved_by text not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, credit_note) references invoices,
  foreign key (tenant_id, business) references businesses
);
create unique index refunds_credit_note on refunds (tenant_id, credit_note) where state <> 'withdrawn';
create index refunds_state on refunds (tenant_id, state, created_at desc, id desc);

create table bank_files (
  tenant_id uuid not null, id uuid not null, version int not null default 1,
  created_at timestamptz not null, updated_at timestamptz not null,
  business uuid not null,
  account uuid not null,
  kind text not null,
  format text not null,
  message_id text not null,
  total bigint not null,
  count int not null,
  state text not null,
  file uuid not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, business) references businesses,
  foreign key (tenant_id, account) references business_accounts,
  foreign key (tenant_id, file) references files
);
create unique index bank_files_message on bank_files (tenant_id, message_id);
create index bank_files_newest on bank_files (tenant_id, created_at desc, id desc);

create table bank_file_items (
  tenant_id uuid not null, id uuid not null, version int not null default 1,
  created_at timestamptz not null, updated_at timestamptz not null,
  bank_file uuid not null,
  about uuid not null,
  end_to_end text not null,
  batch text not null,
  name text not null,
  iban text not null,
  mandate text,
  amount bigint not null check (amount > 0),
  day date not null,
  state text not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, bank_file) references bank_files
);
-- Nothing is in two files at once; what a file was withdrawn of, or what came back, may go into the next.
create unique index bank_file_items_once on bank_file_items (tenant_id, about) where state = 'sent';
create index bank_file_items_file on bank_file_items (tenant_id, bank_file);
create index bank_file_items_reference on bank_file_items (tenant_id, end_to_end);
create index bank_file_items_batch on bank_file_items (tenant_id, batch);
create index bank_file_items_mandate on bank_file_items (tenant_id, mandate) where mandate is not null;

create index invoices_open on invoices (tenant_id, due) where due > 0 and number is not null;
create index orders_open_due on orders (tenant_id, due) where due > 0 and phase in ('open', 'closed');

-- What was declared of a period, as it was declared.
create table closed_periods (
  tenant_id uuid not null, id uuid not null,
  created_at timestamptz not null,
  business uuid not null,
  report text not null,
  from_day date not null,
  to_day date not null,
  figures jsonb not null,
  figures_hash text not null,
  closed_by text not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, business) references businesses,
  check (to_day >= from_day)
);
comment on table closed_periods is 'append-only';
create unique index closed_periods_once on closed_periods (tenant_id, business, report, from_day, to_day);
