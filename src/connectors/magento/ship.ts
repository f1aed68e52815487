/**
 * Telling Magento that goods left, or that an order is off. Magento knows no idempotency key, so ours is written in
 * the shipment's comment, which only the shop's staff sees, and looked for before anything is shipped.
 */
import { decimalText } from '../../base/money.ts'
import { words, type Words } from '../../base/words.ts'
import { ConnectorFault, type Outcome } from '../../contracts/connector.ts'
import type { ShopShipment } from '../../contracts/shop.ts'
import { isObject, type Client, type Json, type MagentoSettings, type Written } from './client.ts'
import { listOf, milli, text, type Fields } from './fields.ts'
import { parentOf, partsOf } from './lines.ts'
import { refusal, refusedBy, type Refused } from './outcomes.ts'

type Made = Outcome<{ externalId: string }>

export async function shipOrder(
  client: Client,
  settings: MagentoSettings,
  shipment: ShopShipment,
  key: string,
): Promise<Made> {
  const order = await orderAt(client, shipment.orderExternalId)
  if ('kind' in order) return order
  const earlier = await shipmentUnder(client, shipment, key)
  if (earlier) return { kind: 'ok', value: { externalId: earlier } }
  if (text(order.fields, 'state') === 'canceled') return refusal('order-cancelled', cancelledWords)
  const items = listOf(order.fields, 'items').filter(isObject)
  const asked = itemsToShip(items, shipment)
  if ('kind' in asked) return asked
  const written = await client.write('POST', `order/${shipment.orderExternalId}/ship`, {
    items: asked.map(({ id, quantity }) => ({
      order_item_id: Number(id),
      qty: Number(decimalText(quantity, 3)),
    })),
    notify: shipment.notifyCustomer || settings.notify === 'yes',
    appendComment: false,
    comment: { comment: markOf(key), is_visible_on_front: 0 },
    tracks: codesOf(shipment).map((code) => ({
      track_number: code,
      title: shipment.carrierTitle,
      // Any other carrier code than custom must be a carrier module that the shop has installed.
      carrier_code: 'custom',
    })),
    // A shop without multi-source inventory refuses the attribute.
    ...(settings.source ? { arguments: { extension_attributes: { source_code: settings.source } } } : {}),
  })
  return made(written, (json) => (typeof json === 'string' && json !== '' ? json : null))
}

/** Of every parcel that has one. */
const codesOf = ({ trackingCode, furtherParcels = [] }: ShopShipment): string[] =>
  [trackingCode, ...furtherParcels.map((parcel) => parcel.trackingCode)].filter((code) => code !== null)

export async function cancelOrder(client: Client, orderId: string): Promise<Made> {
  const order = await orderAt(client, orderId)
  if ('kind' in order) return order
  const done: Made = { kind: 'ok', value: { externalId: orderId } }
  if (text(order.fields, 'state') === 'canceled') return done
  const written = await client.write('POST', `orders/${orderId}/cancel`, {})
  // An order that was paid or shipped answers false, with status 200.
  if (written.kind === 'ok' && written.json !== true) return refusal('cannot-cancel', cannotCancelWords)
  return made(written, () => orderId)
}

const cancelledWords = words(
  'De bestelling is in de webshop geannuleerd. Verzend haar niet, of zet haar in de webshop opnieuw open.',
  'The order was cancelled in the webshop. Do not ship it, or reopen it in the webshop.',
)
const cannotCancelWords = words(
  'De webshop annuleert deze bestelling niet, omdat zij al betaald of verzonden is. Maak in de webshop een creditnota.',
  'The webshop will not cancel this order because it has been paid or shipped. Create a credit memo in the webshop.',
)
const missingWords = words(
  'De webshop kent deze bestelling niet meer.',
  'The webshop no longer knows this order.',
)
const strangeLineWords = words(
  'De webshop kent deze regel van de bestelling niet. Lees de bestelling opnieuw in.',
  'The webshop does not know this order line. Import the order again.',
)
const tooManyWords = words(
  'De webshop verwacht van {sku} nog {left} stuks, en dit zijn er meer. Kijk in de webshop wat al verzonden is.',
  'The webshop expects only {left} more of {sku}. Check in the webshop what has already been shipped.',
)

async function orderAt(client: Client, id: string): Promise<{ readonly fields: Fields } | Refused> {
  if (!/^\d+$/.test(id)) return refusal('order-not-found', missingWords)
  const answer = await client.get(`orders/${id}`)
  if (answer.kind === 'ok' && isObject(answer.json)) return { fields: answer.json }
  if (answer.kind === 'no' && answer.status === 404) return refusal('order-not-found', missingWords)
  throw new ConnectorFault('transient', answer.kind === 'no' ? answer.text : 'The shop sent no order')
}

const markOf = (key: string) => `Pakhuis ${key}`

/** The shipment made under our key; one with our tracking code is ours too, for a module may drop comments. */
async function shipmentUnder(client: Client, shipment: ShopShipment, key: string): Promise<string | null> {
  const answer = await client.get('shipments', {
    groups: [[{ field: 'order_id', is: 'eq', value: shipment.orderExternalId }]],
  })
  if (answer.kind === 'no') throw new ConnectorFault('transient', answer.text)
  const found = listOf(answer.json as Fields, 'items')
    .filter(isObject)
    .find(
      (made) =>
        has(made, 'comments', 'comment', markOf(key)) ||
        (shipment.trackingCode !== null && has(made, 'tracks', 'track_number', shipment.trackingCode)),
    )
  return found ? text(found, 'entity_id') : null
}

const has = (fields: Fields, list: string, field: string, value: string) =>
  listOf(fields, list).some((entry) => isObject(entry) && text(entry, field) === value)

/**
 * What to ask for, in thousandths. Some versions silently ship less when one asks too much, and lines that the order
 * does not have are passed over; so both are refused here. The order does not tell whether a set ships together or in
 * parts: naming the parts and the whole sets among them works for both, as Magento ignores the one that is not due.
 */
function itemsToShip(
  items: readonly Fields[],
  shipment: ShopShipment,
): { id: string; quantity: number }[] | Refused {
  const asked = new Map<string, number>()
  for (const line of shipment.lines) {
    const item = items.find((candidate) => text(candidate, 'item_id') === line.externalId)
    if (!item) return refusal('line-not-found', strangeLineWords)
    const left = leftToShip(item)
    if (line.quantity > left) {
      const params = { sku: text(item, 'sku') ?? '', left: decimalText(left, 3).replace(/\.?0+$/, '') || '0' }
      return refusal('too-many', filled(tooManyWords, params))
    }
    asked.set(line.externalId, line.quantity)
  }
  for (const item of items) {
    const set = parentOf(items, item)
    const id = set && text(set, 'item_id')
    if (!set || !id || asked.has(id) || !asked.has(text(item, 'item_id') ?? '')) continue
    const whole = wholeSets(set, partsOf(items, set), asked)
    if (whole > 0) asked.set(id, Math.min(whole, leftToShip(set)))
  }
  return [...asked].map(([id, quantity]) => ({ id, quantity }))
}

const leftToShip = (item: Fields) =>
  Math.max(
    0,
    milli(item, 'qty_ordered') -
      Math.max(milli(item, 'qty_shipped'), milli(item, 'qty_refunded')) -
      milli(item, 'qty_canceled'),
  )

/** How many whole sets, in thousandths, the asked parts make. */
function wholeSets(set: Fields, parts: readonly Fields[], asked: ReadonlyMap<string, number>): number {
  const ordered = milli(set, 'qty_ordered') / 1000
  const sets = parts.map((part) => {
    const perSet = milli(part, 'qty_ordered') / ordered
    return perSet > 0
      ? Math.floor((asked.get(text(part, 'item_id') ?? '') ?? 0) / perSet)
      : Number.POSITIVE_INFINITY
  })
  const whole = Math.min(...sets)
  return Number.isFinite(whole) ? whole * 1000 : 0
}

function made(written: Written, idIn: (json: Json) => string | null): Made {
  if (written.kind === 'unknown') return written
  if (written.kind === 'no') return refusedBy(written)
  const externalId = idIn(written.json)
  return externalId
    ? { kind: 'ok', value: { externalId } }
    : { kind: 'unknown', text: 'The shop answered, but not with an id' }
}

const filled = (said: Words, params: Record<string, string>) => {
  const fill = (pattern: string) => pattern.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? '')
  return words(fill(said.nl), fill(said.en))
}
