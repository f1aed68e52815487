-- Parcels that leave together, orders that come late, and what webshops were told can be sold.

-- A further parcel of a shipment holds no lines of its own: what is in the shipment is spread over all of them.
alter table shipments add column part_of uuid;
alter table shipments add foreign key (tenant_id, part_of) references shipments;
create index shipments_parts on shipments (tenant_id, part_of) where part_of is not null;
create index shipments_state on shipments (tenant_id, state, created_at desc, id desc) where state not in ('delivered', 'collected', 'cancelled');

-- Told once per entry that its day has passed while the order still stands here.
alter table planning_entries add column delayed_at timestamptz;

-- Until a merchant says so, a webshop keeps the stock that it had: a back office that knows of none yet would empty it.
alter table connections add column stock_leads text not null default 'shop';

-- What a webshop was last told of an article. `asked` counts changes, `done` how many of them were told or proved no change.
create table told_stock (
  tenant_id uuid not null,
  connection uuid not null,
  product uuid not null,
  asked bigint not null default 1,
  done bigint not null default 0,
  available bigint,
  told_at timestamptz,
  problem_code text,
  problem text,
  primary key (tenant_id, connection, product),
  foreign key (tenant_id, connection) references connections on delete cascade,
  foreign key (tenant_id, product) references products
) with (fillfactor = 80);
create index told_stock_waiting on told_stock (tenant_id, connection, product) where asked > done;
create index told_stock_product on told_stock (tenant_id, product);
