/** Looks up the figures of the dashboard, each bounded so that it stays quick with a million orders. */
import { addDays, dayOf, startOfDay, type Day } from '../../base/day.ts'
import type { Cents, Milli } from '../../base/money.ts'
import type { Ctx } from '../../platform/context.ts'
import { countViews, reachOf } from '../orders/reads.ts'
import { viewOf, type WidgetName } from './schema.ts'

export type Figure = {
  readonly value: number
  readonly kind: 'count' | 'money'
  /** The same figure a week ago, where that says something. */
  readonly before: number | null
  /** What the figure is of, where the widget's name does not say it. */
  readonly note?: string
}

/** One day's revenue without VAT, and that of the same weekday a week before. Cents. */
export type RevenueDay = { readonly day: Day; readonly value: Cents; readonly before: Cents }

/** A product and how much of it was ordered, in thousandths. */
export type BestSeller = {
  readonly id: string
  readonly sku: string
  readonly name: string
  readonly ordered: Milli
}

/** The figures of these widgets; views are counted together in one statement. */
export async function figuresOf(
  ctx: Ctx,
  names: readonly WidgetName[],
): Promise<Partial<Record<WidgetName, Figure>>> {
  const found: Partial<Record<WidgetName, Figure>> = {}
  const counts = names.some(viewOf) ? await countViews(ctx) : null
  for (const name of names) {
    const view = viewOf(name)
    found[name] = view ? count(counts![view] ?? 0) : await figureOf(ctx, name)
  }
  return found
}

const count = (value: number): Figure => ({ value, kind: 'count', before: null })

async function figureOf(ctx: Ctx, name: WidgetName): Promise<Figure> {
  const today = dayOf(ctx.now)
  switch (name) {
    case 'revenue-today':
      return {
        value: await revenue(ctx, today, 1),
        kind: 'money',
        before: await revenue(ctx, addDays(today, -7), 1),
      }
    case 'revenue-week':
      return {
        value: await revenue(ctx, addDays(today, -6), 7),
        kind: 'money',
        before: await revenue(ctx, addDays(today, -13), 7),
      }
    case 'planned-today':
      return count(await ofOrders(ctx, 'count(*)::int', `o.planned_day = $2 and o.phase = 'open'`, [today]))
    case 'low-stock':
      return count(
        await number(
          ctx,
          `select count(*)::int as value from (
             select p.id from products p left join stock_levels s on s.tenant_id = $1 and s.product = p.id
             where p.tenant_id = $1 and p.is_active and p.stock_min > 0
             group by p.id, p.stock_min having coalesce(sum(s.on_hand - s.reserved), 0) < p.stock_min limit 10000) x`,
        ),
      )
    case 'couplings':
      return count(
        await number(
          ctx,
          `select count(*)::int as value from connections where tenant_id = $1 and (state = 'broken' or failures > 2)
             and ($2::uuid[] is null or channel is null or channel = any($2))`,
          [ctx.actor.channels ?? null],
        ),
      )
    case 'tasks':
      return count(
        await number(
          ctx,
          `select count(*)::int as value from (select 1 from tasks where tenant_id = $1 and state = 'open' limit 10000) x`,
        ),
      )
    case 'best-sellers':
      return best(await bestSellers(ctx, 1))
    case 'mails-failed':
      return count(
        await number(
          ctx,
          `select count(*)::int as value from (select 1 from messages where tenant_id = $1 and state = 'failed' limit 10000) x`,
        ),
      )
    case 'invoices-due':
      return { value: await due(ctx), kind: 'money', before: null }
    default:
      throw new Error(`${name} has no figure`)
  }
}

const best = ([first]: readonly BestSeller[]): Figure =>
  first ? { ...count(Math.round(first.ordered / 1000)), note: first.name } : count(0)

/** Seven days and the seven before, today last. One statement; each day ends where its clock says, 23 hours long or 25. */
export async function revenueDays(ctx: Ctx): Promise<RevenueDay[]> {
  const today = dayOf(ctx.now)
  const days = Array.from({ length: 14 }, (_, i) => addDays(today, i - 13))
  const values: unknown[] = [
    days.map((day) => startOfDay(day)),
    days.map((day) => startOfDay(addDays(day, 1))),
  ]
  const reach = reachOf(ctx, values)
  const sums = await ctx.db.rows<{ value: Cents }>(
    `select (select coalesce(sum(o.total_net), 0)::bigint from orders o where o.tenant_id = $1
       and o.placed_at >= d.starts and o.placed_at < d.ends and o.phase <> 'cancelled'${reach}) as value
     from unnest($2::timestamptz[], $3::timestamptz[]) with ordinality d(starts, ends, at) order by d.at`,
    values,
  )
  return days.slice(7).map((day, i) => ({ day, value: sums[i + 7]!.value, before: sums[i]!.value }))
}

/** The goods ordered most in the last seven days, without what was cancelled. One statement. */
export async function bestSellers(ctx: Ctx, most: number): Promise<BestSeller[]> {
  const values: unknown[] = [startOfDay(addDays(dayOf(ctx.now), -6)), most]
  const reach = reachOf(ctx, values)
  return ctx.db.rows<BestSeller>(
    `select p.id, p.sku, p.name, s.ordered from (
       select l.product, sum(l.ordered - l.cancelled)::bigint as ordered
       from orders o join order_lines l on l.tenant_id = $1 and l.order_id = o.id and l.product is not null
       where o.tenant_id = $1 and o.placed_at >= $2 and o.phase <> 'cancelled'${reach}
       group by l.product having sum(l.ordered - l.cancelled) > 0
       order by ordered desc, l.product limit $3) s
     join products p on p.tenant_id = $1 and p.id = s.product order by s.ordered desc, p.name`,
    values,
  )
}

/** Goods and shipping without VAT of orders placed on these days, cancelled ones left out. */
const revenue = (ctx: Ctx, from: string, days: number): Promise<number> =>
  ofOrders(
    ctx,
    'coalesce(sum(o.total_net), 0)::bigint',
    `o.placed_at >= $2 and o.placed_at < $3 and o.phase <> 'cancelled'`,
    [startOfDay(from), startOfDay(addDays(from, days))],
  )

/** Of at most ten thousand open invoices; those of orders beyond reach are left out, as in their list. */
function due(ctx: Ctx): Promise<number> {
  const values: unknown[] = []
  const reach = reachOf(ctx, values)
  const order = `exists (select 1 from orders o where o.tenant_id = $1 and o.id = i.order_id${reach})`
  return number(
    ctx,
    `select coalesce(sum(due), 0)::bigint as value from (
       select due from invoices i where tenant_id = $1 and state in ('final', 'sent') and due > 0
       ${reach && `and (i.order_id is null or ${order})`} limit 10000) x`,
    values,
  )
}

function ofOrders(ctx: Ctx, what: string, condition: string, given: readonly unknown[]): Promise<number> {
  const values = [...given]
  const reach = reachOf(ctx, values)
  return number(
    ctx,
    `select ${what} as value from orders o where o.tenant_id = $1 and ${condition}${reach}`,
    values,
  )
}

async function number(ctx: Ctx, statement: string, values: readonly unknown[] = []): Promise<number> {
  return (await ctx.db.one<{ value: number }>(statement, values))?.value ?? 0
}
