/** CSV lines: divided, quoted, and harmless in a spreadsheet. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { csvLine } from './csv.ts'

const cases: [string, (string | number | null)[], string][] = [
  ['plain cells stand as they are', ['a', 12, null], 'a;12;\r\n'],
  [
    'a semicolon, quote or line end is quoted',
    ['a;b', 'zeg "ja"', 'een\ntwee'],
    '"a;b";"zeg ""ja""";"een\ntwee"\r\n',
  ],
  ['S20: a formula loses its force', ['=1+1', '@SUM(A1)', '\t=1'], "'=1+1;'@SUM(A1);'\t=1\r\n"],
  ['S20: a number keeps its sign', ['-12,50', '+3', -4], '-12,50;+3;-4\r\n'],
  ['S20: a telephone number with spaces is text', ['+31 20 123'], "'+31 20 123\r\n"],
]
for (const [story, cells, expected] of cases) test(story, () => assert.equal(csvLine(cells), expected))
