/** What a bank line pays: certain only when a person would not look twice. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { propose, wordsIn, type Payable, type Payer, type Received } from './rules.ts'

const invoice = (bend: Partial<Payable> = {}): Payable => ({
  id: 'a',
  kind: 'invoice',
  number: '2026-00017',
  numbers: ['2026-00017', 'B100023'],
  due: 12_100,
  currency: 'EUR',
  names: ['Bakkerij Jansen B.V.'],
  contact: 'jan',
  organisation: null,
  iban: null,
  ...bend,
})
const other = invoice({
  id: 'b',
  number: '2026-00018',
  numbers: ['2026-00018'],
  due: 5000,
  names: ['Smederij Visser'],
  contact: 'piet',
})
const line = (bend: Partial<Received> = {}): Received => ({
  amount: 12_100,
  currency: 'EUR',
  name: 'H. Onbekend',
  iban: 'NL69INGB0123456789',
  endToEnd: null,
  structured: [],
  text: '',
  ...bend,
})

const cases: [string, Partial<Received>, Payable[], Payer[], string | null][] = [
  [
    'the number in the text and the amount to the cent',
    { text: 'Factuur 2026-00017 dank u' },
    [invoice(), other],
    [],
    'a',
  ],
  ['the number written with a space', { text: 'fact.nr. 2026 00017' }, [invoice(), other], [], 'a'],
  ['the number of the order', { text: 'bestelling B100023' }, [invoice(), other], [], 'a'],
  ['a reference with check digits', { structured: ['RF47202600017'] }, [invoice(), other], [], 'a'],
  [
    'a reference with check digits that pays a part',
    { structured: ['RF47202600017'], amount: 5000 },
    [invoice(), other],
    [],
    'a',
  ],
  [
    'a Belgian reference',
    { structured: ['+++020/2600/01712+++'] },
    [invoice({ numbers: ['2026-00017'] })],
    [],
    'a',
  ],
  [
    'two invoices named, which add up',
    { text: '2026-00017 en 2026-00018', amount: 17_100 },
    [invoice(), other],
    [],
    'a+b',
  ],
  [
    'a known account with one open amount of exactly this',
    {},
    [invoice(), other],
    [{ contact: 'jan', organisation: null }],
    'a',
  ],
  ['the account that the organisation gave us', {}, [invoice({ iban: 'NL69INGB0123456789' })], [], 'a'],
  [
    'money out for a credit note that is named',
    { amount: -12_100, text: 'C2026-00003' },
    [invoice({ kind: 'credit-note', numbers: ['C2026-00003'] })],
    [],
    'a',
  ],
  ['only the amount', {}, [invoice()], [], null],
  ['the amount and a name', { name: 'Bakkerij Jansen BV' }, [invoice()], [], null],
  ['the number with less than is due', { text: '2026-00017', amount: 12_000 }, [invoice()], [], null],
  ['the number with more than is due', { text: '2026-00017', amount: 13_000 }, [invoice()], [], null],
  ['another currency', { text: '2026-00017', currency: 'USD' }, [invoice()], [], null],
  [
    'a known account with two open amounts of exactly this',
    {},
    [invoice(), invoice({ id: 'c', numbers: ['2026-00030'] })],
    [{ contact: 'jan', organisation: null }],
    null,
  ],
  [
    'one number that names two things',
    { text: '100023', amount: 24_200 },
    [invoice({ numbers: ['100023'] }), invoice({ id: 'c', numbers: ['100023'] })],
    [],
    null,
  ],
  ['money that goes out and an invoice', { text: '2026-00017', amount: -12_100 }, [invoice()], [], null],
  [
    'a number that is only part of a longer one',
    { text: 'klant 12026000179' },
    [invoice({ due: 99 })],
    [],
    null,
  ],
  [
    'a known account that names something else by reference',
    { structured: ['RF18539007547034'] },
    [invoice()],
    [{ contact: 'jan', organisation: null }],
    null,
  ],
]
for (const [story, bend, payables, payers, certain] of cases)
  test(`${story} is ${certain ? 'certain' : 'for a person'}`, () => {
    const found = propose(line(bend), payables, payers).filter(({ isCertain }) => isCertain)
    assert.equal(found.length, certain ? 1 : 0)
    if (certain) assert.equal(found[0]!.parts.map(({ payable }) => payable.id).join('+'), certain)
  })

test('what is not certain is proposed, the likeliest first', () => {
  const found = propose(line({ name: 'Bakkerij Jansen', text: '2026-00018' }), [other, invoice()], [])
  assert.deepEqual(
    found.map(({ parts, why }) => [parts[0]!.payable.id, parts[0]!.amount, why]),
    [
      ['b', 5000, ['number']],
      ['a', 12_100, ['amount', 'name']],
    ],
  )
})

test('a text of any length costs a bounded number of words', () => {
  assert.ok(wordsIn('12345 '.repeat(100_000)).size < 10)
})
