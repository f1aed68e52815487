/** Interest by the day: at the rate of each day, over interest of whole years too, and never guessed. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { statutoryInterest } from './interest.ts'

const six = { validFrom: '2025-01-01', validTo: '2025-06-30', rate: 600 }
const four = { validFrom: '2025-07-01', validTo: '2027-12-31', rate: 400 }
const leap = { validFrom: '2024-01-01', validTo: '2024-12-31', rate: 700 }
const rates = [leap, six, four]

const cases: [story: string, claim: number, dueDay: string, lastDay: string, amount: number][] = [
  ['nothing on the due day itself', 100_000, '2025-02-01', '2025-02-01', 0],
  ['the first day after it counts', 365_000, '2025-02-01', '2025-02-02', 60],
  ['thirty days at six percent', 100_000, '2025-02-01', '2025-03-03', 493],
  [
    'each day at its own rate',
    100_000,
    '2025-06-20',
    '2025-07-10',
    10 * (600 / 365) * 10 + 10 * (400 / 365) * 10,
  ],
  ['a day of a leap year is a smaller part of it', 366_000, '2024-03-01', '2024-03-11', 700],
  ['a whole year', 100_000, '2025-07-31', '2026-07-31', 4000],
  ['interest of a whole year bears interest', 100_000, '2025-07-31', '2027-07-31', 8160],
]
for (const [story, claim, dueDay, lastDay, amount] of cases)
  test(story, () =>
    assert.deepEqual(statutoryInterest(claim, { dueDay, lastDay }, rates), { amount: Math.round(amount) }),
  )

test('a day without a rate is named, not guessed', () => {
  const of = (dueDay: string, lastDay: string) => statutoryInterest(100_000, { dueDay, lastDay }, [six])
  assert.deepEqual(of('2025-06-01', '2025-08-01'), { unknown: '2025-07-01' })
  assert.deepEqual(of('2024-12-15', '2025-02-01'), { unknown: '2024-12-16' })
})
