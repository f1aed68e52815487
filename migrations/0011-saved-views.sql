-- Views of lists that people keep for themselves or share.
create table saved_views (
  tenant_id uuid not null, id uuid not null, version int not null default 1,
  created_at timestamptz not null, updated_at timestamptz not null,
  person uuid not null,
  list text not null,
  name text not null,
  filters jsonb not null default '{}',
  columns jsonb,
  is_shared boolean not null default false,
  primary key (tenant_id, id)
);
create unique index saved_views_name on saved_views (tenant_id, person, list, name);
