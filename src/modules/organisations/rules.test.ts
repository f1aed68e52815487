/** What is made comparable, and what must hold of an organisation. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isBic, isTaxNumber, readIban, readVatNumber } from './identifiers.ts'
import {
  filledBy,
  hasLetter,
  isCocNumber,
  isCountry,
  isCurrency,
  isTimeZone,
  judgeCredit,
  outstandingOf,
  phoneKey,
  prefixOf,
  searchOf,
} from './rules.ts'

const vatNumbers: [string, string, string][] = [
  ['a Dutch number is kept without dots', 'nl 0044.95.445.B01', 'good NL004495445B01'],
  ['a wrong check digit is seen', 'NL123456789B01', 'wrong NL'],
  ['a Belgian number of ten digits', 'BE 0428.759.497', 'good BE0428759497'],
  ['a German number', 'DE136695976', 'good DE136695976'],
  ['Greece is EL, however it was typed', 'GR094259216', 'good EL094259216'],
  ['Northern Ireland is checked as British', 'XI980780684', 'good XI980780684'],
  ['a Swiss number', 'CHE-107.787.577 IVA', 'good CHE107787577IVA'],
  ['a country twice is no number', 'NLNL004495445B01', 'wrong NL'],
  ['without a country nobody knows whose it is', '004495445B01', 'unknown-country 00'],
  ['of a country without a check the form counts', 'AU12345678901', 'good AU12345678901'],
]
for (const [story, typed, expected] of vatNumbers) {
  test(`VAT number: ${story}`, () => {
    const read = readVatNumber(typed)
    assert.equal(`${read.kind} ${read.kind === 'good' ? read.number : read.country}`, expected)
  })
}

const taxNumbers: [string, string, string, boolean][] = [
  ['as a German tax office writes it', '181/815/08155', 'DE', true],
  ['as the electronic declaration wants it', '9181081508155', 'DE', true],
  ['ten digits that are all different are one too', '12/345/67890', 'DE', true],
  ['two digits are missing', '81/815/081', 'DE', false],
  ['a VAT number is no tax number', 'DE136695976', 'DE', false],
  ['an Austrian one has a check digit', '59-119/9013', 'AT', true],
  ['another digit in an Austrian one', '59-119/9014', 'AT', false],
  ['of a country without a check the form counts', '12 345.678-9', 'FR', true],
  ['nothing but a word', 'nr', 'FR', false],
]
for (const [story, typed, country, isRight] of taxNumbers)
  test(`tax number: ${story}`, () => assert.equal(isTaxNumber(typed, country), isRight))

const ibans: [string, string, string][] = [
  ['spaces and small letters are nothing', 'nl91 abna 0417 1643 00', 'good NL91ABNA0417164300'],
  ['two digits changed places', 'NL91ABNA0417164030', 'wrong NL'],
  ['one digit is missing', 'NL91ABNA041716430', 'wrong NL'],
  ['America has none', 'US91ABNA0417164300', 'unknown-country US'],
  ['no such country', 'XX91ABNA0417164300', 'unknown-country XX'],
]
for (const [story, typed, expected] of ibans) {
  test(`IBAN: ${story}`, () => {
    const read = readIban(typed)
    assert.equal(`${read.kind} ${read.kind === 'good' ? read.iban : read.country}`, expected)
  })
}

test('a BIC has eight or eleven characters', () => {
  assert.deepEqual(['ABNANL2A', 'ABNANL2AXXX', 'ABNANL', 'ABNA12'].map(isBic), [true, true, false, false])
})

test('a KvK number has eight digits; registers of other countries are their own affair', () => {
  assert.deepEqual(
    [
      isCocNumber('12345678', 'NL'),
      isCocNumber('1234567', 'NL'),
      isCocNumber('1234567a', 'NL'),
      isCocNumber('0428.759.497', 'BE'),
    ],
    [true, false, false, true],
  )
})

test('S2-10: a label has a letter, in any script', () => {
  assert.deepEqual(['123', 'A1', '1-2', 'é', 'Ω', '12 %'].map(hasLetter), [
    false,
    true,
    false,
    true,
    true,
    false,
  ])
})

test('a currency, country and time zone exist', () => {
  assert.deepEqual(['EUR', 'XBT', 'EURO'].map(isCurrency), [true, false, false])
  assert.deepEqual(['NL', 'QQ', 'ZZ', 'XI'].map(isCountry), [true, false, false, false])
  assert.deepEqual(['Europe/Amsterdam', 'Mars/Base'].map(isTimeZone), [true, false])
})

const phones: [string, string][] = [
  ['+31 6 1234-5678', '0612345678'],
  ['0031612345678', '0612345678'],
  ['+31 (0)6 12345678', '0612345678'],
  ['06 12 34 56 78', '0612345678'],
  ['+32 470 12 34 56', '0032470123456'],
]
for (const [typed, key] of phones)
  test(`phone ${typed} is found as ${key}`, () => assert.equal(phoneKey(typed), key))

const searches: [string, string[], string?][] = [
  ['sanne@example.nl', ['email']],
  ['1695GD 6', ['postcode', 'number', 'words'], '1695GD 6'],
  ['1695 gd 6 a', ['postcode', 'number', 'words'], '1695GD 6A'],
  ['06-12345678', ['phone', 'number']],
  ['+31 6 12345678', ['phone', 'number']],
  ['12345678', ['number', 'postcode', 'words']],
  ['NL004495445B01', ['number', 'postcode', 'words']],
  ['BE 0428.759.497', ['number', 'postcode', 'words']],
  ['100001', ['number', 'postcode', 'words']],
  ['Müller', ['words', 'email']],
  ['Gildenweg 6', ['words', 'email']],
]
for (const [typed, kinds, postcode] of searches) {
  test(`"${typed}" is looked for as ${kinds.join(', ')}`, () => {
    const search = searchOf(typed)
    assert.deepEqual(search.kinds, kinds)
    if (postcode) assert.equal(search.postcode, postcode)
  })
}

test('a street with a number is looked for in parts', () => {
  const { street, house } = searchOf('Gildenweg 6a')
  assert.deepEqual({ street, house }, { street: 'Gildenweg', house: '6a' })
})

const credit: [string, number | null, 'block' | 'hold' | 'warn', number, boolean, string][] = [
  ['no limit is no limit', null, 'block', 9_999_99, true, 'within'],
  ['to the cent is within', 100_00, 'block', 100_00, true, 'within'],
  ['a cent above is refused by hand', 100_00, 'block', 100_01, true, 'refuse'],
  ['what came from outside can only be held', 100_00, 'block', 100_01, false, 'hold'],
  ['hold holds, by hand too', 100_00, 'hold', 100_01, true, 'hold'],
  ['warn tells a person', 100_00, 'warn', 100_01, false, 'warn'],
  ['a limit of nothing means nothing on account', 0, 'hold', 1, false, 'hold'],
]
for (const [story, creditLimit, creditPolicy, afterwards, isByHand, verdict] of credit) {
  test(`credit: ${story}`, () =>
    assert.equal(judgeCredit({ creditLimit, creditPolicy }, afterwards, isByHand), verdict))
}

test('S2-6: what is owed is what was invoiced less what came in, and open orders when they count', () => {
  const standing = { invoiced: 500_00, received: 120_00, uninvoiced: 80_00 }
  assert.deepEqual([outstandingOf(standing, false), outstandingOf(standing, true)], [380_00, 460_00])
})

test('a prefix names its year', () => {
  assert.deepEqual([prefixOf('F{year}-', 2026), prefixOf('{yy}/', 2027)], ['F2026-', '27/'])
})

test('the one that stays only takes over what it lacked', () => {
  const filled = filledBy(
    { a: null, b: 'own', c: [] as string[], d: '' },
    { a: 'x', b: 'y', c: ['z'], d: null as string | null },
    ['a', 'b', 'c', 'd'] as never,
  )
  assert.deepEqual(filled, { a: 'x', c: ['z'] })
})
