/** What one may ask of orders. */
import { z } from 'zod'
import { changesOf, dayInput, pageInput } from '../../base/check.ts'
import { dayOf } from '../../base/day.ts'
import { refuse } from '../../base/refusal.ts'
import type { NewRow } from '../../base/record.ts'
import type { ShopLine } from '../../contracts/shop.ts'
import { action } from '../../platform/action.ts'
import { can, type Ctx } from '../../platform/context.ts'
import { change, differences } from '../../platform/rows.ts'
import type { Said } from '../messages/rules.ts'
import { rights as customerRights } from '../organisations/schema.ts'
import {
  countViews,
  listOrders,
  lockOrder,
  placingFacts,
  searchOrders,
  wholeOrder,
  type PlacingAsk,
  type PlacingFacts,
} from './reads.ts'
import { openQuantity } from './rules.ts'
import {
  deliveries,
  holdKinds,
  Order,
  OrderLine,
  orderViews,
  paymentStates,
  placedPeriods,
  type OrderView,
  type PlacedPeriod,
} from './schema.ts'
import { insertLines, insertOrders, keepOrder, keepPrinted, moveOrders } from './writes.ts'

const viewNames = Object.keys(orderViews) as [OrderView, ...OrderView[]]

export const list = action({
  http: 'GET /orders',
  right: 'orders.see',
  says: 'The newest orders of a view, or what a search finds.',
  input: z.object({
    view: z.enum(viewNames).catch('open'),
    search: z.string().trim().max(200).optional(),
    channel: z.uuid().optional(),
    delivery: z.enum(Object.keys(deliveries) as ['ship', 'pickup']).optional(),
    payment: z.enum(Object.keys(paymentStates) as [string, ...string[]]).optional(),
    plannedDay: dayInput.optional(),
    placed: z.enum(Object.keys(placedPeriods) as [PlacedPeriod, ...PlacedPeriod[]]).optional(),
    contact: z.uuid().optional(),
    label: z.uuid().optional(),
    ...pageInput,
  }),
  async run(ctx, { search, ...filter }) {
    if (search) return { rows: await searchOrders(ctx, search, filter.limit), next: null }
    return listOrders(ctx, filter)
  },
})

export const views = action({
  http: 'GET /orders/views',
  right: 'orders.see',
  says: 'How many orders each view holds, counted up to ten thousand.',
  input: z.object({}),
  run: async (ctx) => ({ counts: await countViews(ctx) }),
})

export const getOrder = action({
  http: 'GET /orders/:order',
  right: 'orders.see',
  says: 'One order with its lines, payments, reservations and timeline.',
  input: z.object({ order: z.uuid() }),
  run: (ctx, input) => wholeOrder(ctx, input.order),
})

export const changeOrder = action({
  http: 'PATCH /orders/:order',
  right: 'orders.change',
  input: z.strictObject({
    order: z.uuid(),
    version: z.int().optional(),
    ...changesOf(Order, ['wishedDay', 'reference', 'note', 'phone', 'shippingMethod']),
  }),
  async run(ctx, { order: id, version, ...changes }) {
    const { order: before } = await lockOrder(ctx, id)
    const after = await change(ctx, Order, id, changes, version)
    ctx.emit('order.changed', id, { number: after.number, changes: differences(Order, before, after) })
    return after
  },
})

export const holdOrder = action({
  http: 'POST /orders/:order/holds',
  right: 'orders.change',
  input: z.object({
    order: z.uuid(),
    kind: z.enum(Object.keys(holdKinds) as [string, ...string[]]).default('manual'),
    reason: z.string().trim().max(500).default(''),
  }),
  run: (ctx, input) => hold(ctx, input.order, input.kind, input.reason),
})

export const releaseOrder = action({
  http: 'DELETE /orders/:order/holds/:kind',
  right: 'orders.change',
  says: 'Lets an order go on. What the credit limit holds is let go by who may see what the organisation owes.',
  input: z.object({ order: z.uuid(), kind: z.string().max(40) }),
  async run(ctx, input) {
    if (input.kind === 'credit' && !can(ctx.actor, 'customers.money'))
      refuse('right.not-allowed', { right: customerRights['customers.money'] })
    const whole = await lockOrder(ctx, input.order)
    if (!whole.order.holds.includes(input.kind)) refuse('order.no-such-hold', { number: whole.order.number })
    const holds = whole.order.holds.filter((kind) => kind !== input.kind)
    const { order } = await keepOrder(ctx, whole, { holds })
    ctx.emit('order.released', order.id, { number: order.number, kind: input.kind })
    return order
  },
})

/** Stops planning and picking of an order until released. */
export async function hold(ctx: Ctx, id: string, kind: string, reason: string): Promise<Order> {
  const whole = await lockOrder(ctx, id)
  if (whole.order.phase !== 'open') refuse('order.not-open', { number: whole.order.number })
  if (whole.order.holds.includes(kind)) return whole.order
  const { order } = await keepOrder(ctx, whole, { holds: [...whole.order.holds, kind] })
  ctx.emit('order.held', id, { number: order.number, kind, reason })
  return order
}

/** Takes new orders with their lines, already checked and counted; tells of each. */
export async function placeOrders(
  ctx: Ctx,
  placed: readonly { order: NewRow<typeof Order>; lines: readonly NewRow<typeof OrderLine>[] }[],
): Promise<void> {
  const found = await whatHolds(
    ctx,
    placed.map(({ order }) => order),
  )
  await insertOrders(
    ctx,
    // Each order keeps the version of the general terms that held when it was placed (S1-3d).
    placed.map(({ order }, i) => ({ ...order, terms: found[i]!.terms })),
  )
  await insertLines(
    ctx,
    placed.flatMap(({ lines }) => lines),
  )
  for (const [i, { order }] of placed.entries()) {
    const moment = found[i]!.invoiceMoment
    ctx.emit('order.placed', order.id!, {
      number: order.number,
      total: order.total,
      channel: order.channel,
      customer: order.customerName,
      ...(moment !== 'planned' && { invoiceMoment: moment }),
    })
    if (order.organisation)
      ctx.emit('order.placed-by-organisation', order.id!, {
        number: order.number,
        organisation: order.organisation,
      })
    if (order.allAvailable) ctx.emit('order.available', order.id!, { number: order.number })
  }
}

/** Of each order what its channel and its business say on its day. */
async function whatHolds(ctx: Ctx, orders: readonly NewRow<typeof Order>[]): Promise<PlacingFacts[]> {
  const asked = orders.map(({ channel, business, language = 'nl', placedAt }) => ({
    channel: channel!,
    business: business!,
    language,
    day: dayOf(placedAt ?? ctx.now),
  }))
  const keyOf = (of: PlacingAsk) => `${of.channel} ${of.business} ${of.language} ${of.day}`
  const rows = await placingFacts(ctx, [...new Map(asked.map((one) => [keyOf(one), one])).values()])
  const known = new Map(rows.map((one) => [keyOf(one), one]))
  return asked.map((one) => known.get(keyOf(one))!)
}

/** Takes quantities of lines off an order that have not left the house; answers the order as it stands. */
export async function cancelQuantities(
  ctx: Ctx,
  whole: { order: Order; lines: readonly OrderLine[] },
  cancelled: ReadonlyMap<string, number>,
  reason: string,
  said: Said = {},
): Promise<{ order: Order; lines: OrderLine[] }> {
  const changes = new Map<string, Partial<OrderLine>>()
  for (const line of whole.lines) {
    const quantity = cancelled.get(line.id) ?? 0
    if (quantity === 0) continue
    if (quantity > openQuantity(line))
      refuse('order.quantity-too-large', { name: line.name, most: openQuantity(line) / 1000 })
    const left = openQuantity(line) - quantity
    const picked = Math.min(line.picked, left)
    changes.set(line.id, {
      cancelled: line.cancelled + quantity,
      picked,
      reserved: Math.min(line.reserved, left - picked),
    })
  }
  const after = await keepOrder(ctx, whole, {}, changes)
  const isWhole = after.order.phase === 'cancelled'
  ctx.emit(isWhole ? 'order.cancelled' : 'order.lines-cancelled', after.order.id, {
    number: after.order.number,
    reason,
    lines: [...changes.keys()],
    ...said,
  })
  return after
}

/** A line of a shop, or one that somebody adds by hand. */
export type AddedLine = Omit<ShopLine, 'externalId' | 'kind'> &
  Pick<OrderLine, 'externalId' | 'kind' | 'product'> & { readonly taxCategory?: string | null }

/** Adds lines to an order that was placed before: as its shop has them now, or as somebody typed them. */
export async function addLines(
  ctx: Ctx,
  whole: { order: Order; lines: readonly OrderLine[] },
  added: readonly AddedLine[],
): Promise<{ order: Order; lines: OrderLine[] }> {
  const first = Math.max(0, ...whole.lines.map((line) => line.number)) + 1
  const made = await insertLines(
    ctx,
    added.map((line, i) => ({
      orderId: whole.order.id,
      number: first + i,
      externalId: line.externalId,
      product: line.product,
      sku: line.sku,
      name: line.name.slice(0, 500),
      kind: line.kind,
      ordered: line.quantity,
      cancelled: line.cancelledQuantity,
      unitPrice: line.unitPrice,
      taxCategory: line.taxCategory ?? null,
      vatRate: line.vatRate,
      net: line.net,
      vat: line.vat,
      gross: line.gross,
      supply: 'to_order' as const,
      note: line.note?.slice(0, 2000) ?? null,
    })),
  )
  return keepOrder(
    ctx,
    { order: whole.order, lines: [...whole.lines, ...made] },
    { lineCount: whole.lines.length + made.length },
  )
}

/** Keeps what other areas found out about an order: planned, paid, shipped, invoiced. */
export const keepFacts = keepOrder

/** Moves orders to the customer or organisation that another was merged into, or some of them back; answers which. */
export async function followMerge(
  ctx: Ctx,
  kind: 'organisation' | 'contact',
  from: string,
  to: string,
  only: readonly string[] | null = null,
): Promise<string[]> {
  return (await moveOrders(ctx, kind, from, to, only)).map(({ id }) => id)
}

/** Says of many orders at once that their papers were printed. */
export async function markPrinted(
  ctx: Ctx,
  orders: readonly { id: string; number: string }[],
  run: string,
): Promise<void> {
  await keepPrinted(
    ctx,
    orders.map(({ id }) => id),
  )
  for (const { id, number } of orders) ctx.emit('order.printed', id, { number, run })
}
