/** What an order keeps of itself while others change it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Ctx } from '../../platform/context.ts'
import { cancelOrder } from '../../workflows/cancel-orders.ts'
import { takeInOrders } from '../../workflows/take-in-orders/take-in.ts'
import { newWorld, shopOrder } from '../../../test/support/world.ts'
import { hold, list, releaseOrder } from './actions.ts'

// Half past midnight on the 23rd in Amsterdam.
const { act, channel } = await newWorld({ now: () => new Date('2026-11-22T23:30:00Z') })

test('an order whose money went back is still refunded after it was held and released', async () => {
  const paid = shopOrder()
  const payments = paid.payments.map((payment) => ({ ...payment, refunded: payment.captured }))
  const [taken] = await act((ctx) => takeInOrders(ctx, channel, [{ ...paid, payments }]))
  const order = taken!.order!
  assert.equal((await act((ctx) => hold(ctx, order, 'manual', ''))).payment, 'refunded')
  assert.equal((await act((ctx) => releaseOrder(ctx, { order, kind: 'manual' }))).payment, 'refunded')
})

test('who may not see what an organisation owes does not let go what its credit limit holds', async () => {
  const [taken] = await act((ctx) => takeInOrders(ctx, channel, [shopOrder()]))
  const order = taken!.order!
  for (const kind of ['credit', 'manual']) await act((ctx) => hold(ctx, order, kind, ''))
  const clerk = (rights: string[]) => (ctx: Ctx) => ({
    ...ctx,
    actor: { ...ctx.actor, kind: 'user' as const, rights: new Set(rights) },
  })
  const packer = clerk(['orders.change'])
  await assert.rejects(
    act((ctx) => releaseOrder(packer(ctx), { order, kind: 'credit' })),
    { code: 'right.not-allowed' },
  )
  const left = await act((ctx) => releaseOrder(packer(ctx), { order, kind: 'manual' }))
  assert.deepEqual(left.holds, ['credit'])
  const seller = clerk(['orders.change', 'customers.money'])
  assert.deepEqual((await act((ctx) => releaseOrder(seller(ctx), { order, kind: 'credit' }))).holds, [])
})

test('the orders of today and of the last seven days are told apart by the day in Amsterdam, page after page', async () => {
  const at = [
    '2026-11-16T22:59:59Z',
    '2026-11-16T23:00:00Z',
    '2026-11-22T22:59:59Z',
    '2026-11-22T23:00:00Z',
    '2026-11-22T23:10:00Z',
  ]
  const asked = at.map((moment) => ({ ...shopOrder(), placedAt: new Date(moment) }))
  const [before, week, yesterday, midnight, now] = (
    await act((ctx) => takeInOrders(ctx, channel, asked))
  ).map(({ order }) => order!)
  const shown = async (placed: 'today' | 'week', after?: string) =>
    act((ctx) => list(ctx, { view: 'all', placed, limit: 1, after }))
  async function every(placed: 'today' | 'week') {
    const found: string[] = []
    for (let page = await shown(placed); ; page = await shown(placed, page.next)) {
      found.push(...page.rows.map(({ id }) => id))
      if (page.next === null) return found
    }
  }
  assert.deepEqual(await every('today'), [now, midnight])
  const ofWeek = await every('week')
  assert.deepEqual(ofWeek.slice(0, 3), [now, midnight, yesterday])
  assert.ok(ofWeek.includes(week!) && !ofWeek.includes(before!))
  await act((ctx) => cancelOrder(ctx, { order: now!, reason: 'bedacht zich' }))
  assert.deepEqual(await every('today'), [midnight], 'a cancelled order is no sale')
})
