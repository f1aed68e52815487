/** A parcel never arrives: its order is open again, until the goods went once more or the customer is credited. */
import { z } from 'zod'
import { refuse } from '../base/refusal.ts'
import { reserveShort } from '../modules/fulfilment/actions/reserve.ts'
import { lockShipment, loseShipment } from '../modules/fulfilment/actions/shipments.ts'
import { putIn, shipmentsOf } from '../modules/fulfilment/reads.ts'
import { canBeLost, contentsOf } from '../modules/fulfilment/rules.ts'
import { keepFacts } from '../modules/orders/actions.ts'
import type { OrderLine } from '../modules/orders/schema.ts'
import { liveEntriesOf } from '../modules/planning/reads.ts'
import { action } from '../platform/action.ts'
import { raiseTask } from '../platform/tasks.ts'

export const loseParcel = action({
  http: 'POST /shipments/:shipment/lost',
  right: 'fulfilment.change',
  says: 'A parcel under way is lost: what was in it is sent again, or counts as come back without stock until it is credited. The order reopens.',
  input: z.strictObject({
    shipment: z.uuid(),
    remedy: z.enum(['send-again', 'credit']),
    reason: z.string().trim().min(1).max(500),
  }),
  async run(ctx, { shipment: id, remedy, reason }) {
    const { shipment: parcel, ...whole } = await lockShipment(ctx, id)
    const { number } = parcel
    if (parcel.state === 'lost') return { order: whole.order, shipment: parcel }
    if (!canBeLost(parcel)) refuse('shipment.not-under-way', { number })
    const { lines: put, boxed } = await putIn(ctx, whole.order.id)
    const contents = contentsOf(await shipmentsOf(ctx, whole.order.id), put, boxed).get(id) ?? []

    const changes = new Map<string, Partial<OrderLine>>()
    for (const { line: lineId, quantity } of contents) {
      const line = whole.lines.find((one) => one.id === lineId)
      if (!line) continue
      if (quantity > line.shipped - line.returned) refuse('shipment.came-back', { number, sku: line.sku })
      changes.set(
        lineId,
        remedy === 'credit' ? { returned: line.returned + quantity } : { shipped: line.shipped - quantity },
      )
    }
    // What goes once more needs a day of its own, unless the rest of the order still has one.
    const isPlanned = (await liveEntriesOf(ctx, whole.order.id)).length > 0
    const day = remedy === 'credit' || isPlanned ? {} : { plannedDay: null, planType: null }
    const kept = await keepFacts(ctx, whole, day, changes)
    const { order } = remedy === 'credit' ? kept : await reserveShort(ctx, kept.order.channel, kept)

    const lost = await loseShipment(ctx, parcel)
    ctx.emit('order.parcel-lost', order.id, { number: order.number, shipmentNumber: number, reason, remedy })
    if (parcel.connection !== null)
      await raiseTask(ctx, {
        kind: 'shipment.lost',
        about: order.id,
        aboutKind: 'orders',
        detail: { number, carrier: parcel.carrierTitle, trackingCode: parcel.trackingCode },
        dedupe: `lost:${id}`,
      })
    return { order, shipment: lost }
  },
})
