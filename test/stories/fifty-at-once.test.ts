/** S40: whoever presses a button that moves money fifty times at the same moment has moved it once. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { getChannel } from '../../src/modules/channels/actions.ts'
import { system } from '../../src/platform/context.ts'
import { takeInOrders } from '../../src/workflows/take-in-orders/take-in.ts'
import { openChannel, runHouse, type Answer } from '../support/running.ts'
import { shopOrder } from '../support/world.ts'

const running = await runHouse([])
const { house, call, made } = running
const { business, location, channel } = await openChannel(running)
const product = (await made('/products', { sku: 'BEL-1', name: 'Fietsbel', price: 100_000 })).id
await made('/stock-levels', { location: location.id, reason: 'beginvoorraad', levels: [['BEL-1', 500_000]] })
const asSystem = {
  tenant: (await house.database.owner.query<{ id: string }>('select id from tenants')).rows[0]!.id,
  actor: system,
}

/** An order of 2 × € 10.00 and € 5.95 for shipping that nobody has paid. */
const unpaid = () =>
  house.machine.act(
    asSystem,
    async (ctx) =>
      (
        await takeInOrders(ctx, await getChannel(ctx, { id: channel.id }), [
          shopOrder([['BEL-1', 2, 1000]], { payments: [] }),
        ])
      )[0]!.order!,
  )
const total = 2595

const fifty = (method: string, path: string, body: object, key?: string): Promise<Answer[]> =>
  Promise.all(
    Array.from({ length: 50 }, () => call(method, path, body, key ? { 'idempotency-key': key } : {})),
  )
const tally = (answers: readonly Answer[]) =>
  Object.fromEntries(
    [...Map.groupBy(answers, (one) => String(one.status))].map(([status, some]) => [status, some.length]),
  )
const count = async (from: string, about: string) =>
  (await house.database.owner.query<{ n: number }>(`select count(*)::int as n from ${from}`, [about]))
    .rows[0]!.n

let invoice = ''

test('a payment is recorded once under one key, and fifty times the same answer is given', async () => {
  const order = await unpaid()
  const answers = await fifty(
    'POST',
    `/orders/${order}/payments`,
    { order, amount: 1000, method: 'Contant' },
    'betaling-1',
  )
  assert.deepEqual(tally(answers), { 200: 50 })
  for (const { body } of answers) assert.deepEqual(body, answers[0]!.body)
  assert.equal(await count('payments where order_id = $1', order), 1)
  const other = await call(
    'POST',
    `/orders/${order}/payments`,
    { order, amount: 1595, method: 'Contant' },
    { 'idempotency-key': 'betaling-1' },
  )
  assert.deepEqual([other.status, other.body.code], [409, 'request.key-reused'])
})

test('without a key no more than what is due is taken', async () => {
  const order = await unpaid()
  const answers = await fifty('POST', `/orders/${order}/payments`, {
    order,
    amount: total,
    method: 'Contant',
  })
  assert.deepEqual(tally(answers), { 200: 1, 422: 49 })
  assert.equal(await count('payments where order_id = $1', order), 1)
})

test('money that is less than nothing, or no whole number, is not taken', async () => {
  const order = await unpaid()
  for (const amount of [-1, 0, -total, total + 1, 0.5, '1000', 2 ** 53])
    assert.equal(
      (await call('POST', `/orders/${order}/payments`, { order, amount, method: 'Contant' })).status,
      422,
      String(amount),
    )
  assert.equal(await count('payments where order_id = $1', order), 0)
})

test('an order gets one concept, and its invoice one number', async () => {
  const order = await unpaid()
  const drafts = await fifty('POST', `/orders/${order}/invoices`, {})
  assert.equal(
    await count("invoices where order_id = $1 and state <> 'deleted'", order),
    1,
    JSON.stringify(tally(drafts)),
  )
  invoice = drafts.find((one) => one.status === 200)!.body.id
  const before = await count('issued_invoices where $1::text is not null', order)
  const finals = await fifty('POST', `/invoices/${invoice}/finalise`, {})
  assert.ok(
    finals.every((one) => one.status === 200 || one.status === 409),
    JSON.stringify(tally(finals)),
  )
  assert.equal(await count('issued_invoices where $1::text is not null', order), before + 1)
  assert.equal(new Set(finals.filter((one) => one.status === 200).map((one) => one.body.number)).size, 1)
})

test('what an invoice holds is credited once, and paid back once', async () => {
  const credits = await fifty('POST', `/invoices/${invoice}/credit`, { reason: 'terug' })
  const notes = [...new Set(credits.filter((one) => one.status === 200).map((one) => one.body.id))]
  await Promise.all(
    notes.flatMap((note) => [
      call('POST', `/invoices/${note}/finalise`, {}),
      call('POST', `/invoices/${note}/finalise`, {}),
    ]),
  )
  const { rows } = await house.database.owner.query<{ credited: number }>(
    "select coalesce(sum(abs(total)), 0)::int as credited from issued_invoices where kind = 'credit-note'",
  )
  assert.ok(rows[0]!.credited <= total, `${rows[0]!.credited} of ${total} was credited`)
  const refunds = await fifty('POST', '/refunds', {
    creditNote: notes[0],
    iban: 'NL91ABNA0417164300',
    holder: 'Sanne Jansen',
  })
  assert.ok(
    refunds.filter((one) => one.status === 200).length <= 1 ||
      new Set(refunds.filter((one) => one.status === 200).map((one) => one.body.id)).size === 1,
    JSON.stringify(tally(refunds)),
  )
})

test('an order is cancelled once, and its stock comes free once', async () => {
  const level = async () =>
    (
      await house.database.owner.query<{ free: number }>(
        'select (on_hand - reserved)::int as free from stock_levels where product = $1',
        [product],
      )
    ).rows[0]!.free
  const free = await level()
  const order = await unpaid()
  assert.equal(await level(), free - 2000)
  const answers = await fifty('POST', `/orders/${order}/cancel`, { reason: 'Vergissing', mail: 'skip' })
  assert.ok(
    answers.every((one) => one.status === 200 || one.status === 409),
    JSON.stringify(tally(answers)),
  )
  assert.equal(await level(), free)
  assert.equal(await count("events where about = $1 and kind = 'order.cancelled'", order), 1)
})

test('deposits on an order never add up to more than the order', async () => {
  const order = await unpaid()
  const answers = await fifty('POST', `/orders/${order}/deposits`, { percent: 6000 })
  for (const { body } of answers.filter((one) => one.status === 200))
    await call('POST', `/invoices/${body.id}/finalise`, {})
  const { rows } = await house.database.owner.query<{ asked: number }>(
    "select coalesce(sum(total), 0)::int as asked from invoices where order_id = $1 and state <> 'deleted'",
    [order],
  )
  assert.ok(
    rows[0]!.asked > 0 && rows[0]!.asked <= total,
    `${rows[0]!.asked} of ${total}: ${JSON.stringify(tally(answers))}`,
  )
})

test('an invoice is written off once', async () => {
  const order = await unpaid()
  const { id } = (await call('POST', `/orders/${order}/invoices`, {})).body
  assert.equal((await call('POST', `/invoices/${id}/finalise`, {})).status, 200)
  const answers = await fifty('POST', `/invoices/${id}/write-off`, { reason: 'Failliet' })
  assert.ok(
    answers.some((one) => one.status === 200) &&
      answers.every((one) => one.status === 200 || one.status === 409),
    JSON.stringify(tally(answers)),
  )
  assert.equal(await count("events where about = $1 and kind like 'invoice.%writ%off%'", id), 1)
})

test("a supplier's invoice is booked once and taken back once", async () => {
  const invoice = {
    business: business.id,
    supplier: 'Gazelle',
    supplierCountry: 'NL',
    number: 'G-2026-77',
    day: '2026-11-20',
    lines: [{ treatment: 'charged', rate: 2100, base: 10_000, vat: 2100 }],
  }
  const booked = await fifty('POST', '/purchase-invoices', invoice)
  assert.equal(
    await count('purchase_invoices where number = $1', 'G-2026-77'),
    1,
    JSON.stringify(tally(booked)),
  )
  const { id } = booked.find((one) => one.status === 200)!.body
  const corrected = await fifty('POST', `/purchase-invoices/${id}/correct`, { reason: 'Dubbel' })
  assert.deepEqual(tally(corrected), { 200: 1, 409: 49 })
  assert.equal(await count('purchase_invoices where corrects = $1', id), 1)
})

test('a count of stock is booked once under one key', async () => {
  const answers = await fifty(
    'POST',
    `/products/${product}/stock/${location.id}`,
    { onHand: 321_000, reason: 'telling' },
    'telling-1',
  )
  assert.deepEqual(tally(answers), { 200: 50 })
  assert.equal(await count("stock_movements where product = $1 and reason = 'telling'", product), 1)
})

test('nobody sets a price, a total or a state past the rules', async () => {
  const order = await unpaid()
  const { body } = await call('GET', `/orders/${order}`)
  for (const bend of [
    { total: 1 },
    { paid: total },
    { due: 0 },
    { payment: 'paid' },
    { phase: 'closed' },
    { phase: 'cancelled' },
    { invoicing: 'whole' },
    { number: 'ANDERS' },
  ]) {
    await call('PATCH', `/orders/${order}`, {
      version: (body.order as { version?: number } | undefined)?.version ?? body.version,
      ...bend,
    })
  }
  const { rows } = await house.database.owner.query(
    'select total::int, paid::int, due::int, payment, phase, invoicing from orders where id = $1',
    [order],
  )
  assert.deepEqual(rows, [
    { total, paid: 0, due: total, payment: 'unpaid', phase: 'open', invoicing: 'none' },
  ])
})

test('the books add up after all of it', async () => {
  const rules = (await call('GET', '/system/self-check')).body.rules as {
    name: string
    faults: number
    examples: string[]
  }[]
  assert.deepEqual(
    rules.filter((rule) => rule.faults > 0).map(({ name, examples }) => [name, examples]),
    [],
  )
})
