/** Vendure's words to ours: money, states, payments and addresses of an order, and products. Pure. */
import { decimal, percentOf, piecesOf, priceOfCents, sum, type Cents, type Rate } from '../../base/money.ts'
import { words } from '../../base/words.ts'
import {
  Misread,
  whyMisread,
  type ShopAddress,
  type ShopItem,
  type ShopLine,
  type ShopOrder,
  type ShopPayment,
  type ShopProduct,
} from '../../contracts/shop.ts'
import {
  WireOrder,
  type WireAddress,
  type WireFulfilment,
  type WireLine,
  type WirePayment,
  type WireVariant,
} from './wire.ts'

/** What Vendure has no word for, and the merchant says in the settings. */
export type Reading = {
  /** Codes of shipping methods by which the customer collects. */
  readonly pickupMethods: ReadonlySet<string>
  /** Code of the facet value that marks work and insurance; none when empty. */
  readonly serviceFacet: string
}

/** An order from the wire, or why it cannot be read. */
export function itemOf(raw: unknown, reading: Reading): ShopItem {
  const id = typeof raw === 'object' && raw !== null && 'id' in raw ? String(raw.id) : ''
  try {
    return { externalId: id, order: orderOf(wireOf(raw), reading) }
  } catch (error) {
    return { externalId: id, unreadable: whyMisread(error) }
  }
}

function wireOf(raw: unknown): WireOrder {
  const { success, data, error } = WireOrder.safeParse(raw)
  if (success) return data
  const { path = [], message = '' } = error.issues[0] ?? {}
  const field = path.join('.')
  throw new Misread(
    words(
      `het veld ${field} is anders dan verwacht (${message})`,
      `the field ${field} is not as expected (${message})`,
    ),
  )
}

function orderOf(wire: WireOrder, reading: Reading): ShopOrder {
  const pricesIncludeVat = channelOf(wire).pricesIncludeTax
  const rates = wire.taxSummary.map((row) => rateOf(row.taxRate))
  const shipping = wire.shippingAddress && hasStreet(wire.shippingAddress) ? wire.shippingAddress : null
  // Checkouts leave the billing address empty when it is the same.
  const billing = wire.billingAddress && hasStreet(wire.billingAddress) ? wire.billingAddress : shipping
  const methods = wire.shippingLines.map((line) => line.shippingMethod)
  const name = [wire.customer?.firstName, wire.customer?.lastName].filter(Boolean).join(' ')
  return {
    externalId: wire.id,
    number: wire.code,
    placedAt: wire.orderPlacedAt,
    state: stateOf(wire),
    currency: wire.currencyCode,
    customer: {
      email: wire.customer?.emailAddress ?? '',
      name,
      company: textOrNull(billing?.company),
      vatNumber: null,
      phone: textOrNull(wire.customer?.phoneNumber) ?? textOrNull(billing?.phoneNumber),
      isGuest: !wire.customer?.user,
      language: null,
    },
    billing: addressOf(billing ?? {}, name),
    shipping: shipping && addressOf(shipping, name),
    delivery: methods.some((method) => reading.pickupMethods.has(method.code)) ? 'pickup' : 'ship',
    shippingMethod: methods.map((method) => method.name).join(', '),
    pricesIncludeVat,
    amountsOf: 'left',
    lines: wire.lines.map((line) => lineOf(line, wire, pricesIncludeVat, reading)),
    shippingCost: taxed(wire.shipping, wire.shippingWithTax, likelyRate(wire, rates)),
    surcharges: wire.surcharges.map((surcharge) => ({
      name: surcharge.description,
      ...taxed(surcharge.price, surcharge.priceWithTax, rateOf(surcharge.taxRate)),
    })),
    discount: discountOf(wire, pricesIncludeVat),
    total: { net: wire.total, vat: wire.totalWithTax - wire.total, gross: wire.totalWithTax },
    payments: (wire.payments ?? []).map(paymentOf),
    wishedDay: null,
    reference: null,
    note: textOrNull(wire.history.items.map((entry) => entry.data.note ?? '').join('\n')),
    referrer: null,
    replaces: null,
  }
}

/** An order of a shop with several channels stands in the default one too. */
function channelOf(wire: WireOrder) {
  const own = wire.channels.find((channel) => channel.code !== '__default_channel__')
  return own ?? wire.channels[0] ?? { pricesIncludeTax: false }
}

/**
 * Vendure moves the order's state on shipping only when it was paid before (seen on 3.7.1): an order that was
 * shipped while authorised stays PaymentAuthorized for good. So what left is counted from the fulfilments.
 */
function stateOf(wire: WireOrder): ShopOrder['state'] {
  if (wire.state === 'Cancelled') return 'cancelled'
  if (wire.state === 'Delivered') return 'closed'
  const isOut = wire.lines.every((line) => shippedOf(line, wire.fulfillments ?? []) >= line.quantity)
  if (wire.state === 'Shipped' || (isOut && wire.lines.some((line) => line.quantity > 0))) return 'shipped'
  // Modifying, ArrangingAdditionalPayment, and states that a shop invented: someone is still busy with it.
  return openStates.has(wire.state) ? 'open' : 'on-hold'
}

/** Shipping that was cancelled stands among the discounts (recorded); nobody got anything off. */
function discountOf(wire: WireOrder, withTax: boolean): Cents {
  const given = wire.discounts.filter((row) => row.adjustmentSource !== 'CANCEL_ORDER')
  return 0 - sum(given.map((row) => (withTax ? row.amountWithTax : row.amount))) || 0
}

const openStates = new Set(['PaymentAuthorized', 'PaymentSettled', 'PartiallyShipped', 'PartiallyDelivered'])

/**
 * After a cancellation Vendure recomputes the amounts for what is left, so the amounts are those of
 * `quantity − cancelledQuantity` pieces, and still make the order's total.
 */
function lineOf(wire: WireLine, order: WireOrder, withTax: boolean, reading: Reading): ShopLine {
  const { productVariant: variant } = wire
  const facets = [...variant.facetValues, ...variant.product.facetValues].map((value) => value.code)
  const ordered = Math.max(wire.quantity, wire.orderPlacedQuantity)
  return {
    externalId: wire.id,
    sku: variant.sku,
    name: variant.name || variant.product.name,
    kind: reading.serviceFacet !== '' && facets.includes(reading.serviceFacet) ? 'service' : 'goods',
    quantity: piecesOf(ordered),
    cancelledQuantity: piecesOf(ordered - wire.quantity),
    shippedQuantity: piecesOf(shippedOf(wire, order.fulfillments ?? [])),
    unitPrice: priceOfCents(withTax ? wire.unitPriceWithTax : wire.unitPrice),
    ...taxed(wire.proratedLinePrice, wire.proratedLinePriceWithTax, rateOf(wire.taxRate)),
    note: null,
  }
}

const leftStates = new Set(['Shipped', 'Delivered'])

function shippedOf(line: WireLine, fulfilments: readonly WireFulfilment[]): number {
  const left = fulfilments.filter((fulfilment) => leftStates.has(fulfilment.state))
  return sum(left.flatMap((one) => one.lines.filter((l) => l.orderLineId === line.id).map((l) => l.quantity)))
}

const taxed = (net: Cents, gross: Cents, vatRate: Rate) => ({ net, vat: gross - net, gross, vatRate })

function rateOf(percentage: string): Rate {
  const rate = decimal(percentage, 2)
  if (rate === null)
    throw new Misread(words(`${percentage} is geen btw-tarief`, `${percentage} is not a VAT rate`))
  return rate
}

/** Shipping lines do not tell their rate: the order's rate that comes nearest to the VAT charged. */
function likelyRate(wire: WireOrder, rates: readonly Rate[]): Rate {
  const vat = wire.shippingWithTax - wire.shipping
  const off = (rate: Rate) => Math.abs(percentOf(wire.shipping, rate) - vat)
  return rates.toSorted((a, b) => off(a) - off(b))[0] ?? 0
}

const paymentStates: Readonly<Record<string, ShopPayment['state']>> = {
  Created: 'pending',
  Authorized: 'authorized',
  Settled: 'captured',
  Declined: 'failed',
  Error: 'failed',
  Cancelled: 'cancelled',
}

/** A refund that is still pending has not left the merchant's account. */
function paymentOf(wire: WirePayment): ShopPayment {
  const state = paymentStates[wire.state] ?? 'pending'
  return {
    externalId: wire.id,
    method: wire.method,
    methodTitle: wire.method,
    captured: state === 'captured' ? wire.amount : 0,
    refunded: sum(wire.refunds.filter((refund) => refund.state === 'Settled').map((refund) => refund.total)),
    state,
  }
}

const textOrNull = (text: string | null | undefined) => text?.trim() || null
const hasStreet = (address: WireAddress) => textOrNull(address.streetLine1) !== null

function addressOf(wire: WireAddress, customer: string): ShopAddress {
  return {
    name: textOrNull(wire.fullName) ?? customer,
    company: textOrNull(wire.company),
    ...houseOf(wire.streetLine1 ?? '', wire.streetLine2 ?? ''),
    postcode: wire.postalCode?.trim() ?? '',
    city: wire.city?.trim() ?? '',
    country: wire.countryCode?.toUpperCase() ?? '',
    region: textOrNull(wire.province),
    phone: textOrNull(wire.phoneNumber),
  }
}

// A year in a street's name (Plein 1944 5) and a day (Straße des 17. Juni 135) are no house number.
const numberLast = /^(.+?(?:\s\d{4}(?=\s\d))?),?\s+(\d{1,5})(?:\s*[-/]?\s*([a-z0-9][a-z0-9 /-]{0,11}))?$/i
const numberFirst = /^(\d{1,5})\s?([a-z]?)[,\s]+(\D.*)$/i

/** Vendure has two free lines: the number stands behind the street, before it, or alone on the second line. */
export function houseOf(first: string, second: string) {
  const [one, two] = [first.trim(), second.trim()]
  const last = numberLast.exec(one)
  if (last) return house(last[1], last[2], [last[3], two])
  const alone = /^(\d{1,5})\s*[-/]?\s*(.{0,12})$/.exec(two)
  if (alone) return house(one, alone[1], [alone[2]])
  const before = numberFirst.exec(one)
  if (before) return house(before[3], before[1], [before[2], two])
  return house([one, two].filter(Boolean).join(' '), '', [])
}

const house = (street = '', houseNumber = '', suffixes: readonly (string | undefined)[]) => ({
  street,
  houseNumber,
  houseNumberSuffix: suffixes.filter(Boolean).join(' ') || null,
})

export function productOf(wire: WireVariant, pricesIncludeVat: boolean): ShopProduct {
  const image = wire.featuredAsset ?? wire.product.featuredAsset
  return {
    externalId: wire.id,
    sku: wire.sku,
    name: wire.name,
    price: priceOfCents(pricesIncludeVat ? wire.priceWithTax : wire.price),
    barcode: null,
    isActive: wire.enabled && wire.product.enabled,
    // Without an asset server Vendure gives a path on its own disk.
    imageUrl: image && /^https?:/.test(image.preview) ? image.preview : null,
  }
}
