-- Orders entered by hand, and quotes: the working row, what was sent and is never changed again, and the links that customers get.
alter table businesses
  add invoice_with_order text not null default 'none',
  add quote_reminder_days int not null default 3 check (quote_reminder_days between 0 and 60);

alter table orders add quote uuid;
-- A quote becomes an order once, whoever asks and however often.
create unique index orders_quote on orders (tenant_id, quote) where quote is not null;

alter table order_lines add discount int not null default 0 check (discount between 0 and 10000);

create table quotes (
  tenant_id uuid not null, id uuid not null, version int not null default 1,
  created_at timestamptz not null, updated_at timestamptz not null,
  number text not null collate "C",
  business uuid not null,
  channel uuid not null,
  state text not null,
  contact uuid,
  organisation uuid,
  customer_name text not null,
  company text,
  email text not null default '',
  language text not null default 'nl',
  reference text,
  currency text not null,
  total_net bigint not null,
  total_vat bigint not null,
  total bigint not null,
  valid_until date not null,
  note text,
  content jsonb not null,
  revision int not null default 0,
  has_changes boolean not null default true,
  sent_at timestamptz,
  viewed_at timestamptz,
  reminded_at timestamptz,
  decided_at timestamptz,
  decided_by text,
  decided_from text,
  decided_revision int,
  decided_how text,
  reason text,
  primary key (tenant_id, id),
  foreign key (tenant_id, business) references businesses,
  foreign key (tenant_id, channel) references channels
);
create unique index quotes_number on quotes (tenant_id, number);
create index quotes_newest on quotes (tenant_id, created_at desc, id desc);
create index quotes_state on quotes (tenant_id, state, created_at desc, id desc);
create index quotes_waiting on quotes (tenant_id, valid_until) where state in ('sent', 'viewed');
create index quotes_contact on quotes (tenant_id, contact, created_at desc) where contact is not null;
create index quotes_organisation on quotes (tenant_id, organisation, created_at desc) where organisation is not null;

create table quote_versions (
  tenant_id uuid not null, id uuid not null,
  created_at timestamptz not null,
  quote uuid not null,
  revision int not null,
  day date not null,
  valid_until date not null,
  note text,
  total bigint not null,
  content jsonb not null,
  content_hash text not null,
  sent_by text not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, quote) references quotes
);
comment on table quote_versions is 'append-only';
create unique index quote_versions_revision on quote_versions (tenant_id, quote, revision);

-- Read before the customer's tenant is known: `home` is it. Of the secret only the SHA-256 is kept.
create table quote_links (
  hash text primary key,
  home uuid not null references tenants (id),
  quote uuid not null,
  ends_at timestamptz not null
);
create index quote_links_quote on quote_links (home, quote);
create index quote_links_ends on quote_links (ends_at);

-- Quotes are looked after from the start; merchants who were here before get it now.
insert into schedules (tenant_id, id, name, subject, every_seconds, next_at)
select id, gen_random_uuid(), 'watch-quotes', id, 3600, clock_timestamp() from tenants;
