/** Writes payments; a webshop's payment is kept under its own reference, however often it is told. */
import type { ShopPayment } from '../../contracts/shop.ts'
import type { Ctx } from '../../platform/context.ts'

/** One statement for any number of orders; what came in is never told to be less. */
export async function upsertShopPayments(
  ctx: Ctx,
  payments: readonly (ShopPayment & { order: string })[],
): Promise<void> {
  if (payments.length === 0) return
  const rows = payments.map((p) => ({
    id: ctx.newId(),
    order_id: p.order,
    external_id: p.externalId,
    method: p.method,
    method_title: p.methodTitle,
    captured: p.captured,
    refunded: p.refunded,
    state: p.state,
  }))
  await ctx.db.run(
    `insert into payments (tenant_id, id, created_at, updated_at, order_id, external_id, method, method_title, captured, refunded, state, source)
     select $1, x.id, $3, $3, x.order_id, x.external_id, x.method, x.method_title, x.captured, x.refunded, x.state, 'shop'
     from json_to_recordset($2::json) x(id uuid, order_id uuid, external_id text, method text, method_title text, captured bigint, refunded bigint, state text)
     on conflict (tenant_id, order_id, external_id) where external_id is not null
     do update set captured = greatest(payments.captured, excluded.captured), refunded = greatest(payments.refunded, excluded.refunded),
       state = case when payments.state = 'captured' then 'captured' else excluded.state end,
       updated_at = excluded.updated_at, version = payments.version + 1
     where payments.captured < excluded.captured or payments.refunded < excluded.refunded or (payments.state <> 'captured' and payments.state <> excluded.state)`,
    [JSON.stringify(rows), ctx.now],
  )
}
