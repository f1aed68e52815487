/** Customers hear of what happens to their order, as the policy of each kind of mail says (S4-6, C-15). */
import { makeMail, policyFor, withdrawMails } from '../../modules/messages/compose.ts'
import { isWanted, saidIn } from '../../modules/messages/rules.ts'
import { Order } from '../../modules/orders/schema.ts'
import type { Ctx } from '../../platform/context.ts'
import { find } from '../../platform/rows.ts'
import { reaction, type Told } from '../../platform/workflow.ts'
import { entryOf, orderMail, type OrderMailEvent } from './order-mail.ts'

/** What happened, and the mail that tells it. */
const mailOf: Readonly<Record<string, OrderMailEvent>> = {
  'order.placed': 'order.received',
  'order.paid': 'order.paid',
  'order.planned': 'order.planned',
  'order.delayed': 'order.delayed',
  'order.ready': 'order.ready',
  'order.shipped': 'order.shipped',
  'order.cancelled': 'order.cancelled',
}

export const mailCustomers = reaction({
  name: 'mail-customers',
  on: Object.keys(mailOf),
  async run(ctx, event) {
    const kind = mailOf[event.kind]!
    const order = await find(ctx, Order, event.about)
    if (!order || (await isOverBy(ctx, kind, order, event))) return
    if (kind === 'order.cancelled')
      for (const other of ['order.planned', 'order.delayed', 'order.ready'] as const)
        await withdrawMails(ctx, other, order.id)
    if (!isWanted(await policyFor(ctx, kind, order.channel), saidIn(event.detail))) return
    const shipment = typeof event.detail.shipment === 'string' ? event.detail.shipment : undefined
    await makeMail(ctx, await orderMail(ctx, kind, order.id, { shipment }))
  },
})

/** An order that a webshop hands over days later, as on the first import, is not greeted as new. */
const newWithinMs = 2 * 86_400_000

/** Whether what happened is no longer so by the time that we get to telling it. */
async function isOverBy(ctx: Ctx, kind: OrderMailEvent, order: Order, event: Told): Promise<boolean> {
  if (kind === 'order.received') return ctx.now.getTime() - order.placedAt.getTime() > newWithinMs
  if (kind === 'order.paid') return order.due > 0
  if (kind === 'order.cancelled') return order.phase !== 'cancelled'
  if (kind !== 'order.planned') return false
  if (event.detail.type === 'workshop') return true
  return (await entryOf(ctx, order.id))?.day !== event.detail.day
}

/** An order that is taken off its day within the time to think again: its mail does not leave. */
export const withdrawWhenUnplanned = reaction({
  name: 'withdraw-planned-mail',
  on: ['order.unplanned'],
  run: (ctx, event) => withdrawMails(ctx, 'order.planned', event.about),
})
