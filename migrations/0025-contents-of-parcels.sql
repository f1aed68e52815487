-- Which pieces of a shipment lie in which of its further parcels; what stands nowhere lies in the first.
create table boxed_lines (
  tenant_id uuid not null, id uuid not null, version int not null default 1,
  created_at timestamptz not null, updated_at timestamptz not null,
  parcel uuid not null,
  line uuid not null,
  quantity bigint not null check (quantity > 0),
  primary key (tenant_id, id),
  foreign key (tenant_id, parcel) references shipments on delete cascade,
  foreign key (tenant_id, line) references order_lines
);
create unique index boxed_lines_once on boxed_lines (tenant_id, parcel, line);
create index boxed_lines_line on boxed_lines (tenant_id, line);
