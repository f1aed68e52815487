/** A Vendure shop in memory: it counts, cancels, ships and keeps its times as a real one was seen to do. */
import { divide, percentOf, share, sum, vatInside, type Cents, type Rate } from '../../base/money.ts'
import { Broken, GraphqlRefusal } from './graphql.ts'

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

export type SimulatedAddress = {
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

type Line = {
  readonly id: string
  readonly variant: SimulatedVariant
  readonly placed: number
  quantity: number
}
type Fulfilment = {
  readonly id: string
  readonly method: string
  readonly trackingCode: string
  readonly createdAt: Date
  readonly lines: readonly { readonly orderLineId: string; readonly quantity: number }[]
  state: string
}
type Refund = { readonly id: string; readonly total: Cents; readonly reason: string; state: string }
type Order = {
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

export type SimulatedShop = ReturnType<typeof openShop>

const channel = { id: '1', code: '__default_channel__', token: 'simulated-channel', pricesIncludeTax: true }
const defaultMethods: readonly SimulatedMethod[] = [
  { code: 'standard-shipping', name: 'Standard Shipping', price: 500, vatRate: 2100 },
  { code: 'pickup', name: 'Store Pickup', price: 0, vatRate: 2100 },
]
const defaultVariants: readonly NewVariant[] = [
  { sku: 'WAS-1400', name: 'Wasmachine 1400 toeren', price: 64900, vatRate: 2100 },
  { sku: 'DRO-8KG', name: 'Warmtepompdroger 8 kg', price: 79995, vatRate: 2100 },
  { sku: 'BOEK-KOKEN', name: 'Kookboek inductie', price: 2495, vatRate: 900 },
  { sku: 'AANSLUIT', name: 'Aansluiten aan huis', price: 3900, vatRate: 2100, facet: 'dienst' },
]

type NewVariant = Pick<SimulatedVariant, 'sku' | 'name' | 'price' | 'vatRate' | 'facet'> & {
  readonly product?: string
  readonly productFacets?: readonly string[]
  readonly stock?: number
}

/** Opens the shop; `now` is its clock. */
export function openShop(
  now: () => Date,
  seed: { variants?: readonly NewVariant[]; methods?: readonly SimulatedMethod[] } = {},
) {
  const methods = seed.methods ?? defaultMethods
  const variants: SimulatedVariant[] = (seed.variants ?? defaultVariants).map((one, index) => {
    const id = String(index + 1)
    return {
      ...one,
      id,
      product: { id, name: one.product ?? one.name, facets: one.productFacets ?? [] },
      onHand: one.stock ?? 1000,
      allocated: 0,
    }
  })
  const orders = new Map<string, Order>()
  let lastId = 0
  const newId = () => String(++lastId)

  /** A shopper fills a cart, leaves an address and pays; gives the order's id. */
  function place(purchase: Purchase): string {
    const placedAt = new Date(now().getTime() - (purchase.secondsAgo ?? 0) * 1000)
    // The cart was last touched when the shipping method was chosen; placing it does not move updatedAt.
    const touched = wholeSecond(new Date(placedAt.getTime() - (purchase.cartSeconds ?? 0) * 1000))
    const method = methods.find((one) => one.code === purchase.method) ?? methods[0]
    if (!method) throw new Error('the shop has no shipping method')
    const order: Order = {
      id: newId(),
      code: codeOf(lastId),
      createdAt: touched,
      updatedAt: touched,
      placedAt,
      purchase,
      method,
      lines: purchase.lines.map(({ sku, pieces }) => {
        const variant = variants.find((one) => one.sku === sku)
        if (!variant) throw new Error(`the shop has no ${sku}`)
        if (variant.onHand - variant.allocated < pieces) throw new Error(`${sku} is sold out`)
        variant.allocated += pieces
        return { id: newId(), variant, placed: pieces, quantity: pieces }
      }),
      payment: { id: newId(), amount: 0, state: 'Authorized', refunds: [] },
      fulfilments: [],
      notes: [],
      state: 'PaymentAuthorized',
      isShippingCancelled: false,
      isBroken: false,
    }
    orders.set(order.id, { ...order, payment: { ...order.payment, amount: amountsOf(order).totalWithTax } })
    if (purchase.isPaid) settle(order.id)
    return order.id
  }

  function known(id: string): Order {
    const order = orders.get(id)
    if (!order) throw new GraphqlRefusal('ENTITY_NOT_FOUND', `No Order with the id "${id}" could be found`)
    return order
  }

  function settle(id: string): void {
    const order = known(id)
    order.payment.state = 'Settled'
    if (order.state === 'PaymentAuthorized') order.state = 'PaymentSettled'
  }

  function refund(id: string, total: Cents, reason: string): void {
    known(id).payment.refunds.push({ id: newId(), total, reason, state: 'Pending' })
  }

  function settleRefunds(id: string): void {
    for (const one of known(id).payment.refunds) one.state = 'Settled'
  }

  const addNote = (id: string, note: string) => void known(id).notes.push({ at: now(), note })

  /** Makes the order unreadable, as when its shipping method was deleted from the database. */
  const breakOrder = (id: string) => void (known(id).isBroken = true)

  function fulfil(input: { lines: Fulfilment['lines']; method: string; trackingCode: string }) {
    const { lines } = input
    if (lines.every((line) => line.quantity === 0))
      return failure('EmptyOrderLineSelectionError', 'At least one OrderLine must be specified')
    const order = [...orders.values()].find((one) => one.lines.some((l) => l.id === lines[0]?.orderLineId))
    if (!order) {
      const text = `No OrderLine with the id "${lines[0]?.orderLineId}" could be found`
      throw new GraphqlRefusal('ENTITY_NOT_FOUND', text)
    }
    const wanted = order.lines.map((line) => ({
      line,
      quantity: sum(lines.filter((one) => one.orderLineId === line.id).map((one) => one.quantity)),
    }))
    if (wanted.some(({ line, quantity }) => quantity > line.quantity - fulfilledOf(order, line.id)))
      return failure('ItemsAlreadyFulfilledError', 'One or more OrderItems are already part of a Fulfillment')
    const short = wanted.find(({ line, quantity }) => quantity > line.variant.onHand)
    if (short) {
      const { name, onHand } = short.line.variant
      const text = `Cannot create a Fulfillment as "${name}" has insufficient stockOnHand (${onHand})`
      return failure('InsufficientStockOnHandError', text)
    }
    for (const { line, quantity } of wanted) {
      line.variant.onHand -= quantity
      line.variant.allocated -= quantity
    }
    const made: Fulfilment = { ...input, id: newId(), createdAt: now(), state: 'Pending' }
    order.fulfilments.push(made)
    return { __typename: 'Fulfillment', ...fulfilmentView(made) }
  }

  function move(id: string, to: string) {
    for (const order of orders.values()) {
      const made = order.fulfilments.find((one) => one.id === id)
      if (!made) continue
      if (!(fulfilmentSteps[made.state] ?? []).includes(to)) {
        const text = `Cannot transition Fulfillment from "${made.state}" to "${to}"`
        // The server has no words of its own for this one (recorded).
        const message = 'errorResult.FULFILLMENT_STATE_TRANSITION_ERROR'
        return { ...failure('FulfillmentStateTransitionError', message), transitionError: text }
      }
      made.state = to
      follow(order)
      return { __typename: 'Fulfillment', ...fulfilmentView(made) }
    }
    throw new GraphqlRefusal('ENTITY_NOT_FOUND', `No Fulfillment with the id "${id}" could be found`)
  }

  /** Cancels pieces of lines, or all; the one thing that moves updatedAt. */
  function cancel(id: string, some?: readonly { orderLineId: string; quantity: number }[]) {
    const order = known(id)
    const wanted = some ?? order.lines.map((line) => ({ orderLineId: line.id, quantity: line.quantity }))
    if (wanted.every((line) => line.quantity === 0))
      return failure('EmptyOrderLineSelectionError', 'At least one OrderLine must be specified')
    for (const { orderLineId, quantity } of wanted) {
      const line = order.lines.find((one) => one.id === orderLineId)
      if (!line || quantity > line.quantity)
        return failure(
          'QuantityTooGreatError',
          'The specified quantity is greater than the available OrderItems',
        )
      const open = Math.min(quantity, line.quantity - fulfilledOf(order, line.id))
      line.variant.allocated -= open
      line.variant.onHand += quantity - open
      line.quantity -= quantity
    }
    order.updatedAt = wholeSecond(now())
    if (order.lines.every((line) => line.quantity === 0)) {
      order.state = 'Cancelled'
      order.isShippingCancelled = true
    }
    return orderView(order)
  }

  return {
    channel,
    variants,
    place,
    settle,
    refund,
    settleRefunds,
    addNote,
    breakOrder,
    fulfil,
    move,
    cancel,
    orders: () => [...orders.values()].map(orderView),
  }
}

const wholeSecond = (moment: Date) => new Date(Math.floor(moment.getTime() / 1000) * 1000)
/** Sixteen capitals and digits, as Vendure's own order codes. */
const codeOf = (id: number) => (BigInt(id) * 7_919_191_919_191_919_191n).toString(36).toUpperCase().slice(-16)

/** A member of a union result that says no. */
function failure(type: string, message: string) {
  const errorCode = type.replace(/([a-z])([A-Z])/g, '$1_$2').toUpperCase()
  return { __typename: type, errorCode, message }
}

const fulfilmentSteps: Readonly<Record<string, readonly string[]>> = {
  Pending: ['Shipped', 'Delivered', 'Cancelled'],
  Shipped: ['Delivered', 'Cancelled'],
  Delivered: ['Cancelled'],
}

const piecesIn = (order: Order, lineId: string, states: readonly string[]) =>
  sum(
    order.fulfilments
      .filter((one) => states.includes(one.state))
      .flatMap((one) => one.lines.filter((line) => line.orderLineId === lineId).map((line) => line.quantity)),
  )
const fulfilledOf = (order: Order, lineId: string) =>
  piecesIn(order, lineId, ['Pending', 'Shipped', 'Delivered'])

/** The order's state follows its fulfilments, but only from a state after payment. */
function follow(order: Order): void {
  if (!['PaymentSettled', 'PartiallyShipped', 'Shipped', 'PartiallyDelivered'].includes(order.state)) return
  const all = (states: readonly string[]) =>
    order.lines.every((line) => piecesIn(order, line.id, states) >= line.quantity)
  const any = (state: string) => order.fulfilments.some((one) => one.state === state)
  if (all(['Delivered'])) order.state = 'Delivered'
  else if (any('Delivered')) order.state = 'PartiallyDelivered'
  else if (all(['Shipped'])) order.state = 'Shipped'
  else if (any('Shipped')) order.state = 'PartiallyShipped'
}

/**
 * The amounts of lines and order, counted from prices with VAT as a channel with `pricesIncludeTax` does. A coupon
 * is spread over the lines when the order is placed; a line of which pieces were cancelled keeps its part per piece.
 */
function amountsOf(order: Order) {
  const placed = order.lines.map((line) => line.variant.price * line.placed)
  // Half a cent of discount is rounded to the customer's disadvantage (JavaScript's round of a negative).
  const off = order.purchase.coupon === 'ZOMER10' ? Number(divide(BigInt(sum(placed)) * 2n - 1n, 20n)) : 0
  const parts = share(Math.max(off, 0), placed)
  const lines = order.lines.map((line, index) => ({ line, ...priced(line, parts[index] ?? 0) }))
  const shippingWithTax = order.isShippingCancelled ? 0 : order.method.price
  const shipping = netOf(shippingWithTax, order.method.vatRate)
  const subTotal = sum(lines.map((one) => one.proratedLinePrice))
  const subTotalWithTax = sum(lines.map((one) => one.proratedLinePriceWithTax))
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
    linePrice: netOf(gross, variant.vatRate),
    linePriceWithTax: gross,
    proratedLinePrice: Number(divide(left * 10_000n, pieces * ratio)),
    proratedLinePriceWithTax: Number(divide(left, pieces)),
    discount: { net: Number(divide(off * 10_000n, pieces * ratio)), gross: Number(divide(off, pieces)) },
  }
}

const percentage = (rate: Rate) => rate / 100
const vatName = (rate: Rate) => `BTW ${percentage(rate)}%`

/** The order as the Admin API shows it. */
function orderView(order: Order) {
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
    lines: lines.map((one) => lineView(one)),
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

type CountedLine = ReturnType<typeof amountsOf>['lines'][number]

function lineView({ line, discount: _, ...amounts }: CountedLine) {
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
    const taxBase = sum(own.map((one) => one.proratedLinePrice))
    const taxTotal = sum(own.map((one) => one.proratedLinePriceWithTax)) - taxBase
    return { description: vatName(rate), taxRate: percentage(rate), taxBase, taxTotal }
  })
  const { price, vatRate } = order.method
  const taxBase = order.isShippingCancelled ? 0 : netOf(price, vatRate)
  const taxTotal = percentOf(taxBase, vatRate)
  return [...goods, { description: 'shipping tax', taxRate: percentage(vatRate), taxBase, taxTotal }]
}

const fulfilmentView = (made: Fulfilment) => ({
  id: made.id,
  state: made.state,
  method: made.method,
  trackingCode: made.trackingCode,
  lines: made.lines,
})

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
