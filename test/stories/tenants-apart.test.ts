/** S1: whoever is signed in at one merchant sees and changes nothing of another, at any address, whatever id is given. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { actionsOf } from '../../src/entry/catalogue.ts'
import { draft, finalise } from '../../src/modules/invoicing/actions.ts'
import { takeInOrders } from '../../src/workflows/take-in-orders/take-in.ts'
import { runHouse, until } from '../support/running.ts'
import { newMerchant, shopOrder } from '../support/world.ts'

const { house, call } = await runHouse([])
const theirs = await newMerchant(house.machine)
const sentinel = 'Ander B.V. 7f3a'
const order = (
  await theirs.act((ctx) =>
    takeInOrders(ctx, theirs.channel, [shopOrder([['BEL-1', 1, 1000]], { reference: sentinel })]),
  )
)[0]!.order!
await theirs.act(async (ctx) => finalise(ctx, (await draft(ctx, order, null)).id))

/** Every id of the other merchant, by table. */
const ids = await idsOf(theirs.tenant)

test('no address shows or changes anything of another merchant', async () => {
  // Their own jobs first: an invoice that was made final is printed by itself.
  await until(theirsPrinted, (isPrinted) => isPrinted)
  // Their clock stands still: at a whole hour it moves by itself.
  await house.database.owner.query('update schedules set is_paused = true where tenant_id = $1', [
    theirs.tenant,
  ])
  const before = await fingerprint(theirs.tenant)
  const leaks: string[] = []
  let asked = 0
  for (const { name, action } of actionsOf()) {
    const schema = z.toJSONSchema(action.input as z.ZodType, {
      io: 'input',
      unrepresentable: 'any',
    }) as Schema
    for (const id of candidates(action.http)) {
      const [method, path] = action.http.split(' ') as [string, string]
      const given = valueOf(schema, id) as Record<string, unknown>
      const address = path.replace(/:([a-zA-Z]+)/g, (_, field: string) =>
        encodeURIComponent(String(given[field] ?? id)),
      )
      const rest = Object.fromEntries(Object.entries(given).filter(([field]) => !path.includes(`:${field}`)))
      const query =
        method === 'GET'
          ? `?${new URLSearchParams(Object.entries(rest).map(([k, v]) => [k, String(v)]))}`
          : ''
      if (name === 'session.signOut' || name.startsWith('firstRun.')) continue
      const answer = await call(method, address + query, method === 'GET' ? undefined : rest)
      asked++
      if (answer.status >= 500)
        leaks.push(`${action.http}: ${answer.status} ${JSON.stringify(answer.body).slice(0, 200)}`)
      const said = JSON.stringify(answer.body)
      if (answer.status < 300 && path.includes(':') && said.includes(sentinel))
        leaks.push(`${action.http}: shows theirs`)
      if (
        answer.status < 300 &&
        [...ids.values()].flat().some((other) => other !== id && said.includes(other))
      )
        leaks.push(`${action.http}: tells an id of theirs`)
    }
  }
  assert.deepEqual(leaks, [])
  assert.ok(asked > 100, `${asked} requests`)
  assert.deepEqual(await fingerprint(theirs.tenant), before)
})

test('without a condition in the statement, the database itself shows nothing of another', async () => {
  const { tables } = await tablesOf()
  for (const table of tables) {
    const rows = await theirs.machine
      .act({ tenant: await ours(), actor: (await import('../../src/platform/context.ts')).system }, (ctx) =>
        ctx.db.rows(`select 1 from ${table} where tenant_id = '${theirs.tenant}' limit 1`),
      )
      .catch((error: { code?: string }) => (error.code === '42501' ? [] : Promise.reject(error)))
    assert.deepEqual(rows, [], table)
  }
})

type Schema = {
  type?: string
  format?: string
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  prefixItems?: Schema[]
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  minimum?: number
  minLength?: number
  pattern?: string
  minItems?: number
}

/** A plausible value of a schema, with the other merchant's id wherever an id may stand. */
function valueOf(schema: Schema, id: string): unknown {
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  if (schema.anyOf) return valueOf(schema.anyOf.find((one) => one.type !== 'null') ?? {}, id)
  if (schema.format === 'uuid') return id
  if (schema.format === 'date') return '2026-11-23'
  if (schema.format === 'date-time') return '2026-11-23T10:00:00Z'
  if (schema.format === 'email') return 'iemand@voorbeeld.nl'
  if (schema.type === 'object') {
    const wanted = Object.entries(schema.properties ?? {}).filter(
      ([name, part]) => schema.required?.includes(name) || part.format === 'uuid',
    )
    return Object.fromEntries(wanted.map(([name, part]) => [name, valueOf(part, id)]))
  }
  if (schema.type === 'array')
    return schema.prefixItems
      ? schema.prefixItems.map((part) => valueOf(part, id))
      : [valueOf(schema.items ?? {}, id)]
  if (schema.type === 'integer' || schema.type === 'number') return Math.max(1, schema.minimum ?? 1)
  if (schema.type === 'boolean') return true
  return 'proef'.padEnd(schema.minLength ?? 0, 'x')
}

/** The ids that an address is tried with: of the table that its first word names, or one of each. */
function candidates(http: string): string[] {
  const noun = http.split('/')[1]!.replace(/-/g, '_')
  const own = ids.get(noun) ?? ids.get(noun.replace(/s$/, ''))
  return own && own.length > 0 ? [own[0]!] : [order, ids.get('products')![0]!]
}

async function tablesOf() {
  const { rows } = await house.database.owner.query<{ name: string; has_id: boolean }>(
    `select c.relname as name, exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'id') as has_id
     from pg_class c join pg_attribute t on t.attrelid = c.oid and t.attname = 'tenant_id'
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by 1`,
  )
  return {
    tables: rows.map((row) => row.name),
    withId: rows.filter((row) => row.has_id).map((row) => row.name),
  }
}

async function idsOf(tenant: string): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>()
  for (const table of (await tablesOf()).withId) {
    const { rows } = await house.database.owner.query<{ id: string }>(
      `select id from ${table} where tenant_id = $1 limit 5`,
      [tenant],
    )
    found.set(
      table,
      rows.map((row) => row.id),
    )
  }
  return found
}

async function fingerprint(tenant: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {}
  for (const table of (await tablesOf()).tables) {
    if (table === 'event_seals') continue
    const { rows } = await house.database.owner.query<{ hash: string }>(
      `select coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '') as hash from ${table} t where tenant_id = $1`,
      [tenant],
    )
    found[table] = rows[0]!.hash
  }
  return found
}

async function ours(): Promise<string> {
  const { rows } = await house.database.owner.query<{ id: string }>('select id from tenants where id <> $1', [
    theirs.tenant,
  ])
  return rows[0]!.id
}

async function theirsPrinted(): Promise<boolean> {
  const { rows } = await house.database.owner.query(
    'select 1 from invoices where tenant_id = $1 and pdf is null',
    [theirs.tenant],
  )
  const jobs = await house.database.owner.query(
    "select 1 from graphile_worker.jobs where task_identifier = 'subscriber'",
  )
  return rows.length === 0 && jobs.rows.length === 0
}
