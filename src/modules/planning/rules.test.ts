/** When an order can leave the house. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { OrderLine } from '../orders/schema.ts'
import {
  firstDay,
  isTime,
  mayPropose,
  planProblems,
  proposeDay,
  weekdaysFor,
  type Calendar,
} from './rules.ts'

// 23 November 2026 is a Monday.
const calendar: Calendar = {
  location: { dayCapacity: 2, closedWeekdays: ['7'] },
  carrierWeekdays: ['1', '2', '3', '4', '5'],
  daysAhead: 30,
  from: '2026-11-23',
}
const parcel = { delivery: 'ship' as const, wishedDay: null as string | null }

const days: [
  string,
  Partial<typeof parcel> | { delivery: 'pickup' },
  Partial<Calendar>,
  [string, number][],
  string | null,
][] = [
  ['the first possible day is today', {}, {}, [], '2026-11-23'],
  ['a full day is passed over', {}, {}, [['2026-11-23', 2]], '2026-11-24'],
  ['a day with one place left is taken', {}, {}, [['2026-11-23', 1]], '2026-11-23'],
  [
    'a capacity of 0 is no limit',
    {},
    { location: { dayCapacity: 0, closedWeekdays: [] } },
    [['2026-11-23', 900]],
    '2026-11-23',
  ],
  ['a preferred day is kept', { wishedDay: '2026-11-26' }, {}, [], '2026-11-26'],
  [
    'a full preferred day becomes the next one',
    { wishedDay: '2026-11-26' },
    {},
    [['2026-11-26', 2]],
    '2026-11-27',
  ],
  [
    'a preferred day that has passed is as soon as possible',
    { wishedDay: '2026-11-02' },
    {},
    [],
    '2026-11-23',
  ],
  ['a parcel waits for the carrier over the weekend', {}, { from: '2026-11-28' }, [], '2026-11-30'],
  ['a customer comes on Saturday', { delivery: 'pickup' }, { from: '2026-11-28' }, [], '2026-11-28'],
  [
    'but not on a Sunday that the location is closed',
    { delivery: 'pickup' },
    { from: '2026-11-29' },
    [],
    '2026-11-30',
  ],
  ['no day within reach is no proposal', {}, { carrierWeekdays: [] }, [], null],
  [
    'without a location only the carrier counts',
    {},
    { location: null, from: '2026-11-29' },
    [],
    '2026-11-30',
  ],
]
for (const [story, order, bend, load, expected] of days)
  test(story, () =>
    assert.equal(proposeDay({ ...parcel, ...order }, { ...calendar, ...bend }, new Map(load)), expected),
  )

test('before the cut-off it is today, from then on tomorrow', () => {
  assert.equal(firstDay('2026-11-23', 14 * 60 + 59, '15:00'), '2026-11-23')
  assert.equal(firstDay('2026-11-23', 15 * 60, '15:00'), '2026-11-24')
})

for (const [text, isGood] of [
  ['15:00', true],
  ['09:30', true],
  ['23:59', true],
  ['24:00', false],
  ['9:30', false],
  ['', false],
] as const)
  test(`"${text}" ${isGood ? 'is' : 'is not'} a time`, () => assert.equal(isTime(text), isGood))

const complete = {
  phase: 'open' as const,
  holds: [] as string[],
  allAvailable: true,
  payment: 'paid' as const,
  plannedDay: null as string | null,
}
const policies: [
  string,
  Partial<Parameters<typeof mayPropose>[0]>,
  Parameters<typeof mayPropose>[1],
  boolean,
][] = [
  ['a complete and paid order gets a day', {}, { mode: 'propose', needsPayment: true }, true],
  [
    'one that waits for goods does not',
    { allAvailable: false },
    { mode: 'propose', needsPayment: true },
    false,
  ],
  [
    'one that waits for money does not',
    { payment: 'unpaid' },
    { mode: 'propose', needsPayment: true },
    false,
  ],
  [
    'unless the business plans before payment',
    { payment: 'unpaid' },
    { mode: 'propose', needsPayment: false },
    true,
  ],
  [
    'on account is as good as paid',
    { payment: 'on_account' },
    { mode: 'automatic', needsPayment: true },
    true,
  ],
  ['one on hold does not', { holds: ['fraud'] }, { mode: 'automatic', needsPayment: true }, false],
  ['one with a day keeps it', { plannedDay: '2026-11-23' }, { mode: 'automatic', needsPayment: true }, false],
  ['a cancelled one does not', { phase: 'cancelled' }, { mode: 'automatic', needsPayment: true }, false],
  ['a business that plans by hand gets no proposals', {}, { mode: 'off', needsPayment: true }, false],
]
for (const [story, bend, policy, expected] of policies)
  test(story, () => assert.equal(mayPropose({ ...complete, ...bend }, policy), expected))

const line = {
  sku: 'BEL-1',
  kind: 'goods',
  ordered: 2000,
  cancelled: 0,
  shipped: 0,
  reserved: 2000,
  picked: 0,
  returned: 0,
  onOrder: 0,
  expectedDay: null,
  location: null,
} as unknown as OrderLine
const place = {
  location: { name: 'Magazijn', dayCapacity: 2, closedWeekdays: ['7'] },
  day: '2026-11-24',
  today: '2026-11-23',
  used: 0,
}
const problems: [string, Partial<OrderLine>, Partial<typeof place>, string[]][] = [
  ['a complete order goes on an open day', {}, {}, []],
  ['never on a day that has passed', {}, { day: '2026-11-22' }, ['planning.day-past', 'planning.day-closed']],
  ['not while something is missing', { reserved: 500 }, {}, ['planning.not-in-stock']],
  ['what is picked is not missing', { reserved: 0, picked: 2000 }, {}, []],
  ['not when all of it has left', { shipped: 2000, reserved: 0 }, {}, ['planning.nothing-left']],
  ['not on a closed day', {}, { day: '2026-11-29' }, ['planning.day-closed']],
  ['not on a full day', {}, { used: 2 }, ['planning.day-full']],
]
for (const [story, bend, day, codes] of problems)
  test(story, () =>
    assert.deepEqual(
      planProblems({ number: '1' }, [{ ...line, ...bend }], { ...place, ...day }).map(
        (problem) => problem.code,
      ),
      codes,
    ),
  )

test('what is missing is told in pieces', () => {
  const [problem] = planProblems({ number: '7' }, [{ ...line, reserved: 500 }], place)
  assert.deepEqual(problem?.params, { number: '7', sku: 'BEL-1', short: 1.5 })
})

const regions: [string, string[], string, string[]][] = [
  ['a region has days of its own', ['16, 17: di vr'], '1695GD 6', ['2', '5']],
  ['the same in English or by number', ['17: Tuesday', '16: 2 5'], '1695GD 6', ['2', '5']],
  ['a smaller region within a larger one goes before it', ['16: di', '1695: do'], '1695GD 6', ['4']],
  ['elsewhere the usual days hold', ['16, 17: di vr'], '8011XX 44', ['1', '2', '3', '4', '5']],
  [
    'a line that says nothing changes nothing',
    ['16', ': di', '16: nooit'],
    '1695GD 6',
    ['1', '2', '3', '4', '5'],
  ],
]
for (const [story, given, postcode, expected] of regions)
  test(`S4-3: ${story}`, () =>
    assert.deepEqual(
      weekdaysFor({ carrierWeekdays: calendar.carrierWeekdays, regions: given }, postcode),
      expected,
    ))
