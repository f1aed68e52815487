/** What the lines of a document count for in returns where that is not what stands on them: a margin, or another currency. */
import type { Day } from '../../base/day.ts'
import { decimal, divide, sum, type Cents } from '../../base/money.ts'
import type { Ctx } from '../../platform/context.ts'
import { all } from '../../platform/rows.ts'
import { getBusiness } from '../organisations/actions.ts'
import { ratesOn } from '../tax/reads.ts'
import type { Decision } from '../tax/rules/decision.ts'
import { InvoiceLine, type ConceptDocument, type Invoice } from './schema.ts'

type Line = Pick<
  InvoiceLine,
  'orderLine' | 'creditsLine' | 'net' | 'vat' | 'treatment' | 'reportBase' | 'reportVat'
>

/**
 * Written when a document is issued, so that a return can be made again whatever is changed later:
 * - margin goods count for their margin, and the costs that are inside it for nothing more
 * - another currency counts at the document's own rate, else at that of the European Central Bank on the tax point
 * - a credit note takes back what its invoice counted for
 */
export async function reported<L extends Line>(
  ctx: Ctx,
  invoice: Invoice,
  day: Day,
  lines: readonly L[],
): Promise<L[]> {
  const taken = await takenBack(ctx, lines)
  if (taken) return lines.map((line) => ({ ...line, ...taken(line) }))
  const counted = countedFor(lines, invoice.basis?.decision ?? null)
  const rate = await ownRate(ctx, invoice, day)
  if (!rate && counted.every((one) => one === null)) return [...lines]
  const bases = converted(
    lines.map(({ net }, i) => counted[i]?.base ?? net),
    rate,
  )
  const vats = converted(
    lines.map(({ vat }, i) => counted[i]?.vat ?? vat),
    rate,
  )
  return lines.map((line, i) =>
    rate || counted[i] ? { ...line, reportBase: bases[i]!, reportVat: vats[i]! } : line,
  )
}

type Amounts = { readonly base: Cents; readonly vat: Cents }

/** The part of each issued line that a credit note takes back; null where nothing was counted apart. */
async function takenBack(ctx: Ctx, lines: readonly Line[]) {
  const ids = lines.flatMap(({ creditsLine }) => creditsLine ?? [])
  if (ids.length === 0) return null
  const issued = new Map((await all(ctx, InvoiceLine, { id: ids })).map((line) => [line.id, line]))
  return ({ creditsLine, net }: Line): Partial<Line> | null => {
    const line = creditsLine ? issued.get(creditsLine) : undefined
    if (!line || line.reportBase === null || line.reportVat === null) return null
    return {
      reportBase: partOf(line.reportBase, net, line.net),
      reportVat: partOf(line.reportVat, net, line.net),
    }
  }
}

function countedFor(lines: readonly Line[], decision: Decision | null): (Amounts | null)[] {
  const margins = new Map((decision?.marginInternal ?? []).map((margin) => [margin.id, margin]))
  const decided = new Map((decision?.lines ?? []).map((line) => [line.id, line]))
  return lines.map(({ orderLine, net, treatment }) => {
    if (treatment !== 'margin-scheme') return null
    const margin = orderLine ? margins.get(orderLine) : undefined
    if (!margin) return { base: 0, vat: 0 }
    const whole = decided.get(orderLine!)?.net ?? net
    return { base: partOf(margin.taxableMargin, net, whole), vat: partOf(margin.vatInMargin, net, whole) }
  })
}

type Ratio = { readonly times: bigint; readonly per: bigint }

/** From the document's currency to our own; null when they are one, or when nobody knows. */
async function ownRate(ctx: Ctx, invoice: Invoice, day: Day): Promise<Ratio | null> {
  const content: ConceptDocument = invoice.content!
  const { currency } = await getBusiness(ctx, { id: invoice.business })
  if (content.currency === currency) return null
  const { vatInOwnCurrency: own, totals } = content
  if (own && totals.vat !== 0) return { times: BigInt(own.amount), per: BigInt(totals.vat) }
  const text = currency === 'EUR' ? await ratesOn(ctx, content.currency, content.deliveryDay ?? day) : null
  const rate = text ? decimal(text, 6) : null
  return rate ? { times: 1_000_000n, per: BigInt(rate) } : null
}

/** Amounts in our own currency that add up to their total converted at once. */
function converted(amounts: readonly Cents[], rate: Ratio | null): Cents[] {
  if (!rate) return [...amounts]
  const upTo = (count: number) => Number(divide(BigInt(sum(amounts.slice(0, count))) * rate.times, rate.per))
  return amounts.map((_, i) => upTo(i + 1) - upTo(i))
}

const partOf = (amount: Cents, part: Cents, whole: Cents): Cents =>
  whole === 0 ? amount : Number(divide(BigInt(amount) * BigInt(part), BigInt(whole)))
