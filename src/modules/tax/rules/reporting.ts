/** Which boxes of which return or listing a line belongs in, and what each box gets. */
import type { Cents, Rate } from '../../../base/money.ts'
import { rateGroup } from './charge.ts'
import type { Margin, ReturnEntry, VatGroup, Verdict } from './decision.ts'
import type { Facts, Judgement } from './judge.ts'
import { rateOf } from './rates.ts'
import { spread } from './takings.ts'

/** Dutch boxes for a Dutch seller; listings and schemes of the Union for everybody. */
export function boxesOf({ treatment, country }: Judgement, rate: Rate, facts: Facts): string[] {
  const { home, from } = facts
  const isFromHome = from === home
  switch (treatment) {
    case 'domestic':
    case 'distance-sale-origin':
      return homeBoxes(rate, facts)
    case 'margin-scheme':
      return isFromHome ? homeBoxes(rate, facts) : [`LOCAL:${from}`]
    case 'domestic-reverse-charge':
      return dutch(facts, '1e')
    case 'local-supply':
      return [`LOCAL:${country}`]
    case 'intra-community-supply':
      return isFromHome ? ['ICP:goods', ...dutch(facts, '3b')] : [`LOCAL:${from}`]
    case 'service-reverse-charge':
      return ['ICP:services', ...dutch(facts, '3b')]
    case 'export':
      return isFromHome ? dutch(facts, '3a') : [`LOCAL:${from}`]
    case 'distance-sale-oss':
      return [`OSS:${country}`]
    case 'distance-sale-import':
      return [`IOSS:${country}`]
    case 'distance-sale-local':
      if (country === home) return homeBoxes(rate, facts)
      return isFromHome ? [`LOCAL:${country}`, ...dutch(facts, '3c')] : [`LOCAL:${country}`]
    case 'distance-sale-unregistered':
      return [`UNREGISTERED:${country}`]
    case 'small-business-exempt':
    case 'exempt':
    case 'outside-scope':
      return []
  }
}

/** A line as returns see it: with its part of the shipping, or with its margin instead. */
type ReturnPart = { readonly verdict: Verdict; readonly base: Cents; readonly margin: Margin | null }

/** The VAT of each group is shared over its lines, so that the returns add up to the documents. */
export function returnEntries(vat: readonly VatGroup[], parts: readonly ReturnPart[]): ReturnEntry[] {
  const entries = new Map<string, ReturnEntry>()
  const add = (box: string, base: Cents, tax: Cents) => {
    const entry = entries.get(box)
    entries.set(box, { box, base: (entry?.base ?? 0) + base, vat: (entry?.vat ?? 0) + tax })
  }
  for (const group of vat) {
    const own = parts.filter((part) => rateGroup(part.verdict) === rateGroup(group))
    const shares = spread(
      group.vat,
      own.map((part) => part.base),
    )
    own.forEach(({ verdict, base, margin }, i) => {
      for (const box of verdict.boxes)
        if (margin) add(box, margin.taxableMargin, margin.vatInMargin)
        else add(box, base, shares[i] ?? 0)
    })
  }
  return [...entries.values()].toSorted((a, b) => (a.box < b.box ? -1 : 1))
}

function homeBoxes(rate: Rate, facts: Facts): string[] {
  if (rate === 0) return dutch(facts, '1e')
  const standard = rateOf(facts.tables, { country: 'NL', region: null }, 'standard', facts.sale.day).rate
  return dutch(facts, rate === standard ? '1a' : rate === reducedDutchRate ? '1b' : '1c')
}

/** Box 1b is that of the 9 % rate; every rate but the standard one and this is box 1c. */
const reducedDutchRate = 900

const dutch = (facts: Facts, box: string): string[] => (facts.home === 'NL' ? [`NL:${box}`] : [])
