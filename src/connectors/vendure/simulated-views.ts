/** What stands in the simulated Vendure, and how its Admin API shows it: the amounts are counted as Vendure counts. */
import { divide, percentOf, share, sum, vatInside, type Cents, type Rate } from '../../base/money.ts'
import { Broken } from './graphql.ts'

export type SimulatedVariant = {
  readonly id: string
  readonly sku: string
  readonly name: string
  readonly product: { readonly id: string; readonly name: string; readonly facets: readonly string[] }
  /** With VAT, in cents. */
  readonly price: Cents
  readonly vatRate: Rate
  readonly facet?: string
  onHand: number
  allocated: number
}

export type SimulatedMethod = {
  readonly code: string
  readonly name: string
  readonly price: Cents
  readonly vatRate: Rate
}

/** What a shopper fills in. */
export type Purchase = {
  readonly lines: readonly { readonly sku: string; readonly pieces: number }[]
  readonly firstName: string
  readonly lastName: string
  readonly email: string
  readonly phone?: string
  readonly isGuest?: boolean
  readonly address: SimulatedAddress
  readonly billing?: SimulatedAddress
  readonly method?: string
  /** The coupon ZOMER10 takes ten per cent off the goods. */
  readonly coupon?: string
  /** Pays at once; otherwise the payment is only authorised. */
  readonly isPaid?: boolean
  /** How long the cart stood before it became an order. */
  readonly cartSeconds?: number
  /** The order's times lie this far back. */
  readonly secondsAgo?: number
}

type SimulatedAddress = {
  readonly name: string
  readonly company?: string
  readonly street: string
  readonly street2?: string
  readonly postcode: string
  readonly city: string
  readonly province?: string
  readonly country: string
  readonly phone?: string
}

export type Line = {
  readonly id: string
  readonly variant: SimulatedVariant
  readonly placed: number
  quantity: number
}
export type Fulfilment = {
  readonly id: string
  readonly method: string
  readonly trackingCode: string
  readonly createdAt: Date
  readonly lines: readonly { readonly orderLineId: string; readonly quantity: number }[]
  state: string
}
type Refund = { readonly id: string; readonly total: Cents; readonly reason: string; state: string }
export type Order = {
  readonly id: string
  readonly code: string
  readonly createdAt: Date
  readonly placedAt: Date
  readonly purchase: Purchase
  readonly method: SimulatedMethod
  readonly lines: readonly Line[]
  readonly payment: { readonly id: string; readonly amount: Cents; state: string; readonly refunds: Refund[] }
  readonly fulfilments: Fulfilment[]
  readonly notes: { readonly at: Date; readonly note: string }[]
  updatedAt: Date
  state: string
  isShippingCancelled: boolean
  isBroken: boolean
}

export const channel = {
  id: '1',
  code: '__default_channel__',
  token: 'simulated-channel',
  pricesIncludeTax: true,
}
export const wholeSecond = (moment: Date) => new Date(Math.floor(moment.getTime() / 1000) * 1000)

/** The order as the Admin API shows it. */
export function orderView(order: Order) {
  const { purchase } = order
  const { lines, ...totals } = amountsOf(order)
  return {
    __typename: 'Order',
    id: order.id,
    code: order.code,
    type: 'Regular',
    state: order.state,
    active: false,
    createdAt: order.createdAt.toISOString(),
    updatedAt: order.updatedAt.toISOString(),
    orderPlacedAt: order.placedAt.toISOString(),
    currencyCode: 'EUR',
    couponCodes: purchase.coupon ? [purchase.coupon] : [],
    ...totals,
    channels: [channel],
    customer: {
      id: order.id,
      firstName: purchase.firstName,
      lastName: purchase.lastName,
      emailAddress: purchase.email,
      phoneNumber: purchase.phone ?? '',
      user: purchase.isGuest ? null : { id: order.id },
    },
    shippingAddress: addressView(purchase.address),
    billingAddress: addressView(purchase.billing),
    taxSummary: taxSummaryOf(order, lines),
    discounts: discountsOf(order, lines),
    surcharges: [],
    shippingLines: [
      {
        id: order.id,
        shippingMethod: order.isBroken
          ? new Broken('ShippingLine.shippingMethod')
          : { id: order.method.code, code: order.method.code, name: order.method.name },
        // Vendure leaves this one unrounded (recorded).
        price: order.method.price / (1 + order.method.vatRate / 10_000),
        priceWithTax: order.method.price,
        discountedPrice: totals.shipping,
        discountedPriceWithTax: totals.shippingWithTax,
      },
    ],
    lines: lines.map(lineView),
    payments: [
      {
        id: order.payment.id,
        createdAt: wholeSecond(order.placedAt).toISOString(),
        transactionId: `sim${order.payment.id}`,
        amount: order.payment.amount,
        method: 'standard-payment',
        state: order.payment.state,
        errorMessage: null,
        refunds: order.payment.refunds,
      },
    ],
    fulfillments: order.fulfilments.map(fulfilmentView),
    history: () => ({
      items: order.notes.map(({ at, note }) => ({
        createdAt: wholeSecond(at).toISOString(),
        data: { note },
      })),
    }),
  }
}

/** A parcel as it shows in an order and in the answer that makes it. */
export const fulfilmentView = (made: Fulfilment) => ({
  id: made.id,
  state: made.state,
  method: made.method,
  trackingCode: made.trackingCode,
  lines: made.lines,
})

/**
 * The amounts of lines and order, counted from prices with VAT as a channel with `pricesIncludeTax` does. A coupon
 * is spread over the lines when the order is placed; a line of which pieces were cancelled keeps its part per piece.
 */
export function amountsOf(order: Order) {
  const placed = order.lines.map((line) => line.variant.price * line.placed)
  // Half a cent of discount is rounded to the customer's disadvantage (JavaScript's round of a negative).
  const off = order.purchase.coupon === 'ZOMER10' ? Number(divide(BigInt(sum(placed)) * 2n - 1n, 20n)) : 0
  const parts = share(Math.max(off, 0), placed)
  const lines = order.lines.map((line, index) => ({ line, ...priced(line, parts[index] ?? 0) }))
  const shippingWithTax = order.isShippingCancelled ? 0 : order.method.price
  const shipping = netOf(shippingWithTax, order.method.vatRate)
  const subTotal = sum(lines.map((one) => one.amounts.proratedLinePrice))
  const subTotalWithTax = sum(lines.map((one) => one.amounts.proratedLinePriceWithTax))
  return {
    lines,
    shipping,
    shippingWithTax,
    subTotal,
    subTotalWithTax,
    total: subTotal + shipping,
    totalWithTax: subTotalWithTax + shippingWithTax,
  }
}

const netOf = (gross: Cents, rate: Rate) => gross - vatInside(gross, rate)

function priced({ variant, quantity, placed }: Line, discount: Cents) {
  const [ratio, pieces] = [BigInt(10_000 + variant.vatRate), BigInt(placed)]
  const gross = variant.price * quantity
  const off = BigInt(discount * quantity)
  const left = BigInt(gross) * pieces - off
  return {
    amounts: {
      linePrice: netOf(gross, variant.vatRate),
      linePriceWithTax: gross,
      proratedLinePrice: Number(divide(left * 10_000n, pieces * ratio)),
      proratedLinePriceWithTax: Number(divide(left, pieces)),
    },
    discount: { net: Number(divide(off * 10_000n, pieces * ratio)), gross: Number(divide(off, pieces)) },
  }
}

const percentage = (rate: Rate) => rate / 100
const vatName = (rate: Rate) => `BTW ${percentage(rate)}%`

type CountedLine = ReturnType<typeof amountsOf>['lines'][number]

function lineView({ line, amounts }: CountedLine) {
  const { variant, quantity } = line
  const each = (amount: Cents) => (quantity > 0 ? Number(divide(BigInt(amount), BigInt(quantity))) : 0)
  return {
    id: line.id,
    quantity,
    orderPlacedQuantity: line.placed,
    unitPrice: netOf(variant.price, variant.vatRate),
    unitPriceWithTax: variant.price,
    proratedUnitPrice: each(amounts.proratedLinePrice),
    proratedUnitPriceWithTax: each(amounts.proratedLinePriceWithTax),
    ...amounts,
    lineTax: amounts.linePriceWithTax - amounts.linePrice,
    taxRate: percentage(variant.vatRate),
    productVariant: {
      id: variant.id,
      sku: variant.sku,
      name: variant.name,
      facetValues: variant.facet ? [{ code: variant.facet }] : [],
      product: { ...variant.product, facetValues: variant.product.facets.map((code) => ({ code })) },
    },
  }
}

function discountsOf(order: Order, lines: readonly CountedLine[]) {
  const row = (description: string, type: string, adjustmentSource: string, net: Cents, gross: Cents) => ({
    description,
    amount: 0 - net || 0,
    amountWithTax: 0 - gross || 0,
    type,
    adjustmentSource,
  })
  const [net, gross] = [
    sum(lines.map((one) => one.discount.net)),
    sum(lines.map((one) => one.discount.gross)),
  ]
  const { price, vatRate } = order.method
  return [
    ...(order.purchase.coupon === 'ZOMER10'
      ? [row('Zomer 10%', 'DISTRIBUTED_ORDER_PROMOTION', 'PROMOTION:1', net, gross)]
      : []),
    ...(order.isShippingCancelled
      ? [row('shipping cancellation', 'OTHER', 'CANCEL_ORDER', netOf(price, vatRate), price)]
      : []),
  ]
}

function taxSummaryOf(order: Order, lines: readonly CountedLine[]) {
  const rates = [...new Set(lines.map(({ line }) => line.variant.vatRate))]
  const goods = rates.map((rate) => {
    const own = lines.filter(({ line }) => line.variant.vatRate === rate)
    const taxBase = sum(own.map((one) => one.amounts.proratedLinePrice))
    const taxTotal = sum(own.map((one) => one.amounts.proratedLinePriceWithTax)) - taxBase
    return { description: vatName(rate), taxRate: percentage(rate), taxBase, taxTotal }
  })
  const { price, vatRate } = order.method
  const taxBase = order.isShippingCancelled ? 0 : netOf(price, vatRate)
  const taxTotal = percentOf(taxBase, vatRate)
  return [...goods, { description: 'shipping tax', taxRate: percentage(vatRate), taxBase, taxTotal }]
}

/** A checkout that was not asked for a billing address leaves an empty one. */
const addressView = (address: SimulatedAddress | undefined) => ({
  fullName: address?.name ?? null,
  company: address?.company ?? null,
  streetLine1: address?.street ?? null,
  streetLine2: address ? (address.street2 ?? '') : null,
  city: address?.city ?? null,
  province: address?.province ?? null,
  postalCode: address?.postcode ?? null,
  country: address ? (new Intl.DisplayNames('en', { type: 'region' }).of(address.country) ?? null) : null,
  countryCode: address?.country ?? null,
  phoneNumber: address?.phone ?? null,
})
