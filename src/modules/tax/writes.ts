/** Writes what VAT is decided from, the answers about numbers and the decisions. */
import type { NewRow } from '../../base/record.ts'
import { snake } from '../../base/record.ts'
import type { Ctx } from '../../platform/context.ts'
import { change, get, insert } from '../../platform/rows.ts'
import {
  ChannelTaxPolicy,
  TaxDecision,
  TaxLimit,
  TaxRegistration,
  VatNumber,
  VatNumberCheck,
  VatRate,
  VatTerritory,
} from './schema/records.ts'
import type { DayRate } from './ecb.ts'
import { initialTaxRows } from './tables.ts'

/** Gives a tenant the tables that come with the program; two at once leave one set. */
export async function seedTables(ctx: Ctx): Promise<void> {
  const places = new Map<string, number>()
  const positionOf = (country: string) => {
    const position = places.get(country) ?? 0
    places.set(country, position + 1)
    return position
  }
  await seed(
    ctx,
    'vat_rates',
    initialTaxRows.rates.map(({ from, to, ...row }) => ({ ...row, validFrom: from, validTo: to })),
  )
  await seed(
    ctx,
    'vat_territories',
    initialTaxRows.territories.map(({ as, from, to, ...row }) => ({
      ...row,
      countsAs: as,
      validFrom: from,
      validTo: to,
      position: positionOf(row.country),
    })),
  )
  await seed(
    ctx,
    'tax_limits',
    initialTaxRows.limits.map(({ limit, from, to, ...row }) => ({
      ...row,
      name: limit,
      validFrom: from,
      validTo: to,
    })),
  )
}

async function seed(
  ctx: Ctx,
  table: 'vat_rates' | 'vat_territories' | 'tax_limits',
  rows: readonly object[],
): Promise<void> {
  const columns = ['id', 'created_at', 'updated_at', ...Object.keys(rows[0]!).map(snake)]
  const given = rows.map((row) => ({
    id: ctx.newId(),
    created_at: ctx.now,
    updated_at: ctx.now,
    ...Object.fromEntries(Object.entries(row).map(([name, value]) => [snake(name), value as unknown])),
  }))
  await ctx.db.run(
    `insert into ${table} (tenant_id, ${columns.join(', ')}) select $1, ${columns.map((column) => `r.${column}`).join(', ')}
     from jsonb_populate_recordset(null::${table}, $2::jsonb) r on conflict do nothing`,
    [JSON.stringify(given)],
  )
}

/** The row of a number; a number that is there keeps its row. `isNew` tells which. */
export async function upsertNumber(
  ctx: Ctx,
  number: string,
  country: string,
): Promise<{ row: VatNumber; isNew: boolean }> {
  const id = ctx.newId()
  const kept = await ctx.db.one<{ id: string }>(
    `insert into vat_numbers (tenant_id, id, created_at, updated_at, number, country, state, next_at) values ($1, $2, $3, $3, $4, $5, 'pending', $3)
     on conflict (tenant_id, number) do update set updated_at = vat_numbers.updated_at returning id`,
    [id, ctx.now, number, country],
  )
  return { row: await get(ctx, VatNumber, kept!.id), isNew: kept!.id === id }
}

export const changeNumber = (ctx: Ctx, id: string, changes: Partial<VatNumber>) =>
  change(ctx, VatNumber, id, changes)
export const insertCheck = (ctx: Ctx, check: NewRow<typeof VatNumberCheck>) =>
  insert(ctx, VatNumberCheck, check)
export const insertDecision = (ctx: Ctx, decision: NewRow<typeof TaxDecision>) =>
  insert(ctx, TaxDecision, decision)
export const insertPolicy = (ctx: Ctx, policy: NewRow<typeof ChannelTaxPolicy>) =>
  insert(ctx, ChannelTaxPolicy, policy)
export const changePolicy = (ctx: Ctx, id: string, changes: Partial<ChannelTaxPolicy>, version?: number) =>
  change(ctx, ChannelTaxPolicy, id, changes, version)
export const changeRate = (ctx: Ctx, id: string, changes: Partial<VatRate>) =>
  change(ctx, VatRate, id, changes)
export const changeTerritory = (ctx: Ctx, id: string, changes: Partial<VatTerritory>) =>
  change(ctx, VatTerritory, id, changes)
export const changeLimit = (ctx: Ctx, id: string, changes: Partial<TaxLimit>) =>
  change(ctx, TaxLimit, id, changes)
export const changeRegistration = (ctx: Ctx, id: string, changes: Partial<TaxRegistration>) =>
  change(ctx, TaxRegistration, id, changes)

/** Rates of days that are not there yet; answers how many that were. What a document was made with never changes. */
export const insertRates = (ctx: Ctx, rates: readonly DayRate[], source: string): Promise<number> =>
  ctx.db.run(
    `insert into exchange_rates (tenant_id, id, created_at, currency, day, rate, source)
     select $1, r.id, $2, r.currency, r.day, r.rate, $3 from jsonb_to_recordset($4::jsonb) r(id uuid, currency text, day date, rate text)
     on conflict (tenant_id, currency, day) do nothing`,
    [ctx.now, source, JSON.stringify(rates.map((rate) => ({ ...rate, id: ctx.newId() })))],
  )
