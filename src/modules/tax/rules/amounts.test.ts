/** What the VAT rules make of discounts, delivery costs, margins, payments and credits, to the cent. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bent, business, ownNumber, tablets, to } from '../../../../test/support/tax-world.ts'
import { decide } from '../rules.ts'
import { initialTaxRows, tablesOf } from '../tables.ts'
import type { Decision } from './decision.ts'
import type { Sale, SaleLine } from './sale.ts'

const tables = tablesOf(initialTaxRows)

const basket = (...lines: [category: string, cents: number][]): SaleLine[] =>
  lines.map(([category, cents], i) => ({
    id: String(i + 1),
    category,
    unitPrice: cents * 100,
    quantity: 1000,
  }))

const amounts = ({ lines, shipping, vat, totals }: Decision) => ({
  nets: lines.map((line) => line.net),
  shipping: shipping.map((part) => `${part.category}${part.rate}: ${part.net}`),
  vat: vat.map((group) => `${group.category}${group.rate}: ${group.base} + ${group.vat}`),
  gross: totals.gross,
})

test('delivery costs follow the goods over two rates', () => {
  const sale = bent({ lines: basket(['book', 2000], ['standard', 12100]), shipping: 605 })
  assert.deepEqual(amounts(decide(sale, tables)), {
    nets: [1835, 10000],
    shipping: ['S2100: 429', 'S900: 79'],
    vat: ['S2100: 10429 + 2190', 'S900: 1914 + 172'],
    gross: 14705,
  })
})

test('free goods leave the delivery costs to the highest rate, and a premium takes none', () => {
  const sale = bent({ lines: basket(['insurance', 8500], ['book', 0], ['standard', 0]), shipping: 495 })
  assert.deepEqual(amounts(decide(sale, tables)), {
    nets: [8500, 0, 0],
    shipping: ['S2100: 409'],
    vat: ['S2100: 409 + 86', 'S900: 0 + 0', 'E0: 8500 + 0'],
    gross: 8995,
  })
})

test('delivery costs with nothing but a premium are taxed on their own', () => {
  const decision = decide(bent({ lines: basket(['insurance', 8500]), shipping: 1210 }), tables)
  assert.deepEqual(amounts(decision), {
    nets: [8500],
    shipping: ['S2100: 1000'],
    vat: ['S2100: 1000 + 210', 'E0: 8500 + 0'],
    gross: 9710,
  })
  assert.deepEqual(decision.reporting, [{ box: 'NL:1a', base: 1000, vat: 210 }])
  assert.deepEqual(decision.notes, ['exempt-insurance'])
})

test('a premium without delivery costs stands alone', () => {
  const decision = decide(bent({ lines: basket(['insurance', 8500]) }), tables)
  assert.deepEqual(decision.vat, [{ category: 'E', rate: 0, base: 8500, vat: 0 }])
})

test('an order discount is shared by value, the premium included', () => {
  const sale = bent({
    lines: basket(['standard', 3333], ['insurance', 3333], ['food', 3334]),
    orderDiscount: 1000,
  })
  const { lines } = decide(sale, tables)
  assert.deepEqual(
    lines.map((line) => [line.discountShare, line.amount]),
    [
      [333, 3000],
      [333, 3000],
      [334, 3000],
    ],
  )
})

test('a discount of a line is an amount or a rounded percentage', () => {
  const priced = (discount: SaleLine['discount']) =>
    decide(bent({ line: { unitPrice: 333500, discount } }), tables).totals.gross
  assert.equal(priced({ amount: 335 }), 3000)
  assert.equal(priced({ percent: 1550 }), 3335 - 517)
  assert.equal(priced({ percent: 10000 }), 0)
})

test('exported goods of two rates have each their VAT taken out', () => {
  const sale = bent({
    lines: basket(['standard', 12100], ['book', 10900]),
    fulfilment: to('CH'),
    shipping: 2300,
  })
  assert.deepEqual(amounts(decide(sale, tables)), {
    nets: [10000, 10000],
    shipping: ['G0: 1000', 'G0: 1000'],
    vat: ['G0: 22000 + 0'],
    gross: 22000,
  })
})

test('at the same net price the foreign VAT is counted over the joined base', () => {
  const lines = basket(['standard', 118], ['lodging', 118], ['book', 118])
  const sale = bent({ lines, channel: { crossBorderPricing: 'same-net' }, fulfilment: to('HU') })
  assert.deepEqual(amounts(decide(sale, tables)), {
    nets: [98, 98, 108],
    shipping: [],
    vat: ['S2700: 206 + 56', 'S2100: 98 + 20'],
    gross: 380,
  })
})

test('margin goods bear their part of the delivery costs inside the margin', () => {
  const lines: SaleLine[] = [
    { id: 'bike', category: 'bike', unitPrice: 4500000, quantity: 2000, margin: { purchasePrice: 3000000 } },
    { id: 'lock', category: 'standard', unitPrice: 1000000, quantity: 1000 },
    { id: 'loss', category: 'bike', unitPrice: 1000000, quantity: 1000, margin: { purchasePrice: 1500000 } },
    { id: 'even', category: 'bike', unitPrice: 0, quantity: 1000, margin: { purchasePrice: 0 } },
  ]
  const decision = decide(bent({ lines, shipping: 1100 }), tables)
  assert.deepEqual(decision.marginInternal, [
    { id: 'bike', margin: 30900, vatInMargin: 5363, taxableMargin: 25537 },
    { id: 'loss', margin: -4900, vatInMargin: 0, taxableMargin: 0 },
    { id: 'even', margin: 0, vatInMargin: 0, taxableMargin: 0 },
  ])
  assert.deepEqual(decision.vat, [
    { category: 'S', rate: 2100, base: 8347, vat: 1753 },
    { category: 'E', rate: 0, base: 101000, vat: 0 },
  ])
  assert.deepEqual(decision.reporting, [{ box: 'NL:1a', base: 8347 + 25537, vat: 1753 + 5363 }])
  assert.deepEqual([decision.notes, decision.vatex], [['margin-second-hand'], ['VATEX-EU-F']])
})

test('one VAT group of two countries is shared over the returns of both', () => {
  const lines = basket(['standard', 12100], ['lodging', 12100])
  const decision = decide(bent({ lines, fulfilment: to('BE'), shipping: 242 }), tables)
  assert.deepEqual(decision.vat, [{ category: 'S', rate: 2100, base: 20200, vat: 4242 }])
  assert.deepEqual(decision.reporting, [
    { box: 'NL:1a', base: 10100, vat: 2121 },
    { box: 'OSS:BE', base: 10100, vat: 2121 },
  ])
})

test('the invoice carries the number of the state where the goods are supplied', () => {
  const lines = basket(['insurance', 100], ['standard', 12100])
  const seller = { vatNumbers: [{ country: 'DE', isValid: true }] }
  assert.equal(
    decide(bent({ lines, seller, fulfilment: { from: 'DE', ...to('DE') } }), tables).sellerVatCountry,
    'DE',
  )
  assert.equal(
    decide(bent({ lines, seller: ownNumber, fulfilment: to('DE') }), tables).sellerVatCountry,
    'DE',
  )
  assert.equal(decide(bent({ lines, seller, fulfilment: { from: 'DE' } }), tables).sellerVatCountry, 'NL')
  const without = bent({ lines, fulfilment: { from: 'DE', ...to('DE') } })
  assert.equal(decide(without, tables).sellerVatCountry, 'NL')
})

test('vouchers are payments, and cash is rounded without touching the VAT', () => {
  const { totals, trace } = decide(
    bent({ line: { unitPrice: 1210300 }, prepaid: [2500, 1000], cashStep: 5 }),
    tables,
  )
  assert.deepEqual(totals, { net: 10002, vat: 2101, gross: 12103, prepaid: 3500, rounding: 2, payable: 8605 })
  assert.ok(trace.some((step) => step.rule === 'cash.rounded' && step.params.rounding === 2))
  const even = decide(bent({ cashStep: 5 }), tables)
  assert.deepEqual([even.totals.rounding, even.totals.payable], [0, 12100])
  assert.ok(!even.trace.some((step) => step.rule === 'cash.rounded'))
})

const invoiceOf = (sale: Sale) => decide(sale, tables)

test('the last credit note takes what is left of base and VAT', () => {
  const one = bent({ line: { unitPrice: 99900 } })
  const invoice = invoiceOf(bent({ line: { unitPrice: 99900, quantity: 3000 } })).vat
  const first = invoiceOf(one).vat
  const last = decide({ ...one, remainderOf: { vat: invoice, credited: [first, first] } }, tables)
  assert.deepEqual(last.vat, [{ category: 'S', rate: 2100, base: 825, vat: 174 }])
  assert.deepEqual([last.lines[0]?.net, last.totals.gross], [825, 999])
})

test('a remainder over goods of two rates in one untaxed group reaches every line', () => {
  const sale = bent({ lines: basket(['standard', 12100], ['book', 10900]), fulfilment: to('CH') })
  const vat = [{ category: 'G', rate: 0, base: 20001, vat: 0 }] as const
  assert.deepEqual(
    amounts(decide({ ...sale, remainderOf: { vat, credited: [] } }, tables)).nets,
    [10001, 10000],
  )
})

test('a credited part keeps the treatment of the whole, though it lies below the limit', () => {
  const customer = business('NL810755610B01')
  const whole = decide(bent({ line: tablets(1000), customer }), tables)
  const { lines } = decide(bent({ line: { ...tablets(1), asInvoiced: whole.lines[0]! }, customer }), tables)
  assert.deepEqual([lines[0]?.treatment, lines[0]?.net], ['domestic-reverse-charge', 1000])
})

test('each kind of electronics is measured alone against its limit', () => {
  const lines = [{ id: '1', ...tablets(999) }, ...basket(['standard', 1_210_000])]
  const decision = decide(bent({ lines, customer: business('NL810755610B01') }), tables)
  assert.equal(decision.lines[0]?.treatment, 'domestic')
})

test('only goods and their part of the delivery costs count for the threshold', () => {
  const lines: SaleLine[] = [
    ...basket(['standard', 12100], ['insurance', 12100], ['bike_repair_labour', 12100]),
    { id: 'old', category: 'bike', unitPrice: 1210000, quantity: 1000, margin: { purchasePrice: 0 } },
  ]
  const treated = (crossBorderThisYear: number) =>
    decide(
      bent({ lines, shipping: 363, seller: { hasOss: false, crossBorderThisYear }, fulfilment: to('DE') }),
      tables,
    ).lines[0]?.treatment
  assert.equal(treated(989900), 'distance-sale-origin')
  assert.equal(treated(989901), 'distance-sale-unregistered')
})

test('the threshold is measured without the VAT that the price would hold', () => {
  const treated = (
    crossBorderThisYear: number,
    unitPrice: number,
    crossBorderPricing: 'same-net' | 'same-gross',
  ) =>
    decide(
      bent({
        line: { unitPrice },
        channel: { priceCountry: 'DE', crossBorderPricing },
        seller: { hasOss: false, crossBorderThisYear },
        fulfilment: to('FR'),
      }),
      tables,
    ).lines[0]?.treatment
  assert.equal(treated(990000, 1190000, 'same-net'), 'distance-sale-origin')
  assert.equal(treated(990001, 1190000, 'same-net'), 'distance-sale-unregistered')
  assert.equal(treated(990000, 1210000, 'same-gross'), 'distance-sale-origin')
  assert.equal(treated(990001, 1210000, 'same-gross'), 'distance-sale-unregistered')
})

test('a discount may take a line to nothing, and the order too', () => {
  assert.equal(decide(bent({ line: { discount: { amount: 12100 } } }), tables).totals.gross, 0)
  assert.equal(decide(bent({ orderDiscount: 12100 }), tables).totals.gross, 0)
})
