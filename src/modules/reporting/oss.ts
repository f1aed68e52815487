/** The one-stop shop per quarter: the sales of it, and apart from them what is taken back of sales declared before. */
import type { Day } from '../../base/day.ts'
import type { Cents } from '../../base/money.ts'
import type { Ctx } from '../../platform/context.ts'
import { facts, type BoxDocument, type Period } from './facts.ts'

export type OssLine = {
  readonly country: string
  /** Where the goods left from. */
  readonly dispatch: string
  readonly rate: number
  readonly base: Cents
  readonly vat: Cents
  readonly documents: number
}

/** What credit notes of this quarter take back of an earlier one: named by state and quarter (article 369g (4) of the VAT directive). */
export type OssCorrection = {
  readonly country: string
  readonly year: number
  readonly quarter: number
  readonly base: Cents
  readonly vat: Cents
  readonly documents: number
}

/**
 * One row per document, state and rate.
 * - a credit note belongs to the quarter of the invoice that it takes back
 * - other currencies count at the rate of the last day of that quarter (article 369h (2)); until it is known, at the rate
 *   of the document
 */
const oss = `${facts}, oss as (
    select f.id, f.number, f.day, f.kind, f.buyer, f.buyer_number, substr(f.box, 5) as country, f.rate, q.first as quarter,
      coalesce(d.place, b.country) as dispatch, f.currency <> f.own_currency and x.rate is null as lacks_rate,
      case when x.rate is null then f.base else round(f.paid_base / x.rate::numeric)::bigint end as base,
      case when x.rate is null then f.vat else round(f.paid_vat / x.rate::numeric)::bigint end as vat
    from facts f join businesses b on b.tenant_id = $1 and b.id = $2 left join invoices w on w.tenant_id = $1 and w.id = f.id
      cross join lateral (select date_trunc('quarter', f.supply_day)::date as first,
        (date_trunc('quarter', f.supply_day) + interval '3 months')::date - 1 as last) q
      left join lateral (select rate from exchange_rates where tenant_id = $1 and f.currency <> f.own_currency and f.own_currency = 'EUR'
        and currency = f.currency and day <= q.last and day > q.last - 7 order by day desc limit 1) x on true
      left join lateral (select input->'fulfilment'->>'from' as place from tax_decisions
        where tenant_id = $1 and about = coalesce(w.credits, f.id) order by id desc limit 1) d on true
    where f.box like 'OSS:%'
  )`

const values = ({ business, from, to }: Period) => [business, from, to]

export async function ossOf(
  ctx: Ctx,
  quarter: Period,
): Promise<{ rows: OssLine[]; corrections: OssCorrection[] }> {
  const rows = await ctx.db.rows<OssLine>(
    `${oss} select country, dispatch, rate, sum(base)::bigint as base, sum(vat)::bigint as vat, count(distinct id)::int as documents
     from oss where quarter = $3 group by country, dispatch, rate order by country, dispatch, rate desc`,
    values(quarter),
  )
  const corrections = await ctx.db.rows<OssCorrection>(
    `${oss} select country, extract(year from quarter)::int as year, extract(quarter from quarter)::int as quarter,
       sum(base)::bigint as base, sum(vat)::bigint as vat, count(distinct id)::int as documents
     from oss where quarter <> $3 group by country, oss.quarter order by country, oss.quarter`,
    values(quarter),
  )
  return { rows, corrections }
}

/** Documents in another currency for which the rate of the last day of their quarter is not known. */
export const ossWithoutRate = async (ctx: Ctx, quarter: Period): Promise<string[]> =>
  (
    await ctx.db.rows<{ number: string }>(
      `${oss} select distinct number from oss where lacks_rate order by number limit 50`,
      values(quarter),
    )
  ).map(({ number }) => number)

export type OssDrill = {
  readonly country: string
  readonly dispatch?: string | undefined
  readonly rate?: number | undefined
  /** The first day of the quarter that is corrected; without it the sales of the quarter itself. */
  readonly corrects?: Day | undefined
}

/** The documents behind a line or a correction, in the order of their numbers. */
export const ossDocuments = (
  ctx: Ctx,
  quarter: Period,
  { country, dispatch, rate, corrects }: OssDrill,
  after: string,
  limit: number,
): Promise<BoxDocument[]> =>
  ctx.db.rows(
    `${oss} select id, number, day, kind, buyer, buyer_number, sum(base)::bigint as base, sum(vat)::bigint as vat from oss
     where country = $5 and ($6::text is null or dispatch = $6) and ($7::int is null or rate = $7) and quarter = coalesce($8::date, $3) and number > $9
     group by id, number, day, kind, buyer, buyer_number order by number limit $10`,
    [...values(quarter), country, dispatch ?? null, rate ?? null, corrects ?? null, after, limit],
  )
