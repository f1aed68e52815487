/** Looks up levels, movements and reservations. */
import type { Milli } from '../../base/money.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Free } from './rules.ts'

export type Level = { product: string; location: string; onHand: Milli; reserved: Milli; position: string | null }

/**
 * What is free of these products at the locations of a channel, first choice first; the rows stay locked.
 * Locked in one order (product, location), so that two orders at once cannot wait for each other.
 */
export async function lockFree(ctx: Ctx, channel: string, products: readonly string[], isPickup: boolean): Promise<Free[]> {
  const rows = await ctx.db.rows<Free & { priority: number }>(
    `select s.product, s.location, s.on_hand - s.reserved - cl.buffer as free, cl.priority
     from stock_levels s
     join channel_locations cl on cl.tenant_id = $1 and cl.location = s.location and cl.channel = $2
     where s.tenant_id = $1 and s.product = any($3::uuid[]) and (case when $4 then cl.may_be_picked_up else cl.may_ship end)
     order by s.product, s.location for update of s`,
    [channel, products, isPickup],
  )
  return rows.sort((a, b) => a.priority - b.priority)
}

export const levelsOf = (ctx: Ctx, products: readonly string[]): Promise<Level[]> =>
  ctx.db.rows(
    'select product, location, on_hand, reserved, position from stock_levels where tenant_id = $1 and product = any($2::uuid[]) order by product, location',
    [products],
  )

export type LowStock = { id: string; sku: string; name: string; free: Milli; stockMin: Milli; stockMax: Milli }

/** Products of which less is free than their minimum, the emptiest first. */
export const lowStock = (ctx: Ctx, limit: number): Promise<LowStock[]> =>
  ctx.db.rows(
    `select p.id, p.sku, p.name, coalesce(sum(s.on_hand - s.reserved), 0)::bigint as free, p.stock_min, p.stock_max
     from products p left join stock_levels s on s.tenant_id = $1 and s.product = p.id
     where p.tenant_id = $1 and p.is_active and p.stock_min > 0
     group by p.id, p.sku, p.name, p.stock_min, p.stock_max
     having coalesce(sum(s.on_hand - s.reserved), 0) < p.stock_min
     order by coalesce(sum(s.on_hand - s.reserved), 0)::numeric / p.stock_min, p.name limit $2`,
    [limit],
  )

export const reservationsOf = (ctx: Ctx, order: string): Promise<{ id: string; line: string; product: string; location: string; quantity: Milli }[]> =>
  ctx.db.rows('select id, line, product, location, quantity from reservations where tenant_id = $1 and order_id = $2 order by product, location', [order])
