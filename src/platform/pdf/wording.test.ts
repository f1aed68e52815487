/** Figures and days on paper, in three languages. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { amountText, dayText, longDayText, priceText, quantityText, rateText } from './wording.ts'

const plain = (text: string) => text.replaceAll('\u00a0', ' ')

const cases: [string, string, string][] = [
  ['an amount in Dutch', amountText(211710, 'EUR', 'nl'), '€ 2.117,10'],
  ['an amount in English', amountText(211710, 'EUR', 'en'), '€2,117.10'],
  ['an amount in German', amountText(211710, 'EUR', 'de'), '2.117,10 €'],
  ['less than nothing', amountText(-5, 'EUR', 'nl'), '€ -0,05'],
  [
    'an amount beyond the exactness of floats',
    amountText(9007199254740991, 'EUR', 'en'),
    '€90,071,992,547,409.91',
  ],
  ['a price with its own decimals', priceText(123455, 'EUR', 'nl'), '€ 12,3455'],
  ['a price without', priceText(120000, 'EUR', 'nl'), '€ 12,00'],
  ['a whole quantity', quantityText(2000, 'nl'), '2'],
  ['a part of one', quantityText(1125, 'nl'), '1,125'],
  ['a rate', rateText(2100, 'nl'), '21%'],
  ['a rate with a half', rateText(550, 'de'), '5,5%'],
  ['a day in Dutch', dayText('2026-11-21', 'nl'), '21-11-2026'],
  ['a day in English', dayText('2026-11-21', 'en'), '21 Nov 2026'],
  ['a day in German', dayText('2026-11-21', 'de'), '21.11.2026'],
  ['a day with its name', longDayText('2026-11-23', 'nl'), 'maandag 23 november 2026'],
]
for (const [story, printed, expected] of cases) test(story, () => assert.equal(plain(printed), expected))
