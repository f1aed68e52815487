/** The dashboard: at most nine widgets, each figure what its list holds. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { countViews } from '../orders/reads.ts'
import { takeInOrders } from '../../workflows/take-in-orders/take-in.ts'
import { newWorld, shopOrder } from '../../../test/support/world.ts'
import { arrangeDashboard, seeDashboard } from './actions.ts'
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
