/** Days: counted without a zone, and found in one on the right side of midnight. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fc } from '../../test/support/chance.ts'
import { addDays, dayOf, daysBetween, isDay, mondayOf, startOfDay, weekday } from './day.ts'

const moments: [string, string, string][] = [
  [
    'half past eleven in a summer evening in Amsterdam is still that day',
    '2026-07-01T21:30:00Z',
    '2026-07-01',
  ],
  ['half past midnight in Amsterdam is the next day', '2026-07-01T22:30:00Z', '2026-07-02'],
  ['the evening before the clock goes back', '2026-10-24T21:59:59Z', '2026-10-24'],
  ['the first second of the day on which it goes back', '2026-10-24T22:00:00Z', '2026-10-25'],
  ['the last second of that day', '2026-10-25T22:59:59Z', '2026-10-25'],
  ['the day on which it goes forward', '2027-03-27T23:00:00Z', '2027-03-28'],
]
for (const [story, moment, day] of moments) test(story, () => assert.equal(dayOf(new Date(moment)), day))

test('a day begins at its midnight, also when the clock changes', () => {
  assert.equal(startOfDay('2026-10-25').toISOString(), '2026-10-24T22:00:00.000Z')
  assert.equal(startOfDay('2026-10-26').toISOString(), '2026-10-25T23:00:00.000Z')
  assert.equal(startOfDay('2027-03-29').toISOString(), '2027-03-28T22:00:00.000Z')
  assert.equal(startOfDay('2026-01-01', 'America/New_York').toISOString(), '2026-01-01T05:00:00.000Z')
})

test('adding days and counting them are each other’s opposite, and a week begins on Monday', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -20_000, max: 40_000 }),
      fc.integer({ min: -1000, max: 1000 }),
      (from, days) => {
        const day = addDays('1990-01-01', from)
        assert.equal(daysBetween(day, addDays(day, days)), days)
        assert.equal(weekday(mondayOf(day)), 1)
        assert.equal(dayOf(startOfDay(day)), day)
      },
    ),
  )
})

test('the thirtieth of February is no day, nor is one without noughts', () => {
  assert.ok(isDay('2024-02-29'))
  for (const text of ['2026-02-29', '2026-2-3', '2026-13-01', 'morgen', '']) assert.ok(!isDay(text), text)
})
