/** Looks up shipments, what is in them, and what their stickers say. */
import { dayOf } from '../../base/day.ts'
import { refuse } from '../../base/refusal.ts'
import type { Ctx } from '../../platform/context.ts'
import { columnList, readCursor, writeCursor } from '../../platform/rows.ts'
import { connectionsOf } from '../apps/reads.ts'
import type { AddressSnapshot } from '../orders/schema.ts'
import { Shipment, ShipmentLine, type Manifest, type ShipmentState } from './schema.ts'

const columns = columnList(Shipment)

/** Somebody limited to channels finds the shipments of those; `$3` is the limit. */
const isMine =
  '($3::uuid[] is null or exists (select 1 from orders o where o.tenant_id = $1 and o.id = order_id and o.channel = any($3)))'

export const findShipment = async (ctx: Ctx, id: string): Promise<Shipment> =>
  (await ctx.db.one<Shipment>(
    `select ${columns} from shipments where tenant_id = $1 and id = $2 and ${isMine}`,
    [id, ctx.actor.channels ?? null],
  )) ?? refuse('record.not-found', { what: 'shipments' })

export const shipmentsOf = (ctx: Ctx, order: string): Promise<Shipment[]> =>
  ctx.db.rows(`select ${columns} from shipments where tenant_id = $1 and order_id = $2 order by id`, [order])

/** The further parcels of a shipment that were not cancelled, in the order in which they were added. */
export const furtherParcels = (ctx: Ctx, shipment: string): Promise<Shipment[]> =>
  ctx.db.rows(
    `select ${columns} from shipments where tenant_id = $1 and part_of = $2 and state <> 'cancelled' order by id`,
    [shipment],
  )

export const linesOfShipment = (ctx: Ctx, shipment: string): Promise<ShipmentLine[]> =>
  ctx.db.rows(
    `select ${columnList(ShipmentLine)} from shipment_lines where tenant_id = $1 and shipment = $2 order by id`,
    [shipment],
  )

/** What stands in the shipments of an order, and what of it was put in further parcels. One statement. */
export async function putIn(
  ctx: Ctx,
  order: string,
): Promise<Record<'lines' | 'boxed', { parcel: string; line: string; quantity: number }[]>> {
  const rows = await ctx.db.rows<{ parcel: string; line: string; quantity: number; isBoxed: boolean }>(
    `select l.shipment as parcel, l.line, l.quantity, false as is_boxed, l.id from shipment_lines l
       join shipments s on s.tenant_id = $1 and s.id = l.shipment where l.tenant_id = $1 and s.order_id = $2
     union all
     select b.parcel, b.line, b.quantity, true, b.id from boxed_lines b
       join shipments s on s.tenant_id = $1 and s.id = b.parcel where b.tenant_id = $1 and s.order_id = $2
     order by id`,
    [order],
  )
  return { lines: rows.filter(({ isBoxed }) => !isBoxed), boxed: rows.filter(({ isBoxed }) => isBoxed) }
}

/** Open orders that lack one of these products while some of it is free for them, the longest waiting first. */
export const ordersWaitingFor = async (
  ctx: Ctx,
  products: readonly string[],
  except: readonly string[],
  limit: number,
): Promise<string[]> =>
  (
    await ctx.db.rows<{ id: string }>(
      `select l.order_id as id from order_lines l join orders o on o.tenant_id = $1 and o.id = l.order_id
       where l.tenant_id = $1 and l.product = any($2::uuid[]) and l.supply in ('to_order', 'on_order', 'overdue')
         and o.phase = 'open' and not o.id = any($3::uuid[])
         and exists (
           select 1 from stock_levels s join channel_locations c on c.tenant_id = $1 and c.location = s.location and c.channel = o.channel
           where s.tenant_id = $1 and s.product = l.product and s.on_hand - s.reserved > c.buffer
             and case when o.delivery = 'pickup' then c.may_be_picked_up else c.may_ship end)
       group by l.order_id order by min(l.created_at), l.order_id limit $4`,
      [products, except, limit],
    )
  ).map(({ id }) => id)

/** Products that open orders of a channel lack while something of them is free for it at a location. */
export const lackedBeside = async (ctx: Ctx, channel: string, location: string): Promise<string[]> =>
  (
    await ctx.db.rows<{ product: string }>(
      `select distinct l.product from order_lines l join orders o on o.tenant_id = $1 and o.id = l.order_id
         join channel_locations c on c.tenant_id = $1 and c.channel = o.channel and c.location = $3
         join stock_levels s on s.tenant_id = $1 and s.product = l.product and s.location = c.location
       where l.tenant_id = $1 and l.supply in ('to_order', 'on_order', 'overdue') and o.phase = 'open' and o.channel = $2
         and s.on_hand - s.reserved > c.buffer`,
      [channel, location],
    )
  ).map(({ product }) => product)

/** Quantities of an order that are spoken for by its shipments in these states. */
export const heldBy = (
  ctx: Ctx,
  order: string,
  states: readonly ShipmentState[],
): Promise<{ line: string; quantity: number; shipment: string }[]> =>
  ctx.db.rows(
    `select l.line, l.quantity, l.shipment from shipment_lines l join shipments s on s.tenant_id = $1 and s.id = l.shipment
     where l.tenant_id = $1 and s.order_id = $2 and s.state = any($3::text[])`,
    [order, states],
  )

/** A parcel by what its sticker's barcode says: our number, or the carrier's. */
export const byCode = (ctx: Ctx, code: string): Promise<Shipment | undefined> =>
  ctx.db.one(
    `select ${columns} from shipments where tenant_id = $1 and (number = $2 or tracking_code = $2 or upper(slip_number) = upper($2)) and ${isMine} order by id desc limit 1`,
    [code, ctx.actor.channels ?? null],
  )

/** What one must know of lines to pack and to walk: weights and positions. */
export const packingOf = (
  ctx: Ctx,
  lines: readonly string[],
): Promise<{ line: string; weightGrams: number; position: string | null }[]> =>
  ctx.db.rows(
    `select l.id as line, coalesce(p.weight_grams, 0) as weight_grams, s.position from order_lines l
     left join products p on p.tenant_id = $1 and p.id = l.product
     left join stock_levels s on s.tenant_id = $1 and s.product = l.product and s.location = l.location
     where l.tenant_id = $1 and l.id = any($2::uuid[])`,
    [lines],
  )

/** The carriers that a parcel can go with; a broken coupling still has a name. */
export const carriersOf = (ctx: Ctx) => connectionsOf(ctx, 'carrier')

/** Parcels of a day with a label that stand on no list yet, locked; a second list finds none of them. */
export const lockUnlisted = (ctx: Ctx, day: string): Promise<{ id: string; connection: string }[]> =>
  ctx.db.rows(
    `select id, connection from shipments where tenant_id = $1 and day = $2 and state = 'labelled' and manifest is null
       and connection is not null order by id for update`,
    [day],
  )

export const onManifest = (
  ctx: Ctx,
  manifest: string,
): Promise<{ id: string; externalId: string; number: string; state: ShipmentState }[]> =>
  ctx.db.rows(
    'select id, external_id, number, state from shipments where tenant_id = $1 and manifest = $2 order by walk, number',
    [manifest],
  )

/** What our own sticker says of a shipment, and the carrier's label when there is one. */
export type StickerFacts = {
  readonly id: string
  readonly number: string
  readonly kind: Shipment['kind']
  readonly day: string | null
  readonly today: string
  readonly carrierTitle: string
  readonly weightGrams: number
  readonly labelFile: string | null
  readonly trackingCode: string | null
  /** A carrier brings it: without its label it is not printed. */
  readonly needsLabel: boolean
  /** Which of how many parcels that leave together. */
  readonly nth: number
  readonly of: number
  readonly orderNumber: string
  readonly reference: string | null
  readonly customerName: string
  readonly address: AddressSnapshot
  readonly business: {
    readonly name: string
    readonly street: string
    readonly postcode: string
    readonly city: string
  }
}

/** Of many shipments, in walking order. One statement. */
export const stickersOf = (ctx: Ctx, shipments: readonly string[]): Promise<StickerFacts[]> =>
  ctx.db.rows(
    `select s.id, s.number, s.kind, s.day, $3::date as today, s.carrier_title, s.weight_grams,
       case when s.state <> 'void_requested' then s.label_file end as label_file, s.tracking_code,
       s.kind = 'ship' and s.connection is not null and s.state in ('draft', 'label_requested', 'label_failed', 'void_requested', 'labelled') as needs_label,
       (select count(*)::int from shipments p where p.tenant_id = $1 and p.order_id = s.order_id and p.state <> 'cancelled'
          and coalesce(p.part_of, p.id) = coalesce(s.part_of, s.id)) as of,
       (select count(*)::int from shipments p where p.tenant_id = $1 and p.order_id = s.order_id and p.state <> 'cancelled'
          and coalesce(p.part_of, p.id) = coalesce(s.part_of, s.id) and p.id <= s.id) as nth,
       o.number as order_number, o.reference, o.customer_name, coalesce(nullif(o.shipping, 'null'::jsonb), o.billing) as address,
       jsonb_build_object('name', b.trade_name, 'street', b.street || ' ' || b.house_number, 'postcode', b.postcode, 'city', b.city) as business
     from shipments s join orders o on o.tenant_id = $1 and o.id = s.order_id join businesses b on b.tenant_id = $1 and b.id = o.business
     where s.tenant_id = $1 and s.id = any($2::uuid[]) order by s.walk, s.number`,
    [shipments, dayOf(ctx.now)],
  )

/**
 * Parcels of a carrier that may still move, in the order in which they were made; `after` goes on behind one. What was
 * not heard of since `since` is no longer asked for.
 */
export const underWay = (
  ctx: Ctx,
  asked: { connection: string; since: Date; after: string; limit: number },
): Promise<{ id: string; externalId: string }[]> =>
  ctx.db.rows(
    `select id, external_id from shipments where tenant_id = $1 and connection = $2 and external_id is not null
       and state in ('labelled', 'handed_over', 'in_transit', 'exception') and coalesce(left_at, updated_at) > $3 and id > $4::uuid
     order by id limit $5`,
    [asked.connection, asked.since, asked.after, asked.limit],
  )

/** A carrier's list as its row shows it: who collects, and how many parcels are on it now. */
export type ManifestRow = Pick<Manifest, 'id' | 'day' | 'state' | 'parcels' | 'problem'> & {
  readonly createdAt: Date
  readonly sentAt: Date | null
  readonly externalId: string | null
  readonly carrier: string
  readonly listed: number
}

export const recentManifests = (ctx: Ctx, day: string | null): Promise<ManifestRow[]> =>
  ctx.db.rows(
    `select m.id, m.day, m.state, m.parcels, m.problem, m.created_at, m.sent_at, m.external_id, c.name as carrier,
       (select count(*)::int from shipments s where s.tenant_id = $1 and s.manifest = m.id) as listed
     from manifests m left join connections c on c.tenant_id = $1 and c.id = m.connection
     where m.tenant_id = $1 and (m.day = $2::date or ($2::date is null and m.day >= $3::date - 30))
     order by m.day desc, m.id desc limit 200`,
    [day, dayOf(ctx.now)],
  )

/** What the paper of a carrier's list says. */
export type ManifestSheet = {
  readonly day: string
  readonly carrier: string
  readonly number: string | null
  readonly business: string
  readonly address: string
  readonly parcels: readonly {
    readonly number: string
    readonly trackingCode: string | null
    readonly name: string
    readonly place: string
    readonly country: string
    readonly weightGrams: number
    readonly needsSignature: boolean
  }[]
}

/** One statement. */
export const manifestSheet = async (ctx: Ctx, id: string): Promise<ManifestSheet> =>
  (await ctx.db.one<ManifestSheet>(
    `select m.day, coalesce(c.name, '') as carrier, m.external_id as number,
       (select string_agg(distinct b.trade_name, ' · ') from shipments s join orders o on o.tenant_id = $1 and o.id = s.order_id
          join businesses b on b.tenant_id = $1 and b.id = o.business where s.tenant_id = $1 and s.manifest = m.id) as business,
       (select concat_ws(', ', nullif(trim(l.street || ' ' || l.house_number), ''), nullif(trim(l.postcode || ' ' || l.city), ''))
          from shipments s join locations l on l.tenant_id = $1 and l.id = s.location where s.tenant_id = $1 and s.manifest = m.id limit 1) as address,
       (select coalesce(jsonb_agg(jsonb_build_object('number', s.number, 'trackingCode', s.tracking_code,
            'name', coalesce(nullif(s.label_address->>'name', ''), o.customer_name), 'place', concat_ws(' ', s.label_address->>'postcode', s.label_address->>'city'),
            'country', coalesce(s.label_address->>'country', o.country), 'weightGrams', s.weight_grams, 'needsSignature', s.needs_signature)
            order by s.walk, s.number), '[]')
          from shipments s join orders o on o.tenant_id = $1 and o.id = s.order_id where s.tenant_id = $1 and s.manifest = m.id) as parcels
     from manifests m left join connections c on c.tenant_id = $1 and c.id = m.connection
     where m.tenant_id = $1 and m.id = $2`,
    [id],
  )) ?? refuse('record.not-found', { what: 'manifests' })

/** A shipment as the list of all of them shows it. */
export type ShipmentRow = Pick<
  Shipment,
  | 'id'
  | 'number'
  | 'kind'
  | 'state'
  | 'day'
  | 'carrierTitle'
  | 'connection'
  | 'trackingCode'
  | 'trackingUrl'
  | 'labelFile'
  | 'problem'
  | 'partOf'
  | 'printedAt'
> & {
  readonly order: string
  readonly orderNumber: string
  readonly customerName: string
  readonly city: string
  readonly createdAt: Date
}

export type ShipmentFilter = {
  readonly states: readonly ShipmentState[] | null
  readonly day?: string | undefined
  readonly connection?: string | undefined
  readonly search?: string | undefined
  readonly after?: string | undefined
  readonly limit: number
}

/** Newest first, fifty at a time by keyset; a search goes by our number, its packing slip's, the carrier's code or the order's number. */
export async function shipmentRows(
  ctx: Ctx,
  filter: ShipmentFilter,
): Promise<{ rows: ShipmentRow[]; next: string | null }> {
  const values: unknown[] = []
  const where = ['s.tenant_id = $1']
  const also = (condition: (place: string) => string, value: unknown) => {
    if (value === undefined || value === null) return
    values.push(value)
    where.push(condition(`$${values.length + 1}`))
  }
  also((place) => `s.state = any(${place}::text[])`, filter.states)
  also((place) => `s.day = ${place}::date`, filter.day)
  also((place) => `s.connection = ${place}::uuid`, filter.connection)
  also((place) => `(s.location is null or s.location = any(${place}::uuid[]))`, ctx.actor.locations)
  also((place) => `o.channel = any(${place}::uuid[])`, ctx.actor.channels)
  also(
    (place) => `s.id in (
      select id from shipments where tenant_id = $1 and number >= ${place} and number < ${place} || '~'
      union select id from shipments where tenant_id = $1 and tracking_code = ${place}
      union select id from shipments where tenant_id = $1 and upper(slip_number) = ${place}
      union select x.id from orders f join shipments x on x.tenant_id = $1 and x.order_id = f.id where f.tenant_id = $1 and f.number = ${place})`,
    filter.search?.toUpperCase() || undefined,
  )
  const cursor = readCursor(filter.after)
  if (cursor) {
    values.push(cursor[0], cursor[1])
    where.push(`(s.created_at, s.id) < ($${values.length}::timestamptz, $${values.length + 1}::uuid)`)
  }
  const rows = await ctx.db.rows<ShipmentRow>(
    `select s.id, s.number, s.kind, s.state, s.day, s.carrier_title, s.connection, s.tracking_code, s.tracking_url, s.label_file,
       s.problem, s.part_of, s.printed_at, s.created_at, o.id as "order", o.number as order_number, o.customer_name, o.city
     from shipments s join orders o on o.tenant_id = $1 and o.id = s.order_id
     where ${where.join(' and ')} order by s.created_at desc, s.id desc limit ${filter.limit + 1}`,
    values,
  )
  const last = rows.length > filter.limit ? rows[filter.limit - 1] : undefined
  return { rows: rows.slice(0, filter.limit), next: last ? writeCursor(last.createdAt, last.id) : null }
}
