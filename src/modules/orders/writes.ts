/** Writes orders and their lines. */
import type { Ctx } from '../../platform/context.ts'
import { change, changeMany, insert, insertMany, relink, remove } from '../../platform/rows.ts'
import { dayOf } from '../../base/day.ts'
import { derive, lineSupply } from './rules.ts'
import { Order, OrderLine, SavedView } from './schema.ts'
import type { NewRow } from '../../base/record.ts'

export const insertOrders = (ctx: Ctx, orders: readonly NewRow<typeof Order>[]) =>
  insertMany(ctx, Order, orders)
export const insertLines = (ctx: Ctx, lines: readonly NewRow<typeof OrderLine>[]) =>
  insertMany(ctx, OrderLine, lines)

/**
 * Keeps an order after a change: lines that differ, and everything that follows from them and the money.
 * Tells when it became available, closed or open again. Answers the order as it stands.
 */
export async function keepOrder(
  ctx: Ctx,
  before: { order: Order; lines: readonly OrderLine[] },
  changes: Partial<Order>,
  lineChanges: ReadonlyMap<string, Partial<OrderLine>> = new Map(),
  money: { isOnAccount?: boolean; refunded?: number } = {},
): Promise<{ order: Order; lines: OrderLine[] }> {
  const today = dayOf(ctx.now)
  const facts = { ...before.order, ...changes }
  const lines: OrderLine[] = []
  const changed = new Map<string, Partial<OrderLine>>()
  for (const line of before.lines) {
    const next = { ...line, ...lineChanges.get(line.id) }
    const supply = lineSupply(next, facts, today)
    const mine = { ...lineChanges.get(line.id), ...(supply === line.supply ? {} : { supply }) }
    changed.set(line.id, mine)
    lines.push({ ...next, supply })
  }
  await changeMany(ctx, OrderLine, changed)
  // Only who adds up the payments knows what went back; at every other change it stays as it was.
  const refunded = before.order.payment === 'refunded' ? before.order.total : 0
  const derived = derive(lines, { ...facts, refunded, ...money })
  const closedAt = derived.phase === 'closed' ? (before.order.closedAt ?? ctx.now) : null
  const order = await change(ctx, Order, before.order.id, { ...changes, ...derived, closedAt })
  if (order.allAvailable && !before.order.allAvailable && order.phase === 'open')
    ctx.emit('order.available', order.id, { number: order.number })
  if (order.phase !== before.order.phase) {
    if (order.phase === 'closed') ctx.emit('order.closed', order.id, { number: order.number })
    if (before.order.phase === 'closed' && order.phase === 'open')
      ctx.emit('order.reopened', order.id, { number: order.number })
  }
  return { order, lines }
}

export const keepPrinted = (ctx: Ctx, orders: readonly string[]): Promise<number> =>
  ctx.db.run(
    'update orders set printed_at = $3, updated_at = $3, version = version + 1 where tenant_id = $1 and id = any($2::uuid[])',
    [orders, ctx.now],
  )

/** The snapshots of names and addresses stay: they are what was ordered. */
export const moveOrders = (
  ctx: Ctx,
  column: 'organisation' | 'contact',
  from: string,
  to: string,
  only: readonly string[] | null,
): Promise<{ id: string }[]> => relink(ctx, Order, column, from, to, only)

export const insertView = (ctx: Ctx, view: NewRow<typeof SavedView>): Promise<SavedView> =>
  insert(ctx, SavedView, view)

export const changeView = (ctx: Ctx, id: string, changes: Partial<SavedView>): Promise<SavedView> =>
  change(ctx, SavedView, id, changes)

export const removeView = (ctx: Ctx, id: string): Promise<void> => remove(ctx, SavedView, id)
