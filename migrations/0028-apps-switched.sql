-- Which parts of the program a tenant switched on or off; a part that nobody touched is on.
create table app_switches (
  tenant_id uuid not null, id uuid not null, version int not null default 1,
  created_at timestamptz not null, updated_at timestamptz not null,
  app text not null,
  is_active boolean not null,
  primary key (tenant_id, id)
);
create unique index app_switches_once on app_switches (tenant_id, app);
