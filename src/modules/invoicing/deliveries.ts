/** Deliveries of documents: made when a document becomes final, one per route, and brought further as each route tells. */
import { words, type Words } from '../../base/words.ts'
import type { Ctx } from '../../platform/context.ts'
import { find } from '../../platform/rows.ts'
import { raiseTask, settleTask } from '../../platform/tasks.ts'
import { policyFor } from '../messages/compose.ts'
import { isWanted } from '../messages/rules.ts'
import { Order } from '../orders/schema.ts'
import { findOrganisation } from '../organisations/reads.ts'
import { invoiceRoutes, type Organisation } from '../organisations/schema.ts'
import { issuedInvoice, lockDelivery, lockInvoice } from './reads.ts'
import { isByMail, mailOf, mayBecome, routesOf } from './rules/deliveries.ts'
import type { Invoice } from './schema.ts'
import type { DeliveryState, InvoiceDelivery, InvoiceRoute } from './schema/deliveries.ts'
import { changeDelivery, changeInvoice, insertDeliveries } from './writes.ts'

const organisationOf = async (ctx: Ctx, { organisation }: Invoice): Promise<Organisation | null> =>
  organisation ? ((await findOrganisation(ctx, organisation)) ?? null) : null

/** The routes of a document: those of its customer, without e-mail where the shop wants none to be sent. */
export async function routesFor(ctx: Ctx, invoice: Invoice): Promise<InvoiceRoute[]> {
  const routes = routesOf(await organisationOf(ctx, invoice))
  const order = invoice.orderId ? await find(ctx, Order, invoice.orderId) : undefined
  const policy = await policyFor(ctx, mailOf(invoice), order?.channel ?? null)
  return routes.filter((route) => !isByMail(route) || isWanted(policy, {}))
}

/** One delivery per route; a consumer without an e-mail address gets none, as at the counter. */
export async function queueDeliveries(
  ctx: Ctx,
  invoice: Invoice,
  routes: readonly InvoiceRoute[],
): Promise<void> {
  const organisation = await organisationOf(ctx, invoice)
  const wanted = organisation || invoice.email ? routes : routes.filter((route) => !isByMail(route))
  await insertDeliveries(
    ctx,
    wanted.map((route) => ({
      invoice: invoice.id,
      route,
      state: 'queued',
      recipient: recipientOf(route, invoice, organisation),
      askedBy: ctx.actor.name,
    })),
  )
}

/** Who a route leads to: every billing address, not whoever ordered (S2-8). */
function recipientOf(route: InvoiceRoute, invoice: Invoice, organisation: Organisation | null): string {
  if (route === 'peppol')
    return organisation?.peppolId ? `${organisation.peppolScheme}:${organisation.peppolId}` : ''
  if (!isByMail(route)) return ''
  const billing = organisation?.billingEmails ?? []
  return billing.length > 0 ? billing.join(', ') : (invoice.email ?? '')
}

/** The address of a route as it is known now, for a delivery that had none. */
export const freshRecipient = async (ctx: Ctx, route: InvoiceRoute, invoice: Invoice): Promise<string> =>
  recipientOf(route, invoice, await organisationOf(ctx, invoice))

export type DeliveryOutcome = {
  readonly state: Exclude<DeliveryState, 'queued'>
  readonly error?: Words
  readonly externalId?: string
  readonly at?: Date
  /** Somebody was told already, such as by the mail itself. */
  readonly isTold?: boolean
  /** What to try again from the list of tasks. */
  readonly retry?: { task: string; payload: Record<string, unknown> }
}

/** Brings a delivery further; one that has arrived stays so, whatever is told of it later. */
export async function settleDelivery(
  ctx: Ctx,
  id: string,
  outcome: DeliveryOutcome,
): Promise<InvoiceDelivery> {
  const before = await lockDelivery(ctx, id)
  if (before.state === outcome.state || !mayBecome(before.state, outcome.state)) return before
  const { state, error, externalId } = outcome
  const at = outcome.at ?? ctx.now
  const isThere = state === 'sent' || state === 'delivered'
  const delivery = await changeDelivery(ctx, id, {
    state,
    error: error?.nl.slice(0, 1000) ?? null,
    errorEn: error?.en.slice(0, 1000) ?? null,
    ...(externalId ? { externalId } : {}),
    ...(isThere ? { sentAt: before.sentAt ?? at } : {}),
    ...(state === 'delivered' ? { deliveredAt: at } : {}),
  })
  const detail = {
    delivery: id,
    route: before.route,
    to: before.recipient,
    ...(error ? { error: error.nl } : {}),
  }
  if (isThere) {
    if (!before.sentAt) ctx.emit('invoice.delivery-sent', before.invoice, detail)
    if (state === 'delivered') ctx.emit('invoice.delivery-arrived', before.invoice, detail)
    await markSent(ctx, before.invoice)
    await settleTask(ctx, taskKey(id))
  }
  if (state === 'kept') ctx.emit('invoice.delivery-kept', before.invoice, detail)
  if (state === 'cancelled') ctx.emit('invoice.delivery-stopped', before.invoice, detail)
  if (state === 'refused') {
    ctx.emit('invoice.delivery-refused', before.invoice, detail)
    if (!outcome.isTold) await tellRefused(ctx, delivery, error ?? words('', ''), outcome.retry)
  }
  return delivery
}

const taskKey = (delivery: string) => `delivery:${delivery}`

/** A document that reached its customer by one route has been sent; one that was paid meanwhile stays paid. */
async function markSent(ctx: Ctx, id: string): Promise<void> {
  const invoice = await lockInvoice(ctx, id)
  if (invoice.sentAt) return
  await changeInvoice(ctx, id, {
    sentAt: ctx.now,
    ...(invoice.state === 'final' ? { state: 'sent' as const } : {}),
  })
  ctx.emit('invoice.sent', id, { number: invoice.number })
}

async function tellRefused(
  ctx: Ctx,
  delivery: InvoiceDelivery,
  error: Words,
  retry: DeliveryOutcome['retry'],
): Promise<void> {
  const { number } = await issuedInvoice(ctx, delivery.invoice)
  const route = invoiceRoutes[delivery.route]
  await raiseTask(ctx, {
    kind: 'invoice.not-delivered',
    about: delivery.invoice,
    aboutKind: 'invoices',
    detail: { number, route: route.nl, routeEn: route.en, error: error.nl, errorEn: error.en },
    retry: retry ?? null,
    dedupe: taskKey(delivery.id),
  })
}

/** Nothing left the house: it waits for the next try, with what was wrong. */
export async function postponeDelivery(ctx: Ctx, id: string, error: Words): Promise<void> {
  const { state } = await lockDelivery(ctx, id)
  if (mayBecome(state, 'queued'))
    await changeDelivery(ctx, id, {
      state: 'queued',
      error: error.nl.slice(0, 1000),
      errorEn: error.en.slice(0, 1000),
    })
}

/** Nobody answers, and nobody knows whether it arrived: a person is told once we have asked often enough. */
export async function tellUnknown(
  ctx: Ctx,
  id: string,
  error: string,
  retry: DeliveryOutcome['retry'],
): Promise<void> {
  const delivery = await lockDelivery(ctx, id)
  if (delivery.state === 'sent' || delivery.state === 'delivered') return
  const { number } = await issuedInvoice(ctx, delivery.invoice)
  await raiseTask(ctx, {
    kind: 'invoice.outcome-unknown',
    about: delivery.invoice,
    aboutKind: 'invoices',
    detail: { number, error, errorEn: error },
    retry: retry ?? null,
    dedupe: taskKey(id),
  })
}

/** A try begins: what it is sent with is kept first, so that a stop in between is seen afterwards. */
export const beginDelivery = (
  ctx: Ctx,
  delivery: InvoiceDelivery,
  changes: Partial<Pick<InvoiceDelivery, 'connection' | 'message' | 'recipient' | 'run'>> = {},
): Promise<InvoiceDelivery> =>
  changeDelivery(ctx, delivery.id, {
    ...changes,
    state: 'sending',
    attempts: delivery.attempts + 1,
    error: null,
    errorEn: null,
  })
