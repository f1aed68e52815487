/** What must hold for any basket, whatever is in it and wherever it goes. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { vatInside } from '../../../base/money.ts'
import { fc } from '../../../../test/support/chance.ts'
import { bent, business, to } from '../../../../test/support/tax-world.ts'
import { decide } from '../rules.ts'
import { initialTaxRows, tablesOf } from '../tables.ts'
import type { Decision } from './decision.ts'
import type { Sale } from './sale.ts'

const tables = tablesOf(initialTaxRows)

const anyLine = fc.record({
  category: fc.constantFrom('standard', 'book', 'food', 'bike_repair_labour', 'insurance', 'lodging', 'bike'),
  unitPrice: fc.integer({ min: 0, max: 5_000_000 }),
  quantity: fc.integer({ min: 0, max: 20_000 }),
  percent: fc.constantFrom(undefined, 500, 1275, 10_000),
  purchase: fc.constantFrom(undefined, undefined, 300_000),
})

const anySale = fc
  .record({
    lines: fc.array(anyLine, { minLength: 1, maxLength: 8 }),
    country: fc.constantFrom('NL', 'DE', 'BE', 'FR', 'HU', 'IE', 'CH', 'GB'),
    from: fc.constantFrom('NL', 'NL', 'DE'),
    kind: fc.constantFrom('consumer' as const, 'business' as const),
    number: fc.constantFrom('DE136695976', 'NL810755610B01', 'GB980780684'),
    shipping: fc.integer({ min: 0, max: 5000 }),
    discountPermille: fc.integer({ min: 0, max: 1000 }),
    pricesIncludeVat: fc.boolean(),
    crossBorderPricing: fc.constantFrom('same-gross' as const, 'same-net' as const),
    hasOss: fc.boolean(),
    isSmallBusiness: fc.constantFrom(false, false, true),
  })
  .map((any): Sale => {
    const lines = any.lines.map(({ percent, purchase, ...line }, i) => ({
      ...line,
      id: String(i),
      discount: percent === undefined ? undefined : { percent },
      margin: purchase === undefined ? undefined : { purchasePrice: purchase },
    }))
    const sale = bent({
      lines,
      seller: { hasOss: any.hasOss, isSmallBusiness: any.isSmallBusiness },
      channel: { pricesIncludeVat: any.pricesIncludeVat, crossBorderPricing: any.crossBorderPricing },
      customer: any.kind === 'business' ? business(any.number) : { kind: 'consumer' },
      fulfilment: { from: any.from, ...to(any.country) },
      shipping: any.shipping,
    })
    const goods = total(decide(sale, tables).lines.map((line) => line.amount))
    return { ...sale, orderDiscount: Math.floor((goods * any.discountPermille) / 1000) }
  })

const bearing = ({ lines }: Decision) =>
  total(lines.filter((line) => line.treatment !== 'exempt').map((line) => line.amount))
const total = (all: readonly number[]) => all.reduce((so, next) => so + next, 0)
const runs = { numRuns: 300 }

test('whatever is in the basket, the sums agree and the VAT is its rate of the base', () =>
  fc.assert(
    fc.property(anySale, (sale) => {
      const { lines, shipping, vat, totals, reporting } = decide(sale, tables)
      assert.equal(totals.net + totals.vat, totals.gross)
      assert.equal(total(lines.map((line) => line.net)) + total(shipping.map((part) => part.net)), totals.net)
      assert.equal(total(vat.map((group) => group.base)), totals.net)
      for (const group of vat) {
        const off = Math.abs(group.vat * 10_000 - group.base * group.rate)
        assert.ok(off < 20_000, `${group.vat} is not ${group.rate} of ${group.base}`)
        const nets = [...lines, ...shipping].filter(
          (part) => part.category === group.category && part.rate === group.rate,
        )
        assert.equal(total(nets.map((part) => part.net)), group.base)
      }
      const margins = lines.some((line) => line.treatment === 'margin-scheme')
      const once = reporting.filter((entry) => !/ICP|3c/.test(entry.box))
      if (!margins) assert.equal(total(once.map((entry) => entry.vat)), totals.vat)
    }),
    runs,
  ))

test('a gross price list at the same consumer price keeps what the shelf said', () =>
  fc.assert(
    fc.property(anySale, (sale) => {
      const asked = {
        ...sale,
        channel: { ...sale.channel, pricesIncludeVat: true, crossBorderPricing: 'same-gross' as const },
      }
      const { lines, vat, totals } = decide(asked, tables)
      if (vat.some((group) => ['K', 'AE', 'G'].includes(group.category))) return
      assert.equal(totals.gross, total(lines.map((line) => line.amount)) + (sale.shipping ?? 0))
      for (const group of vat) assert.equal(group.vat, vatInside(group.base + group.vat, group.rate))
    }),
    runs,
  ))

test('the order of the lines moves only the odd cent, and what shipping follows it', () =>
  fc.assert(
    fc.property(anySale, (sale) => {
      const there = decide(sale, tables)
      const back = decide({ ...sale, lines: sale.lines.toReversed() }, tables)
      const cents = sale.lines.length
      const goods = Math.min(bearing(there), bearing(back))
      // Shipping follows the goods: where these are worth three cents, one odd cent of discount takes a third with it.
      const along = Math.ceil(((sale.shipping ?? 0) * cents) / Math.max(goods, 1))
      assert.deepEqual(
        back.vat.map((group) => `${group.category}${group.rate}`),
        there.vat.map((group) => `${group.category}${group.rate}`),
      )
      there.vat.forEach((group, i) => assert.ok(Math.abs(group.base - back.vat[i]!.base) <= cents + along))
      const nets = new Map(back.lines.map((line) => [line.id, line.net]))
      for (const line of there.lines) assert.ok(Math.abs(line.net - nets.get(line.id)!) <= 2)
      assert.deepEqual([back.notes, back.warnings], [there.notes, there.warnings])
    }),
    runs,
  ))

test('a credit of everything leaves nothing', () =>
  fc.assert(
    fc.property(anySale, (sale) => {
      const invoice = decide(sale, tables)
      const lines = sale.lines.map((line, i) => ({ ...line, asInvoiced: invoice.lines[i]! }))
      const credit = decide({ ...sale, lines, remainderOf: { vat: invoice.vat, credited: [] } }, tables)
      assert.deepEqual(
        [credit.vat, credit.totals, credit.shipping],
        [invoice.vat, invoice.totals, invoice.shipping],
      )
      assert.deepEqual(credit.lines, invoice.lines)
    }),
    runs,
  ))

test('the same question has the same answer, and the question stays as it was', () =>
  fc.assert(
    fc.property(anySale, (sale) => {
      const before = structuredClone(sale)
      assert.deepEqual(decide(sale, tables), decide(structuredClone(sale), tablesOf(initialTaxRows)))
      assert.deepEqual(sale, before)
    }),
    runs,
  ))
