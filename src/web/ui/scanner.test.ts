/** A scan is heard, a person is left alone. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { noBurst, withKey } from './scanner.ts'

/** Plays keys with the same pause between them; gives the scans heard. */
function played(keys: string[], pause: number): string[] {
  let burst = noBurst
  const scans: string[] = []
  keys.forEach((key, index) => {
    const next = withKey(burst, key, 1000 + index * pause)
    burst = next.burst
    if (next.scan !== null) scans.push(next.scan)
  })
  return scans
}

test('a scanner on a busy machine is heard', () =>
  assert.deepEqual(played([...'8712345678906', 'Enter'], 45), ['8712345678906']))
test('a scan that ends with a tab or a line feed is heard', () => {
  assert.deepEqual(played([...'PKH-10001', 'Tab'], 5), ['PKH-10001'])
  assert.deepEqual(played([...'PKH-10001', 'LineFeed'], 5), ['PKH-10001'])
})
test('the shift key that a capital needs does not break a scan', () =>
  assert.deepEqual(played(['Shift', 'P', 'Shift', 'K', 'Shift', 'H', '1', '2', '3', 'Enter'], 10), [
    'PKH123',
  ]))
test('a person who types and presses Enter is no scanner', () =>
  assert.deepEqual(played([...'8712345678906', 'Enter'], 90), []))
test('a person who hits a few keys at once is no scanner', () =>
  assert.deepEqual(played([...'er', 'Enter'], 20), []))
test('two scans one after another are two', () =>
  assert.deepEqual(played([...'12345678', 'Enter', ...'87654321', 'Enter'], 8), ['12345678', '87654321']))
test('an arrow key ends what was going on', () =>
  assert.deepEqual(played([...'12345', 'ArrowLeft', ...'678', 'Enter'], 8), []))
