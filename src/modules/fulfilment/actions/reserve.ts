/** Reserves what orders still lack. */
import type { Ctx } from '../../../platform/context.ts'
import { keepFacts } from '../../orders/actions.ts'
import { shortQuantity } from '../../orders/rules.ts'
import type { Order, OrderLine } from '../../orders/schema.ts'
import { reserve } from '../../stock/actions.ts'

type Whole = { order: Order; lines: readonly OrderLine[] }

/** Reserves what an order still lacks and keeps what that makes of it. */
export async function reserveShort(ctx: Ctx, channel: string, whole: Whole): Promise<Whole> {
  const wants = whole.lines
    .filter((line) => line.product !== null && shortQuantity(line) > 0)
    .map((line) => ({
      line: line.id,
      product: line.product!,
      quantity: shortQuantity(line),
      order: whole.order.id,
    }))
  const changes = new Map<string, Partial<OrderLine>>()
  for (const promise of await reserve(ctx, channel, whole.order.delivery === 'pickup', wants)) {
    const line = whole.lines.find(({ id }) => id === promise.line)!
    const before = changes.get(line.id)?.reserved ?? line.reserved
    changes.set(line.id, { reserved: before + promise.quantity, location: line.location ?? promise.location })
  }
  return changes.size > 0 ? keepFacts(ctx, whole, {}, changes) : whole
}
