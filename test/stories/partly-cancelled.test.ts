/** A part of an order is cancelled, in the webshop, here, or in both: total, VAT, due and invoice are those of what is left. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { magento } from '../../src/connectors/magento/index.ts'
import { bicycleShop } from '../../src/connectors/magento/simulated-shop.ts'
import { startMagento } from '../../src/connectors/magento/simulator.ts'
import { vendure } from '../../src/connectors/vendure/index.ts'
import { startVendureSimulator } from '../../src/connectors/vendure/simulator.ts'
import type { Shop } from '../../src/contracts/shop.ts'
import { checkBooks } from '../../src/entry/self-check.ts'
import { draft } from '../../src/modules/invoicing/actions.ts'
import { lockOrder } from '../../src/modules/orders/reads.ts'
import { cancelLine } from '../../src/workflows/cancel-orders.ts'
import { takeInOrders } from '../../src/workflows/take-in-orders/take-in.ts'
import { contextFor } from '../support/connector-context.ts'
import { newMerchant, newWorld } from '../support/world.ts'

const world = await newWorld()

/** One of the two webshops: three pieces and one piece, paid; then pieces of the first line are cancelled there. */
type Seller = { shop: Shop; place(): string; cancelOne(id: string): void; note(id: string): void }

async function atMagento(): Promise<Seller> {
  const simulator = await startMagento()
  after(() => simulator.close())
  const [one, two] = bicycleShop
  return {
    shop: magento.open(contextFor(simulator.settings as never)),
    place: () =>
      String(
        simulator.shopper.place({
          lines: [
            { sku: one!.sku, pieces: 3 },
            { sku: two!.sku, pieces: 1 },
          ],
          isPaid: true,
        }).id,
      ),
    // Magento's staff refunds before shipping; the row and the order keep their totals.
    cancelOne: (id) => void simulator.shop.orderOf(Number(id)).items[0]!.canceled++,
    note: (id) => simulator.shopper.comment(Number(id), 'Achterom leveren'),
  }
}

async function atVendure(): Promise<Seller> {
  const simulator = await startVendureSimulator({
    variants: [
      { sku: 'BEL-1', name: 'Bel', price: 1295, vatRate: 2100, product: 'Bel', productFacets: [] },
      { sku: 'BAND-28', name: 'Band', price: 2495, vatRate: 2100, product: 'Band', productFacets: [] },
    ],
  })
  after(() => simulator.close())
  const { shop } = simulator
  const address = {
    name: 'Sanne Bakker',
    street: 'Dorpsstraat 12',
    postcode: '1621 AB',
    city: 'Hoorn',
    country: 'NL',
  }
  return {
    shop: vendure.open(contextFor(simulator.settings as never)),
    place: () =>
      shop.place({
        firstName: 'Sanne',
        lastName: 'Bakker',
        email: 'sanne@klant.example',
        phone: '+31229000000',
        address: { ...address, company: '', street2: '', province: '', phone: '' },
        lines: [
          { sku: 'BEL-1', pieces: 3 },
          { sku: 'BAND-28', pieces: 1 },
        ],
        isPaid: true,
        isGuest: true,
        secondsAgo: 0,
      }),
    cancelOne(id) {
      const order = shop.orders().find((one) => one.id === id)!
      shop.cancel(id, [{ orderLineId: order.lines[0]!.id, quantity: 1 }])
    },
    note: (id) => shop.addNote(id, 'Achterom leveren'),
  }
}

type Merchant = Awaited<ReturnType<typeof newMerchant>>

async function read({ act, channel }: Merchant, seller: Seller, id: string) {
  const [item] = await seller.shop.ordersById([id])
  if (!item || !('order' in item)) throw new Error(JSON.stringify(item))
  const [taken] = await act((ctx) => takeInOrders(ctx, channel, [item.order]))
  assert.equal(taken!.problem, null)
  return { told: item.order, whole: await act((ctx) => lockOrder(ctx, taken!.order!)) }
}

for (const [name, open] of [
  ['Magento', atMagento],
  ['Vendure', atVendure],
] as const)
  test(`${name}: whoever cancelled what, the order comes to what is left of it`, async () => {
    const [merchant, seller] = [await newMerchant(world.machine), await open()]
    const { act } = merchant
    const id = seller.place()
    const first = await read(merchant, seller, id)
    const each = first.whole.lines[0]!.gross / 3
    const total = first.whole.order.total

    seller.cancelOne(id)
    const second = await read(merchant, seller, id)
    const { order, lines } = second.whole
    assert.deepEqual([lines[0]!.ordered - lines[0]!.cancelled, lines[0]!.gross], [2000, each * 2])
    assert.equal(order.total, total - each)
    assert.equal(order.totalNet + order.totalVat, order.total)

    await act((ctx) =>
      cancelLine(ctx, { order: order.id, line: lines[0]!.id, quantity: 1000, reason: 'krasje' }),
    )
    seller.note(id)
    const third = await read(merchant, seller, id)
    assert.equal(third.whole.order.total, total - each * 2)
    assert.deepEqual(
      third.whole.lines.map((line) => [line.ordered - line.cancelled, line.gross]),
      [
        [1000, each],
        [1000, first.whole.lines[1]!.gross],
      ],
    )
    assert.equal(third.whole.order.payment, 'overpaid')
    assert.equal(third.whole.order.due, 0)

    const invoice = await act((ctx) => draft(ctx, order.id, null))
    assert.deepEqual([invoice.total, invoice.totalVat], [third.whole.order.total, third.whole.order.totalVat])
    const books = await act((ctx) => checkBooks(ctx))
    assert.deepEqual(
      books.rules.filter((rule) => rule.faults > 0).map((rule) => [rule.name, rule.examples]),
      [],
    )
  })

test('an order that was already cancelled in part when it is first seen comes in with what is left', async () => {
  for (const open of [atMagento, atVendure]) {
    const [merchant, seller] = [await newMerchant(world.machine), await open()]
    const id = seller.place()
    seller.cancelOne(id)
    const { told, whole } = await read(merchant, seller, id)
    const charged = whole.lines.reduce((sum, line) => sum + line.gross, whole.order.shippingGross)
    assert.equal(whole.order.total, charged + whole.order.surcharges.reduce((sum, one) => sum + one.gross, 0))
    assert.equal(whole.lines[0]!.ordered - whole.lines[0]!.cancelled, 2000)
    assert.equal(told.amountsOf, open === atVendure ? 'left' : 'ordered')
  }
})
