/** What one may ask of products, brands and price rules. */
import { z } from 'zod'
import { pageInput } from '../../base/check.ts'
import { refuse, refuseField } from '../../base/refusal.ts'
import { action } from '../../platform/action.ts'
import type { Ctx } from '../../platform/context.ts'
import { page } from '../../platform/rows.ts'
import { shownTo, standard } from '../../platform/standard.ts'
import { labelLevel, productsBySku, searchProducts, usualTaxCategory, type FoundProduct } from './reads.ts'
import { Brand, PriceRule, Product } from './schema.ts'
import { addUnknownProducts, insertBrands, insertProducts, type GivenProduct } from './writes.ts'

export const {
  list: listBrands,
  get: getBrand,
  create: createBrand,
  change: changeBrand,
} = standard(Brand, '/brands', {
  noun: 'brand',
  area: 'catalog',
  search: ['name'],
  sort: 'name',
})

export const {
  get: getProduct,
  create: createProduct,
  change: changeProduct,
} = standard(Product, '/products', {
  noun: 'product',
  area: 'catalog',
  // A product of ours begins with the VAT category that the business sells most of (S1-2f).
  async check(ctx, changes, before) {
    const { isMargin, costPrice } = { ...before, ...changes }
    if (isMargin && (costPrice ?? null) === null) refuseField('costPrice', 'product.margin-needs-cost')
    return before || changes.taxCategory !== undefined
      ? changes
      : { ...changes, taxCategory: await usualTaxCategory(ctx) }
  },
})

export const {
  list: listPriceRules,
  get: getPriceRule,
  create: createPriceRule,
  change: changePriceRule,
} = standard(PriceRule, '/price-rules', {
  noun: 'price-rule',
  area: 'catalog',
  search: ['name'],
  sort: 'name',
  filters: ['label', 'isActive'],
  async check(ctx, changes, before) {
    if (changes.label && (await labelLevel(ctx, changes.label)) === 'order')
      refuseField('label', 'price-rule.order-label')
    const { validFrom, validTo } = { ...before, ...changes }
    if (validFrom && validTo && validTo < validFrom) refuseField('validTo', 'price-rule.ends-before')
    return changes
  },
})

/** On the screen products are searched for, a catalogue is large (S4-13); a program that keeps a copy reads them all. */
export const listProducts = action({
  http: 'GET /products',
  right: 'catalog.see',
  says: 'Products whose code, barcode or name is searched for, the best found first; without a search all of them, the oldest first, a page at a time.',
  input: z.object({ search: z.string().trim().max(200).optional(), ...pageInput }),
  async run(ctx, { search, after, limit }) {
    if (search && search.length < 2) refuse('product.search-too-short')
    const { rows, next } = search
      ? { rows: await searchProducts(ctx, search, limit), next: null }
      : await page(ctx, Product, { sort: 'id', after, limit })
    return { rows: rows.map((row) => shownTo(ctx, Product, row)), next }
  },
})

/** The products of these codes; unknown ones are made from what the shop says of them. */
export async function productsFor(
  ctx: Ctx,
  given: readonly Omit<GivenProduct, 'id'>[],
): Promise<Map<string, FoundProduct>> {
  const skus = [...new Set(given.map((product) => product.sku))].sort()
  const known = new Map((await productsBySku(ctx, skus)).map((product) => [product.sku, product]))
  const unknown = given.filter(({ sku }) => !known.has(sku))
  if (unknown.length === 0) return known
  await makeMissing(ctx, unknown)
  return new Map((await productsBySku(ctx, skus)).map((product) => [product.sku, product]))
}

/** Makes the products whose code is not there yet; answers how many those were. One statement. */
export async function makeMissing(ctx: Ctx, given: readonly Omit<GivenProduct, 'id'>[]): Promise<number> {
  const bySku = new Map(given.toReversed().map((product) => [product.sku, { ...product, id: ctx.newId() }]))
  const made = await addUnknownProducts(
    ctx,
    [...bySku.values()].sort((one, other) => (one.sku < other.sku ? -1 : 1)),
  )
  for (const { id, sku } of made) ctx.emit('product.created', id, { name: sku, from: 'channel' })
  return made.length
}

/** Brings in a catalogue that was kept elsewhere before, in one statement each. */
export const bringInBrands = insertBrands
export const bringInProducts = insertProducts
