/** Looks up the calendar: who stands where, how full a day is, and the cards of a week. */
import { addDays, dayOf, weekday, type Day } from '../../base/day.ts'
import type { Ctx } from '../../platform/context.ts'
import { all, columnList, find } from '../../platform/rows.ts'
import { Location } from '../locations/schema.ts'
import type { Order } from '../orders/schema.ts'
import type { Load } from './rules.ts'
import { PlanningEntry, PlanningPolicy } from './schema.ts'

/** The entries of an order that still hold a place; its order is locked by who asks. */
export const liveEntriesOf = (ctx: Ctx, order: string): Promise<PlanningEntry[]> =>
  ctx.db.rows(
    `select ${columnList(PlanningEntry)} from planning_entries
     where tenant_id = $1 and order_id = $2 and state in ('proposed', 'planned', 'released') order by id`,
    [order],
  )

/** All days that an order ever stood on, newest first. */
export const historyOf = (ctx: Ctx, order: string): Promise<PlanningEntry[]> =>
  ctx.db.rows(
    `select ${columnList(PlanningEntry)} from planning_entries where tenant_id = $1 and order_id = $2 order by id desc limit 200`,
    [order],
  )

/** One at a time per location and day: two people cannot both take the last place. */
export const lockDay = (ctx: Ctx, location: string | null, day: Day): Promise<number> =>
  ctx.db.run(`select pg_advisory_xact_lock(hashtextextended($1::text || ':plan:' || $2, 0))`, [
    `${location ?? ''}:${day}`,
  ])

/** How many orders leave a location on each day of a stretch; work in the workshop takes no place. */
export async function loadOf(ctx: Ctx, location: string | null, from: Day, to: Day): Promise<Load> {
  const rows = await ctx.db.rows<{ day: Day; used: number }>(
    `select day, count(*)::int as used from planning_entries
     where tenant_id = $1 and location is not distinct from $2::uuid and day between $3 and $4 and type <> 'workshop'
       and state in ('proposed', 'planned', 'released', 'done') group by day`,
    [location, from, to],
  )
  return new Map(rows.map((row) => [row.day, row.used]))
}

/** The policy of a business; one that never set it has the usual one. */
export async function policyOf(
  ctx: Ctx,
  business: string,
): Promise<
  Pick<PlanningPolicy, 'mode' | 'needsPayment' | 'cutOff' | 'carrierWeekdays' | 'regions' | 'daysAhead'>
> {
  const [policy] = await all(ctx, PlanningPolicy, { business })
  if (policy) return policy
  const { mode, needsPayment, cutOff, carrierWeekdays, regions, daysAhead } = PlanningPolicy.fields
  return {
    mode: mode.initial!,
    needsPayment: needsPayment.initial!,
    cutOff: cutOff.initial!,
    carrierWeekdays: carrierWeekdays.initial!,
    regions: regions.initial!,
    daysAhead: daysAhead.initial!,
  }
}

export const findLocation = async (ctx: Ctx, id: string | null): Promise<Location | null> =>
  id === null ? null : ((await find(ctx, Location, id)) ?? null)

/** The first choice of a channel, for an order of which nothing is reserved yet. */
export const firstLocationOf = async (
  ctx: Ctx,
  order: Pick<Order, 'channel' | 'delivery'>,
): Promise<string | null> =>
  (
    await ctx.db.one<{ location: string }>(
      `select location from channel_locations where tenant_id = $1 and channel = $2
       and (case when $3 = 'pickup' then may_be_picked_up else may_ship end) order by priority, id limit 1`,
      [order.channel, order.delivery],
    )
  )?.location ?? null

/** An order as it stands on the calendar. */
export type PlanCard = {
  /** The order. */
  readonly id: string
  readonly version: number
  readonly number: string
  readonly channelName: string
  readonly customerName: string
  readonly company: string | null
  readonly phone: string | null
  readonly postcode: string
  readonly city: string
  readonly country: string
  readonly delivery: Order['delivery']
  readonly shippingMethod: string
  readonly payment: Order['payment']
  readonly supply: Order['supply']
  readonly invoicing: Order['invoicing']
  readonly allAvailable: boolean
  readonly due: number
  readonly currency: string
  readonly holds: readonly string[]
  readonly wishedDay: Day | null
  readonly note: string | null
  readonly reference: string | null
  readonly printedAt: string | null
  /** The newest invoice of the order, for the link on its card (S4-38). */
  readonly invoice: { readonly id: string; readonly number: string | null } | null
  /** The entry; null on an order that stands on no day. */
  readonly entry: string | null
  readonly day: Day | null
  readonly type: PlanningEntry['type'] | null
  readonly partOfDay: PlanningEntry['partOfDay']
  readonly state: PlanningEntry['state'] | null
  readonly location: string | null
  /** What is to be set ready, in walking order. */
  readonly lines: readonly PlanCardLine[]
}

export type PlanCardLine = {
  readonly id: string
  readonly sku: string
  readonly name: string
  readonly quantity: number
  readonly missing: number
  readonly position: string | null
  readonly note: string | null
  readonly needsWorkshop: boolean
}

/** What a card shows, as JSON: one statement gives any number of them. One that is done keeps what has left. */
const card = (entry: boolean) => `jsonb_build_object(
  'id', o.id, 'version', o.version, 'number', o.number, 'channelName', c.name, 'customerName', o.customer_name, 'company', o.company,
  'phone', o.phone, 'postcode', coalesce(o.shipping, o.billing)->>'postcode', 'city', o.city, 'country', o.country,
  'delivery', o.delivery, 'shippingMethod', o.shipping_method, 'payment', o.payment, 'supply', o.supply, 'invoicing', o.invoicing,
  'allAvailable', o.all_available, 'due', o.due, 'currency', o.currency, 'holds', to_jsonb(o.holds),
  'wishedDay', o.wished_day, 'note', o.note, 'reference', o.reference, 'printedAt', o.printed_at,
  'invoice', (select jsonb_build_object('id', i.id, 'number', i.number) from invoices i
    where i.tenant_id = $1 and i.order_id = o.id and i.kind = 'invoice' and i.state <> 'deleted' order by i.id desc limit 1),
  ${
    entry
      ? `'entry', e.id, 'day', e.day, 'type', e.type, 'partOfDay', e.part_of_day, 'state', e.state, 'location', e.location,`
      : `'entry', null, 'day', null, 'type', null, 'partOfDay', 'day', 'state', null, 'location', null,`
  }
  'lines', (select coalesce(jsonb_agg(jsonb_build_object('id', l.id, 'sku', l.sku, 'name', l.name,
      'quantity', ${entry ? `case when e.state = 'done' and l.shipped > 0 then l.shipped else l.ordered - l.cancelled - l.shipped end` : 'l.ordered - l.cancelled - l.shipped'}, 'missing', greatest(0, l.ordered - l.cancelled - l.shipped - l.reserved - l.picked),
      'position', s.position, 'note', l.note, 'needsWorkshop', coalesce(p.needs_workshop, false)) order by s.position nulls last, l.number), '[]')
    from order_lines l
    left join products p on p.tenant_id = $1 and p.id = l.product
    left join stock_levels s on s.tenant_id = $1 and s.product = l.product and s.location = l.location
    where l.tenant_id = $1 and l.order_id = o.id and l.kind = 'goods'
      and (l.ordered - l.cancelled - l.shipped > 0${entry ? ` or e.state = 'done'` : ''})))`

export type PlannedDay = {
  readonly day: Day
  readonly cards: readonly PlanCard[]
  readonly used: number
  /** Null when no location sets a limit. */
  readonly limit: number | null
  readonly isClosed: boolean
}

export type CalendarFilter = {
  readonly location?: string | undefined
  readonly only?: 'ship' | 'pickup' | undefined
}

/** So many cards a day, and as many without a day; a fuller day says how many it holds. */
const mostCards = 500

/** The cards of some days. One statement. */
export async function cardsOf(ctx: Ctx, from: Day, to: Day, filter: CalendarFilter): Promise<PlanCard[]> {
  const rows = await ctx.db.rows<{ card: PlanCard }>(
    `select ${card(true)} as card
     from planning_entries e
     join orders o on o.tenant_id = $1 and o.id = e.order_id
     join channels c on c.tenant_id = $1 and c.id = o.channel
     where e.tenant_id = $1 and e.day between $2 and $3 and e.state in ('proposed', 'planned', 'released', 'done')
       and ($4::uuid is null or e.location = $4) and ($5::text is null or o.delivery = $5)
       and ($6::uuid[] is null or o.channel = any($6)) and ($7::uuid[] is null or e.location = any($7))
     order by e.day, e.position, o.number limit ${7 * mostCards}`,
    [
      from,
      to,
      filter.location ?? null,
      filter.only ?? null,
      ctx.actor.channels ?? null,
      ctx.actor.locations ?? null,
    ],
  )
  return rows.map((row) => row.card)
}

type LocationRow = {
  readonly id: string
  readonly dayCapacity: number
  readonly closedWeekdays: readonly string[]
}

type Heap = {
  readonly unplanned: PlanCard[]
  /** What was planned before today and never left: nobody looks for it on a day that is over. */
  readonly late: { readonly count: number; readonly from: Day | null }
  readonly locations: LocationRow[]
}

/** The open orders without a day, what is late, and the locations of the calendar. One statement. */
async function unplannedAndLocations(ctx: Ctx, filter: CalendarFilter): Promise<Heap> {
  const found = await ctx.db.one<Heap>(
    `select (select coalesce(jsonb_agg(x.card), '[]') from (
       select ${card(false)} as card
       from orders o join channels c on c.tenant_id = $1 and c.id = o.channel
       where o.tenant_id = $1 and o.phase = 'open' and o.planned_day is null and ($3::text is null or o.delivery = $3)
         and ($4::uuid[] is null or o.channel = any($4))
         and exists (select 1 from order_lines l where l.tenant_id = $1 and l.order_id = o.id and l.kind = 'goods' and l.ordered > l.cancelled + l.shipped)
         and not exists (select 1 from planning_entries e where e.tenant_id = $1 and e.order_id = o.id and e.state in ('proposed', 'planned', 'released') and e.type <> 'workshop')
         and ($2::uuid is null or exists (select 1 from order_lines l where l.tenant_id = $1 and l.order_id = o.id and l.location = $2)
           or not exists (select 1 from order_lines l where l.tenant_id = $1 and l.order_id = o.id and l.location is not null))
       order by o.placed_at desc, o.id desc limit ${mostCards}) x) as unplanned,
     (select jsonb_build_object('count', count(*), 'from', min(e.day)) from planning_entries e
       join orders o on o.tenant_id = $1 and o.id = e.order_id
       where e.tenant_id = $1 and e.day < $5 and e.state in ('planned', 'released') and e.type <> 'workshop' and o.phase = 'open'
         and ($4::uuid[] is null or o.channel = any($4)) and ($6::uuid[] is null or e.location = any($6))) as late,
     (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'dayCapacity', day_capacity, 'closedWeekdays', to_jsonb(closed_weekdays))), '[]')
       from locations where tenant_id = $1 and is_active and ($2::uuid is null or id = $2)) as locations`,
    [
      filter.location ?? null,
      filter.only ?? null,
      ctx.actor.channels ?? null,
      dayOf(ctx.now),
      ctx.actor.locations ?? null,
    ],
  )
  return found!
}

/** The board: what stands on no day yet, and some days. Two statements, whatever it holds. */
export async function boardOf(ctx: Ctx, from: Day, days: number, filter: CalendarFilter) {
  const cards = await cardsOf(ctx, from, addDays(from, days - 1), filter)
  const { unplanned, late, locations } = await unplannedAndLocations(ctx, filter)
  return {
    today: dayOf(ctx.now),
    late,
    unplanned,
    days: Array.from({ length: days }, (_, i) => plannedDay(addDays(from, i), cards, locations)),
  }
}

function plannedDay(day: Day, cards: readonly PlanCard[], locations: readonly LocationRow[]): PlannedDay {
  const mine = cards.filter((each) => each.day === day)
  const weekdayText = String(weekday(day))
  const open = locations.filter((location) => !location.closedWeekdays.includes(weekdayText))
  const limits = open.map((location) => location.dayCapacity)
  return {
    day,
    cards: mine,
    used: mine.filter((each) => each.type !== 'workshop').length,
    limit: limits.length === 0 || limits.includes(0) ? null : limits.reduce((sum, limit) => sum + limit, 0),
    isClosed: locations.length > 0 && open.length === 0,
  }
}

/** The trade names of who sells what stands on these cards, for the head of a paper. */
export async function businessesOn(ctx: Ctx, cards: readonly PlanCard[]): Promise<string> {
  const rows = await ctx.db.rows<{ tradeName: string }>(
    `select distinct b.trade_name from orders o join businesses b on b.tenant_id = $1 and b.id = o.business
     where o.tenant_id = $1 and o.id = any($2::uuid[]) order by b.trade_name`,
    [cards.map((each) => each.id)],
  )
  return rows.map((row) => row.tradeName).join(' · ')
}

/** The orders of a day that go on paper: planned, not done, and not printed before unless asked for again. */
export const toPrint = (
  ctx: Ctx,
  asked: DayLimits & { day: Day; location: string | null; again: boolean },
): Promise<{ id: string; number: string }[]> =>
  ctx.db.rows(
    `select distinct o.id, o.number from planning_entries e join orders o on o.tenant_id = $1 and o.id = e.order_id
     where e.tenant_id = $1 and e.day = $2 and e.state in ('planned', 'released') and e.type <> 'workshop'
       and ($3::uuid is null or e.location = $3) and ($4 or o.printed_at is null)
       and ($5::uuid[] is null or o.channel = any($5)) and ($6::uuid[] is null or e.location = any($6)) order by o.number`,
    [asked.day, asked.location, asked.again, asked.channels, asked.locations],
  )

/** What of a day is meant when whoever asks is limited; null is no limit. */
export type DayLimits = {
  readonly channels: readonly string[] | null
  readonly locations: readonly string[] | null
}

/** Entries whose day has passed while their order still stands here, not told of before. */
export const overdueEntries = (
  ctx: Ctx,
  today: Day,
): Promise<{ id: string; orderId: string; number: string; day: Day }[]> =>
  ctx.db.rows(
    `select e.id, e.order_id, o.number, e.day from planning_entries e join orders o on o.tenant_id = $1 and o.id = e.order_id
     where e.tenant_id = $1 and e.day < $2 and e.state in ('planned', 'released') and e.type <> 'workshop' and e.delayed_at is null
       and o.phase = 'open' order by e.day, e.id limit 500 for update of e skip locked`,
    [today],
  )

export type MonthDay = {
  readonly day: Day
  readonly deliver: number
  readonly pickup: number
  readonly workshop: number
  /** Of these, how many are only proposed. */
  readonly proposed: number
  readonly done: number
  readonly limit: number | null
  readonly isClosed: boolean
}

/** A month in counts. Two statements, whatever it holds. */
export async function monthOf(
  ctx: Ctx,
  month: string,
  filter: CalendarFilter,
): Promise<{ today: Day; days: MonthDay[] }> {
  const first = `${month}-01`
  const last = addDays(`${addDays(first, 31).slice(0, 7)}-01`, -1)
  const counts = await ctx.db.rows<Omit<MonthDay, 'limit' | 'isClosed'>>(
    `select e.day, count(*) filter (where e.type = 'deliver')::int as deliver, count(*) filter (where e.type = 'pickup')::int as pickup,
       count(*) filter (where e.type = 'workshop')::int as workshop, count(*) filter (where e.state = 'proposed')::int as proposed,
       count(*) filter (where e.state = 'done')::int as done
     from planning_entries e join orders o on o.tenant_id = $1 and o.id = e.order_id
     where e.tenant_id = $1 and e.day between $2 and $3 and e.state in ('proposed', 'planned', 'released', 'done')
       and ($4::uuid is null or e.location = $4) and ($5::text is null or o.delivery = $5)
       and ($6::uuid[] is null or o.channel = any($6)) and ($7::uuid[] is null or e.location = any($7))
     group by e.day`,
    [
      first,
      last,
      filter.location ?? null,
      filter.only ?? null,
      ctx.actor.channels ?? null,
      ctx.actor.locations ?? null,
    ],
  )
  const locations = await ctx.db.rows<LocationRow>(
    'select id, day_capacity, closed_weekdays from locations where tenant_id = $1 and is_active and ($2::uuid is null or id = $2)',
    [filter.location ?? null],
  )
  const known = new Map(counts.map((row) => [row.day, row]))
  const none = { deliver: 0, pickup: 0, workshop: 0, proposed: 0, done: 0 }
  const days: MonthDay[] = []
  for (let day = first; day <= last; day = addDays(day, 1)) {
    const { limit, isClosed } = plannedDay(day, [], locations)
    days.push({ ...none, ...known.get(day), day, limit, isClosed })
  }
  return { today: dayOf(ctx.now), days }
}
