-- Who may come in and what they may do. Tables without tenant_id are read before anybody is known: `home` is their tenant.
create table roles (
  tenant_id uuid not null,
  id uuid not null,
  version int not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  name text not null,
  preset text,
  patterns text[] not null,
  primary key (tenant_id, id)
);
create unique index roles_name on roles (tenant_id, lower(name));

create table users (
  tenant_id uuid not null,
  id uuid not null,
  version int not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  name text not null,
  email text not null,
  role uuid not null,
  state text not null default 'invited',
  channels text[],
  locations text[],
  language text not null default 'nl',
  theme text not null default 'system',
  last_sign_in_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, role) references roles (tenant_id, id)
);
create unique index users_email on users (tenant_id, email);
create index users_newest on users (tenant_id, created_at desc, id desc);
create index users_role on users (tenant_id, role);

create table sign_in_rules (
  tenant_id uuid not null,
  id uuid not null,
  version int not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  second_factor_for text not null default 'admins',
  idle_minutes int not null default 480,
  primary key (tenant_id, id)
);
create unique index sign_in_rules_one on sign_in_rules (tenant_id);

create table api_keys (
  tenant_id uuid not null,
  id uuid not null,
  version int not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  name text not null,
  kind text not null,
  scopes text[] not null,
  channels text[],
  locations text[],
  addresses text[] not null default '{}',
  expires_day date,
  ending text not null,
  state text not null default 'active',
  made_by uuid not null,
  last_used_at timestamptz,
  primary key (tenant_id, id)
);
create index api_keys_newest on api_keys (tenant_id, created_at desc, id desc);

-- One way in per e-mail address; the password and the sealed second factor stand here and nowhere else.
create table logins (
  id uuid primary key,
  home uuid not null references tenants (id),
  user_id uuid not null,
  email text not null,
  password text,
  totp text,
  totp_step bigint not null default 0,
  is_open boolean not null default true,
  created_at timestamptz not null
);
create unique index logins_email on logins (email);
create unique index logins_user on logins (home, user_id);

create table recovery_codes (
  login uuid not null references logins (id) on delete cascade,
  hash text not null,
  primary key (login, hash)
);

create table passkeys (
  id uuid primary key,
  login uuid not null references logins (id) on delete cascade,
  name text not null,
  credential text not null unique,
  public_key text not null,
  counter bigint not null,
  transports text[] not null,
  created_at timestamptz not null,
  last_used_at timestamptz
);
create index passkeys_login on passkeys (login);

-- Of the 256-bit secret in the cookie only the SHA-256 is kept.
create table sessions (
  id uuid primary key,
  hash text not null unique,
  home uuid not null,
  user_id uuid not null,
  login uuid not null references logins (id) on delete cascade,
  started_at timestamptz not null,
  expires_at timestamptz not null,
  idle_minutes int not null,
  used_at timestamptz not null,
  proved_at timestamptz not null,
  address text
);
create index sessions_user on sessions (home, user_id);
create index sessions_expires on sessions (expires_at);

create table api_key_secrets (
  hash text primary key,
  home uuid not null,
  api_key uuid not null,
  ends_at timestamptz
);
create index api_key_secrets_key on api_key_secrets (home, api_key);

-- Links that work once: the first run, an invitation, a new password; and tickets between password and second factor.
create table entry_links (
  id uuid primary key,
  hash text not null unique,
  kind text not null,
  home uuid,
  user_id uuid,
  email text,
  sealed text,
  detail jsonb not null default '{}',
  ends_at timestamptz not null,
  used_at timestamptz
);
create index entry_links_ends on entry_links (ends_at);
create index entry_links_user on entry_links (home, user_id, kind);

-- Failed tries of the last quarter of an hour, per account and per network.
create table failed_tries (
  subject text primary key,
  moments timestamptz[] not null,
  ends_at timestamptz not null
);
create index failed_tries_ends on failed_tries (ends_at);

-- How fast each API key asks; lost in a crash without harm.
create unlogged table api_key_pace (
  api_key uuid primary key,
  due_at timestamptz not null
);

-- What the installation knows of itself, such as its public address.
create table installation (
  name text primary key,
  value text not null
);

-- The activity log is asked what one person did.
create index events_actor on events (tenant_id, actor_id, id desc);
