/** Which location serves which line: never more than is free, whole lines first. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fc } from '../../../test/support/chance.ts'
import { allocate, type Free, type Want } from './rules.ts'

const want = (line: string, quantity: number, product = 'p'): Want => ({ line, product, quantity })
const at = (location: string, free: number, product = 'p'): Free => ({ product, location, free })

const cases: [string, Want[], Free[], [string, string, number][]][] = [
  [
    'the first choice serves when it has all',
    [want('a', 2)],
    [at('shop', 5), at('depot', 5)],
    [['a', 'shop', 2]],
  ],
  [
    'a lower choice serves when only it has all',
    [want('a', 4)],
    [at('shop', 1), at('depot', 5)],
    [['a', 'depot', 4]],
  ],
  [
    'a line is split when no one has all',
    [want('a', 4)],
    [at('shop', 1), at('depot', 2)],
    [
      ['a', 'shop', 1],
      ['a', 'depot', 2],
    ],
  ],
  [
    'the earlier line goes first',
    [want('a', 2), want('b', 2)],
    [at('shop', 3)],
    [
      ['a', 'shop', 2],
      ['b', 'shop', 1],
    ],
  ],
  ['what is below its buffer serves nobody', [want('a', 1)], [at('shop', -3)], []],
  ['another product does not help', [want('a', 1)], [at('shop', 3, 'q')], []],
]
for (const [story, wants, levels, promises] of cases)
  test(story, () =>
    assert.deepEqual(
      allocate(wants, levels).map((one) => [one.line, one.location, one.quantity]),
      promises,
    ),
  )

test('whatever is wanted, no location promises more than is free and no line gets more than it wants', () => {
  const wants = fc.array(
    fc.record({ product: fc.constantFrom('p', 'q'), quantity: fc.integer({ min: 1, max: 50 }) }),
    { maxLength: 20 },
  )
  const levels = fc.uniqueArray(
    fc.record({
      product: fc.constantFrom('p', 'q'),
      location: fc.constantFrom('a', 'b', 'c'),
      free: fc.integer({ min: -5, max: 60 }),
    }),
    {
      selector: (level) => level.product + level.location,
    },
  )
  fc.assert(
    fc.property(wants, levels, (given, free) => {
      const lines = given.map((one, i) => ({ ...one, line: String(i) }))
      const promises = allocate(lines, free)
      for (const level of free) {
        const given_ = promises.filter(
          (one) => one.product === level.product && one.location === level.location,
        )
        assert.ok(given_.reduce((sum, one) => sum + one.quantity, 0) <= Math.max(0, level.free))
      }
      for (const line of lines) {
        assert.ok(
          promises.filter((one) => one.line === line.line).reduce((sum, one) => sum + one.quantity, 0) <=
            line.quantity,
        )
      }
      for (const product of ['p', 'q']) {
        const asked = lines
          .filter((one) => one.product === product)
          .reduce((sum, one) => sum + one.quantity, 0)
        const there = free
          .filter((one) => one.product === product)
          .reduce((sum, one) => sum + Math.max(0, one.free), 0)
        const served = promises
          .filter((one) => one.product === product)
          .reduce((sum, one) => sum + one.quantity, 0)
        assert.equal(served, Math.min(asked, there))
      }
    }),
  )
})
