/** How long an answer asks us to wait. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { waitOf } from './connector.ts'

const now = 'Sun, 22 Nov 2026 11:00:00 GMT'
const cases: [string, string | undefined, number | undefined][] = [
  ['a number is seconds', '7', 7],
  ['a moment is so long after the answer was sent', 'Sun, 22 Nov 2026 11:02:30 GMT', 150],
  ['a moment that is over is no wait', 'Sun, 22 Nov 2026 10:59:00 GMT', undefined],
  ['nor is none', '0', undefined],
  ['who says nothing asks nothing', undefined, undefined],
  ['words are no moment', 'soon', undefined],
  ['nobody waits longer than an hour', '999999', 3600],
  ['also not for next year', 'Mon, 22 Nov 2027 11:00:00 GMT', 3600],
]
for (const [story, said, seconds] of cases)
  test(story, () => {
    const headers = { date: now, ...(said === undefined ? {} : { 'retry-after': said }) }
    assert.equal(waitOf({ status: 429, headers, bytes: new Uint8Array() }), seconds)
  })

test('a moment without a clock beside it says nothing', () => {
  const headers = { 'retry-after': 'Sun, 22 Nov 2026 11:02:30 GMT' }
  assert.equal(waitOf({ status: 429, headers, bytes: new Uint8Array() }), undefined)
})
