/** CSV lines: divided, quoted, and harmless in a spreadsheet. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { csvLine, csvMark, readCsv } from './csv.ts'

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

const originals = [
  '=1+1',
  '@SUM(A1)',
  '-12,50',
  '+31 20 123',
  "'=1",
  "'s-Gravenhage",
  'zeg "ja"',
  'een\r\ntwee',
  'a;b',
  '-',
  '\t=1',
  '',
  'gewoon',
]
test('S20: what was exported comes in again as it was', () => {
  assert.deepEqual(readCsv(csvMark + csvLine(originals)), [originals])
})

const files: [string, string, string[][]][] = [
  [
    'a file of Excel abroad has commas',
    'Naam,Plaats\nA,"B, C"\n',
    [
      ['Naam', 'Plaats'],
      ['A', 'B, C'],
    ],
  ],
  [
    'pasted cells have tabs',
    'Naam\tPlaats\r\nA\tB',
    [
      ['Naam', 'Plaats'],
      ['A', 'B'],
    ],
  ],
  [
    'a comma in a heading that is quoted divides nothing',
    '"Naam, voluit";Plaats;Land\nA;B;C',
    [
      ['Naam, voluit', 'Plaats', 'Land'],
      ['A', 'B', 'C'],
    ],
  ],
  [
    'empty rows are nothing',
    'A;B\n\n1;2\n\n',
    [
      ['A', 'B'],
      ['1', '2'],
    ],
  ],
  ['an open quote ends with the file', 'A\n"half', [['A'], ['half']]],
  ['an empty file has no rows', '', []],
]
for (const [story, file, rows] of files) test(story, () => assert.deepEqual(readCsv(file), rows))
