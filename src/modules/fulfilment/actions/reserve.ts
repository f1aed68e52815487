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

/** A line of an order that is not stored yet, with what decides how much it still lacks. */
type FreshLine = Parameters<typeof shortQuantity>[0] & {
  readonly id: string
  readonly product: string | null
  reserved: number
  location: string | null
}

/** Reserves for orders that are about to be stored, in a fixed number of statements; what a line gets is written into it. */
export async function reserveFresh(
  ctx: Ctx,
  channel: string,
  isPickup: boolean,
  given: readonly { readonly order: string; readonly line: FreshLine }[],
): Promise<void> {
  const wants = given
    .filter(({ line }) => line.product !== null && shortQuantity(line) > 0)
    .map(({ order, line }) => ({
      line: line.id,
      product: line.product!,
      quantity: shortQuantity(line),
      order,
    }))
  const byLine = new Map(given.map(({ line }) => [line.id, line]))
  for (const promise of await reserve(ctx, channel, isPickup, wants)) {
    const line = byLine.get(promise.line)!
    line.reserved += promise.quantity
    line.location ??= promise.location
  }
}
