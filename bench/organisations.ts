/** Finding an organisation among as many as there are orders: by name, with a typing error, and by all that one has at hand. */
import pg from 'pg'
import { phoneKey, postcodeKey } from '../src/modules/organisations/rules.ts'
import { measure, type Measured } from './measure.ts'
import { withoutIndexes } from './multiply.ts'
import { organisationOf } from './workload.ts'

const schema = `
create table organisation (id int primary key, name text not null, coc text not null, email text not null, phone text not null, postcode text not null, city text not null);
create index on organisation (name, id);
create index on organisation using gin (lower(name) gin_trgm_ops);
create index on organisation (coc);
create index on organisation (lower(email) text_pattern_ops);
create index on organisation (phone text_pattern_ops);
create index on organisation (postcode text_pattern_ops);`

const values =
  'id int, name text, coc text, email text, phone text, phone_key text, postcode text, postcode_key text, city text'

const raw: Record<string, string> = {
  name: 'where lower(name) like $1 order by name, id limit 50',
  'name with a typing error':
    'where lower($1) <% lower(name) order by lower($1) <<-> lower(name), name limit 50',
  'registration number': 'where coc = $1',
  'e-mail address': 'where lower(email) like $1 limit 50',
  telephone: 'where phone like $1 limit 50',
  postcode: 'where postcode like $1 limit 50',
}

type Sides = {
  readonly rawUrl: string
  readonly url: string
  readonly get: (path: string) => Promise<{ rows?: unknown[] }>
}
type Told = (what: string, raw: Measured, ours: Measured, found: number) => void

/** Fills both sides with `size` organisations and asks both, in turn, for the same. */
export async function measureOrganisations({ rawUrl, url, get }: Sides, size: number, told: Told) {
  const [hand, own] = [new pg.Client({ connectionString: rawUrl }), new pg.Client({ connectionString: url })]
  await Promise.all([hand.connect(), own.connect()])
  try {
    await hand.query(schema)
    await fillRaw(hand, size)
    await fillOurs(own, size)
    await hand.query('set pg_trgm.word_similarity_threshold = 0.5')
    await hand.query('vacuum analyze organisation')
    for (const table of ['organisations', 'addresses']) await own.query(`vacuum analyze ${table}`)
    for (const [kind, condition] of Object.entries(raw)) {
      const typed = (n: number) => typedFor(kind, organisationOf((n * 7919) % size))
      const asked = (n: number) => `/organisations?search=${encodeURIComponent(typed(n))}`
      await measure(5, 1, (n) => get(asked(n)))
      const text = `select id, name, coc, email, phone, postcode, city from organisation ${condition}`
      told(
        kind,
        // Without a name: a plan for any text would read the whole table where one begins with what was typed.
        await measure(60, 1, (n) => hand.query(text, [pattern(kind, typed(n))])),
        await measure(60, 1, (n) => get(asked(n))),
        (await get(asked(1))).rows!.length,
      )
    }
  } finally {
    await Promise.all([hand.end(), own.end()])
  }
}

function typedFor(kind: string, row: ReturnType<typeof organisationOf>): string {
  switch (kind) {
    case 'name':
      return row.name.split(' ').slice(0, 3).join(' ')
    case 'name with a typing error':
      return `${row.name.slice(0, 3)}${row.name.slice(4)}`
    case 'registration number':
      return row.coc
    case 'e-mail address':
      return row.email
    case 'telephone':
      return row.phone
    default:
      return row.postcode
  }
}

function pattern(kind: string, typed: string): string {
  if (kind === 'name') return `%${typed.toLowerCase()}%`
  if (kind === 'e-mail address') return `${typed.toLowerCase()}%`
  return kind === 'telephone' || kind === 'postcode' ? `${typed}%` : typed
}

function rowOf(id: number) {
  const row = organisationOf(id)
  return { id, ...row, phone_key: phoneKey(row.phone), postcode_key: postcodeKey(row.postcode, '1') }
}

async function inTens(size: number, put: (rows: string) => Promise<unknown>) {
  for (let n = 0; n < size; n += 10_000) {
    const count = Math.min(10_000, size - n)
    await put(JSON.stringify(Array.from({ length: count }, (_, i) => rowOf(n + i))))
  }
}

const fillRaw = (client: pg.Client, size: number) =>
  withoutIndexes(client, 'organisation', () =>
    inTens(size, (rows) =>
      client.query(
        `insert into organisation select id, name, coc, email, phone, postcode, city from jsonb_to_recordset($1::jsonb) x(${values})`,
        [rows],
      ),
    ),
  )

/** As the import writes them, by the server itself: one organisation with one address each. */
async function fillOurs(client: pg.Client, size: number) {
  await client.query('set session_replication_role = replica; set synchronous_commit = off')
  await withoutIndexes(client, 'organisations', () =>
    withoutIndexes(client, 'addresses', () =>
      inTens(size, (rows) =>
        client.query(
          `with x as (select x.*, uuidv7() as own from jsonb_to_recordset($1::jsonb) x(${values})), t as (select id from tenants limit 1),
           o as (insert into organisations (tenant_id, id, created_at, updated_at, name, coc_number, email, phone, phone_key, is_complete)
             select t.id, x.own, now(), now(), x.name, x.coc, x.email, x.phone, x.phone_key, true from x, t)
           insert into addresses (tenant_id, id, created_at, updated_at, organisation, kind, street, house_number, postcode, postcode_key, city, country, is_default)
             select t.id, uuidv7(), now(), now(), x.own, 'invoice', 'Dorpsstraat', '1', x.postcode, x.postcode_key, x.city, 'NL', true from x, t`,
          [rows],
        ),
      ),
    ),
  )
}
