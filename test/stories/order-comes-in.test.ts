/** S4-1, S4-16 to S4-18, S4-26: a webshop's order comes in by itself, once, and follows the webshop. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { listOrders, wholeOrder } from '../../src/modules/orders/reads.ts'
import { levelsOf } from '../../src/modules/stock/reads.ts'
import { cancelLine } from '../../src/workflows/cancel-orders.ts'
import { takeInOrders } from '../../src/workflows/take-in-orders/take-in.ts'
import type { ShopOrder } from '../../src/contracts/shop.ts'
import { statementsOf } from '../support/database.ts'
import { newWorld, shopOrder } from '../support/world.ts'

const world = await newWorld()
const takeIn = (...orders: ShopOrder[]) => world.act((ctx) => takeInOrders(ctx, world.channel, orders))
const orderOf = (id: string | null) => world.act((ctx) => wholeOrder(ctx, id!))
const level = async (sku: string) => (await world.act((ctx) => levelsOf(ctx, [world.products.get(sku)!])))[0]!

test('a paid order with stock is open, paid, available and reserved', async () => {
  const before = await level('BEL-1')
  const [taken] = await takeIn(shopOrder([['BEL-1', 2, 1000]]))
  assert.equal(taken!.result, 'new')
  const order = await orderOf(taken!.order)
  assert.equal(order.phase, 'open')
  assert.equal(order.payment, 'paid')
  assert.equal(order.supply, 'available')
  assert.equal(order.allAvailable, true)
  assert.equal(order.total, 2595)
  assert.equal((await level('BEL-1')).reserved, before.reserved + 2000)
  const { rows } = await world.act((ctx) => listOrders(ctx, { view: 'not-planned', limit: 50 }))
  assert.ok(rows.some((row) => row.id === taken!.order))
})

test('what is not in stock is to be ordered', async () => {
  const [taken] = await takeIn(shopOrder([['ZADEL-L', 1, 5000]]))
  const order = await orderOf(taken!.order)
  assert.equal(order.supply, 'to_order')
  assert.equal(order.allAvailable, false)
})

test('the same order a thousand times is one order, and nothing is written again', async () => {
  const order = shopOrder()
  const [first] = await takeIn(order)
  const events = () =>
    world.database.owner
      .query('select count(*)::int as n from events')
      .then((r) => (r.rows[0] as { n: number }).n)
  const before = await events()
  for (let i = 0; i < 20; i++) {
    const [again] = await takeIn(order)
    assert.deepEqual([again!.result, again!.order], ['same', first!.order])
  }
  assert.equal(await events(), before)
})

test('fifty deliveries at once make one order', async () => {
  const order = shopOrder()
  const results = await Promise.all(Array.from({ length: 50 }, () => takeIn(order)))
  assert.equal(new Set(results.map(([taken]) => taken!.order)).size, 1)
  assert.equal(results.filter(([taken]) => taken!.result === 'new').length, 1)
})

test('an order cancelled in the webshop is cancelled here, and its stock is free again', async () => {
  const order = shopOrder([['BAND-28', 3, 2000]])
  const [taken] = await takeIn(order)
  const reserved = (await level('BAND-28')).reserved
  const [again] = await takeIn({ ...order, state: 'cancelled' })
  assert.equal(again!.result, 'changed')
  assert.equal((await orderOf(taken!.order)).phase, 'cancelled')
  assert.equal((await level('BAND-28')).reserved, reserved - 3000)
})

test('a payment that comes later makes the order paid', async () => {
  const order = shopOrder()
  const unpaid = { ...order, payments: [{ ...order.payments[0]!, captured: 0, state: 'pending' as const }] }
  const [taken] = await takeIn(unpaid)
  assert.equal((await orderOf(taken!.order)).payment, 'unpaid')
  await takeIn(order)
  const paid = await orderOf(taken!.order)
  assert.equal(paid.payment, 'paid')
  assert.equal(paid.due, 0)
})

test('a line taken off in the webshop gives its stock back; one added is reserved', async () => {
  const order = shopOrder([
    ['BEL-1', 1, 1000],
    ['BAND-28', 2, 2000],
  ])
  const [taken] = await takeIn(order)
  const without = shopOrder(
    [
      ['BEL-1', 1, 1000],
      ['BAND-28', 1, 2000],
    ],
    { externalId: order.externalId, number: order.number },
  )
  const changed = {
    ...without,
    lines: without.lines.map((line, i) => ({ ...line, externalId: order.lines[i]!.externalId })),
    payments: order.payments,
  }
  await takeIn(changed)
  const after = await orderOf(taken!.order)
  assert.deepEqual(
    after.lines.map((line) => [line.sku, line.ordered - line.cancelled, line.reserved]),
    [
      ['BEL-1', 1000, 1000],
      ['BAND-28', 1000, 1000],
    ],
  )
  assert.equal(after.payment, 'overpaid')
})

test('what was cancelled here stays cancelled when the webshop changes something else, and an added piece is added', async () => {
  const order = shopOrder([['BAND-28', 2, 2000]])
  const [taken] = await takeIn(order)
  const line = (await orderOf(taken!.order)).lines[0]!.id
  await world.act((ctx) =>
    cancelLine(ctx, { order: taken!.order!, line, quantity: 1000, reason: 'beschadigd' }),
  )
  await takeIn({ ...order, note: 'Graag in de schuur leggen' })
  const after = (await orderOf(taken!.order)).lines[0]!
  assert.deepEqual([after.ordered, after.cancelled], [2000, 1000])
})

const bad: [string, Partial<ShopOrder>, string][] = [
  ['without lines', { lines: [] }, 'intake.no-lines'],
  ['with totals that do not add up', { total: { net: 1, vat: 1, gross: 2 } }, 'intake.totals-differ'],
  ['in a currency that we do not sell in', { currency: 'SEK' }, 'intake.currency'],
  ['with a negative quantity', { lines: shopOrder([['BEL-1', -1, 1000]]).lines }, 'intake.negative-quantity'],
  [
    'with an unknown VAT rate',
    { lines: shopOrder().lines.map((line) => ({ ...line, vatRate: 9900 })) },
    'intake.unknown-vat-rate',
  ],
]
for (const [story, bend, code] of bad)
  test(`an order ${story} is set aside with the reason`, async () => {
    const good = shopOrder()
    const results = await takeIn(shopOrder([['BEL-1', 1, 1000]], bend), good)
    assert.deepEqual(results.map((taken) => [taken.result, taken.problem?.code ?? null]).sort(), [
      ['new', null],
      ['refused', code],
    ])
  })

test('five hundred lines, emoji, names from right to left and a note of two megabytes come in', async () => {
  const lines = Array.from({ length: 500 }, (_, i) => [`VEEL-${i}`, 1, 100] as const)
  const order = shopOrder(lines, { note: 'x'.repeat(2_000_000) })
  const [taken] = await takeIn({ ...order, customer: { ...order.customer, name: 'أحمد 🚲 Ünal' } })
  const kept = await orderOf(taken!.order)
  assert.equal(kept.lines.length, 500)
  assert.equal(kept.customerName, 'أحمد 🚲 Ünal')
})

test('one order in costs at most fourteen statements, and a hundred of a hundred days cost as many', async () => {
  // Of this one there still is stock to promise.
  const one = await statementsOf(world.database, () => takeIn(shopOrder([['BAND-28', 1, 2000]])))
  const placedAt = (i: number) => new Date(Date.UTC(2025, 0, 1 + i, 12))
  const many = Array.from({ length: 100 }, (_, i) =>
    shopOrder([['BEL-9', 1, 1000]], { placedAt: placedAt(i) }),
  )
  const hundred = await statementsOf(world.database, () => takeIn(...many))
  assert.ok(one <= 12, `${one} statements`)
  // One more, for the article that nobody knew.
  assert.equal(hundred, one + 1)
})
