/** Looks up orders: lists by view, search in one box, and one order with everything. */
import { addDays, dayOf, startOfDay, type Day } from '../../base/day.ts'
import { camel } from '../../base/record.ts'
import { refuse } from '../../base/refusal.ts'
import type { Ctx } from '../../platform/context.ts'
import { columnList, readCursor, writeCursor } from '../../platform/rows.ts'
import { emailKey, phoneKey } from '../organisations/rules.ts'
import { termsHolding } from '../settings/actions.ts'
import { searchKinds, viewCondition } from './rules.ts'
import { Order, OrderLine, orderViews, type OrderView, type PlacedPeriod } from './schema.ts'

/** One row of the list: what its columns show. */
export type OrderRow = Pick<
  Order,
  | 'id'
  | 'version'
  | 'number'
  | 'externalNumber'
  | 'channel'
  | 'business'
  | 'placedAt'
  | 'customerName'
  | 'company'
  | 'email'
  | 'phone'
  | 'city'
  | 'country'
  | 'delivery'
  | 'shippingMethod'
  | 'paymentMethod'
  | 'payment'
  | 'supply'
  | 'phase'
  | 'holds'
  | 'wishedDay'
  | 'plannedDay'
  | 'planType'
  | 'reference'
  | 'total'
  | 'due'
  | 'currency'
  | 'lineCount'
  | 'invoicing'
  | 'printedAt'
  | 'allAvailable'
  | 'readyNotCollected'
> & { channelName: string }

const rowColumns = [
  'id',
  'version',
  'number',
  'external_number',
  'channel',
  'business',
  'placed_at',
  'customer_name',
  'company',
  'email',
  'phone',
  'city',
  'country',
  'delivery',
  'shipping_method',
  'payment_method',
  'payment',
  'supply',
  'phase',
  'holds',
  'wished_day',
  'planned_day',
  'plan_type',
  'reference',
  'total',
  'due',
  'currency',
  'line_count',
  'invoicing',
  'printed_at',
  'all_available',
  'ready_not_collected',
]
  .map((column) => `o.${column}`)
  .join(', ')

const rowSelect = `select ${rowColumns}, c.name as channel_name from orders o join channels c on c.tenant_id = $1 and c.id = o.channel`

export type OrderFilter = {
  readonly view: OrderView
  readonly channel?: string | undefined
  readonly delivery?: string | undefined
  readonly payment?: string | undefined
  readonly plannedDay?: string | undefined
  readonly placed?: PlacedPeriod | undefined
  readonly contact?: string | undefined
  /** One that the order itself wears. */
  readonly label?: string | undefined
  readonly after?: string | undefined
  readonly limit: number
}

/**
 * What an order `o` must be, beyond its tenant's, for who is limited to channels or locations; '' for everybody else,
 * who pays nothing for it. An order is at the locations of its lines, and as long as they have none at every location.
 */
export function reachOf({ actor: { channels, locations } }: Ctx, values: unknown[]): string {
  const put = (ids: readonly string[]) => `any($${values.push(ids) + 1}::uuid[])`
  const lines = 'select 1 from order_lines l where l.tenant_id = $1 and l.order_id = o.id and l.location'
  return [
    channels ? ` and o.channel = ${put(channels)}` : '',
    locations ? ` and (exists (${lines} = ${put(locations)}) or not exists (${lines} is not null))` : '',
  ].join('')
}

/** The newest orders of a view, 50 at a time by keyset. One statement. */
export async function listOrders(
  ctx: Ctx,
  filter: OrderFilter,
): Promise<{ rows: OrderRow[]; next: string | null }> {
  const values: unknown[] = []
  const where = ['o.tenant_id = $1', viewCondition[filter.view]]
  const also = (column: string, value: unknown) => {
    if (value === undefined) return
    values.push(value)
    where.push(
      Array.isArray(value)
        ? `${column} = any($${values.length + 1}::uuid[])`
        : `${column} = $${values.length + 1}`,
    )
  }
  also('o.channel', filter.channel)
  also('o.delivery', filter.delivery)
  also('o.payment', filter.payment)
  also('o.planned_day', filter.plannedDay)
  also('o.contact', filter.contact)
  if (filter.label) {
    values.push(filter.label)
    where.push(
      `o.id in (select about from label_uses where tenant_id = $1 and label = $${values.length + 1})`,
    )
  }
  if (filter.placed) {
    values.push(startOfDay(addDays(dayOf(ctx.now), filter.placed === 'today' ? 0 : -6)))
    // What was sold then, as the revenue that leads here counts it: a cancelled order is no sale.
    where.push(`o.placed_at >= $${values.length + 1} and o.phase <> 'cancelled'`)
  }
  const reach = reachOf(ctx, values)
  const cursor = readCursor(filter.after)
  if (cursor) {
    values.push(cursor[0], cursor[1])
    where.push(`(o.placed_at, o.id) < ($${values.length}::timestamptz, $${values.length + 1}::uuid)`)
  }
  const rows = await ctx.db.rows<OrderRow>(
    `${rowSelect} where ${where.join(' and ')}${reach}
     order by o.placed_at desc, o.id desc limit ${filter.limit + 1}`,
    values,
  )
  const last = rows.length > filter.limit ? rows[filter.limit - 1] : undefined
  return { rows: rows.slice(0, filter.limit), next: last ? writeCursor(last.placedAt, last.id) : null }
}

/** No view counts further than this: beyond it the screen shows "10.000+". */
const mostCounted = 10_000

/** How many orders each view holds, up to ten thousand. One statement over small partial indexes. */
export async function countViews(ctx: Ctx): Promise<Record<OrderView, number | null>> {
  const values: unknown[] = []
  const reach = reachOf(ctx, values)
  const views = (Object.keys(orderViews) as OrderView[]).filter((view) => view !== 'all')
  const columns = views.map(
    (view) =>
      `(select count(*)::int from (select 1 from orders o where o.tenant_id = $1 and ${viewCondition[view]}${reach} limit ${mostCounted}) x) as "${view}"`,
  )
  const counts = await ctx.db.one<Record<OrderView, number>>(`select ${columns.join(', ')}`, values)
  return { ...counts!, all: null }
}

/** Orders found by what was typed: number, postcode and house number, e-mail, phone, name or product. Newest first. */
export async function searchOrders(ctx: Ctx, typed: string, limit: number): Promise<OrderRow[]> {
  const text = typed.trim().slice(0, 200)
  const values: unknown[] = [
    searchKinds(text),
    text.toLowerCase(),
    emailKey(text),
    phoneKey(text),
    postcodeText(text),
    limit,
  ]
  const reach = reachOf(ctx, values)
  // Of what is found most may lie beyond reach.
  if (reach) values.push(mostSearched)
  return ctx.db.rows<OrderRow>(
    `${rowSelect} join (select id, min(rank) as rank from find_orders($1, $2::text[], $3, $4, $5, $6, ${reach ? `$${values.length + 1}` : '$7'}) group by id) f on f.id = o.id
     where o.tenant_id = $1${reach} order by f.rank, o.placed_at desc, o.id desc limit $7`,
    values,
  )
}

/** How many hits are looked through for somebody who may see a part of them. */
const mostSearched = 2000

/** '1695 gd 6a' as the index holds it: '1695GD 6A'. */
function postcodeText(text: string): string {
  const found = /^(\d{4})\s?([a-z]{2})\s*(.*)$/i.exec(text)
  return found ? `${found[1]}${found[2]} ${found[3]}`.trim().toUpperCase() : text.toUpperCase()
}

/** An order, locked until the end of the transaction, with its lines; somebody limited to channels has those of them. */
export async function lockOrder(ctx: Ctx, id: string): Promise<{ order: Order; lines: OrderLine[] }> {
  const order = await ctx.db.one<Order>(
    `select ${columnList(Order)} from orders where tenant_id = $1 and id = $2 and ($3::uuid[] is null or channel = any($3)) for update`,
    [id, ctx.actor.channels ?? null],
  )
  if (!order) return refuse('record.not-found', { what: 'orders' })
  return { order, lines: await linesOf(ctx, id) }
}

export const linesOf = (ctx: Ctx, order: string): Promise<OrderLine[]> =>
  ctx.db.rows(
    `select ${columnList(OrderLine)} from order_lines where tenant_id = $1 and order_id = $2 order by number`,
    [order],
  )

export type KnownOrder = { id: string; externalId: string; contentHash: string | null; phase: string }

/** Which of these orders of a channel we have, locked against a second delivery at the same time. */
export const knownOrders = (
  ctx: Ctx,
  channel: string,
  externalIds: readonly string[],
): Promise<KnownOrder[]> =>
  ctx.db.rows(
    'select id, external_id, content_hash, phase from orders where tenant_id = $1 and channel = $2 and external_id = any($3::text[]) order by id for update',
    [channel, externalIds],
  )

export type PlacingAsk = {
  readonly channel: string
  readonly business: string
  readonly language: string
  readonly day: Day
}
export type PlacingFacts = {
  /** The general terms that hold. */
  readonly terms: string | null
  /** When it is invoiced by itself: as its channel chose, else as its business did. */
  readonly invoiceMoment: string
}

/** What is decided as orders are placed, each pair of channel and day once and all in one statement: a catch-up takes in the orders of years. */
export const placingFacts = (
  ctx: Ctx,
  asked: readonly PlacingAsk[],
): Promise<(PlacingAsk & PlacingFacts)[]> =>
  ctx.db.rows(
    `select x.channel, x.business, x.language, x.day, ${termsHolding} as terms,
       coalesce(c.invoice_moment, b.invoice_moment) as invoice_moment
     from jsonb_to_recordset($2::jsonb) x(channel uuid, business uuid, language text, day date)
     join channels c on c.tenant_id = $1 and c.id = x.channel
     join businesses b on b.tenant_id = $1 and b.id = x.business`,
    [JSON.stringify(asked)],
  )

type Placed = { readonly id: string; readonly placedAt: Date }

/** Orders of a webshop that may change there yet: the open ones, or the others placed since a moment; newest first, from `after` on. */
export const changeableOrders = (
  ctx: Ctx,
  channel: string,
  { since, after, limit }: { since: Date | null; after: Placed | null; limit: number },
): Promise<(Placed & { externalId: string })[]> =>
  ctx.db.rows(
    `select id, placed_at, external_id from orders
     where tenant_id = $1 and channel = $2 and external_id is not null
       and ${since ? "phase <> 'open' and placed_at >= $3::timestamptz" : "phase = 'open' and $3::timestamptz is null"}
       and ($4::timestamptz is null or (placed_at, id) < ($4, $5::uuid))
     order by placed_at desc, id desc limit $6`,
    [channel, since, after?.placedAt ?? null, after?.id ?? null, limit],
  )

/** Open orders of a customer with this VAT number, however it was written; Greek ones begin with EL or GR. */
export const openOrdersOfNumber = async (ctx: Ctx, number: string): Promise<string[]> =>
  (
    await ctx.db.rows<{ id: string }>(
      `select id from orders where tenant_id = $1 and phase = 'open' and vat_number is not null
       and regexp_replace(upper(vat_number), '[^A-Z0-9+*]', '', 'g') = any($2::text[]) order by id limit 200`,
      [[number, number.replace(/^EL/, 'GR')]],
    )
  ).map(({ id }) => id)

/** An order with everything that its page shows, and never what goods cost; moments are texts, as JSON has them. */
export type WholeOrder = AsJson<Order> & {
  readonly channelName: string
  readonly businessName: string
  /** The version of the general terms that the customer accepted (S1-3d). */
  readonly termsAccepted: {
    title: string
    number: number
    language: string
    url: string | null
    file: string | null
  } | null
  readonly lines: readonly AsJson<OrderLine>[]
  readonly payments: readonly {
    id: string
    createdAt: string
    method: string
    methodTitle: string
    captured: number
    refunded: number
    state: string
  }[]
  readonly reservations: readonly {
    line: string
    location: string
    quantity: number
    position: string | null
  }[]
  readonly events: readonly {
    id: string
    kind: string
    at: string
    actorKind: string
    actorName: string
    detail: Record<string, unknown>
  }[]
}

type AsJson<T> = {
  [K in keyof T]: T[K] extends Date ? string : T[K] extends Date | null ? string | null : T[K]
}

/** One statement for the order, its lines, payments, reservations and the newest hundred of its events. */
export async function wholeOrder(ctx: Ctx, id: string): Promise<WholeOrder> {
  const found = await ctx.db.one<{ order: object }>(
    `select to_jsonb(o) - 'tenant_id' || jsonb_build_object(
       'channel_name', (select name from channels c where c.tenant_id = $1 and c.id = o.channel),
       'business_name', (select trade_name from businesses b where b.tenant_id = $1 and b.id = o.business),
       'terms_accepted', (select jsonb_build_object('title', g.title, 'number', g.number, 'language', g.language, 'url', g.url, 'file', g.file)
          from general_terms g where g.tenant_id = $1 and g.id = o.terms),
       'lines', (select coalesce(jsonb_agg(to_jsonb(l) - 'tenant_id' || '{"cost_price": null}' order by l.number), '[]') from order_lines l where l.tenant_id = $1 and l.order_id = o.id),
       'payments', (select coalesce(jsonb_agg(to_jsonb(p) - 'tenant_id' order by p.created_at), '[]') from payments p where p.tenant_id = $1 and p.order_id = o.id),
       'reservations', (select coalesce(jsonb_agg(jsonb_build_object('line', r.line, 'location', r.location, 'quantity', r.quantity, 'position', s.position)), '[]')
          from reservations r left join stock_levels s on s.tenant_id = $1 and s.product = r.product and s.location = r.location where r.tenant_id = $1 and r.order_id = o.id),
       'events', (select coalesce(jsonb_agg(e.* order by e.id desc), '[]') from (
          select id, kind, detail, at, actor_kind, actor_name from events where tenant_id = $1 and about = o.id order by id desc limit 100) e)
     ) as "order" from orders o where o.tenant_id = $1 and o.id = $2 and ($3::uuid[] is null or o.channel = any($3))`,
    [id, ctx.actor.channels ?? null],
  )
  return found ? (named(found.order) as WholeOrder) : refuse('record.not-found', { what: 'orders' })
}

/** Rows that PostgreSQL wrote as JSON have its columns' names; everywhere else they have the fields'. */
function named(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(named)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [camel(name), named(inner)]))
}

/** Fields of an order that a person changed here: what a webshop tells of them again is not news. */
export const fieldsChangedByHand = async (ctx: Ctx, id: string): Promise<ReadonlySet<string>> => {
  const rows = await ctx.db.rows<{ field: string }>(
    `select distinct jsonb_object_keys(detail->'changes') as field from events
     where tenant_id = $1 and about = $2 and kind = 'order.changed' and actor_kind in ('user', 'key') and jsonb_typeof(detail->'changes') = 'object'`,
    [id],
  )
  return new Set(rows.map(({ field }) => field))
}
