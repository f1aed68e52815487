/** Money that came in for an order outside the bank's lines brings its invoices down too, so that nobody is reminded who paid. */
import type { Day } from '../base/day.ts'
import type { Cents } from '../base/money.ts'
import { payInvoice } from '../modules/invoicing/open-items.ts'
import { owed } from '../modules/invoicing/rules/write-offs.ts'
import { invoicesOfOrder, lockInvoice } from '../modules/invoicing/reads.ts'
import { lockOrder } from '../modules/orders/reads.ts'
import { lastReceivedDay } from '../modules/payments/reads.ts'
import { Payment } from '../modules/payments/schema.ts'
import type { Ctx } from '../platform/context.ts'
import { find } from '../platform/rows.ts'
import { reaction } from '../platform/workflow.ts'

/** An order that is paid in whole leaves nothing open on its invoices. */
export const settlePaidOrder = reaction({
  name: 'settle-paid-order',
  on: ['order.paid'],
  async run(ctx, event) {
    const { order } = await lockOrder(ctx, event.about)
    if (order.due <= 0)
      await bringDown(ctx, order.id, Number.MAX_SAFE_INTEGER, await lastReceivedDay(ctx, order.id))
  },
})

/** A payment by hand pays the oldest open invoices first; what the bank booked paid them already. */
export const settleHandPayment = reaction({
  name: 'settle-hand-payment',
  on: ['payment.received'],
  async run(ctx, event) {
    const payment = await find(ctx, Payment, event.about)
    if (payment?.source !== 'hand') return
    const { order } = await lockOrder(ctx, payment.orderId)
    if (order.due > 0) await bringDown(ctx, order.id, payment.captured, payment.receivedDay)
  },
})

async function bringDown(ctx: Ctx, order: string, amount: Cents, day: Day | null): Promise<void> {
  let left = amount
  for (const { id, kind, number } of await invoicesOfOrder(ctx, order)) {
    if (kind !== 'invoice' || !number || left <= 0) continue
    const invoice = await lockInvoice(ctx, id)
    const part = Math.min(left, Math.max(owed(invoice), 0))
    if (part > 0) await payInvoice(ctx, invoice, part, day ? { day } : {})
    left -= part
  }
}
