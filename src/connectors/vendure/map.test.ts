/** Vendure's words to ours: recorded orders with their figures, and cases by the table. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { sum } from '../../base/money.ts'
import type { ShopOrder } from '../../contracts/shop.ts'
import { readJson } from './client.ts'
import { houseOf, itemOf, productOf } from './map.ts'
import { orderIn } from './vendure.suite.ts'
import { Variants } from './wire.ts'

type Loose = Record<string, unknown>

const nothing = { pickupMethods: new Set<string>(), serviceFacet: '' }
const sample = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../../samples/vendure/${name}.json`, import.meta.url), 'utf8'))
const rawOrder = (name: string): Loose => sample(name).data.orders.items[0]
const mapped = (name: string, bend: Loose = {}, reading = nothing): ShopOrder =>
  orderIn(itemOf({ ...rawOrder(name), ...bend }, reading))

test('a recorded order with a coupon and two VAT rates, figure by figure', () => {
  const order = mapped('order-authorised')
  assert.deepEqual(
    order.lines.map((line) => [
      line.sku,
      line.quantity,
      line.unitPrice,
      line.vatRate,
      line.net,
      line.vat,
      line.gross,
    ]),
    [
      ['L2201308', 2000, 12_990_000, 2100, 193_240, 40_580, 233_820],
      ['IHD455T4', 3000, 249_500, 900, 6181, 556, 6737],
    ],
  )
  assert.deepEqual(order.shippingCost, { net: 413, vat: 87, gross: 500, vatRate: 2100 })
  assert.deepEqual(order.total, { net: 199_834, vat: 41_223, gross: 241_057 })
  assert.deepEqual([order.discount, order.pricesIncludeVat, order.currency], [26_728, true, 'EUR'])
  assert.deepEqual(
    order.payments.map(({ method, state, captured, refunded }) => [method, state, captured, refunded]),
    [['standard-payment', 'authorized', 0, 0]],
  )
  assert.deepEqual([order.state, order.delivery, order.shippingMethod], ['open', 'ship', 'Standard Shipping'])
  assert.deepEqual(order.shipping, {
    name: 'Sanne Bakker',
    company: 'Voorbeeld Fietsen B.V.',
    street: 'Dorpsstraat',
    houseNumber: '12',
    houseNumberSuffix: 'bis',
    postcode: '1621 AB',
    city: 'Hoorn',
    country: 'NL',
    region: 'Noord-Holland',
    phone: '+31229000000',
  })
  assert.deepEqual(order.billing, order.shipping, 'the checkout left the billing address empty')
  assert.deepEqual(order.customer, {
    email: 'sanne@klant.example',
    name: 'Sanne Bakker',
    company: 'Voorbeeld Fietsen B.V.',
    vatNumber: null,
    phone: '+31229000000',
    isGuest: true,
    language: null,
  })
})

test('the same order paid, with a piece cancelled and its refund still pending', () => {
  const order = mapped('order-piece-cancelled')
  assert.deepEqual(
    order.lines.map((line) => [line.quantity, line.cancelledQuantity, line.net, line.gross]),
    [
      [2000, 0, 193_240, 233_820],
      [3000, 1000, 4120, 4491],
    ],
  )
  assert.deepEqual([order.total.gross, order.discount, order.note], [238_811, 26_479, 'Eerst bellen'])
  assert.deepEqual(
    order.payments.map(({ state, captured, refunded }) => [state, captured, refunded]),
    [['captured', 241_057, 0]],
  )
})

test('the same order with one article shipped, and then cancelled', () => {
  const shipped = mapped('order-part-shipped')
  assert.deepEqual([shipped.state, ...shipped.lines.map((line) => line.shippedQuantity)], ['open', 2000, 0])
  const cancelled = mapped('order-cancelled')
  assert.deepEqual([cancelled.state, cancelled.total.gross, cancelled.discount], ['cancelled', 0, 0])
  assert.deepEqual(
    cancelled.lines.map((line) => [line.quantity, line.cancelledQuantity]),
    [
      [2000, 2000],
      [3000, 3000],
    ],
  )
})

test('lines, shipping and surcharges of every recorded order make its total', () => {
  for (const name of ['order-authorised', 'order-piece-cancelled', 'order-part-shipped', 'order-cancelled']) {
    const order = mapped(name)
    const parts = [...order.lines, order.shippingCost, ...order.surcharges]
    for (const column of ['net', 'vat', 'gross'] as const)
      assert.equal(sum(parts.map((part) => part[column])), order.total[column], `${name}: ${column}`)
  }
})

const states: [string, string, ShopOrder['state']][] = [
  ['a paid order is open', 'PaymentSettled', 'open'],
  ['a delivered order is closed', 'Delivered', 'closed'],
  ['an order that the shop is changing waits', 'Modifying', 'on-hold'],
  ['an order that waits for more money waits', 'ArrangingAdditionalPayment', 'on-hold'],
  ['a state that the shop invented waits for a person', 'InspectingGoods', 'on-hold'],
]
for (const [story, state, ours] of states)
  test(story, () => assert.equal(mapped('order-authorised', { state }).state, ours))

test('a fulfilment counts as shipped only once it was handed over', () => {
  const fulfilment = (state: string) => ({
    fulfillments: [
      {
        id: '1',
        state,
        method: 'PostNL',
        trackingCode: '',
        lines: lineIds().map((orderLineId, index) => ({ orderLineId, quantity: index + 2 })),
      },
    ],
  })
  const ours = (state: string) => mapped('order-authorised', fulfilment(state)).state
  assert.deepEqual(['Pending', 'Cancelled', 'Shipped', 'Delivered'].map(ours), [
    'open',
    'open',
    'shipped',
    'shipped',
  ])
})

const lineIds = () => (rawOrder('order-authorised')['lines'] as { id: string }[]).map((line) => line.id)

const payments: [string, string, ShopOrder['payments'][number]['state'], number][] = [
  ['a payment under way', 'Created', 'pending', 0],
  ['a declined payment', 'Declined', 'failed', 0],
  ['a payment in error', 'Error', 'failed', 0],
  ['a cancelled payment', 'Cancelled', 'cancelled', 0],
  ['a payment that came in', 'Settled', 'captured', 500],
  ['a payment in a state that the shop invented', 'Disputed', 'pending', 0],
]
for (const [story, state, ours, captured] of payments)
  test(`${story} is ${ours}`, () => {
    const one = { id: '1', transactionId: null, amount: 500, method: 'ideal', state, refunds: [] }
    const [payment] = mapped('order-authorised', { payments: [one] }).payments
    assert.deepEqual([payment?.state, payment?.captured], [ours, captured])
  })

test('only money that really went back counts as refunded', () => {
  const refunds = [
    { state: 'Pending', total: 100 },
    { state: 'Failed', total: 200 },
    { state: 'Settled', total: 400 },
  ]
  const one = { id: '1', transactionId: null, amount: 5000, method: 'ideal', state: 'Settled', refunds }
  assert.equal(mapped('order-authorised', { payments: [one] }).payments[0]?.refunded, 400)
})

test('a shop with prices without VAT gives unit prices and discount without VAT', () => {
  const order = mapped('order-authorised', { channels: [{ code: 'zakelijk', pricesIncludeTax: false }] })
  assert.deepEqual(
    [order.pricesIncludeVat, order.lines[0]?.unitPrice, order.discount],
    [false, 10_735_500, 22_157],
  )
})

test('an order of a channel follows that channel and not the default one', () => {
  const channels = [
    { code: '__default_channel__', pricesIncludeTax: false },
    { code: 'winkel-nl', pricesIncludeTax: true },
  ]
  assert.equal(mapped('order-authorised', { channels }).pricesIncludeVat, true)
})

test('a surcharge stands beside the lines with its own rate, also a fraction', () => {
  const surcharge = {
    id: '1',
    description: 'Rembours',
    sku: '',
    price: 1000,
    priceWithTax: 1055,
    taxRate: '5.5',
  }
  const [ours] = mapped('order-authorised', { surcharges: [surcharge] }).surcharges
  assert.deepEqual(ours, { name: 'Rembours', net: 1000, vat: 55, gross: 1055, vatRate: 550 })
})

test('the merchant says which methods are for collection, and which articles are work', () => {
  const reading = { pickupMethods: new Set(['standard-shipping']), serviceFacet: 'seagate' }
  const order = mapped('order-authorised', {}, reading)
  assert.equal(order.delivery, 'pickup')
  assert.deepEqual(
    order.lines.map((line) => line.kind),
    ['goods', 'service'],
  )
})

test('an order that is not as expected says where, and keeps its id', () => {
  const item = itemOf({ ...rawOrder('order-authorised'), id: '7', totalWithTax: null }, nothing)
  assert.equal(item.externalId, '7')
  assert.match('unreadable' in item ? item.unreadable.nl : '', /totalWithTax/)
})

const houses: [string, string, [string, string, string | null]][] = [
  ['Gildenweg 6', '', ['Gildenweg', '6', null]],
  ['Dorpsstraat 12', 'bis', ['Dorpsstraat', '12', 'bis']],
  ['Industrieweg 1a', '', ['Industrieweg', '1', 'a']],
  ['Kerkstraat 12-3', '', ['Kerkstraat', '12', '3']],
  ['Kerkstraat 5 bus 12', '', ['Kerkstraat', '5', 'bus 12']],
  ['Kerkstraat 12 A', 'tweede etage', ['Kerkstraat', '12', 'A tweede etage']],
  ['1e Helmersstraat 20', '', ['1e Helmersstraat', '20', null]],
  ['Plein 1944 5', '', ['Plein 1944', '5', null]],
  ['Straße des 17. Juni 135', '', ['Straße des 17. Juni', '135', null]],
  ['Dorpsstraat', '12 bis', ['Dorpsstraat', '12', 'bis']],
  ['Dorpsstraat', '7', ['Dorpsstraat', '7', null]],
  ['12 Rue de la Paix', '', ['Rue de la Paix', '12', null]],
  ['Postbus', 'Gebouw West', ['Postbus Gebouw West', '', null]],
]
for (const [first, second, [street, houseNumber, houseNumberSuffix]] of houses)
  test(`"${first}"${second && ` with "${second}"`} is ${street}, ${houseNumber || 'without a number'}`, () =>
    assert.deepEqual(houseOf(first, second), { street, houseNumber, houseNumberSuffix }))

test('a recorded article has its price as the shop shows it', () => {
  const { productVariants, activeChannel } = Variants.parse(sample('articles').data)
  const [wire] = productVariants.items
  assert.ok(wire)
  const product = productOf(wire, activeChannel.pricesIncludeTax)
  assert.deepEqual([product.sku, product.name, product.price], ['IHD455T4', 'Hard Drive 4TB', 249_500])
  assert.equal(productOf(wire, false).price, 228_900)
  assert.equal(productOf({ ...wire, product: { ...wire.product, enabled: false } }, true).isActive, false)
  const preview = (address: string) =>
    productOf({ ...wire, featuredAsset: { preview: address } }, true).imageUrl
  assert.deepEqual(
    [preview('https://winkel.example/a.png'), preview('assets\\a.png'), product.imageUrl],
    ['https://winkel.example/a.png', null, null],
  )
})

test('a fraction in an answer stays the text that it was', () => {
  assert.deepEqual(readJson('{"rate":5.5,"price":413.22314049586777,"cents":1099}'), {
    rate: '5.5',
    price: '413.22314049586777',
    cents: 1099,
  })
  assert.equal(readJson('<html>'), undefined)
})
