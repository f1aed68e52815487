/** Looks up products by code, barcode and name, and the price rules that hold for somebody. */
import type { Day } from '../../base/day.ts'
import type { Ctx } from '../../platform/context.ts'
import { columnList } from '../../platform/rows.ts'
import { PriceRule, Product } from './schema.ts'

export type FoundProduct = Pick<
  Product,
  'id' | 'sku' | 'name' | 'kind' | 'weightGrams' | 'needsWorkshop' | 'leadTimeDays'
>

export const productsBySku = (ctx: Ctx, skus: readonly string[]): Promise<FoundProduct[]> =>
  ctx.db.rows(
    'select id, sku, name, kind, weight_grams, needs_workshop, lead_time_days from products where tenant_id = $1 and sku = any($2::text[])',
    [skus],
  )

/**
 * Products whose code starts so, whose barcode is this, or whose name holds the words. The index of the codes tells
 * capitals apart, so a code is looked for as it was typed, and in capitals and in small letters too.
 */
export const searchProducts = (ctx: Ctx, text: string, limit: number): Promise<Product[]> =>
  ctx.db.rows(
    `select ${columnList(Product, 'p')} from (
       select f.id, min(f.rank) as rank from unnest($2::text[]) typed, find_products($1, typed, $3) f group by f.id
     ) f join products p on p.tenant_id = $1 and p.id = f.id order by f.rank, p.name limit $3`,
    [[...new Set([text, text.toUpperCase(), text.toLowerCase()])], limit],
  )

/** What a new product bears unless somebody says otherwise: as the oldest business in use has it. */
export const usualTaxCategory = async (ctx: Ctx): Promise<Product['taxCategory']> =>
  (
    await ctx.db.one<{ category: Product['taxCategory'] }>(
      'select default_tax_category as category from businesses where tenant_id = $1 and is_active order by created_at, id limit 1',
    )
  )?.category ?? 'standard'

/** Whether a label is one of organisations, contacts or orders. */
export const labelLevel = async (ctx: Ctx, label: string): Promise<string | undefined> =>
  (
    await ctx.db.one<{ level: string }>(
      `select g.level from labels l join label_subgroups s on s.tenant_id = $1 and s.id = l.subgroup
       join label_groups g on g.tenant_id = $1 and g.id = s.label_group where l.tenant_id = $1 and l.id = $2`,
      [label],
    )
  )?.level

/** The rules of the labels of these buyers that hold on a day, the largest discount first. */
export const rulesHolding = (ctx: Ctx, buyers: readonly string[], day: Day): Promise<PriceRule[]> =>
  ctx.db.rows(
    `select ${columnList(PriceRule)} from price_rules where tenant_id = $1 and is_active
       and label in (select u.label from label_uses u join labels l on l.tenant_id = $1 and l.id = u.label and not l.is_archived
         where u.tenant_id = $1 and u.about = any($2::uuid[]))
       and coalesce(valid_from, $3::date) <= $3::date and coalesce(valid_to, $3::date) >= $3::date
     order by discount desc, name, id`,
    [buyers, day],
  )
