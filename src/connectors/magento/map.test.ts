/** Magento's orders in our words, to the cent. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { sum } from '../../base/money.ts'
import type { ShopOrder } from '../../contracts/shop.ts'
import { fc } from '../../../test/support/chance.ts'
import { messageOf, readJson, signatureBase, type Json } from './client.ts'
import { moment, type Fields } from './fields.ts'
import { orderFrom } from './map.ts'
import { orderSent } from './simulated-answers.ts'
import { bicycleShop, shopOf, type Purchase, type SimulatedOrder } from './simulated-shop.ts'

const sample = readJson(
  readFileSync(new URL('../../../samples/magento/order.json', import.meta.url)),
) as Fields

/** A JSON text read as the connector reads it. */
const read = (text: string) => readJson(new TextEncoder().encode(text))
const friday = new Date('2026-11-20T13:05:00Z')
const mapped = (order: SimulatedOrder, pricesIncludeVat = true): ShopOrder =>
  orderFrom(read(JSON.stringify(orderSent(order, pricesIncludeVat))) as Json)
const bought = (purchase: Purchase) => mapped(shopOf(bicycleShop, true, () => friday).place(purchase))

function agrees(order: ShopOrder): void {
  const parts = [...order.lines, order.shippingCost, ...order.surcharges]
  for (const column of ['net', 'vat', 'gross'] as const)
    assert.equal(sum(parts.map((part) => part[column])), order.total[column], column)
  for (const part of [...parts, order.total]) assert.equal(part.net + part.vat, part.gross)
}

test('the composed business order is read to the cent', () => {
  const order = orderFrom(sample)
  agrees(order)
  assert.deepEqual(order.total, { gross: 19731, vat: 3197, net: 16534 })
  assert.deepEqual(
    order.lines.map(({ externalId, sku, quantity, unitPrice, vatRate, net, vat, gross }) => [
      [externalId, sku, quantity],
      [unitPrice, vatRate],
      [net, vat, gross],
    ]),
    [
      [
        ['4401', 'HELM-M', 2000],
        [799500, 2100],
        [11893, 2498, 14391],
      ],
      [
        ['4403', 'GIDS-NH', 1000],
        [249500, 900],
        [2289, 206, 2495],
      ],
      [
        ['4404', 'SET-ONDERHOUD-KETTINGOLIE-POETSDOEK', 1000],
        [225000, 2100],
        [1860, 390, 2250],
      ],
      [
        ['4405', 'KETTINGOLIE', 1000],
        [0, 2100],
        [0, 0, 0],
      ],
      [
        ['4406', 'POETSDOEK', 2000],
        [0, 2100],
        [0, 0, 0],
      ],
    ],
  )
  assert.deepEqual(order.shippingCost, { net: 492, vat: 103, gross: 595, vatRate: 2100 })
  assert.deepEqual(order.surcharges, [])
  assert.equal(order.discount, 1599)
  assert.equal(order.pricesIncludeVat, true)
})

test('number, customer, addresses, payment and note are all there', () => {
  const order = orderFrom(sample)
  assert.deepEqual([order.externalId, order.number, order.state], ['1187', 'NL000001187', 'open'])
  assert.deepEqual(order.placedAt, new Date('2026-11-21T19:04:11Z'))
  assert.deepEqual(order.customer, {
    email: 'jan.de.vries@example.com',
    name: 'Jan de Vries',
    company: 'Voorbeeld Fietsen B.V.',
    vatNumber: 'NL004495445B01',
    phone: '+31201234567',
    isGuest: false,
    language: null,
  })
  assert.deepEqual(order.shipping, {
    name: 'Jan de Vries',
    company: 'Voorbeeld Fietsen B.V.',
    street: 'Gildenweg',
    houseNumber: '6',
    houseNumberSuffix: 'a',
    postcode: '1695 GD',
    city: 'Blokker',
    country: 'NL',
    region: null,
    phone: '+31201234567',
  })
  assert.deepEqual(order.payments, [
    {
      externalId: '1187',
      method: 'mollie_methods_ideal',
      methodTitle: 'iDEAL | Wero',
      captured: 0,
      refunded: 0,
      state: 'pending',
    },
  ])
  assert.equal(order.note, 'Klant vraagt levering na 17:00.')
  assert.deepEqual([order.delivery, order.shippingMethod], ['ship', 'PostNL - Pakket'])
})

test('a configurable article is one line: the number of the variant, the id that ships', () => {
  const [line, ...others] = bought({ lines: [{ sku: 'HELM-L', pieces: 2 }] }).lines
  assert.deepEqual(others, [])
  assert.deepEqual(
    [line?.sku, line?.name, line?.note],
    ['HELM-L', 'Fietshelm City', 'Fietshelm City-L-Zwart'],
  )
  assert.deepEqual([line?.quantity, line?.gross], [2000, 15990])
})

test('a set with one price is charged on itself, and its parts point to it', () => {
  const [set, ...parts] = bought({ lines: [{ sku: 'SET-ONDERHOUD', pieces: 3 }] }).lines
  assert.deepEqual([set?.gross, set?.note], [4785, '3 × Kettingolie 100 ml, 6 × Poetsdoek'])
  assert.deepEqual(
    parts.map((part) => [part.sku, part.quantity, part.gross, part.partOf]),
    [
      ['KETTINGOLIE', 3000, 0, set?.externalId],
      ['POETSDOEK', 6000, 0, set?.externalId],
    ],
  )
})

test('a set priced by its parts is its parts, each at its own rate, and is not counted twice', () => {
  const order = bought({ lines: [{ sku: 'SET-TOCHT', pieces: 1 }], coupon: { code: 'X', percent: 15 } })
  agrees(order)
  assert.deepEqual(
    order.lines.map((line) => [line.sku, line.vatRate, line.gross, line.note]),
    [
      ['GIDS-NH', 900, 2121, 'Tochtpakket'],
      ['LAMP-VOOR', 2100, 5098, 'Tochtpakket'],
    ],
  )
})

test('work is no goods, and what the customer typed stands at the line', () => {
  const order = bought({
    lines: [
      { sku: 'REP-BEURT', pieces: 1 },
      { sku: 'BEL-KOPER', pieces: 1, typed: 'Voor Sanne' },
    ],
  })
  assert.deepEqual(
    order.lines.map((line) => [line.kind, line.note]),
    [
      ['service', null],
      ['goods', 'Voor Sanne'],
    ],
  )
})

test('a fee that stands in no field of its own becomes a surcharge', () => {
  const order = bought({ lines: [{ sku: 'BEL-KOPER', pieces: 1 }], feeCents: 250 })
  agrees(order)
  assert.deepEqual(order.surcharges, [{ name: '', net: 250, vat: 0, gross: 250, vatRate: 0 }])
})

test('a gift card pays, and takes nothing off what was sold', () => {
  const extra = { ...(sample['extension_attributes'] as Fields), gift_cards_amount: '50.0000' }
  const order = orderFrom({ ...sample, grand_total: '147.3100', extension_attributes: extra })
  agrees(order)
  assert.equal(order.total.gross, 19731)
  assert.deepEqual(order.surcharges, [])
  assert.deepEqual(
    order.payments.map((payment) => [payment.method, payment.captured, payment.state]),
    [
      ['mollie_methods_ideal', 0, 'pending'],
      ['gift-card', 5000, 'captured'],
    ],
  )
})

test('a gift card and store credit that were given back no longer pay', () => {
  const extra = {
    ...(sample['extension_attributes'] as Fields),
    gift_cards_amount: '50.0000',
    gift_cards_refunded: '50.0000',
    customer_balance_amount: '20.0000',
    customer_balance_refunded: '5.0000',
  }
  const paid = { ...sample, grand_total: '127.3100', extension_attributes: extra }
  const vouchersOf = (order: ShopOrder) =>
    order.payments.slice(1).map(({ captured, refunded, state }) => [captured, refunded, state])
  assert.deepEqual(vouchersOf(orderFrom(paid)), [
    [5000, 5000, 'captured'],
    [2000, 500, 'captured'],
  ])
  // Cancelling refunds nothing: Magento puts both back by itself.
  assert.deepEqual(vouchersOf(orderFrom({ ...paid, state: 'canceled' })), [
    [0, 0, 'cancelled'],
    [0, 0, 'cancelled'],
  ])
})

test('rows in four decimals are brought to cents together', () => {
  const row = (id: number) => ({
    item_id: String(id),
    sku: 'GIDS-NH',
    product_type: 'simple',
    qty_ordered: '1.0000',
    price: '22.8899',
    price_incl_tax: '24.9500',
    row_total: '22.8899',
    tax_amount: '2.0601',
    tax_percent: '9.0000',
  })
  const order = orderFrom({
    entity_id: '1',
    increment_id: 'NL1',
    created_at: '2026-11-21 19:04:11',
    order_currency_code: 'EUR',
    grand_total: '74.8500',
    tax_amount: '6.1803',
    items: [row(1), row(2), row(3)],
  })
  agrees(order)
  assert.deepEqual(order.surcharges, [])
  assert.deepEqual(order.total, { gross: 7485, vat: 618, net: 6867 })
  assert.ok(order.lines.every((line) => line.gross === 2495))
})

test('any order of the simulated shop keeps its grand total and its VAT, to the cent', () => {
  const line = fc.record({ sku: fc.constantFrom(...skus), pieces: fc.integer({ min: 1, max: 25 }) })
  const purchase = fc.record({
    lines: fc.array(line, { minLength: 1, maxLength: 8 }),
    percent: fc.option(fc.integer({ min: 1, max: 100 }), { nil: 0 }),
    feeCents: fc.constantFrom(0, 0, 195, 250),
    shippingCents: fc.integer({ min: 0, max: 2500 }),
    country: fc.constantFrom('NL', 'BE', 'DE', 'US'),
    cents: fc.array(fc.integer({ min: 1, max: 300_000 }), { minLength: 3, maxLength: 3 }),
  })
  fc.assert(
    fc.property(
      purchase,
      fc.boolean(),
      ({ lines, percent, feeCents, shippingCents, country, cents }, isIncluded) => {
        const products = bicycleShop.map((product, index) => ({
          ...product,
          cents: product.cents === 0 ? 0 : (cents[index] ?? product.cents),
        }))
        const order = shopOf(products, isIncluded, () => friday).place({
          lines,
          feeCents,
          shippingCents,
          billing: { ...someone, country },
          ...(percent ? { coupon: { code: 'KORTING', percent } } : {}),
          isPaid: true,
        })
        const read = mapped(order, isIncluded)
        agrees(read)
        assert.equal(read.total.gross, order.grandTotal)
        assert.equal(read.total.vat, order.tax)
        assert.equal(read.surcharges.length, feeCents ? 1 : 0)
        assert.equal(sum(read.payments.map((payment) => payment.captured)), order.grandTotal)
        if (order.tax > 0 && order.items.some((item) => item.price !== item.priceInclTax && item.percent > 0))
          assert.equal(read.pricesIncludeVat, isIncluded)
      },
    ),
    { numRuns: 300 },
  )
})

const skus = bicycleShop.filter((product) => product.type !== 'configurable').map((product) => product.sku)
const someone = {
  firstname: 'Jan',
  lastname: 'de Vries',
  street: ['Gildenweg 6'],
  postcode: '1',
  city: 'Blokker',
}

const states: [string, Partial<Record<string, string>>, ShopOrder['state']][] = [
  ['waiting for money is open', { state: 'pending_payment' }, 'open'],
  ['being worked on is open', { state: 'processing' }, 'open'],
  ['held is on hold', { state: 'holded' }, 'on-hold'],
  ['under review by the payment service is on hold', { state: 'payment_review' }, 'on-hold'],
  ['cancelled', { state: 'canceled' }, 'cancelled'],
  ['refunded is closed', { state: 'closed' }, 'closed'],
  ['complete is shipped', { state: 'complete' }, 'shipped'],
  ['a state that a module invented is open', { state: 'wacht_op_prepr' }, 'open'],
]
for (const [story, bend, state] of states)
  test(`state: ${story}`, () => assert.equal(orderFrom({ ...sample, ...bend } as Json).state, state))

test('what is missing, null or empty is empty in the same way', () => {
  const billing = sample['billing_address'] as Fields
  for (const company of [undefined, null, '', '  ']) {
    const order = orderFrom({ ...sample, billing_address: { ...billing, company } as Fields } as Json)
    assert.equal(order.customer.company, null)
  }
  const bare = orderFrom({
    entity_id: '7',
    increment_id: 'NL7',
    created_at: '2026-11-21 19:04:11',
    order_currency_code: 'EUR',
    grand_total: '0',
    items: [],
  })
  assert.deepEqual(
    [bare.shipping, bare.note, bare.reference, bare.wishedDay, bare.replaces],
    [null, null, null, null, null],
  )
  assert.equal(bare.customer.isGuest, true)
  agrees(bare)
})

test('a guest is named after the billing address', () => {
  const order = bought({ lines: [{ sku: 'BEL-KOPER', pieces: 1 }], isGuest: true })
  assert.deepEqual([order.customer.isGuest, order.customer.name], [true, 'Jan de Vries'])
})

test('purchase number, delivery day and pickup are taken over', () => {
  const order = bought({
    lines: [{ sku: 'BEL-KOPER', pieces: 1 }],
    poNumber: 'INK-2026-118',
    deliveryDate: '2026-12-04 00:00:00',
    shipping: { method: 'instore_pickup', title: 'Afhalen in de winkel' },
  })
  assert.deepEqual(
    [order.reference, order.wishedDay, order.delivery],
    ['INK-2026-118', '2026-12-04', 'pickup'],
  )
})

test('who collects at a parcel shop of the carrier does not collect from us', () => {
  const deliveryBy = (method: string) =>
    bought({ lines: [{ sku: 'BEL-KOPER', pieces: 1 }], shipping: { method, title: method } }).delivery
  for (const method of ['dpdpickup_dpdpickup', 'mondialrelaypickup_standard', 'flatrate_flatrate'])
    assert.equal(deliveryBy(method), 'ship', method)
  for (const method of ['instore_pickup', 'storepickup_storepickup', 'store_pickup_store', 'pickup_pickup'])
    assert.equal(deliveryBy(method), 'pickup', method)
})

test('an order without what every order has says which field is missing', () => {
  for (const field of ['entity_id', 'increment_id', 'created_at', 'grand_total', 'order_currency_code']) {
    const { [field]: _gone, ...rest } = sample
    assert.throws(() => orderFrom(rest), new RegExp(field))
  }
  assert.throws(() => orderFrom({ ...sample, grand_total: 'n.v.t.' }), /grand_total/)
  assert.throws(() => orderFrom({ ...sample, created_at: 'gisteren' }), /gisteren/)
})

test('times are UTC, in winter and in summer', () => {
  assert.equal(moment('2026-07-01 22:30:00').toISOString(), '2026-07-01T22:30:00.000Z')
  assert.equal(moment('2026-11-21 19:04:11').toISOString(), '2026-11-21T19:04:11.000Z')
})

test('numbers keep the text that stood in the answer', () => {
  assert.deepEqual(
    read('{"a":0.1000,"b":1e2,"c":30.843976040639927,"d":[12345678901234567890],"e":"7","f":true}'),
    {
      a: '0.1000',
      b: '1e2',
      c: '30.843976040639927',
      d: ['12345678901234567890'],
      e: '7',
      f: true,
    },
  )
  assert.equal(read('<html>'), undefined)
  assert.equal(readJson(new Uint8Array([0xff, 0xfe])), undefined)
})

test('their messages are filled in before a person reads them', () => {
  const message = (value: unknown) => messageOf(read(JSON.stringify(value)))
  const resources = {
    message: "The consumer isn't authorized to access %resources.",
    parameters: { resources: 'Sales' },
  }
  assert.equal(message(resources), "The consumer isn't authorized to access Sales.")
  const ten = Array.from({ length: 10 }, (_, i) => `w${i + 1}`)
  assert.equal(message({ message: '%1 en %10', parameters: ten }), 'w1 en w10')
  const nested = {
    message: 'Validation Failed',
    errors: [{ message: 'Bron %1 bestaat niet', parameters: ['oost'] }],
  }
  assert.equal(message(nested), 'Validation Failed; Bron oost bestaat niet')
  assert.equal(message({ melding: 1 }), '')
})

test('the text to sign is the one of RFC 5849, section 3.4.1.1', () => {
  const url = new URL('http://EXAMPLE.COM:80/request?b5=%3D%253D&a3=a&c%40=&a2=r%20b')
  const given: [string, string][] = [
    ['oauth_consumer_key', '9djdj82h48djs9d2'],
    ['oauth_token', 'kkk9d7dh3k39sjv7'],
    ['oauth_signature_method', 'HMAC-SHA1'],
    ['oauth_timestamp', '137131201'],
    ['oauth_nonce', '7d8f3e4a'],
    ['c2', ''],
    ['a3', '2 q'],
  ]
  assert.equal(
    signatureBase('post', url, given),
    'POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q%26a3%3Da%26b5%3D%253D%25253D%26c%2540%3D%26c2%3D%26' +
      'oauth_consumer_key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a%26oauth_signature_method%3DHMAC-SHA1%26' +
      'oauth_timestamp%3D137131201%26oauth_token%3Dkkk9d7dh3k39sjv7',
  )
})
