/** Labels of shipments: asked for, kept, refused and taken back. The asking itself is done by workflows, outside. */
import { z } from 'zod'
import { refuse, Refusal } from '../../../base/refusal.ts'
import type { Parcel } from '../../../contracts/carrier.ts'
import { action } from '../../../platform/action.ts'
import type { Ctx } from '../../../platform/context.ts'
import { keepFile, type Stored } from '../../../platform/files.ts'
import { raiseTask, settleTask } from '../../../platform/tasks.ts'
import { furtherParcels } from '../reads.ts'
import { canStillChange, isSamePlace, parcelAddress, waitingStates } from '../rules.ts'
import type { Shipment } from '../schema.ts'
import { changeShipmentRow } from '../writes.ts'
import { askVoid, cancelOne, lockShipment, mayLeave } from './shipments.ts'

export const askLabel = action({
  http: 'POST /shipments/:shipment/label',
  right: 'fulfilment.change',
  says: 'Has the label made, and those of its further parcels; asking again makes no second one.',
  input: z.object({ shipment: z.uuid() }),
  run: (ctx, input) => askOne(ctx, input.shipment),
})

export const askLabels = action({
  http: 'POST /shipments/labels',
  right: 'fulfilment.change',
  says: 'Asks the labels of many shipments, such as those that were refused; answers per shipment why not.',
  input: z.object({ shipments: z.array(z.uuid()).min(1).max(100) }),
  async run(ctx, input) {
    const shipments = [...new Set(input.shipments)].sort()
    const skipped = []
    for (const shipment of shipments) {
      try {
        await askOne(ctx, shipment)
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        skipped.push({ shipment, code: error.code, params: error.params })
      }
    }
    return { asked: shipments.length - skipped.length, skipped }
  },
})

/** Every no is said before anything is written, so that one of many can be passed over. */
async function askOne(ctx: Ctx, id: string): Promise<Shipment> {
  const { order, shipment } = await lockShipment(ctx, id)
  mayLeave(ctx, order)
  if (!waitingStates.includes(shipment.state)) refuse('shipment.is-gone', { number: shipment.number })
  if (shipment.kind === 'pickup') refuse('shipment.is-pickup', { number: order.number })
  if (shipment.connection === null) refuse('shipment.no-carrier', { number: shipment.number })
  for (const parcel of await furtherParcels(ctx, shipment.id))
    if (canStillChange(parcel.state) && parcel.connection !== null) await request(ctx, parcel)
  if (shipment.state === 'labelled' || shipment.state === 'void_requested') return shipment
  return request(ctx, shipment)
}

export const takeLabelBack = action({
  http: 'POST /shipments/:shipment/take-label-back',
  right: 'fulfilment.change',
  input: z.object({ shipment: z.uuid() }),
  async run(ctx, input) {
    const { shipment } = await lockShipment(ctx, input.shipment)
    if (shipment.state === 'void_requested') return shipment
    if (shipment.state !== 'labelled') refuse('shipment.no-label', { number: shipment.number })
    return askVoid(ctx, shipment, 'draft')
  },
})

/** Asked twice, the second job finds the label that the first one made. */
async function request(ctx: Ctx, shipment: Shipment): Promise<Shipment> {
  ctx.later({
    task: 'work',
    payload: { work: 'label-shipment', about: shipment.id },
    key: `label:${shipment.id}`,
  })
  if (shipment.state === 'label_requested') return shipment
  ctx.emit('shipment.label-asked', shipment.id, { number: shipment.number, carrier: shipment.carrierTitle })
  return changeShipmentRow(ctx, shipment.id, { state: 'label_requested', problem: null, problemField: null })
}

/** So long nobody else asks for the same label; a job that was killed is run again under its own name at once. */
const heldMinutes = 5

export type LabelAsk = {
  readonly connection: string
  readonly parcel: Parcel
  readonly key: string
  readonly number: string
}

/**
 * What to ask the carrier, or null when there is nothing to ask: the label is there, or goes with ourselves.
 * An ask without an answer is repeated as it was, under the same key, whatever happened to the order since.
 */
export async function parcelFor(ctx: Ctx, id: string, holder: string): Promise<LabelAsk | null> {
  const { order, shipment } = await lockShipment(ctx, id)
  if (!['draft', 'label_requested', 'label_failed'].includes(shipment.state)) return null
  if (shipment.connection === null || shipment.kind === 'pickup') return null
  // What was asked without an answer may exist at the carrier: it is fetched first, whatever became of the order.
  const wasAsked = shipment.state === 'label_requested' && shipment.labelAddress !== null
  if (!wasAsked && order.phase === 'cancelled') {
    await cancelOne(ctx, { ...shipment, state: 'draft' })
    return null
  }
  if (!wasAsked) mayLeave(ctx, order)
  const isHeld =
    shipment.labelHeldUntil !== null && shipment.labelHeldUntil > ctx.now && shipment.labelHolder !== holder
  if (isHeld) refuse('shipment.label-busy', { number: shipment.number })
  const to = (wasAsked ? shipment.labelAddress : null) ?? parcelAddress(order)
  await changeShipmentRow(ctx, id, {
    state: 'label_requested',
    labelAddress: to,
    labelHolder: holder,
    labelHeldUntil: new Date(ctx.now.getTime() + heldMinutes * 60_000),
  })
  const parcel: Parcel = {
    to,
    kind: shipment.parcelKind,
    weightGrams: shipment.weightGrams,
    description: shipment.number,
    needsSignature: shipment.needsSignature,
    insured: shipment.insured,
  }
  return { connection: shipment.connection, parcel, key: shipment.labelKey, number: shipment.number }
}

/** A label whose sticker is stored. */
export type KeptLabel = {
  readonly externalId: string
  readonly trackingCode: string
  readonly trackingUrl: string
  readonly stored: Stored
}

/** Keeps a label once, however often the carrier gives it; one for an address that changed meanwhile goes back. */
export async function keepLabel(ctx: Ctx, id: string, label: KeptLabel): Promise<Shipment> {
  const { order, shipment } = await lockShipment(ctx, id)
  if (shipment.state !== 'label_requested') return shipment
  const labelFile = await keepFile(ctx, {
    stored: label.stored,
    name: `${shipment.number}.pdf`,
    type: 'application/pdf',
    about: id,
    kind: 'label',
  })
  const { externalId, trackingCode, trackingUrl } = label
  const kept = await changeShipmentRow(ctx, id, {
    state: 'labelled',
    externalId,
    trackingCode,
    trackingUrl,
    labelFile,
    ...noAsk,
    problem: null,
    problemField: null,
  })
  ctx.emit('shipment.labelled', id, { number: shipment.number, order: order.id, trackingCode })
  await settleTask(ctx, taskOf(id))
  if (order.phase === 'cancelled') return askVoid(ctx, kept, 'cancelled')
  return followAddress(ctx, kept, order)
}

const noAsk = { labelHolder: null, labelHeldUntil: null }
const taskOf = (shipment: string) => `label:${shipment}`

/** The carrier says no: nothing stands under our key, so that the next try may ask something else. */
export async function failLabel(
  ctx: Ctx,
  id: string,
  refusal: { text: string; field?: string | undefined },
): Promise<void> {
  const { order, shipment } = await lockShipment(ctx, id)
  if (shipment.state !== 'label_requested') return
  if (order.phase === 'cancelled') return void (await cancelOne(ctx, { ...shipment, state: 'draft' }))
  const problem = refusal.text.slice(0, 1000)
  await changeShipmentRow(ctx, id, {
    state: 'label_failed',
    problem,
    problemField: refusal.field ?? null,
    labelAddress: null,
    ...noAsk,
  })
  ctx.emit('shipment.label-failed', id, {
    number: shipment.number,
    order: order.id,
    error: problem,
    field: refusal.field ?? null,
  })
  await raiseTask(ctx, {
    kind: 'shipment.label-failed',
    about: order.id,
    aboutKind: 'orders',
    detail: { number: shipment.number, error: problem, field: refusal.field ?? null },
    retry: { task: 'work', payload: { work: 'label-shipment', about: id } },
    dedupe: taskOf(id),
  })
}

/** Lets go of a label that was asked without an answer, so that another may ask again under the same key. */
export async function releaseLabel(ctx: Ctx, id: string, error: string): Promise<void> {
  const { shipment } = await lockShipment(ctx, id)
  if (shipment.state === 'label_requested')
    await changeShipmentRow(ctx, id, { ...noAsk, problem: error.slice(0, 1000) })
}

/** A label with an old address is taken back and made anew (C-29). */
export async function followAddress(
  ctx: Ctx,
  shipment: Shipment,
  order: Parameters<typeof parcelAddress>[0],
): Promise<Shipment> {
  if (shipment.state !== 'labelled' || !shipment.labelAddress) return shipment
  if (isSamePlace(shipment.labelAddress, parcelAddress(order))) return shipment
  return askVoid(ctx, shipment, 'label_requested')
}

export type VoidAsk = {
  readonly connection: string
  readonly externalId: string
  readonly key: string
  readonly number: string
}

/** What to take back at the carrier, or null when that was done. */
export async function labelToTakeBack(ctx: Ctx, id: string): Promise<VoidAsk | null> {
  const { shipment } = await lockShipment(ctx, id)
  if (shipment.state !== 'void_requested' || !shipment.connection || !shipment.externalId) return null
  return {
    connection: shipment.connection,
    externalId: shipment.externalId,
    key: `${shipment.labelKey}:void`,
    number: shipment.number,
  }
}

/** The label is off the shipment, taken back or not; a new one is asked for under a new key. */
export async function labelTakenBack(
  ctx: Ctx,
  id: string,
  then: 'draft' | 'label_requested' | 'cancelled',
  refused: string | null,
): Promise<void> {
  const { shipment } = await lockShipment(ctx, id)
  if (shipment.state !== 'void_requested') return
  if (refused !== null) {
    await raiseTask(ctx, {
      kind: 'shipment.label-wasted',
      about: shipment.orderId,
      aboutKind: 'orders',
      detail: { number: shipment.number, error: refused, trackingCode: shipment.trackingCode },
      dedupe: `wasted:${shipment.labelKey}`,
    })
  }
  ctx.emit('shipment.label-voided', id, {
    number: shipment.number,
    order: shipment.orderId,
    trackingCode: shipment.trackingCode,
  })
  const bare = await changeShipmentRow(ctx, id, {
    state: then === 'cancelled' ? 'cancelled' : 'draft',
    trackingCode: null,
    trackingUrl: null,
    externalId: null,
    labelFile: null,
    labelAddress: null,
    labelKey: ctx.newId(),
    // The list names the label that is gone; the next one stands on a list of its own.
    manifest: null,
    printedAt: null,
    ...noAsk,
  })
  if (then === 'cancelled')
    ctx.emit('shipment.cancelled', id, { number: shipment.number, order: shipment.orderId })
  if (then === 'label_requested') await request(ctx, bare)
}
