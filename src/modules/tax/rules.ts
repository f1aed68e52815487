/** Which VAT a sale bears, over which amounts, and why. Pure, and the only place that knows. */
import type { Tables } from './tables.ts'
import { checkSale } from './rules/check.ts'
import { groupsOf, netsOf, vatOf } from './rules/charge.ts'
import type { Group, Part } from './rules/charge.ts'
import { remainder } from './rules/credit.ts'
import type { Decision, Note, VatGroup } from './rules/decision.ts'
import { newFindings } from './rules/findings.ts'
import { factsOf } from './rules/judge.ts'
import type { Facts } from './rules/judge.ts'
import { marginOf } from './rules/margin.ts'
import { totalsOf } from './rules/payment.ts'
import { returnEntries } from './rules/reporting.ts'
import type { Sale, SaleLine } from './rules/sale.ts'
import { takingsOf } from './rules/takings.ts'
import { isLowValueToBritain } from './rules/uk.ts'
import { reasons, unmixed, verdictOf, vatexOf } from './rules/verdict.ts'

/**
 * Decides a sale or a credit note, whose amounts are positive too. The tables are a value, so that the same
 * input with the same tables gives the same answer for ever; refuses what no invoice can be made of.
 */
export function decide(sale: Sale, tables: Tables): Decision {
  checkSale(sale)
  const findings = newFindings()
  const takings = takingsOf(sale, tables)
  const facts = factsOf(sale, tables, takings, findings)
  if (sale.orderDiscount) findings.tell('discount.spread', { amount: sale.orderDiscount })

  const verdicts = sale.lines.map((line) => verdictOf(line, facts))
  const shown = unmixed(verdicts)
  if (shown !== verdicts) findings.tell('outside.shares-document')
  const parts: Part[] = shown.map((verdict, index) => ({
    index,
    verdict,
    amount: takings.amounts[index] ?? 0,
  }))
  const ancillary = shippingAlone(parts, facts)
  const { groups, vat } = taxed(ancillary ? [...parts, ancillary] : parts, facts)
  const nets = netsOf(groups, parts.length + 1)
  const all = ancillary ? [...parts, ancillary] : parts
  const margins = all.map(({ verdict, amount, index }) => {
    const line = sale.lines[index]
    return line ? marginOf(line, verdict, amount + (nets.lineShipping[index] ?? 0)) : null
  })
  if (isLowValueToBritain(nets.lines, facts)) findings.warn('uk-low-value-consignment')
  const totals = totalsOf(sale, vat)
  if (totals.rounding !== 0) findings.tell('cash.rounded', { rounding: totals.rounding })

  return {
    lines: sale.lines.map((line, i) => ({
      ...parts[i]!.verdict,
      id: line.id,
      discountShare: takings.discountShares[i] ?? 0,
      amount: takings.amounts[i] ?? 0,
      net: nets.lines[i] ?? 0,
    })),
    shipping: groups.flatMap(({ category, rate, shipping }, i) =>
      shipping === 0 ? [] : [{ category, rate, net: nets.shipping[i] ?? 0 }],
    ),
    vat,
    totals,
    ...reasonsOf(all),
    warnings: [...findings.warnings].toSorted(),
    sellerVatCountry: numberOnInvoice(all, facts.home),
    reporting: returnEntries(
      vat,
      all.map(({ verdict, index }, i) => ({
        verdict,
        base: (nets.lines[index] ?? 0) + (nets.lineShipping[index] ?? 0),
        margin: margins[i] ?? null,
      })),
    ),
    marginInternal: margins.filter((margin) => margin !== null),
    trace: findings.trace,
  }
}

/** Delivery costs with nothing but insurance to follow are a delivery of their own. */
function shippingAlone(parts: readonly Part[], facts: Facts): Part | null {
  if (!facts.sale.shipping || parts.some(({ verdict }) => verdict.treatment !== 'exempt')) return null
  const line: SaleLine = { id: 'shipping', category: 'standard', unitPrice: 0, quantity: 0 }
  return { index: parts.length, verdict: verdictOf(line, facts), amount: 0 }
}

function taxed(parts: readonly Part[], facts: Facts): { groups: readonly Group[]; vat: readonly VatGroup[] } {
  const { sale, findings } = facts
  const groups = groupsOf(parts, sale.shipping ?? 0)
  const vat = vatOf(groups)
  if (sale.shipping) findings.tell('shipping.follows-goods', { amount: sale.shipping })
  if (!sale.remainderOf) return { groups, vat }
  findings.tell('credit.remainder')
  return remainder(groups, vat, sale.remainderOf)
}

function reasonsOf(parts: readonly Part[]): Pick<Decision, 'notes' | 'vatex'> {
  const notes = new Set<Note>()
  const vatex = new Set<string>()
  for (const { verdict } of parts) {
    const reason = reasons[verdict.treatment]
    if (reason) notes.add(reason.note)
    const code = vatexOf(verdict.treatment, verdict.category)
    if (code) vatex.add(code)
  }
  return { notes: [...notes].toSorted(), vatex: [...vatex].toSorted() }
}

/** One number stands on an invoice: that of the state where goods are supplied, when it is not home. */
const numberOnInvoice = (parts: readonly Part[], home: string): string =>
  parts.find(({ verdict }) => verdict.sellerVatCountry !== home)?.verdict.sellerVatCountry ?? home
