/** A moved card lies on one day, never on two and never on none. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { moveCard } from './move-card.ts'

const week = {
  unplanned: [{ id: '1' }, { id: '2' }],
  days: [
    { day: '2026-11-23', cards: [{ id: '3' }] },
    { day: '2026-11-24', cards: [] },
  ],
}
const ids = (cards: readonly { id: string }[]) => cards.map((one) => one.id)
const shape = (board: typeof week) => [
  ids(board.unplanned),
  ...board.days.map((day) => [day.day, ...ids(day.cards)]),
]

test('from the heap to a day, at the end of it', () =>
  assert.deepEqual(shape(moveCard(week, '1', '2026-11-23')), [
    ['2'],
    ['2026-11-23', '3', '1'],
    ['2026-11-24'],
  ]))
test('from a day to another day', () =>
  assert.deepEqual(shape(moveCard(week, '3', '2026-11-24')), [
    ['1', '2'],
    ['2026-11-23'],
    ['2026-11-24', '3'],
  ]))
test('back to the heap', () =>
  assert.deepEqual(shape(moveCard(week, '3', null)), [['1', '2', '3'], ['2026-11-23'], ['2026-11-24']]))
test('to a day of another week the card leaves the board', () =>
  assert.deepEqual(shape(moveCard(week, '3', '2026-12-01')), [['1', '2'], ['2026-11-23'], ['2026-11-24']]))
test('dropped where it lay it is still there once', () =>
  assert.deepEqual(shape(moveCard(week, '3', '2026-11-23')), [
    ['1', '2'],
    ['2026-11-23', '3'],
    ['2026-11-24'],
  ]))
test('a card that is not on the board changes nothing', () => assert.equal(moveCard(week, '9', null), week))
test('the board before is left as it was, so that a refusal can put it back', () => {
  moveCard(week, '1', '2026-11-23')
  assert.deepEqual(shape(week), [['1', '2'], ['2026-11-23', '3'], ['2026-11-24']])
})

test('the work of an order moves without the order, and lies on no heap when it is taken off', () => {
  const twice = {
    unplanned: [],
    days: [
      {
        day: '2026-11-23',
        cards: [
          { id: '1', type: 'deliver' },
          { id: '1', type: 'workshop' },
        ],
      },
      { day: '2026-11-24', cards: [] },
    ],
  }
  const kinds = (board: { days: readonly { cards: readonly { type?: string | null }[] }[] }) =>
    board.days.map((day) => day.cards.map((card) => card.type))
  assert.deepEqual(kinds(moveCard(twice, '1', '2026-11-24', true)), [['deliver'], ['workshop']])
  assert.deepEqual(kinds(moveCard(twice, '1', '2026-11-24')), [['workshop'], ['deliver']])
  const off = moveCard(twice, '1', null, true)
  assert.deepEqual([off.unplanned, kinds(off)], [[], [['deliver'], []]])
})
