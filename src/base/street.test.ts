/** Address lines as people write them. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { splitStreet } from './street.ts'

const cases: [string, (string | null)[], string, string, string | null][] = [
  ['three lines, as webshops for the Netherlands ask', ['Gildenweg', '6', 'a'], 'Gildenweg', '6', 'a'],
  ['two lines, the suffix at the number', ['Gildenweg', '6-a'], 'Gildenweg', '6', 'a'],
  ['one line', ['Gildenweg 6'], 'Gildenweg', '6', null],
  ['one line with a letter', ['Gildenweg 6 a'], 'Gildenweg', '6', 'a'],
  ['a letter at the number', ['Gildenweg 6a'], 'Gildenweg', '6', 'a'],
  ['an upstairs house in Amsterdam', ['Van Woustraat 120-2'], 'Van Woustraat', '120', '2'],
  ['the same in Haarlem', ['Kleverlaan 9 rood'], 'Kleverlaan', '9', 'rood'],
  ['a year in the name', ['Plein 1944 12'], 'Plein 1944', '12', null],
  ['a number first in the name', ['1e Oosterparkstraat 88 hs'], '1e Oosterparkstraat', '88', 'hs'],
  ['a French address', ['12 bis, rue Haute'], 'rue Haute', '12', 'bis'],
  ['an English one', ['221B Baker Street'], 'Baker Street', '221', 'B'],
  ['a comma and wide spaces', ['Dorpsstraat,  5'], 'Dorpsstraat', '5', null],
  ['a second line about the door', ['Gildenweg 6', 'achterom'], 'Gildenweg', '6', 'achterom'],
  ['no number at all', ['Postbus'], 'Postbus', '', null],
  ['a post box', ['Postbus 123'], 'Postbus', '123', null],
  ['nothing', [null, ''], '', '', null],
]
for (const [story, lines, street, houseNumber, houseNumberSuffix] of cases)
  test(story, () => assert.deepEqual(splitStreet(lines), { street, houseNumber, houseNumberSuffix }))
