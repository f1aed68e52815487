/** An order, or a part of it that has not left, is cancelled by a person: its stock is free again and its total follows. */
import { z } from 'zod'
import { refuse } from '../base/refusal.ts'
import { telling } from '../modules/messages/rules.ts'
import { mailChoices } from '../modules/messages/schema.ts'
import { reserveShort } from '../modules/fulfilment/actions/reserve.ts'
import { cancelQuantities, keepFacts } from '../modules/orders/actions.ts'
import { amountsOfLeft, less } from '../modules/orders/amounts.ts'
import { lockOrder } from '../modules/orders/reads.ts'
import { openQuantity } from '../modules/orders/rules.ts'
import type { Order, OrderLine } from '../modules/orders/schema.ts'
import { settle } from '../modules/payments/actions.ts'
import { release } from '../modules/stock/actions.ts'
import { action } from '../platform/action.ts'
import type { Ctx } from '../platform/context.ts'

const reasonInput = z.string().trim().min(1).max(500)
const mailInput = z.enum(mailChoices).optional()

export const cancelOrder = action({
  http: 'POST /orders/:order/cancel',
  right: 'orders.cancel',
  says: 'Cancels an order of which nothing has left; its stock is free again. Money and the webshop stay as they are.',
  input: z.strictObject({ order: z.uuid(), reason: reasonInput, mail: mailInput }),
  async run(ctx, { order: id, reason, mail }) {
    const whole = await lockOrder(ctx, id)
    mayCancel(whole)
    if (whole.lines.some((line) => line.shipped > 0))
      refuse('order.already-shipped', { number: whole.order.number })
    const all = new Map(whole.lines.map((line) => [line.id, openQuantity(line)]))
    return (await takeOff(ctx, whole, all, { reason, ...telling(mail) })).order
  },
})

export const cancelLine = action({
  http: 'POST /orders/:order/lines/:line/cancel',
  right: 'orders.cancel',
  says: 'Cancels a line, or a quantity of it that has not left; the total of the order becomes as much less.',
  input: z.strictObject({
    order: z.uuid(),
    line: z.uuid(),
    quantity: z.int().min(1).optional(),
    reason: reasonInput,
    mail: mailInput,
  }),
  async run(ctx, { order: id, line: lineId, quantity, reason, mail }) {
    const whole = await lockOrder(ctx, id)
    mayCancel(whole)
    const line = whole.lines.find((one) => one.id === lineId)
    if (!line) return refuse('record.not-found', { what: 'order_lines' })
    const open = openQuantity(line)
    if (open === 0) refuse('order.quantity-too-large', { name: line.name, most: 0 })
    const taken = new Map([[line.id, quantity ?? open]])
    const after = await takeOff(ctx, whole, taken, { reason, ...telling(mail) })
    if (after.order.phase === 'cancelled') return after.order
    // What stays of the line lost its reservation with the rest and takes its place again.
    const kept = await reserveShort(
      ctx,
      after.order.channel,
      await withLess(ctx, after, line, quantity ?? open),
    )
    return (await settle(ctx, kept)).order
  },
})

type Whole = { order: Order; lines: readonly OrderLine[] }

function mayCancel({ order, lines }: Whole): void {
  const { number } = order
  if (order.phase !== 'open') refuse('order.not-open', { number })
  // What is invoiced is put right by a credit note, or books and order would tell two stories.
  if (lines.some((line) => line.invoiced > line.credited && line.shipped < line.invoiced))
    refuse('order.already-invoiced', { number })
}

/** Gives back what was reserved before the quantities go. */
async function takeOff(
  ctx: Ctx,
  whole: Whole,
  taken: ReadonlyMap<string, number>,
  told: { reason: string; mail?: boolean },
): Promise<{ order: Order; lines: OrderLine[] }> {
  const { reason, ...said } = told
  await release(ctx, whole.order.id, [...taken.keys()])
  const freed = whole.lines.map((line) => (taken.has(line.id) ? { ...line, reserved: 0, picked: 0 } : line))
  return cancelQuantities(ctx, { ...whole, lines: freed }, taken, reason, said)
}

/** Line and order come to as much less as was taken off; cancelling piece by piece takes off the whole. */
function withLess(ctx: Ctx, whole: Whole, before: OrderLine, quantity: number) {
  const had = before.ordered - before.cancelled
  const left = amountsOfLeft(before, had - quantity, had)
  const off = less(before, left)
  const { totalNet, totalVat, total } = whole.order
  const smaller = { totalNet: totalNet - off.net, totalVat: totalVat - off.vat, total: total - off.gross }
  return keepFacts(ctx, whole, smaller, new Map([[before.id, left]]))
}
