/** Payment references with check digits, and the text inside a SEPA payment QR code. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fc } from '../../../../test/support/chance.ts'
import { epcQr, type Transfer } from './epc-qr.ts'
import type { InvoiceDocument } from './document.ts'
import {
  belgianReference,
  creditorReference,
  isBelgianReference,
  isCreditorReference,
  withReference,
} from './reference.ts'

test('the RF reference of the standard is made and known', () => {
  assert.equal(creditorReference('539007547034'), 'RF18539007547034')
  assert.ok(isCreditorReference('RF18 5390 0754 7034'))
  assert.ok(!isCreditorReference('RF19539007547034'))
})

test('an invoice number with signs becomes an RF reference of letters and digits', () => {
  const reference = creditorReference('F2026-0001')!
  assert.match(reference, /^RF\d\dF20260001$/)
  assert.ok(isCreditorReference(reference))
  assert.equal(creditorReference('--'), null)
  assert.equal(creditorReference('1'.repeat(22)), null)
})

test('the Belgian reference carries its check digits, 97 where the rest is nothing', () => {
  assert.equal(belgianReference('0909337554'), '+++090/9337/55493+++')
  assert.equal(belgianReference('97'), '+++000/0000/09797+++')
  assert.ok(isBelgianReference('+++090/9337/55493+++'))
  assert.ok(isBelgianReference('090933755493'))
  assert.ok(!isBelgianReference('+++090/9337/55494+++'))
  assert.equal(belgianReference('F-'), null)
  assert.equal(belgianReference('12345678901'), null)
})

test('a transfer is made under the number of the invoice, between Belgians in their own way', () => {
  const referenceOf = (seller: string, buyer: string, number: string, kind = 'transfer') => {
    const document = {
      number,
      seller: { address: { country: seller } },
      buyer: { address: { country: buyer } },
      payment: { kind, reference: 'W-1' },
    } as InvoiceDocument
    return withReference(document).payment!.reference
  }
  assert.equal(referenceOf('NL', 'BE', '2026-00012'), creditorReference('202600012'))
  assert.equal(referenceOf('BE', 'BE', '2026-00012'), belgianReference('202600012'))
  assert.equal(referenceOf('BE', 'BE', '2026-000000012'), creditorReference('2026000000012'))
  assert.equal(referenceOf('NL', 'NL', '9'.repeat(22)), 'W-1')
  assert.equal(referenceOf('NL', 'NL', '2026-00012', 'direct-debit'), 'W-1')
})

test('one wrong digit is always found', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 9_999_999_999 }),
      fc.nat(9),
      fc.integer({ min: 1, max: 9 }),
      (number, at, more) => {
        const digits = belgianReference(String(number))!.replace(/\D/g, '')
        const bent = [...digits]
          .map((digit, i) => (i === at ? String((Number(digit) + more) % 10) : digit))
          .join('')
        assert.ok(isBelgianReference(digits))
        assert.ok(!isBelgianReference(bent))
        const reference = creditorReference(String(number))!
        assert.ok(isCreditorReference(reference))
        const spoilt = reference.slice(0, -1) + String((Number(reference.at(-1)) + more) % 10)
        assert.ok(!isCreditorReference(spoilt))
      },
    ),
  )
})

const transfer: Transfer = {
  name: 'Rijwielhandel Zandstra B.V.',
  iban: 'nl91 abna 0417 1643 00',
  bic: null,
  cents: 123_45,
  reference: 'F2026-0001',
}

test('a payment code holds its fields line by line', () => {
  assert.deepEqual(epcQr(transfer)!.split('\n'), [
    'BCD',
    '002',
    '1',
    'SCT',
    '',
    'Rijwielhandel Zandstra B.V.',
    'NL91ABNA0417164300',
    'EUR123.45',
    '',
    '',
    'F2026-0001',
  ])
})

test('an RF reference goes into the structured field', () => {
  const lines = epcQr({ ...transfer, bic: 'ABNANL2A', reference: 'RF18 5390 0754 7034' })!.split('\n')
  assert.equal(lines[4], 'ABNANL2A')
  assert.deepEqual(lines.slice(8), ['', 'RF18539007547034'])
})

test('a line end in a name cannot become a next field', () => {
  const lines = epcQr({ ...transfer, name: 'Zandstra\nNL02EVIL0000000000', reference: 'a\r\nb' })!.split('\n')
  assert.equal(lines.length, 11)
  assert.equal(lines[6], 'NL91ABNA0417164300')
  assert.equal(lines[10], 'a b')
})

test('nothing to pay, too much, or no valid IBAN gives no code', () => {
  assert.equal(epcQr({ ...transfer, cents: 0 }), null)
  assert.equal(epcQr({ ...transfer, cents: 100_000_000_000 }), null)
  assert.equal(epcQr({ ...transfer, iban: 'NL91ABNA0417164301' }), null)
  assert.match(epcQr({ ...transfer, cents: 1 })!, /EUR0\.01/)
})

test('whatever the texts, a code stays within 331 bytes and 11 lines', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.string({ unit: 'grapheme', maxLength: 300 }),
      (reference, name) => {
        const code = epcQr({ ...transfer, name: `Z${name}`, reference })
        if (code === null) return
        assert.ok(Buffer.byteLength(code) <= 331)
        assert.ok(code.split('\n').length <= 11)
      },
    ),
  )
})
