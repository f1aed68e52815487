-- Planning and fulfilment: the day plan, runs with their progress, shipments, their labels and the carrier's lists.

-- Work of many pieces that somebody waits for: planning a selection, printing a day.
create table runs (
  tenant_id uuid not null, id uuid not null, version int not null default 1,
  created_at timestamptz not null, updated_at timestamptz not null,
  kind text not null,
  state text not null default 'waiting',
  input jsonb not null,
  started_by text not null,
  total int not null default 0,
  done int not null default 0,
  skipped int not null default 0,
  failed int not null default 0,
  files jsonb not null default '[]',
  problem text,
  finished_at timestamptz,
  primary key (tenant_id, id)
);
create index runs_newest on runs (tenant_id, kind, created_at desc, id desc);

create table run_items (
  tenant_id uuid not null, id uuid not null, version int not null default 1,
  created_at timestamptz not null, updated_at timestamptz not null,
  run uuid not null,
  about uuid not null,
  name text not null default '',
  position int not null,
  state text not null default 'waiting',
  code text,
  params jsonb not null default '{}',
  detail jsonb not null default '{}',
  primary key (tenant_id, id),
  foreign key (tenant_id, run) references runs on delete cascade
);
create unique index run_items_once on run_items (tenant_id, run, about);
create index run_items_order on run_items (tenant_id, run, position, id);

create table planning_policies (
  tenant_id uuid not null, id uuid not null, version int not null default 1,
  created_at timestamptz not null, updated_at timestamptz not null,
  business uuid not null,
  mode text not null default 'propose',
  needs_payment boolean not null default true,
  cut_off text not null default '12:00',
  carrier_weekdays text[] not null default '{1,2,3,4,5}',
  days_ahead int not null default 60,
  primary key (tenant_id, id),
  foreign key (tenant_id, business) references businesses
);
create unique index planning_policies_business on planning_policies (tenant_id, business);

create table planning_entries (
  tenant_id uuid not null, id uuid not null, version int not null default 1,
  created_at timestamptz not null, updated_at timestamptz not null,
  order_id uuid not null,
  day date not null,
  type text not null,
  part_of_day text not null default 'day',
  location uuid,
  state text not null,
  position int not null default 0,
  reason text,
  released_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, order_id) references orders,
  foreign key (tenant_id, location) references locations
);
-- An order leaves the house on one day; its work in the workshop has a day of its own.
create unique index planning_entries_live on planning_entries (tenant_id, order_id, (type = 'workshop')) where state in ('proposed', 'planned', 'released');
create index planning_entries_day on planning_entries (tenant_id, day, location) where state in ('proposed', 'planned', 'released', 'done');
create index planning_entries_order on planning_entries (tenant_id, order_id, id desc);

create table shipping_rules (
  tenant_id uuid not null, id uuid not null, version int not null default 1,
  created_at timestamptz not null, updated_at timestamptz not null,
  name text not null,
  priority int not null default 100,
  business uuid,
  channel uuid,
  countries text[] not null default '{}',
  shipping_method text not null default '',
  max_weight_grams int not null default 0,
  connection uuid,
  parcel_kind text not null default 'package',
  needs_signature boolean not null default false,
  is_active boolean not null default true,
  primary key (tenant_id, id),
  foreign key (tenant_id, business) references businesses,
  foreign key (tenant_id, channel) references channels
);
create index shipping_rules_priority on shipping_rules (tenant_id, priority);

create table manifests (
  tenant_id uuid not null, id uuid not null, version int not null default 1,
  created_at timestamptz not null, updated_at timestamptz not null,
  day date not null,
  connection uuid not null,
  state text not null default 'asked',
  parcels int not null,
  external_id text,
  problem text,
  sent_at timestamptz,
  primary key (tenant_id, id)
);
create index manifests_day on manifests (tenant_id, day);

create table shipments (
  tenant_id uuid not null, id uuid not null, version int not null default 1,
  created_at timestamptz not null, updated_at timestamptz not null,
  order_id uuid not null,
  number text not null collate "C",
  kind text not null,
  state text not null default 'draft',
  location uuid,
  day date,
  connection uuid,
  carrier_title text not null default '',
  parcel_kind text not null default 'package',
  needs_signature boolean not null default false,
  insured bigint not null default 0,
  weight_grams int not null default 0,
  walk text not null default '' collate "C",
  tracking_code text,
  tracking_url text,
  external_id text,
  label_key uuid not null,
  label_file uuid,
  label_address jsonb,
  label_holder text,
  label_held_until timestamptz,
  problem text,
  problem_field text,
  manifest uuid,
  printed_at timestamptz,
  packed_at timestamptz,
  left_at timestamptz,
  delivered_at timestamptz,
  collected_by text,
  told_shop_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, order_id) references orders,
  foreign key (tenant_id, location) references locations,
  foreign key (tenant_id, manifest) references manifests
) with (fillfactor = 85);
create unique index shipments_number on shipments (tenant_id, number);
create index shipments_order on shipments (tenant_id, order_id);
create index shipments_newest on shipments (tenant_id, created_at desc, id desc);
create index shipments_day on shipments (tenant_id, day, walk, number) where day is not null;
create index shipments_tracking on shipments (tenant_id, tracking_code) where tracking_code is not null;
create index shipments_under_way on shipments (tenant_id, connection, left_at) where state in ('labelled', 'handed_over', 'in_transit', 'exception');

create table shipment_lines (
  tenant_id uuid not null, id uuid not null, version int not null default 1,
  created_at timestamptz not null, updated_at timestamptz not null,
  shipment uuid not null,
  line uuid not null,
  product uuid,
  quantity bigint not null check (quantity > 0),
  primary key (tenant_id, id),
  foreign key (tenant_id, shipment) references shipments on delete cascade,
  foreign key (tenant_id, line) references order_lines
);
create unique index shipment_lines_once on shipment_lines (tenant_id, shipment, line);
create index shipment_lines_line on shipment_lines (tenant_id, line);
