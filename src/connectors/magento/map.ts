/**
 * Magento's orders and products in our words; pure.
 * Amounts are worked in ten-thousandths, as Magento stores them, and brought to cents together, so that the parts of
 * an order always make its grand total. An empty field is a missing one. Times are UTC without a mark.
 */
import { isDay } from '../../base/day.ts'
import { decimal, divide, sum, type Cents, type Milli, type Price, type Rate } from '../../base/money.ts'
import { splitStreet } from '../../base/street.ts'
import type { ShopAddress, ShopLine, ShopOrder, ShopPayment, ShopProduct } from '../../contracts/shop.ts'
import { isObject, type Json } from './client.ts'

export type Fields = { readonly [field: string]: Json }

/** An amount in ten-thousandths: what is due, and the VAT inside it. */
type Exact = { readonly gross: number; readonly vat: number }
type Amounts = { readonly net: Cents; readonly vat: Cents; readonly gross: Cents }

/** Throws with a sentence when what must be there is missing. */
export function orderFrom(json: Json): ShopOrder {
  const order = objectOf(json, 'order')
  const items = listOf(order, 'items').map((item) => objectOf(item, 'order line'))
  const extra = objectIn(order, 'extension_attributes')
  const charged = chargedItems(items)
  const shipping = shippingExact(order)
  const inVouchers = voucherFields.map(([field]) => ten(extra, field))
  const due: Exact = {
    gross: ten(order, 'grand_total', true) + sum(inVouchers),
    vat: ten(order, 'tax_amount'),
  }
  const parts = [...charged.map((item) => itemExact(item)), shipping]
  const rest: Exact = {
    gross: due.gross - sum(parts.map((part) => part.gross)),
    vat: due.vat - sum(parts.map((part) => part.vat)),
  }
  const cents = inCents([...parts, rest])
  const restCents = cents.at(-1) as Amounts
  const billing = objectIn(order, 'billing_address')
  const assignment = objectIn(
    objectOf(listOf(extra, 'shipping_assignments')[0] ?? {}, 'shipping'),
    'shipping',
  )
  const delivered = objectIn(assignment, 'address')
  const pricesIncludeVat = includesVat(charged)
  const total = { gross: sum(cents.map((c) => c.gross)), vat: sum(cents.map((c) => c.vat)) }
  return {
    externalId: needed(order, 'entity_id'),
    number: needed(order, 'increment_id'),
    placedAt: moment(needed(order, 'created_at')),
    state: stateOf(order, items),
    currency: needed(order, 'order_currency_code'),
    customer: customerOf(order, billing),
    billing: addressOf(billing),
    shipping: Object.keys(delivered).length > 0 ? addressOf(delivered) : null,
    delivery:
      /pickup/.test(text(assignment, 'method') ?? '') || text(extra, 'pickup_location_code')
        ? 'pickup'
        : 'ship',
    shippingMethod: text(order, 'shipping_description') ?? text(assignment, 'method') ?? '',
    pricesIncludeVat,
    lines: linesOf(items, charged, cents, pricesIncludeVat),
    shippingCost: { ...(cents[charged.length] as Amounts), vatRate: shippingRate(extra, shipping) },
    surcharges:
      restCents.gross || restCents.vat
        ? [{ name: nameOfRest(restCents.gross), ...restCents, vatRate: rateOf(rest) }]
        : [],
    discount: Math.abs(centsOf(ten(order, 'discount_amount'))),
    total: { ...total, net: total.gross - total.vat },
    payments: paymentsOf(order, extra, inVouchers),
    wishedDay: wishedDay(extra),
    reference: text(objectIn(order, 'payment'), 'po_number'),
    note: noteOf(order),
    // Magento keeps no record of where a visit came from.
    referrer: null,
    // An edit by the shop's staff makes a new order with a suffix and cancels the old one.
    replaces: text(order, 'relation_parent_id'),
  }
}

/** Sold in Magento as a shell around other products: a stock of its own it has not. */
export const isComposite = (type: string | null) => ['configurable', 'bundle', 'grouped'].includes(type ?? '')

export function productFrom(json: Json, mediaRoot: string): ShopProduct {
  const product = objectOf(json, 'product')
  const own = new Map(
    listOf(product, 'custom_attributes').map((a) => {
      const attribute = objectOf(a, 'attribute')
      return [text(attribute, 'attribute_code'), text(attribute, 'value')]
    }),
  )
  const image = own.get('image')
  return {
    externalId: needed(product, 'id'),
    sku: needed(product, 'sku'),
    name: text(product, 'name') ?? needed(product, 'sku'),
    price: ten(product, 'price'),
    barcode: own.get('ean') ?? own.get('gtin') ?? own.get('barcode') ?? null,
    isActive: text(product, 'status') === '1',
    imageUrl: image && image !== 'no_selection' ? `${mediaRoot}catalog/product${image}` : null,
  }
}

/** The lines that carry the money: of a bundle with prices of its own the children, else the parent alone. */
function chargedItems(items: readonly Fields[]): Fields[] {
  const isPricedByParts = (parent: Fields) =>
    text(parent, 'product_type') === 'bundle' &&
    partsOf(items, parent).some((part) => ten(part, 'row_total') !== 0)
  return items.filter((item) => {
    const parent = parentOf(items, item)
    return parent ? isPricedByParts(parent) : !isPricedByParts(item)
  })
}

function linesOf(
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

function countsOf(item: Fields) {
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

const isIntangible = (item: Fields) =>
  text(item, 'is_virtual') === '1' ||
  ['virtual', 'downloadable', 'giftcard'].includes(text(item, 'product_type') ?? '')

export const parentOf = (items: readonly Fields[], item: Fields): Fields | undefined => {
  const id = text(item, 'parent_item_id')
  return id ? items.find((other) => text(other, 'item_id') === id) : undefined
}

export const partsOf = (items: readonly Fields[], parent: Fields): Fields[] =>
  items.filter((item) => text(item, 'parent_item_id') === text(parent, 'item_id'))

/** Rows are without VAT; the compensation gives back the VAT by which a discount on a price with VAT is too large. */
const itemExact = (item: Fields): Exact => {
  const vat = ten(item, 'tax_amount')
  const net =
    ten(item, 'row_total') -
    Math.abs(ten(item, 'discount_amount')) +
    ten(item, 'discount_tax_compensation_amount')
  return { vat, gross: net + vat }
}

const shippingExact = (order: Fields): Exact => {
  const vat = ten(order, 'shipping_tax_amount')
  const net =
    ten(order, 'shipping_amount') -
    Math.abs(ten(order, 'shipping_discount_amount')) +
    ten(order, 'shipping_discount_tax_compensation_amount')
  return { vat, gross: net + vat }
}

/** Brings amounts to cents so that they add up to the rounded sum: each takes what the running total has moved. */
function inCents(parts: readonly Exact[]): Amounts[] {
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
function includesVat(items: readonly Fields[]): boolean {
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

// Fees of third-party modules stand in the total and nowhere else.
const nameOfRest = (gross: Cents) =>
  Math.abs(gross) <= 2 ? 'Afronding' : gross < 0 ? 'Verrekening' : 'Toeslag'

/** A percentage that was not given, as the whole one nearest to what was charged. */
function rateOf(exact: Exact): number {
  const net = exact.gross - exact.vat
  return net === 0 ? 0 : Number(divide(BigInt(exact.vat) * 100n, BigInt(net))) * 100
}

function shippingRate(extra: Fields, exact: Exact): number {
  for (const entry of listOf(extra, 'item_applied_taxes')) {
    const taxed = objectOf(entry, 'applied tax')
    if (text(taxed, 'type') !== 'shipping') continue
    return sum(listOf(taxed, 'applied_taxes').map((tax) => ratePercent(objectOf(tax, 'tax'), 'percent')))
  }
  return rateOf(exact)
}

function stateOf(order: Fields, items: readonly Fields[]): ShopOrder['state'] {
  const state = text(order, 'state')
  if (state === 'canceled') return 'cancelled'
  if (state === 'closed') return 'closed'
  if (state === 'holded' || state === 'payment_review') return 'on-hold'
  const goods = items.filter((item) => !parentOf(items, item) && !isIntangible(item))
  if (goods.length === 0) return state === 'complete' ? 'closed' : 'open'
  const isLineOut = (item: Fields) => {
    const line = countsOf(item)
    return line.shippedQuantity >= line.quantity - line.cancelledQuantity
  }
  // A set that ships in parts never counts as shipped itself.
  const isOut = goods.every((item) => {
    const parts = text(item, 'product_type') === 'bundle' ? partsOf(items, item) : []
    return isLineOut(item) || (parts.length > 0 && parts.every(isLineOut))
  })
  return state === 'complete' || isOut ? 'shipped' : 'open'
}

function customerOf(order: Fields, billing: Fields): ShopOrder['customer'] {
  const name = nameOf(order, 'customer_') || nameOf(billing, '')
  return {
    email: text(order, 'customer_email') ?? text(billing, 'email') ?? '',
    name,
    company: text(billing, 'company'),
    vatNumber: text(billing, 'vat_id') ?? text(order, 'customer_taxvat'),
    phone: text(billing, 'telephone'),
    isGuest: text(order, 'customer_is_guest') === '1' || text(order, 'customer_id') === null,
    language: null,
  }
}

function addressOf(address: Fields): ShopAddress {
  const street = address['street']
  return {
    name: nameOf(address, ''),
    company: text(address, 'company'),
    ...splitStreet(
      Array.isArray(street) ? street.map((line: Json) => (typeof line === 'string' ? line : '')) : [],
    ),
    postcode: text(address, 'postcode') ?? '',
    city: text(address, 'city') ?? '',
    country: (text(address, 'country_id') ?? '').toUpperCase(),
    region: text(address, 'region'),
    phone: text(address, 'telephone'),
  }
}

const nameOf = (fields: Fields, prefix: string) =>
  ['firstname', 'middlename', 'lastname']
    .map((part) => text(fields, prefix + part))
    .filter(Boolean)
    .join(' ')

/** Adobe Commerce takes these off the grand total, though they pay for it. */
const voucherFields = [
  ['gift_cards_amount', 'gift-card', 'Cadeaubon'],
  ['customer_balance_amount', 'store-credit', 'Winkeltegoed'],
  ['reward_currency_amount', 'reward-points', 'Spaarpunten'],
] as const

function paymentsOf(order: Fields, extra: Fields, inVouchers: readonly number[]): ShopPayment[] {
  const payment = objectIn(order, 'payment')
  const id = needed(order, 'entity_id')
  const captured = centsOf(ten(order, 'total_paid') || ten(payment, 'amount_paid'))
  const titled = listOf(extra, 'payment_additional_info').map((entry) =>
    objectOf(entry, 'payment information'),
  )
  const title = titled.find((entry) => text(entry, 'key') === 'method_title')
  const paid: ShopPayment = {
    externalId: text(payment, 'entity_id') ?? id,
    method: text(payment, 'method') ?? '',
    methodTitle: (title && text(title, 'value')) ?? text(payment, 'method') ?? '',
    captured,
    refunded: centsOf(ten(order, 'total_refunded') || ten(payment, 'amount_refunded')),
    state: paymentState(order, payment, captured),
  }
  const vouchers = voucherFields.flatMap(([, method, methodTitle], index): ShopPayment[] => {
    const amount = centsOf(inVouchers[index] ?? 0)
    if (amount === 0) return []
    return [
      {
        externalId: `${id}:${method}`,
        method,
        methodTitle,
        captured: amount,
        refunded: 0,
        state: 'captured',
      },
    ]
  })
  return [paid, ...vouchers]
}

function paymentState(order: Fields, payment: Fields, captured: Cents): ShopPayment['state'] {
  if (captured > 0 && captured >= centsOf(ten(order, 'grand_total'))) return 'captured'
  if (captured === 0 && text(order, 'state') === 'canceled') return 'cancelled'
  return ten(payment, 'amount_authorized') > 0 ? 'authorized' : 'pending'
}

/** Magento has no such field; the delivery modules that people add write one of these. */
function wishedDay(extra: Fields): string | null {
  for (const field of ['delivery_date', 'delivery_day', 'shipping_arrival_date']) {
    const day = (text(extra, field) ?? '').slice(0, 10)
    if (isDay(day)) return day
  }
  return null
}

/** What the customer wrote, and what the shop's staff wrote for the customer to see; never our own comments. */
function noteOf(order: Fields): string | null {
  const visible = listOf(order, 'status_histories')
    .map((entry) => objectOf(entry, 'comment'))
    .filter((entry) => text(entry, 'is_visible_on_front') === '1')
    .toSorted((a, b) => (text(a, 'created_at') ?? '').localeCompare(text(b, 'created_at') ?? ''))
  return notes([text(order, 'customer_note'), ...visible.map((entry) => text(entry, 'comment'))])
}

/** Texts that the customer typed at a line, such as an engraving. */
const chosenOptions = (item: Fields) =>
  listOf(objectIn(objectIn(item, 'product_option'), 'extension_attributes'), 'custom_options').map((option) =>
    text(objectOf(option, 'option'), 'option_value'),
  )

const notes = (texts: readonly (string | null)[]) => texts.filter(Boolean).join('\n') || null
const differing = (name: string | null, from: string | null) => (name === from ? null : name)
const pieces = (item: Fields) => String(milli(item, 'qty_ordered') / 1000)

/** `2026-11-21 19:04:11` is UTC. */
export function moment(written: string): Date {
  const at = new Date(`${written.replace(' ', 'T')}Z`)
  if (Number.isNaN(at.getTime())) throw new Error(`"${written}" is not a time`)
  return at
}

/** As Magento writes times and wants them in a filter. */
export const momentText = (at: Date): string => at.toISOString().slice(0, 19).replace('T', ' ')

/** A field as text; missing, null and empty are all null. */
export function text(fields: Fields, name: string): string | null {
  const value = fields[name]
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null
}

function needed(fields: Fields, name: string): string {
  const value = text(fields, name)
  if (value === null) throw new Error(`the field ${name} is missing`)
  return value
}

/** A decimal as ten-thousandths; a missing one is 0 unless it is needed. */
export function ten(fields: Fields, name: string, isNeeded = false): Price {
  const value = isNeeded ? needed(fields, name) : text(fields, name)
  const read = value === null ? 0 : decimal(value, 4)
  if (read === null) throw new Error(`the field ${name} holds "${value}", which is not an amount`)
  return read
}

export const milli = (fields: Fields, name: string): Milli => Number(divide(BigInt(ten(fields, name)), 10n))
const centsOf = (tens: number): Cents => Number(divide(BigInt(tens), 100n))
/** Their percentage in basis points. */
const ratePercent = (fields: Fields, name: string): Rate => Number(divide(BigInt(ten(fields, name)), 100n))

function objectOf(json: Json, what: string): Fields {
  if (!isObject(json)) throw new Error(`the ${what} is not an object`)
  return json
}

const objectIn = (fields: Fields, name: string): Fields => {
  const value = fields[name]
  return isObject(value) ? value : {}
}

export const listOf = (fields: Fields, name: string): readonly Json[] => {
  const value = fields[name]
  return Array.isArray(value) ? value : []
}
