/** Credit notes: lines of an issued invoice are taken back, never more than they hold, and the order follows. */
import type { Milli } from '../../base/money.ts'
import { refuse, refuseField } from '../../base/refusal.ts'
import type { Ctx } from '../../platform/context.ts'
import { keepFacts } from '../orders/actions.ts'
import { lockOrder } from '../orders/reads.ts'
import type { OrderLine } from '../orders/schema.ts'
import { receiveStock } from '../stock/actions.ts'
import { decisionsAbout } from '../tax/reads.ts'
import { checkDepositFree } from './deposits.ts'
import { creditDocumentOf, type Taken } from './credit-document.ts'
import type { Whole } from './order-vat.ts'
import {
  creditedOf,
  creditNotesOf,
  findInvoice,
  issuedInvoice,
  linesOfInvoice,
  lockInvoice,
} from './reads.ts'
import type { Credit, Invoice, InvoiceLine } from './schema.ts'
import { bringBack } from './write-offs.ts'
import { changeInvoice, countCredited, insertInvoice } from './writes.ts'

export type CreditAsked = {
  readonly invoice: string
  /** As the invoice names its lines; left out, everything that is left is credited. */
  readonly lines?: readonly { readonly line: string; readonly quantity: Milli }[] | undefined
  readonly shipping: boolean
  readonly reason: string
  readonly restock: boolean
  /** The invoice was wrong and a new one will be made: everything that is left of it, and the money stays where it is. */
  readonly reinvoice?: boolean
}

/** Makes the concept credit note; asked for the same again while it is a concept, it answers that one. */
export async function draftCredit(ctx: Ctx, asked: CreditAsked): Promise<Invoice> {
  const found = (await findInvoice(ctx, asked.invoice)) ?? refuse('record.not-found', { what: 'invoices' })
  // The order first, as everywhere: order, then invoice, then stock, then the number series.
  const whole = found.orderId ? await lockOrder(ctx, found.orderId) : null
  const invoice = await lockInvoice(ctx, asked.invoice)
  if (invoice.kind !== 'invoice' || !invoice.number) return refuse('credit.not-an-invoice')
  const { number } = invoice
  await checkDepositFree(ctx, invoice)
  const before = (await creditNotesOf(ctx, invoice.id)).filter(({ state }) => state !== 'deleted')
  const taken = await takenOf(ctx, invoice, asked, before)
  const credit: Credit = {
    reason: asked.reason,
    isRestocked: asked.restock,
    isReopening: asked.reinvoice ?? false,
    lines: taken.map(({ line, quantity }) => ({ line: line.id, quantity })),
  }
  const open = before.find(({ state }) => state === 'concept')
  if (open) return isSame(open.credit, credit) ? open : refuse('credit.concept-open', { number })
  if ((await countCredited(ctx, credit.lines)) !== taken.length) refuse('credit.nothing-left', { number })
  return insertCredit(ctx, invoice, taken, credit, {
    before,
    isGross: whole?.order.pricesIncludeVat ?? false,
  })
}

async function insertCredit(
  ctx: Ctx,
  invoice: Invoice,
  taken: readonly Taken[],
  credit: Credit,
  { before, isGross }: { before: readonly Invoice[]; isGross: boolean },
): Promise<Invoice> {
  const { document } = await issuedInvoice(ctx, invoice.id)
  const creditedVat = before.reduce((sum, note) => sum + note.totalVat, 0)
  const { content, lines } = creditDocumentOf(document, taken, {
    reason: credit.reason,
    creditedVat,
    isGross,
    language: invoice.language,
  })
  const decided = (await decisionsAbout(ctx, invoice.id))[0]
  const note = await insertInvoice(ctx, {
    kind: 'credit-note',
    business: invoice.business,
    orderId: invoice.orderId,
    credits: invoice.id,
    contact: invoice.contact,
    organisation: invoice.organisation,
    customerName: invoice.customerName,
    email: invoice.email,
    language: invoice.language,
    currency: invoice.currency,
    state: 'concept',
    totalNet: content.totals.net,
    totalVat: content.totals.vat,
    total: content.totals.gross,
    due: content.totals.payable,
    content,
    basis: { lines, sale: decided?.input ?? null, decision: decided?.result ?? null },
    credit,
  })
  ctx.emit('invoice.credit-drafted', note.id, {
    invoice: invoice.id,
    number: invoice.number,
    total: note.total,
    reason: credit.reason,
  })
  return note
}

const isSame = (a: Credit | null, b: Credit): boolean =>
  a !== null &&
  a.reason === b.reason &&
  a.isRestocked === b.isRestocked &&
  a.isReopening === b.isReopening &&
  a.lines.length === b.lines.length &&
  a.lines.every(({ line, quantity }) =>
    b.lines.some((other) => other.line === line && other.quantity === quantity),
  )

/** The lines that were asked for, each with what can still be credited of it; a concept of the same counts as not there. */
async function takenOf(
  ctx: Ctx,
  invoice: Invoice,
  asked: CreditAsked,
  before: readonly Invoice[],
): Promise<Taken[]> {
  const number = invoice.number ?? ''
  const lines = await linesOfInvoice(ctx, invoice.id)
  const concept = new Map(
    (before.find(({ state }) => state === 'concept')?.credit?.lines ?? []).map(({ line, quantity }) => [
      line,
      quantity,
    ]),
  )
  const credited = new Map(
    (await creditedOf(ctx, invoice.id)).map((row) => [row.id, row.credited - (concept.get(row.id) ?? 0)]),
  )
  const leftOf = (line: InvoiceLine) => line.quantity - (credited.get(line.id) ?? 0)
  const wanted = new Map<string, Milli>()
  if (!asked.lines) for (const line of lines) wanted.set(line.line, leftOf(line))
  for (const [i, { line, quantity }] of (asked.lines ?? []).entries()) {
    const found =
      lines.find((one) => one.line === line) ??
      refuseField(`lines.${i}.line`, 'credit.unknown-line', { number, line })
    const total = (wanted.get(line) ?? 0) + quantity
    if (total > leftOf(found))
      refuseField(`lines.${i}.quantity`, 'credit.too-much', { number, line, most: leftOf(found) / 1000 })
    wanted.set(line, total)
  }
  if (asked.shipping && asked.lines)
    for (const line of await shippingOf(ctx, invoice, lines)) wanted.set(line.line, leftOf(line))
  const taken = lines.flatMap((line) => {
    const quantity = wanted.get(line.line) ?? 0
    return quantity > 0 ? [{ line, before: credited.get(line.id) ?? 0, quantity }] : []
  })
  if (asked.reinvoice && lines.some((line) => (wanted.get(line.line) ?? 0) < leftOf(line)))
    refuse('credit.reopens-whole', { number })
  if (taken.length === 0)
    refuse(lines.every((line) => leftOf(line) <= 0) ? 'credit.nothing-left' : 'credit.nothing-chosen', {
      number,
    })
  return taken
}

/** Freight by the code that e-invoices give it. */
async function shippingOf(ctx: Ctx, invoice: Invoice, lines: readonly InvoiceLine[]): Promise<InvoiceLine[]> {
  const { document } = await issuedInvoice(ctx, invoice.id)
  const freight = new Set(
    document.adjustments.flatMap(({ reasonCode }, i) => (reasonCode === 'FC' ? [`a${i + 1}`] : [])),
  )
  return lines.filter(({ line }) => freight.has(line))
}

export type Credited = { readonly original: Invoice; readonly whole: Whole | null }

/** Locks what a credit note changes when it becomes final, order first; null for anything else. */
export async function lockCredited(ctx: Ctx, id: string): Promise<Credited | null> {
  const note = await findInvoice(ctx, id)
  if (!note?.credits) return null
  const whole = note.orderId ? await lockOrder(ctx, note.orderId) : null
  return { original: await lockInvoice(ctx, note.credits), whole }
}

/** The order's lines follow, goods that come back lie in stock again, and what was still due of the invoice is settled. Answers what is to be paid back, and what was settled. */
export async function followCredit(
  ctx: Ctx,
  note: Invoice,
  { original: before, whole }: Credited,
): Promise<{ due: number; settled: number }> {
  // A claim that was written off is settled first, as any other.
  const original = await bringBack(ctx, before)
  if (whole) await creditOrder(ctx, note, whole)
  const settled = Math.min(original.due, note.total)
  const isWhole = (await creditedOf(ctx, original.id)).every(
    ({ invoiced, credited }) => invoiced === credited,
  )
  // A new invoice takes over what was paid, and the shipment that this one was for.
  const isReopening = note.credit?.isReopening ?? false
  await changeInvoice(ctx, original.id, {
    due: original.due - settled,
    ...(isReopening ? { shipment: null } : {}),
    ...(isWhole
      ? { state: 'credited' as const }
      : original.due - settled <= 0 && original.state !== 'paid'
        ? { state: 'paid' as const }
        : {}),
  })
  return { due: isReopening ? 0 : note.total - settled, settled }
}

async function creditOrder(ctx: Ctx, note: Invoice, whole: Whole): Promise<void> {
  const quantities = new Map(note.content!.lines.map(({ id, quantity }) => [id, quantity]))
  const credited = new Map(
    (note.basis?.lines ?? []).flatMap(({ line, orderLine }) =>
      orderLine ? [[orderLine, quantities.get(line) ?? 0] as const] : [],
    ),
  )
  const changes = new Map<string, Partial<OrderLine>>()
  for (const line of whole.lines) {
    const quantity = credited.get(line.id)
    if (quantity === undefined) continue
    if (note.credit?.isReopening) {
      changes.set(line.id, { invoiced: line.invoiced - quantity })
      continue
    }
    const back = note.credit?.isRestocked ? await restock(ctx, note, line, quantity) : 0
    changes.set(line.id, {
      credited: line.credited + quantity,
      ...(back > 0 ? { returned: line.returned + back } : {}),
    })
  }
  const isNone = whole.lines.every((line) => (changes.get(line.id)?.invoiced ?? line.invoiced) === 0)
  await keepFacts(
    ctx,
    whole,
    note.credit?.isReopening ? { invoicing: isNone ? 'none' : 'part' } : {},
    changes,
  )
}

/** Only what had left the house can lie there again; answers how much that is. */
async function restock(ctx: Ctx, note: Invoice, line: OrderLine, quantity: Milli): Promise<Milli> {
  const back = Math.min(quantity, line.shipped - line.returned)
  if (back <= 0 || !line.product || !line.location || line.kind !== 'goods') return 0
  await receiveStock(
    ctx,
    [
      {
        product: line.product,
        location: line.location,
        quantity: back,
        reason: null,
        reference: note.id,
        dedupe: `credit:${note.id}:${line.id}`,
      },
    ],
    'return',
  )
  return back
}

/** A concept that is deleted leaves its quantities to be credited again. */
export async function giveBackCredit(ctx: Ctx, note: Invoice): Promise<void> {
  await countCredited(
    ctx,
    (note.credit?.lines ?? []).map(({ line, quantity }) => ({ line, quantity: -quantity })),
  )
}
