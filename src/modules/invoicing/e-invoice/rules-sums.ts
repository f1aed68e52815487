/** EN 16931: the totals of an invoice must add up to the cent (BR-CO-10 to BR-CO-17). */
import { decimalText, divide } from '../../../base/money.ts'
import { cents, exact, size, times, toCents, total } from './exact.ts'
import { fault, type Finding } from './finding.ts'
import type { ReadAmount, ReadInvoice } from './incoming.ts'
import { groupsOf, isChargeIndicator } from './rules-content.ts'

export function* sumRules(invoice: ReadInvoice): Generator<Finding> {
  yield* totalRules(invoice)
  yield* vatTotalRules(invoice)
  for (const [i, group] of groupsOf(invoice).entries()) {
    const base = exact(group.base?.text)
    const vat = exact(group.vat?.text)
    const percent = exact(group.tax?.percent)
    if (base === null || vat === null) continue
    // Without a rate there is no VAT; with one, the official rule lets it be off by less than 1.00.
    const expected = percent === null ? 0n : toCents(times(base, percent) / 100n)
    if (percent === null ? vat !== 0n : size(vat - expected) >= cents(100)) {
      yield fault(
        'BR-CO-17',
        `vat[${i}].vat`,
        `De btw van ${group.vat?.text} past niet bij ${group.tax?.percent ?? 0} % over ${group.base?.text}. Verbeter de regels van het concept, of factureer de bestelling volgens de regels.`,
        `The VAT of ${group.vat?.text} does not fit ${group.tax?.percent ?? 0}% of ${group.base?.text}. Correct the lines of the draft, or invoice the order by the rules.`,
      )
    }
  }
}

/** The chain from lines to what is due: lines, discounts, charges, net, prepaid, rounding. */
function* totalRules(invoice: ReadInvoice): Generator<Finding> {
  const { totals } = invoice
  if (!totals) return
  const parts = (isCharge: boolean) =>
    invoice.adjustments.filter((one) => isChargeIndicator(one.indicator) === isCharge)
  const value = (amount: ReadAmount | null) => exact(amount?.text)
  const lines = value(totals.lines)
  const net = value(totals.net)
  yield* equal(lines, total(invoice.lines.map((line) => exact(line.net?.text))), 'BR-CO-10', 'totals.lines')
  for (const [isCharge, rule, field] of [
    [false, 'BR-CO-11', 'discounts'],
    [true, 'BR-CO-12', 'charges'],
  ] as const) {
    const amounts = parts(isCharge).map((one) => exact(one.amount?.text))
    if (totals[field] === null && amounts.length === 0) continue
    yield* equal(value(totals[field]), toCents(total(amounts)), rule, `totals.${field}`)
  }
  const expected = total([lines, value(totals.charges)]) - total([value(totals.discounts)])
  yield* equal(net, toCents(expected), 'BR-CO-13', 'totals.net')
  const due = total([value(totals.gross), value(totals.rounding)]) - total([value(totals.prepaid)])
  yield* equal(value(totals.payable), toCents(due), 'BR-CO-16', 'totals.payable')
}

function* equal(given: bigint | null, expected: bigint, rule: string, path: string): Generator<Finding> {
  if (given === expected) return
  const shown = (value: bigint) => decimalText(Number(divide(value, 100_000_000n)), 2)
  yield fault(
    rule,
    path,
    `Dit totaal klopt niet met de delen: samen zijn die ${shown(expected)}.`,
    `This total does not match its parts: together they are ${shown(expected)}.`,
  )
}

/** There may be a second VAT total in the seller's own currency; only the first takes part in the sums. */
function* vatTotalRules(invoice: ReadInvoice): Generator<Finding> {
  const mains = invoice.taxTotals.filter((one) => one.amount?.currency === invoice.currency)
  // CII may leave out a total of nothing.
  const isLeftOut = invoice.syntax === 'cii' && invoice.taxTotals.every((one) => one.amount === null)
  for (const one of invoice.taxTotals) {
    if (one.subtotals.length === 0 || isLeftOut) continue
    yield* equal(
      exact(one.amount?.text),
      toCents(total(one.subtotals.map((part) => exact(part.vat?.text)))),
      'BR-CO-14',
      'totals.vat',
    )
  }
  const net = exact(invoice.totals?.net?.text)
  const gross = exact(invoice.totals?.gross?.text)
  const vat = isLeftOut ? 0n : mains.length === 1 ? exact(mains[0]?.amount?.text) : null
  if (invoice.totals && invoice.currency !== null) {
    if (net === null || gross === null || vat === null || gross !== toCents(net + vat)) {
      yield fault(
        'BR-CO-15',
        'totals.gross',
        'Het totaal met btw is niet gelijk aan het totaal zonder btw plus de btw.',
        'The total with VAT does not equal the total without VAT plus the VAT.',
      )
    }
  }
}
