-- What who wears a label pays less, on everything or on one brand (S2-10): what a sale by hand begins with.
create table price_rules (
  tenant_id uuid not null, id uuid not null, version int not null default 1,
  created_at timestamptz not null, updated_at timestamptz not null,
  name text not null,
  label uuid not null,
  brand uuid,
  discount int not null check (discount between 1 and 10000),
  valid_from date,
  valid_to date check (valid_to >= valid_from),
  is_active boolean not null default true,
  primary key (tenant_id, id),
  foreign key (tenant_id, label) references labels,
  foreign key (tenant_id, brand) references brands
);
create index price_rules_label on price_rules (tenant_id, label);
create index price_rules_brand on price_rules (tenant_id, brand) where brand is not null;
