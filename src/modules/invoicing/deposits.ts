/** Deposits: an invoice on an order before anything is delivered, with its VAT, and what later invoices take off for it. */
import { addDays, dayOf } from '../../base/day.ts'
import { decimalText, percentOf, share, sum, vatInside, type Cents, type Rate } from '../../base/money.ts'
import { refuse, refuseField } from '../../base/refusal.ts'
import { customerLang } from '../../base/words.ts'
import type { Ctx } from '../../platform/context.ts'
import { lockOrder } from '../orders/reads.ts'
import type { Order } from '../orders/schema.ts'
import { getBusiness } from '../organisations/actions.ts'
import { findOrganisation } from '../organisations/reads.ts'
import type { Business, Organisation } from '../organisations/schema.ts'
import { totalsOf, type Line, type VatGroup } from './e-invoice/document.ts'
import { exchangeRateFor } from './exchange-rate.ts'
import { conceptOf, documentOf, invoiceable, ownVat, transferOf, type Deduction } from './from-order.ts'
import { vatOnInvoice, type InvoiceVat, type Whole } from './order-vat.ts'
import { checkSeller } from './parties.ts'
import { invoicesOfOrder, linesOfOrder } from './reads.ts'
import type { BasisLine, ConceptDocument, Invoice, InvoiceLine } from './schema.ts'
import { exemptionOf } from './vat-on-invoice.ts'
import { insertInvoice } from './writes.ts'

/** A part of what is not invoiced yet, or an amount with VAT. */
export type DepositAsked = { readonly percent: Rate } | { readonly amount: Cents }

/** Makes the concept of a deposit; asked for the same again while it is a concept, it answers that one. */
export async function draftDeposit(
  ctx: Ctx,
  orderId: string,
  asked: DepositAsked,
  givenRate?: string,
): Promise<Invoice> {
  const whole = await lockOrder(ctx, orderId)
  const { order } = whole
  if (order.phase === 'cancelled') refuse('invoice.order-cancelled', { number: order.number })
  const business = await getBusiness(ctx, { id: order.business })
  checkSeller(business)
  const before = await invoicesOfOrder(ctx, orderId)
  const day = dayOf(ctx.now, business.timeZone)
  const vat = await vatOnInvoice(ctx, whole, { day, isLeaving: false, isComputed: false })
  const organisation = order.organisation ? ((await findOrganisation(ctx, order.organisation)) ?? null) : null
  const rest = restOf(whole, business, organisation, vat, before, day)
  const open = await leftOfDeposits(ctx, before)
  const most = rest.content.totals.gross - sum(open.map(({ net, vat: tax }) => net + tax))
  const gross = 'amount' in asked ? asked.amount : percentOf(rest.content.totals.gross, asked.percent)
  const concept = before.find((one) => one.isDeposit && one.state === 'concept')
  if (concept)
    return concept.total === gross ? concept : refuse('deposit.concept-open', { number: order.number })
  if (gross <= 0 || gross > most)
    refuseField('amount' in asked ? 'amount' : 'percent', 'deposit.too-much', {
      number: order.number,
      most: `${order.currency} ${decimalText(Math.max(most, 0), 2)}`,
    })
  const dueDays = organisation?.paymentTermDays ?? business.paymentTermDays
  // VAT on a deposit is due on the day that it is asked, and converted at that day's rate (directive 2006/112, articles 65 and 91).
  const exchangeRate = await exchangeRateFor(ctx, order, business, { given: givenRate, day })
  const { content, lines } = depositDocument(order, business, rest, {
    exchangeRate,
    gross,
    prepaid: order.paid - usedBy(before),
    dueDay: addDays(day, dueDays),
    percent: 'percent' in asked ? asked.percent : null,
  })
  const basis = { lines, sale: vat.sale, decision: vat.decision }
  const invoice = await insertInvoice(ctx, {
    ...conceptOf(order, organisation, content, basis),
    isDeposit: true,
  })
  ctx.emit('invoice.drafted', invoice.id, { order: orderId, total: invoice.total, isDeposit: true })
  return invoice
}

type Document = { readonly content: ConceptDocument; readonly lines: readonly BasisLine[] }

/** The invoice that could be made of everything that is not invoiced yet: its VAT groups are what a deposit is shared over. */
function restOf(
  { order }: Whole,
  business: Business,
  organisation: Organisation | null,
  vat: InvoiceVat,
  before: readonly Invoice[],
  day: string,
): Document {
  const parts = invoiceable(vat.lines, order.pricesIncludeVat)
  if (parts.length === 0) refuse('invoice.nothing-left', { number: order.number })
  const isFirst = !before.some(
    ({ kind, state, isDeposit }) => kind === 'invoice' && state !== 'deleted' && !isDeposit,
  )
  return documentOf(order, parts, business, {
    day,
    dueDays: 0,
    deliveryDay: null,
    charges: isFirst ? vat.charges : [],
    prepaid: 0,
    decision: vat.decision,
    sellerVatNumber: vat.sellerVatNumber,
    organisation,
    showsBuyerNumber: vat.showsBuyerNumber,
    exchangeRate: null,
  })
}

/** One line per rate, each with its share of the amount and the VAT inside it: VAT is due on what is paid in advance (article 65). */
function depositDocument(
  order: Order,
  business: Business,
  { content: rest, lines: basis }: Document,
  terms: {
    readonly gross: Cents
    readonly prepaid: Cents
    readonly dueDay: string
    readonly percent: Rate | null
    readonly exchangeRate: number | null
  },
): { content: ConceptDocument; lines: BasisLine[] } {
  const groups = rest.vat.filter(({ base, vat }) => base + vat > 0)
  const shares = share(
    terms.gross,
    groups.map(({ base, vat }) => base + vat),
  )
  const parts = groups.flatMap((group, i) => {
    const part = shares[i] ?? 0
    const tax = group.vat === 0 ? 0 : vatInside(part, group.rate)
    return part > 0 ? [{ group, net: part - tax, vat: tax }] : []
  })
  const name = depositName(order, terms.percent)
  const lines = parts.map(({ group, net, vat: tax }, i): Line => ({
    id: String(i + 1),
    name,
    description: null,
    note: null,
    sku: null,
    gtin: null,
    quantity: 1000,
    unit: 'C62',
    net,
    vat: tax,
    discount: null,
    category: group.category,
    rate: group.rate,
  }))
  const sources = parts.map(({ group }) => sourceOf(group, rest, basis))
  const vat = parts.map(({ group, net, vat: tax }, i): VatGroup => ({
    ...group,
    base: net,
    vat: tax,
    exemption:
      group.exemption &&
      exemptionOf(
        group.category,
        sources[i]?.treatment ? [sources[i].treatment] : [],
        business.country,
        order.language,
      ),
  }))
  const totals = totalsOf({ lines, adjustments: [], vat }, Math.min(Math.max(0, terms.prepaid), terms.gross))
  return {
    content: {
      ...rest,
      dueDay: totals.payable > 0 ? terms.dueDay : null,
      deliveryDay: null,
      deliverTo: null,
      lines,
      adjustments: [],
      vat,
      totals,
      vatInOwnCurrency: ownVat(totals.vat, business.currency, terms.exchangeRate),
      payment: transferOf(order, business, totals.payable),
      notes: [depositNote[customerLang(order.language)]],
    },
    lines: parts.map(({ vat: tax }, i): BasisLine => ({
      line: String(i + 1),
      kind: 'line',
      orderLine: null,
      creditsLine: null,
      vat: tax,
      treatment: sources[i]?.treatment ?? null,
      taxCountry: sources[i]?.taxCountry ?? null,
      boxes: sources[i]?.boxes ?? [],
    })),
  }
}

/** Goods of the same category and rate: a deposit counts in the returns as they will. */
function sourceOf(
  group: VatGroup,
  rest: ConceptDocument,
  basis: readonly BasisLine[],
): BasisLine | undefined {
  const same = rest.lines.find(({ category, rate }) => category === group.category && rate === group.rate)
  const charge = rest.adjustments.findIndex(
    ({ category, rate }) => category === group.category && rate === group.rate,
  )
  return basis.find(({ line }) => line === (same?.id ?? `a${charge + 1}`))
}

function depositName({ number, language }: Order, percent: Rate | null): string {
  const part = percent === null ? '' : ` ${decimalText(percent, 2).replace(/\.?0+$/, '')}%`
  const words = {
    nl: `Aanbetaling${part} op bestelling ${number}`,
    en: `Deposit${part} on order ${number}`,
    de: `Anzahlung${part} auf Bestellung ${number}`,
  }
  return words[customerLang(language)]
}

const depositNote = {
  nl: 'Dit is een aanbetaling. De levering volgt; de eindfactuur trekt dit bedrag per btw-tarief af.',
  en: 'This is a deposit. Delivery follows; the final invoice deducts this amount per VAT rate.',
  de: 'Dies ist eine Anzahlung. Die Lieferung folgt; die Schlussrechnung zieht diesen Betrag je Steuersatz ab.',
}

/** What invoices of an order claim of what was paid for it; what was credited of a deposit is claimed no more. */
export const usedBy = (invoices: readonly Invoice[]): Cents =>
  sum(
    invoices.map(({ id, kind, state, isDeposit, total }) => {
      if (kind !== 'invoice' || state === 'deleted') return 0
      const notes = invoices.filter(({ credits, number }) => credits === id && number)
      if (notes.some(({ credit }) => credit?.isReopening)) return 0
      return total - (isDeposit ? sum(notes.map((note) => note.total)) : 0)
    }),
  )

/** What of the deposits of an order was not deducted or credited yet, drafts of both counted, per line of each deposit. */
export async function leftOfDeposits(ctx: Ctx, invoices: readonly Invoice[]): Promise<Deduction[]> {
  const deposits = invoices.filter(({ isDeposit, kind, number }) => isDeposit && kind === 'invoice' && number)
  const order = deposits[0]?.orderId
  if (!order) return []
  const lines = await linesOfOrder(ctx, order)
  const takers = [...lines, ...invoices.flatMap(draftTakers)]
  return deposits.flatMap(({ id, number, day }) =>
    lines
      .filter(({ invoice }) => invoice === id)
      .map((line) => ({ ...deductionOf(line), ...leftOf(line, takers), number: number!, day }))
      .filter(({ net, vat }) => net + vat > 0),
  )
}

type Taker = {
  readonly id: string | null
  readonly creditsLine: string | null
  readonly net: Cents
  readonly vat: Cents
}

/** What a draft would take of issued lines. */
function draftTakers({ state, basis, content }: Invoice): Taker[] {
  if (state !== 'concept' || !content) return []
  const nets = new Map<string, Cents>([
    ...content.lines.map(({ id, net }): [string, Cents] => [id, net]),
    ...content.adjustments.map(({ amount }, i): [string, Cents] => [`a${i + 1}`, amount]),
  ])
  return (basis?.lines ?? []).map(({ line, creditsLine, vat }) => ({
    id: null,
    creditsLine,
    net: nets.get(line) ?? 0,
    vat,
  }))
}

/** A line less all that took from it; what took and was itself taken back took nothing. */
function leftOf(line: Taker, takers: readonly Taker[]): { net: Cents; vat: Cents } {
  const taken = line.id ? takers.filter(({ creditsLine }) => creditsLine === line.id) : []
  const left = taken.map((one) => leftOf(one, takers))
  return {
    net: Math.abs(line.net) - sum(left.map(({ net }) => net)),
    vat: Math.abs(line.vat) - sum(left.map(({ vat }) => vat)),
  }
}

const deductionOf = (line: InvoiceLine): Omit<Deduction, 'net' | 'vat' | 'number' | 'day'> => ({
  line: line.id,
  treated: {
    category: line.category as Line['category'],
    rate: line.rate,
    treatment: line.treatment as Deduction['treated']['treatment'],
    taxCountry: line.taxCountry,
    boxes: line.boxes,
  },
})

/** A deposit that a later invoice deducted is not credited: the customer would have it twice. */
export async function checkDepositFree(ctx: Ctx, invoice: Invoice): Promise<void> {
  if (!invoice.isDeposit || !invoice.orderId) return
  const all = await invoicesOfOrder(ctx, invoice.orderId)
  const lines = await linesOfOrder(ctx, invoice.orderId)
  const own = new Set(lines.filter((line) => line.invoice === invoice.id).map(({ id }) => id))
  const sales = new Set(all.filter(({ kind }) => kind === 'invoice').map(({ id }) => id))
  const drafts = all
    .filter(({ kind, state }) => kind === 'invoice' && state === 'concept')
    .flatMap(draftTakers)
  const takers = [...lines, ...drafts]
  const deducting = [...lines.filter((line) => sales.has(line.invoice)), ...drafts].filter(
    ({ creditsLine }) => creditsLine !== null && own.has(creditsLine),
  )
  if (sum(deducting.map((one) => leftOf(one, takers).net)) > 0)
    refuse('credit.deposit-used', { number: invoice.number ?? '' })
}
