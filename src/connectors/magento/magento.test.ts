/** The Magento coupling: the suite of every shop, and what only Magento does. */
import type { Shop } from '../../contracts/shop.ts'
import { commonTroubles, shopSuite, type OpenShop, type ShopCall } from '../../contracts/shop.suite.ts'
import type { SimulatedFault } from '../../contracts/simulator.ts'
import { contextFor } from '../../../test/support/connector-context.ts'
import type { MagentoSettings } from './client.ts'
import { magento } from './index.ts'
import { startMagento, type MagentoSimulator } from './simulator.ts'

const friday = new Date('2026-11-20T13:05:00Z')

/** Where each kind of call goes. */
const places: Record<ShopCall, Pick<SimulatedFault, 'path' | 'method'>> = {
  read: { path: '/V1/orders', method: 'GET' },
  ship: { path: '/ship', method: 'POST' },
  cancel: { path: '/cancel', method: 'POST' },
  stock: { path: '/V1/inventory/source-items', method: 'POST' },
  any: {},
}

const openWith =
  (pricesIncludeVat: boolean): OpenShop =>
  async () => {
    const simulator = await startMagento({ from: friday, pricesIncludeVat })
    const { shop, shopper } = simulator
    return {
      shop: couplingWith(simulator),
      close: simulator.close,
      world: {
        skus: ['BEL-KOPER', 'SLOT-RING', 'GIDS-NH'],
        now: simulator.now,
        advanceClock: simulator.advanceClock,
        placeOrder(wish = {}) {
          const lines = wish.lines ?? [
            { sku: 'BEL-KOPER', pieces: 1 },
            { sku: 'SLOT-RING', pieces: 1 },
          ]
          const { isPaid = false, isGuest = false, secondsAgo = 0 } = wish
          const coupon = wish.hasDiscount ? { coupon: { code: 'NAJAAR10', percent: 10 } } : {}
          return String(shopper.place({ lines, isPaid, isGuest, secondsAgo, ...coupon }).id)
        },
        cancelOrder: (id) => shopper.cancel(Number(id)),
        pay: (id) => shopper.pay(Number(id)),
        changeNote: (id, note) => shopper.comment(Number(id), note),
        poison: (id) => shopper.poison(Number(id)),
        shipments: (id) =>
          shop.orderOf(Number(id)).shipments.map((shipment) => ({
            pieces: shipment.items.reduce((sum, item) => sum + item.quantity, 0),
            trackingCode: shipment.tracks[0]?.number ?? null,
          })),
        stockOf: (sku) => shop.salable(sku),
        trouble: (call, trouble, times = 1) =>
          void simulator.faults.push({ ...commonTroubles[trouble], ...places[call], times }),
        calm: () => void simulator.faults.splice(0),
      },
    }
  }

function couplingWith(simulator: MagentoSimulator, bend: Partial<MagentoSettings> = {}): Shop {
  const settings = { ...simulator.settings, ...bend } as MagentoSettings
  return magento.open(contextFor(settings, { now: simulator.now }))
}

shopSuite('Magento, prices with VAT', openWith(true))
shopSuite('Magento, prices without VAT', openWith(false))
