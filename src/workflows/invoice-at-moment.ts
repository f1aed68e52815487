/** An order is invoiced by itself when its invoice moment comes: at once, when paid, or when it leaves (S1-3a, I-19). */
import { Refusal } from '../base/refusal.ts'
import { linesOfShipment, shipmentsOf } from '../modules/fulfilment/reads.ts'
import { draft, finalise, standing, type ShippedPart } from '../modules/invoicing/actions.ts'
import { hasCome, momentOf, tellNotInvoiced } from '../modules/invoicing/moment.ts'
import { invoicesOfOrder } from '../modules/invoicing/reads.ts'
import { lockOrder } from '../modules/orders/reads.ts'
import { Order } from '../modules/orders/schema.ts'
import type { Ctx } from '../platform/context.ts'
import { get } from '../platform/rows.ts'
import { reaction } from '../platform/workflow.ts'

export const invoiceAtMoment = reaction({
  name: 'invoice-at-moment',
  on: [
    'order.placed',
    'order.released',
    'order.paid',
    'order.taken-over',
    'order.shipped',
    'order.collected',
  ],
  // An order that is invoiced at printing, as most are, comes in without a job for it.
  wants: ({ kind, detail }) => kind !== 'order.placed' || 'invoiceMoment' in detail,
  async run(ctx, event) {
    const seen = await get(ctx, Order, event.about)
    const moment = await momentOf(ctx, seen)
    const at = event.kind === 'order.shipped' || event.kind === 'order.collected' ? 'leaving' : 'desk'
    // Most orders are invoiced at another moment: those are not locked for it.
    if (!hasCome(moment, seen, at) || seen.invoicing === 'whole') return
    const { order } = await lockOrder(ctx, event.about)
    if (!hasCome(moment, order, at) || order.invoicing === 'whole') return
    const before = standing(await invoicesOfOrder(ctx, order.id))
    // A concept is somebody's, who may be changing it; the rest of a deposit is invoiced with the delivery.
    if (before.some(({ state, isDeposit }) => state === 'concept' && !isDeposit)) return
    if (moment === 'direct' && at === 'desk' && before.some(({ isDeposit }) => isDeposit)) return
    await invoiceWhatIsDue(ctx, order)
  },
})

/** Once something has left, each shipment has its invoice with its own day of shipping. */
async function invoiceWhatIsDue(ctx: Ctx, order: Order): Promise<void> {
  try {
    if (!order.shippedAt) return await issue(ctx, order.id, null)
    for (const { id, leftAt, partOf } of await shipmentsOf(ctx, order.id)) {
      if (!leftAt || partOf !== null) continue
      const lines = await linesOfShipment(ctx, id)
      await issue(ctx, order.id, {
        id,
        leftAt,
        quantities: new Map(lines.map(({ line, quantity }) => [line, quantity])),
      })
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    // It comes by itself as soon as the goods have left.
    if (error.code !== 'invoice.waits-for-shipping') await tellNotInvoiced(ctx, order, error)
  }
}

/** What stands on an invoice already is left as it is. */
async function issue(ctx: Ctx, order: string, shipment: ShippedPart | null): Promise<void> {
  try {
    await finalise(ctx, (await draft(ctx, order, shipment)).id)
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'invoice.nothing-left') throw error
  }
}
