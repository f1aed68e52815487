/** A decision about VAT as its reader wants it: steps in sentences, the legal ground, the rates with their source, and the proof of the customer's number. */
import { customerLang, say, type Lang } from '../../base/words.ts'
import type { Ctx } from '../../platform/context.ts'
import { checkUntil, findNumber } from '../tax/reads.ts'
import type { Decision, TraceStep } from '../tax/rules/decision.ts'
import { explain, grounds, noteText, treatments, warnings } from '../tax/schema.ts'

type Reader = {
  readonly lang: Lang
  /** The country of the seller, whose own law some texts name. */
  readonly seller: string
  /** In which the sale was. */
  readonly currency?: string
  /** What a line of the decision is called; one that is left out is not named. */
  readonly names?: ReadonlyMap<string, string>
}

/** A decision with its codes in words. */
export function told(decision: Decision, { lang, seller, currency, names = new Map() }: Reader) {
  const { trace, warnings: found, notes, ...rest } = decision
  return {
    ...rest,
    lines: rest.lines.map((line) => ({
      ...line,
      name: names.get(line.id) ?? null,
      treatmentText: say(treatments[line.treatment], lang),
      ground: say(grounds[line.treatment], lang),
    })),
    notes: notes.map((note) => ({ note, text: noteText(note, seller)[customerLang(lang)] })),
    warnings: found.map((warning) => ({ warning, text: say(warnings[warning], lang) })),
    trace: trace.map((step) => ({ rule: step.rule, line: step.line, text: explain(step, lang, currency) })),
    steps: stepsOf(trace, { lang, currency, names }),
    rates: ratesUsed(trace),
  }
}

type Step = { readonly text: string; readonly lines: readonly string[] }

/** Each sentence once, with the lines that it holds for; none where it is about the whole document. */
function stepsOf(
  trace: readonly TraceStep[],
  { lang, currency, names }: Pick<Reader, 'lang' | 'currency'> & { names: ReadonlyMap<string, string> },
): Step[] {
  const lines = new Map<string, Set<string>>()
  for (const step of trace) {
    const text = explain(step, lang, currency)
    const told = lines.get(text) ?? new Set<string>()
    const name = step.line && names.get(step.line)
    if (name) told.add(name)
    lines.set(text, told)
  }
  return [...lines].map(([text, told]) => ({ text, lines: [...told] }))
}

type UsedRate = {
  readonly country: string
  readonly category: string
  readonly rate: number
  readonly from: string
  readonly source: string
}

function ratesUsed(trace: readonly TraceStep[]): UsedRate[] {
  const found = new Map<string, UsedRate>()
  for (const { rule, params } of trace) {
    if (rule !== 'rate.found') continue
    const { country, category, rate, from, source } = params
    const used = {
      country: String(country),
      category: String(category),
      rate: Number(rate),
      from: String(from),
      source: String(source),
    }
    found.set(Object.values(used).join('|'), used)
  }
  return [...found.values()]
}

/** What was known of a number at a moment: who was asked, when, under which consultation number. */
export async function proofOf(ctx: Ctx, number: string | null, moment: Date) {
  const known = number ? await findNumber(ctx, number) : undefined
  const check = known && (await checkUntil(ctx, known.id, moment))
  if (!known) return null
  const asked = check
    ? {
        outcome: check.outcome,
        askedAt: check.askedAt,
        consultationNumber: check.consultationNumber,
        requester: check.requester,
        holder: check.holder,
        address: check.address,
        code: check.code,
        via: check.via,
      }
    : null
  return { id: known.id, number: known.number, state: known.state, asked }
}
