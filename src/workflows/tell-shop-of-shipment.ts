/** What left the house is told back to the webshop that it was bought in, once, with its tracking code. */
import type { Shop, ShopShipment } from '../contracts/shop.ts'
import { connectionOfChannel } from '../modules/apps/reads.ts'
import { shopToldOf } from '../modules/fulfilment/actions/shipments.ts'
import {
  findShipment,
  furtherParcels,
  linesOfShipment,
  putIn,
  shipmentsOf,
} from '../modules/fulfilment/reads.ts'
import { sumOf } from '../modules/fulfilment/rules.ts'
import { lockOrder } from '../modules/orders/reads.ts'
import type { OrderLine } from '../modules/orders/schema.ts'
import type { Ctx } from '../platform/context.ts'
import { outbound } from '../platform/workflow.ts'

export const tellShopOfShipment = outbound<Shop, ShopShipment, { externalId: string }>({
  name: 'tell-shop-of-shipment',
  on: ['order.shipped', 'order.collected'],
  to: 'connection',
  async prepare(ctx, event) {
    const { order, lines } = await lockOrder(ctx, event.about)
    const connection = await connectionOfChannel(ctx, order.channel)
    if (order.externalId === null || !connection) return null
    const shipment = await findShipment(ctx, String(event.detail.shipment))
    const others = await furtherParcels(ctx, shipment.id)
    const externalIds = new Map(lines.map((line) => [line.id, line.externalId]))
    const untold = await untoldOf(ctx, lines, order.id)
    const told = (await linesOfShipment(ctx, shipment.id)).flatMap(({ line, quantity: sent }) => {
      const externalId = externalIds.get(line)
      const quantity = Math.min(sent, untold.get(line) ?? 0)
      return externalId && quantity > 0 ? [{ externalId, quantity }] : []
    })
    // All its lines were added here, or go once more because a parcel was lost: nothing new to the webshop.
    if (told.length === 0) return null
    const ask = {
      orderExternalId: order.externalId,
      lines: told,
      trackingCode: shipment.trackingCode,
      carrier: shipment.kind === 'pickup' ? 'pickup' : 'custom',
      carrierTitle: shipment.carrierTitle,
      trackingUrl: shipment.trackingUrl,
      ...(others.length > 0
        ? { furtherParcels: others.map(({ trackingCode, trackingUrl }) => ({ trackingCode, trackingUrl })) }
        : {}),
      // We mail the customer ourselves, in the merchant's own words.
      notifyCustomer: false,
    }
    return { connection: connection.id, ask }
  },
  call: (shop, ask, key) => shop.ship(ask, key),
  settle: (ctx, answer, event) => shopToldOf(ctx, String(event.detail.shipment), answer.externalId),
})

/** How many of each line a webshop has not heard of yet: it refuses to ship more than was ordered. */
async function untoldOf(ctx: Ctx, lines: readonly OrderLine[], order: string): Promise<Map<string, number>> {
  const known = new Set(
    (await shipmentsOf(ctx, order)).filter(({ toldShopAt }) => toldShopAt !== null).map(({ id }) => id),
  )
  const told = (await putIn(ctx, order)).lines.filter(({ parcel }) => known.has(parcel))
  return new Map(lines.map(({ id, ordered, cancelled }) => [id, ordered - cancelled - sumOf(told, id)]))
}
