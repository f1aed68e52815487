/** What leaves the house takes level, ledger and promise down together, once. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newWorld, shopOrder } from '../../../test/support/world.ts'
import { takeInOrders } from '../../workflows/take-in-orders/take-in.ts'
import { reserveShort } from '../fulfilment/actions/reserve.ts'
import { linesOf, lockOrder } from '../orders/reads.ts'
import { bookShipped, putOnShelves, receiveStock, shipReserved } from './actions.ts'
import { levelsOf, reservationsOf } from './reads.ts'

const world = await newWorld()
const bell = world.products.get('BEL-1')!
const levels = () => world.act((ctx) => levelsOf(ctx, [bell]))

test('shipping what was reserved lowers the shelf and the promise, and asking twice ships once', async () => {
  const [taken] = await world.act((ctx) =>
    takeInOrders(ctx, world.channel, [shopOrder([['BEL-1', 3, 1000]])]),
  )
  const order = taken!.order!
  const [line] = await world.act((ctx) => linesOf(ctx, order))
  for (const _twice of [1, 2]) {
    await world.act((ctx) => shipReserved(ctx, order, [{ line: line!.id, quantity: 3000 }], 'parcel-1'))
  }
  assert.deepEqual(await world.act((ctx) => reservationsOf(ctx, order)), [])
  assert.deepEqual(await levels(), [
    { product: bell, location: world.location, onHand: 7000, reserved: 0, position: null },
  ])
})

test('goods that an older system shipped go out, and new goods come in at a place of their own', async () => {
  const movement = { product: bell, location: world.location, reason: null, reference: null }
  await world.act((ctx) => bookShipped(ctx, [{ ...movement, quantity: -2000, dedupe: 'old' }]))
  await world.act((ctx) => receiveStock(ctx, [{ ...movement, quantity: 500, dedupe: 'new' }]))
  await world.act((ctx) => putOnShelves(ctx, [{ product: bell, location: world.location, position: 'A-01' }]))
  assert.deepEqual(await levels(), [
    { product: bell, location: world.location, onHand: 5500, reserved: 0, position: 'A-01' },
  ])
})

test('more than there is never leaves', async () => {
  const movement = { product: bell, location: world.location, reason: null, reference: null }
  await assert.rejects(
    world.act((ctx) => bookShipped(ctx, [{ ...movement, quantity: -6000, dedupe: 'too-much' }])),
    /not_oversold/,
  )
})

test('a line that got its stock in two deliveries leaves the shelf whole', async () => {
  const saddle = world.products.get('ZADEL-L')!
  const came = { product: saddle, location: world.location, reason: null, reference: null }
  await world.act((ctx) => receiveStock(ctx, [{ ...came, quantity: 1000, dedupe: 'first' }]))
  const [taken] = await world.act((ctx) =>
    takeInOrders(ctx, world.channel, [shopOrder([['ZADEL-L', 3, 4995]])]),
  )
  const order = taken!.order!
  await world.act((ctx) => receiveStock(ctx, [{ ...came, quantity: 2000, dedupe: 'second' }]))
  await world.act(async (ctx) => reserveShort(ctx, world.channel.id, await lockOrder(ctx, order)))
  const promises = await world.act((ctx) => reservationsOf(ctx, order))
  assert.deepEqual(
    promises.map(({ quantity }) => quantity),
    [1000, 2000],
  )
  await world.act((ctx) =>
    shipReserved(ctx, order, [{ line: promises[0]!.line, quantity: 3000 }], 'parcel-2'),
  )
  assert.deepEqual(await world.act((ctx) => levelsOf(ctx, [saddle])), [
    { product: saddle, location: world.location, onHand: 0, reserved: 0, position: null },
  ])
})
