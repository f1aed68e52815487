/** What an order keeps of itself while others change it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { takeInOrders } from '../../workflows/take-in-orders/take-in.ts'
import { newWorld, shopOrder } from '../../../test/support/world.ts'
import { hold, releaseOrder } from './actions.ts'

const { act, channel } = await newWorld()

test('an order whose money went back is still refunded after it was held and released', async () => {
  const paid = shopOrder()
  const payments = paid.payments.map((payment) => ({ ...payment, refunded: payment.captured }))
  const [taken] = await act((ctx) => takeInOrders(ctx, channel, [{ ...paid, payments }]))
  const order = taken!.order!
  assert.equal((await act((ctx) => hold(ctx, order, 'manual', ''))).payment, 'refunded')
  assert.equal((await act((ctx) => releaseOrder(ctx, { order, kind: 'manual' }))).payment, 'refunded')
})
