/** What a form takes for a change. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { same } from './same.ts'

const cases: [string, unknown, unknown, boolean][] = [
  ['an emptied text is one that was never there', '', null, true],
  ['a field that the server left out is one that was never there', undefined, null, true],
  ['no credit at all is not credit without a limit', 0, null, false],
  ['nor is a limit of nought that is taken away', null, 0, false],
  ['a switch that was put off is a change', true, false, false],
  ['"no" is an answer, and nothing is none', false, null, false],
  ['a list with the same in it is the same list', ['1', '2'], ['1', '2'], true],
  ['in another order it is another', ['1', '2'], ['2', '1'], false],
  ['an emptied list is not one that was never there', [], null, false],
]
for (const [story, a, b, isSame] of cases) test(story, () => assert.equal(same(a, b), isSame))
