/** When a number that nobody answered about is asked about again. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nextTry } from './numbers.ts'

const at = (text: string) => new Date(text)
const seconds = (from: Date, to: Date) => (to.getTime() - from.getTime()) / 1000

test('soon at first, then minutes, then an hour', () => {
  const noon = at('2026-11-20T11:00:00Z')
  assert.deepEqual(
    [1, 2, 3, 4, 5, 6].map((attempts) => seconds(noon, nextTry(noon, attempts))),
    [2, 4, 60, 300, 900, 3600],
  )
})

const quiet: [story: string, now: string, expected: string][] = [
  ['by day it waits for the evening in Brussels', '2026-11-20T11:00:00Z', '2026-11-20T17:00:00Z'],
  ['in summer too', '2026-07-20T11:00:00Z', '2026-07-20T16:00:00Z'],
  ['on the day that summer ends', '2026-10-25T11:00:00Z', '2026-10-25T17:00:00Z'],
  ['on the day that summer begins', '2026-03-29T11:00:00Z', '2026-03-29T16:00:00Z'],
  ['in the evening it is asked each hour', '2026-11-20T19:30:00Z', '2026-11-20T20:30:00Z'],
  ['and in the night', '2026-11-20T02:00:00Z', '2026-11-20T03:00:00Z'],
  ['a minute before eight is still quiet', '2026-11-20T06:59:00Z', '2026-11-20T07:59:00Z'],
  ['at eight it is not', '2026-11-20T07:00:00Z', '2026-11-20T17:00:00Z'],
]
for (const [story, now, expected] of quiet)
  test(`after many tries: ${story}`, () => assert.deepEqual(nextTry(at(now), 12), at(expected)))
