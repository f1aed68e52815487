/** Which VAT category each charged amount stands under on the invoice, and why a group bears none. Pure. */
import type { Cents, Rate } from '../../base/money.ts'
import { customerLang } from '../../base/words.ts'
import { noteText } from '../tax/schema.ts'
import type { Decision, Treatment, Verdict } from '../tax/rules/decision.ts'
import { reasons, vatexOf } from '../tax/rules/verdict.ts'
import type { Category, Exemption } from './e-invoice/document.ts'

/** What stands on the invoice for one amount, and in which returns it counts. */
export type Treated = {
  readonly category: Category
  readonly rate: Rate
  readonly treatment: Treatment | null
  readonly taxCountry: string | null
  readonly boxes: readonly string[]
}

/** An amount as it was charged. */
type Amount = { readonly rate: Rate; readonly net: Cents; readonly vat: Cents }

/**
 * The VAT that was charged is the VAT of the invoice; our rules say what it is called:
 * - charged as the rules have it: their category
 * - taxed otherwise: standard rated as charged, for the home return (who names VAT on an invoice owes it, art. 203)
 * - untaxed at home where a rate is due: zero rated as charged, for a person to look at
 * - untaxed across a border where a rate is due: null, for no invoice can say so truthfully
 */
export function treatedAs(amount: Amount, verdict: Verdict | undefined, home: string): Treated | null {
  if (verdict && (verdict.rate === amount.rate || (amount.net === 0 && amount.vat === 0)))
    return { ...partsOf(verdict), category: verdict.category, rate: verdict.rate }
  if (amount.rate > 0 || amount.vat !== 0) return asCharged('S', amount.rate, home)
  if (!verdict || verdict.treatment === 'domestic') return asCharged('Z', 0, home)
  return null
}

/** Costs follow the goods that bear their rate, and never a premium beside them. */
export function treatedCharge(amount: Amount, lines: readonly Treated[], home: string): Treated {
  const same = lines.filter(({ rate }) => rate === amount.rate)
  const found = same.find(({ treatment }) => treatment !== 'exempt') ?? same[0]
  return found ?? asCharged(amount.rate > 0 ? 'S' : 'Z', amount.rate, home)
}

const partsOf = ({ treatment, taxCountry, boxes }: Verdict) => ({ treatment, taxCountry, boxes })

/** Dutch boxes by rate; other home countries have no return here. */
function asCharged(category: 'S' | 'Z', rate: Rate, home: string): Treated {
  const box = rate === 2100 ? '1a' : rate === 900 ? '1b' : rate === 0 ? '1e' : '1c'
  return { category, rate, treatment: null, taxCountry: home, boxes: home === 'NL' ? [`NL:${box}`] : [] }
}

/** Why a group bears no VAT; several reasons of the one exempt group are joined, and then have no code. */
export function exemptionOf(
  category: Category,
  treatments: readonly Treatment[],
  seller: string,
  language: string,
): Exemption | null {
  if (category === 'S' || category === 'Z') return null
  const why = [...new Set(treatments)].filter((treatment) => reasons[treatment])
  if (why.length === 0) return null
  const notes = why.map((treatment) => noteText(reasons[treatment]!.note, seller)[customerLang(language)])
  const codes = new Set(why.map((treatment) => vatexOf(treatment, category)))
  return { code: codes.size === 1 ? [...codes][0]! : null, text: [...new Set(notes)].join('; ') }
}

/** The verdict of each line by its id. */
export const verdictsOf = (decision: Decision | null): ReadonlyMap<string, Verdict> =>
  new Map((decision?.lines ?? []).map((line) => [line.id, line]))
