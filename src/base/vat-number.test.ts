/** VAT numbers are judged as the list of decided numbers has them, and tidied as people write them. */
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { splitVatNumber, tidyVatNumber, vatLettersOf, vatNumberProblem } from './vat-number.ts'

const list = new URL('../../../shared/reference/vies/vat-test-numbers.csv', import.meta.url)

test(
  'every decided number of the list is judged right',
  { skip: existsSync(list) ? false : 'the reference list is not here' },
  () => {
    const rows = readFileSync(list, 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(','))
    const decided = rows.filter(
      ([country, , expected]) =>
        expected !== 'undecided' && country !== 'GB' && splitVatNumber(`${country}0`) !== null,
    )
    assert.ok(decided.length > 50)
    const wrong = decided.filter(
      ([, number, expected]) => (vatNumberProblem(number!) === null) !== (expected === 'valid'),
    )
    assert.deepEqual(
      wrong.map(([, number]) => number),
      [],
    )
  },
)

test('points, spaces and small letters do not matter, and Greece is EL', () => {
  assert.equal(tidyVatNumber(' nl 0044.95445.b01 '), 'NL004495445B01')
  assert.deepEqual(splitVatNumber('GR 094259216'), { country: 'EL', number: '094259216' })
  assert.equal(vatNumberProblem('be 0428.759.497'), null)
})

test('a number without a member state in front, or with a wrong digit, says which of the two', () => {
  for (const text of ['', '0428759497', 'US123456789', 'GB980780684'])
    assert.equal(vatNumberProblem(text), 'no-country')
  for (const text of ['BE0428759498', 'NL123', 'DE']) assert.equal(vatNumberProblem(text), 'wrong-form')
})

test('addresses speak of countries as numbers do', () => {
  assert.deepEqual(
    [
      vatLettersOf('GR'),
      vatLettersOf('GB', 'BT1 1AA'),
      vatLettersOf('GB', 'SW1A 1AA'),
      vatLettersOf('MC'),
      vatLettersOf('DE'),
    ],
    ['EL', 'XI', 'GB', 'FR', 'DE'],
  )
})
