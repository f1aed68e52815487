/** Writes shipments, their lines and the carrier's lists. */
import type { NewRow } from '../../base/record.ts'
import type { Ctx } from '../../platform/context.ts'
import { change, insert, insertMany } from '../../platform/rows.ts'
import { BoxedLine, Manifest, Shipment, ShipmentLine } from './schema.ts'

export const insertShipment = (ctx: Ctx, shipment: NewRow<typeof Shipment>): Promise<Shipment> =>
  insert(ctx, Shipment, shipment)

/** Shipments as they were kept elsewhere before, with their lines. */
export async function insertShipments(
  ctx: Ctx,
  shipments: readonly NewRow<typeof Shipment>[],
  lines: readonly NewRow<typeof ShipmentLine>[],
): Promise<void> {
  await insertMany(ctx, Shipment, shipments)
  await insertMany(ctx, ShipmentLine, lines)
}

export const changeShipmentRow = (
  ctx: Ctx,
  id: string,
  changes: Partial<Shipment>,
  version?: number,
): Promise<Shipment> => change(ctx, Shipment, id, changes, version)

/** Parcels that leave together stand on one day's list, and lie where the first of them lies. */
export const moveAlong = (
  ctx: Ctx,
  first: Pick<Shipment, 'id' | 'day' | 'location' | 'walk'>,
): Promise<number> =>
  ctx.db.run(
    `update shipments set day = $3::date, location = $4::uuid, walk = $5, updated_at = $6, version = version + 1
     where tenant_id = $1 and part_of = $2 and (day, location, walk) is distinct from ($3::date, $4::uuid, $5::text)`,
    [first.id, first.day, first.location, first.walk, ctx.now],
  )

/** The lines of a shipment that was not packed yet, as they must be now. */
export async function setLines(
  ctx: Ctx,
  shipment: string,
  lines: readonly NewRow<typeof ShipmentLine>[],
): Promise<void> {
  await ctx.db.run('delete from shipment_lines where tenant_id = $1 and shipment = $2', [shipment])
  await insertMany(ctx, ShipmentLine, lines)
}

/** What lies in a further parcel, as it is now. */
export async function setBoxed(
  ctx: Ctx,
  parcel: string,
  lines: readonly { line: string; quantity: number }[],
): Promise<void> {
  await ctx.db.run('delete from boxed_lines where tenant_id = $1 and parcel = $2', [parcel])
  await insertMany(
    ctx,
    BoxedLine,
    lines.map((one) => ({ parcel, ...one })),
  )
}

/** Lines of which a shipment holds less than was put in its further parcels are to be divided anew. */
export const unboxTooMuch = (ctx: Ctx, shipment: string): Promise<number> =>
  ctx.db.run(
    `with boxes as (select id from shipments where tenant_id = $1 and part_of = $2 and state <> 'cancelled')
     delete from boxed_lines b using boxes where b.tenant_id = $1 and b.parcel = boxes.id and b.line in (
       select x.line from boxed_lines x join boxes on boxes.id = x.parcel
       left join shipment_lines l on l.tenant_id = $1 and l.shipment = $2 and l.line = x.line
       where x.tenant_id = $1 group by x.line, l.quantity having sum(x.quantity) > coalesce(l.quantity, 0))`,
    [shipment],
  )

export const insertManifest = (ctx: Ctx, manifest: NewRow<typeof Manifest>): Promise<Manifest> =>
  insert(ctx, Manifest, manifest)

export const changeManifest = (ctx: Ctx, id: string, changes: Partial<Manifest>): Promise<Manifest> =>
  change(ctx, Manifest, id, changes)

/** Puts parcels on a list, or takes all of a list off it again. */
export const listParcels = (ctx: Ctx, manifest: string, shipments: readonly string[]): Promise<number> =>
  ctx.db.run(
    'update shipments set manifest = $2, updated_at = $4, version = version + 1 where tenant_id = $1 and id = any($3::uuid[])',
    [manifest, shipments, ctx.now],
  )

export const unlistParcels = (ctx: Ctx, manifest: string): Promise<number> =>
  ctx.db.run(
    'update shipments set manifest = null, updated_at = $3, version = version + 1 where tenant_id = $1 and manifest = $2',
    [manifest, ctx.now],
  )

export const unlistParcel = (ctx: Ctx, manifest: string, shipment: string): Promise<number> =>
  ctx.db.run(
    'update shipments set manifest = null, updated_at = $4, version = version + 1 where tenant_id = $1 and manifest = $2 and id = $3',
    [manifest, shipment, ctx.now],
  )

export const markShipmentsPrinted = (ctx: Ctx, shipments: readonly string[]): Promise<number> =>
  ctx.db.run(
    'update shipments set printed_at = $3, updated_at = $3, version = version + 1 where tenant_id = $1 and id = any($2::uuid[])',
    [shipments, ctx.now],
  )
