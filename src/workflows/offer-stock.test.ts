/** Orders that wait for stock get it when it comes in, in the order in which they began to wait. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ShopOrder } from '../contracts/shop.ts'
import { changeChannelLocation, linkLocation, locationsOf } from '../modules/channels/actions.ts'
import { createLocation } from '../modules/locations/actions.ts'
import { receiveStock, setStock } from '../modules/stock/actions.ts'
import type { Told } from '../platform/workflow.ts'
import { newWorld, shopOrder } from '../../test/support/world.ts'
import { cancelOrder } from './cancel-orders.ts'
import { offerStock, offerWhenFree, offerWhenLinked } from './offer-stock.ts'
import { takeInOrders } from './take-in-orders/take-in.ts'

const world = await newWorld({ stock: { 'ZADEL-L': 0, 'BEL-1': 100 } })
const { act, tenant, location } = world
const saddle = world.products.get('ZADEL-L')!

const waiting = async (...orders: ShopOrder[]) =>
  (await act((ctx) => takeInOrders(ctx, world.channel, orders))).map(({ order }) => order!)
const supplies = async (orders: readonly string[]) => {
  const rows = await act((ctx) =>
    ctx.db.rows<{ id: string; supply: string }>(
      'select id, supply from orders where tenant_id = $1 and id = any($2::uuid[])',
      [orders],
    ),
  )
  return orders.map((id) => rows.find((row) => row.id === id)!.supply)
}
const tools = {
  tenant,
  act,
  open: () => Promise.reject(new Error('nothing outside is needed')),
  isStopping: () => false,
}

/** Runs the jobs that the reactions on new events leave, as a worker does. */
let heard = '00000000-0000-0000-0000-000000000000'
async function work(): Promise<void> {
  const events = await act((ctx) =>
    ctx.db.rows<Told>(
      "select * from events where tenant_id = $1 and kind in ('stock.changed', 'stock.released') and id > $2::uuid order by id",
      [heard],
    ),
  )
  heard = events.at(-1)?.id ?? heard
  for (const event of events) {
    const products = event.detail['products'] ?? [event.about]
    await act((ctx) => offerWhenFree.run(ctx, event))
    await offerStock.run(tools, { products })
  }
}

test('what comes in goes to the order that waits the longest, and an order that is complete says so', async () => {
  const [first, second] = await waiting(shopOrder([['ZADEL-L', 2, 4995]])).then(async (one) => [
    ...one,
    ...(await waiting(
      shopOrder([
        ['ZADEL-L', 2, 4995],
        ['BEL-1', 1, 1000],
      ]),
    )),
  ])
  const orders = [first!, second!]
  assert.deepEqual(await supplies(orders), ['to_order', 'to_order'])
  await act((ctx) => setStock(ctx, [{ product: saddle, location, onHand: 3000 }], 'count', 'geteld'))
  await work()
  assert.deepEqual(await supplies(orders), ['available', 'to_order'])
  const [{ reserved } = { reserved: 0 }] = await act((ctx) =>
    ctx.db.rows<{ reserved: number }>(
      'select reserved from stock_levels where tenant_id = $1 and product = $2',
      [saddle],
    ),
  )
  assert.equal(reserved, 3000, 'the second has one of its two')

  await act((ctx) =>
    receiveStock(ctx, [
      { product: saddle, location, quantity: 1000, reason: null, reference: null, dedupe: 'levering-1' },
    ]),
  )
  await work()
  assert.deepEqual(await supplies(orders), ['available', 'available'])
  const told = await act((ctx) =>
    ctx.db.rows<{ about: string }>(
      "select about from events where tenant_id = $1 and kind = 'order.available' and about = any($2::uuid[]) order by id",
      [orders],
    ),
  )
  assert.deepEqual(
    told.map(({ about }) => about),
    orders,
  )

  const [third] = await waiting(shopOrder([['ZADEL-L', 2, 4995]]))
  await act((ctx) => cancelOrder(ctx, { order: first!, reason: 'klant wil niet meer' }))
  await work()
  assert.deepEqual(
    await supplies([second!, third!]),
    ['available', 'available'],
    'what is cancelled is free for who waits',
  )
})

test('more orders than one look are all served, and none is asked twice in vain', async () => {
  const orders = await waiting(...Array.from({ length: 120 }, () => shopOrder([['ZADEL-L', 1, 4995]])))
  await act((ctx) =>
    setStock(ctx, [{ product: saddle, location, onHand: 4000 + 119_000 }], 'count', 'geteld'),
  )
  await work()
  const states = await supplies(orders)
  assert.equal(states.filter((state) => state === 'available').length, 119)
  assert.equal(states.filter((state) => state === 'to_order').length, 1)
})

test('a program that is stopped goes on offering after its start', async () => {
  const [order] = await waiting(shopOrder([['ZADEL-L', 1, 4995]]))
  const jobs = async () =>
    (
      await world.database.owner.query<{ count: number }>(
        `select count(*)::int as count from graphile_worker._private_jobs where payload->>'work' = 'offer-stock'`,
      )
    ).rows[0]!.count
  const before = await jobs()
  await offerStock.run({ ...tools, isStopping: () => true }, { products: [saddle] })
  assert.equal((await jobs()) - before, 1)
  assert.deepEqual(await supplies([order!]), ['to_order'])
})

/** What the newest word about a location of the channel has offered. */
async function offeredAfterLink(): Promise<void> {
  const [event] = await act((ctx) =>
    ctx.db.rows<Told>(
      "select * from events where tenant_id = $1 and kind like 'channel-location.%' order by id desc limit 1",
    ),
  )
  await act((ctx) => offerWhenLinked.run(ctx, event!))
  const { rows } = await world.database.owner.query<{ payload: { products: string[] } }>(
    `delete from graphile_worker._private_jobs where payload->>'work' = 'offer-stock' returning payload`,
  )
  for (const { payload } of rows) await offerStock.run(tools, payload)
}

test('a lower safety stock and a location more serve who waits', async () => {
  await world.database.owner.query(
    `delete from graphile_worker._private_jobs where payload->>'work' = 'offer-stock'`,
  )
  const [link] = await act((ctx) => locationsOf(ctx, world.channel.id))
  await act((ctx) => changeChannelLocation(ctx, { id: link!.id, buffer: 1_000_000 }))
  const [kept] = await waiting(shopOrder([['BEL-1', 1, 1000]]))
  assert.deepEqual(await supplies([kept!]), ['to_order'])
  await act((ctx) => changeChannelLocation(ctx, { id: link!.id, buffer: 0 }))
  await offeredAfterLink()
  assert.deepEqual(await supplies([kept!]), ['available'])

  const [far] = await waiting(shopOrder([['ZADEL-L', 1, 4995]]))
  const store = await act((ctx) => createLocation(ctx, { name: 'Winkel', type: 'store' }))
  await act((ctx) =>
    setStock(ctx, [{ product: saddle, location: store.id, onHand: 9000 }], 'count', 'geteld'),
  )
  await work()
  assert.deepEqual(await supplies([far!]), ['to_order'], 'the channel does not sell from there')
  await act((ctx) => linkLocation(ctx, { channel: world.channel.id, location: store.id, priority: 2 }))
  await offeredAfterLink()
  assert.deepEqual(await supplies([far!]), ['available'])
})
