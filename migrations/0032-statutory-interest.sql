-- Statutory interest as the State sets it per half-year, for the last notice of who wants it told: consumers by article 6:119, trade by article 6:119a.
create table interest_rates (
  tenant_id uuid not null, id uuid not null, version int not null default 1,
  created_at timestamptz not null, updated_at timestamptz not null,
  kind text not null,
  valid_from date not null,
  valid_to date not null check (valid_to >= valid_from),
  rate int not null check (rate >= 0),
  source text not null,
  primary key (tenant_id, id)
);
create unique index interest_rates_from on interest_rates (tenant_id, kind, valid_from);
alter table invoicing_policies add column tells_interest boolean not null default false;
alter table reminders add column interest bigint not null default 0 check (interest >= 0);
