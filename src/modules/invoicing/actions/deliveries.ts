/** What one may ask of deliveries: see them, send a document again, try once more, and print what goes by post. */
import { z } from 'zod'
import { pageInput } from '../../../base/check.ts'
import { refuse, refuseField, type RefusalCode } from '../../../base/refusal.ts'
import { action, FileAnswer } from '../../../platform/action.ts'
import type { Ctx } from '../../../platform/context.ts'
import { fileOf, readBytes } from '../../../platform/files.ts'
import { all, get, page } from '../../../platform/rows.ts'
import { findRun, itemsOf, retryRun, startRun, unfinishedRun } from '../../../platform/runs.ts'
import { settleTask } from '../../../platform/tasks.ts'
import { findOrganisation } from '../../organisations/reads.ts'
import { getBusiness } from '../../organisations/actions.ts'
import { logoImage } from '../../organisations/logo.ts'
import { invoiceRoutes } from '../../organisations/schema.ts'
import { publicUrl } from '../../users/reads.ts'
import { freshRecipient } from '../deliveries.ts'
import { invoiceOfToken, linkOf, revokeLink } from '../links.ts'
import { deliveriesOf, issuedInvoice, lockDelivery, lockInvoice, openLinkOf, queuedPost } from '../reads.ts'
import { can, isByMail } from '../rules/deliveries.ts'
import { Invoice } from '../schema.ts'
import { InvoiceDelivery, type InvoiceRoute } from '../schema/deliveries.ts'
import { changeDelivery, insertDeliveries } from '../writes.ts'

const routeInput = z.enum(Object.keys(invoiceRoutes) as [InvoiceRoute, ...InvoiceRoute[]])
const addressesInput = z.array(z.string().trim().max(254).pipe(z.email())).min(1).max(10)

export const listDeliveries = action({
  http: 'GET /invoices/:invoice/deliveries',
  right: 'invoices.see',
  says: 'How a document went to its customer, route by route and each time that it was sent; and whether a link opens it.',
  input: z.object({ invoice: z.uuid() }),
  async run(ctx, input) {
    const link = await openLinkOf(ctx, input)
    return {
      rows: await deliveriesOf(ctx, input.invoice),
      link: link ? { endsAt: link.endsAt, seenAt: link.seenAt } : null,
    }
  },
})

export const sendInvoice = action({
  http: 'POST /invoices/:invoice/deliveries',
  right: 'invoices.send',
  says: 'Sends a final document by one route, once more when it was sent before; by e-mail to other addresses when they are given.',
  input: z.strictObject({ invoice: z.uuid(), route: routeInput, to: addressesInput.optional() }),
  async run(ctx, input) {
    const invoice = await lockInvoice(ctx, input.invoice)
    const before = await deliveriesOf(ctx, invoice.id)
    const problem = can.send(invoice, before, input.route)
    if (problem) refuse(problem as RefusalCode, { number: invoice.number ?? '' })
    const recipient = await recipientOf(ctx, invoice, input.route, input.to)
    const round =
      1 + Math.max(0, ...before.filter(({ route }) => route === input.route).map((one) => one.round))
    const [delivery] = await insertDeliveries(ctx, [
      { invoice: invoice.id, route: input.route, round, state: 'queued', recipient, askedBy: ctx.actor.name },
    ])
    printFirst(ctx, invoice, input.route)
    ctx.emit('invoice.delivery-asked', invoice.id, {
      delivery: delivery!.id,
      route: input.route,
      to: recipient,
    })
    return delivery!
  },
})

export const retryDelivery = action({
  http: 'POST /invoice-deliveries/:delivery/retry',
  right: 'invoices.send',
  says: 'Tries a delivery again that did not arrive, was stopped or whose outcome is unknown; the latter is asked for first.',
  input: z.strictObject({ delivery: z.uuid(), to: addressesInput.optional() }),
  async run(ctx, input) {
    const delivery = await lockDelivery(ctx, input.delivery)
    const problem = can.retry(delivery)
    if (problem) refuse(problem as RefusalCode)
    const invoice = await get(ctx, Invoice, delivery.invoice)
    const recipient = await recipientOf(ctx, invoice, delivery.route, input.to)
    await settleTask(ctx, `delivery:${delivery.id}`)
    if (delivery.message) await settleTask(ctx, `message:${delivery.message}`)
    printFirst(ctx, invoice, delivery.route)
    ctx.emit('invoice.delivery-asked', invoice.id, {
      delivery: delivery.id,
      route: delivery.route,
      to: recipient,
    })
    return changeDelivery(ctx, delivery.id, { state: 'queued', recipient, error: null, errorEn: null })
  },
})

/** One that was brought in from before has no PDF yet, and some have no UBL: it is made now, and what waits for it goes out then. */
function printFirst(ctx: Ctx, { id, pdf, ubl }: Invoice, route: InvoiceRoute = 'email-pdf'): void {
  if (!pdf || (route === 'email-ubl' && !ubl))
    ctx.later({ task: 'work', payload: { work: 'print-invoice', about: id }, key: `print-invoice:${id}` })
}

/** Where it goes now; refused at once where a route cannot lead anywhere. */
async function recipientOf(
  ctx: Ctx,
  invoice: Invoice,
  route: InvoiceRoute,
  to: readonly string[] | undefined,
): Promise<string> {
  const { number } = invoice
  if (isByMail(route))
    return (
      to?.join(', ') ||
      (await freshRecipient(ctx, route, invoice)) ||
      refuseField('to', 'delivery.no-address', { number })
    )
  if (route !== 'peppol') return ''
  if (!invoice.organisation) refuse('delivery.needs-organisation')
  const organisation = await findOrganisation(ctx, invoice.organisation)
  const known = await freshRecipient(ctx, route, invoice)
  if (known) return known
  const { buyer } = (await issuedInvoice(ctx, invoice.id)).document
  if (!organisation || !buyer.endpoint) return refuse('delivery.no-participant')
  return `${buyer.endpoint.scheme}:${buyer.endpoint.id}`
}

export const showLink = action({
  http: 'POST /invoices/:invoice/link',
  right: 'invoices.send',
  says: 'The address under which the customer sees this invoice without signing in; made when there is none.',
  shownOnce: true,
  input: z.strictObject({ invoice: z.uuid() }),
  async run(ctx, input) {
    const invoice = await lockInvoice(ctx, input.invoice)
    if (!invoice.number) refuse('invoice.not-final-yet')
    printFirst(ctx, invoice)
    const { token, endsAt, seenAt } = await linkOf(ctx, invoice)
    return { url: `${(await publicUrl(ctx)) ?? ''}/view-invoice#${token}`, endsAt, seenAt }
  },
})

export const endLink = action({
  http: 'DELETE /invoices/:invoice/link',
  right: 'invoices.send',
  says: 'The link opens nothing from now on.',
  input: z.object({ invoice: z.uuid() }),
  async run(ctx, input) {
    await revokeLink(ctx, (await lockInvoice(ctx, input.invoice)).id)
    return {}
  },
})

const tokenInput = z.strictObject({ token: z.string().min(40).max(120) })

export const seeByLink = action({
  http: 'POST /invoice-link/look',
  right: 'public',
  says: 'What a customer sees of an invoice behind its link.',
  input: tokenInput,
  async run(ctx, input) {
    const invoice = await invoiceOfToken(ctx, input.token)
    const { document } = await issuedInvoice(ctx, invoice.id)
    const business = await getBusiness(ctx, { id: invoice.business })
    return {
      business: business.tradeName,
      logo: await logoImage(ctx, business.logo),
      kind: invoice.kind,
      number: invoice.number ?? '',
      day: invoice.day,
      dueDay: invoice.dueDay,
      currency: invoice.currency,
      language: invoice.language,
      total: invoice.total,
      due: invoice.due,
      isCredited: invoice.state === 'credited',
      transfer: invoice.due > 0 && document.payment?.kind === 'transfer' ? document.payment : null,
      hasPdf: invoice.pdf !== null,
      hasUbl: invoice.ubl !== null,
    }
  },
})

export const pdfByLink = action({
  http: 'POST /invoice-link/pdf',
  right: 'public',
  says: 'The PDF of an invoice behind its link.',
  input: tokenInput,
  run: async (ctx, input) => fileBehind(ctx, input.token, 'pdf'),
})

export const ublByLink = action({
  http: 'POST /invoice-link/ubl',
  right: 'public',
  says: 'The UBL of an invoice behind its link.',
  input: tokenInput,
  run: async (ctx, input) => fileBehind(ctx, input.token, 'ubl'),
})

async function fileBehind(ctx: Ctx, token: string, what: 'pdf' | 'ubl'): Promise<FileAnswer> {
  const invoice = await invoiceOfToken(ctx, token)
  const file = await fileOf(ctx, invoice[what] ?? refuse('invoice.no-pdf-yet'))
  return new FileAnswer(await readBytes(file), file.type, file.name)
}

/** Work of this name makes the one PDF of the queue. */
const printWork = 'print-post'

export const printQueue = action({
  http: 'GET /invoice-print-queue',
  right: 'invoices.see',
  says: 'Documents that go by post and are not on paper yet; with `state` sent, those that are.',
  input: z.object({ state: z.enum(['queued', 'sent']).default('queued'), ...pageInput }),
  async run(ctx, { state, after, limit }) {
    const found = await page(ctx, InvoiceDelivery, { where: { route: 'post', state }, after, limit })
    const invoices = new Map(
      (await all(ctx, Invoice, { id: found.rows.map(({ invoice }) => invoice) })).map((one) => [one.id, one]),
    )
    const rows = found.rows.map((delivery) => {
      const { number, customerName, total, currency, day, pdf } = invoices.get(delivery.invoice)!
      return { ...delivery, number, customerName, total, currency, day, hasPdf: pdf !== null }
    })
    return { rows, next: found.next, run: (await unfinishedRun(ctx, printWork, {}))?.id ?? null }
  },
})

export const printPost = action({
  http: 'POST /invoice-print-queue/print',
  right: 'invoices.send',
  says: 'Makes one PDF of everything that waits for the post and marks it as printed; asked for while one is made, it answers that one.',
  input: z.strictObject({}),
  async run(ctx) {
    const busy = await unfinishedRun(ctx, printWork, {})
    if (busy) return { run: busy.id }
    const { rows } = await page(ctx, InvoiceDelivery, { where: { route: 'post', state: 'queued' }, limit: 1 })
    // The work itself knows no limits: for who is limited, what to print is said beforehand.
    const items = ctx.actor.channels || ctx.actor.locations ? await queuedPost(ctx) : null
    if (rows.length === 0 || items?.length === 0) refuse('print-queue.empty')
    const given = items?.map(({ id, number }) => ({ about: id, name: number }))
    const asked = { kind: printWork, work: printWork, input: {} }
    return { run: (await startRun(ctx, given ? { ...asked, items: given } : asked)).id }
  },
})

export const seePostRun = action({
  http: 'GET /invoice-print-runs/:run',
  right: 'invoices.see',
  says: 'How far the PDF of the post is, and what could not be printed.',
  input: z.object({ run: z.uuid() }),
  run: async (ctx, input) => ({ ...(await findRun(ctx, input.run)), items: await itemsOf(ctx, input.run) }),
})

export const retryPostRun = action({
  http: 'POST /invoice-print-runs/:run/retry',
  right: 'invoices.send',
  says: 'Tries again what could not be printed.',
  input: z.strictObject({ run: z.uuid() }),
  run: (ctx, input) => retryRun(ctx, input.run, printWork),
})
