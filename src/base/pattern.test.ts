/** Sentences with places to fill in come out as a reader would write them, and a hole is never printed. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { filled, patternOf } from './pattern.ts'

const rows = '{count, plural, =0 {Geen regels} one {# regel} other {# regels}}'
const cases: [string, string, Record<string, unknown>, string][] = [
  ['a name', 'Dag {name}', { name: 'Sanne' }, 'Dag Sanne'],
  ['an empty name', 'Dag {name}.', { name: null }, 'Dag .'],
  ['a name in two languages', 'in {land}', { land: { nl: 'België', en: 'Belgium' } }, 'in België'],
  ['a nought is no empty name', '{n} over', { n: 0 }, '0 over'],
  ['none', rows, { count: 0 }, 'Geen regels'],
  ['one', rows, { count: 1 }, '1 regel'],
  ['many, with its thousands parted', rows, { count: 1234 }, '1.234 regels'],
  ['a count that came as text', rows, { count: '2' }, '2 regels'],
  ['a number', '{n, number} stuks', { n: 1500 }, '1.500 stuks'],
  ['a choice', '{to, select, none {nergens} other {naar {to}}}', { to: 'Breda' }, 'naar Breda'],
  ['the other choice', '{to, select, none {nergens} other {naar {to}}}', { to: 'none' }, 'nergens'],
  [
    'a name within a plural',
    '{n, plural, one {# van {all}} other {# van {all}}}',
    { n: 1, all: 3 },
    '1 van 3',
  ],
  ['an amount', '{due, money} open', { due: 'EUR 1234.50' }, '€\u00a01.234,50 open'],
  ['an amount of another country', '{due, money}', { due: 'GBP -3.00' }, '£\u00a0-3,00'],
  ['what is no amount', '{due, money}', { due: 'niets' }, 'niets'],
  ['a day', 'vanaf {day, date}', { day: '2026-12-09' }, 'vanaf 9 december 2026'],
  ['a day that a screen wrote out', '{day, date}', { day: 'wo 9 dec' }, 'wo 9 dec'],
  ['a name with a full stop at the end', 'Vraag {name}. Nu.', { name: 'Smit B.V.' }, 'Vraag Smit B.V. Nu.'],
  ['a name with one in the middle', '{name} is er', { name: 'Smit B.V.' }, 'Smit B.V. is er'],
  ['dots that are meant', '{name}... ja', { name: 'Nee.' }, 'Nee.... ja'],
  ['a hash outside a plural', 'order #{n}', { n: 7 }, 'order #7'],
  ['an apostrophe', "foto's: {n}", { n: 2 }, "foto's: 2"],
]
for (const [story, text, params, said] of cases)
  test(`${story}: ${said}`, () => assert.equal(filled(patternOf(text), 'nl', params), said))

test('a place without a value is refused, as is a text that is no pattern', () => {
  assert.throws(() => filled(patternOf('Dag {name}'), 'nl', {}), /nothing was given for \{name\}/)
  for (const wrong of ['Dag {name', 'Dag name}', '{n, plural, one {x}}', '{n, plural}', '{n, time}', '{}'])
    assert.throws(() => patternOf(wrong), Error, wrong)
})
