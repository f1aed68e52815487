/** A look at a webshop: cheap when it brings nothing, and from where the last one ended. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Shop, ShopOrder } from '../../contracts/shop.ts'
import { Connection } from '../../modules/apps/schema.ts'
import { all, get, insert } from '../../platform/rows.ts'
import { Task } from '../../platform/tasks.ts'
import type { Tools } from '../../platform/workflow.ts'
import { statementsOf } from '../../../test/support/database.ts'
import { newWorld, shopOrder } from '../../../test/support/world.ts'
import { createChannel, getChannel } from '../../modules/channels/actions.ts'
import { takeInOrders } from './take-in.ts'
import { retryOrder, sweepLastWeek, sweepOpenOrders, syncOrders } from './sync-orders.ts'

let clock = new Date('2026-11-22T10:00:00Z')
const world = await newWorld({ now: () => clock })
const { act } = world
const { id } = await act((ctx) =>
  insert(ctx, Connection, {
    name: 'Fietsenshop',
    connector: 'shop',
    kind: 'shop',
    channel: world.channel.id,
    state: 'active',
    hook: 'shop',
  }),
)
const asked: (string | null)[] = []
let pages: { orders: readonly ShopOrder[]; cursor: string; hasMore: boolean }[] = []
const port: Pick<Shop, 'ordersSince' | 'ordersById'> = {
  async ordersSince(cursor) {
    asked.push(cursor)
    const next = pages.shift() ?? { orders: [], cursor: cursor ?? '0', hasMore: false }
    return { ...next, items: next.orders.map((order) => ({ externalId: order.externalId, order })) }
  },
  ordersById: async () => [],
}
let transactions = 0
const tools: Tools = {
  tenant: world.tenant,
  act: (work) => (transactions++, act(work)),
  open: async <P>() => port as P,
  isStopping: () => false,
}
const look = () => syncOrders.run(tools, { about: id })
const stored = () => act((ctx) => get(ctx, Connection, id))

test('a look goes on from where the last one ended, page after page', async () => {
  pages = [
    { orders: [shopOrder()], cursor: '1', hasMore: true },
    { orders: [shopOrder()], cursor: '2', hasMore: false },
  ]
  await look()
  await look()
  assert.deepEqual(asked, [null, '1', '2'])
  assert.deepEqual((await stored()).lastSuccessAt, clock)
})

test('orders and the place to go on from are kept in one transaction, and what was broken off is read again', async () => {
  const { act: keep } = tools
  const [first, second] = [shopOrder(), shopOrder()]
  const cut = (at: number): Tools => ({
    ...tools,
    act: (work) => (--at < 0 ? Promise.reject(new Error('cut off')) : keep(work)),
  })
  const cursor = async () =>
    (await act((ctx) =>
      ctx.db.one<{ cursor: string }>('select cursor from sync_cursors where tenant_id = $1'),
    ))!.cursor
  const has = async ({ externalId }: ShopOrder) =>
    (
      await act((ctx) =>
        ctx.db.rows('select 1 from orders where tenant_id = $1 and external_id = $2', [externalId]),
      )
    ).length === 1
  for (const kept of [1, 2]) {
    pages = [{ orders: [first, second], cursor: '3', hasMore: false }]
    await syncOrders.run(cut(kept), { about: id }).catch(() => undefined)
    assert.deepEqual(
      [await has(first), await has(second), await cursor()],
      kept === 1 ? [false, false, '2'] : [true, true, '3'],
    )
  }
})

test('one that brings nothing to a connection that works is one reading transaction, and says once a minute that it works', async () => {
  await look()
  transactions = 0
  const cost = await statementsOf(world.database, look)
  assert.deepEqual([transactions, cost], [1, 1])
  clock = new Date(clock.getTime() + 61_000)
  await look()
  assert.deepEqual((await stored()).lastSuccessAt, clock)
})

test('a fault waits longer each time, and the first good look ends the waiting', async () => {
  const { ordersSince } = port
  port.ordersSince = async () => {
    throw new Error('onderhoud')
  }
  await look()
  const broken = await stored()
  assert.deepEqual([broken.failures, broken.lastError], [1, 'onderhoud'])
  asked.length = 0
  port.ordersSince = ordersSince
  await look()
  assert.deepEqual(asked, [], 'it waits')
  clock = new Date(clock.getTime() + 60_000)
  await look()
  const good = await stored()
  assert.deepEqual([good.failures, good.lastError, good.retryAt, asked], [0, null, null, ['3']])
})

test('a sweep and a retry of what is not there change nothing', async () => {
  await sweepOpenOrders.run(tools, { about: id })
  await sweepLastWeek.run(tools, { about: id })
  await retryOrder.run(tools, { about: id, externalId: 'weg' })
  assert.equal((await stored()).failures, 0)
})

test('several times an hour every open order is read again, of whatever age, and each night what is final of the last week', async () => {
  const orders = Array.from({ length: 330 }, () => shopOrder())
  await act((ctx) => takeInOrders(ctx, world.channel, orders))
  const { owner } = world.database
  const numbers = orders.map(({ number }) => number).sort()
  // A third is open, a third final, a third final for long; of the open ones some are old.
  await owner.query("update orders set phase = 'closed' where number > $1", [numbers[109]])
  await owner.query(
    "update orders set placed_at = placed_at - interval '30 days' where number > $1 or number <= $2",
    [numbers[219], numbers[19]],
  )
  const stored = async (which: string) =>
    (await owner.query<{ id: string }>(`select external_id as id from orders where ${which}`)).rows
      .map((row) => row.id)
      .sort()
  const looked: string[][] = []
  port.ordersById = async (ids) => (looked.push([...ids]), [])
  await sweepOpenOrders.run(tools, { about: id })
  assert.ok(looked.length >= 2 && looked.every((ids) => ids.length <= 100))
  assert.deepEqual(looked.splice(0).flat().sort(), await stored("phase = 'open'"))
  await sweepLastWeek.run(tools, { about: id })
  assert.equal(looked.flat().length, 110)
  assert.deepEqual(
    looked.flat().sort(),
    await stored(
      `phase = 'closed' and placed_at >= '${new Date(clock.getTime() - 7 * 86_400_000).toISOString()}'`,
    ),
  )
})

test('a second webshop that numbers alike gets a prefix of its own, once, and its orders come in', async () => {
  const other = await act((ctx) =>
    createChannel(ctx, { name: 'Tweede winkel', type: 'shop', business: world.business }),
  )
  const [first, second, third] = [shopOrder(), shopOrder(), shopOrder()]
  await act((ctx) => takeInOrders(ctx, other, [first, second]))
  pages = [{ orders: [{ ...first, externalId: 'own-1' }, third], cursor: '8', hasMore: false }]
  await look()
  pages = [{ orders: [{ ...second, externalId: 'own-2' }], cursor: '9', hasMore: false }]
  await look()
  const { rows } = await world.database.owner.query<{ told: string }>(
    `select number || ' ' || external_number as told from orders where channel = $1 and number like '2-%' order by 1`,
    [world.channel.id],
  )
  assert.deepEqual(
    rows.map(({ told }) => told),
    [first, second, third].map(({ number }) => `2-${number} ${number}`).sort(),
  )
  assert.equal((await act((ctx) => getChannel(ctx, { id: world.channel.id }))).orderPrefix, '2-')
  const tasks = await act((ctx) => all(ctx, Task, { kind: 'channel.prefix-given' }))
  assert.deepEqual(
    tasks.map(({ state, about }) => [state, about]),
    [['open', world.channel.id]],
  )
})
