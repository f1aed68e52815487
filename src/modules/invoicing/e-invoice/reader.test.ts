/** Reading invoices of strangers: what is shown, and what is refused before it can do harm. */
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { Refusal } from '../../../base/refusal.ts'
import { langs, say } from '../../../base/words.ts'
import { fc } from '../../../../test/support/chance.ts'
import { limits, readInvoice } from './reader.ts'
import { refusals } from './words.ts'

const invoice = (inside: string, before = '') =>
  `<?xml version="1.0" encoding="UTF-8"?>${before}<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">${inside}</Invoice>`

const plain = invoice('<cbc:ID>F1</cbc:ID>')

const refused: [story: string, code: string, input: () => string | Uint8Array][] = [
  [
    'an entity that grows a thousandfold',
    'e-invoice.doctype',
    () => invoice('<cbc:ID>&lol3;</cbc:ID>', '<!DOCTYPE l [<!ENTITY lol "lol"><!ENTITY lol3 "&lol;&lol;">]>'),
  ],
  [
    'an entity that reads a file of ours',
    'e-invoice.doctype',
    () => invoice('<cbc:ID>&x;</cbc:ID>', '<!DOCTYPE f [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
  ],
  [
    'an outside DTD',
    'e-invoice.doctype',
    () => invoice('', '<!doctype Invoice SYSTEM "http://example.org/x.dtd">'),
  ],
  [
    'a DOCTYPE hidden in UTF-16',
    'e-invoice.doctype',
    () =>
      Buffer.concat([
        Buffer.from([0xff, 0xfe]),
        Buffer.from(invoice('', '<!DOCTYPE a [<!ENTITY b "c">]>'), 'utf16le'),
      ]),
  ],
  ['an entity that nobody declared', 'e-invoice.unreadable', () => invoice('<cbc:ID>&euro;</cbc:ID>')],
  ['the character nul by number', 'e-invoice.unreadable', () => invoice('<cbc:ID>&#0;</cbc:ID>')],
  ['a file above 10 MB', 'e-invoice.too-large', () => new Uint8Array(limits.bytes + 1)],
  [
    'a thousand elements inside each other',
    'e-invoice.too-deep',
    () => invoice('<a>'.repeat(1000) + '</a>'.repeat(1000)),
  ],
  [
    'a million elements inside each other',
    'e-invoice.too-deep',
    () => invoice('<a>'.repeat(1_000_000) + '</a>'.repeat(1_000_000)),
  ],
  [
    'a hundred thousand attributes',
    'e-invoice.unreadable',
    () => `<Invoice ${Array.from({ length: 100_000 }, (_, i) => `a${i}="1"`).join(' ')}/>`,
  ],
  ['a flood of tags', 'e-invoice.too-long', () => invoice('<a/>'.repeat(700_000))],
  ['a tag that is not closed', 'e-invoice.unreadable', () => invoice('<cbc:ID>F1')],
  ['two invoices in one file', 'e-invoice.unreadable', () => plain + plain.replace(/<\?.*?\?>/, '')],
  ['an empty file', 'e-invoice.unreadable', () => ''],
  ['a PDF', 'e-invoice.unreadable', () => Buffer.from('%PDF-1.7\n\u00e2\u00e3')],
  [
    'bytes that are not the encoding they claim',
    'e-invoice.unreadable',
    () =>
      Buffer.concat([
        Buffer.from(plain.slice(0, -20)),
        Buffer.from([0xff, 0xc0]),
        Buffer.from(plain.slice(-20)),
      ]),
  ],
  [
    'UTF-7, in which a DOCTYPE would not be seen',
    'e-invoice.unreadable',
    () => Buffer.from(plain.replace('UTF-8', 'UTF-7')),
  ],
  [
    'another document than an invoice',
    'e-invoice.not-an-invoice',
    () => '<Order xmlns="urn:oasis:names:specification:ubl:schema:xsd:Order-2"/>',
  ],
  [
    'an Invoice of another world',
    'e-invoice.not-an-invoice',
    () => '<Invoice xmlns="urn:example">1</Invoice>',
  ],
]
for (const [story, code, input] of refused) {
  test(`refused: ${story}`, () => {
    assert.throws(
      () => readInvoice(input()),
      (no: unknown) =>
        no instanceof Refusal &&
        no.code === code &&
        langs.every((lang) => say(refusals[code]!, lang, no.params).length > 20),
    )
  })
}

test('every prefix, comment, CDATA and character number is read as XML means it', () => {
  const xml =
    '<u:Invoice xmlns:u="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" xmlns:b="urn:b"><!-- a <note> -->' +
    '<b:ID>F&#38;&#x1F6B2;&lt;</b:ID><b:Note><![CDATA[<b>&amp;</b>]]></b:Note></u:Invoice>'
  const read = readInvoice(xml)
  assert.equal(read.number, 'F&🚲<')
  assert.deepEqual(read.notes, ['<b>&amp;</b>'])
})

test('Latin-1 and UTF-16 are read in the encoding that they declare', () => {
  const xml = (encoding: string) => plain.replace('UTF-8', encoding).replace('F1', 'Ménière')
  assert.equal(readInvoice(Buffer.from(xml('ISO-8859-1'), 'latin1')).number, 'Ménière')
  const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(xml('UTF-16'), 'utf16le')])
  assert.equal(readInvoice(utf16).number, 'Ménière')
  assert.equal(readInvoice(`\ufeff${plain}`).number, 'F1')
})

test('an absent field is null, an empty one is empty', () => {
  const read = readInvoice(invoice('<cbc:ID/>'))
  assert.equal(read.number, '')
  assert.equal(read.issueDay, null)
  assert.deepEqual(read.lines, [])
})

test('elements and attributes named after parts of JavaScript do no harm', () => {
  for (const name of ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty']) {
    for (const inside of [
      `<${name}><cbc:ID>x</cbc:ID></${name}><cbc:ID>F1</cbc:ID>`,
      `<cbc:ID ${name}="x">F1</cbc:ID>`,
    ]) {
      try {
        assert.equal(readInvoice(invoice(inside)).number, 'F1')
      } catch (no) {
        assert.ok(no instanceof Refusal, String(no))
      }
      assert.equal(({} as Record<string, unknown>)['ID'], undefined)
    }
  }
})

test('whatever bytes come in, they are read or refused, never a fault', () => {
  const bent = fc.tuple(
    fc.nat({ max: plain.length }),
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.nat({ max: 20 }),
  )
  fc.assert(
    fc.property(bent, ([at, text, gone]) => {
      try {
        readInvoice(plain.slice(0, at) + text + plain.slice(at + gone))
      } catch (no) {
        assert.ok(no instanceof Refusal, String(no))
      }
    }),
    { numRuns: 2000 },
  )
})

const folder = join(process.cwd(), '../shared/reference/einvoicing/examples')
const skip = existsSync(folder)
  ? false
  : 'the official examples are not on this machine (../shared/reference/einvoicing)'

test('the Peppol example is shown with parties, lines and totals', { skip }, () => {
  const read = readInvoice(readFileSync(join(folder, 'peppol/base-example.xml')))
  assert.equal(read.seller?.name, 'SupplierOfficialName Ltd')
  assert.equal(read.seller?.taxNumbers[0]?.scheme, 'VAT')
  assert.equal(read.lines.length, 2)
  assert.deepEqual(read.totals?.payable, { text: '1656.25', currency: 'EUR' })
})

test('a ZUGFeRD example is shown with the same names', { skip }, () => {
  const read = readInvoice(readFileSync(join(folder, 'factur-x-en16931/factur-x-2.xml')))
  assert.equal(read.syntax, 'cii')
  assert.match(read.issueDay ?? '', /^\d{4}-\d{2}-\d{2}$/)
  assert.ok(read.seller?.name && read.buyer?.address?.country && read.totals?.payable)
  for (const line of read.lines)
    assert.ok(line.name && line.net && line.quantity?.scheme && line.taxes[0]?.category)
})
