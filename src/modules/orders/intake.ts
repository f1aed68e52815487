/** What must hold of an order that comes from outside before it is taken in. Pure. */
import { createHash } from 'node:crypto'
import { sum } from '../../base/money.ts'
import type { Words } from '../../base/words.ts'
import type { ShopAddress, ShopOrder } from '../../contracts/shop.ts'
import { postcodeKey } from '../organisations/rules.ts'
import type { AddressSnapshot, intakeProblems, Order } from './schema.ts'

export type IntakeProblem = {
  readonly code: keyof typeof intakeProblems
  readonly params: Readonly<Record<string, string | Words>>
}

/** The highest VAT rate in the Union is 27 %; a rate above 30 % is a mistake, not a rate. */
const highestRate = 3000

export function problemOf(order: ShopOrder, currencies: readonly string[]): IntakeProblem | null {
  const number = order.number
  if (order.lines.length === 0) return { code: 'intake.no-lines', params: { number } }
  const negative = order.lines.find((line) => line.quantity < 0)
  if (negative) return { code: 'intake.negative-quantity', params: { number, sku: negative.sku } }
  if (!currencies.includes(order.currency))
    return { code: 'intake.currency', params: { number, currency: order.currency } }
  const parts = [...order.lines, order.shippingCost, ...order.surcharges]
  const rate = parts.map((part) => part.vatRate).find((r) => r < 0 || r > highestRate)
  if (rate !== undefined)
    return { code: 'intake.unknown-vat-rate', params: { number, rate: String(rate / 100) } }
  const crooked = order.lines.find((line) => line.net + line.vat !== line.gross)
  if (crooked) return { code: 'intake.vat-differs', params: { number, sku: crooked.sku } }
  const counted = sum(parts.map((part) => part.gross))
  if (counted !== order.total.gross || order.total.net + order.total.vat !== order.total.gross) {
    return {
      code: 'intake.totals-differ',
      params: { number, counted: (counted / 100).toFixed(2), told: (order.total.gross / 100).toFixed(2) },
    }
  }
  return null
}

/** A fingerprint of everything that we keep of a shop's order: equal means that nothing happened. */
export const contentHash = (order: ShopOrder): string =>
  createHash('sha256').update(JSON.stringify(order)).digest('base64url')

/** The longest note that is kept; the shop has the whole of it. */
const longestNote = 20_000

/** What a shop's order says of where it goes and what the customer wishes. */
export function deliveryOf(
  shop: ShopOrder,
): Pick<
  Order,
  | 'billing'
  | 'shipping'
  | 'postcodeKey'
  | 'city'
  | 'country'
  | 'delivery'
  | 'shippingMethod'
  | 'wishedDay'
  | 'reference'
  | 'note'
> {
  const place = shop.shipping ?? shop.billing
  return {
    billing: snapshot(shop.billing),
    shipping: shop.shipping ? snapshot(shop.shipping) : null,
    postcodeKey: postcodeKey(place.postcode, `${place.houseNumber}${place.houseNumberSuffix ?? ''}`),
    city: place.city,
    country: place.country,
    delivery: shop.delivery,
    shippingMethod: shop.shippingMethod,
    wishedDay: shop.wishedDay,
    reference: shop.reference,
    note: shop.note?.slice(0, longestNote) ?? null,
  }
}

/** The amounts exactly as the shop charged them. */
export function amountsOf(
  shop: ShopOrder,
): Pick<
  Order,
  | 'totalNet'
  | 'totalVat'
  | 'total'
  | 'shippingNet'
  | 'shippingVat'
  | 'shippingGross'
  | 'shippingVatRate'
  | 'surcharges'
  | 'discount'
> {
  return {
    totalNet: shop.total.net,
    totalVat: shop.total.vat,
    total: shop.total.gross,
    shippingNet: shop.shippingCost.net,
    shippingVat: shop.shippingCost.vat,
    shippingGross: shop.shippingCost.gross,
    shippingVatRate: shop.shippingCost.vatRate,
    surcharges: shop.surcharges,
    discount: shop.discount,
  }
}

const snapshot = (address: ShopAddress): AddressSnapshot => ({ ...address })
