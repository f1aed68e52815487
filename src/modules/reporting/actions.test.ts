/** The dashboard: at most nine widgets, each figure what its list holds. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { countViews } from '../orders/reads.ts'
import { takeInOrders } from '../../workflows/take-in-orders/take-in.ts'
import { newWorld, shopOrder } from '../../../test/support/world.ts'
import { arrangeDashboard, seeBestSellers, seeDashboard, seeRevenueDays } from './actions.ts'
import { widgets, type WidgetName } from './schema.ts'

const now = new Date('2026-11-20T12:00:00Z')
const world = await newWorld({ now: () => now })
const { act } = world
await act((ctx) =>
  takeInOrders(ctx, world.channel, [shopOrder([['BEL-1', 1, 1000]]), shopOrder([['ZADEL-L', 1, 2000]])]),
)

test('there are at least twelve to choose from, and whoever chose none sees nine', async () => {
  assert.ok(Object.keys(widgets).length >= 12)
  const seen = await act((ctx) => seeDashboard(ctx, {}))
  assert.equal(seen.widgets.length, 9)
})

test('a tenth widget is refused', async () => {
  const ten = Object.keys(widgets).slice(0, 10) as WidgetName[]
  await assert.rejects(
    act((ctx) => arrangeDashboard(ctx, { widgets: ten })),
    { code: 'dashboard.too-full', field: 'widgets' },
  )
  await act((ctx) => arrangeDashboard(ctx, { widgets: ten.slice(0, 9) }))
})

test('figures equal the lists that they lead to, and revenue is today’s without VAT', async () => {
  await act((ctx) =>
    arrangeDashboard(ctx, {
      widgets: ['orders-open', 'orders-to-plan', 'orders-available', 'revenue-today', 'low-stock', 'tasks'],
    }),
  )
  const { widgets: shown } = await act((ctx) => seeDashboard(ctx, {}))
  const value = (name: string) => shown.find((widget) => widget.name === name)!.value
  const counts = await act(countViews)
  assert.equal(value('orders-open'), counts.open)
  assert.equal(value('orders-to-plan'), counts['not-planned'])
  assert.equal(value('orders-available'), 1)
  const net = (gross: number) => gross - Math.round((gross * 21) / 121)
  assert.equal(value('revenue-today'), net(1000) + net(2000) + 2 * net(595))
})

test('a widget is wide when somebody made it so, and a widget that is not chosen is not', async () => {
  await act((ctx) =>
    arrangeDashboard(ctx, { widgets: ['tasks', 'orders-open'], wide: ['orders-open', 'low-stock'] }),
  )
  const { widgets: shown } = await act((ctx) => seeDashboard(ctx, {}))
  assert.deepEqual(
    shown.map(({ name, isWide }) => [name, isWide]),
    [
      ['tasks', false],
      ['orders-open', true],
    ],
  )
})

test('the last seven days add up to the figure of the week', async () => {
  await act((ctx) => arrangeDashboard(ctx, { widgets: ['revenue-week'] }))
  const week = (await act((ctx) => seeDashboard(ctx, {}))).widgets[0]!
  const { days } = await act((ctx) => seeRevenueDays(ctx, {}))
  assert.deepEqual([days.length, days[0]!.day, days[6]!.day], [7, '2026-11-14', '2026-11-20'])
  assert.ok(week.value > 0)
  assert.equal(
    days.reduce((sum, day) => sum + day.value, 0),
    week.value,
  )
  assert.equal(
    days.reduce((sum, day) => sum + day.before, 0),
    week.before,
  )
})

test('best sellers are counted in pieces, the most first, without what was cancelled', async () => {
  await act((ctx) => takeInOrders(ctx, world.channel, [shopOrder([['ZADEL-L', 3, 2000]])]))
  const { products } = await act((ctx) => seeBestSellers(ctx, {}))
  assert.deepEqual(
    products.map(({ sku, ordered }) => [sku, ordered]),
    [
      ['ZADEL-L', 4000],
      ['BEL-1', 1000],
    ],
  )
})

test('whoever may not see the sales of a day starts with figures that they may see', async () => {
  const { widgets: seen } = await act((ctx) =>
    seeDashboard(
      {
        ...ctx,
        actor: {
          ...ctx.actor,
          kind: 'user',
          id: randomUUID(),
          rights: new Set(['invoices.see', 'tasks.see']),
        },
      },
      {},
    ),
  )
  const names = seen.map(({ name }) => name)
  assert.deepEqual(names, ['tasks', 'invoices-due'])
})
