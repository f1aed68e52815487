/** Reads the series of issued documents with their gaps. */
import type { Ctx } from '../../platform/context.ts'

export type Series = {
  readonly business: string
  readonly businessName: string
  readonly kind: string
  readonly year: number
  /** Where the series was set to begin. */
  readonly begins: number
  readonly first: number
  readonly last: number
  readonly firstNumber: string
  readonly lastNumber: string
  readonly count: number
  /** Different places in the series, and different numbers as they are printed. */
  readonly distinct: number
  readonly numbers: number
}

export const seriesOf = (ctx: Ctx, business: string | null): Promise<Series[]> =>
  ctx.db.rows(
    `select i.business, b.trade_name as business_name, i.kind, i.year, coalesce(min(p.first_number), 1)::int as begins,
       min(sequence)::int as first, max(sequence)::int as last, count(*)::int as count, count(distinct sequence)::int as distinct, count(distinct number)::int as numbers,
       (array_agg(number order by sequence))[1] as first_number, (array_agg(number order by sequence desc))[1] as last_number
     from issued_invoices i join businesses b on b.tenant_id = $1 and b.id = i.business
       left join number_plans p on p.tenant_id = $1 and p.business = i.business and p.kind = i.kind and p.year = i.year
     where i.tenant_id = $1 and ($2::uuid is null or i.business = $2) group by 1, 2, 3, 4 order by 4 desc, 2, 3`,
    [business],
  )

export type Gap = {
  readonly business: string
  readonly kind: string
  readonly year: number
  /** The numbers on both sides of what is missing. */
  readonly after: string
  readonly before: string
}

export const seriesGaps = (ctx: Ctx, business: string | null): Promise<Gap[]> =>
  ctx.db.rows(
    `select business, kind, year, number as after, next_number as before from (
       select business, kind, year, sequence, number, lead(sequence) over w as next, lead(number) over w as next_number
       from issued_invoices where tenant_id = $1 and ($2::uuid is null or business = $2) window w as (partition by business, kind, year order by sequence)) i
     where next > sequence + 1 order by year desc, sequence limit 200`,
    [business],
  )
