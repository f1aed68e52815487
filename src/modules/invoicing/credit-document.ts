/** The document of a credit note: what is taken back of an issued invoice, in its own words, rates and reasons. Pure. */
import { sum, type Cents, type Milli } from '../../base/money.ts'
import {
  totalsOf,
  type Adjustment,
  type InvoiceDocument,
  type Line,
  type VatGroup,
} from './e-invoice/document.ts'
import { amountsOfPart, upTo } from './from-order.ts'
import { exemptionOf } from './vat-on-invoice.ts'
import type { BasisLine, ConceptDocument, InvoiceLine } from './schema.ts'

/** A line with what was credited of it before, and what is credited now. */
export type Taken = { readonly line: InvoiceLine; readonly before: Milli; readonly quantity: Milli }

/** Amounts are positive, as in UBL. Parts add up to the line exactly, so that nothing remains when all is credited. */
export function creditDocumentOf(
  issued: InvoiceDocument,
  taken: readonly Taken[],
  terms: {
    readonly reason: string
    readonly creditedVat: Cents
    readonly isGross: boolean
    readonly language: string
  },
): { content: ConceptDocument; lines: BasisLine[] } {
  const parts = taken.map(({ line, before, quantity }) => ({
    line,
    quantity,
    ...amountsOfPart(line, { before, quantity, of: line.quantity, isGross: terms.isGross }),
  }))
  // A document has at least one line (BR-16): shipping that is credited alone stands as one.
  const isLine = parts.some(({ line }) => line.kind === 'line')
    ? (kind: string) => kind === 'line'
    : () => true
  const own = parts.filter(({ line }) => isLine(line.kind))
  const rest = parts.filter(({ line }) => !isLine(line.kind))
  const lines = own.map(({ line, ...part }, i) => lineOf(issued, line, { id: String(i + 1), ...part }))
  const adjustments = rest.map(({ line, net, vat: tax }) => adjustmentOf(issued, line, { net, vat: tax }))
  const vat = groupsOf(issued, parts, terms.language)
  const totals = totalsOf({ lines, adjustments, vat })
  const content: ConceptDocument = {
    ...withoutNumber(issued),
    kind: 'credit-note',
    dueDay: null,
    vatInOwnCurrency: ownVat(issued, terms.creditedVat, totals.vat),
    preceding: [{ number: issued.number, issueDay: issued.issueDay }],
    lines,
    adjustments,
    vat,
    totals,
    payment: null,
    paymentTerms: null,
    notes: terms.reason ? [terms.reason] : [],
    attachments: [],
  }
  return {
    content,
    lines: [
      ...own.map(({ line, vat: tax }, i) => basisOf(line, String(i + 1), tax)),
      ...rest.map(({ line, vat: tax }, i) => basisOf(line, `a${i + 1}`, Math.abs(tax))),
    ],
  }
}

function lineOf(
  issued: InvoiceDocument,
  line: InvoiceLine,
  part: Pick<Line, 'id' | 'quantity' | 'net' | 'vat'>,
): Line {
  const found = issued.lines.find(({ id }) => id === line.line)
  if (found) return { ...found, ...part, discount: null }
  const { name, category, rate } = { ...line, category: line.category as Line['category'] }
  return {
    ...part,
    name,
    description: null,
    note: null,
    sku: null,
    gtin: null,
    unit: 'C62',
    discount: null,
    category,
    rate,
  }
}

function adjustmentOf(
  issued: InvoiceDocument,
  line: InvoiceLine,
  { net, vat }: { readonly net: Cents; readonly vat: Cents },
): Adjustment {
  const found = issued.adjustments[Number(line.line.slice(1)) - 1]!
  return { ...found, amount: Math.abs(net), vat: found.kind === 'discount' ? -vat : vat }
}

function groupsOf(
  issued: InvoiceDocument,
  parts: readonly { line: InvoiceLine; net: Cents; vat: Cents }[],
  language: string,
): VatGroup[] {
  return issued.vat.flatMap((group) => {
    const own = parts.filter(({ line }) => line.category === group.category && line.rate === group.rate)
    if (own.length === 0) return []
    return [
      {
        ...group,
        base: sum(own.map(({ net }) => net)),
        vat: sum(own.map(({ vat }) => vat)),
        exemption: exemptionLeft(issued, group, own, language),
      },
    ]
  })
}

/** Of the reasons that were joined on the invoice those of what is credited; else as the invoice has it. */
function exemptionLeft(
  issued: InvoiceDocument,
  group: VatGroup,
  own: readonly { line: InvoiceLine }[],
  language: string,
): VatGroup['exemption'] {
  const treatments = own.flatMap(({ line }) => (line.treatment as BasisLine['treatment']) ?? [])
  const left = exemptionOf(group.category, treatments, issued.seller.address.country, language)
  return left && group.exemption?.text.includes('; ') && group.exemption.text.split('; ').includes(left.text)
    ? left
    : group.exemption
}

function withoutNumber(issued: InvoiceDocument): ConceptDocument {
  const { number: _number, issueDay: _day, ...rest } = issued
  return rest
}

/** At the rate of the invoice; the parts add up to what stood on it. */
function ownVat(issued: InvoiceDocument, before: Cents, vat: Cents): InvoiceDocument['vatInOwnCurrency'] {
  const own = issued.vatInOwnCurrency
  if (!own || issued.totals.vat === 0) return own
  return {
    ...own,
    amount: upTo(own.amount, before + vat, issued.totals.vat) - upTo(own.amount, before, issued.totals.vat),
  }
}

const basisOf = (line: InvoiceLine, id: string, vat: Cents): BasisLine => ({
  line: id,
  kind: line.kind,
  orderLine: line.orderLine,
  creditsLine: line.id,
  vat,
  treatment: line.treatment as BasisLine['treatment'],
  taxCountry: line.taxCountry,
  boxes: line.boxes,
})
