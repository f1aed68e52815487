/** Looks up levels, movements and reservations. */
import type { Milli } from '../../base/money.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Free } from './rules.ts'

export type Level = {
  product: string
  location: string
  onHand: Milli
  reserved: Milli
  position: string | null
}

/**
 * What is free of these products at the locations of a channel, first choice first; the rows stay locked.
 * Locked in one order (product, location), so that two orders at once cannot wait for each other.
 */
export async function lockFree(
  ctx: Ctx,
  channel: string,
  products: readonly string[],
  isPickup: boolean,
): Promise<Free[]> {
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

export type LowStock = {
  id: string
  sku: string
  name: string
  free: Milli
  stockMin: Milli
  stockMax: Milli
}

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

export const reservationsOf = (
  ctx: Ctx,
  order: string,
): Promise<{ id: string; line: string; product: string; location: string; quantity: Milli }[]> =>
  ctx.db.rows(
    'select id, line, product, location, quantity from reservations where tenant_id = $1 and order_id = $2 order by product, location',
    [order],
  )

/**
 * What can be sold of a product on a channel, in thousandths: what is free at each linked location beyond its safety
 * stock. The same that an order is promised from; null when it lies at none of them.
 */
const sellable = (product: string, channel: string) => `(
  select sum(greatest(0, s.on_hand - s.reserved - cl.buffer))::bigint from stock_levels s
  join channel_locations cl on cl.tenant_id = $1 and cl.location = s.location and cl.channel = ${channel} and (cl.may_ship or cl.may_be_picked_up)
  where s.tenant_id = $1 and s.product = ${product})`

/** What one sells through a channel and what its webshop was last told, in whole pieces. */
export type Selling = {
  readonly channel: string
  readonly channelName: string
  /** Null when the product lies at no location of the channel. */
  readonly available: number | null
  readonly connection: string | null
  readonly connectionName: string | null
  readonly leads: 'us' | 'shop' | null
  readonly told: number | null
  readonly toldAt: string | null
  readonly isWaiting: boolean
  readonly problem: string | null
  /** Sold without stock too: no figure is told. */
  readonly isAlways: boolean
}

/** A product on each active channel. One statement. */
export const sellingOf = (ctx: Ctx, product: string): Promise<Selling[]> =>
  ctx.db.rows(
    `select c.id as channel, c.name as channel_name, floor(${sellable('$2', 'c.id')} / 1000)::bigint as available,
       k.id as connection, k.name as connection_name, k.stock_leads as leads, t.available as told, t.told_at,
       coalesce(t.asked > t.done, false) as is_waiting, t.problem, p.sells_without_stock as is_always
     from channels c join products p on p.tenant_id = $1 and p.id = $2
     left join connections k on k.tenant_id = $1 and k.channel = c.id and k.kind = 'shop'
     left join told_stock t on t.tenant_id = $1 and t.connection = k.id and t.product = $2
     where c.tenant_id = $1 and c.is_active order by c.name, k.name`,
    [product],
  )

export type WaitingStock = {
  readonly product: string
  readonly sku: string
  readonly asked: number
  readonly told: number | null
  readonly available: number | null
}

/** Products of which a webshop must hear, with what it heard last and what can be sold now. One statement. */
export const waitingStock = (
  ctx: Ctx,
  connection: string,
  channel: string,
  limit: number,
): Promise<WaitingStock[]> =>
  ctx.db.rows(
    `select t.product, p.sku, t.asked, t.available as told, floor(${sellable('t.product', '$3')} / 1000)::bigint as available
     from told_stock t join products p on p.tenant_id = $1 and p.id = t.product
     where t.tenant_id = $1 and t.connection = $2 and t.asked > t.done order by t.product limit $4`,
    [connection, channel, limit],
  )

/** What telling a webshop of all stock would come to, before it begins. */
export const stockPreview = async (ctx: Ctx, channel: string): Promise<{ products: number; empty: number }> =>
  (await ctx.db.one<{ products: number; empty: number }>(
    `select count(*)::int as products, count(*) filter (where available < 1000)::int as empty from (
       select ${sellable('p.id', '$2')} as available from products p where p.tenant_id = $1 and p.kind = 'goods' and not p.sells_without_stock) x
     where available is not null`,
    [channel],
  ))!

/** How many products a webshop refuses for another reason than that it does not sell them, with the first of them. */
export const refusedStock = async (
  ctx: Ctx,
  connection: string,
): Promise<{ count: number; sku: string; problem: string } | null> =>
  (await ctx.db.one<{ count: number; sku: string; problem: string }>(
    `select p.sku, t.problem, count(*) over ()::int as count from told_stock t join products p on p.tenant_id = $1 and p.id = t.product
     where t.tenant_id = $1 and t.connection = $2 and t.problem_code <> 'unknown-sku' order by p.sku limit 1`,
    [connection],
  )) ?? null
