/** How a label is made, found back and taken back, so that a parcel is paid for once whatever is cut. */
import type { Label, Parcel } from '../../contracts/carrier.ts'
import { ConnectorFault, type Outcome } from '../../contracts/connector.ts'
import type { Client } from './client.ts'
import {
  asList,
  asRecord,
  asText,
  cannotTakeBack,
  isConcept,
  isWithdrawn,
  refusalOf,
  refusedBefore,
  shipmentOf,
  trackingUrl,
  type Shipment,
} from './map.ts'

/**
 * MyParcel deduplicates nothing, so we look up our key before every create. A concept costs nothing and asking
 * for its label is what is paid for, so of several concepts (a create that was late) exactly one is ever printed.
 */
export async function makeLabel(
  client: Client,
  parcel: Parcel,
  key: string,
  carrier: string,
): Promise<Outcome<Label>> {
  const early = refusedBefore(parcel)
  if (early) return early
  const found = await shipmentsUnder(client, key)
  return unlessUnanswered(async () => {
    const kept = found.find((shipment) => !isConcept(shipment)) ?? found[0]
    for (const spare of found) if (spare !== kept && isConcept(spare)) await remove(client, spare.id)
    const id = kept?.id ?? (await created(client, shipmentOf(parcel, key, carrier)))
    if (typeof id !== 'number') return id
    const outcome = await printed(client, id)
    if (outcome.kind === 'refused') await remove(client, id)
    return outcome
  })
}

/** The label made under our key; a concept is not one yet, and asking for its label would pay for it. */
export async function findLabel(client: Client, key: string): Promise<Label | null> {
  const made = (await shipmentsUnder(client, key)).find((shipment) => !isConcept(shipment))
  if (!made) return null
  const outcome = await printed(client, made.id)
  if (outcome.kind === 'ok') return outcome.value
  throw new ConnectorFault('gone', `the label of shipment ${made.id} is not given again: ${outcome.text}`)
}

/** Takes a concept back; a label that is registered stays. */
export const takeBack = (client: Client, externalId: string): Promise<Outcome<null>> =>
  unlessUnanswered(async () => {
    const [shipment] = await shipmentsAt(client, `/shipments/${encodeURIComponent(externalId)}`)
    if (!shipment || isWithdrawn(shipment)) return { kind: 'ok', value: null }
    const isRemoved = isConcept(shipment) && (await remove(client, shipment.id))
    return isRemoved ? { kind: 'ok', value: null } : cannotTakeBack()
  })

/** No answer to a call that changes something: it may have happened. */
async function unlessUnanswered<T>(call: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
  try {
    return await call()
  } catch (fault) {
    if (fault instanceof ConnectorFault && fault.kind === 'transient')
      return { kind: 'unknown', text: fault.message }
    throw fault
  }
}

/** Everything under our key that was not withdrawn, oldest first. */
async function shipmentsUnder(client: Client, key: string): Promise<Shipment[]> {
  const shipments = await shipmentsAt(
    client,
    `/shipments?reference_identifier=${encodeURIComponent(key)}&size=30`,
  )
  return shipments
    .filter((shipment) => shipment.reference_identifier === key && !isWithdrawn(shipment))
    .sort((a, b) => a.id - b.id)
}

async function shipmentsAt(client: Client, path: string): Promise<Shipment[]> {
  const { status, body } = await client.json('GET', path)
  if (status === 404) return []
  const shipments = asRecord(asRecord(body).data).shipments
  if (status >= 400 || !Array.isArray(shipments) || !shipments.every(isShipment))
    throw new ConnectorFault('unreadable', `MyParcel answered ${status} without a list of shipments`)
  return shipments
}

function isShipment(value: unknown): value is Shipment {
  const { id, status, recipient } = asRecord(value)
  return (
    Number.isSafeInteger(id) && Number.isSafeInteger(status) && typeof asRecord(recipient).cc === 'string'
  )
}

async function created(client: Client, shipment: Record<string, unknown>): Promise<number | Outcome<never>> {
  const { status, body } = await client.json('POST', '/shipments', { data: { shipments: [shipment] } })
  if (status >= 400) return refusalOf(body)
  const id = asRecord(asList(asRecord(asRecord(body).data).ids)[0]).id
  // An id is all that we asked for: without one the shipment may or may not be there.
  return Number.isSafeInteger(id)
    ? (id as number)
    : { kind: 'unknown', text: 'MyParcel took the parcel and gave no id' }
}

/** The label of a shipment. Asking registers a concept with the carrier, which is paid for; asking again is free. */
async function printed(client: Client, id: number): Promise<Outcome<Label>> {
  const pdf = await stickerOf(client, id)
  if (!(pdf instanceof Uint8Array)) return pdf
  const [shipment] = await shipmentsAt(client, `/shipments/${id}`)
  if (!shipment?.barcode)
    throw new ConnectorFault('transient', 'the label is made, its barcode is not known yet')
  const value = {
    externalId: String(id),
    trackingCode: shipment.barcode,
    trackingUrl: trackingUrl(shipment.barcode, shipment.recipient),
    pdf,
  }
  return { kind: 'ok', value }
}

async function stickerOf(client: Client, id: number): Promise<Uint8Array | Outcome<never>> {
  const answer = await client.pdf(`/shipment_labels/${id}?format=A6`)
  if ('pdf' in answer) return answer.pdf
  if (answer.status >= 400) return refusalOf(answer.body)
  // When MyParcel is busy it gives a link on its own host, where the PDF stands a little later.
  const link = asText(asRecord(asRecord(asRecord(answer.body).data).pdfs).url)
  if (!link?.startsWith('/'))
    throw new ConnectorFault('unreadable', 'MyParcel gave neither a label nor a link to one')
  const later = await client.pdf(link)
  if ('pdf' in later) return later.pdf
  throw new ConnectorFault('transient', 'the label is made, its PDF is not ready yet')
}

/** Only a concept can be removed; whether it was. */
async function remove(client: Client, id: number): Promise<boolean> {
  const { status } = await client.json('DELETE', `/shipments/${id}`)
  return status < 300 || status === 404
}
