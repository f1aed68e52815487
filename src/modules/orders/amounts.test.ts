/** What an order comes to when some of it was cancelled, by the webshop, by us, or by both. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { vatInside } from '../../base/money.ts'
import type { ShopOrder } from '../../contracts/shop.ts'
import { fc } from '../../../test/support/chance.ts'
import { shopOrder } from '../../../test/support/world.ts'
import { amountsOfLeft, asLeft, followed } from './amounts.ts'
import type { OrderLine } from './schema.ts'

/** Three bells and two tyres, with a quantity of bells cancelled in the webshop. */
function told(cancelled: number, amountsOf?: 'ordered' | 'left'): ShopOrder {
  const order = shopOrder([
    ['BEL-1', 3, 1000],
    ['BAND-28', 2, 2000],
  ])
  const lines = order.lines.map((line, i) => (i === 0 ? { ...line, cancelledQuantity: cancelled } : line))
  return { ...order, lines, ...(amountsOf ? { amountsOf } : {}) }
}

const ours = (order: ShopOrder, bend: Partial<OrderLine> = {}): OrderLine[] =>
  order.lines.map((line, i) => {
    const cancelled = i === 0 ? (bend.cancelled ?? line.cancelledQuantity) : 0
    const left = amountsOfLeft(line, line.quantity - cancelled, line.quantity)
    const { externalId, sku, quantity: ordered } = line
    return { id: String(i), externalId, sku, ordered, cancelled, ...left } as unknown as OrderLine
  })
const sums = (order: ShopOrder) => ({
  totalNet: order.total.net,
  totalVat: order.total.vat,
  total: order.total.gross,
})

test('a webshop that tells the amounts of all that was ordered is brought to what is left', () => {
  const order = told(1000)
  const left = asLeft(order)
  assert.equal(order.total.gross - left.total.gross, 1000)
  assert.deepEqual([left.lines[0]!.gross, left.lines[1]!.gross], [2000, 4000])
  assert.equal(left.total.net + left.total.vat, left.total.gross)
})

test('one that tells the amounts of what is left says so, and stays as it is', () => {
  const order = told(1000, 'left')
  assert.equal(asLeft(order), order)
})

test('a cancelled order keeps what it would have come to', () => {
  const order = { ...told(3000), state: 'cancelled' as const }
  assert.equal(asLeft(order), order)
})

test('what we cancelled ourselves stays out of the total when the webshop changes something else', () => {
  const order = told(0)
  const mine = ours(order, { cancelled: 2000 })
  const was = { totalNet: order.total.net, totalVat: order.total.vat, total: order.total.gross - 2000 }
  const next = followed(was, mine, asLeft(order))
  assert.deepEqual([next.lines.get('0')!.left, next.lines.get('0')!.gross], [1000, 1000])
  assert.equal(next.total.gross, order.total.gross - 2000)
})

test('what both cancelled is cancelled once', () => {
  const order = told(1000)
  const next = followed(sums(order), ours(order, { cancelled: 2000 }), asLeft(order))
  assert.deepEqual([next.lines.get('0')!.left, next.total.gross], [1000, order.total.gross - 2000])
})

test('the same as before is nothing other, however much was cancelled', () => {
  const order = told(1000)
  const left = asLeft(order)
  assert.equal(followed(sums(left), ours(order), left).isOther, false)
  assert.equal(followed(sums(order), ours(order), left).isOther, true)
})

test('a line that the webshop never knew stays, with its amounts in the total', () => {
  const order = told(0)
  const extra = { id: 'x', externalId: null, ordered: 1000, cancelled: 0, net: 100, vat: 21, gross: 121 }
  const next = followed(sums(order), [...ours(order), extra as unknown as OrderLine], order)
  assert.equal(next.total.gross, order.total.gross + 121)
  assert.equal(next.lines.has('x'), false)
})

test('piece by piece or all at once, a line comes to the same in the end, and never to less than nothing', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), fc.nat(1_000_000), fc.nat(60), (pieces, gross, first) => {
      const vat = vatInside(gross, 2100)
      const line = { net: gross - vat, vat, gross }
      const left = Math.max(0, pieces - first)
      const once = amountsOfLeft(line, left * 1000, pieces * 1000)
      assert.equal(once.net + once.vat, once.gross)
      assert.ok(once.gross >= 0 && once.gross <= gross && once.net >= 0)
      const none = amountsOfLeft(once, 0, Math.max(1, left * 1000))
      assert.deepEqual([none.net, none.vat, none.gross], [0, 0, 0])
    }),
  )
})
