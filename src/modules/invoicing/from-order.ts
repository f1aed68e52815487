/** The document of an invoice for what of an order is not invoiced yet, in the amounts that the shop charged. Pure. */
import { addDays, type Day } from '../../base/day.ts'
import { decimalText, divide, share, sum, type Cents, type Milli, type Rate } from '../../base/money.ts'
import { refuse } from '../../base/refusal.ts'
import { customerLang, say } from '../../base/words.ts'
import { surchargeWords, type Order, type OrderLine } from '../orders/schema.ts'
import type { Business, Organisation } from '../organisations/schema.ts'
import type { Decision, Treatment } from '../tax/rules/decision.ts'
import { unmixed } from '../tax/rules/verdict.ts'
import {
  totalsOf,
  type Adjustment,
  type InvoiceDocument,
  type Line,
  type VatGroup,
} from './e-invoice/document.ts'
import { buyerOf, isConsumer, placeOf, sellerOf } from './parties.ts'
import type { BasisLine, ConceptDocument, Invoice } from './schema.ts'
import { exemptionOf, treatedAs, treatedCharge, verdictsOf, type Treated } from './vat-on-invoice.ts'

export type Invoiceable = {
  readonly line: OrderLine
  readonly quantity: Milli
  readonly net: Cents
  readonly vat: Cents
}

/** What of each line can still be invoiced; `only` limits it to what left the house. */
export function invoiceable(
  lines: readonly OrderLine[],
  isGross: boolean,
  only?: ReadonlyMap<string, Milli>,
): Invoiceable[] {
  return lines.flatMap((line) => {
    const open = line.ordered - line.cancelled - line.invoiced
    const quantity = only ? Math.min(open, only.get(line.id) ?? 0) : open
    if (quantity <= 0) return []
    return [
      {
        line,
        quantity,
        ...amountsOfPart(line, {
          before: line.invoiced,
          quantity,
          of: line.ordered - line.cancelled,
          isGross,
        }),
      },
    ]
  })
}

/**
 * The amounts of some pieces of a line, after those before them: all parts together are the line exactly. One of two
 * pieces of 10.00 with VAT is 10.00, and one of two of 10.00 without is 10.00 too: what was priced is what is shared.
 */
export function amountsOfPart(
  line: { readonly net: Cents; readonly vat: Cents },
  part: { readonly before: Milli; readonly quantity: Milli; readonly of: Milli; readonly isGross: boolean },
): { net: Cents; vat: Cents } {
  const share = (whole: Cents) =>
    upTo(whole, part.before + part.quantity, part.of) - upTo(whole, part.before, part.of)
  const vat = share(line.vat)
  return { vat, net: part.isGross ? share(line.net + line.vat) - vat : share(line.net) }
}

/** The amount of the first `part` of a whole, such as some pieces of a line: parts so computed add up exactly. */
export const upTo = (whole: Cents, part: number, of: number): Cents =>
  part >= of ? whole : Number(divide(BigInt(whole) * BigInt(part), BigInt(of)))

/** Costs beside the lines, such as shipping; a negative one is a discount. */
export type Charge = {
  readonly name: string
  readonly net: Cents
  readonly vat: Cents
  readonly rate: Rate
  readonly code: string | null
}

/** What an invoice takes off for a deposit: at most so much of one line of it, with the VAT that was in it. */
export type Deduction = {
  /** Id of the issued line of the deposit. */
  readonly line: string
  readonly number: string
  readonly day: Day | null
  readonly net: Cents
  readonly vat: Cents
  readonly treated: Treated
}

export type Terms = {
  readonly deposits?: readonly Deduction[]
  readonly day: Day
  readonly dueDays: number
  readonly deliveryDay: Day | null
  readonly charges: readonly Charge[]
  readonly prepaid: Cents
  /** Null where our rules have no answer; what was charged then stands as it was. */
  readonly decision: Decision | null
  readonly sellerVatNumber: string | null
  readonly organisation: Organisation | null
  readonly showsBuyerNumber: boolean
  /** How many of the document's currency make one of ours, in ten-thousandths; null when they are the same. */
  readonly exchangeRate: number | null
}

export function documentOf(
  order: Order,
  parts: readonly Invoiceable[],
  business: Business,
  terms: Terms,
): { content: ConceptDocument; lines: BasisLine[] } {
  const verdicts = verdictsOf(terms.decision)
  const each = parts.map(({ line, net, vat }) => {
    const found = treatedAs({ rate: line.vatRate, net, vat }, verdicts.get(line.id), business.country)
    return (
      found ??
      refuse('invoice.vat-not-charged', {
        number: order.number,
        amount: `${order.currency} ${decimalText(net, 2)}`,
        country: verdicts.get(line.id)?.taxCountry ?? '',
      })
    )
  })
  const treated = unmixed(each)
  const costs = terms.charges.map((charge) => ({
    ...charge,
    treated: treatedCharge(charge, treated, business.country),
    creditsLine: null,
  }))
  const amounts = [
    ...parts.map(({ net, vat: tax }, i) => ({ net, vat: tax, treated: treated[i]! })),
    ...costs,
  ]
  const deducted = deductedFrom(amounts, terms.deposits ?? [])
  const charges = [...costs, ...deducted.map((one) => deductedCharge(one, order))]
  const lines = parts.map((part, i) => lineOf(part, treated[i]!, i))
  const adjustments = charges.map(adjustmentOf)
  const vat = groupsOf([...amounts, ...charges.slice(costs.length)], business.country, order.language)
  const gross = sum(vat.map((group) => group.base + group.vat))
  const totals = totalsOf(
    { lines, adjustments, vat },
    Math.min(Math.max(0, terms.prepaid), Math.max(0, gross)),
  )
  const isIntraCommunity = vat.some(({ category }) => category === 'K')
  const deliverTo = order.shipping ?? (isIntraCommunity ? order.billing : null)
  const content: ConceptDocument = {
    kind: 'invoice',
    dueDay: totals.payable > 0 ? addDays(terms.day, terms.dueDays) : null,
    deliveryDay: terms.deliveryDay,
    period: null,
    currency: order.currency,
    vatInOwnCurrency: ownVat(totals.vat, business.currency, terms.exchangeRate),
    orderNumber: order.number,
    buyerReference: order.reference,
    preceding: [...new Map(deducted.map(({ number, day }) => [number, { number, issueDay: day }])).values()],
    seller: sellerOf(business, terms.sellerVatNumber),
    buyer: buyerOf(order, terms.organisation, terms.showsBuyerNumber),
    deliverTo: deliverTo ? { name: deliverTo.name, address: placeOf(deliverTo) } : null,
    showsGross: business.showsGrossToConsumers && isConsumer(order),
    lines,
    adjustments,
    vat,
    totals,
    payment: transferOf(order, business, totals.payable),
    paymentTerms: null,
    notes: [],
    attachments: [],
  }
  return {
    content,
    lines: [
      ...parts.map(({ line, vat: tax }, i) => basisOf(lines[i]!.id, 'line', tax, treated[i]!, line.id)),
      ...charges.map((charge, i) => ({
        ...basisOf(`a${i + 1}`, adjustments[i]!.kind, Math.abs(charge.vat), charge.treated, null),
        creditsLine: charge.creditsLine,
      })),
    ],
  }
}

/** Of each deposit what fits in the amounts of its own VAT group; the rest waits for the next invoice. */
function deductedFrom(
  amounts: readonly { readonly net: Cents; readonly vat: Cents; readonly treated: Treated }[],
  deposits: readonly Deduction[],
): Deduction[] {
  const room = new Map<string, Cents>()
  const keyOf = ({ category, rate }: Treated) => `${category}/${rate}`
  for (const { net, vat, treated } of amounts)
    room.set(keyOf(treated), (room.get(keyOf(treated)) ?? 0) + net + vat)
  return deposits.flatMap((deposit) => {
    const left = Math.max(0, room.get(keyOf(deposit.treated)) ?? 0)
    const gross = Math.min(left, deposit.net + deposit.vat)
    if (gross <= 0) return []
    room.set(keyOf(deposit.treated), left - gross)
    const vat = upTo(deposit.vat, gross, deposit.net + deposit.vat)
    return [{ ...deposit, vat, net: gross - vat }]
  })
}

/** On paper and in UBL a deduction is a discount on the document, one per VAT group, so that each group shows what is left of it. */
function deductedCharge({ number, net, vat, treated, line }: Deduction, { language }: Order) {
  const name = {
    nl: `Af: aanbetaling, factuur ${number}`,
    en: `Less deposit, invoice ${number}`,
    de: `Abzüglich Anzahlung, Rechnung ${number}`,
  }[customerLang(language)]
  return { name, net: -net, vat: -vat, rate: treated.rate, code: null, treated, creditsLine: line }
}

const lineOf = ({ line, quantity, net, vat }: Invoiceable, treated: Treated, index: number): Line => ({
  id: String(index + 1),
  name: line.name,
  description: null,
  note: line.note,
  sku: line.sku,
  gtin: null,
  quantity,
  unit: 'C62',
  net,
  vat,
  discount: null,
  category: treated.category,
  rate: treated.rate,
  ...marginOf(treated),
})

const adjustmentOf = (charge: Charge & { readonly treated: Treated }): Adjustment => ({
  kind: charge.net < 0 ? 'discount' : 'charge',
  amount: Math.abs(charge.net),
  vat: charge.net < 0 ? -charge.vat : charge.vat,
  reason: charge.name,
  reasonCode: charge.net < 0 ? null : charge.code,
  category: charge.treated.category,
  rate: charge.treated.rate,
  ...marginOf(charge.treated),
})

const marginOf = ({ treatment }: Treated): { isMargin?: true } =>
  treatment === 'margin-scheme' ? { isMargin: true } : {}

const basisOf = (
  line: string,
  kind: BasisLine['kind'],
  vat: Cents,
  treated: Treated,
  orderLine: string | null,
): BasisLine => ({
  line,
  kind,
  orderLine,
  creditsLine: null,
  vat,
  treatment: treated.treatment,
  taxCountry: treated.taxCountry,
  boxes: treated.boxes,
})

/** What the shop charged beside the lines. */
export function chargesOf(order: Order): Charge[] {
  const shipping = {
    name: shippingName(order),
    net: order.shippingNet,
    vat: order.shippingVat,
    rate: order.shippingVatRate,
    code: 'FC',
  }
  const others = order.surcharges.map((one) => ({
    name: say(surchargeWords(one), customerLang(order.language)),
    net: one.net,
    vat: one.vat,
    rate: one.vatRate,
    // An order by hand keeps the shipping of a second rate beside its own costs.
    code: one.name === shipping.name ? shipping.code : null,
  }))
  return [shipping, ...others].filter((charge) => charge.net !== 0 || charge.vat !== 0)
}

export const shippingName = (order: Pick<Order, 'language'>): string =>
  ({ nl: 'Verzendkosten', en: 'Shipping', de: 'Versandkosten' })[customerLang(order.language)]

/** One group per category and rate; within a category without VAT the reasons are joined. */
function groupsOf(
  amounts: readonly { net: Cents; vat: Cents; treated: Treated }[],
  seller: string,
  language: string,
): VatGroup[] {
  const groups = new Map<string, { of: Treated; base: Cents; vat: Cents; treatments: Treatment[] }>()
  for (const { net, vat, treated } of amounts) {
    const key = `${treated.category}/${treated.rate}`
    const group = groups.get(key) ?? { of: treated, base: 0, vat: 0, treatments: [] }
    groups.set(key, {
      of: group.of,
      base: group.base + net,
      vat: group.vat + vat,
      treatments: treated.treatment ? [...group.treatments, treated.treatment] : group.treatments,
    })
  }
  return [...groups.values()]
    .sort((a, b) => b.of.rate - a.of.rate || (a.of.category < b.of.category ? -1 : 1))
    .map(({ of, base, vat, treatments }) => ({
      category: of.category,
      rate: of.rate,
      base,
      vat,
      exemption: exemptionOf(of.category, treatments, seller, language),
    }))
}

/** Article 230: VAT on an invoice in another currency stands there in the seller's own too. */
export const ownVat = (
  vat: Cents,
  currency: string,
  rate: number | null,
): InvoiceDocument['vatInOwnCurrency'] =>
  rate === null ? null : { currency, amount: Number(divide(BigInt(vat) * 10_000n, BigInt(rate))) }

/** The lines and charges of a sale with the VAT that our rules compute for it. */
export function computedAmounts<L>(
  order: Pick<Order, 'language'>,
  lines: readonly L[],
  decision: Decision,
): { lines: (L & Pick<OrderLine, 'vatRate' | 'net' | 'vat' | 'gross'>)[]; charges: Charge[] } {
  const vatOf = vatShares(decision)
  return {
    lines: lines.map((line, i) => {
      const decided = decision.lines[i]!
      const vat = vatOf.lines[i] ?? 0
      return { ...line, vatRate: decided.rate, net: decided.net, vat, gross: decided.net + vat }
    }),
    charges: decision.shipping.map(({ rate, net }, i) => ({
      name: shippingName(order),
      net,
      vat: vatOf.shipping[i] ?? 0,
      rate,
      code: 'FC',
    })),
  }
}

/**
 * The VAT of each group over its lines and its shipping, so that they add up to it exactly. A price that holds its VAT
 * keeps its amount to the cent: what was typed is what stands there. The rest of the group goes to the others.
 */
function vatShares({ lines, shipping, vat }: Decision): { lines: Cents[]; shipping: Cents[] } {
  const shares = { lines: lines.map(() => 0), shipping: shipping.map(() => 0) }
  for (const group of vat) {
    const isIn = (one: { category: string; rate: Rate }) =>
      one.category === group.category && one.rate === group.rate
    const own = lines.flatMap((line, i) => (isIn(line) ? [i] : []))
    const fixed = own.filter((i) => lines[i]!.contained === group.rate)
    for (const i of fixed) shares.lines[i] = lines[i]!.amount - lines[i]!.net
    const open = own.filter((i) => lines[i]!.contained !== group.rate)
    const costs = shipping.flatMap((one, i) => (isIn(one) ? [i] : []))
    // Nothing beside the fixed lines: then they are the whole of it.
    if (open.length + costs.length === 0) continue
    const rest = group.vat - sum(fixed.map((i) => shares.lines[i]!))
    const parts = share(rest, [...open.map((i) => lines[i]!.net), ...costs.map((i) => shipping[i]!.net)])
    open.forEach((i, at) => (shares.lines[i] = parts[at] ?? 0))
    costs.forEach((i, at) => (shares.shipping[i] = parts[open.length + at] ?? 0))
  }
  return shares
}

/** How what is left of an order is paid: to the business's account, under the order's number; null when nothing is left. */
export const transferOf = (
  order: Pick<Order, 'number'>,
  business: Business,
  payable: Cents,
): ConceptDocument['payment'] =>
  payable > 0 && business.iban
    ? {
        kind: 'transfer',
        iban: business.iban.replace(/\s/g, ''),
        bic: business.bic,
        accountName: business.legalName,
        reference: order.number,
      }
    : null

/** What a concept takes from its order and from the document that it will become. */
export const conceptOf = (
  order: Order,
  organisation: Organisation | null,
  content: ConceptDocument,
  basis: NonNullable<Invoice['basis']>,
) => ({
  kind: 'invoice' as const,
  business: order.business,
  orderId: order.id,
  contact: order.contact,
  organisation: order.organisation,
  customerName: content.buyer.name,
  email: organisation?.billingEmails[0] ?? (order.email || null),
  language: order.language,
  currency: order.currency,
  state: 'concept' as const,
  dueDay: content.dueDay,
  totalNet: content.totals.net,
  totalVat: content.totals.vat,
  total: content.totals.gross,
  due: content.totals.payable,
  content,
  basis,
})
