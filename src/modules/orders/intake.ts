/** What must hold of an order that comes from outside before it is taken in. Pure. */
import { createHash } from 'node:crypto'
import { sum } from '../../base/money.ts'
import { words, type Words } from '../../base/words.ts'
import type { ShopAddress, ShopOrder } from '../../contracts/shop.ts'
import { postcodeKey } from '../organisations/rules.ts'
import type { AddressSnapshot, Order } from './schema.ts'

export type IntakeProblem = { readonly code: keyof typeof intakeProblems; readonly params: Readonly<Record<string, string>> }

/** Why an order is set aside for a person instead of taken in. */
export const intakeProblems = {
  'intake.no-lines': words('Bestelling {number} heeft geen regels.', 'Order {number} has no lines.'),
  'intake.negative-quantity': words('Bestelling {number} heeft een regel met een negatief aantal: {sku}.', 'Order {number} has a line with a negative quantity: {sku}.'),
  'intake.totals-differ': words(
    'De bedragen van bestelling {number} tellen op tot {counted}, maar de webshop zegt {told}.',
    'The amounts of order {number} add up to {counted}, but the webshop says {told}.',
  ),
  'intake.vat-differs': words(
    'De btw van bestelling {number} klopt niet: exclusief plus btw is niet inclusief bij {sku}.',
    'The VAT of order {number} is wrong: net plus VAT is not gross for {sku}.',
  ),
  'intake.unknown-vat-rate': words('Bestelling {number} heeft een onbekend btw-tarief: {rate} %.', 'Order {number} has an unknown VAT rate: {rate} %.'),
  'intake.currency': words(
    'Bestelling {number} is in {currency}; dit verkoopkanaal verkoopt daar niet in. Voeg de valuta toe aan het kanaal of annuleer in de webshop.',
    'Order {number} is in {currency}; this channel does not sell in it. Add the currency to the channel, or cancel in the webshop.',
  ),
  'intake.unreadable': words('Een bestelling kon niet worden gelezen: {error}', 'An order could not be read: {error}'),
  'intake.cancelled-too-late': words(
    'De webshop annuleerde bestelling {number}, maar er is al iets van verzonden.',
    'The webshop cancelled order {number}, but part of it has been shipped.',
  ),
  'intake.changed-too-late': words(
    'De webshop wijzigde bestelling {number}, maar die is al verzonden of gefactureerd: {what}.',
    'The webshop changed order {number}, but it has been shipped or invoiced: {what}.',
  ),
} satisfies Record<string, Words>

/** The highest VAT rate in the Union is 27 %; a rate above 30 % is a mistake, not a rate. */
const highestRate = 3000

export function problemOf(order: ShopOrder, currencies: readonly string[]): IntakeProblem | null {
  const number = order.number
  if (order.lines.length === 0) return { code: 'intake.no-lines', params: { number } }
  const negative = order.lines.find((line) => line.quantity < 0)
  if (negative) return { code: 'intake.negative-quantity', params: { number, sku: negative.sku } }
  if (!currencies.includes(order.currency)) return { code: 'intake.currency', params: { number, currency: order.currency } }
  const parts = [...order.lines, order.shippingCost, ...order.surcharges]
  const rate = parts.map((part) => part.vatRate).find((r) => r < 0 || r > highestRate)
  if (rate !== undefined) return { code: 'intake.unknown-vat-rate', params: { number, rate: String(rate / 100) } }
  const crooked = order.lines.find((line) => line.net + line.vat !== line.gross)
  if (crooked) return { code: 'intake.vat-differs', params: { number, sku: crooked.sku } }
  const counted = sum(parts.map((part) => part.gross))
  if (counted !== order.total.gross || order.total.net + order.total.vat !== order.total.gross) {
    return { code: 'intake.totals-differ', params: { number, counted: (counted / 100).toFixed(2), told: (order.total.gross / 100).toFixed(2) } }
  }
  return null
}

/** A fingerprint of everything that we keep of a shop's order: equal means that nothing happened. */
export const contentHash = (order: ShopOrder): string => createHash('sha256').update(JSON.stringify(order)).digest('base64url')

/** The longest note that is kept; the shop has the whole of it. */
const longestNote = 20_000

/** What a shop's order says of where it goes and what the customer wishes. */
export function deliveryOf(shop: ShopOrder): Pick<Order, 'billing' | 'shipping' | 'postcodeKey' | 'city' | 'country' | 'delivery' | 'shippingMethod' | 'wishedDay' | 'reference' | 'note'> {
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
export function amountsOf(shop: ShopOrder): Pick<Order, 'totalNet' | 'totalVat' | 'total' | 'shippingNet' | 'shippingVat' | 'shippingGross' | 'shippingVatRate' | 'surcharges' | 'discount'> {
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

