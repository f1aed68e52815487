/**
 * Makes a million orders out of twenty thousand in minutes: copies of all rows by the server itself, each copy with its own
 * ids, references, postcodes and moments, without indexes and checks while it lasts.
 */
import pg from 'pg'

type Table = {
  readonly name: string
  /** What a copy has instead of what it was copied from; `k` is the number of the copy, `size` of the original. */ readonly changes: Readonly<
    Record<string, string>
  >
  readonly only?: string
}

const postcode = (column: string) =>
  `case when ${column} ~ '^[0-9]{4}' then lpad((1000 + (left(${column}, 4)::int - 1000 + k * 179) % 8999)::text, 4, '0') || substr(${column}, 5) else ${column} end`
const moment = "placed_at - k * interval '11 minutes'"
const isOwn = "substring(email from '[0-9]+(?=@)')::bigint >= 1000000"

const ours: readonly Table[] = [
  {
    name: 'contacts',
    // The known customers keep coming back; those who came once come once in each copy.
    only: isOwn,
    changes: {
      id: 'moved(id, k)',
      email: "k || '.' || email",
      email_key: "k || '.' || email_key",
      postcode: postcode('postcode'),
    },
  },
  {
    name: 'orders',
    changes: {
      id: 'moved(id, k)',
      placed_at: moment,
      postcode_key: postcode('postcode_key'),
      external_id: '(external_id::bigint + k * size)::text',
      external_number: "'EXT-' || (substr(external_number, 5)::bigint + k * size)",
      number: "replace(number, external_number, 'EXT-' || (substr(external_number, 5)::bigint + k * size))",
      contact: `case when ${isOwn} then moved(contact, k) else contact end`,
    },
  },
  { name: 'order_lines', changes: { id: 'moved(id, k)', order_id: 'moved(order_id, k)' } },
  { name: 'payments', changes: { id: 'moved(id, k)', order_id: 'moved(order_id, k)' } },
  {
    name: 'events',
    only: "kind in ('order.placed', 'order.available')",
    changes: { id: 'moved(id, k)', about: 'moved(about, k)' },
  },
]

/**
 * A UUIDv7 with its moment so many hours earlier and the rest as it was: unique, still in order of time, and of the
 * past, for what is to come is news to an open screen.
 */
const moved = `
create or replace function moved(id uuid, k int) returns uuid language sql immutable strict parallel safe as $$
  select (lpad(to_hex(('x' || substr(replace($1::text, '-', ''), 1, 12))::bit(48)::bigint - $2 * 3600000), 12, '0')
    || substr(replace($1::text, '-', ''), 13))::uuid $$`

const yardstick: readonly Table[] = [
  { name: 'customer', only: isOwn, changes: { id: 'id + k * 10000000', email: "k || '.' || email" } },
  {
    name: 'orders',
    changes: {
      id: 'id + k * 10000000',
      placed_at: moment,
      postcode: postcode('postcode'),
      reference: "'EXT-' || (substr(reference, 5)::bigint + k * size)",
      customer_id: `case when ${isOwn} then customer_id + k * 10000000 else customer_id end`,
    },
  },
  { name: 'order_line', changes: { order_id: 'order_id + k * 10000000' } },
  { name: 'payment', changes: { id: 'id + k * 10000000', order_id: 'order_id + k * 10000000' } },
  { name: 'event', changes: { id: 'id + k * 10000000', order_id: 'order_id + k * 10000000' } },
]

export const multiplyOurs = (url: string, size: number, times: number): Promise<void> =>
  multiply(url, ours, size, times)
export const multiplyYardstick = (url: string, size: number, times: number): Promise<void> =>
  multiply(url, yardstick, size, times)

async function multiply(url: string, tables: readonly Table[], size: number, times: number): Promise<void> {
  if (times <= 1) return
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(
    `set session_replication_role = replica; set synchronous_commit = off; set maintenance_work_mem = '512MB'; ${moved}`,
  )
  for (const { name, changes, only } of tables) {
    const { rows: columns } = await client.query<{ name: string; identity: string }>(
      `select attname as name, attidentity as identity from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`,
      [name],
    )
    const list = columns.map((column) => column.name).join(', ')
    const values = columns.map((column) => changes[column.name] ?? column.name).join(', ')
    const overriding = columns.some((column) => column.identity === 'a') ? 'overriding system value' : ''
    await withoutIndexes(client, name, async () => {
      await client.query(`create temp table original as select * from ${name} ${only ? `where ${only}` : ''}`)
      for (let k = 1; k < times; k++) {
        const text = `insert into ${name} (${list}) ${overriding} select ${values} from original`
        await client.query(text.replace(/\bk\b/g, String(k)).replace(/\bsize\b/g, String(size)))
      }
      await client.query('drop table original')
    })
  }
  await client.end()
}

/** Fills a table without the indexes that no constraint needs, and makes them again after. */
export async function withoutIndexes(client: pg.Client, table: string, fill: () => Promise<unknown>) {
  const { rows: indexes } = await client.query<{ name: string; made: string }>(
    `select i.indexname as name, i.indexdef as made from pg_indexes i
     where i.schemaname = 'public' and i.tablename = $1 and not exists (select from pg_constraint c where c.conname = i.indexname and c.conrelid = $1::regclass)`,
    [table],
  )
  for (const index of indexes) await client.query(`drop index ${index.name}`)
  await fill()
  for (const index of indexes) await client.query(index.made)
}
