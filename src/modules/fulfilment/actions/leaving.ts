/** Goods leave the house: handed to the carrier, set ready for pickup, collected. */
import { z } from 'zod'
import { refuse, Refusal } from '../../../base/refusal.ts'
import { decimalText } from '../../../base/money.ts'
import { say } from '../../../base/words.ts'
import type { ParcelState } from '../../../contracts/carrier.ts'
import { action } from '../../../platform/action.ts'
import type { Ctx } from '../../../platform/context.ts'
import { raiseTask, settleTask } from '../../../platform/tasks.ts'
import { telling } from '../../messages/rules.ts'
import { mailChoices, type MailChoice } from '../../messages/schema.ts'
import { keepFacts } from '../../orders/actions.ts'
import { lockOrder } from '../../orders/reads.ts'
import { openQuantity } from '../../orders/rules.ts'
import { refusals as orderRefusals, type Order, type OrderLine } from '../../orders/schema.ts'
import { shipReserved } from '../../stock/actions.ts'
import { findShipment, furtherParcels, heldBy, linesOfShipment, shipmentsOf } from '../reads.ts'
import { afterLeaving, furtherOn, handOverProblem, lyingReady, toSend, waitingStates } from '../rules.ts'
import { refusals, type Shipment } from '../schema.ts'
import { changeShipmentRow } from '../writes.ts'
import { ensureShipment, lockShipment, mayLeave, type Whole } from './shipments.ts'

export const handOver = action({
  http: 'POST /shipments/:shipment/hand-over',
  right: 'fulfilment.change',
  says: 'A shipment is with the carrier, all its parcels at once: stock goes out and the order is shipped. A code makes up for a missing label.',
  input: z.object({
    shipment: z.uuid(),
    trackingCode: z.string().trim().min(1).max(100).optional(),
    trackingUrl: z
      .url({ protocol: /^https?$/ })
      .max(2000)
      .optional(),
    carrierTitle: z.string().trim().min(1).max(80).optional(),
    mail: z.enum(mailChoices).optional(),
  }),
  run: (ctx, { shipment, ...typed }) => handOverOne(ctx, shipment, typed),
})

export const handOverMany = action({
  http: 'POST /shipments/hand-over',
  right: 'fulfilment.change',
  says: 'Hands over many parcels; answers per parcel why not.',
  input: z.object({ shipments: z.array(z.uuid()).min(1).max(100), mail: z.enum(mailChoices).optional() }),
  async run(ctx, input) {
    const skipped = []
    const asked = [...new Set(input.shipments)].sort()
    for (const shipment of asked) {
      try {
        await handOverOne(ctx, shipment, { mail: input.mail, isBulk: true })
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        skipped.push({ shipment, code: error.code, params: error.params })
      }
    }
    return { handedOver: asked.length - skipped.length, skipped }
  },
})

type Typed = {
  trackingCode?: string | undefined
  trackingUrl?: string | undefined
  carrierTitle?: string | undefined
  mail?: MailChoice | undefined
  /** One of a selection: its mail is only sent when that was ticked. */
  isBulk?: boolean
}

/** Every no is said before anything is written, so that one of many can be passed over. */
export async function handOverOne(
  ctx: Ctx,
  id: string,
  typed: Typed,
): Promise<{ order: Order; shipment: Shipment }> {
  const { shipment: asked, ...whole } = await lockShipment(ctx, id)
  if (asked.state === 'handed_over') return { order: whole.order, shipment: asked }
  if (asked.kind === 'pickup') refuse('shipment.is-pickup', { number: whole.order.number })
  const first = asked.partOf === null ? asked : await findShipment(ctx, asked.partOf)
  const parcels = [first, ...(await furtherParcels(ctx, first.id))]
  // One that the carrier has scanned before the others is gone already and stops none of them.
  const leaving = parcels.filter((parcel) => parcel.id === id || waitingStates.includes(parcel.state))
  for (const parcel of leaving) {
    const problem = handOverProblem(parcel, parcel.id === id && typed.trackingCode !== undefined)
    if (problem) refuse(problem, { number: parcel.number })
  }
  mayLeave(ctx, whole.order)
  const order = await leave(ctx, whole, first)
  const gone = new Map(parcels.map((parcel) => [parcel.id, parcel]))
  for (const parcel of leaving) gone.set(parcel.id, await sendOff(ctx, parcel, parcel.id === id ? typed : {}))
  const [main, ...others] = [...gone.values()]
  ctx.emit('order.shipped', order.id, {
    number: order.number,
    shipment: main!.id,
    shipmentNumber: main!.number,
    ...trackOf(main!),
    ...(others.length > 0 ? { parcels: others.map(trackOf) } : {}),
    isWhole: isAllOut(order),
    ...telling(typed.mail, typed.isBulk),
  })
  return { order, shipment: gone.get(id)! }
}

/**
 * A parcel that its carrier has is shipped here too; what stands in the way is told to a person, and the parcel stays as it
 * is until the next look. Answers whether it has left.
 */
export async function handOverTold(ctx: Ctx, id: string): Promise<boolean> {
  const { orderId, number, state } = await findShipment(ctx, id)
  if (state !== 'labelled') return true
  const dedupe = `hand-over:${id}`
  try {
    await handOverOne(ctx, id, {})
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const text = { ...orderRefusals, ...refusals }[error.code]
    await raiseTask(ctx, {
      kind: 'shipment.not-handed-over',
      about: orderId,
      aboutKind: 'orders',
      detail: { number, error: text ? say(text, ctx.lang, error.params) : error.code },
      dedupe,
    })
    return false
  }
  await settleTask(ctx, dedupe)
  return true
}

const sendOff = (ctx: Ctx, parcel: Shipment, typed: Typed): Promise<Shipment> =>
  changeShipmentRow(ctx, parcel.id, {
    state: 'handed_over',
    leftAt: ctx.now,
    trackingCode: typed.trackingCode ?? parcel.trackingCode,
    trackingUrl: typed.trackingUrl ?? parcel.trackingUrl,
    carrierTitle: typed.carrierTitle ?? parcel.carrierTitle,
  })

const trackOf = ({ carrierTitle, trackingCode, trackingUrl }: Shipment) => ({
  carrier: carrierTitle,
  trackingCode,
  trackingUrl,
})

export const markReady = action({
  http: 'POST /orders/:order/ready',
  right: 'fulfilment.change',
  says: 'What lies ready of an order is set aside: ready for pickup, or packed to be shipped.',
  input: z.object({ order: z.uuid(), mail: z.enum(mailChoices).optional() }),
  async run(ctx, input) {
    const whole = await lockOrder(ctx, input.order)
    mayLeave(ctx, whole.order)
    const firsts = (await shipmentsOf(ctx, input.order)).filter(({ partOf }) => partOf === null)
    const labelled = firsts.find(({ state, packedAt }) => state === 'labelled' && !packedAt)
    const ready = firsts.find(({ state }) => state === 'ready')
    // Of a pickup that is set aside already the rest may have come in since.
    if (!labelled && ready && !(await isMoreHere(ctx, whole))) return { order: whole.order, shipment: ready }
    return setReady(ctx, whole, labelled ?? (await ensureShipment(ctx, whole)), input.mail)
  },
})

/** Whether something lies ready beyond what is set aside or has its label. */
async function isMoreHere(ctx: Ctx, { order, lines }: Whole): Promise<boolean> {
  const settled = waitingStates.filter((state) => state !== 'draft')
  return toSend(lines, await heldBy(ctx, order.id, settled)).length > 0
}

async function setReady(
  ctx: Ctx,
  whole: Whole,
  shipment: Shipment,
  mail: MailChoice | undefined,
): Promise<{ order: Order; shipment: Shipment }> {
  const picked = new Map<string, Partial<OrderLine>>()
  for (const { line: id, quantity } of await linesOfShipment(ctx, shipment.id)) {
    const line = fitting(whole, shipment, id, quantity)
    const taken = Math.min(line.reserved, quantity)
    picked.set(id, { picked: line.picked + taken, reserved: line.reserved - taken })
  }
  const { order } = await keepFacts(ctx, whole, {}, picked)
  const isPickup = shipment.kind === 'pickup'
  const packed = await changeShipmentRow(ctx, shipment.id, {
    packedAt: ctx.now,
    ...(isPickup ? { state: 'ready' as const } : {}),
  })
  if (isPickup)
    ctx.emit('order.ready', order.id, {
      number: order.number,
      shipment: shipment.id,
      isWhole: order.readyNotCollected,
      ...telling(mail),
    })
  else ctx.emit('shipment.packed', shipment.id, { number: shipment.number, order: order.id })
  return { order, shipment: packed }
}

export const markCollected = action({
  http: 'POST /orders/:order/collected',
  right: 'fulfilment.change',
  says: 'The customer has taken the goods along: stock goes out and the order is collected.',
  input: z.object({
    order: z.uuid(),
    collectedBy: z.string().trim().max(120).optional(),
    /** Hand it over though money is still due. */
    despitePayment: z.boolean().default(false),
  }),
  async run(ctx, input) {
    const whole = await lockOrder(ctx, input.order)
    if (whole.order.delivery !== 'pickup') refuse('shipment.is-parcel', { number: whole.order.number })
    const known = await shipmentsOf(ctx, input.order)
    const collected = known.find(({ state }) => state === 'collected')
    if (collected && isAllOut(whole.order)) return { order: whole.order, shipment: collected }
    mayLeave(ctx, whole.order)
    if (whole.order.due > 0 && whole.order.payment !== 'on_account' && !input.despitePayment) {
      refuse('shipment.still-to-pay', {
        number: whole.order.number,
        due: `${whole.order.currency} ${decimalText(whole.order.due, 2)}`,
      })
    }
    const ready = known.filter(({ state }) => state === 'ready')
    const [first, ...others] = ready.length > 0 ? ready : [await ensureShipment(ctx, whole)]
    let taken = await takeAlong(ctx, whole, first!, input.collectedBy)
    for (const shipment of others)
      taken = await takeAlong(ctx, await lockOrder(ctx, input.order), shipment, input.collectedBy)
    return taken
  },
})

async function takeAlong(
  ctx: Ctx,
  whole: Whole,
  shipment: Shipment,
  by: string | undefined,
): Promise<{ order: Order; shipment: Shipment }> {
  const order = await leave(ctx, whole, shipment)
  const gone = await changeShipmentRow(ctx, shipment.id, {
    state: 'collected',
    leftAt: ctx.now,
    collectedBy: by ?? null,
  })
  ctx.emit('order.collected', order.id, {
    number: order.number,
    shipment: shipment.id,
    shipmentNumber: shipment.number,
    by: by ?? null,
    isWhole: isAllOut(order),
  })
  return { order, shipment: gone }
}

/** Every line of it has left the house. */
const isAllOut = (order: Pick<Order, 'supply'>): boolean =>
  ['shipped', 'collected', 'returned'].includes(order.supply)

/** Stock, ledger and lines go down together, once per shipment. */
async function leave(ctx: Ctx, whole: Whole, shipment: Shipment): Promise<Order> {
  const taken = await linesOfShipment(ctx, shipment.id)
  const changes = new Map<string, Partial<OrderLine>>()
  for (const { line: id, quantity } of taken)
    changes.set(id, afterLeaving(fitting(whole, shipment, id, quantity), quantity))
  await shipReserved(ctx, whole.order.id, taken, `ship:${shipment.id}`)
  return (await keepFacts(ctx, whole, { shippedAt: whole.order.shippedAt ?? ctx.now }, changes)).order
}

/** The order's line, when what the shipment says still lies ready of it. */
function fitting(whole: Whole, shipment: Shipment, id: string, quantity: number): OrderLine {
  const line = whole.lines.find((each) => each.id === id)
  if (!line || quantity > lyingReady(line) || quantity > openQuantity(line)) {
    return refuse('shipment.lines-changed', { sku: line?.sku ?? '', number: shipment.number })
  }
  return line
}

/** Word from the carrier about a parcel: it only goes forward, and trouble is told to a person. */
export async function moveParcel(ctx: Ctx, id: string, word: ParcelState, at: Date): Promise<void> {
  const { order, shipment } = await lockShipment(ctx, id)
  const state = furtherOn(shipment.state, word)
  if (state === shipment.state) return
  await changeShipmentRow(ctx, id, { state, ...(state === 'delivered' ? { deliveredAt: at } : {}) })
  ctx.emit('shipment.moved', id, {
    number: shipment.number,
    order: order.id,
    from: shipment.state,
    to: state,
    at,
  })
  if (state !== 'exception' && state !== 'returned') return
  await raiseTask(ctx, {
    kind: `shipment.${state}`,
    about: order.id,
    aboutKind: 'orders',
    detail: {
      number: shipment.number,
      trackingCode: shipment.trackingCode,
      trackingUrl: shipment.trackingUrl,
    },
    dedupe: `trouble:${id}`,
  })
}
