/** Computes the tax per document and rate: groups, shipping, bases, VAT, and the nets that the lines get back. */
import { percentOf, sum, vatInside } from '../../../base/money.ts'
import type { Cents, Rate } from '../../../base/money.ts'
import type { VatCategory, VatGroup, Verdict } from './decision.ts'
import { spread } from './takings.ts'

/** A line with its verdict, in the basis of the price list. */
export type Part = { readonly index: number; readonly verdict: Verdict; readonly amount: Cents }

/** Lines of one category, one rate and one VAT inside their prices: they are computed together. */
export type Group = {
  readonly category: VatCategory
  readonly rate: Rate
  readonly contained: Rate
  readonly parts: readonly Part[]
  /** Its part of the shipping, in the basis of the price list. */
  readonly shipping: Cents
  readonly base: Cents
}

type Nets = {
  /** Per line of the sale. */
  readonly lines: readonly Cents[]
  /** What each line bears of the shipping. */
  readonly lineShipping: readonly Cents[]
  /** Per group. */
  readonly shipping: readonly Cents[]
}

/** By falling rate; shipping follows the goods by their amounts. */
export function groupsOf(parts: readonly Part[], shipping: Cents): Group[] {
  const groups = new Map<string, Part[]>()
  for (const part of parts) {
    const { category, rate, contained } = part.verdict
    const key = `${category}/${rate}/${contained}`
    const group = groups.get(key)
    if (group) group.push(part)
    else groups.set(key, [part])
  }
  const sorted = [...groups.values()].map((own) => ({ ...keyOf(own), parts: own })).toSorted(byFallingRate)
  const bearers = sorted.filter((group) => group.parts.some(bearsShipping))
  const shares = spread(
    shipping,
    bearers.map((group) => sum(group.parts.filter(bearsShipping).map((p) => p.amount))),
  )
  return sorted.map((group) => {
    const own = shares[bearers.indexOf(group)] ?? 0
    const amount = sum(group.parts.map((part) => part.amount)) + own
    return { ...group, shipping: own, base: amount - vatInside(amount, group.contained) }
  })
}

/**
 * Tax per category and rate, never per line. A price that holds the rate itself keeps its gross amount;
 * what was made net first gets the VAT on the joined base.
 */
export function vatOf(groups: readonly Group[]): VatGroup[] {
  const perRate = new Map<
    string,
    { category: VatCategory; rate: Rate; kept: Cents; keptVat: Cents; added: Cents }
  >()
  for (const group of groups) {
    const { category, rate, contained, base } = group
    const key = rateGroup(group)
    const found = perRate.get(key) ?? { category, rate, kept: 0, keptVat: 0, added: 0 }
    if (contained === rate) {
      found.kept += base
      found.keptVat += sum(group.parts.map((part) => part.amount)) + group.shipping - base
    } else found.added += base
    perRate.set(key, found)
  }
  return [...perRate.values()].map(({ category, rate, kept, keptVat, added }) => ({
    category,
    rate,
    base: kept + added,
    vat: keptVat + percentOf(added, rate),
  }))
}

/** Spreads each base back over the lines and the shipping, so that the nets add up to it exactly. */
export function netsOf(groups: readonly Group[], lineCount: number): Nets {
  const lines = Array<number>(lineCount).fill(0)
  const lineShipping = Array<number>(lineCount).fill(0)
  const shipping = groups.map((group) => {
    const nets = spread(group.base, [...group.parts.map((part) => part.amount), group.shipping])
    const own = nets.at(-1) ?? 0
    const bearers = group.parts.filter(bearsShipping)
    const borne = spread(
      own,
      bearers.map((part) => part.amount),
    )
    group.parts.forEach((part, i) => (lines[part.index] = nets[i] ?? 0))
    bearers.forEach((part, i) => (lineShipping[part.index] = borne[i] ?? 0))
    return own
  })
  return { lines, lineShipping, shipping }
}

export const rateGroup = (of: { category: VatCategory; rate: Rate }): string => `${of.category}/${of.rate}`

/** An exempt premium is no delivery of goods, so it takes no part of the delivery costs. */
const bearsShipping = (part: Part) => part.verdict.treatment !== 'exempt'

function keyOf(parts: readonly Part[]): Pick<Verdict, 'category' | 'rate' | 'contained'> {
  const first = parts[0]
  if (!first) throw new Error('a group of no lines')
  const { category, rate, contained } = first.verdict
  return { category, rate, contained }
}

type Key = Pick<Verdict, 'category' | 'rate' | 'contained'>

const byFallingRate = (a: Key, b: Key) =>
  b.rate - a.rate || b.contained - a.contained || (a.category < b.category ? -1 : 1)
