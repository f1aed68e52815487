/** What lies in which parcel, and the slip that goes in it. */
import { z } from 'zod'
import { dayOf, yearOf } from '../../../base/day.ts'
import { refuse } from '../../../base/refusal.ts'
import { customerLang, say } from '../../../base/words.ts'
import { action, afterwards, FileAnswer } from '../../../platform/action.ts'
import type { Ctx } from '../../../platform/context.ts'
import { fileOf, readBytes } from '../../../platform/files.ts'
import { merge } from '../../../platform/pdf/render.ts'
import { get } from '../../../platform/rows.ts'
import type { Order, OrderLine } from '../../orders/schema.ts'
import { openQuantity } from '../../orders/rules.ts'
import { takeNumbers } from '../../organisations/numbers.ts'
import { plansOf } from '../../organisations/reads.ts'
import { Business } from '../../organisations/schema.ts'
import { printPackingSlip, type PackingSlipDocument } from '../documents/packing-slip-document.ts'
import { findShipment, furtherParcels, heldBy, packingOf, putIn, shipmentsOf } from '../reads.ts'
import { canStillChange, contentsOf, sumOf, waitingStates, type Contents } from '../rules.ts'
import type { Shipment } from '../schema.ts'
import { changeShipmentRow, setBoxed } from '../writes.ts'
import { lockShipment } from './shipments.ts'

export const putInParcel = action({
  http: 'PUT /shipments/:shipment/contents',
  right: 'fulfilment.change',
  says: 'Says what lies in a further parcel of a shipment; the rest lies in the first. Weights follow where articles have one.',
  input: z.strictObject({
    shipment: z.uuid(),
    lines: z.array(z.object({ line: z.uuid(), quantity: z.int().min(1) })).max(500),
  }),
  async run(ctx, { shipment: id, lines: asked }) {
    const { shipment: parcel, lines } = await lockShipment(ctx, id)
    if (parcel.partOf === null) refuse('shipment.is-first-parcel', { number: parcel.number })
    if (!waitingStates.includes(parcel.state)) refuse('shipment.is-gone', { number: parcel.number })
    const wanted = [...new Set(asked.map(({ line }) => line))].map((line) => ({
      line,
      quantity: sumOf(asked, line),
    }))
    const { before, most } = await roomFor(ctx, parcel)
    for (const { line, quantity } of wanted) {
      const left = sumOf(most, line)
      if (quantity > left) {
        const sku = lines.find((each) => each.id === line)?.sku ?? ''
        refuse('shipment.more-than-in-it', { sku, most: left / 1000, number: before.number })
      }
    }
    await setBoxed(ctx, id, wanted)
    ctx.emit('shipment.divided', before.id, { number: parcel.number, order: parcel.orderId, lines: wanted })
    await weigh(ctx, before)
    return findShipment(ctx, id)
  },
})

/** What may lie in a further parcel: all of its shipment that lies in no other further one. */
async function roomFor(ctx: Ctx, parcel: Shipment): Promise<{ before: Shipment; most: Contents }> {
  const parcels = await shipmentsOf(ctx, parcel.orderId)
  const { lines, boxed } = await putIn(ctx, parcel.orderId)
  const others = boxed.filter((put) => put.parcel !== parcel.id)
  const before = parcels.find(({ id }) => id === parcel.partOf)!
  return { before, most: contentsOf(parcels, lines, others).get(before.id) ?? [] }
}

/** Each parcel weighs what lies in it, unless an article's weight is unknown: then nobody can say. */
async function weigh(ctx: Ctx, first: Shipment): Promise<void> {
  const { lines, boxed } = await putIn(ctx, first.orderId)
  const parcels = [first, ...(await furtherParcels(ctx, first.id))]
  const contents = contentsOf(parcels, lines, boxed)
  const kinds = lines.filter(({ parcel }) => parcel === first.id).map(({ line }) => line)
  const grams = new Map((await packingOf(ctx, kinds)).map((each) => [each.line, each.weightGrams]))
  if (kinds.some((line) => !grams.get(line))) return
  for (const { id, state } of parcels) {
    if (!canStillChange(state)) continue
    const weightGrams = Math.ceil(
      contents.get(id)!.reduce((sum, { line, quantity }) => sum + (grams.get(line)! * quantity) / 1000, 0),
    )
    await changeShipmentRow(ctx, id, { weightGrams })
  }
}

export const packingSlip = action({
  http: 'POST /shipments/:shipment/packing-slip',
  right: 'fulfilment.see',
  says: 'What lies in the shipment, as PDF in the customer’s language: a slip for each of its parcels, without prices. Where the business has a number series for slips, each gets its number once.',
  input: z.object({ shipment: z.uuid() }),
  async run(ctx, input) {
    const { shipment, order, lines } = await lockShipment(ctx, input.shipment)
    const { slips, logo } = await slipsOf(ctx, shipment, order, lines)
    const { now: at } = ctx
    const print = async () => {
      const picture = logo && (await readBytes(logo))
      const pages = await Promise.all(
        slips.map((slip) => printPackingSlip({ ...slip, sender: { ...slip.sender, logo: picture } }, { at })),
      )
      return pages.length === 1 ? pages[0]! : (await merge(pages.map((pdf) => ({ pdf })))).pdf
    }
    const name = `${say(slipName, ctx.lang)}-${shipment.number}.pdf`.replace(/[^\w.-]+/g, '-')
    return new FileAnswer(afterwards(print), 'application/pdf', name, true)
  },
})

const slipName = { nl: 'pakbon', en: 'packing-slip' }

async function slipsOf(ctx: Ctx, shipment: Shipment, order: Order, lines: readonly OrderLine[]) {
  const { lines: put, boxed } = await putIn(ctx, order.id)
  const contents = contentsOf(await shipmentsOf(ctx, order.id), put, boxed)
  const waiting = await heldBy(ctx, order.id, waitingStates)
  const business = await get(ctx, Business, order.business)
  const parcels = await numbered(
    ctx,
    business,
    shipment.partOf === null ? [shipment, ...(await furtherParcels(ctx, shipment.id))] : [shipment],
  )
  const slip = slipOf(order, business, dayOf(ctx.now, business.timeZone))
  return {
    logo: business.logo ? await fileOf(ctx, business.logo) : null,
    slips: parcels.map((parcel) => ({
      ...slip,
      number: parcel.slipNumber,
      shipmentNumber: parcel.number,
      carrier: parcel.carrierTitle || null,
      day: parcel.day ?? slip.day,
      lines: contents.get(parcel.id)!.flatMap(({ line: id, quantity }) => {
        const line = lines.find((each) => each.id === id)
        if (!line) return []
        const later = Math.max(0, openQuantity(line) - sumOf(waiting, id))
        return [{ code: line.sku || null, text: line.name, note: line.note, sent: quantity, later }]
      }),
    })),
  }
}

/** Each slip gets its number once, and only where the business planned a series: else it goes by its shipment. */
async function numbered(
  ctx: Ctx,
  business: Business,
  parcels: readonly Shipment[],
): Promise<readonly Shipment[]> {
  const open = parcels.filter(({ slipNumber }) => slipNumber === null)
  const year = yearOf(dayOf(ctx.now, business.timeZone))
  const plans = await plansOf(ctx, business.id)
  if (open.length === 0 || !plans.some((plan) => plan.kind === 'packing-slip' && plan.year <= year))
    return parcels
  const numbers = await takeNumbers(ctx, business.id, 'packing-slip', year, open.length)
  const given = new Map<string, Shipment>()
  for (const [i, { id, number, orderId }] of open.entries()) {
    const slip = numbers[i]!.number
    given.set(id, await changeShipmentRow(ctx, id, { slipNumber: slip }))
    ctx.emit('shipment.slip-numbered', id, { number, slip, order: orderId })
  }
  return parcels.map((parcel) => given.get(parcel.id) ?? parcel)
}

function slipOf(order: Order, business: Business, day: string): PackingSlipDocument {
  const to = order.shipping ?? order.billing
  const place = (street: string, house: string, postcode: string, city: string) =>
    [`${street} ${house}`.trim(), `${postcode} ${city}`.trim()].filter(Boolean)
  return {
    lang: customerLang(order.language),
    number: null,
    shipmentNumber: order.number,
    orderNumber: order.number,
    reference: order.reference,
    day,
    carrier: null,
    sender: {
      name: business.tradeName,
      address: place(business.street, business.houseNumber, business.postcode, business.city),
      contact: [business.contactEmail ?? business.email, business.phone, business.website].filter(
        (one) => one !== null,
      ),
      logo: null,
    },
    address: [
      ...new Set([to.name || order.customerName, ...(to.company ? [to.company] : [])]),
      ...place(to.street, `${to.houseNumber}${to.houseNumberSuffix ?? ''}`, to.postcode, to.city),
      ...(to.country === business.country ? [] : [to.country]),
    ],
    lines: [],
    note: order.note,
  }
}
