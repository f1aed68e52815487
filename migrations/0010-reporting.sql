-- What somebody chose to see on the dashboard.
create table dashboards (
  tenant_id uuid not null, id uuid not null, version int not null default 1,
  created_at timestamptz not null, updated_at timestamptz not null,
  person uuid not null,
  widgets text[] not null,
  primary key (tenant_id, id)
);
create unique index dashboards_person on dashboards (tenant_id, person);
