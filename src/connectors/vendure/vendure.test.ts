/** The Vendure connector against its simulator, and against what a real Vendure was recorded to say. */
import { contextFor } from '../../../test/support/connector-context.ts'
import { shopSuite, type OpenShop, type ShopWorld } from '../../contracts/shop.suite.ts'
import { vendure } from './index.ts'
import { startVendureSimulator } from './simulator.ts'
import { vendureFault } from './troubles.ts'

const openSimulated: OpenShop = async () => {
  let clock = Date.parse('2026-11-02T09:00:00Z')
  const now = () => new Date(clock)
  const simulator = await startVendureSimulator({ now })
  const { shop, faults } = simulator
  const world: ShopWorld = {
    skus: ['WAS-1400', 'DRO-8KG', 'BOEK-KOKEN'],
    now,
    advanceClock: (seconds) => void (clock += seconds * 1000),
    placeOrder: (wish = {}) =>
      shop.place({
        firstName: 'Sanne',
        lastName: 'Bakker',
        email: 'sanne@klant.example',
        address: {
          name: 'Sanne Bakker',
          street: 'Dorpsstraat 12',
          postcode: '1621 AB',
          city: 'Hoorn',
          country: 'NL',
        },
        lines: wish.lines ?? [
          { sku: 'WAS-1400', pieces: 1 },
          { sku: 'DRO-8KG', pieces: 1 },
        ],
        ...(wish.hasDiscount && { coupon: 'ZOMER10' }),
        isPaid: wish.isPaid ?? false,
        isGuest: wish.isGuest ?? false,
        secondsAgo: wish.secondsAgo ?? 0,
      }),
    cancelOrder: (id) => void shop.cancel(id),
    pay: (id) => shop.settle(id),
    changeNote: (id, note) => shop.addNote(id, note),
    poison: (id) => shop.breakOrder(id),
    shipments: (id) =>
      (shop.orders().find((order) => order.id === id)?.fulfillments ?? []).map((one) => ({
        pieces: one.lines.reduce((total, line) => total + line.quantity, 0),
        trackingCode: one.trackingCode || null,
      })),
    stockOf: (sku) => {
      const variant = shop.variants.find((one) => one.sku === sku)
      return variant ? variant.onHand - variant.allocated : null
    },
    trouble: (call, trouble, times) => void faults.push(vendureFault(call, trouble, times)),
    calm: () => void faults.splice(0),
  }
  return { shop: vendure.open(contextFor(simulator.settings, { now })), world, close: simulator.close }
}

shopSuite('Vendure, simulated', openSimulated)
