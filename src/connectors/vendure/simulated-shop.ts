/** A Vendure shop in memory: it counts, cancels, ships and keeps its times as a real one was seen to do. */
import { sum, type Cents } from '../../base/money.ts'
import { GraphqlRefusal } from './graphql.ts'
import {
  amountsOf,
  channel,
  fulfilmentView,
  orderView,
  wholeSecond,
  type Fulfilment,
  type Order,
  type Purchase,
  type SimulatedMethod,
  type SimulatedVariant,
} from './simulated-views.ts'

export type SimulatedShop = ReturnType<typeof openShop>

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
  seed: {
    variants?: readonly NewVariant[]
    methods?: readonly SimulatedMethod[]
    /** The id before the first order's: a shop that starts anew beside old books needs other ones. */
    lastId?: number
  } = {},
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
  let lastId = seed.lastId ?? 0
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
