/**
 * Magento's orders and products in our words; pure.
 * Amounts are worked in ten-thousandths, as Magento stores them, and brought to cents together, so that the parts of
 * an order always make its grand total. An empty field is a missing one. Times are UTC without a mark.
 */
import { isDay } from '../../base/day.ts'
import { divide, sum, type Cents, type Rate } from '../../base/money.ts'
import { splitStreet } from '../../base/street.ts'
import type { ShopAddress, ShopOrder, ShopPayment, ShopProduct } from '../../contracts/shop.ts'
import type { Json } from './client.ts'
import {
  centsOf,
  listOf,
  moment,
  needed,
  objectIn,
  objectOf,
  ratePercent,
  ten,
  text,
  type Fields,
} from './fields.ts'
import {
  chargedItems,
  countsOf,
  inCents,
  includesVat,
  isIntangible,
  itemExact,
  linesOf,
  notes,
  parentOf,
  partsOf,
  type Amounts,
  type Exact,
} from './lines.ts'

/** Throws with a sentence when what must be there is missing. `languages` go by the id of the store view. */
export function orderFrom(json: Json, languages: ReadonlyMap<string, string> = new Map()): ShopOrder {
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
    customer: {
      ...customerOf(order, billing),
      language: languages.get(text(order, 'store_id') ?? '') ?? null,
    },
    billing: addressOf(billing),
    shipping: Object.keys(delivered).length > 0 ? addressOf(delivered) : null,
    delivery:
      collecting.test(text(assignment, 'method') ?? '') || text(extra, 'pickup_location_code')
        ? 'pickup'
        : 'ship',
    shippingMethod: text(order, 'shipping_description') ?? text(assignment, 'method') ?? '',
    pricesIncludeVat,
    // A row keeps its total whatever is cancelled or refunded of it, and so does the order.
    amountsOf: 'ordered',
    lines: linesOf(items, charged, cents, pricesIncludeVat),
    shippingCost: { ...(cents[charged.length] as Amounts), vatRate: shippingRate(extra, shipping) },
    surcharges:
      restCents.gross || restCents.vat
        ? // Fees of third-party modules stand in the total and nowhere else: what they are for is not said.
          [{ name: '', ...restCents, vatRate: rateOf(rest) }]
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

/** Collected from us. A carrier's parcel shop is called a pickup as well (`dpdpickup_dpdpickup`), and wants a label. */
const collecting = /^(instore|pickup)_|store_?pick/

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

const shippingExact = (order: Fields): Exact => {
  const vat = ten(order, 'shipping_tax_amount')
  const net =
    ten(order, 'shipping_amount') -
    Math.abs(ten(order, 'shipping_discount_amount')) +
    ten(order, 'shipping_discount_tax_compensation_amount')
  return { vat, gross: net + vat }
}

/** A percentage that was not given, as the whole one nearest to what was charged. */
function rateOf(exact: Exact): Rate {
  const net = exact.gross - exact.vat
  return net === 0 ? 0 : Number(divide(BigInt(exact.vat) * 100n, BigInt(net))) * 100
}

function shippingRate(extra: Fields, exact: Exact): Rate {
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

function customerOf(order: Fields, billing: Fields): Omit<ShopOrder['customer'], 'language'> {
  const name = nameOf(order, 'customer_') || nameOf(billing, '')
  return {
    email: text(order, 'customer_email') ?? text(billing, 'email') ?? '',
    name,
    company: text(billing, 'company'),
    vatNumber: text(billing, 'vat_id') ?? text(order, 'customer_taxvat'),
    phone: text(billing, 'telephone'),
    isGuest: text(order, 'customer_is_guest') === '1' || text(order, 'customer_id') === null,
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
  ['gift_cards_amount', 'gift-card', 'Cadeaubon', 'gift_cards_refunded'],
  ['customer_balance_amount', 'store-credit', 'Winkeltegoed', 'customer_balance_refunded'],
  // Of points it does not tell what was given back.
  ['reward_currency_amount', 'reward-points', 'Spaarpunten', ''],
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
  // An order that is cancelled puts back what was taken off cards and credit.
  const isGivenBack = text(order, 'state') === 'canceled'
  const vouchers = voucherFields.flatMap(([, method, methodTitle, given], index): ShopPayment[] => {
    const amount = centsOf(inVouchers[index] ?? 0)
    if (amount === 0) return []
    return [
      {
        externalId: `${id}:${method}`,
        method,
        methodTitle,
        captured: isGivenBack ? 0 : amount,
        refunded: isGivenBack ? 0 : centsOf(ten(extra, given)),
        state: isGivenBack ? 'cancelled' : 'captured',
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
