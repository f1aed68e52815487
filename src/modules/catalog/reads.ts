/** Looks up products by code, barcode and name. */
import type { Ctx } from '../../platform/context.ts'
import { columnList } from '../../platform/rows.ts'
import { Product } from './schema.ts'

export type FoundProduct = Pick<
  Product,
  'id' | 'sku' | 'name' | 'kind' | 'weightGrams' | 'needsWorkshop' | 'leadTimeDays'
>

export const productsBySku = (ctx: Ctx, skus: readonly string[]): Promise<FoundProduct[]> =>
  ctx.db.rows(
    'select id, sku, name, kind, weight_grams, needs_workshop, lead_time_days from products where tenant_id = $1 and sku = any($2::text[])',
    [skus],
  )

/** Products whose code starts so, whose barcode is this, or whose name holds the words. */
export const searchProducts = (ctx: Ctx, text: string, limit: number): Promise<Product[]> =>
  ctx.db.rows(
    `select ${columnList(Product, 'p')} from find_products($1, $2, $3) f join products p on p.tenant_id = $1 and p.id = f.id order by f.rank, p.name`,
    [text, limit],
  )

/** What a new product bears unless somebody says otherwise: as the oldest business in use has it. */
export const usualTaxCategory = async (ctx: Ctx): Promise<Product['taxCategory']> =>
  (
    await ctx.db.one<{ category: Product['taxCategory'] }>(
      'select default_tax_category as category from businesses where tenant_id = $1 and is_active order by created_at, id limit 1',
    )
  )?.category ?? 'standard'
