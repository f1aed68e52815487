/** What left the house is told back to the webshop that it was bought in, once, with its tracking code. */
import type { Shop, ShopShipment } from '../contracts/shop.ts'
import { connectionOfChannel } from '../modules/apps/reads.ts'
import { shopToldOf } from '../modules/fulfilment/actions/shipments.ts'
import { findShipment, furtherParcels, linesOfShipment } from '../modules/fulfilment/reads.ts'
import { lockOrder } from '../modules/orders/reads.ts'
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
    const told = (await linesOfShipment(ctx, shipment.id)).flatMap(({ line, quantity }) => {
      const externalId = externalIds.get(line)
      return externalId ? [{ externalId, quantity }] : []
    })
    // An order whose lines were all added here has nothing that the webshop knows.
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
