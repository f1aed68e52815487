/** Closes an invoice with its last credit note: what is left of each rate, to the cent. */
import { refuse } from '../../../base/refusal.ts'
import { rateGroup } from './charge.ts'
import type { Group } from './charge.ts'
import type { VatGroup } from './decision.ts'
import type { Invoiced } from './sale.ts'
import { spread } from './takings.ts'

/** The groups and VAT of the credit note, with the bases and taxes that remain of the invoice. */
export function remainder(
  groups: readonly Group[],
  vat: readonly VatGroup[],
  invoiced: Invoiced,
): { groups: Group[]; vat: VatGroup[] } {
  const left = leftOf(invoiced)
  const closing = vat.map(
    (group) => left.get(rateGroup(group)) ?? refuse('tax.credit-of-other-rate', { rate: group.rate }),
  )
  const reached = new Set(vat.map(rateGroup))
  for (const [key, group] of left)
    if (!reached.has(key) && (group.base !== 0 || group.vat !== 0))
      refuse('tax.credit-leaves-rest', { rate: group.rate, base: group.base, vat: group.vat })
  return { groups: rebased(groups, closing), vat: closing }
}

function leftOf({ vat, credited }: Invoiced): Map<string, VatGroup> {
  const left = new Map(vat.map((group) => [rateGroup(group), group]))
  for (const group of credited.flat()) {
    const before = left.get(rateGroup(group)) ?? refuse('tax.credit-of-other-rate', { rate: group.rate })
    left.set(rateGroup(group), { ...before, base: before.base - group.base, vat: before.vat - group.vat })
  }
  for (const { rate, base, vat: tax } of left.values())
    if (base < 0 || tax < 0) refuse('tax.credited-too-much', { rate, base: -base, vat: -tax })
  return left
}

function rebased(groups: readonly Group[], closing: readonly VatGroup[]): Group[] {
  const bases = new Map<Group, number>()
  for (const target of closing) {
    const own = groups.filter((group) => rateGroup(group) === rateGroup(target))
    const shares = spread(
      target.base,
      own.map((group) => group.base),
    )
    own.forEach((group, i) => bases.set(group, shares[i] ?? 0))
  }
  return groups.map((group) => ({ ...group, base: bases.get(group) ?? 0 }))
}
