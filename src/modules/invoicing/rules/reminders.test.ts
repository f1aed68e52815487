/** Reminders: what collecting may cost, which letter the law asks for, and when nobody is to be bothered. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  areInOrder,
  collectionCosts,
  costsOf,
  letterFor,
  nextReminderDay,
  usualPolicy,
  whyNotReminded,
} from './reminders.ts'
import { fc } from '../../../../test/support/chance.ts'

const costs: [string, number, number][] = [
  ['nothing is claimed', 0, 0],
  ['a small claim costs the least there is', 1_000, 4_000],
  ['up to € 266.66 fifteen per cent stays below that', 26_666, 4_000],
  ['from there it is fifteen per cent', 100_000, 15_000],
  ['the first step ends at € 2,500', 250_000, 37_500],
  ['the second adds ten per cent', 500_000, 62_500],
  ['the third adds five', 1_000_000, 87_500],
  ['the fourth adds one', 20_000_000, 277_500],
  ['the last half a per cent', 30_000_000, 327_500],
  ['and never more than € 6,775', 100_000_000, 677_500],
  ['a million is where that begins', 99_999_999_999, 677_500],
]
for (const [story, claim, wanted] of costs) test(story, () => assert.equal(collectionCosts(claim), wanted))

test('a larger claim never costs less to collect', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 200_000_000 }),
      fc.integer({ min: 0, max: 100_000 }),
      (claim, more) => {
        assert.ok(collectionCosts(claim + more) >= collectionCosts(claim))
      },
    ),
  )
})

test('VAT over costs is only charged by who cannot deduct it', () => {
  assert.deepEqual(costsOf('fourteen-days', 100_000, { deductsVat: true }), { costs: 15_000, costsVat: 0 })
  assert.deepEqual(costsOf('fourteen-days', 100_000, { deductsVat: false }), {
    costs: 15_000,
    costsVat: 3_150,
  })
  for (const letter of ['friendly', 'plain'] as const)
    assert.deepEqual(costsOf(letter, 100_000, { deductsVat: false }), { costs: 0, costsVat: 0 })
})

const letters: [string, 1 | 2 | 3, boolean, string, string][] = [
  ['the first letter is friendly to everybody', 1, true, 'NL', 'friendly'],
  ['a Dutch consumer gets the fourteen-day letter', 2, false, 'NL', 'fourteen-days'],
  ['and owes the costs after it', 3, false, 'NL', 'costs-due'],
  ['a business is in default without it', 2, true, 'NL', 'business'],
  ['a business abroad too', 3, true, 'DE', 'business'],
  ['of a consumer elsewhere we claim no costs', 2, false, 'BE', 'plain'],
]
for (const [story, level, isBusiness, country, wanted] of letters)
  test(story, () => assert.equal(letterFor(level, { isBusiness, country }), wanted))

const late = {
  kind: 'invoice',
  number: '2026-00001',
  state: 'sent',
  due: 10_000,
  dueDay: '2026-03-01',
  hold: null,
  reminderLevel: 0,
  remindedDay: null,
} as const
type Late = Parameters<typeof whyNotReminded>[0]

const cases: [string, Partial<Late>, { today?: string; getsReminders?: boolean }, string | null][] = [
  ['three days after the due day the first one goes', {}, { today: '2026-03-04' }, null],
  ['and not a day before', {}, { today: '2026-03-03' }, 'reminder.waits'],
  ['who has paid is left in peace', { due: 0, state: 'paid' }, {}, 'reminder.not-late'],
  ['so is who has until today', { dueDay: '2026-04-01' }, {}, 'reminder.not-late'],
  ['a credit note is not reminded of', { kind: 'credit-note' }, {}, 'reminder.not-late'],
  ['a draft is not', { number: null }, {}, 'reminder.not-late'],
  ['what was written off is not', { state: 'written-off' }, {}, 'reminder.not-late'],
  ['a disputed one is not', { hold: 'disputed' }, {}, 'reminder.held'],
  ['one that is held is not', { hold: 'paused' }, {}, 'reminder.held'],
  ['an organisation can have it switched off', {}, { getsReminders: false }, 'reminder.switched-off'],
  ['after the third there is none', { reminderLevel: 3, remindedDay: '2026-03-20' }, {}, 'reminder.all-sent'],
]
for (const [story, bend, around, wanted] of cases)
  test(story, () =>
    assert.equal(
      whyNotReminded(
        { ...late, ...bend },
        { policy: usualPolicy, getsReminders: true, today: '2026-04-01', ...around },
      ),
      wanted,
    ),
  )

test('who was reminded late gets a week for the second letter, and the fourteen-day letter its days and the post', () => {
  const second = { ...late, reminderLevel: 1, remindedDay: '2026-06-01' }
  assert.equal(nextReminderDay(second, usualPolicy), '2026-06-08')
  const third = { ...late, reminderLevel: 2, remindedDay: '2026-06-08' }
  assert.equal(nextReminderDay(third, usualPolicy), '2026-06-24')
})

test('the letters of a policy follow each other', () => {
  assert.ok(areInOrder(usualPolicy))
  assert.ok(!areInOrder({ ...usualPolicy, secondAfterDays: 2 }))
  assert.ok(!areInOrder({ ...usualPolicy, thirdAfterDays: 14 }))
})
