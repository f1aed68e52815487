/** Writes down, when a document becomes final, what it holds line by line and what returns are counted from. */
import type { Day } from '../../base/day.ts'
import type { Cents } from '../../base/money.ts'
import type { Ctx } from '../../platform/context.ts'
import { isCrossBorder, keepDecision } from '../tax/actions/decisions.ts'
import type { Decision, ReturnEntry, Treatment } from '../tax/rules/decision.ts'
import { reported } from './reported-amounts.ts'
import type { BasisLine, ConceptDocument, Invoice, InvoiceLine } from './schema.ts'
import { verdictsOf } from './vat-on-invoice.ts'
import { insertLines } from './writes.ts'

/** The lines of a concept that becomes final; an invoice's can be credited from then on. */
export async function keepLines(ctx: Ctx, invoice: Invoice, day: Day): Promise<void> {
  const issued = issuedLines({ id: invoice.id, content: invoice.content!, lines: invoice.basis?.lines ?? [] })
  const lines = await reported(ctx, invoice, day, issued)
  await insertLines(ctx, invoice.kind, lines)
  const { sale, decision } = invoice.basis ?? { sale: null, decision: null }
  if (!sale || !decision) return
  const sign = invoice.kind === 'credit-note' ? -1 : 1
  await keepDecision(ctx, {
    about: invoice.id,
    aboutKind: 'invoices',
    business: invoice.business,
    day,
    sale,
    decision,
    reporting: entriesOf(lines, sign),
    crossBorderNet: sign * crossBorderOf(lines, decision),
  })
}

/** A sale to a consumer elsewhere counts towards the limit whatever VAT the shop charged on it. */
function crossBorderOf(lines: readonly IssuedLine[], decision: Decision): Cents {
  const verdicts = verdictsOf(decision)
  const treatmentOf = ({ treatment, orderLine }: IssuedLine) =>
    treatment ?? (verdicts.get(orderLine ?? '') ?? decision.lines[0])?.treatment
  return lines.reduce((sum, line) => {
    const treatment = treatmentOf(line)
    return sum + (treatment && isCrossBorder(treatment as Treatment) ? line.net : 0)
  }, 0)
}

type Issued = { readonly id: string; readonly content: ConceptDocument; readonly lines: readonly BasisLine[] }

/** The lines of many documents of one kind, in a fixed number of statements. */
export const keepManyLines = (ctx: Ctx, kind: Invoice['kind'], issued: readonly Issued[]) =>
  insertLines(ctx, kind, issued.flatMap(issuedLines))

function issuedLines({ id: invoice, content: { lines, adjustments }, lines: basis }: Issued): IssuedLine[] {
  const known = new Map(basis.map((line) => [line.line, line]))
  return [
    ...lines.map(({ id, sku, name, quantity, net, category, rate }, position) => ({
      ...partsOf(invoice, known.get(id), id, position),
      sku,
      name: name.slice(0, 200),
      quantity,
      net,
      category,
      rate,
    })),
    ...adjustments.map(({ kind, reason, amount, category, rate }, i) => ({
      ...partsOf(invoice, known.get(`a${i + 1}`), `a${i + 1}`, lines.length + i),
      kind,
      name: reason.slice(0, 200),
      quantity: 1000,
      net: kind === 'discount' ? -amount : amount,
      vat: (known.get(`a${i + 1}`)?.vat ?? 0) * (kind === 'discount' ? -1 : 1),
      category,
      rate,
    })),
  ]
}

/** A line about to be written, complete but for its id. */
type IssuedLine = Omit<InvoiceLine, 'id' | 'version' | 'createdAt' | 'updatedAt'>

const partsOf = (invoice: string, known: BasisLine | undefined, line: string, position: number) => ({
  invoice,
  position,
  line,
  kind: 'line' as InvoiceLine['kind'],
  sku: null,
  orderLine: known?.orderLine ?? null,
  creditsLine: known?.creditsLine ?? null,
  vat: known?.vat ?? 0,
  treatment: known?.treatment ?? null,
  taxCountry: known?.taxCountry ?? null,
  boxes: known?.boxes ?? [],
  reportBase: null,
  reportVat: null,
})

/** What each box of a return gets from this document. */
function entriesOf(lines: readonly IssuedLine[], sign: 1 | -1): ReturnEntry[] {
  const entries = new Map<string, { base: Cents; vat: Cents }>()
  for (const { boxes, net, vat, reportBase, reportVat } of lines)
    for (const box of boxes) {
      const entry = entries.get(box) ?? { base: 0, vat: 0 }
      entries.set(box, {
        base: entry.base + sign * (reportBase ?? net),
        vat: entry.vat + sign * (reportVat ?? vat),
      })
    }
  return [...entries].map(([box, entry]) => ({ box, ...entry })).sort((a, b) => (a.box < b.box ? -1 : 1))
}
