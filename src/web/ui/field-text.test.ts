/** Fields as text: what a number is decides how it is written. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { NumberPlan } from '../../modules/organisations/schema.ts'
import { fieldText, isYear } from './field-text.ts'
import { formatOf } from './format.ts'

const voice = { say: (text: { nl: string }) => text.nl, format: formatOf('nl', 'Europe/Amsterdam') }

test('a year is written as a year, and a count with a mark between its thousands', () => {
  const { year, firstNumber } = NumberPlan.fields
  assert.equal(fieldText(year, 2026, voice), '2026')
  assert.equal(fieldText(firstNumber, 2026, voice), '2.026')
  assert.deepEqual([isYear(year), isYear(firstNumber)], [true, false])
})
