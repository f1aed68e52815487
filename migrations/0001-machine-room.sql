-- The machine room: tenants, what happened, answers given before, work for a person, calls to the outside, schedules.
create extension if not exists pg_trgm;
create extension if not exists btree_gin;
create extension if not exists unaccent;

create table tenants (
  id uuid primary key,
  name text not null,
  created_at timestamptz not null
);

-- Append-only; `detail.changes` holds before and after, field by field.
create table events (
  tenant_id uuid not null,
  id uuid not null,
  kind text not null,
  about uuid not null,
  detail jsonb not null,
  at timestamptz not null,
  actor_kind text not null,
  actor_id uuid,
  actor_name text not null,
  address text,
  request uuid not null,
  primary key (tenant_id, id)
);
comment on table events is 'append-only';
create index events_about on events (tenant_id, about, id desc);
create index events_kind on events (tenant_id, kind, id desc);

-- One link of the chain per event: a hash over the link before it and the event as it was written.
create table event_seals (
  tenant_id uuid not null,
  number bigint not null,
  event_id uuid not null,
  hash text not null,
  primary key (tenant_id, number)
);
comment on table event_seals is 'append-only';
create unique index event_seals_event on event_seals (tenant_id, event_id);

create table requests (
  tenant_id uuid not null,
  key text not null,
  fingerprint text not null,
  answer jsonb not null,
  at timestamptz not null,
  constraint requests_pkey primary key (tenant_id, key)
);
create index requests_at on requests (tenant_id, at);

create table tasks (
  tenant_id uuid not null,
  id uuid not null,
  version int not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  kind text not null,
  about uuid,
  about_kind text,
  detail jsonb not null,
  state text not null default 'open',
  retry jsonb,
  dedupe text not null,
  primary key (tenant_id, id)
);
create unique index tasks_open on tasks (tenant_id, dedupe) where state = 'open';
create index tasks_newest on tasks (tenant_id, created_at desc, id desc);
create index tasks_about on tasks (tenant_id, about);

create table outbound_calls (
  tenant_id uuid not null,
  id uuid not null,
  version int not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  workflow text not null,
  event uuid not null,
  about uuid not null,
  connection uuid,
  key text not null,
  request jsonb,
  state text not null,
  attempts int not null default 0,
  error text,
  primary key (tenant_id, id)
);
create unique index outbound_calls_key on outbound_calls (tenant_id, workflow, event);
create index outbound_calls_about on outbound_calls (tenant_id, about);
create index outbound_calls_unsettled on outbound_calls (tenant_id, state, updated_at) where state not in ('ok', 'skipped');

-- Work that comes back: one row per schedule, the next time by the database's clock.
create table schedules (
  tenant_id uuid not null,
  id uuid not null,
  name text not null,
  subject uuid not null,
  every_seconds int not null,
  next_at timestamptz not null,
  is_paused boolean not null default false,
  primary key (tenant_id, id)
);
create unique index schedules_name on schedules (tenant_id, name, subject);
create index schedules_due on schedules (next_at) where not is_paused;

create table files (
  tenant_id uuid not null,
  id uuid not null,
  created_at timestamptz not null,
  name text not null,
  type text not null,
  size bigint not null,
  sha256 text not null,
  place text not null,
  about uuid,
  kind text not null,
  primary key (tenant_id, id)
);
comment on table files is 'append-only';
create index files_about on files (tenant_id, about, id desc);

create table worker_heartbeats (
  id uuid primary key,
  worker_ids text[] not null,
  at timestamptz not null,
  process text not null
);
comment on table worker_heartbeats is 'owner-only';
