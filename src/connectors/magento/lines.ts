/** The lines of an order: which of Magento's items carry the money, which leave the house, and what each comes to. */
import type { Cents } from '../../base/money.ts'
import type { ShopLine } from '../../contracts/shop.ts'
import {
  centsOf,
  listOf,
  milli,
  needed,
  objectIn,
  objectOf,
  ratePercent,
  ten,
  text,
  type Fields,
} from './fields.ts'

/** An amount in ten-thousandths: what is due, and the VAT inside it. */
export type Exact = { readonly gross: number; readonly vat: number }
export type Amounts = { readonly net: Cents; readonly vat: Cents; readonly gross: Cents }

/** The lines that carry the money: of a bundle with prices of its own the children, else the parent alone. */
export function chargedItems(items: readonly Fields[]): Fields[] {
  const isPricedByParts = (parent: Fields) =>
    text(parent, 'product_type') === 'bundle' &&
    partsOf(items, parent).some((part) => ten(part, 'row_total') !== 0)
  return items.filter((item) => {
    const parent = parentOf(items, item)
    return parent ? isPricedByParts(parent) : !isPricedByParts(item)
  })
}

export function linesOf(
  items: readonly Fields[],
  charged: readonly Fields[],
  cents: readonly Amounts[],
  pricesIncludeVat: boolean,
): ShopLine[] {
  return charged.flatMap((item, index) => {
    const parent = parentOf(items, item)
    const isSet = text(item, 'product_type') === 'bundle'
    const parts = partsOf(items, item)
    const line: ShopLine = {
      ...countsOf(item),
      unitPrice: ten(item, pricesIncludeVat ? 'price_incl_tax' : 'price'),
      vatRate: ratePercent(item, 'tax_percent'),
      ...(cents[index] as Amounts),
      note: notes([
        parent ? text(parent, 'name') : null,
        ...(isSet
          ? [parts.map((part) => `${pieces(part)} × ${text(part, 'name')}`).join(', ')]
          : parts.map((part) => differing(text(part, 'name'), text(item, 'name')))),
        ...chosenOptions(item),
      ]),
    }
    if (!isSet) return [line]
    // A set with one price is charged on the parent and leaves the house in its parts.
    const free = { unitPrice: 0, vatRate: line.vatRate, net: 0, vat: 0, gross: 0 }
    return [
      line,
      ...parts.map((part): ShopLine => ({
        ...countsOf(part),
        ...free,
        note: line.name,
        partOf: line.externalId,
      })),
    ]
  })
}

export function countsOf(item: Fields) {
  const shipped = milli(item, 'qty_shipped')
  // What was refunded before it was shipped will never be shipped either.
  const cancelled = milli(item, 'qty_canceled') + Math.max(0, milli(item, 'qty_refunded') - shipped)
  const quantity = milli(item, 'qty_ordered')
  return {
    externalId: needed(item, 'item_id'),
    sku: needed(item, 'sku'),
    name: text(item, 'name') ?? needed(item, 'sku'),
    kind: isIntangible(item) ? ('service' as const) : ('goods' as const),
    quantity,
    cancelledQuantity: Math.min(cancelled, quantity),
    shippedQuantity: shipped,
  }
}

export const isIntangible = (item: Fields) =>
  text(item, 'is_virtual') === '1' ||
  ['virtual', 'downloadable', 'giftcard'].includes(text(item, 'product_type') ?? '')

export const parentOf = (items: readonly Fields[], item: Fields): Fields | undefined => {
  const id = text(item, 'parent_item_id')
  return id ? items.find((other) => text(other, 'item_id') === id) : undefined
}

export const partsOf = (items: readonly Fields[], parent: Fields): Fields[] =>
  items.filter((item) => text(item, 'parent_item_id') === text(parent, 'item_id'))

/** Rows are without VAT; the compensation gives back the VAT by which a discount on a price with VAT is too large. */
export const itemExact = (item: Fields): Exact => {
  const vat = ten(item, 'tax_amount')
  const net =
    ten(item, 'row_total') -
    Math.abs(ten(item, 'discount_amount')) +
    ten(item, 'discount_tax_compensation_amount')
  return { vat, gross: net + vat }
}

/** Brings amounts to cents so that they add up to the rounded sum: each takes what the running total has moved. */
export function inCents(parts: readonly Exact[]): Amounts[] {
  let running = { gross: 0, vat: 0 }
  return parts.map((part) => {
    const next = { gross: running.gross + part.gross, vat: running.vat + part.vat }
    const gross = centsOf(next.gross) - centsOf(running.gross)
    const vat = centsOf(next.vat) - centsOf(running.vat)
    running = next
    return { net: gross - vat, vat, gross }
  })
}

/**
 * Whether the catalogue's prices hold VAT. The order does not say, but:
 * - a discount on prices with VAT leaves a compensation,
 * - the original price is the one that was typed in the catalogue,
 * - the other of the two prices is a computed one, and so has more decimals.
 */
export function includesVat(items: readonly Fields[]): boolean {
  for (const item of items) {
    const [without, including] = [ten(item, 'price'), ten(item, 'price_incl_tax')]
    if (without === including) continue
    if (ten(item, 'discount_tax_compensation_amount') !== 0) return true
    const original = ten(item, 'original_price')
    if (original === including) return true
    if (original === without) return false
    if (without % 100 !== 0 && including % 100 === 0) return true
    if (including % 100 !== 0 && without % 100 === 0) return false
  }
  return true
}

/** Texts that the customer typed at a line, such as an engraving. */
const chosenOptions = (item: Fields) =>
  listOf(objectIn(objectIn(item, 'product_option'), 'extension_attributes'), 'custom_options').map((option) =>
    text(objectOf(option, 'option'), 'option_value'),
  )

export const notes = (texts: readonly (string | null)[]) => texts.filter(Boolean).join('\n') || null
const differing = (name: string | null, from: string | null) => (name === from ? null : name)
const pieces = (item: Fields) => String(milli(item, 'qty_ordered') / 1000)
