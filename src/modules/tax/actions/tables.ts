/** What one may ask of the tables of VAT: dated rates, territories and limits, each with its source. */
import { refuseField } from '../../../base/refusal.ts'
import { action } from '../../../platform/action.ts'
import { all } from '../../../platform/rows.ts'
import { standard } from '../../../platform/standard.ts'
import { taxTables } from '../reads.ts'
import { TaxLimit, VatRate, VatTerritory } from '../schema/records.ts'
import { changeLimit, changeRate, changeTerritory } from '../writes.ts'
import { checkPeriod, ended, keepPast } from './periods.ts'

const rates = standard(VatRate, '/vat-rates', {
  noun: 'vat-rate',
  area: 'tax',
  search: ['category', 'source'],
  sort: 'country',
  filters: ['country', 'category'],
  async check(ctx, changes, before) {
    // The rows that come with the program first, or a new one would not end the one before it.
    await taxTables(ctx)
    const row = { ...before, ...changes }
    const others = await all(ctx, VatRate, {
      country: row.country,
      region: row.region ?? null,
      category: row.category,
    })
    if (before)
      keepPast(ctx, before, row.validTo ?? null, {
        rate: [before.rate, row.rate],
        source: [before.source, row.source],
      })
    const open = checkPeriod(row, others, before)
    if (open)
      ctx.emit('vat-rate.changed', open.id, {
        changes: await ended(row, open, (id, validTo) => changeRate(ctx, id, { validTo })),
      })
    return changes
  },
})

const territories = standard(VatTerritory, '/vat-territories', {
  noun: 'vat-territory',
  area: 'tax',
  search: ['name'],
  sort: 'country',
  filters: ['country', 'area'],
  async check(ctx, changes, before) {
    await taxTables(ctx)
    const row = { ...before, ...changes }
    if (!/^([A-Z]{2}|\*)$/.test(row.country ?? ''))
      refuseField('country', 'tax.unknown-country', { country: row.country ?? '' })
    if (row.countsAs && !/^[A-Z]{2}$/.test(row.countsAs))
      refuseField('countsAs', 'tax.unknown-country', { country: row.countsAs })
    const ofCountry = await all(ctx, VatTerritory, { country: row.country })
    const others = ofCountry.filter(({ id }) => id !== before?.id)
    const samePlace = others.filter((other) => placeOf(other) === placeOf(row))
    if (before)
      keepPast(ctx, before, row.validTo ?? null, {
        postcodes: [placeOf(before), placeOf(row)],
        area: [before.area, row.area],
        countsAs: [before.countsAs, row.countsAs],
        region: [before.region, row.region],
        source: [before.source, row.source],
      })
    const open = checkPeriod(row, samePlace, before)
    if (open)
      ctx.emit('vat-territory.changed', open.id, {
        changes: await ended(row, open, (id, validTo) => changeTerritory(ctx, id, { validTo })),
      })
    if (before && placeOf(before) === placeOf(row)) return changes
    // What follows on a row takes its turn too: of places that overlap the first one wins.
    const last = Math.max(-1, ...ofCountry.map(({ position }) => position))
    return { ...changes, position: samePlace[0]?.position ?? last + 1 }
  },
})

const placeOf = ({ postcodes = [] }: Partial<Pick<VatTerritory, 'postcodes'>>): string =>
  postcodes.toSorted().join(' ')

const limits = standard(TaxLimit, '/tax-limits', {
  noun: 'tax-limit',
  area: 'tax',
  sort: 'name',
  async check(ctx, changes, before) {
    await taxTables(ctx)
    const row = { ...before, ...changes }
    if (before)
      keepPast(ctx, before, row.validTo ?? null, {
        amount: [before.amount, row.amount],
        source: [before.source, row.source],
      })
    const open = checkPeriod(row, await all(ctx, TaxLimit, { name: row.name }), before)
    if (open)
      ctx.emit('tax-limit.changed', open.id, {
        changes: await ended(row, open, (id, validTo) => changeLimit(ctx, id, { validTo })),
      })
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
