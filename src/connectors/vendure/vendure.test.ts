/** The Vendure connector against its simulator, and against what a real Vendure was recorded to say. */
import assert from 'node:assert/strict'
import { describe, test, type TestContext } from 'node:test'
import { contextFor } from '../../../test/support/connector-context.ts'
import { shopSuite, type OrderWish } from '../../contracts/shop.suite.ts'
import { openClient, type VendureSettings } from './client.ts'
import { vendure } from './index.ts'
import type { Purchase } from './simulated-views.ts'
import { startVendureSimulator } from './simulator.ts'
import { vendureFault } from './troubles.ts'
import { orderIn, vendureSuite, type VendureWorld } from './vendure.suite.ts'

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

const openSimulated = async () => {
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
  return { shop: vendure.open(context), world, close: simulator.close, simulator }
}

shopSuite('Vendure, simulated', openSimulated)
vendureSuite('Vendure and only Vendure, simulated', openSimulated)

describe('Vendure, when the settings are wrong', () => {
  const opened = async (t: TestContext, bend: Partial<VendureSettings>) => {
    const simulator = await startVendureSimulator({ variants })
    t.after(simulator.close)
    return { simulator, shop: vendure.open(contextFor({ ...simulator.settings, ...bend })) }
  }
  const since = new Date('2026-01-01T00:00:00Z')

  test('a wrong password is told as such, by the test and when reading', async (t) => {
    const { shop } = await opened(t, { password: 'fout' })
    const health = await shop.test()
    assert.equal(health.isHealthy, false)
    assert.match(health.checks[0]?.detail ?? '', /credentials are invalid/)
    await assert.rejects(shop.ordersSince(null, since, 10), { kind: 'auth' })
  })

  test('a missing right is asked for once more with a fresh session, and then told', async (t) => {
    const { shop, simulator } = await opened(t, {})
    simulator.faults.push({ kind: 'own', name: 'forbidden', times: 9 })
    await assert.rejects(shop.ordersSince(null, since, 10), { kind: 'auth' })
    assert.equal(simulator.requests.filter((request) => request.body.includes('SignIn')).length, 2)
  })

  test('an address without an Admin API, and one that leads on, are told as settings', async (t) => {
    const { shop, simulator } = await opened(t, {})
    simulator.faults.push({ kind: 'status', status: 404, times: 1 })
    await assert.rejects(shop.products(null, 10), { kind: 'config' })
    simulator.faults.push({
      kind: 'status',
      status: 301,
      headers: { location: 'https://x.example/' },
      times: 1,
    })
    await assert.rejects(shop.products(null, 10), { kind: 'config', message: /x\.example/ })
  })

  test('a channel token of another channel shows in the test', async (t) => {
    const { shop } = await opened(t, { channelToken: 'vertypt' })
    const health = await shop.test()
    assert.deepEqual(
      health.checks.filter((check) => !check.isGood).map((check) => check.words.nl),
      ['Kanaal'],
    )
  })

  test('an API key goes along with each request, and nobody signs in', async (t) => {
    const keyed = await opened(t, { apiKey: 'simulated:key', username: '', password: '' })
    assert.ok((await keyed.shop.test()).isHealthy)
    assert.equal((await keyed.shop.products(null, 10)).items.length, 3)
    const { shop, simulator } = await opened(t, { apiKey: 'sleutel', username: '', password: '' })
    assert.equal((await shop.test()).isHealthy, false)
    await assert.rejects(shop.products(null, 10), { kind: 'auth' })
    assert.deepEqual(
      simulator.requests.map((request) => [
        request.headers['vendure-api-key'],
        request.body.includes('SignIn'),
      ]),
      [
        ['sleutel', false],
        ['sleutel', false],
      ],
    )
  })

  test('a cursor of another system is refused rather than read as the beginning', async (t) => {
    const { shop } = await opened(t, {})
    await assert.rejects(shop.ordersSince('2026-01-01 00:00:00', since, 10), { kind: 'config' })
  })
})

describe('Vendure, to the letter', () => {
  const openDutch = async (t: TestContext) => {
    const opened = await openSimulated()
    t.after(opened.close)
    return opened
  }

  test('two hundred open orders are looked up again in two requests', async (t) => {
    const { shop, world, simulator } = await openDutch(t)
    const ids: string[] = []
    for (let i = 0; i < 200; i++) ids.push(String(await world.placeOrder()))
    await shop.ordersById(ids.slice(0, 1))
    const before = simulator.requests.length
    const items = await shop.ordersById(ids)
    assert.deepEqual(
      items.map((item) => item.externalId),
      ids,
    )
    assert.equal(simulator.requests.length - before, 2)
  })

  test('nothing that a fulfilment tells moves updatedAt, and cancelling does', async (t) => {
    const { world, simulator } = await openDutch(t)
    const id = await world.placeOrder()
    const movedBy = async (work: () => Promise<void> | void) => {
      world.advanceClock(10)
      const before = simulator.shop.orders()[0]?.updatedAt
      await work()
      return simulator.shop.orders()[0]?.updatedAt !== before
    }
    const line = simulator.shop.orders()[0]?.lines[0]?.id ?? ''
    const parcel = { lines: [{ orderLineId: line, quantity: 1 }], method: 'PostNL', trackingCode: '3S1' }
    const moved = [
      await movedBy(() => world.pay(id)),
      await movedBy(() => world.changeNote(id, 'Bel aan')),
      await movedBy(() => void simulator.shop.fulfil(parcel)),
      await movedBy(() => world.refund(id, 100)),
      await movedBy(() => world.settleRefunds(id)),
      await movedBy(() => world.cancelOrder(id)),
    ]
    assert.deepEqual(moved, [false, false, false, false, false, true])
  })

  test('half a piece cannot be shipped', async (t) => {
    const { shop, world } = await openDutch(t)
    const id = await world.placeOrder({ isPaid: true })
    const order = orderIn((await shop.ordersById([id]))[0])
    const lines = [{ externalId: order.lines[0]?.externalId ?? '', quantity: 500 }]
    const outcome = await shop.ship(
      {
        orderExternalId: id,
        lines,
        trackingCode: null,
        carrier: 'postnl',
        carrierTitle: 'PostNL',
        trackingUrl: null,
        notifyCustomer: false,
      },
      'sleutel',
    )
    assert.equal(outcome.kind === 'refused' && outcome.code, 'not-whole')
    assert.deepEqual(await world.shipments(id), [])
  })

  test('an sku that two articles bear is refused, and so is stock below zero', async (t) => {
    const simulator = await startVendureSimulator({ variants: [...variants, ...variants.slice(0, 1)] })
    t.after(simulator.close)
    const shop = vendure.open(contextFor(simulator.settings))
    const answers = await shop.setStock([
      { sku: 'L2201308', available: 5 },
      { sku: 'L2201508', available: -1 },
      { sku: 'IHD455T4', available: 3 },
    ])
    assert.deepEqual(
      answers.map(({ outcome }) => (outcome.kind === 'refused' ? outcome.code : outcome.kind)),
      ['sku-double', 'stock-negative', 'ok'],
    )
    assert.deepEqual(
      simulator.shop.variants.map((variant) => variant.onHand),
      [1000, 1000, 3, 1000],
    )
  })

  test('an article without stock at the chosen location is refused with its name', async (t) => {
    const simulator = await startVendureSimulator({ variants })
    t.after(simulator.close)
    const setAt = async (stockLocation: string) => {
      const shop = vendure.open(contextFor({ ...simulator.settings, stockLocation }))
      return (await shop.setStock([{ sku: 'IHD455T4', available: 4 }]))[0]?.outcome
    }
    assert.deepEqual(await setAt('Default Stock Location'), { kind: 'ok', value: null })
    const refused = await setAt('Magazijn West')
    assert.match(refused?.kind === 'refused' ? refused.text : '', /Magazijn West/)
  })

  test('when Vendure refuses a batch of stock, only the article to blame stays behind', async (t) => {
    const { shop, simulator } = await openDutch(t)
    simulator.faults.push({
      kind: 'status',
      status: 200,
      body: refusal,
      bodyHas: 'updateProductVariants',
      times: 2,
    })
    const answers = await shop.setStock([
      { sku: 'L2201308', available: 5 },
      { sku: 'L2201508', available: 6 },
    ])
    assert.deepEqual(
      answers.map(({ outcome }) => outcome.kind),
      ['refused', 'ok'],
    )
  })
  const refusal = JSON.stringify({
    data: null,
    errors: [{ message: 'not this one', path: [], extensions: { code: 'USER_INPUT_ERROR' } }],
  })

  test('an error inside Vendure while it writes is unknown: nobody can say how far it came', async (t) => {
    const { shop, world, simulator } = await openDutch(t)
    const id = await world.placeOrder()
    const body = JSON.stringify({ data: null, errors: [{ message: 'SqliteError: database is locked' }] })
    simulator.faults.push({ kind: 'status', status: 200, body, bodyHas: 'cancelOrder', times: 1 })
    assert.equal((await shop.cancel(id, 'sleutel')).kind, 'unknown')
    assert.equal((await shop.cancel(id, 'sleutel')).kind, 'ok')
  })

  test('the simulator refuses a field that Vendure does not have, so that no misspelling goes unseen', async (t) => {
    const simulator = await startVendureSimulator()
    t.after(simulator.close)
    const client = openClient(contextFor(simulator.settings))
    simulator.shop.place(purchaseOf('WAS-1400'))
    const asked = await client.ask('query { orders { items { colour } } }', {})
    assert.deepEqual(
      asked.errors.map((error) => error.code),
      ['GRAPHQL_VALIDATION_FAILED'],
    )
  })
})

const purchaseOf = (sku: string): Purchase => ({ ...purchase(), lines: [{ sku, pieces: 1 }] })
