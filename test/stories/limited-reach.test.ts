/** S2: somebody who is limited to a sales channel or a location reaches nothing beyond it, whatever the address. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { addDays, dayOf } from '../../src/base/day.ts'
import { actionsOf } from '../../src/entry/catalogue.ts'
import { getChannel } from '../../src/modules/channels/actions.ts'
import { draft, finalise } from '../../src/modules/invoicing/actions.ts'
import { system } from '../../src/platform/context.ts'
import { raiseTask } from '../../src/platform/tasks.ts'
import { takeInOrders } from '../../src/workflows/take-in-orders/take-in.ts'
import { runBusyHouse } from '../support/busy-house.ts'
import { until } from '../support/running.ts'
import { shopOrder } from '../support/world.ts'

const { house, call, made, tenant, channel, order } = await runBusyHouse()
const { owner } = house.database
const [{ id: location }] = (await owner.query<{ id: string }>('select id from locations')).rows as [
  { id: string },
]
const asSystem = { tenant, actor: system }
/** A Wednesday to come, on which everybody is open. */
const day = addDays(dayOf(new Date()), 7 + ((10 - new Date().getUTCDay()) % 7))

/** Everything of the other channel, at the other location. */
const theirs: { id: string; kind: string }[] = []
const told: string[] = []

/** Limits the one user there is; they are looked up at every request. */
const limit = (limits: { channels?: string[]; locations?: string[] }) =>
  owner.query('update users set channels = $1, locations = $2', [
    limits.channels ?? null,
    limits.locations ?? null,
  ])

before(async () => {
  const [{ id: business }] = (await owner.query<{ id: string }>('select id from businesses')).rows as [
    { id: string },
  ]
  const [{ id: bell }] = (await owner.query<{ id: string }>("select id from products where sku = 'BEL-1'"))
    .rows as [{ id: string }]
  const elsewhere = await made('/locations', { name: 'Filiaal', type: 'warehouse' })
  const other = await made('/channels', { name: 'Buitenshop', type: 'shop', business })
  await made('/channel-locations', { channel: other.id, location: elsewhere.id })
  await call('POST', '/stock-levels', {
    location: elsewhere.id,
    reason: 'beginvoorraad',
    levels: [['BEL-1', 500_000]],
  })
  const [foreign, planned] = await house.machine.act(asSystem, async (ctx) => {
    const taken = await takeInOrders(ctx, await getChannel(ctx, { id: other.id }), [
      shopOrder([['BEL-1', 2, 1000]]),
      shopOrder([['BEL-1', 1, 1000]]),
    ])
    return taken.map((one) => one.order!)
  })
  await house.machine.act(asSystem, async (ctx) => {
    await finalise(ctx, (await draft(ctx, foreign!, null)).id)
    await raiseTask(ctx, {
      kind: 'job.failed',
      about: foreign!,
      aboutKind: 'orders',
      detail: { error: 'x' },
      dedupe: 'x',
    })
  })
  for (const each of [order, planned!]) await made(`/orders/${each}/plan`, { day, despite: ['stock'] })
  const quote = await made('/quotes', {
    channel: other.id,
    customer: { name: 'Jan Jansen', email: 'jan@elders.example' },
    billing: {
      name: 'Jan Jansen',
      street: 'Gildenweg',
      houseNumber: '6',
      postcode: '1695 GD',
      city: 'Blokker',
      country: 'NL',
    },
    lines: [{ product: bell, quantity: 1000 }],
  })
  await until(
    async () => (await owner.query('select 1 from messages where channel = $1', [other.id])).rowCount,
    (count) => count! > 0,
  )
  const things = await owner.query<{ id: string; kind: string }>(
    `select id, 'orders' as kind from orders where channel = $1
     union all select l.id, 'order_lines' from order_lines l join orders o on o.id = l.order_id where o.channel = $1
     union all select p.id, 'payments' from payments p join orders o on o.id = p.order_id where o.channel = $1
     union all select e.id, 'planning_entries' from planning_entries e join orders o on o.id = e.order_id where o.channel = $1
     union all select i.id, 'invoices' from invoices i join orders o on o.id = i.order_id where o.channel = $1
     union all select d.id, 'deliveries' from invoice_deliveries d join invoices i on i.id = d.invoice join orders o on o.id = i.order_id where o.channel = $1
     union all select f.id, 'files' from files f join invoices i on i.id = f.about join orders o on o.id = i.order_id where o.channel = $1
     union all select id, 'messages' from messages where channel = $1
     union all select id, 'tasks' from tasks where dedupe = 'x'
     union all select $1, 'channels' union all select $2, 'quotes'`,
    [other.id, quote.id],
  )
  theirs.push(...things.rows)
  const numbers = await owner.query<{ number: string }>(
    `select number from orders where channel = $1 union select i.number from invoices i join orders o on o.id = i.order_id where o.channel = $1 and i.number is not null`,
    [other.id],
  )
  told.push(...theirs.map(({ id }) => id), ...numbers.rows.map(({ number }) => number))
})

const kinds = [
  'orders',
  'order_lines',
  'payments',
  'planning_entries',
  'invoices',
  'messages',
  'tasks',
  'channels',
  'quotes',
]

test('there is something of every kind beyond', () => {
  assert.deepEqual(
    kinds.filter((kind) => !theirs.some((one) => one.kind === kind)),
    [],
  )
})

/** What an address asks for by its noun; elsewhere an order. */
const fitting = (path: string): string[] => {
  const noun = path.split('/')[1]!.replace(/-/g, '_')
  const ids = theirs.filter(
    ({ kind }) => kind === noun || (kind !== 'orders' && path.includes(`:${kind.slice(0, -1)}`)),
  )
  return [...new Set([...ids, theirs.find(({ kind }) => kind === 'orders')!].map(({ id }) => id))]
}

/** What names everybody's, and stands behind a right of its own: the register, the log of the program and the books. */
const ofTheWhole = /^\/(activity\/export|customers$|reports|bank-|organisations\/export|system)/

test('no list and no page tells of what lies beyond', async () => {
  await limit({ channels: [channel], locations: [location] })
  for (const { action, name } of actionsOf()) {
    if (!action.http.startsWith('GET ') || action.right === 'public') continue
    const path = action.http.slice(4)
    if (ofTheWhole.test(path)) continue
    for (const id of path.includes(':') ? fitting(path) : ['']) {
      const { status, body } = await call('GET', path.replace(/:[a-zA-Z]+/g, id))
      const text = JSON.stringify(body)
      assert.ok(status < 500, `${name}: ${text}`)
      const leaked = told.filter((one) => one !== id && text.includes(one))
      assert.deepEqual(leaked, [], `${name} ${id}: ${text.slice(0, 600)}`)
    }
  }
})

test('what lies beyond is not found by search, and not counted', async () => {
  const numbers = told.filter((one) => !one.includes('-7'))
  for (const number of numbers)
    assert.deepEqual((await call('GET', `/orders?search=${number}`)).body.rows, [], number)
  assert.equal((await call('GET', '/orders?search=Sanne')).body.rows.length, 2)
  const { counts } = (await call('GET', '/orders/views')).body as unknown as { counts: { open: number } }
  assert.equal(counts.open, (await call('GET', '/orders?view=open')).body.rows.length)
})

test('nothing beyond can be changed, at any address that names it', async () => {
  const state = () =>
    owner.query(
      `select md5(string_agg(x.t, '|' order by x.t)) as print from (select o::text as t from orders o where o.id = any($1::uuid[])
       union all select i::text from invoices i where i.id = any($1::uuid[]) union all select q::text from quotes q where q.id = any($1::uuid[])
       union all select c::text from channels c where c.id = any($1::uuid[])) x`,
      [theirs.map(({ id }) => id)],
    )
  const was = (await state()).rows
  for (const { action, name } of actionsOf()) {
    const [method, path] = action.http.split(' ') as [string, string]
    if (method === 'GET' || !path.includes(':') || action.right === 'public') continue
    for (const id of fitting(path)) {
      const { status } = await call(method, path.replace(/:[a-zA-Z]+/g, id), {})
      assert.ok(status >= 400 && status < 500, `${name} ${id}: ${status}`)
    }
  }
  const foreign = theirs.find(({ kind }) => kind === 'orders')!.id
  for (const [path, body] of [
    [`/orders/${foreign}/holds`, { kind: 'manual', reason: 'x' }],
    [`/orders/${foreign}/plan`, { day }],
    ['/planning/plan-many', { orders: [order, foreign], day }],
  ] as const)
    assert.equal((await call('POST', path, body)).status, 404, path)
  assert.deepEqual((await state()).rows, was)
})

test('a day is released and printed as far as one reaches', async () => {
  const { body } = await call('POST', `/planning/days/${day}/release`, {})
  assert.equal(body.released, 1)
  const run = (await call('POST', `/planning/days/${day}/prints`, {})).body.run
  const ended = await until(
    () => call('GET', `/print-runs/${run}`),
    (answer) => answer.body.state === 'done',
    60,
  )
  assert.deepEqual(
    (ended.body['items'] as { about: string }[]).map(({ about }) => about),
    [order],
  )
})

test('without limits everything is there', async () => {
  await limit({})
  assert.equal((await call('GET', '/orders?view=all')).body.rows.length, 4)
})
