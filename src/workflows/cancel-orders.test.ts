/** A person cancels: stock comes free, totals follow, and nothing that left or was invoiced is touched. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refusal } from '../base/refusal.ts'
import { lockOrder } from '../modules/orders/reads.ts'
import { levelsOf } from '../modules/stock/reads.ts'
import { newWorld, shopOrder } from '../../test/support/world.ts'
import { cancelLine, cancelOrder } from './cancel-orders.ts'
import { takeInOrders } from './take-in-orders/take-in.ts'

const world = await newWorld()
const { act, channel } = world

async function placed(lines: readonly (readonly [string, number, number])[], isPaid = true) {
  const given = shopOrder(lines, isPaid ? {} : { payments: [] })
  await act((ctx) => takeInOrders(ctx, channel, [given]))
  const id = await act(
    async (ctx) =>
      (await ctx.db.one<{ id: string }>('select id from orders where tenant_id = $1 and external_id = $2', [
        given.externalId,
      ]))!.id,
  )
  return { id, whole: () => act((ctx) => lockOrder(ctx, id)) }
}
const reservedOf = async (sku: string) =>
  (await act((ctx) => levelsOf(ctx, [world.products.get(sku)!]))).reduce(
    (sum, level) => sum + level.reserved,
    0,
  )
const refusedWith = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code

test('a cancelled order holds no stock, and asks no money any more', async () => {
  const { id, whole } = await placed([['BEL-1', 3, 1000]], false)
  const before = await reservedOf('BEL-1')
  await act((ctx) => cancelOrder(ctx, { order: id, reason: 'klant zag ervan af' }))
  const { order, lines } = await whole()
  assert.deepEqual([order.phase, order.supply, order.due], ['cancelled', 'cancelled', 0])
  assert.deepEqual([lines[0]!.reserved, await reservedOf('BEL-1')], [0, before - 3000])
  await assert.rejects(
    act((ctx) => cancelOrder(ctx, { order: id, reason: 'nog eens' })),
    refusedWith('order.not-open'),
  )
})

test('two of three pieces cancelled leave one reserved, and the total that much less', async () => {
  const { id, whole } = await placed(
    [
      ['BAND-28', 3, 1000],
      ['BEL-1', 1, 500],
    ],
    false,
  )
  const before = await whole()
  const line = before.lines[0]!
  await act((ctx) => cancelLine(ctx, { order: id, line: line.id, quantity: 2000, reason: 'te veel' }))
  const after = await whole()
  assert.deepEqual(
    [after.lines[0]!.cancelled, after.lines[0]!.reserved, after.order.phase],
    [2000, 1000, 'open'],
  )
  assert.equal(before.order.total - after.order.total, 2000)
  assert.equal(after.order.totalNet + after.order.totalVat, after.order.total)
  assert.equal(after.order.due, after.order.total)
  await act((ctx) => cancelLine(ctx, { order: id, line: line.id, reason: 'toch niet' }))
  const last = await whole()
  assert.equal(before.order.total - last.order.total, 3000)
  assert.equal(before.order.totalNet - last.order.totalNet, line.net)
  await assert.rejects(
    act((ctx) => cancelLine(ctx, { order: id, line: line.id, reason: 'weer' })),
    refusedWith('order.quantity-too-large'),
  )
})

test('more than was ordered cannot be cancelled, and then nothing has changed', async () => {
  const { id, whole } = await placed([['BEL-1', 1, 1000]])
  const { lines } = await whole()
  await assert.rejects(
    act((ctx) => cancelLine(ctx, { order: id, line: lines[0]!.id, quantity: 5000, reason: 'x' })),
    refusedWith('order.quantity-too-large'),
  )
  assert.deepEqual((await whole()).lines, lines)
})

test('a paid order of which a part goes is overpaid, so that somebody gives the money back', async () => {
  const { id, whole } = await placed([
    ['BEL-1', 1, 1000],
    ['BAND-28', 1, 2000],
  ])
  const { lines } = await whole()
  await act((ctx) => cancelLine(ctx, { order: id, line: lines[1]!.id, reason: 'niet leverbaar' }))
  assert.equal((await whole()).order.payment, 'overpaid')
})
