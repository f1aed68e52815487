/** How an order becomes parcels: what goes in, how it is sent, in which order one walks, and what may happen next. Pure. */
import type { Milli } from '../../base/money.ts'
import type { ParcelAddress, ParcelState } from '../../contracts/carrier.ts'
import { openQuantity } from '../orders/rules.ts'
import type { Order, OrderLine } from '../orders/schema.ts'
import type { Shipment, ShipmentState, ShipmentView, ShippingRule } from './schema.ts'

/** Shipments that still hold goods: those quantities are spoken for. */
export const waitingStates: readonly ShipmentState[] = [
  'draft',
  'label_requested',
  'label_failed',
  'labelled',
  'void_requested',
  'ready',
]

/** Which states a view of the list holds; null is every one. */
export const statesOfView: Readonly<Record<ShipmentView, readonly ShipmentState[] | null>> = {
  trouble: ['label_failed', 'exception', 'returned'],
  waiting: waitingStates,
  'under-way': ['handed_over', 'in_transit', 'exception'],
  all: null,
}

/** Only what has left can be lost, also when its carrier believes that it arrived. */
export const canBeLost = ({ kind, state }: Pick<Shipment, 'kind' | 'state'>): boolean =>
  kind === 'ship' && ['handed_over', 'in_transit', 'exception', 'delivered'].includes(state)

/** How a parcel goes can be chosen until a label is asked for. */
export const canStillChange = (state: ShipmentState): boolean => state === 'draft' || state === 'label_failed'

type Countable = Pick<
  OrderLine,
  'id' | 'kind' | 'product' | 'ordered' | 'cancelled' | 'shipped' | 'reserved' | 'picked'
>
type Held = { readonly line: string; readonly quantity: Milli }

/** What of an order lies ready and is in no shipment yet. */
export function toSend<L extends Countable>(
  lines: readonly L[],
  held: readonly Held[],
): { line: L; quantity: Milli }[] {
  const taken = new Map<string, Milli>()
  for (const { line, quantity } of held) taken.set(line, (taken.get(line) ?? 0) + quantity)
  return lines
    .filter((line) => line.kind === 'goods')
    .map((line) => ({ line, quantity: Math.max(0, lyingReady(line) - (taken.get(line.id) ?? 0)) }))
    .filter(({ quantity }) => quantity > 0)
}

type Put = { readonly parcel: string; readonly line: string; readonly quantity: Milli }
type Part = Pick<Shipment, 'id' | 'partOf' | 'state'>
export type Contents = readonly Held[]

/** What lies in each parcel: in a further one what was put in it, in the first of a shipment all the rest. */
export function contentsOf(
  parcels: readonly Part[],
  lines: readonly Put[],
  boxed: readonly Put[],
): Map<string, Contents> {
  const of = ({ id }: Part) => boxed.filter(({ parcel }) => parcel === id)
  return new Map(
    parcels.map((one) => {
      if (one.partOf !== null) return [one.id, of(one).map(held)]
      const elsewhere = parcels.filter(({ partOf, state }) => partOf === one.id && state !== 'cancelled')
      const rest = lines
        .filter(({ parcel }) => parcel === one.id)
        .map((put) => ({ ...held(put), quantity: put.quantity - sumOf(elsewhere.flatMap(of), put.line) }))
      return [one.id, rest.filter(({ quantity }) => quantity > 0)]
    }),
  )
}

const held = ({ line, quantity }: Put): Held => ({ line, quantity })

export const sumOf = (held: Contents, line: string): Milli =>
  held.filter((each) => each.line === line).reduce((sum, { quantity }) => sum + quantity, 0)

/** A line without a product is not counted in any stock and is always there. */
export const lyingReady = (line: Countable): Milli =>
  line.product === null ? openQuantity(line) : Math.min(openQuantity(line), line.reserved + line.picked)

/** The first rule that fits, by priority; null leaves it to the one carrier that there is. */
export function ruleFor(
  rules: readonly ShippingRule[],
  order: Pick<Order, 'business' | 'channel' | 'country' | 'shippingMethod'>,
  weightGrams: number,
): ShippingRule | null {
  const fits = (rule: ShippingRule) =>
    rule.isActive &&
    (rule.business === null || rule.business === order.business) &&
    (rule.channel === null || rule.channel === order.channel) &&
    (rule.countries.length === 0 || rule.countries.includes(order.country)) &&
    (rule.shippingMethod === '' ||
      rule.shippingMethod.toLowerCase() === order.shippingMethod.toLowerCase()) &&
    (rule.maxWeightGrams === 0 || weightGrams <= rule.maxWeightGrams)
  return [...rules].sort((a, b) => a.priority - b.priority).find(fits) ?? null
}

/** Positions as one walks past them: A-2 comes before A-10, and what has no position comes last. */
export function walkOf(positions: readonly (string | null)[]): string {
  const keys = positions.map((position) =>
    position ? position.toUpperCase().replace(/\d+/g, (n) => n.padStart(6, '0')) : '~',
  )
  return keys.sort()[0] ?? '~'
}

/** Where a parcel goes: the shipping address as the customer gave it. */
export function parcelAddress(
  order: Pick<Order, 'shipping' | 'billing' | 'email' | 'phone' | 'customerName'>,
): ParcelAddress {
  const to = order.shipping ?? order.billing
  return {
    name: to.name || order.customerName,
    company: to.company,
    street: to.street,
    houseNumber: to.houseNumber,
    houseNumberSuffix: to.houseNumberSuffix,
    postcode: to.postcode,
    city: to.city,
    country: to.country,
    email: order.email || null,
    phone: to.phone ?? order.phone,
  }
}

/** Whether a label may go to this address still; who is mailed or rung does not stand on it. */
export const isSamePlace = (a: ParcelAddress, b: ParcelAddress): boolean =>
  (
    ['name', 'company', 'street', 'houseNumber', 'houseNumberSuffix', 'postcode', 'city', 'country'] as const
  ).every((part) => (a[part] ?? '') === (b[part] ?? ''))

/** A number that a scanner types back: the order's and a count, unless the order's holds other than ASCII. */
export const shipmentNumber = (orderNumber: string, nth: number, id: string): string =>
  /^[\x21-\x7e]+$/.test(orderNumber) ? `${orderNumber}-${nth}` : `Z${id.slice(-12).toUpperCase()}`

/** Why a parcel cannot be handed over, or null: it has a label, or goes with ourselves, or somebody typed the carrier's code. */
export function handOverProblem(
  shipment: Pick<Shipment, 'state' | 'connection'>,
  hasCode: boolean,
): `shipment.${string}` | null {
  if (shipment.state === 'labelled') return null
  if (shipment.state !== 'draft' && shipment.state !== 'label_failed') {
    return waitingStates.includes(shipment.state) ? 'shipment.no-label' : 'shipment.is-gone'
  }
  return shipment.connection === null || hasCode ? null : 'shipment.no-label'
}

/** What leaves is taken from what was picked first. */
export function afterLeaving(
  line: OrderLine,
  quantity: Milli,
): Pick<OrderLine, 'picked' | 'reserved' | 'shipped'> {
  const picked = Math.min(line.picked, quantity)
  return {
    picked: line.picked - picked,
    reserved: Math.max(0, line.reserved - (quantity - picked)),
    shipped: line.shipped + quantity,
  }
}

const road: readonly ShipmentState[] = [
  'labelled',
  'handed_over',
  'in_transit',
  'exception',
  'delivered',
  'returned',
]

const told: Record<ParcelState, ShipmentState> = {
  registered: 'labelled',
  'handed-over': 'handed_over',
  'in-transit': 'in_transit',
  exception: 'exception',
  delivered: 'delivered',
  returned: 'returned',
}

/** Where a parcel stands after word from the carrier: only ever further, except that trouble on the way can pass. */
export function furtherOn(state: ShipmentState, word: ParcelState): ShipmentState {
  const next = told[word]
  if (state === 'exception' && next === 'in_transit') return next
  return road.includes(state) && road.indexOf(next) > road.indexOf(state) ? next : state
}

type Leaving = Pick<Shipment, 'id' | 'kind' | 'state' | 'connection' | 'partOf'>

/** The parcels that leave with this one, the first of them before the others. */
export const togetherWith = <S extends Leaving>(first: S, all: readonly S[]): S[] => [
  first,
  ...all.filter((parcel) => parcel.partOf === first.id && waitingStates.includes(parcel.state)),
]

/** Why a shipment cannot be handed over now; one without a label may, for who types the carrier's code. */
export const canHandOver = (parcels: readonly Leaving[]): `shipment.${string}` | null =>
  parcels
    .map((parcel, i) => handOverProblem(parcel, i === 0 && canStillChange(parcel.state)))
    .find((problem) => problem !== null) ?? null

/** What happens next to the goods of an open order in the house. */
export type NextStep = {
  readonly step: 'ready' | 'label' | 'hand-over' | 'collect'
  readonly shipment: string | null
}

export function nextStep(
  lines: readonly Pick<
    OrderLine,
    'kind' | 'reserved' | 'picked' | 'product' | 'ordered' | 'cancelled' | 'shipped'
  >[],
  shipments: readonly Leaving[],
): NextStep | null {
  const first = shipments.find(({ state, partOf }) => partOf === null && waitingStates.includes(state))
  // A pickup that is set aside and of which the rest has come in since: first that, then it is collected as a whole.
  if (first?.state === 'ready')
    return { step: lines.some(({ reserved }) => reserved > 0) ? 'ready' : 'collect', shipment: first.id }
  if (first && first.kind === 'ship') {
    const isBare = togetherWith(first, shipments).some((parcel) => handOverProblem(parcel, false) !== null)
    return { step: isBare && first.connection !== null ? 'label' : 'hand-over', shipment: first.id }
  }
  const isHere = lines.some(
    (line) => line.kind === 'goods' && (line.product === null ? openQuantity(line) > 0 : line.reserved > 0),
  )
  return isHere ? { step: 'ready', shipment: first?.id ?? null } : null
}
