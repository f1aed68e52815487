/** Codes that are read back, and one that a scanner has read. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { code128 } from './code-128.ts'
import { qrCode } from './qr-code.ts'

test('a Code 128 says what was typed, by the table of the standard', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.stringMatching(/^\d{1,9}$/), fc.stringMatching(/^[ -~]{1,4}$/)), {
        minLength: 1,
        maxLength: 5,
      }),
      (parts) => assert.equal(readBack(code128(parts.join(''))), parts.join('')),
    ),
  )
})

test('figures of a Code 128 go two to a symbol', () => {
  // Start, ten pairs, check and stop.
  assert.equal(total(code128('12345678901234567890')), 11 * 12 + 13)
  assert.equal(total(code128('Z-1234567')), 11 * (1 + 3 + 1 + 3 + 1) + 13)
  assert.throws(() => code128('two\nlines'), /one line/)
})

test('a QR code is the one that scanners read', () => {
  assert.deepEqual(
    qrCode('veertig euro').map((row) => row.map((isDark) => (isDark ? '#' : '.')).join('')),
    [
      '#######.###.#.#######',
      '#.....#...###.#.....#',
      '#.###.#.......#.###.#',
      '#.###.#.#..##.#.###.#',
      '#.###.#.#####.#.###.#',
      '#.....#.###.#.#.....#',
      '#######.#.#.#.#######',
      '........##...........',
      '#...#.###...######..#',
      '###.....#.#.###.####.',
      '##..###.#.#.#..##..#.',
      '####...#..####......#',
      '.#....#.####.#.#....#',
      '........###.#.#.###..',
      '#######.#..#.#..#..#.',
      '#.....#..##.##..#....',
      '#.###.#.##.#....##...',
      '#.###.#...#...#.#.###',
      '#.###.#...#..#..###..',
      '#.....#....###.##....',
      '#######.##..#..#.#..#',
    ],
  )
})

test('a QR code grows with its text and holds what a transfer may say at most', () => {
  const across = (length: number) => qrCode('a'.repeat(length)).length
  assert.deepEqual([14, 15, 180, 181, 331].map(across), [21, 25, 53, 57, 69])
  assert.throws(() => across(332), /331/)
})

const total = (widths: readonly number[]) => widths.reduce((sum, width) => sum + width, 0)

/** What a scanner makes of the widths: symbols of six, sets B and C, and the check sum. */
function readBack(widths: readonly number[]): string {
  const values: number[] = []
  for (let at = 0; at + 7 < widths.length; at += 6) values.push(valueOf(widths.slice(at, at + 6)))
  const check = values.pop()!
  assert.equal(values.reduce((sum, value, at) => sum + value * Math.max(at, 1), 0) % 103, check)
  let isPairs = false
  let text = ''
  for (const value of values) {
    if (value === 105 || (value === 99 && !isPairs)) isPairs = true
    else if (value === 104 || (value === 100 && isPairs)) isPairs = false
    else text += isPairs ? String(value).padStart(2, '0') : String.fromCharCode(value + 32)
  }
  return text
}

/** Found by the symbols of texts of one letter, and of one pair for the values that no letter has. */
function valueOf(widths: readonly number[]): number {
  return known.get(widths.join('')) ?? assert.fail(`no symbol has the widths ${widths.join('')}`)
}

const known = new Map<string, number>([
  ...Array.from({ length: 95 }, (_, value) => [symbolOf(String.fromCharCode(value + 32)), value] as const),
  ...Array.from({ length: 4 }, (_, i) => [symbolOf(String(95 + i)), 95 + i] as const),
  ['113141', 99],
  ['114131', 100],
  ['311141', 101],
  ['411131', 102],
  ['211214', 104],
  ['211232', 105],
])

function symbolOf(text: string): string {
  return code128(text).slice(6, 12).join('')
}
