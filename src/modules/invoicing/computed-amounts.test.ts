/** The lines and costs of a sale add up to what the VAT rules decided, whatever is sold. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sum } from '../../base/money.ts'
import { decide } from '../tax/rules.ts'
import { initialTaxRows, tablesOf } from '../tax/tables.ts'
import { fc } from '../../../test/support/chance.ts'
import { bent, business, to } from '../../../test/support/tax-world.ts'
import { computedAmounts } from './from-order.ts'

const tables = tablesOf(initialTaxRows)

const line = fc.record({
  category: fc.constantFrom('standard', 'book', 'bike_repair_labour'),
  unitPrice: fc.integer({ min: 0, max: 50_000_000 }),
  quantity: fc.integer({ min: 1, max: 20_000 }),
  percent: fc.integer({ min: 0, max: 10_000 }),
})
const sale = fc.record({
  lines: fc.array(line, { minLength: 1, maxLength: 8 }),
  shipping: fc.integer({ min: 0, max: 10_000 }),
  pricesIncludeVat: fc.boolean(),
  crossBorderPricing: fc.constantFrom('same-gross' as const, 'same-net' as const),
  country: fc.constantFrom('NL', 'DE', 'CH'),
  customer: fc.constantFrom({ kind: 'consumer' } as const, business('DE111111125')),
})

test('parts and costs are the whole to the cent, and a price with its VAT inside keeps its amount', () => {
  fc.assert(
    fc.property(sale, ({ lines, shipping, country, customer, ...channel }) => {
      const decision = decide(
        {
          ...bent({ channel, fulfilment: to(country), customer }),
          lines: lines.map(({ percent, ...one }, i) => ({ ...one, id: String(i), discount: { percent } })),
          shipping,
        },
        tables,
      )
      const counted = computedAmounts({ language: 'nl' }, lines, decision)
      const parts = [...counted.lines, ...counted.charges]
      assert.equal(sum(parts.map(({ net }) => net)), decision.totals.net)
      assert.equal(sum(parts.map(({ vat }) => vat)), decision.totals.vat)
      counted.lines.forEach((one, i) => {
        const { contained, rate, amount } = decision.lines[i]!
        if (contained === rate) assert.equal(one.gross, amount)
      })
    }),
    { numRuns: 1000 },
  )
})
