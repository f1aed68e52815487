/** What one may ask of invoicing. */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { pageInput } from '../../base/check.ts'
import { dayOf, yearOf } from '../../base/day.ts'
import type { Milli } from '../../base/money.ts'
import { refuse } from '../../base/refusal.ts'
import { action } from '../../platform/action.ts'
import type { Ctx } from '../../platform/context.ts'
import { get, page } from '../../platform/rows.ts'
import { keepFacts } from '../orders/actions.ts'
import { lockOrder } from '../orders/reads.ts'
import type { OrderLine } from '../orders/schema.ts'
import { getBusiness } from '../organisations/actions.ts'
import { documentOf, invoiceable } from './from-order.ts'
import { invoicesOfOrder, issuedInvoice, lockInvoice, seriesFaults } from './reads.ts'
import { Invoice, invoiceStates } from './schema.ts'
import { changeInvoice, insertInvoice, insertIssued, takeNumber } from './writes.ts'

/** Days that a customer has when nothing else was agreed. */
const usualDueDays = 14

export const listInvoices = action({
  http: 'GET /invoices',
  right: 'invoices.see',
  input: z.object({ state: z.enum(Object.keys(invoiceStates) as [Invoice['state'], ...Invoice['state'][]]).optional(), order: z.uuid().optional(), ...pageInput }),
  run: (ctx, { state, order, after, limit }) => page(ctx, Invoice, { where: { state, orderId: order }, after, limit }),
})

export const getInvoice = action({
  http: 'GET /invoices/:invoice',
  right: 'invoices.see',
  says: 'One invoice; once final, with the document as it was issued.',
  input: z.object({ invoice: z.uuid() }),
  async run(ctx, input) {
    const invoice = await get(ctx, Invoice, input.invoice)
    const issued = invoice.number ? await issuedInvoice(ctx, invoice.id) : null
    return { ...invoice, document: issued?.document ?? invoice.content }
  },
})

export const draftInvoice = action({
  http: 'POST /orders/:order/invoices',
  right: 'invoices.make',
  says: 'Makes a concept for what of the order is not invoiced yet.',
  input: z.object({ order: z.uuid() }),
  run: (ctx, input) => draft(ctx, input.order, null),
})

export const finaliseInvoice = action({
  http: 'POST /invoices/:invoice/finalise',
  right: 'invoices.finalise',
  says: 'Gives the invoice its number and day; from then on it cannot be changed.',
  input: z.object({ invoice: z.uuid() }),
  run: (ctx, input) => finalise(ctx, input.invoice),
})

export const deleteConcept = action({
  http: 'DELETE /invoices/:invoice',
  right: 'invoices.make',
  input: z.object({ invoice: z.uuid() }),
  async run(ctx, input) {
    const invoice = await lockInvoice(ctx, input.invoice)
    if (invoice.state !== 'concept') refuse('invoice.not-a-concept', { number: invoice.number ?? '' })
    ctx.emit('invoice.deleted', invoice.id, { order: invoice.orderId })
    return changeInvoice(ctx, invoice.id, { state: 'deleted', content: null })
  },
})

export const checkSeries = action({
  http: 'GET /invoices/number-check',
  right: 'invoices.see',
  says: 'Number series with a gap or a double; an empty list is right.',
  input: z.object({}),
  run: async (ctx) => ({ rows: await seriesFaults(ctx) }),
})

/** Makes the concept of an order, or of what one shipment of it holds; a second call for the same shipment gives the first. */
export async function draft(ctx: Ctx, orderId: string, shipment: { id: string; quantities: ReadonlyMap<string, Milli> } | null): Promise<Invoice> {
  const { order, lines } = await lockOrder(ctx, orderId)
  const before = await invoicesOfOrder(ctx, orderId)
  const same = before.find((invoice) => invoice.state !== 'deleted' && (shipment ? invoice.shipment === shipment.id : invoice.state === 'concept'))
  if (same) return same
  if (order.phase === 'cancelled') refuse('invoice.order-cancelled', { number: order.number })
  const business = await getBusiness(ctx, { id: order.business })
  if (!business.vatNumber || !business.street || !business.city) refuse('invoice.business-incomplete', { name: business.tradeName })
  // Work, insurance and other lines that are no goods go with the first shipment.
  const quantities = shipment && new Map([...lines.filter((line) => line.kind !== 'goods').map((line): [string, Milli] => [line.id, line.ordered]), ...shipment.quantities])
  const parts = invoiceable(lines, quantities ?? undefined)
  if (parts.length === 0) refuse('invoice.nothing-left', { number: order.number })
  const isFirst = before.every((invoice) => invoice.state === 'deleted')
  const day = dayOf(ctx.now, business.timeZone)
  const used = before.filter((invoice) => invoice.state !== 'deleted').reduce((sum, invoice) => sum + invoice.total, 0)
  const content = documentOf(order, parts, business, { day, dueDays: usualDueDays, deliveryDay: order.plannedDay ?? day, isFirst, prepaid: order.paid - used })
  const invoice = await insertInvoice(ctx, {
    kind: 'invoice',
    business: order.business,
    orderId,
    shipment: shipment?.id ?? null,
    contact: order.contact,
    organisation: order.organisation,
    customerName: content.buyer.name,
    email: order.email || null,
    language: order.language,
    currency: order.currency,
    state: 'concept',
    dueDay: content.dueDay,
    totalNet: content.totals.net,
    totalVat: content.totals.vat,
    total: content.totals.gross,
    due: content.totals.payable,
    content,
  })
  const changes = new Map(parts.map(({ line, quantity }): [string, Partial<OrderLine>] => [line.id, { invoiced: line.invoiced + quantity }]))
  const isWhole = lines.every((line) => line.ordered - line.cancelled - line.invoiced - (parts.find((part) => part.line.id === line.id)?.quantity ?? 0) <= 0)
  await keepFacts(ctx, { order, lines }, { invoicing: isWhole ? 'whole' : 'part' }, changes)
  ctx.emit('invoice.drafted', invoice.id, { order: orderId, total: invoice.total })
  return invoice
}

/** Gives number and day, and writes what was issued; asked twice, it answers the same invoice. */
export async function finalise(ctx: Ctx, id: string): Promise<Invoice> {
  const invoice = await lockInvoice(ctx, id)
  if (invoice.number) return invoice
  if (invoice.state !== 'concept' || !invoice.content) refuse('invoice.not-a-concept', { number: invoice.number ?? '' })
  const business = await getBusiness(ctx, { id: invoice.business })
  const day = dayOf(ctx.now, business.timeZone)
  const { sequence, number } = await takeNumber(ctx, invoice.business, invoice.kind, yearOf(day))
  const document = { ...invoice.content, number, issueDay: day }
  await insertIssued(ctx, {
    id,
    business: invoice.business,
    kind: invoice.kind,
    year: yearOf(day),
    sequence,
    number,
    day,
    total: invoice.total,
    document,
    documentHash: createHash('sha256').update(JSON.stringify(document)).digest('hex'),
  })
  ctx.emit('invoice.finalised', id, { number, order: invoice.orderId, total: invoice.total, due: invoice.due })
  return changeInvoice(ctx, id, { state: invoice.due <= 0 ? 'paid' : 'final', number, day, content: null })
}

/** The final invoice of what one shipment holds; made once, however often it is asked for. */
export async function finaliseForShipment(ctx: Ctx, order: string, shipment: string, quantities: ReadonlyMap<string, Milli>): Promise<Invoice> {
  const invoice = await draft(ctx, order, { id: shipment, quantities })
  return finalise(ctx, invoice.id)
}

/** Keeps where the PDF of an issued invoice lies. */
export async function keepPdf(ctx: Ctx, id: string, file: string): Promise<void> {
  await changeInvoice(ctx, id, { pdf: file })
  ctx.emit('invoice.printed', id, { file })
}
