/** What one may ask of the tables of VAT: dated rates, territories and limits, each with its source. */
import type { Day } from '../../../base/day.ts'
import { refuseField } from '../../../base/refusal.ts'
import { action } from '../../../platform/action.ts'
import { all } from '../../../platform/rows.ts'
import { standard } from '../../../platform/standard.ts'
import { taxTables } from '../reads.ts'
import { TaxLimit, VatRate, VatTerritory } from '../schema/records.ts'

type Period = { readonly id: string; readonly validFrom: Day; readonly validTo: Day | null }

const rates = standard(VatRate, '/vat-rates', {
  noun: 'vat-rate',
  area: 'tax',
  search: ['category', 'source'],
  sort: 'country',
  filters: ['country', 'category'],
  async check(ctx, changes, before) {
    const row = { ...before, ...changes }
    const others = await all(ctx, VatRate, {
      country: row.country,
      region: row.region ?? null,
      category: row.category,
    })
    checkPeriod(row, others, before)
    return changes
  },
})

const territories = standard(VatTerritory, '/vat-territories', {
  noun: 'vat-territory',
  area: 'tax',
  search: ['name'],
  sort: 'country',
  filters: ['country', 'area'],
})

const limits = standard(TaxLimit, '/tax-limits', {
  noun: 'tax-limit',
  area: 'tax',
  sort: 'name',
  async check(ctx, changes, before) {
    const row = { ...before, ...changes }
    checkPeriod(row, await all(ctx, TaxLimit, { name: row.name }), before)
    return changes
  },
})

export const listVatRates = action({
  ...addressed(rates.list),
  says: 'Rates per country and category with the days on which they hold and where they come from.',
  run: async (ctx, input) => (await taxTables(ctx)) && rates.list(ctx, input),
})
export const { create: addVatRate, change: changeVatRate } = rates

export const listVatTerritories = action({
  ...addressed(territories.list),
  says: 'Which places lie inside the VAT area of the Union, and as which country they count.',
  run: async (ctx, input) => (await taxTables(ctx)) && territories.list(ctx, input),
})
export const { create: addVatTerritory, change: changeVatTerritory } = territories

export const listTaxLimits = action({
  ...addressed(limits.list),
  run: async (ctx, input) => (await taxTables(ctx)) && limits.list(ctx, input),
})
export const { create: addTaxLimit, change: changeTaxLimit } = limits

function addressed<H, I>({
  http,
  right,
  input,
}: {
  http: H
  right: string
  input: I
}): { http: H; right: string; input: I } {
  return { http, right, input }
}

type Given = { readonly validFrom?: Day | undefined; readonly validTo?: Day | null | undefined }

/** On each day one value holds: a period that another one reaches into is refused. */
function checkPeriod(row: Given, others: readonly Period[], before: Period | null): void {
  const from = row.validFrom ?? ''
  const to = row.validTo ?? null
  if (to !== null && to < from) refuseField('validTo', 'tax.period-turned')
  const other = others.find(
    (one) =>
      one.id !== before?.id &&
      (to === null || one.validFrom <= to) &&
      (one.validTo === null || one.validTo >= from),
  )
  if (other) refuseField('validFrom', 'tax.period-overlaps', { from: other.validFrom })
}
