/** Looks up quotes: lists by view, one with its versions, the quote of a customer's link, and what time is up for. */
import { refuse } from '../../base/refusal.ts'
import type { Ctx } from '../../platform/context.ts'
import { all, columnList, find, get, lock, readCursor, writeCursor } from '../../platform/rows.ts'
import { hashOf } from '../users/secrets.ts'
import { viewStates } from './rules.ts'
import { Quote, QuoteVersion, quoteViews, type QuoteState, type QuoteView } from './schema.ts'

/** A row of the list: everything but what the quote is made of. */
export type QuoteRow = Omit<Quote, 'content' | 'note' | 'decidedFrom'> & {
  readonly orderNumber: string | null
}

const rowColumns = columnList(Quote, 'q')
  .split(', ')
  .filter((column) => !['q.content', 'q.note', 'q.decided_from'].includes(column))
  .join(', ')

export type QuoteFilter = {
  readonly view: QuoteView
  readonly search?: string | undefined
  readonly contact?: string | undefined
  readonly organisation?: string | undefined
  readonly after?: string | undefined
  readonly limit: number
}

/** The newest quotes, by keyset; somebody limited to channels sees those of them. */
export async function listQuotes(
  ctx: Ctx,
  filter: QuoteFilter,
): Promise<{ rows: QuoteRow[]; next: string | null }> {
  const values: unknown[] = []
  const where = ['q.tenant_id = $1']
  const also = (condition: (at: string) => string, value: unknown) => {
    if (value !== undefined && value !== null) where.push(condition(`$${values.push(value) + 1}`))
  }
  also((at) => `q.state = any(${at}::text[])`, viewStates[filter.view])
  also((at) => `q.contact = ${at}`, filter.contact)
  also((at) => `q.organisation = ${at}`, filter.organisation)
  also((at) => `q.channel = any(${at}::uuid[])`, ctx.actor.channels)
  also(
    (at) => `lower(concat_ws(' ', q.number, q.customer_name, q.company, q.email, q.reference)) like ${at}`,
    filter.search && `%${filter.search.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`,
  )
  const cursor = readCursor(filter.after)
  if (cursor) {
    values.push(cursor[0], cursor[1])
    where.push(`(q.created_at, q.id) < ($${values.length}::timestamptz, $${values.length + 1}::uuid)`)
  }
  const rows = await ctx.db.rows<QuoteRow>(
    `select ${rowColumns}, o.number as order_number from quotes q left join orders o on o.tenant_id = $1 and o.quote = q.id
     where ${where.join(' and ')} order by q.created_at desc, q.id desc limit ${filter.limit + 1}`,
    values,
  )
  const last = rows.length > filter.limit ? rows[filter.limit - 1] : undefined
  return { rows: rows.slice(0, filter.limit), next: last ? writeCursor(last.createdAt, last.id) : null }
}

const mostCounted = 10_000

/** How many quotes each view holds, counted up to ten thousand in all. One statement. */
export async function countQuotes(ctx: Ctx): Promise<Record<QuoteView, number | null>> {
  const rows = await ctx.db.rows<{ state: QuoteState; count: number }>(
    `select state, count(*)::int as count from (
       select state from quotes where tenant_id = $1 and ($2::uuid[] is null or channel = any($2)) limit ${mostCounted}) q group by state`,
    [ctx.actor.channels ?? null],
  )
  const counted = (view: QuoteView) =>
    viewStates[view] &&
    rows.filter(({ state }) => viewStates[view]!.includes(state)).reduce((sum, { count }) => sum + count, 0)
  const views = Object.keys(quoteViews) as QuoteView[]
  return Object.fromEntries(views.map((view) => [view, counted(view)])) as Record<QuoteView, number | null>
}

export const findQuote = (ctx: Ctx, id: string): Promise<Quote | undefined> => find(ctx, Quote, id)

/** Whoever is kept to some channels sees the quotes of those. */
export async function quoteFor(ctx: Ctx, id: string): Promise<Quote> {
  const quote = await get(ctx, Quote, id)
  const { channels } = ctx.actor
  if (channels && !channels.includes(quote.channel)) refuse('record.not-found', { what: 'quotes' })
  return quote
}

export async function lockQuote(ctx: Ctx, id: string): Promise<Quote> {
  const quote = await lock(ctx, Quote, id)
  const { channels } = ctx.actor
  if (channels && !channels.includes(quote.channel)) refuse('record.not-found', { what: 'quotes' })
  return quote
}

export const versionsOf = (ctx: Ctx, quote: string): Promise<QuoteVersion[]> =>
  all(ctx, QuoteVersion, { quote }, 'revision')

export async function versionOf(ctx: Ctx, quote: string, revision: number): Promise<QuoteVersion> {
  const [found] = await all(ctx, QuoteVersion, { quote, revision })
  return found ?? refuse('quote.not-sent-yet')
}

/** A quote that was sent, with the last day of the version that the customer has; what was written since is not out yet. */
export const asSent = async (ctx: Ctx, quote: Quote): Promise<Quote> => ({
  ...quote,
  validUntil: (await versionOf(ctx, quote.id, quote.revision)).validUntil,
})

export type MadeOrder = { readonly id: string; readonly number: string }

/** The order that was made of a quote. */
export const orderOfQuote = (ctx: Ctx, quote: string): Promise<MadeOrder | undefined> =>
  ctx.db.one('select id, number from orders where tenant_id = $1 and quote = $2', [quote])

/** The printed versions of a quote, by version. */
export const printsOf = (
  ctx: Ctx,
  versions: readonly string[],
): Promise<{ id: string; about: string; name: string }[]> =>
  ctx.db.rows(
    `select distinct on (about) id, about, name from files where tenant_id = $1 and about = any($2::uuid[]) and kind = 'quote'
     order by about, id`,
    [versions],
  )

/** What happened to a quote, newest first. */
export const eventsOf = (
  ctx: Ctx,
  quote: string,
): Promise<
  {
    id: string
    kind: string
    detail: Record<string, unknown>
    at: Date
    actorKind: string
    actorName: string
  }[]
> =>
  ctx.db.rows(
    'select id, kind, detail, at, actor_kind, actor_name from events where tenant_id = $1 and about = $2 order by id desc limit 100',
    [quote],
  )

/** Whose quote a customer's link opens; asked before the tenant is known. */
export const linkOf = (ctx: Ctx, secret: string): Promise<{ home: string; quote: string } | undefined> =>
  ctx.db.one(
    'select home, quote from quote_links where $1::uuid is not null and hash = $2 and ends_at > $3',
    [hashOf(secret), ctx.now],
  )

const sentVersion = 'quote_versions v on v.tenant_id = $1 and v.quote = q.id and v.revision = q.revision'

/** Quotes whose last day, as the customer has it, has gone by where their business is. */
export const overdueQuotes = (ctx: Ctx, limit: number): Promise<{ id: string }[]> =>
  ctx.db.rows(
    `select q.id from quotes q join businesses b on b.tenant_id = $1 and b.id = q.business join ${sentVersion}
     where q.tenant_id = $1 and q.state in ('sent', 'viewed') and v.valid_until < ($2::timestamptz at time zone b.time_zone)::date
     order by q.id limit $3`,
    [ctx.now, limit],
  )

/** Quotes to remind of: nearly over, not answered, sent more than a day ago, and not reminded of before. */
export const quotesToRemind = (ctx: Ctx, limit: number): Promise<{ id: string }[]> =>
  ctx.db.rows(
    `select q.id from quotes q join businesses b on b.tenant_id = $1 and b.id = q.business join ${sentVersion},
       lateral (select ($2::timestamptz at time zone b.time_zone)::date as today) d
     where q.tenant_id = $1 and q.state in ('sent', 'viewed') and q.reminded_at is null and q.email <> ''
       and b.quote_reminder_days > 0 and v.valid_until - b.quote_reminder_days <= d.today and v.valid_until >= d.today
       and q.sent_at < $2::timestamptz - interval '1 day'
     order by q.id limit $3`,
    [ctx.now, limit],
  )
