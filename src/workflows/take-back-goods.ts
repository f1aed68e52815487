/** Goods come back: they lie in stock again or not, and their order is open until they are credited. */
import { z } from 'zod'
import { refuse, refuseField } from '../base/refusal.ts'
import { keepFacts } from '../modules/orders/actions.ts'
import { lockOrder } from '../modules/orders/reads.ts'
import type { Order, OrderLine } from '../modules/orders/schema.ts'
import { receiveStock } from '../modules/stock/actions.ts'
import { action } from '../platform/action.ts'
import type { Ctx } from '../platform/context.ts'

type Back = { readonly line: OrderLine; readonly quantity: number }

export const takeBackGoods = action({
  http: 'POST /orders/:order/take-back',
  right: 'fulfilment.change',
  says: 'Keeps what came back of an order and reopens it; the credit note and the money are steps of their own.',
  input: z.strictObject({
    order: z.uuid(),
    lines: z
      .array(z.object({ line: z.uuid(), quantity: z.int().min(1) }))
      .min(1)
      .max(500),
    reason: z.string().trim().min(1).max(500),
    /** Where the goods lie again; null for what cannot be sold any more. */
    location: z.uuid().nullable(),
  }),
  async run(ctx, { order: id, lines: asked, reason, location }) {
    const { order, lines } = await lockOrder(ctx, id)
    if (lines.every((line) => line.shipped <= line.returned))
      refuse('order.nothing-shipped', { number: order.number })
    const back = backOf(lines, asked)
    if (location) await restock(ctx, order, back, location, reason)
    const changes = new Map(
      back.map(({ line, quantity }) => [line.id, { returned: line.returned + quantity }]),
    )
    const after = await keepFacts(ctx, { order, lines }, {}, changes)
    ctx.emit('order.returned', id, {
      number: order.number,
      reason,
      isRestocked: location !== null,
      lines: back.map(({ line, quantity }) => ({ line: line.id, sku: line.sku, quantity })),
    })
    return after.order
  },
})

/** A line that is named twice is counted together. */
function backOf(lines: readonly OrderLine[], asked: readonly { line: string; quantity: number }[]): Back[] {
  const wanted = new Map<string, number>()
  for (const { line, quantity } of asked) wanted.set(line, (wanted.get(line) ?? 0) + quantity)
  return [...wanted].map(([id, quantity]) => {
    const line = lines.find((one) => one.id === id) ?? refuse('record.not-found', { what: 'order_lines' })
    const most = line.shipped - line.returned
    const at = asked.findIndex((one) => one.line === id)
    if (quantity > most)
      refuseField(`lines.${at}.quantity`, 'order.more-than-shipped', { name: line.name, most: most / 1000 })
    return { line, quantity }
  })
}

/** What is no product of ours lies on no shelf. */
const restock = (ctx: Ctx, order: Order, back: readonly Back[], location: string, reason: string) =>
  receiveStock(
    ctx,
    back.flatMap(({ line, quantity }) =>
      line.product && line.kind === 'goods'
        ? [
            {
              product: line.product,
              location,
              quantity,
              reason: reason.slice(0, 200),
              reference: order.id,
              // Up to which piece of the line: asked again after a fault, the same pieces come back once.
              dedupe: `take-back:${line.id}:${line.returned + quantity}`,
            },
          ]
        : [],
    ),
    'return',
  )
