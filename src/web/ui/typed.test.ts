/** What a hurried clerk types becomes the day and the figure that was meant. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { typedDay, typedDecimal } from './typed.ts'

const saturday = '2026-11-21'

const days: [string, string, string | null][] = [
  ['a day and month', '23-11', '2026-11-23'],
  ['a day and month with a slash', '3/12', '2026-12-03'],
  ['a day alone is in this month', '30', '2026-11-30'],
  ['January typed in November is next year', '5-1', '2027-01-05'],
  ['June typed in November is this year', '5-6', '2026-06-05'],
  ['April typed in November is next year', '5-4', '2027-04-05'],
  ['a short year', '1-2-27', '2027-02-01'],
  ['a full date', '29-02-2028', '2028-02-29'],
  ['a date that does not exist', '29-02-2027', null],
  ['a month by name', '2 mrt', '2027-03-02'],
  ['a month by its English name', '2 May', '2027-05-02'],
  ['tomorrow', 'Morgen', '2026-11-22'],
  ['the day after tomorrow', 'overmorgen', '2026-11-23'],
  ['Monday is the first one after today', 'ma', '2026-11-23'],
  ['Saturday on a Saturday is next week', 'za.', '2026-11-28'],
  ['a number of days on', '+7', '2026-11-28'],
  ['the machine form', '2026-12-01', '2026-12-01'],
  ['a month that does not exist', '1-13', null],
  ['a word that is no day', 'ooit', null],
  ['nothing', '', null],
]
for (const [story, text, day] of days)
  test(`${story}: ${text}`, () => assert.equal(typedDay(text, saturday), day))

const figures: [string, string, number, number | null][] = [
  ['a comma begins the decimals', '1,5', 3, 1500],
  ['so does a point', '1.5', 3, 1500],
  ['points part thousands', '1.234', 3, 1_234_000],
  ['even twice', '1.234.567', 0, 1_234_567],
  ['both marks, the Dutch way', '1.234,50', 2, 123_450],
  ['both marks, the English way', '1,234.50', 2, 123_450],
  ['a comma with three decimals in a quantity', '0,125', 3, 125],
  ['a percentage', '21 %', 2, 2100],
  ['less than nothing', '-3,25', 2, -325],
  ['more decimals than the field holds', '1,2345', 2, null],
  ['zeros behind are no decimals', '1,500', 1, 15],
  ['letters', '12a', 2, null],
  ['two commas part thousands', '1,234,567', 0, 1_234_567],
]
for (const [story, text, decimals, whole] of figures)
  test(`${story}: ${text}`, () => assert.equal(typedDecimal(text, decimals), whole))
