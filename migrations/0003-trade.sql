-- The trade: businesses, relations, products, channels, locations, stock, orders and payments.

create table businesses (
  tenant_id uuid not null, id uuid not null, version int not null default 1,
  created_at timestamptz not null, updated_at timestamptz not null,
  legal_name text not null,
  trade_name text not null,
  coc_number text,
  vat_number text,
  country text not null,
  currency text not null default 'EUR',
  language text not null default 'nl',
  time_zone text not null default 'Europe/Amsterdam',
  street text not null default '', house_number text not null default '', postcode text not null default '', city text not null default '',
  email text, phone text, website text,
  iban text, bic text,
  logo uuid,
  is_active boolean not null default true,
  primary key (tenant_id, id)
);

create table organisations (
  tenant_id uuid not null, id uuid not null, version int not null default 1,
  created_at timestamptz not null, updated_at timestamptz not null,
  name text not null,
  coc_number text,
  vat_number text,
  email text, phone text,
  is_archived boolean not null default false,
  primary key (tenant_id, id)
);
create index organisations_name on organisations using gin (tenant_id, lower(name) gin_trgm_ops);

create table contacts (
  tenant_id uuid not null, id uuid not null, version int not null default 1,
  created_at timestamptz not null, updated_at timestamptz not null,
  name text not null,
  email text,
  email_key text collate "C",
  phone text,
  phone_key text collate "C",
  organisation uuid,
  language text not null default 'nl',
  is_guest boolean not null default true,
  street text not null default '', house_number text not null default '', postcode text not null default '', city text not null default '', country text not null default 'NL',
  is_archived boolean not null default false,
  primary key (tenant_id, id),
  foreign key (tenant_id, organisation) references organisations
);
create unique index contacts_email on contacts (tenant_id, email_key) where email_key is not null;
create index contacts_name on contacts using gin (tenant_id, lower(name) gin_trgm_ops);
create index contacts_organisation on contacts (tenant_id, organisation);

create table brands (
  tenant_id uuid not null, id uuid not null, version int not null default 1,
  created_at timestamptz not null, updated_at timestamptz not null,
  name text not null,
  is_archived boolean not null default false,
  primary key (tenant_id, id)
);
create unique index brands_name on brands (tenant_id, lower(name));

create table products (
  tenant_id uuid not null, id uuid not null, version int not null default 1,
  created_at timestamptz not null, updated_at timestamptz not null,
  sku text not null collate "C",
  name text not null,
  brand uuid,
  barcode text,
  kind text not null default 'goods',
  tax_category text not null default 'standard',
  price bigint,
  cost_price bigint,
  weight_grams int not null default 0,
  sells_without_stock boolean not null default false,
  lead_time_days int not null default 0,
  stock_min bigint not null default 0,
  stock_max bigint not null default 0,
  image uuid,
  needs_workshop boolean not null default false,
  is_active boolean not null default true,
  primary key (tenant_id, id),
  foreign key (tenant_id, brand) references brands
);
create unique index products_sku on products (tenant_id, sku);
create index products_barcode on products (tenant_id, barcode) where barcode is not null;
create index products_name on products using gin (tenant_id, lower(name) gin_trgm_ops);

create table locations (
  tenant_id uuid not null, id uuid not null, version int not null default 1,
  created_at timestamptz not null, updated_at timestamptz not null,
  name text not null,
  type text not null,
  business uuid,
  street text not null default '', house_number text not null default '', postcode text not null default '', city text not null default '', country text not null default 'NL',
  time_zone text not null default 'Europe/Amsterdam',
  day_capacity int not null default 0,
  closed_weekdays text[] not null default '{}',
  is_active boolean not null default true,
  primary key (tenant_id, id),
  foreign key (tenant_id, business) references businesses
);

create table channels (
  tenant_id uuid not null, id uuid not null, version int not null default 1,
  created_at timestamptz not null, updated_at timestamptz not null,
  name text not null,
  type text not null,
  business uuid not null,
  currency text not null default 'EUR',
  language text not null default 'nl',
  order_prefix text not null default '',
  takes_currencies text[] not null default '{EUR}',
  is_active boolean not null default true,
  primary key (tenant_id, id),
  foreign key (tenant_id, business) references businesses
);
create unique index channels_name on channels (tenant_id, lower(name));

create table channel_locations (
  tenant_id uuid not null, id uuid not null, version int not null default 1,
  created_at timestamptz not null, updated_at timestamptz not null,
  channel uuid not null,
  location uuid not null,
  priority int not null default 1,
  buffer bigint not null default 0,
  may_ship boolean not null default true,
  may_be_picked_up boolean not null default true,
  primary key (tenant_id, id),
  foreign key (tenant_id, channel) references channels,
  foreign key (tenant_id, location) references locations
);
create unique index channel_locations_pair on channel_locations (tenant_id, channel, location);

create table stock_levels (
  tenant_id uuid not null,
  product uuid not null,
  location uuid not null,
  on_hand bigint not null default 0,
  reserved bigint not null default 0,
  position text,
  updated_at timestamptz not null,
  primary key (tenant_id, product, location),
  foreign key (tenant_id, product) references products,
  foreign key (tenant_id, location) references locations,
  constraint stock_levels_not_oversold check (reserved >= 0 and (on_hand >= reserved))
) with (fillfactor = 70);
create index stock_levels_location on stock_levels (tenant_id, location);

create table stock_movements (
  tenant_id uuid not null, id uuid not null,
  created_at timestamptz not null,
  product uuid not null,
  location uuid not null,
  quantity bigint not null,
  kind text not null,
  reason text,
  reference uuid,
  dedupe text not null,
  actor text not null,
  primary key (tenant_id, id)
);
comment on table stock_movements is 'append-only';
create unique index stock_movements_dedupe on stock_movements (tenant_id, dedupe);
create index stock_movements_product on stock_movements (tenant_id, product, location, id desc);

create table orders (
  tenant_id uuid not null, id uuid not null, version int not null default 1,
  created_at timestamptz not null, updated_at timestamptz not null,
  number text not null collate "C",
  channel uuid not null,
  business uuid not null,
  external_id text,
  external_number text collate "C",
  contact uuid,
  organisation uuid,
  customer_name text not null,
  company text,
  email text not null default '',
  email_key text not null default '' collate "C",
  phone text,
  phone_key text not null default '' collate "C",
  vat_number text,
  language text not null default 'nl',
  billing jsonb not null,
  shipping jsonb,
  postcode_key text not null default '' collate "C",
  city text not null default '',
  country text not null,
  delivery text not null,
  shipping_method text not null default '',
  payment_method text not null default '',
  currency text not null,
  prices_include_vat boolean not null,
  total_net bigint not null,
  total_vat bigint not null,
  total bigint not null,
  shipping_net bigint not null default 0,
  shipping_vat bigint not null default 0,
  shipping_gross bigint not null default 0,
  shipping_vat_rate int not null default 0,
  surcharges jsonb not null default '[]',
  discount bigint not null default 0,
  paid bigint not null default 0,
  due bigint not null,
  phase text not null,
  payment text not null,
  supply text not null,
  holds text[] not null default '{}',
  any_on_order boolean not null default false,
  all_available boolean not null default false,
  any_overdue boolean not null default false,
  ready_not_collected boolean not null default false,
  wished_day date,
  planned_day date,
  plan_type text,
  reference text,
  note text,
  referrer text,
  replaces uuid,
  invoicing text not null default 'none',
  line_count int not null,
  placed_at timestamptz not null,
  printed_at timestamptz,
  shipped_at timestamptz,
  closed_at timestamptz,
  content_hash text,
  primary key (tenant_id, id),
  foreign key (tenant_id, channel) references channels,
  foreign key (tenant_id, business) references businesses
) with (fillfactor = 85);
-- First of the two: a second delivery at the same moment is told by the key of the outside.
create unique index orders_external on orders (tenant_id, channel, external_id) where external_id is not null;
create unique index orders_number on orders (tenant_id, number);
create index orders_newest on orders (tenant_id, placed_at desc, id desc);
create index orders_open on orders (tenant_id, placed_at desc, id desc) where phase = 'open';
create index orders_phase on orders (tenant_id, phase, placed_at desc, id desc);
create index orders_available on orders (tenant_id, placed_at desc, id desc) where phase = 'open' and all_available;
create index orders_on_order on orders (tenant_id, placed_at desc, id desc) where phase = 'open' and any_on_order;
create index orders_overdue on orders (tenant_id, placed_at desc, id desc) where phase = 'open' and any_overdue;
create index orders_not_collected on orders (tenant_id, placed_at desc, id desc) where phase = 'open' and ready_not_collected;
create index orders_not_planned on orders (tenant_id, placed_at desc, id desc) where phase = 'open' and planned_day is null;
create index orders_not_paid on orders (tenant_id, placed_at desc, id desc) where phase <> 'cancelled' and due > 0;
create index orders_planned on orders (tenant_id, planned_day) where planned_day is not null;
create index orders_contact on orders (tenant_id, contact, placed_at desc);
create index orders_external_number on orders (tenant_id, external_number collate "C");
create index orders_email on orders (tenant_id, email_key, placed_at desc);
create index orders_postcode on orders (tenant_id, postcode_key, placed_at desc);
create index orders_phone on orders (tenant_id, phone_key, placed_at desc) where phone_key <> '';

create table order_lines (
  tenant_id uuid not null, id uuid not null, version int not null default 1,
  created_at timestamptz not null, updated_at timestamptz not null,
  order_id uuid not null,
  number int not null,
  external_id text,
  product uuid,
  sku text not null,
  name text not null,
  kind text not null default 'goods',
  ordered bigint not null,
  cancelled bigint not null default 0,
  reserved bigint not null default 0,
  picked bigint not null default 0,
  shipped bigint not null default 0,
  returned bigint not null default 0,
  invoiced bigint not null default 0,
  credited bigint not null default 0,
  on_order bigint not null default 0,
  expected_day date,
  location uuid,
  unit_price bigint not null,
  vat_rate int not null,
  net bigint not null,
  vat bigint not null,
  gross bigint not null,
  supply text not null,
  note text,
  primary key (tenant_id, id),
  foreign key (tenant_id, order_id) references orders on delete cascade,
  constraint order_lines_quantities check (
    ordered >= 0 and cancelled >= 0 and reserved >= 0 and picked >= 0 and shipped >= 0 and returned >= 0
    and ordered >= cancelled + shipped and reserved + picked <= ordered - cancelled - shipped
    and returned <= shipped and credited <= invoiced and invoiced <= ordered)
);
create index order_lines_order on order_lines (tenant_id, order_id, number);
create index order_lines_product on order_lines (tenant_id, product, order_id);
create index order_lines_waiting on order_lines (tenant_id, product, created_at) where supply in ('to_order', 'on_order', 'overdue');

create table reservations (
  tenant_id uuid not null, id uuid not null,
  created_at timestamptz not null,
  order_id uuid not null,
  line uuid not null,
  product uuid not null,
  location uuid not null,
  quantity bigint not null check (quantity > 0),
  primary key (tenant_id, id),
  foreign key (tenant_id, product, location) references stock_levels
);
create index reservations_order on reservations (tenant_id, order_id);
create index reservations_product on reservations (tenant_id, product, location);

create table payments (
  tenant_id uuid not null, id uuid not null, version int not null default 1,
  created_at timestamptz not null, updated_at timestamptz not null,
  order_id uuid not null,
  external_id text,
  method text not null,
  method_title text not null,
  captured bigint not null default 0,
  refunded bigint not null default 0,
  state text not null,
  received_day date,
  source text not null,
  reference text,
  primary key (tenant_id, id),
  foreign key (tenant_id, order_id) references orders
);
create unique index payments_external on payments (tenant_id, order_id, external_id) where external_id is not null;
create index payments_order on payments (tenant_id, order_id);

create table number_series (
  tenant_id uuid not null,
  business uuid not null,
  kind text not null,
  year int not null,
  prefix text not null,
  last_number bigint not null default 0,
  digits int not null default 5,
  primary key (tenant_id, business, kind, year)
);

-- Searches that row-level security would keep from their indexes: `like` is not leakproof. Each looks again at whose rows it may show.
create function may_see(tenant uuid) returns boolean language sql stable as
  $$ select tenant = nullif(current_setting('app.tenant_id', true), '')::uuid $$;

create function find_contacts(tenant uuid, words text, digits text, postcode text, most int) returns table (id uuid, rank int)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if not may_see(tenant) then return; end if;
  if length(digits) >= 6 then
    return query select c.id, 0 from contacts c where c.tenant_id = tenant and c.phone_key >= digits and c.phone_key < digits || '~' limit most;
  end if;
  return query select c.id, 1 from contacts c where c.tenant_id = tenant and lower(c.name) like '%' || words || '%' limit most;
  if not found then
    return query select c.id, 2 from contacts c where c.tenant_id = tenant and lower(c.name) % words limit most;
  end if;
end $$;

create function find_products(tenant uuid, words text, most int) returns table (id uuid, rank int)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if not may_see(tenant) then return; end if;
  return query select p.id, 0 from products p where p.tenant_id = tenant and p.sku >= words and p.sku < words || '~' limit most;
  return query select p.id, 0 from products p where p.tenant_id = tenant and p.barcode = words;
  return query select p.id, 1 from products p where p.tenant_id = tenant and lower(p.name) like '%' || lower(words) || '%' limit most;
end $$;

-- Orders by what was typed. Each kind walks an index of its own; product words are resolved on the products first.
create function find_orders(tenant uuid, kinds text[], words text, email text, digits text, postcode text, most int) returns table (id uuid, rank int)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare hits int;
begin
  if not may_see(tenant) then return; end if;
  if 'number' = any(kinds) then
    return query select o.id, 0 from orders o where o.tenant_id = tenant and o.number >= upper(words) and o.number < upper(words) || '~' order by o.number limit most;
    if not found then
      return query select o.id, 0 from orders o where o.tenant_id = tenant and o.external_number >= upper(words) and o.external_number < upper(words) || '~' order by o.external_number limit most;
    end if;
    if not found then
      return query select o.id, 0 from orders o where o.tenant_id = tenant and o.external_number >= words and o.external_number < words || '~' order by o.external_number limit most;
    end if;
    if found then return; end if;
  end if;
  if 'email' = any(kinds) then
    return query select o.id, 1 from orders o where o.tenant_id = tenant and o.email_key >= email and o.email_key < email || '~' limit most;
    return;
  end if;
  if 'phone' = any(kinds) then
    return query select o.id, 1 from orders o where o.tenant_id = tenant and o.phone_key <> '' and o.phone_key >= digits and o.phone_key < digits || '~' limit most;
    return;
  end if;
  if 'postcode' = any(kinds) and postcode ~ '^\d{4}' then
    return query select o.id, 1 from orders o where o.tenant_id = tenant and o.postcode_key >= postcode and o.postcode_key < postcode || '~' order by o.postcode_key, o.placed_at desc limit most;
    if found then return; end if;
  end if;
  if 'words' = any(kinds) then
    -- A common name stands among the newest orders; a rare one has few customers.
    return query select x.id, 2 from (
      select o.id, o.customer_name, o.company from orders o where o.tenant_id = tenant order by o.placed_at desc, o.id desc limit 3000) x
      where lower(x.customer_name) like '%' || words || '%' or lower(x.company) like '%' || words || '%' limit most;
    get diagnostics hits = row_count;
    if hits >= most then return; end if;
    return query
      with people as (
        select c.id from contacts c where c.tenant_id = tenant and lower(c.name) like '%' || words || '%' limit 500
      )
      select x.id, 2 from people p cross join lateral (
        select o.id from orders o where o.tenant_id = tenant and o.contact = p.id order by o.placed_at desc limit 20) x limit most;
    return query
      with things as (
        select p.id from products p where p.tenant_id = tenant and (lower(p.name) like '%' || words || '%' or p.sku = upper(words)) limit 50
      )
      select distinct x.order_id, 3 from things t cross join lateral (
        select l.order_id from order_lines l where l.tenant_id = tenant and l.product = t.id order by l.order_id desc limit most) x limit most;
  end if;
end $$;
