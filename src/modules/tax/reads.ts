/** Looks up what VAT is decided from: tables, registrations, policies, checked numbers, and what was decided before. */
import { yearOf, type Day } from '../../base/day.ts'
import type { Cents } from '../../base/money.ts'
import { tidyVatNumber } from '../../base/vat-number.ts'
import type { Ctx } from '../../platform/context.ts'
import { all, columnList, find } from '../../platform/rows.ts'
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
import { initialTaxRows, tablesOf, type Tables } from './tables.ts'
import { seedTables } from './writes.ts'

/** Tables as they were read last, per tenant; the stamp says whether they still are. */
const lately = new Map<string, { readonly stamp: string; readonly tables: Tables }>()
const mostTenants = 100

/** The dated tables of this tenant; one that has none yet starts with the ones that come with the program. */
export async function taxTables(ctx: Ctx): Promise<Tables> {
  const found = await ctx.db.one<{ stamp: string; rates: number }>(
    `select concat_ws(' ', (select max(updated_at) from vat_rates where tenant_id = $1), (select max(updated_at) from vat_territories where tenant_id = $1),
       (select max(updated_at) from tax_limits where tenant_id = $1), n.rates, (select count(*) from vat_territories where tenant_id = $1),
       (select count(*) from tax_limits where tenant_id = $1)) as stamp, n.rates
     from (select count(*)::int as rates from vat_rates where tenant_id = $1) n`,
  )
  if (found!.rates === 0) {
    await seedTables(ctx)
    return tablesOf(initialTaxRows)
  }
  const known = lately.get(ctx.tenant)
  if (known?.stamp === found!.stamp) return known.tables
  const tables = await readTables(ctx)
  if (lately.size >= mostTenants) lately.clear()
  lately.set(ctx.tenant, { stamp: found!.stamp, tables })
  return tables
}

async function readTables(ctx: Ctx): Promise<Tables> {
  const rates = await all(ctx, VatRate, {}, 'validFrom')
  const territories = await all(ctx, VatTerritory, {}, 'position')
  const limits = await all(ctx, TaxLimit, {}, 'validFrom')
  return tablesOf({
    rates: rates.map(({ validFrom: from, validTo: to, ...row }) => ({ ...row, from, to })),
    // A part of a country says more than the whole of it, whichever was entered first.
    territories: territories
      .toSorted((a, b) => Number(a.postcodes.length === 0) - Number(b.postcodes.length === 0))
      .map(({ countsAs: as, validFrom: from, validTo: to, ...row }) => ({ ...row, as, from, to })),
    categories: initialTaxRows.categories,
    limits: limits.map(({ name: limit, validFrom: from, validTo: to, ...row }) => ({
      ...row,
      limit,
      from,
      to,
    })),
  })
}

export const registrationsOf = (ctx: Ctx, business: string): Promise<TaxRegistration[]> =>
  all(ctx, TaxRegistration, { business }, 'validFrom')

/** Whether a number is that of an own business, or one under which it is registered somewhere. */
export const isNumberOfOurs = async (ctx: Ctx, number: string): Promise<boolean> =>
  (await ctx.db.one(
    `select 1 as found from businesses where tenant_id = $1 and vat_number = $2
     union all select 1 from tax_registrations where tenant_id = $1 and number = $2 limit 1`,
    [number],
  )) !== undefined

/** Numbers that are known as ours and are not any more: of no business, and of no registration. */
export const noLongerOurs = (ctx: Ctx): Promise<VatNumber[]> =>
  ctx.db.rows(
    `select ${columnList(VatNumber, 'v')} from vat_numbers v where v.tenant_id = $1 and v.is_own
       and not exists (select 1 from businesses b where b.tenant_id = $1 and b.vat_number = v.number)
       and not exists (select 1 from tax_registrations r where r.tenant_id = $1 and r.number = v.number)`,
  )

export type Policy = Omit<ChannelTaxPolicy, 'id' | 'version' | 'createdAt' | 'updatedAt'>

/** What a channel does that was never set up. */
export const usualPolicy = (channel: string): Policy => ({
  channel,
  pricesIncludeVat: true,
  priceCountry: null,
  crossBorderPricing: 'same-gross',
  reverseCharge: true,
  usesLocalNumbers: true,
  whenUnverified: 'charge-vat',
  lastValidMaxDays: 30,
})

export const findPolicy = async (ctx: Ctx, channel: string): Promise<ChannelTaxPolicy | undefined> =>
  (await all(ctx, ChannelTaxPolicy, { channel }))[0]

export const policyOf = async (ctx: Ctx, channel: string): Promise<Policy> =>
  (await findPolicy(ctx, channel)) ?? usualPolicy(channel)

/** A number as we know it, however it is written. */
export const findNumber = async (ctx: Ctx, number: string): Promise<VatNumber | undefined> =>
  (await all(ctx, VatNumber, { number: tidyVatNumber(number) }))[0]

export const numberById = (ctx: Ctx, id: string): Promise<VatNumber | undefined> => find(ctx, VatNumber, id)

export const checksOf = (ctx: Ctx, vatNumber: string): Promise<VatNumberCheck[]> =>
  ctx.db.rows(
    `select ${columnList(VatNumberCheck)} from vat_number_checks where tenant_id = $1 and vat_number = $2 order by id desc limit 50`,
    [vatNumber],
  )

/** The proof that a decision could lean on: the last real answer before a moment, or else the last try. */
export const checkUntil = (ctx: Ctx, vatNumber: string, moment: Date): Promise<VatNumberCheck | undefined> =>
  ctx.db.one(
    `select ${columnList(VatNumberCheck)} from vat_number_checks where tenant_id = $1 and vat_number = $2 and asked_at <= $3
     order by outcome = 'unknown', asked_at desc, id desc limit 1`,
    [vatNumber, moment],
  )

/** The newest answers from one member state: what its circuit breaker looks at. */
export const lastAnswers = (
  ctx: Ctx,
  country: string,
  count: number,
): Promise<Pick<VatNumberCheck, 'outcome' | 'fault' | 'askedAt'>[]> =>
  ctx.db.rows(
    'select outcome, fault, asked_at from vat_number_checks where tenant_id = $1 and country = $2 order by id desc limit $3',
    [country, count],
  )

/** Numbers to ask about: those whose next try has come, and valid ones whose check is old. */
export const dueNumbers = (ctx: Ctx, checkedBefore: Date, limit: number): Promise<VatNumber[]> =>
  ctx.db.rows(
    `select ${columnList(VatNumber)} from vat_numbers
     where tenant_id = $1 and (next_at <= $2 or (state = 'valid' and checked_at < $3)) order by id limit $4`,
    [ctx.now, checkedBefore, limit],
  )

export const decisionsAbout = (ctx: Ctx, about: string): Promise<TaxDecision[]> =>
  ctx.db.rows(
    `select ${columnList(TaxDecision)} from tax_decisions where tenant_id = $1 and about = $2 order by id desc limit 20`,
    [about],
  )

/**
 * Net sales to consumers in other member states, of the year of a day until then and of the year before; credit notes
 * subtract. The limit is that of whoever owes the VAT (art. 59c), so that trade names with one number count together.
 * `apart` are documents of the sale that is being judged, which brings its own amount along.
 */
export async function crossBorderNet(
  ctx: Ctx,
  business: string,
  day: Day,
  apart: readonly string[] = [],
): Promise<{ thisYear: Cents; lastYear: Cents }> {
  const year = yearOf(day)
  const found = await ctx.db.one<{ thisYear: number; lastYear: number }>(
    `select coalesce(sum(cross_border_net) filter (where day >= $3), 0)::bigint as this_year,
       coalesce(sum(cross_border_net) filter (where day < $3), 0)::bigint as last_year
     from tax_decisions where tenant_id = $1 and about_kind <> 'orders' and day >= $4 and day <= $5 and about <> all($6::uuid[]) and business in
       (select b.id from businesses o join businesses b on b.tenant_id = o.tenant_id and (b.id = o.id or b.vat_number = o.vat_number)
        where o.tenant_id = $1 and o.id = $2)`,
    [business, `${year}-01-01`, `${year - 1}-01-01`, day, apart],
  )
  return found!
}

/** How much of a currency a euro is worth on a day; on days without one the last of the week before holds. */
export async function ratesOn(ctx: Ctx, currency: string, day: Day): Promise<string | null> {
  if (currency === 'EUR') return '1'
  return (
    (
      await ctx.db.one<{ rate: string }>(
        `select rate from exchange_rates where tenant_id = $1 and currency = $2 and day <= $3 and day > $3::date - 7 order by day desc limit 1`,
        [currency, day],
      )
    )?.rate ?? null
  )
}
