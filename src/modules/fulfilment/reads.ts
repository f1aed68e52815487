/** Looks up shipments, what is in them, and what their stickers say. */
import { dayOf } from '../../base/day.ts'
import { refuse } from '../../base/refusal.ts'
import type { Ctx } from '../../platform/context.ts'
import { columnList } from '../../platform/rows.ts'
import { connectionsOf } from '../apps/reads.ts'
import type { AddressSnapshot } from '../orders/schema.ts'
import { Shipment, ShipmentLine, type ShipmentState } from './schema.ts'

const columns = columnList(Shipment)

export const findShipment = async (ctx: Ctx, id: string): Promise<Shipment> =>
  (await ctx.db.one<Shipment>(`select ${columns} from shipments where tenant_id = $1 and id = $2`, [id])) ??
  refuse('record.not-found', { what: 'shipments' })

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
    `select ${columns} from shipments where tenant_id = $1 and (number = $2 or tracking_code = $2) order by id desc limit 1`,
    [code],
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
  /** A carrier brings it: without its label it is not printed. */
  readonly needsLabel: boolean
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
       case when s.state <> 'void_requested' then s.label_file end as label_file,
       s.kind = 'ship' and s.connection is not null and s.state in ('draft', 'label_requested', 'label_failed', 'void_requested', 'labelled') as needs_label,
       o.number as order_number, o.reference, o.customer_name, coalesce(nullif(o.shipping, 'null'::jsonb), o.billing) as address,
       jsonb_build_object('name', b.trade_name, 'street', b.street || ' ' || b.house_number, 'postcode', b.postcode, 'city', b.city) as business
     from shipments s join orders o on o.tenant_id = $1 and o.id = s.order_id join businesses b on b.tenant_id = $1 and b.id = o.business
     where s.tenant_id = $1 and s.id = any($2::uuid[]) order by s.walk, s.number`,
    [shipments, dayOf(ctx.now)],
  )

/** Parcels of a carrier that may still move, longest ago first. */
export const underWay = (
  ctx: Ctx,
  connection: string,
): Promise<{ id: string; externalId: string; state: ShipmentState }[]> =>
  ctx.db.rows(
    `select id, external_id, state from shipments where tenant_id = $1 and connection = $2 and external_id is not null
       and state in ('labelled', 'handed_over', 'in_transit', 'exception') order by left_at nulls last, id limit 2000`,
    [connection],
  )
