/** Money: one multiplication, one division, one rounding, and nothing lost on the way in or out. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  decimal,
  decimalText,
  divide,
  lineAmount,
  percentOf,
  share,
  sum,
  typedAmount,
  vatInside,
} from './money.ts'
import { fc } from '../../test/support/chance.ts'

const rounded: [string, bigint, bigint, bigint][] = [
  ['a half goes up', 5n, 10n, 1n],
  ['a half below zero goes down, so that a credit note mirrors its invoice', -5n, 10n, -1n],
  ['less than a half is dropped', 4n, 10n, 0n],
  ['a negative divisor turns the sign', 5n, -10n, -1n],
]
for (const [story, dividend, divisor, result] of rounded)
  test(story, () => assert.equal(divide(dividend, divisor), result))

test('ten at € 3.60 is € 36.00, and three at a third of a euro is a euro', () => {
  assert.equal(lineAmount(36_000, 10_000), 3600)
  assert.equal(lineAmount(3333, 3000), 100)
  assert.equal(lineAmount(3333, -3000), -100)
})

test('the VAT inside € 1.18 at 21 % is twenty cents, though no net amount reaches that gross', () => {
  assert.equal(vatInside(118, 2100), 20)
  assert.equal(percentOf(10_000, 2100), 2100)
})

test('parts add up to the whole, differ from their share by less than a cent, and mirror below zero', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -10_000_000, max: 10_000_000 }),
      fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 30 }),
      (amount, weights) => {
        const parts = share(amount, weights)
        assert.equal(sum(parts), amount)
        const total = sum(weights)
        if (total > 0)
          parts.forEach((part, i) => assert.ok(Math.abs(part - (amount * weights[i]!) / total) < 1))
        assert.deepEqual(
          share(-amount, weights),
          parts.map((part) => -part || 0),
        )
      },
    ),
  )
})

test('a left-over cent goes to the largest remainder, and of equals to the first', () => {
  assert.deepEqual(share(100, [1, 1, 1]), [34, 33, 33])
  assert.deepEqual(share(10, [0, 0]), [10, 0])
  assert.throws(() => share(1, []))
})

test('an amount too large for an exact product is shared and multiplied to the cent all the same', () => {
  assert.deepEqual(
    share(90_000_000_000_001, [1_000_000_007, 2_000_000_014]),
    [30_000_000_000_000, 60_000_000_000_001],
  )
  assert.equal(percentOf(9_007_199_254_740_991, 1), 900_719_925_474)
  assert.equal(percentOf(-9_007_199_254_740_991, 1), -900_719_925_474)
  assert.equal(vatInside(4_000_000_000_000_001, 2100), 694_214_876_033_058)
  assert.throws(() => lineAmount(9_007_199_254_740_991, 9_007_199_254_740_991))
  assert.throws(() => share(1, [Number.MAX_SAFE_INTEGER, 1]))
})

test('what is rounded to nothing is a plain zero on both sides', () => {
  assert.ok(Object.is(percentOf(-1, 900), 0))
  assert.ok(share(-1, [1, 2]).every((part) => !Object.is(part, -0)))
})

test('every product is rounded as the division of big numbers does', () => {
  const amount = fc.integer({ min: -20_000_000_000_000, max: 20_000_000_000_000 })
  fc.assert(
    fc.property(amount, fc.nat(5000), (cents, rate) => {
      assert.equal(percentOf(cents, rate), Number(divide(BigInt(cents) * BigInt(rate), 10_000n)))
      assert.equal(
        vatInside(cents, rate),
        Number(divide(BigInt(cents) * BigInt(rate), BigInt(10_000 + rate))),
      )
    }),
  )
})

const read: [string, number, number | null][] = [
  ['12.345', 2, 1235],
  ['30.843976040639927', 2, 3084],
  ['-0.005', 2, -1],
  ['1e3', 2, 100_000],
  ['1.5E-1', 2, 15],
  ['0.1', 4, 1000],
  ['', 2, null],
  ['twelve', 2, null],
  ['1,50', 2, null],
  ['99999999999999999999', 2, null],
]
for (const [given, decimals, value] of read)
  test(`the text '${given}' is read as ${value}`, () => assert.equal(decimal(given, decimals), value))

test('what is written as text is read back the same', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), fc.integer({ min: 0, max: 6 }), (value, decimals) =>
      assert.equal(decimal(decimalText(value, decimals), decimals), value),
    ),
  )
})

const typed: [string, number | null][] = [
  ['1.234,50', 123_450],
  ['1,234.50', 123_450],
  ['€ 12', 1200],
  ['12,5', 1250],
  ['1.234', 123_400],
  ['0,05', 5],
  ['-3', -300],
  ['12,345,6', 1_234_560],
  ['abc', null],
]
for (const [given, cents] of typed)
  test(`'${given}' typed in is ${cents} cents`, () => assert.equal(typedAmount(given), cents))
