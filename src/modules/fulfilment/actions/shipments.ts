/** What one may ask of shipments: make them, look at them, change them before they leave, scan them. */
import { z } from 'zod'
import { changesOf, dayInput, pageInput } from '../../../base/check.ts'
import { refuse, refuseField } from '../../../base/refusal.ts'
import { action } from '../../../platform/action.ts'
import type { Ctx } from '../../../platform/context.ts'
import { all, differences, lock } from '../../../platform/rows.ts'
import { lockOrder } from '../../orders/reads.ts'
import { can, holdText } from '../../orders/rules.ts'
import type { Order, OrderLine } from '../../orders/schema.ts'
import {
  byCode,
  carriersOf,
  findShipment,
  furtherParcels,
  heldBy,
  linesOfShipment,
  packingOf,
  putIn,
  shipmentRows,
  shipmentsOf,
} from '../reads.ts'
import {
  canStillChange,
  contentsOf,
  ruleFor,
  shipmentNumber,
  statesOfView,
  toSend,
  waitingStates,
  walkOf,
} from '../rules.ts'
import { Shipment, ShippingRule, shipmentViews, type ShipmentView } from '../schema.ts'
import {
  changeShipmentRow,
  insertShipment,
  insertShipments,
  markShipmentsPrinted,
  moveAlong,
  setLines,
  unboxTooMuch,
} from '../writes.ts'

export type Whole = { order: Order; lines: readonly OrderLine[] }

export const listShipments = action({
  http: 'GET /shipments',
  right: 'fulfilment.see',
  says: 'Shipments with their order, newest first: of a view, a day, a carrier, or found by its number, its packing slip’s or its tracking code.',
  input: z.object({
    view: z.enum(Object.keys(shipmentViews) as [ShipmentView, ...ShipmentView[]]).optional(),
    day: dayInput.optional(),
    connection: z.uuid().optional(),
    search: z.string().trim().max(100).optional(),
    ...pageInput,
  }),
  run: (ctx, { view, ...filter }) => shipmentRows(ctx, { ...filter, states: statesOfView[view ?? 'all'] }),
})

export const getShipment = action({
  http: 'GET /shipments/:shipment',
  right: 'fulfilment.see',
  input: z.object({ shipment: z.uuid() }),
  run: async (ctx, input) => ({
    ...(await findShipment(ctx, input.shipment)),
    lines: await linesOfShipment(ctx, input.shipment),
  }),
})

export const scanShipment = action({
  http: 'GET /shipments/scan/:code',
  right: 'fulfilment.see',
  says: 'The shipment whose sticker was scanned: by our number, its packing slip’s or the carrier’s code.',
  input: z.object({ code: z.string().trim().min(1).max(100) }),
  run: async (ctx, input) =>
    (await byCode(ctx, input.code)) ?? refuse('shipment.not-found', { code: input.code }),
})

export const shipmentsOfOrder = action({
  http: 'GET /orders/:order/shipments',
  right: 'fulfilment.see',
  says: 'The shipments of an order and their further parcels, each with what lies in it.',
  input: z.object({ order: z.uuid() }),
  async run(ctx, input) {
    const rows = await shipmentsOf(ctx, input.order)
    const { lines, boxed } = await putIn(ctx, input.order)
    const contents = contentsOf(rows, lines, boxed)
    return { rows: rows.map((row) => ({ ...row, contents: contents.get(row.id) ?? [] })) }
  },
})

export const makeShipment = action({
  http: 'POST /orders/:order/shipments',
  right: 'fulfilment.change',
  says: 'Makes a shipment of what lies ready, or of the given quantities of it.',
  input: z.object({
    order: z.uuid(),
    lines: z
      .array(z.object({ line: z.uuid(), quantity: z.int().min(1) }))
      .min(1)
      .max(500)
      .optional(),
  }),
  async run(ctx, input) {
    const whole = await lockOrder(ctx, input.order)
    mayLeave(ctx, whole.order)
    return makeFor(ctx, whole, input.lines)
  },
})

export const changeShipment = action({
  http: 'PATCH /shipments/:shipment',
  right: 'fulfilment.change',
  input: z.strictObject({
    shipment: z.uuid(),
    version: z.int().optional(),
    ...changesOf(Shipment, ['connection', 'parcelKind', 'needsSignature', 'insured', 'weightGrams']),
  }),
  async run(ctx, { shipment: id, version, ...changes }) {
    const { shipment: before } = await lockShipment(ctx, id)
    if (!canStillChange(before.state)) {
      refuse(waitingStates.includes(before.state) ? 'shipment.has-label' : 'shipment.is-gone', {
        number: before.number,
      })
    }
    const carriers = changes.connection ? await carriersOf(ctx) : []
    const carrier = carriers.find(({ id: each }) => each === changes.connection)
    if (changes.connection && !carrier) refuseField('connection', 'shipment.wrong-carrier')
    const title = changes.connection === undefined ? {} : { carrierTitle: carrier?.name ?? '' }
    const after = await changeShipmentRow(ctx, id, { ...changes, ...title }, version)
    ctx.emit('shipment.changed', id, { number: after.number, changes: differences(Shipment, before, after) })
    return after
  },
})

/** So many parcels leave as one shipment at most: more is freight, which goes another way. */
const mostParcels = 20

export const addParcel = action({
  http: 'POST /shipments/:shipment/parcels',
  right: 'fulfilment.change',
  says: 'Spreads a shipment over one parcel more, with a label and a tracking code of its own; they leave together.',
  input: z.object({ shipment: z.uuid() }),
  async run(ctx, input) {
    const { shipment: asked, order } = await lockShipment(ctx, input.shipment)
    mayLeave(ctx, order)
    const first = asked.partOf === null ? asked : await findShipment(ctx, asked.partOf)
    if (first.kind === 'pickup') refuse('shipment.is-pickup', { number: order.number })
    if (!waitingStates.includes(first.state)) refuse('shipment.is-gone', { number: first.number })
    const others = await furtherParcels(ctx, first.id)
    if (others.length + 2 > mostParcels)
      refuse('shipment.too-many-parcels', { number: first.number, most: mostParcels })
    const id = ctx.newId()
    const { connection, carrierTitle, parcelKind, needsSignature, day, location, walk } = first
    const made = await insertShipment(ctx, {
      id,
      orderId: order.id,
      number: shipmentNumber(order.number, (await shipmentsOf(ctx, order.id)).length + 1, id),
      kind: first.kind,
      labelKey: ctx.newId(),
      partOf: first.id,
      connection,
      carrierTitle,
      parcelKind,
      needsSignature,
      day,
      location,
      walk,
    })
    ctx.emit('shipment.parcel-added', first.id, {
      number: first.number,
      parcel: made.number,
      order: order.id,
    })
    await spreadWeight(ctx, [first, ...others, made])
    return findShipment(ctx, id)
  },
})

/** What the goods weigh, over the parcels that have no label yet; nobody weighed them apart. */
async function spreadWeight(ctx: Ctx, parcels: readonly Shipment[]): Promise<void> {
  const each = Math.ceil(parcels.reduce((sum, parcel) => sum + parcel.weightGrams, 0) / parcels.length)
  for (const { id, state } of parcels)
    if (canStillChange(state)) await changeShipmentRow(ctx, id, { weightGrams: each })
}

export const cancelShipment = action({
  http: 'POST /shipments/:shipment/cancel',
  right: 'fulfilment.change',
  says: 'What was in it can be sent anew; a label that was made is taken back. Further parcels go with the first.',
  input: z.object({ shipment: z.uuid() }),
  async run(ctx, input) {
    const { shipment } = await lockShipment(ctx, input.shipment)
    for (const parcel of await furtherParcels(ctx, shipment.id))
      if (waitingStates.includes(parcel.state)) await cancelOne(ctx, parcel)
    return cancelOne(ctx, shipment)
  },
})

/** A locked shipment is let go of; its label goes back to the carrier by a job. */
export async function cancelOne(ctx: Ctx, shipment: Shipment): Promise<Shipment> {
  if (!waitingStates.includes(shipment.state)) refuse('shipment.is-gone', { number: shipment.number })
  if (shipment.state === 'label_requested') refuse('shipment.label-busy', { number: shipment.number })
  if (shipment.state === 'labelled') return askVoid(ctx, shipment, 'cancelled')
  if (shipment.state === 'void_requested') return shipment
  ctx.emit('shipment.cancelled', shipment.id, { number: shipment.number, order: shipment.orderId })
  return changeShipmentRow(ctx, shipment.id, { state: 'cancelled' })
}

/** A label is to be taken back; then the shipment is made anew, waits, or is gone. */
export async function askVoid(
  ctx: Ctx,
  shipment: Shipment,
  then: 'draft' | 'label_requested' | 'cancelled',
): Promise<Shipment> {
  ctx.later({
    task: 'work',
    payload: { work: 'take-label-back', about: shipment.id, next: then },
    key: `void:${shipment.id}`,
  })
  return changeShipmentRow(ctx, shipment.id, { state: 'void_requested' })
}

/** A shipment with its order, both locked, the order first. */
export async function lockShipment(ctx: Ctx, id: string): Promise<Whole & { shipment: Shipment }> {
  const whole = await lockOrder(ctx, (await findShipment(ctx, id)).orderId)
  return { ...whole, shipment: await lock(ctx, Shipment, id) }
}

/** A hold or a closed order stops everything that leaves the house. */
export function mayLeave(ctx: Ctx, order: Order): void {
  const code = can.ship(order)
  if (code) refuse(code as 'order.on-hold', { number: order.number, reason: holdText(order, ctx.lang) })
}

/** The shipment of a locked order that can still be filled, brought up to date with what lies ready; made when there is none. */
export async function ensureShipment(ctx: Ctx, whole: Whole): Promise<Shipment> {
  const draft = (await shipmentsOf(ctx, whole.order.id)).find(
    ({ state, partOf }) => state === 'draft' && partOf === null,
  )
  if (!draft) return makeFor(ctx, whole)
  const others = (await heldBy(ctx, whole.order.id, waitingStates)).filter(
    ({ shipment }) => shipment !== draft.id,
  )
  const wanted = toSend(whole.lines, others)
  const now = await linesOfShipment(ctx, draft.id)
  const isSame =
    now.length === wanted.length &&
    wanted.every(({ line, quantity }) =>
      now.some((each) => each.line === line.id && each.quantity === quantity),
    )
  if (isSame && draft.day === whole.order.plannedDay) return draft
  if (wanted.length === 0) refuse('shipment.nothing-to-send', { number: whole.order.number })
  return fill(ctx, whole, draft, wanted)
}

async function makeFor(
  ctx: Ctx,
  whole: Whole,
  asked?: readonly { line: string; quantity: number }[],
): Promise<Shipment> {
  const { order, lines } = whole
  const ready = toSend(lines, await heldBy(ctx, order.id, waitingStates))
  const wanted = asked ? asked.map((want) => chosen(whole, ready, want)) : ready
  if (wanted.length === 0) refuse('shipment.nothing-to-send', { number: order.number })
  const id = ctx.newId()
  const nth = (await shipmentsOf(ctx, order.id)).length + 1
  const made = await insertShipment(ctx, {
    id,
    orderId: order.id,
    number: shipmentNumber(order.number, nth, id),
    kind: order.delivery,
    labelKey: ctx.newId(),
  })
  ctx.emit('shipment.made', id, { number: made.number, order: order.id })
  return fill(ctx, whole, made, wanted)
}

function chosen(
  whole: Whole,
  ready: ReturnType<typeof toSend<OrderLine>>,
  want: { line: string; quantity: number },
) {
  const found = ready.find(({ line }) => line.id === want.line)
  if (found && found.quantity >= want.quantity) return { line: found.line, quantity: want.quantity }
  const sku = whole.lines.find(({ id }) => id === want.line)?.sku ?? ''
  return refuse('shipment.more-than-left', { sku, most: (found?.quantity ?? 0) / 1000 })
}

/** What is in it, what it weighs, where one walks for it and how it is sent. */
async function fill(
  ctx: Ctx,
  { order }: Whole,
  shipment: Shipment,
  wanted: ReturnType<typeof toSend<OrderLine>>,
): Promise<Shipment> {
  await setLines(
    ctx,
    shipment.id,
    wanted.map(({ line, quantity }) => ({
      shipment: shipment.id,
      line: line.id,
      product: line.product,
      quantity,
    })),
  )
  const packing = new Map(
    (
      await packingOf(
        ctx,
        wanted.map(({ line }) => line.id),
      )
    ).map((each) => [each.line, each]),
  )
  const weightGrams = wanted.reduce(
    (sum, { line, quantity }) =>
      sum + Math.ceil(((packing.get(line.id)?.weightGrams ?? 0) * quantity) / 1000),
    0,
  )
  const others = await furtherParcels(ctx, shipment.id)
  const filled = await changeShipmentRow(ctx, shipment.id, {
    day: order.plannedDay,
    location: wanted.find(({ line }) => line.location)?.line.location ?? null,
    walk: walkOf(wanted.map(({ line }) => packing.get(line.id)?.position ?? null)),
    weightGrams: Math.ceil(weightGrams / (1 + others.length)),
    ...(shipment.connection === null && order.delivery === 'ship'
      ? await usualWay(ctx, order, shipment, weightGrams)
      : {}),
  })
  if (others.length > 0) {
    await unboxTooMuch(ctx, shipment.id)
    await moveAlong(ctx, filled)
  }
  return filled
}

/**
 * By the first rule that fits; without any rule by the only carrier that there is. A shipment that was filled before goes
 * without a carrier because it is brought by ourselves: that stays so, unless a carrier has come since.
 */
async function usualWay(
  ctx: Ctx,
  order: Order,
  shipment: Shipment,
  weightGrams: number,
): Promise<Partial<Shipment>> {
  const carriers = await carriersOf(ctx)
  const isFresh = shipment.walk === '' || carriers.some(({ createdAt }) => createdAt > shipment.createdAt)
  if (!isFresh) return {}
  const rules = await all(ctx, ShippingRule, { isActive: true }, 'priority')
  const rule = ruleFor(rules, order, weightGrams)
  const only = rules.length === 0 && carriers.length === 1 ? carriers[0]!.id : null
  const connection = rule ? rule.connection : only
  const carrierTitle = carriers.find(({ id }) => id === connection)?.name ?? ''
  return {
    connection,
    carrierTitle,
    ...(rule ? { parcelKind: rule.parcelKind, needsSignature: rule.needsSignature } : {}),
  }
}

/** Says which shipments were on paper in a print run. */
export const markPrintedShipments = (ctx: Ctx, shipments: readonly string[]): Promise<number> =>
  markShipmentsPrinted(ctx, shipments)

/** The shipments of an order that go on paper: those that wait to leave, with what lies ready in one of them. */
export async function shipmentsToPrint(ctx: Ctx, order: string): Promise<Pick<Shipment, 'id' | 'partOf'>[]> {
  const whole = await lockOrder(ctx, order)
  mayLeave(ctx, whole.order)
  const known = (await shipmentsOf(ctx, order)).filter(({ state }) => waitingStates.includes(state))
  const first = known.filter(({ partOf }) => partOf === null)
  const isRest = toSend(whole.lines, await heldBy(ctx, order, waitingStates)).length > 0
  if (first.length > 0 && !isRest && first.every(({ state }) => state !== 'draft')) return known
  const ensured = await ensureShipment(ctx, whole)
  return [...known.filter(({ id }) => id !== ensured.id), ensured].sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** A locked parcel is given up; what that makes of its order is the caller's. */
export const loseShipment = (ctx: Ctx, { id }: Pick<Shipment, 'id'>): Promise<Shipment> =>
  changeShipmentRow(ctx, id, { state: 'lost' })

/** The webshop knows. */
export async function shopToldOf(ctx: Ctx, id: string, externalId: string): Promise<void> {
  const shipment = await changeShipmentRow(ctx, id, { toldShopAt: ctx.now })
  ctx.emit('shipment.shop-told', id, { number: shipment.number, order: shipment.orderId, externalId })
}

/** Brings in shipments that left the house before the program was there; stock and order lines are the caller's. */
export const bringInShipments = insertShipments
