/** What one may ask of invoicing. */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { pageInput } from '../../base/check.ts'
import { dayOf, yearOf } from '../../base/day.ts'
import type { Milli } from '../../base/money.ts'
import { refuse, refuseField } from '../../base/refusal.ts'
import { action } from '../../platform/action.ts'
import type { Ctx } from '../../platform/context.ts'
import { get, page } from '../../platform/rows.ts'
import { settleTask } from '../../platform/tasks.ts'
import { keepFacts } from '../orders/actions.ts'
import { lockOrder } from '../orders/reads.ts'
import type { OrderLine } from '../orders/schema.ts'
import { getBusiness } from '../organisations/actions.ts'
import { takeNumber } from '../organisations/numbers.ts'
import { findOrganisation } from '../organisations/reads.ts'
import { followCredit, giveBackCredit, lockCredited } from './credits.ts'
import { queueDeliveries, routesFor } from './deliveries.ts'
import { draftDeposit, leftOfDeposits, usedBy } from './deposits.ts'
import type { InvoiceDocument } from './e-invoice/document.ts'
import { preflight } from './e-invoice/preflight.ts'
import { withReference } from './e-invoice/reference.ts'
import { exchangeRateFor } from './exchange-rate.ts'
import { conceptOf, documentOf, invoiceable } from './from-order.ts'
import { keepLines } from './issued-lines.ts'
import { notInvoiced } from './moment.ts'
import { vatOnInvoice, type Whole } from './order-vat.ts'
import { checkSeller } from './parties.ts'
import { foundInvoices, invoicesOfOrder, issuedInvoice, lockInvoice, seriesFaults } from './reads.ts'
import { Invoice, invoiceStates, type ConceptDocument, type DraftTerms } from './schema.ts'
import { changeInvoice, insertInvoice, insertIssued } from './writes.ts'

export const listInvoices = action({
  http: 'GET /invoices',
  right: 'invoices.see',
  says: 'The newest invoices, or what a search finds by invoice number, order number or name.',
  input: z.object({
    search: z.string().trim().max(200).optional(),
    state: z.enum(Object.keys(invoiceStates) as [Invoice['state'], ...Invoice['state'][]]).optional(),
    order: z.uuid().optional(),
    contact: z.uuid().optional(),
    ...pageInput,
  }),
  async run(ctx, { search, state, order, contact, after, limit }) {
    const where = { state, orderId: order, contact }
    if (!search) return page(ctx, Invoice, { where, after, limit })
    if (search.length < 2) refuse('contact.search-too-short')
    return page(ctx, Invoice, { where: { ...where, id: await foundInvoices(ctx, search) }, after, limit })
  },
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

/** How many of the order's currency make one of ours. */
const rateInput = z
  .string()
  .regex(/^\d{1,7}(\.\d{1,4})?$/)
  .optional()

export const draftInvoice = action({
  http: 'POST /orders/:order/invoices',
  right: 'invoices.make',
  says: 'Makes a concept for what of the order is not invoiced yet.',
  input: z.object({
    order: z.uuid(),
    amounts: z.enum(['shop', 'computed']).default('shop'),
    exchangeRate: rateInput,
  }),
  run: (ctx, { order, ...terms }) => draft(ctx, order, null, terms),
})

export const invoiceDeposit = action({
  http: 'POST /orders/:order/deposits',
  right: 'invoices.make',
  says: 'Makes the concept of a deposit on an order: a part of what is not invoiced yet in hundredths of a percent, or an amount with VAT. Later invoices deduct it.',
  input: z.strictObject({
    order: z.uuid(),
    percent: z.int().min(1).max(10_000).optional(),
    amount: z.int().min(1).max(10_000_000_000).optional(),
    exchangeRate: rateInput,
  }),
  run: (ctx, { order, percent, amount, exchangeRate }) => {
    if ((percent === undefined) === (amount === undefined))
      refuseField('percent', 'deposit.percent-or-amount')
    return draftDeposit(ctx, order, percent === undefined ? { amount: amount! } : { percent }, exchangeRate)
  },
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
    const { orderId } = await get(ctx, Invoice, input.invoice)
    const whole = orderId ? await lockOrder(ctx, orderId) : null
    const invoice = await lockInvoice(ctx, input.invoice)
    if (invoice.state !== 'concept') refuse('invoice.not-a-concept', { number: invoice.number ?? '' })
    if (invoice.kind === 'credit-note') await giveBackCredit(ctx, invoice)
    else if (whole) await countInvoiced(ctx, whole, takenBack(invoice))
    ctx.emit('invoice.deleted', invoice.id, { order: invoice.orderId })
    return changeInvoice(ctx, invoice.id, { state: 'deleted', content: null, shipment: null })
  },
})

/** The quantities of a concept, to be given back to its order. */
export const takenBack = (invoice: Invoice): Map<string, Milli> => {
  const quantities = new Map((invoice.content?.lines ?? []).map(({ id, quantity }) => [id, quantity]))
  return new Map(
    (invoice.basis?.lines ?? []).flatMap(({ line, orderLine }) =>
      orderLine ? [[orderLine, -(quantities.get(line) ?? 0)]] : [],
    ),
  )
}

export const checkSeries = action({
  http: 'GET /invoices/number-check',
  right: 'invoices.see',
  says: 'Number series with a gap or a double; an empty list is right.',
  input: z.object({}),
  run: async (ctx) => ({ rows: await seriesFaults(ctx) }),
})

/** What one shipment holds, and when it left if it has. */
export type ShippedPart = {
  readonly id: string
  readonly quantities: ReadonlyMap<string, Milli>
  readonly leftAt?: Date | null
  /** Nothing but these quantities; work and insurance do not come along by themselves. */
  readonly isExact?: boolean
}

/** Makes the concept of an order, or of what one shipment of it holds; a second call for the same shipment gives the first. */
export async function draft(
  ctx: Ctx,
  orderId: string,
  shipment: ShippedPart | null,
  terms: DraftTerms = {},
): Promise<Invoice> {
  const { order, lines } = await lockOrder(ctx, orderId)
  const all = await invoicesOfOrder(ctx, orderId)
  const before = standing(all).filter(({ isDeposit }) => !isDeposit)
  const same = before.find((invoice) =>
    shipment ? invoice.shipment === shipment.id : invoice.state === 'concept',
  )
  if (same) return same
  if (order.phase === 'cancelled') refuse('invoice.order-cancelled', { number: order.number })
  const made = await composed(ctx, { order, lines }, all, shipment, terms)
  const invoice = await insertInvoice(ctx, { ...made.concept, shipment: shipment?.id ?? null })
  await countInvoiced(ctx, { order, lines }, made.quantities)
  ctx.emit('invoice.drafted', invoice.id, { order: orderId, total: invoice.total })
  return invoice
}

/** The concept made anew for these quantities of its order, in the order's amounts of now; what was typed on it is gone. */
export async function redraft(
  ctx: Ctx,
  whole: Whole,
  invoice: Invoice,
  quantities: ReadonlyMap<string, Milli>,
): Promise<Invoice> {
  const others = (await invoicesOfOrder(ctx, whole.order.id)).filter(({ id }) => id !== invoice.id)
  const part = { id: invoice.shipment ?? '', quantities, isExact: true }
  const made = await composed(ctx, whole, others, part, invoice.basis?.terms ?? {})
  await countInvoiced(ctx, whole, made.quantities)
  return changeInvoice(ctx, invoice.id, made.concept)
}

/** Keeps what a draft says from now on. */
export async function keepDraft(
  ctx: Ctx,
  { id, orderId }: Invoice,
  content: ConceptDocument,
): Promise<Invoice> {
  const after = await changeInvoice(ctx, id, { content, dueDay: content.dueDay })
  ctx.emit('invoice.draft-changed', id, { order: orderId, total: after.total })
  return after
}

/** What an invoice of an order says, beside the other invoices of it; refuses while it cannot be made. */
async function composed(
  ctx: Ctx,
  { order, lines }: Whole,
  all: readonly Invoice[],
  shipment: ShippedPart | null,
  terms: DraftTerms,
) {
  const before = standing(all).filter(({ isDeposit }) => !isDeposit)
  const business = await getBusiness(ctx, { id: order.business })
  checkSeller(business)
  // Work, insurance and other lines that are no goods go with the first shipment.
  const quantities =
    shipment &&
    new Map([
      ...lines
        .filter((line) => line.kind !== 'goods' && !shipment.isExact)
        .map((line): [string, Milli] => [line.id, line.ordered]),
      ...shipment.quantities,
    ])
  const day = dayOf(ctx.now, business.timeZone)
  const leftAt = shipment?.leftAt ?? order.shippedAt
  const left = leftAt && dayOf(leftAt, business.timeZone)
  const deliveryDay = left ?? order.plannedDay ?? day
  const vat = await vatOnInvoice(
    ctx,
    { order, lines },
    {
      day: deliveryDay,
      isLeaving: Boolean(shipment?.id) || left !== null,
      isComputed: terms.amounts === 'computed',
    },
  )
  const parts = invoiceable(vat.lines, order.pricesIncludeVat, quantities ?? undefined)
  if (parts.length === 0) refuse('invoice.nothing-left', { number: order.number })
  const used = usedBy([
    ...before,
    ...all.filter(({ isDeposit, kind }) => isDeposit || kind === 'credit-note'),
  ])
  const organisation = order.organisation ? ((await findOrganisation(ctx, order.organisation)) ?? null) : null
  if (organisation && !organisation.isComplete) refuse('organisation.incomplete', { name: organisation.name })
  const { content, lines: basis } = documentOf(order, parts, business, {
    day,
    dueDays: organisation?.paymentTermDays ?? business.paymentTermDays,
    deliveryDay,
    charges: before.length === 0 ? vat.charges : [],
    deposits: await leftOfDeposits(ctx, all),
    prepaid: order.paid - used,
    decision: vat.decision,
    sellerVatNumber: vat.sellerVatNumber,
    organisation,
    showsBuyerNumber: vat.showsBuyerNumber,
    exchangeRate: await exchangeRateFor(ctx, order, business, {
      given: terms.exchangeRate,
      day: deliveryDay,
    }),
  })
  return {
    concept: conceptOf(order, organisation, content, {
      lines: basis,
      sale: vat.sale,
      decision: vat.decision,
      terms,
    }),
    quantities: new Map(parts.map(({ line, quantity }) => [line.id, quantity])),
  }
}

/** The invoices that an order still has: not deleted, and not taken back to be made again. */
export function standing(all: readonly Invoice[]): Invoice[] {
  const reopened = new Set(
    all.flatMap(({ credit, credits, number }) => (credit?.isReopening && number ? credits : [])),
  )
  return all.filter(({ id, state, kind }) => state !== 'deleted' && kind === 'invoice' && !reopened.has(id))
}

/** Counts quantities of order lines as invoiced, or gives them back when negative, and says how far the order is invoiced. */
export async function countInvoiced(
  ctx: Ctx,
  { order, lines }: Whole,
  quantities: ReadonlyMap<string, Milli>,
): Promise<Whole> {
  const counted = lines.map((line) => ({ ...line, invoiced: line.invoiced + (quantities.get(line.id) ?? 0) }))
  const changes = new Map(
    counted
      .filter(({ id }) => quantities.has(id))
      .map(({ id, invoiced }): [string, Partial<OrderLine>] => [id, { invoiced }]),
  )
  const isWhole = counted.every((line) => line.ordered - line.cancelled - line.invoiced <= 0)
  const isNone = counted.every((line) => line.invoiced === 0)
  return keepFacts(
    ctx,
    { order, lines },
    { invoicing: isNone ? 'none' : isWhole ? 'whole' : 'part' },
    changes,
  )
}

/** Gives number and day, and writes what was issued; asked twice, it answers the same invoice. */
export async function finalise(ctx: Ctx, id: string): Promise<Invoice> {
  const credited = await lockCredited(ctx, id)
  const invoice = await lockInvoice(ctx, id)
  if (invoice.number) return invoice
  if (invoice.state !== 'concept' || !invoice.content)
    refuse('invoice.not-a-concept', { number: invoice.number ?? '' })
  const business = await getBusiness(ctx, { id: invoice.business })
  const day = dayOf(ctx.now, business.timeZone)
  const routes = await routesFor(ctx, invoice)
  checkReady(
    { ...invoice.content, number: 'concept', issueDay: day },
    routes.includes('peppol') ? 'peppol' : 'en16931',
  )
  await keepLines(ctx, invoice, day)
  const { due, settled } = credited
    ? await followCredit(ctx, invoice, credited)
    : { due: invoice.due, settled: 0 }
  await queueDeliveries(ctx, invoice, routes)
  const { sequence, number } = await takeNumber(ctx, invoice.business, invoice.kind, yearOf(day))
  const document = withReference({ ...invoice.content, number, issueDay: day })
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
  if (invoice.orderId && invoice.kind === 'invoice' && !invoice.isDeposit)
    await settleTask(ctx, notInvoiced(invoice.orderId))
  ctx.emit('invoice.finalised', id, {
    number,
    kind: invoice.kind,
    order: invoice.orderId,
    total: invoice.total,
    due,
  })
  if (invoice.credits)
    ctx.emit('invoice.credited', invoice.credits, {
      number,
      creditNote: id,
      total: invoice.total,
      settled,
      reason: invoice.credit?.reason ?? '',
    })
  return changeInvoice(ctx, id, {
    state: due <= 0 ? 'paid' : 'final',
    due,
    number,
    day,
    content: null,
    basis: null,
  })
}

/** What the receiver would refuse is said before there is a number, with the field that must change. */
function checkReady(document: InvoiceDocument, profile: 'en16931' | 'peppol'): void {
  const wrong = preflight(document, profile).filter(({ level }) => level === 'error')
  const [first] = wrong
  if (!first) return
  refuseField(first.path, 'invoice.not-ready', {
    text: first.text,
    findings: wrong.map(({ rule, path, text }) => ({ rule, path, text })),
  })
}

/** The final invoice of what one shipment holds; made once, however often it is asked for. */
export async function finaliseForShipment(
  ctx: Ctx,
  order: string,
  shipment: string,
  quantities: ReadonlyMap<string, Milli>,
): Promise<Invoice> {
  const invoice = await draft(ctx, order, { id: shipment, quantities })
  return finalise(ctx, invoice.id)
}

/** Keeps where the PDF of an issued invoice lies, and its UBL beside it; either may come later than the other. */
export async function keepPrinted(
  ctx: Ctx,
  id: string,
  files: { readonly pdf?: string; readonly ubl?: string },
): Promise<void> {
  const { pdf } = await changeInvoice(ctx, id, files)
  ctx.emit('invoice.printed', id, { file: pdf })
}
