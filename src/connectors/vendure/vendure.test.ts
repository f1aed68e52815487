/** The Vendure connector against its simulator, and against what a real Vendure was recorded to say. */
import { contextFor } from '../../../test/support/connector-context.ts'
import { shopSuite, type OrderWish } from '../../contracts/shop.suite.ts'
import { openClient } from './client.ts'
import { vendure } from './index.ts'
import type { Purchase } from './simulated-shop.ts'
import { startVendureSimulator } from './simulator.ts'
import { vendureFault } from './troubles.ts'
import { vendureSuite, type OpenVendure, type VendureWorld } from './vendure.suite.ts'

const apple = ['electronics', 'computers', 'apple']
const seagate = ['electronics', 'computers', 'seagate']
/** The articles and the customer of the recorded shop. */
const variants = [
  {
    sku: 'L2201308',
    name: 'Laptop 13 inch 8GB',
    price: 129_900,
    vatRate: 2100,
    product: 'Laptop',
    productFacets: apple,
  },
  {
    sku: 'L2201508',
    name: 'Laptop 15 inch 8GB',
    price: 139_900,
    vatRate: 2100,
    product: 'Laptop',
    productFacets: apple,
  },
  {
    sku: 'IHD455T4',
    name: 'Hard Drive 4TB',
    price: 2495,
    vatRate: 900,
    product: 'Hard Drive',
    productFacets: seagate,
  },
]

const purchase = (wish: OrderWish = {}): Purchase => ({
  firstName: 'Sanne',
  lastName: 'Bakker',
  email: 'sanne@klant.example',
  phone: '+31229000000',
  address: {
    name: 'Sanne Bakker',
    company: 'Voorbeeld Fietsen B.V.',
    street: 'Dorpsstraat 12',
    street2: 'bis',
    postcode: '1621 AB',
    city: 'Hoorn',
    province: 'Noord-Holland',
    country: 'NL',
    phone: '+31229000000',
  },
  lines: wish.lines ?? [
    { sku: 'L2201308', pieces: 1 },
    { sku: 'L2201508', pieces: 1 },
  ],
  ...(wish.hasDiscount && { coupon: 'ZOMER10' }),
  isPaid: wish.isPaid ?? false,
  isGuest: wish.isGuest ?? true,
  secondsAgo: wish.secondsAgo ?? 0,
})

const openSimulated: OpenVendure = async () => {
  let clock = Date.parse('2026-11-02T09:00:00Z')
  const now = () => new Date(clock)
  const simulator = await startVendureSimulator({ now, variants })
  const { shop, faults } = simulator
  const context = contextFor(simulator.settings, { now })
  const world: VendureWorld = {
    skus: ['L2201308', 'L2201508', 'IHD455T4'],
    now,
    advanceClock: (seconds) => void (clock += seconds * 1000),
    placeOrder: (wish) => shop.place(purchase(wish)),
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
    client: openClient(context),
    placeFromOldCart: async (cartSeconds) => shop.place({ ...purchase(), cartSeconds }),
    endSessions: async () => void faults.push({ kind: 'own', name: 'session-ended', times: 1 }),
    cancelPieces: async (id, orderLineId, quantity) => void shop.cancel(id, [{ orderLineId, quantity }]),
    refund: async (id, amount) => shop.refund(id, amount, 'niet leverbaar'),
    settleRefunds: async (id) => shop.settleRefunds(id),
    calm: () => void faults.splice(0),
  }
  return { shop: vendure.open(context), world, close: simulator.close }
}

shopSuite('Vendure, simulated', openSimulated)
vendureSuite('Vendure and only Vendure, simulated', openSimulated)
