/** Somebody who is kept to some sales channels finds, counts, sees and changes the orders of those, and of no other. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refusal } from '../../base/refusal.ts'
import type { Ctx } from '../../platform/context.ts'
import { takeInOrders } from '../../workflows/take-in-orders/take-in.ts'
import { newWorld, shopOrder } from '../../../test/support/world.ts'
import { createChannel } from '../channels/actions.ts'
import { scanShipment, getShipment, makeShipment } from '../fulfilment/actions/shipments.ts'
import { getOrder, hold, list, views } from './actions.ts'

const world = await newWorld()
const [taken] = await world.act((ctx) => takeInOrders(ctx, world.channel, [shopOrder()]))
const order = taken!.order!
const { id: shipment, number: code } = await world.act((ctx) => makeShipment(ctx, { order }))
const elsewhere = await world.act((ctx) =>
  createChannel(ctx, { name: 'Telefoon', type: 'manual', business: world.business }),
)
const keptTo = <T>(channels: readonly string[], work: (ctx: Ctx) => Promise<T>) =>
  world.machine.act(
    {
      tenant: world.tenant,
      actor: { kind: 'user', id: null, name: 'Collega', rights: 'all', channels },
    },
    work,
  )
const isGone = (error: unknown) => error instanceof Refusal && error.status === 404
const search = 'Jansen'

test('the orders of one’s own channel are found, counted and shown', async () => {
  const own = [world.channel.id]
  const found = await keptTo(own, (ctx) => list(ctx, { view: 'open', search, limit: 50 }))
  assert.deepEqual(
    found.rows.map(({ id }) => id),
    [order],
  )
  assert.equal((await keptTo(own, (ctx) => views(ctx, {}))).counts.open, 1)
  assert.equal((await keptTo(own, (ctx) => getOrder(ctx, { order }))).id, order)
  assert.equal((await keptTo(own, (ctx) => scanShipment(ctx, { code }))).id, shipment)
})

test('those of another channel are not there, by whatever way one asks', async () => {
  const other = [elsewhere.id]
  for (const ask of [{}, { search }])
    assert.deepEqual((await keptTo(other, (ctx) => list(ctx, { view: 'open', limit: 50, ...ask }))).rows, [])
  assert.equal((await keptTo(other, (ctx) => views(ctx, {}))).counts.open, 0)
  const asked: ((ctx: Ctx) => Promise<unknown>)[] = [
    (ctx) => getOrder(ctx, { order }),
    (ctx) => hold(ctx, order, 'manual', ''),
    (ctx) => getShipment(ctx, { shipment }),
    (ctx) => scanShipment(ctx, { code }),
  ]
  for (const ask of asked) await assert.rejects(keptTo(other, ask), isGone)
})
