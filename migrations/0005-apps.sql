-- Connections to outside systems: where they stand, what was exchanged, and the payloads while somebody looks for a fault.
create table connections (
  tenant_id uuid not null, id uuid not null, version int not null default 1,
  created_at timestamptz not null, updated_at timestamptz not null,
  name text not null,
  connector text not null,
  kind text not null,
  channel uuid,
  settings jsonb not null default '{}',
  secrets text,
  state text not null,
  health jsonb,
  checked_at timestamptz,
  failures int not null default 0,
  retry_at timestamptz,
  last_error text,
  last_success_at timestamptz,
  import_since timestamptz,
  poll_seconds int not null default 3,
  detail_until timestamptz,
  hook text not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, channel) references channels
);
create unique index connections_name on connections (tenant_id, lower(name));

create table sync_cursors (
  tenant_id uuid not null,
  connection uuid not null,
  stream text not null,
  cursor text not null,
  updated_at timestamptz not null,
  primary key (tenant_id, connection, stream),
  foreign key (tenant_id, connection) references connections on delete cascade
);

-- The basic log of runs that did something or failed; kept for ever, without payloads (S3-2).
create table sync_runs (
  tenant_id uuid not null, id uuid not null,
  created_at timestamptz not null,
  connection uuid not null,
  stream text not null,
  result text not null,
  read int not null,
  new int not null,
  changed int not null,
  refused int not null,
  milliseconds int not null,
  error text,
  primary key (tenant_id, id)
);
comment on table sync_runs is 'append-only';
create index sync_runs_newest on sync_runs (tenant_id, connection, id desc);

-- The basic log per exchanged object: both keys and the result, never a payload.
create table exchanges (
  tenant_id uuid not null, id uuid not null,
  created_at timestamptz not null,
  connection uuid not null,
  direction text not null,
  kind text not null,
  external_id text not null,
  about uuid,
  result text not null,
  error text,
  primary key (tenant_id, id)
);
comment on table exchanges is 'append-only';
create index exchanges_newest on exchanges (tenant_id, connection, id desc);
create index exchanges_about on exchanges (tenant_id, about);

-- The detail log: requests and answers, masked, while switched on; gone after fourteen days (S3-3).
create table exchange_details (
  tenant_id uuid not null, id uuid not null,
  created_at timestamptz not null,
  connection uuid not null,
  method text not null,
  url text not null,
  status int,
  milliseconds int not null,
  request text,
  answer text,
  primary key (tenant_id, id)
);
create index exchange_details_newest on exchange_details (tenant_id, connection, id desc);
create index exchange_details_old on exchange_details (created_at);
