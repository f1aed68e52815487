/** Looking into the activity log: by who, what, about what and when; and its chain of seals. */
import { addDays, startOfDay, type Day } from '../../base/day.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Link, WrittenEvent } from './chain.ts'

export type Activity = {
  readonly id: string
  readonly kind: string
  readonly about: string
  readonly detail: Readonly<Record<string, unknown>>
  readonly at: Date
  readonly actorKind: string
  readonly actorId: string | null
  readonly actorName: string
  readonly address: string | null
}

type ActivityFilter = {
  readonly actor?: string | undefined
  readonly actorKind?: string | undefined
  readonly about?: string | undefined
  /** A kind such as 'order.planned', or all of a noun: 'order.*'. */
  readonly kind?: string | undefined
  readonly from?: Day | undefined
  /** The last day, included. */
  readonly until?: Day | undefined
}

/** Newest first; `after` is the id of the last one seen. Ids begin with their moment, so a period is a stretch of ids. */
export async function activities(
  ctx: Ctx,
  filter: ActivityFilter,
  paging: { after?: string | undefined; limit: number },
): Promise<{ rows: Activity[]; next: string | null }> {
  const values: unknown[] = []
  const conditions = ['tenant_id = $1']
  const where = (condition: string, value: unknown) => {
    values.push(value)
    conditions.push(condition.replaceAll('?', `$${values.length + 1}`))
  }
  if (filter.actor) where('actor_id = ?', filter.actor)
  if (filter.actorKind) where('actor_kind = ?', filter.actorKind)
  if (filter.about) where('about = ?', filter.about)
  if (filter.kind?.endsWith('.*')) where('starts_with(kind, ?)', filter.kind.slice(0, -1))
  else if (filter.kind) where('kind = ?', filter.kind)
  if (filter.from) {
    const start = startOfDay(filter.from)
    where('at >= ?', start)
    where('id >= ?::uuid', firstIdFrom(start, -slack))
  }
  if (filter.until) {
    const end = startOfDay(addDays(filter.until, 1))
    where('at < ?', end)
    where('id < ?::uuid', firstIdFrom(end, slack))
  }
  if (paging.after) where('id < ?::uuid', paging.after)
  const rows = await ctx.db.rows<Activity>(
    `select id, kind, about, detail, at, actor_kind, actor_id, actor_name, address
     from events where ${conditions.join(' and ')} order by id desc limit ${paging.limit + 1}`,
    values,
  )
  const page = rows.slice(0, paging.limit)
  return { rows: page, next: rows.length > paging.limit ? page.at(-1)!.id : null }
}

/** An id and its event's moment differ when a transaction was tried again; never by an hour. */
const slack = 3_600_000

function firstIdFrom(moment: Date, shift: number): string {
  const hex = Math.max(0, moment.getTime() + shift)
    .toString(16)
    .padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`
}

/** What happened to one thing, for its own page. */
export const timelineOf = (ctx: Ctx, about: string, paging: { after?: string | undefined; limit: number }) =>
  activities(ctx, { about }, paging)

const written = `e.id, e.kind, e.about, e.detail::text as detail,
  to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') as at,
  e.actor_kind, e.actor_id, e.actor_name, e.address, e.request`

/** The newest link, and the moment before which an event without a seal is one too many. */
export async function headOf(ctx: Ctx): Promise<Link | undefined> {
  return ctx.db.one<Link>(
    'select number, event_id, hash from event_seals where tenant_id = $1 order by number desc limit 1',
  )
}

/** A transaction that began before the last seal may have committed after it; a day is far more than one lasts. */
const lateness = 86_400_000

const timeOf = (id: string) => new Date(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16))

/** Events that have no seal yet, oldest first. */
export async function unsealed(ctx: Ctx, head: Link | undefined, limit: number): Promise<WrittenEvent[]> {
  const from = head ? firstIdFrom(timeOf(head.eventId), -lateness) : firstIdFrom(new Date(0), 0)
  return ctx.db.rows<WrittenEvent>(
    `select ${written} from events e where e.tenant_id = $1 and e.id >= $2::uuid and not exists
       (select 1 from event_seals s where s.tenant_id = e.tenant_id and s.event_id = e.id)
     order by e.id limit $3`,
    [from, limit],
  )
}

/** The oldest event that lies so far back that it should have been sealed, and was not: somebody put it in later. */
export async function putInLater(ctx: Ctx, head: Link): Promise<string | null> {
  const row = await ctx.db.one<{ id: string }>(
    `select e.id from events e where e.tenant_id = $1 and e.id < $2::uuid and not exists
       (select 1 from event_seals s where s.tenant_id = e.tenant_id and s.event_id = e.id)
     order by e.id limit 1`,
    [firstIdFrom(timeOf(head.eventId), -lateness)],
  )
  return row?.id ?? null
}

/** A stretch of links with their events; an event that is gone is not in the map. */
export async function stretch(
  ctx: Ctx,
  after: number,
  limit: number,
): Promise<{ links: Link[]; events: Map<string, WrittenEvent> }> {
  const rows = await ctx.db.rows<WrittenEvent & Link & { found: string | null }>(
    `select s.number, s.event_id, s.hash, e.id as found, ${written} from event_seals s
     left join events e on e.tenant_id = s.tenant_id and e.id = s.event_id
     where s.tenant_id = $1 and s.number > $2 order by s.number limit $3`,
    [after, limit],
  )
  const links = rows.map(({ number, eventId, hash }) => ({ number, eventId, hash }))
  return { links, events: new Map(rows.filter((row) => row.found).map((row) => [row.eventId, row])) }
}

export async function linkNumbered(ctx: Ctx, number: number): Promise<Link | undefined> {
  return ctx.db.one<Link>(
    'select number, event_id, hash from event_seals where tenant_id = $1 and number = $2',
    [number],
  )
}
