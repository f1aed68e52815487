/** The address of the activity log and of reports: what cannot be read there falls away, and breaks no screen. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { reportSearch } from '../reports/search.ts'
import { activitySearch } from './search.ts'

// A key that is left out would let the router keep the raw text of the address.
test('a day that does not exist is said to be nothing, not left to the address', () => {
  const read = activitySearch({ from: '2026-99-99', until: '2026-11-22', kind: 'order.planned' })
  assert.ok('from' in read)
  assert.equal(read.from, undefined)
  assert.equal(read.until, '2026-11-22')
  assert.equal(read.kind, 'order.planned')
})

test('a period and a year that nobody can mean fall back to the usual ones', () => {
  const read = reportSearch({ year: 'abc', part: 'series' })
  assert.ok('year' in read && 'part' in read)
  assert.deepEqual([read.year, read.part], [undefined, undefined])
})
