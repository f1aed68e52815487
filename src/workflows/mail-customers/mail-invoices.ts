/** Documents go out by mail along the e-mail routes of their customer, and each delivery hears what became of its mail (S2-8, S2-9). */
import { words } from '../../base/words.ts'
import { beginDelivery, settleDelivery, type DeliveryOutcome } from '../../modules/invoicing/deliveries.ts'
import { termsWith } from '../../modules/invoicing/documents/letterhead.ts'
import { deliveriesOf, deliveriesOfMessage, findInvoice } from '../../modules/invoicing/reads.ts'
import { isByMail, mailOf } from '../../modules/invoicing/rules/deliveries.ts'
import type { Invoice } from '../../modules/invoicing/schema.ts'
import type { InvoiceDelivery } from '../../modules/invoicing/schema/deliveries.ts'
import { makeMail, stopMail } from '../../modules/messages/compose.ts'
import { languageOf } from '../../modules/messages/letters.ts'
import { Message, type MessageAttachment, type MessageState } from '../../modules/messages/schema.ts'
import { Order } from '../../modules/orders/schema.ts'
import { getBusiness } from '../../modules/organisations/actions.ts'
import type { Ctx } from '../../platform/context.ts'
import { find, get, lock } from '../../platform/rows.ts'
import { reaction } from '../../platform/workflow.ts'
import { invoiceContents } from './contents.ts'

export const mailInvoices = reaction({
  name: 'mail-invoices',
  on: ['invoice.printed', 'invoice.delivery-asked'],
  async run(ctx, event) {
    const invoice = await findInvoice(ctx, event.about)
    if (!invoice?.number || !invoice.pdf) return
    const waiting = (await deliveriesOf(ctx, invoice.id)).filter(
      ({ state, route }) => state === 'queued' && isByMail(route) && (invoice.ubl || route !== 'email-ubl'),
    )
    // PDF and UBL for the same people go in one mail: nobody wants two of one invoice.
    for (const [recipient, deliveries] of Map.groupBy(waiting, (one) => one.recipient))
      await mailOne(ctx, invoice, recipient, deliveries)
  },
})

async function mailOne(
  ctx: Ctx,
  invoice: Invoice,
  recipient: string,
  deliveries: readonly InvoiceDelivery[],
): Promise<void> {
  const [address, ...others] = recipient.split(',').map((one) => one.trim())
  if (!address) return refuseAll(ctx, deliveries, noAddress)
  const event = mailOf(invoice)
  const order = invoice.orderId ? ((await find(ctx, Order, invoice.orderId)) ?? null) : null
  const channel = order?.channel ?? null
  const language = await languageOf(ctx, event, channel, invoice.language)
  const message = await makeMail(ctx, {
    event,
    about: invoice.id,
    aboutKind: 'invoices',
    // A try of its own is a mail of its own; the same try of the same delivery never is.
    version: [invoice.number, ...deliveries.map(({ id, attempts }) => `${id}-${attempts}`)].join(':'),
    channel,
    business: invoice.business,
    language,
    to: { name: order?.customerName ?? invoice.customerName, address },
    cc: others,
    contents: await invoiceContents(ctx, invoice, order, language),
    attachments: [...attachmentsOf(invoice, deliveries), ...(await termsAlong(ctx, invoice, language))],
  })
  if (!message) return refuseAll(ctx, deliveries, notMade)
  for (const delivery of deliveries) await beginDelivery(ctx, delivery, { message: message.id })
  for (const earlier of new Set(deliveries.map((one) => one.message))) await stopKept(ctx, earlier)
}

/** The mail that waited for a mail server is not sent beside its successor, unless another delivery still counts on it. */
async function stopKept(ctx: Ctx, id: string | null): Promise<void> {
  if (!id || (await deliveriesOfMessage(ctx, id)).length > 0) return
  const message = await lock(ctx, Message, id)
  if (message.state === 'kept') await stopMail(ctx, message)
}

/** A person cannot read UBL: the PDF always goes along. */
function attachmentsOf(invoice: Invoice, deliveries: readonly InvoiceDelivery[]): MessageAttachment[] {
  const pdf = { file: invoice.pdf!, name: `${invoice.number}.pdf` }
  const hasUbl = invoice.ubl && deliveries.some(({ route }) => route === 'email-ubl')
  return hasUbl ? [pdf, { file: invoice.ubl!, name: `${invoice.number}.xml` }] : [pdf]
}

/** The PDF of the terms that the order accepted, for a business that sends them with its invoices (S1-3d). */
async function termsAlong(ctx: Ctx, invoice: Invoice, language: string): Promise<MessageAttachment[]> {
  const business = await getBusiness(ctx, { id: invoice.business })
  if (business.termsWithInvoice !== 'attached') return []
  const terms = await termsWith(ctx, business, language, invoice.orderId)
  return terms?.file ? [{ file: terms.file, name: `${terms.title}.pdf` }] : []
}

const noAddress = words(
  'er is geen e-mailadres voor facturen. Vul het in bij de klant en verstuur opnieuw',
  'there is no e-mail address for invoices. Fill it in at the customer and send again',
)
const notMade = words(
  'de e-mail kon niet worden gemaakt: het adres klopt niet of het sjabloon is niet in gebruik',
  'the mail could not be made: the address is wrong or its template is not in use',
)

async function refuseAll(ctx: Ctx, deliveries: readonly InvoiceDelivery[], error: ReturnType<typeof words>) {
  for (const { id } of deliveries) await settleDelivery(ctx, id, { state: 'refused', error })
}

/** What a mail's state says of the delivery that it carries; a refused mail has a task of its own, with the address to mend. */
const outcomes: Readonly<Record<MessageState, DeliveryOutcome['state']>> = {
  queued: 'sending',
  sending: 'sending',
  sent: 'sent',
  failed: 'refused',
  cancelled: 'cancelled',
  kept: 'kept',
}

export const followInvoiceMails = reaction({
  name: 'follow-invoice-mails',
  on: ['message.sent', 'message.failed', 'message.cancelled', 'message.kept'],
  async run(ctx, event) {
    const id = event.detail.message
    if (typeof id !== 'string') return
    const deliveries = await deliveriesOfMessage(ctx, id)
    if (deliveries.length === 0) return
    // As the mail stands now: by the time that it is told, somebody may have sent it again.
    const message = await get(ctx, Message, id)
    const said = message.error ?? ''
    for (const delivery of deliveries)
      await settleDelivery(ctx, delivery.id, {
        state: outcomes[message.state],
        isTold: true,
        ...(message.state === 'failed' ? { error: words(said, said) } : {}),
        ...(message.sentAt ? { at: message.sentAt } : {}),
      })
  },
})
