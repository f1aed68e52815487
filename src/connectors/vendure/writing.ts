/** Telling Vendure what happened: goods that left, an order that is off, and what can be sold. */
import { createHash } from 'node:crypto'
import { ConnectorFault, type Outcome } from '../../contracts/connector.ts'
import type { Shop, ShopShipment } from '../../contracts/shop.ts'
import { VendureFault, type VendureClient } from './client.ts'
import {
  cancelDocument,
  Cancelled,
  fulfilDocument,
  Fulfilled,
  FulfilmentMoved,
  moveFulfilmentDocument,
  OrderStand,
  orderStandDocument,
  setStockDocument,
  stockDocument,
  StockLevels,
  StockSet,
  type WireFulfilment,
  type WireMember,
  type WireStock,
} from './wire.ts'

type Made = Outcome<{ externalId: string }>
type StockAnswer = Awaited<ReturnType<Shop['setStock']>>[number]
type StockLevel = Parameters<Shop['setStock']>[0][number]
type StockChange = { readonly sku: string; readonly input: Record<string, unknown> }

const atOnce = 100

export function writer(client: VendureClient, stockLocation: string) {
  const ship: Shop['ship'] = async (shipment, key) => {
    const order = await stand(shipment.orderExternalId)
    if (!order) return refused('order-not-found', 'The shop does not know this order.')
    if (shipment.lines.some((line) => line.quantity % 1000 !== 0 || line.quantity <= 0))
      return refused('not-whole', 'Vendure ships whole pieces only.')
    const made = (order.fulfillments ?? []).find((one) => isSame(one, shipment, key))
    if (made) return made.state === 'Pending' || made.state === 'Created' ? handOver(made.id) : done(made.id)
    if (order.state === 'Cancelled') return refused('order-cancelled', 'The order was cancelled in the shop.')
    const added = await attempt(async () => {
      const input = { lines: linesOf(shipment), handler: handlerOf(shipment, key) }
      return memberOf((await client.read(Fulfilled, fulfilDocument, { input })).addFulfillmentToOrder)
    })
    return added.kind === 'ok' ? handOver(added.value.externalId) : added
  }

  /** A fulfilment starts as Pending; the customer's mail goes out when it is Shipped. */
  const handOver = (id: string): Promise<Made> =>
    attempt(async () => {
      const answer = await client.read(FulfilmentMoved, moveFulfilmentDocument, { id, state: 'Shipped' })
      return memberOf(answer.transitionFulfillmentToState)
    })

  const cancel: Shop['cancel'] = async (orderId) => {
    const order = await stand(orderId)
    if (!order) return refused('order-not-found', 'The shop does not know this order.')
    if (order.state === 'Cancelled') return done(orderId)
    return attempt(async () => {
      const input = { orderId, cancelShipping: true }
      return memberOf((await client.read(Cancelled, cancelDocument, { input })).cancelOrder)
    })
  }

  const stand = async (id: string) => (await client.read(OrderStand, orderStandDocument, { id })).order

  const setStock: Shop['setStock'] = async (levels) => {
    const answers: StockAnswer[] = []
    for (let from = 0; from < levels.length; from += atOnce)
      answers.push(...(await setSome(levels.slice(from, from + atOnce))))
    return answers
  }

  async function setSome(levels: readonly StockLevel[]): Promise<StockAnswer[]> {
    const options = { filter: { sku: { in: levels.map((level) => level.sku) } }, take: 1000 }
    const known = (await client.read(StockLevels, stockDocument, { options })).productVariants.items
    const planned = levels.map((level) => ({ level, change: changeOf(level, known, stockLocation) }))
    const changes = planned.flatMap(({ change }) => ('input' in change ? [change] : []))
    const written = await write(changes)
    return planned.map(({ level, change }) => ({
      sku: level.sku,
      outcome: 'input' in change ? (written.get(change.sku) ?? { kind: 'ok', value: null }) : change,
    }))
  }

  /** All in one request; when Vendure refuses it as a whole, one by one, so that the blame falls where it belongs. */
  async function write(changes: readonly StockChange[]): Promise<Map<string, Outcome<null>>> {
    if (changes.length === 0) return new Map()
    const outcome = await attempt<null>(async () => {
      await client.read(StockSet, setStockDocument, { input: changes.map((change) => change.input) })
      return { kind: 'ok', value: null }
    })
    if (outcome.kind !== 'refused' || changes.length === 1)
      return new Map(changes.map((change) => [change.sku, outcome]))
    const apart = new Map<string, Outcome<null>>()
    for (const change of changes) for (const [sku, one] of await write([change])) apart.set(sku, one)
    return apart
  }

  return { ship, cancel, setStock }
}

const refused = (code: string, text: string) => ({ kind: 'refused', code, text }) as const
const done = (externalId: string): Made => ({ kind: 'ok', value: { externalId } })

/**
 * One writing request. Vendure runs each in a transaction, so an error that it names itself changed nothing; after
 * silence, or an answer from what stands in front of Vendure, nobody knows.
 */
async function attempt<T>(work: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof ConnectorFault)) throw error
    if (['transient', 'outage'].includes(error.kind)) return { kind: 'unknown', text: error.message }
    if (error instanceof VendureFault && ['gone', 'unreadable'].includes(error.kind))
      return refused(error.code, error.message)
    if (error.kind === 'unreadable') return { kind: 'unknown', text: error.message }
    throw error
  }
}

function memberOf(member: WireMember): Made {
  if (member.errorCode !== undefined)
    return refused(member.errorCode, member.transitionError ?? member.message ?? member.errorCode)
  if (member.id === undefined) throw new ConnectorFault('unreadable', 'Vendure answers without an id')
  return done(member.id)
}

const linesOf = (shipment: ShopShipment) =>
  shipment.lines.map((line) => ({ orderLineId: line.externalId, quantity: line.quantity / 1000 }))

/**
 * A fulfilment holds two texts that are ours: the tracking code, and the method that the customer reads. Without a
 * tracking code the method carries a mark made from the key, so that the same parcel is known again.
 */
function handlerOf(shipment: ShopShipment, key: string) {
  return {
    code: 'manual-fulfillment',
    arguments: [
      { name: 'method', value: methodOf(shipment, key) },
      { name: 'trackingCode', value: codesOf(shipment) },
    ],
  }
}

/** Vendure has room for one text; of several parcels it holds every code. */
const codesOf = ({ trackingCode, furtherParcels = [] }: ShopShipment): string =>
  [trackingCode, ...furtherParcels.map((parcel) => parcel.trackingCode)].filter(Boolean).join(', ')

function methodOf({ carrierTitle, trackingCode }: ShopShipment, key: string): string {
  return trackingCode
    ? carrierTitle
    : `${carrierTitle} (${createHash('sha256').update(key).digest('hex').slice(0, 8)})`
}

function isSame(made: WireFulfilment, shipment: ShopShipment, key: string): boolean {
  if (made.state === 'Cancelled') return false
  if (!shipment.trackingCode) return made.method === methodOf(shipment, key)
  const sorted = (lines: WireFulfilment['lines']) =>
    lines.map((l) => `${l.orderLineId}×${l.quantity}`).toSorted()
  return (
    made.trackingCode === codesOf(shipment) &&
    String(sorted(made.lines)) === String(sorted(linesOf(shipment)))
  )
}

/** Vendure counts what is on the shelf and subtracts what its open orders hold; we know what can be sold. */
function changeOf(
  level: StockLevel,
  known: readonly WireStock[],
  location: string,
): StockChange | Outcome<null> {
  const found = known.filter((variant) => variant.sku === level.sku)
  const [variant] = found
  if (!variant) return refused('unknown-sku', `The shop has no article ${level.sku}.`)
  if (found.length > 1) return refused('sku-double', `The shop has ${found.length} articles ${level.sku}.`)
  if (level.available < 0) return refused('stock-negative', 'Vendure keeps no stock below zero.')
  const levels = variant.stockLevels.filter((one) => !location || one.stockLocation.name === location)
  const [shelf] = levels
  if (!shelf && location)
    return refused('location-unknown', `${level.sku} has no stock at ${location} in the shop.`)
  if (levels.length > 1) return refused('location-open', 'The shop has several stock locations: choose one.')
  const stockOnHand = level.available + (shelf?.stockAllocated ?? 0)
  const where = shelf
    ? { stockLevels: [{ stockLocationId: shelf.stockLocation.id, stockOnHand }] }
    : { stockOnHand }
  return { sku: level.sku, input: { id: variant.id, ...where } }
}
