/** How a changed field reads in a history. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { differing } from './differing.ts'

const home = { name: 'S. Jansen', street: 'Gildenweg', houseNumber: '6', postcode: '1695 GD', suffix: null }
const cases: [string, unknown, unknown, readonly unknown[]][] = [
  [
    'of an address what differs',
    home,
    { ...home, houseNumber: '18', postcode: '1695 GE' },
    ['6 1695 GD', '18 1695 GE'],
  ],
  ['a part that came', home, { ...home, suffix: 'a' }, ['', 'a']],
  ['an address that was not there', null, home, [null, 'S. Jansen Gildenweg 6 1695 GD']],
  ['plain values as they are', 2, 'drie', [2, 'drie']],
  ['a list as it reads', ['a', 'b'], ['b'], ['a b', 'b']],
]
for (const [story, before, after, shown] of cases)
  test(story, () => assert.deepEqual(differing(before, after), shown))
