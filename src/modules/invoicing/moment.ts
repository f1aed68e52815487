/** The invoice moment: when an order is invoiced by itself, as its channel or its business chose (S1-3a, I-19). */
import type { Refusal } from '../../base/refusal.ts'
import { say, type Words } from '../../base/words.ts'
import type { Ctx } from '../../platform/context.ts'
import { raiseTask } from '../../platform/tasks.ts'
import { getChannel } from '../channels/actions.ts'
import type { Order } from '../orders/schema.ts'
import { getBusiness } from '../organisations/actions.ts'
import { refusals as organisationRefusals, type Business } from '../organisations/schema.ts'
import { refusals as taxRefusals } from '../tax/schema.ts'
import { refusals } from './schema.ts'

type Moment = Business['invoiceMoment']

export const momentOf = async (ctx: Ctx, order: Pick<Order, 'business' | 'channel'>): Promise<Moment> =>
  (await getChannel(ctx, { id: order.channel })).invoiceMoment ??
  (await getBusiness(ctx, { id: order.business })).invoiceMoment

/**
 * Whether the moment has come: on the desk, while the day is printed, or when a shipment has left. What waited for
 * something else at an earlier moment, such as the invoice of a business elsewhere in the EU, is made at a later one.
 */
export function hasCome(
  moment: Moment,
  order: Pick<Order, 'phase' | 'holds' | 'due'>,
  at: 'desk' | 'printing' | 'leaving',
): boolean {
  if (at === 'desk' && (order.phase !== 'open' || order.holds.length > 0)) return false
  if (moment === 'direct') return true
  if (moment === 'paid') return order.due <= 0
  // What leaves without having been printed is invoiced all the same, or its order would stay open for ever.
  return (moment === 'planned' && at !== 'desk') || (moment === 'shipped' && at === 'leaving')
}

/** The key of the task that says why an order is not invoiced; its invoice closes it. */
export const notInvoiced = (order: string): string => `invoice-with-order:${order}`

/** Tells a person why the invoice of an order was not made, and answers the sentence. */
export async function tellNotInvoiced(
  ctx: Ctx,
  order: Pick<Order, 'id' | 'number'>,
  no: Refusal,
): Promise<string> {
  const text: Words | undefined = { ...taxRefusals, ...organisationRefusals, ...refusals }[no.code]
  const error = text ? say(text, ctx.lang, no.params) : no.code
  await raiseTask(ctx, {
    kind: 'order.invoice-not-made',
    about: order.id,
    aboutKind: 'orders',
    detail: { number: order.number, error },
    dedupe: notInvoiced(order.id),
  })
  return error
}
