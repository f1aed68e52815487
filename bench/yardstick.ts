/**
 * The yardstick: the same work in SQL written by hand, without tenants, rights or a log beyond one row. As the work is
 * defined: customer, order, lines, stock with its check, promises, payment, an index for every kind of search, one event, one job.
 */
import pg from 'pg'
import { multiplyYardstick } from './multiply.ts'
import {
  customerCount,
  customerOf,
  orderOf,
  productCount,
  productOf,
  spreadDay,
  type BenchOrder,
} from './workload.ts'

const schema = `
create extension if not exists pg_trgm;
create table product (id int primary key, sku text unique not null, name text not null, price int not null);
create table customer (id bigint generated always as identity primary key, email text not null, name text not null, phone text);
create unique index on customer (lower(email));
create table stock (product_id int primary key references product, on_hand int not null, reserved int not null default 0) with (fillfactor = 70);
create table orders (id bigint generated always as identity primary key, reference text not null unique, customer_id bigint not null references customer,
  customer_name text not null, email text not null, status text not null, postcode text not null, address jsonb not null, total_net int not null, total_vat int not null,
  total int not null, placed_at timestamptz not null, created_at timestamptz not null default now());
create index on orders (status, placed_at desc, id desc);
create index on orders (placed_at desc, id desc);
create index on orders (customer_id);
create index on orders (postcode text_pattern_ops);
create index on orders (reference text_pattern_ops);
create index orders_name on orders using gin (lower(customer_name) gin_trgm_ops) with (gin_pending_list_limit = 256);
create table order_line (order_id bigint not null references orders, number int not null, product_id int not null references product, sku text not null, name text not null,
  pieces int not null, price int not null, net int not null, vat int not null, primary key (order_id, number));
create index on order_line (product_id, order_id);
create table reservation (id bigint generated always as identity primary key, order_id bigint not null, product_id int not null, pieces int not null);
create index on reservation (order_id);
create table payment (id bigint generated always as identity primary key, order_id bigint not null references orders, method text not null, amount int not null);
create index on payment (order_id);
create table event (id bigint generated always as identity primary key, order_id bigint not null, kind text not null, detail jsonb not null);
create index on event (order_id);
create table job (id bigint generated always as identity primary key, task text not null, payload jsonb not null, run_at timestamptz not null default now(), attempts int not null default 0);
create index on job (run_at, id);`

export type Yardstick = {
  one(number: number): Promise<void>
  many(from: number, count: number): Promise<void>
  list(): Promise<number>
  search(kind: string, text: string): Promise<number>
  open(): Promise<void>
  /** Takes in the orders of these numbers, a thousand at a time. */
  grow(from: number, to: number): Promise<void>
  /** Copies what there is and lets the server look at it, as it would by itself in the course of a night. */
  settle(size: number, times: number): Promise<void>
  setStock(levels: readonly number[]): Promise<void>
  close(): Promise<void>
}

export async function openYardstick(url: string): Promise<Yardstick> {
  const pool = new pg.Pool({ connectionString: url, max: 8 })
  pool.on('error', () => undefined)
  await pool.query(schema)
  const products = Array.from({ length: productCount }, (_, i) => productOf(i))
  await pool.query('insert into product select * from unnest($1::int[], $2::text[], $3::text[], $4::int[])', [
    products.map((_, i) => i),
    products.map((p) => p.sku),
    products.map((p) => p.name),
    products.map((p) => p.grossCents),
  ])
  await pool.query('insert into stock select id, 100000000 from product')
  const known = Array.from({ length: customerCount }, (_, i) => customerOf(i))
  await pool.query(
    'insert into customer (email, name, phone) select * from unnest($1::text[], $2::text[], $3::text[])',
    [known.map((c) => c.email), known.map((c) => c.name), known.map((c) => c.phone)],
  )

  const rowOf = (order: BenchOrder) => {
    const lines = order.lines.map(({ product, pieces }, i) => {
      const { sku, name, grossCents } = products[product]!
      const gross = grossCents * pieces
      const net = Math.round((gross * 100) / 121)
      return {
        number: i + 1,
        product_id: product,
        sku,
        name,
        pieces,
        price: grossCents,
        net,
        vat: gross - net,
      }
    })
    const net = lines.reduce((sum, line) => sum + line.net, 492)
    const vat = lines.reduce((sum, line) => sum + line.vat, 103)
    const { customer } = order
    return {
      reference: order.reference,
      email: customer.email,
      name: customer.name,
      phone: customer.phone,
      postcode: customer.postcode,
      address: customer,
      net,
      vat,
      total: net + vat,
      placed_at: order.placedAt,
      lines,
    }
  }

  const named = (name: string, text: string) => (client: pg.Pool | pg.PoolClient, values: unknown[]) =>
    client.query({ name, text, values })
  const customer = named(
    'customer',
    'insert into customer (email, name, phone) values ($1, $2, $3) on conflict (lower(email)) do update set phone = coalesce(customer.phone, excluded.phone) returning id',
  )
  const order = named(
    'order',
    `insert into orders (reference, customer_id, customer_name, email, status, postcode, address, total_net, total_vat, total, placed_at) values ($1, $2, $3, $4, 'open', $5, $6, $7, $8, $9, $10) on conflict do nothing returning id`,
  )
  const line = named(
    'line',
    'insert into order_line select $1, x.* from jsonb_to_recordset($2::jsonb) x(number int, product_id int, sku text, name text, pieces int, price int, net int, vat int)',
  )
  const stock = named(
    'stock',
    'with want as (select product_id, sum(pieces) as pieces from jsonb_to_recordset($1::jsonb) x(product_id int, pieces int) group by 1), held as (select s.product_id, w.pieces from stock s join want w using (product_id) order by 1 for update of s) update stock s set reserved = s.reserved + h.pieces from held h where s.product_id = h.product_id and s.on_hand - s.reserved >= h.pieces',
  )
  const reservation = named(
    'reservation',
    'insert into reservation (order_id, product_id, pieces) select $1, product_id, pieces from jsonb_to_recordset($2::jsonb) x(product_id int, pieces int)',
  )
  const payment = named('payment', `insert into payment (order_id, method, amount) values ($1, 'ideal', $2)`)
  const event = named('event', `insert into event (order_id, kind, detail) values ($1, 'order.placed', $2)`)

  const job = named(
    'job',
    `insert into job (task, payload) values ('order.placed', jsonb_build_object('order', $1::bigint))`,
  )

  const columns = 'id, reference, customer_name, email, status, postcode, total, placed_at'
  const list = named(
    'list',
    `select ${columns} from orders where status = 'open' order by placed_at desc, id desc limit 50`,
  )
  const searches: Record<string, ReturnType<typeof named>> = {
    surname: named(
      's1',
      `select ${columns} from orders where lower(customer_name) like $1 order by placed_at desc, id desc limit 50`,
    ),
    postcode: named(
      's2',
      `select ${columns} from orders where postcode like $1 order by placed_at desc, id desc limit 50`,
    ),
    reference: named(
      's3',
      `select ${columns} from orders where reference like $1 order by placed_at desc limit 50`,
    ),
    product: named(
      's4',
      `with p as materialized (select id from product where lower(name) like $1 limit 200), c as materialized (select distinct l.order_id from p cross join lateral (select order_id from order_line l where l.product_id = p.id order by order_id desc limit 50) l order by 1 desc limit 50) select ${columns} from c join orders o on o.id = c.order_id order by o.placed_at desc`,
    ),
  }
  searches['full name'] = searches.surname!
  const open = named(
    'open',
    `select to_jsonb(o), (select jsonb_agg(l order by l.number) from order_line l where l.order_id = o.id), (select jsonb_agg(p) from payment p where p.order_id = o.id), (select jsonb_agg(r) from reservation r where r.order_id = o.id), (select jsonb_agg(e) from event e where e.order_id = o.id) from orders o where o.id = $1`,
  )
  let ids: number[] = []

  async function bulk(rows: readonly ReturnType<typeof rowOf>[], status: string) {
    await pool.query({
      name: 'bulk',
      text: `with i as materialized (select * from jsonb_to_recordset($1::jsonb) x(reference text, email text, name text, phone text, postcode text, address jsonb, net int, vat int, total int, placed_at timestamptz, lines jsonb)),
        c as (insert into customer (email, name, phone) select distinct on (lower(email)) email, name, phone from i on conflict (lower(email)) do update set phone = coalesce(customer.phone, excluded.phone) returning id, lower(email) as email),
        o as (insert into orders (reference, customer_id, customer_name, email, status, postcode, address, total_net, total_vat, total, placed_at) select i.reference, c.id, i.name, i.email, $2, i.postcode, i.address, i.net, i.vat, i.total, i.placed_at from i join c on c.email = lower(i.email) on conflict do nothing returning id, reference, total),
        l as (insert into order_line select o.id, x.* from o join i using (reference) cross join lateral jsonb_to_recordset(i.lines) x(number int, product_id int, sku text, name text, pieces int, price int, net int, vat int) returning order_id, product_id, pieces),
        s as (update stock set reserved = reserved + w.pieces from (select product_id, sum(pieces) as pieces from l group by 1) w where stock.product_id = w.product_id),
        r as (insert into reservation (order_id, product_id, pieces) select * from l),
        p as (insert into payment (order_id, method, amount) select id, 'ideal', total from o),
        j as (insert into job (task, payload) select 'order.placed', jsonb_build_object('order', id) from o)
        insert into event (order_id, kind, detail) select id, 'order.placed', jsonb_build_object('reference', reference) from o`,
      values: [JSON.stringify(rows), status],
    })
  }

  return {
    async one(number) {
      const row = rowOf(orderOf(number))
      const client = await pool.connect()
      try {
        await client.query('begin')
        const lines = JSON.stringify(row.lines)
        const who = (await customer(client, [row.email, row.name, row.phone])).rows[0].id
        const id = (
          await order(client, [
            row.reference,
            who,
            row.name,
            row.email,
            row.postcode,
            row.address,
            row.net,
            row.vat,
            row.total,
            row.placed_at,
          ])
        ).rows[0].id
        await line(client, [id, lines])
        await stock(client, [lines])
        await reservation(client, [id, lines])
        await payment(client, [id, row.total])
        await event(client, [id, { reference: row.reference }])
        await job(client, [id])
        await client.query('commit')
      } finally {
        client.release()
      }
    },
    many: (from, count) =>
      bulk(
        Array.from({ length: count }, (_, i) => rowOf(orderOf(from + i))),
        'open',
      ),
    list: async () => (await list(pool, [])).rows.length,
    search: async (kind, text) =>
      (
        await searches[kind]!(pool, [
          kind === 'postcode' || kind === 'reference' ? `${text}%` : `%${text.toLowerCase()}%`,
        ])
      ).rows.length,
    async open() {
      await open(pool, [ids[Math.floor(performance.now() * 7) % ids.length]])
    },
    async grow(from, to) {
      for (let n = from; n < to; n += 1000) {
        await bulk(
          Array.from({ length: Math.min(1000, to - n) }, (_, i) =>
            rowOf(orderOf(500_000_000 + n + i, spreadDay(n + i))),
          ),
          n < to / 50 ? 'open' : 'closed',
        )
      }
    },
    async settle(size, times) {
      await multiplyYardstick(url, size, times)
      await pool.query('vacuum analyze')
      ids = (await pool.query('select id from orders order by random() limit 500')).rows.map((row) => row.id)
    },
    async setStock(levels) {
      await pool.query(
        'update stock s set on_hand = x.level from unnest($1::int[], $2::int[]) x(id, level) where s.product_id = x.id',
        [levels.map((_, i) => i), levels],
      )
    },
    close: () => pool.end(),
  }
}
