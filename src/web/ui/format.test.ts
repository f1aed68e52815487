/** Amounts, days and moments as a Dutch and an English reader write them. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatOf } from './format.ts'

const nl = formatOf('nl', 'Europe/Amsterdam')
const en = formatOf('en', 'Europe/Amsterdam')
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ')

test('an amount', () => {
  assert.equal(plain(nl.money(211_710)), '€ 2.117,10')
  assert.equal(plain(en.money(211_710)), '€2,117.10')
  assert.equal(plain(nl.money(-1, 'GBP')), '£ -0,01')
})
test('a price per unit, to the hundredth of a cent where it has that', () => {
  assert.deepEqual([nl.price(149_500), en.price(149_500), en.price(125)].map(plain), [
    '€ 14,95',
    '€14.95',
    '€0.0125',
  ])
})
test('an amount that a float would blur', () =>
  assert.equal(plain(nl.money(9_007_199_254_740_991)), '€ 90.071.992.547.409,91'))
test('a quantity without needless zeros', () => {
  assert.equal(nl.decimal(1500, 3), '1,5')
  assert.equal(nl.decimal(2000, 3), '2')
  assert.equal(nl.decimal(1234, 2, 2), '12,34')
})
test('a day', () => {
  assert.equal(nl.day('2026-11-21'), '21-11-2026')
  assert.equal(nl.shortDay('2026-11-23'), 'ma 23 nov')
  assert.equal(en.shortDay('2026-11-23'), 'Mon 23 Nov')
  assert.equal(nl.longDay('2026-11-23'), 'maandag 23 november')
})
test('a customer who reads German sees days and amounts as in Germany', () => {
  const de = formatOf('de', 'Europe/Amsterdam')
  assert.deepEqual([de.day('2026-11-21'), plain(de.money(211_710))], ['21.11.2026', '2.117,10 €'])
})
test('a moment is shown in the zone of the business, also just after midnight', () => {
  assert.equal(nl.moment('2020-01-01T23:30:00Z'), '2 jan 2020 00:30')
  assert.equal(nl.time('2026-07-01T10:00:00Z'), '12:00')
})
test('a country and a language by their names', () => {
  assert.deepEqual(
    [nl.place('DE'), en.place('XI'), nl.language('en')],
    ['Duitsland', 'Northern Ireland', 'Engels'],
  )
})
test('how long ago', () => {
  const now = new Date('2026-11-21T12:00:00Z')
  assert.equal(nl.ago('2026-11-21T11:58:00Z', now), '2 minuten geleden')
  assert.equal(nl.ago('2026-11-20T11:58:00Z', now), 'gisteren')
  assert.equal(nl.ago('2026-11-21T11:59:50Z', now), 'zojuist')
  assert.equal(en.ago(now.toISOString(), now), 'just now')
})
