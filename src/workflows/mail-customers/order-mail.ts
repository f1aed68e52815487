/** The mail that a change of an order gives: to whom, of which version of the order, and with what in it. */
import type { Day } from '../../base/day.ts'
import { findShipment, furtherParcels, linesOfShipment } from '../../modules/fulfilment/reads.ts'
import type { Location } from '../../modules/locations/schema.ts'
import type { NewMail } from '../../modules/messages/compose.ts'
import { languageOf } from '../../modules/messages/letters.ts'
import type { MailEvent } from '../../modules/messages/schema.ts'
import { linesOf } from '../../modules/orders/reads.ts'
import { Order } from '../../modules/orders/schema.ts'
import { findLocation, liveEntriesOf } from '../../modules/planning/reads.ts'
import type { PlanningEntry } from '../../modules/planning/schema.ts'
import type { Ctx } from '../../platform/context.ts'
import { get } from '../../platform/rows.ts'
import { orderContents, type Particulars } from './contents.ts'

export type OrderMailEvent = Extract<MailEvent, `order.${string}`>

/** The detail of an event, or what somebody is about to do and wants to see the mail of. */
export type Detail = {
  readonly day?: Day | undefined
  readonly partOfDay?: PlanningEntry['partOfDay'] | undefined
  readonly location?: string | undefined
  readonly shipment?: string | undefined
}

export async function orderMail(
  ctx: Ctx,
  event: OrderMailEvent,
  id: string,
  detail: Detail = {},
  /** Another language than the customer's, to see the mail in. */
  asked?: string,
): Promise<NewMail & { order: Order }> {
  const order = await get(ctx, Order, id)
  const language = asked ?? (await languageOf(ctx, event, order.channel, order.language))
  const lines = await linesOf(ctx, id)
  const { version, ...particulars } = await particularsOf(ctx, event, order, detail)
  const expected = lines
    .map((line) => line.expectedDay ?? '')
    .sort()
    .at(-1)
  return {
    order,
    event,
    about: id,
    aboutKind: 'orders',
    version:
      event === 'order.delayed' ? [expected, particulars.day].filter(Boolean).join(' ') || '1' : version,
    channel: order.channel,
    business: order.business,
    language,
    to: { name: order.customerName, address: order.email },
    contents: await orderContents(ctx, order, lines, { ...particulars, language }),
  }
}

/** The version says when a mail of the same kind is another mail: another day planned, another parcel gone. */
async function particularsOf(
  ctx: Ctx,
  event: OrderMailEvent,
  order: Order,
  detail: Detail,
): Promise<Particulars & { version: string }> {
  const shipment = detail.shipment ? await findShipment(ctx, detail.shipment) : null
  if (shipment) {
    const parts = await linesOfShipment(ctx, shipment.id)
    const quantities = new Map(parts.map(({ line, quantity }) => [line, quantity]))
    const parcels = [shipment, ...(await furtherParcels(ctx, shipment.id))]
    return { version: shipment.id, parcels, quantities, location: await placeOf(ctx, shipment.location) }
  }
  if (event === 'order.paid') return { version: String(order.paid) }
  const entry = await entryOf(ctx, order.id)
  const day = detail.day ?? entry?.day ?? order.plannedDay
  const partOfDay = detail.partOfDay ?? entry?.partOfDay ?? null
  const location = await placeOf(ctx, detail.location ?? entry?.location ?? null)
  return { version: event === 'order.planned' ? (entry?.id ?? day ?? '1') : '1', day, partOfDay, location }
}

const placeOf = (ctx: Ctx, location: string | null): Promise<Location | null> => findLocation(ctx, location)

/** Where an order stands in the plan now; work in the workshop is not what a customer waits for. */
export async function entryOf(ctx: Ctx, order: string): Promise<PlanningEntry | undefined> {
  const live = await liveEntriesOf(ctx, order)
  return live.find((entry) => entry.type !== 'workshop' && entry.state !== 'proposed')
}
