/** Writes products in bulk, as a webshop or an import brings them. */
import type { Price } from '../../base/money.ts'
import type { NewRow } from '../../base/record.ts'
import type { Ctx } from '../../platform/context.ts'
import { insertMany } from '../../platform/rows.ts'
import { Brand, Product } from './schema.ts'

export const insertBrands = (ctx: Ctx, brands: readonly NewRow<typeof Brand>[]) =>
  insertMany(ctx, Brand, brands)
export const insertProducts = (ctx: Ctx, products: readonly NewRow<typeof Product>[]) =>
  insertMany(ctx, Product, products)

export type GivenProduct = {
  readonly id: string
  readonly sku: string
  readonly name: string
  readonly price: Price | null
  readonly barcode: string | null
}

/** One statement; a known SKU keeps what we know of it. Answers the new ones. */
export async function addUnknownProducts(
  ctx: Ctx,
  products: readonly GivenProduct[],
): Promise<{ id: string; sku: string }[]> {
  return ctx.db.rows(
    `insert into products (tenant_id, id, created_at, updated_at, sku, name, price, barcode)
     select $1, x.id, $3, $3, x.sku, x.name, x.price, x.barcode
     from jsonb_to_recordset($2::jsonb) x(id uuid, sku text, name text, price bigint, barcode text)
     on conflict (tenant_id, sku) do nothing returning id, sku`,
    [JSON.stringify(products), ctx.now],
  )
}
