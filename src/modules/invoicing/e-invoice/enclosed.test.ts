/** Invoices inside PDFs: our own comes out as it went in, and what is no invoice, or a bomb, does not. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deflateSync } from 'node:zlib'
import { invoiceInPdf, isPdf } from './enclosed.ts'
import { readInvoice } from './reader.ts'

const cii =
  '<rsm:CrossIndustryInvoice xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100" xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100"><rsm:ExchangedDocument><ram:ID>R-7</ram:ID></rsm:ExchangedDocument></rsm:CrossIndustryInvoice>'

/** A stream as PDFs write it, with its length told, told elsewhere, or wrong. */
function pdfWith(streams: readonly { bytes: Uint8Array; about: string }[]): Uint8Array {
  const parts = streams.map(({ bytes, about }, i) =>
    Buffer.concat([
      Buffer.from(`${i + 5} 0 obj\n<</Type /EmbeddedFile ${about}>>\nstream\r\n`),
      bytes,
      Buffer.from('\nendstream\nendobj\n'),
    ]),
  )
  return Buffer.concat([Buffer.from('%PDF-1.7\n%\u00e2\n'), ...parts, Buffer.from('%%EOF')])
}
const packed = (text: string | Uint8Array) => new Uint8Array(deflateSync(text))
const numberIn = (pdf: Uint8Array) => readInvoice(invoiceInPdf(pdf)).number

test('the enclosed invoice is found, packed or not, with its length told here, elsewhere or not at all', () => {
  const plain = Buffer.from(cii)
  const small = packed(cii)
  for (const [bytes, about] of [
    [plain, `/Length ${plain.length}`],
    [plain, '/Length 12 0 R'],
    [plain, ''],
    [small, `/Filter /FlateDecode /Length ${small.length}`],
    [small, '/Filter [/FlateDecode] /Length 12 0 R /Params <</Size 9>>'],
  ] as const)
    assert.equal(numberIn(pdfWith([{ bytes, about }])), 'R-7', about)
})

test('it is found among other papers', () => {
  const other = { bytes: Buffer.from('pakbon'), about: '/Length 6' }
  assert.equal(numberIn(pdfWith([other, { bytes: Buffer.from(cii), about: '' }])), 'R-7')
})

const none = { code: 'e-invoice.none-inside' }
test('a PDF without an invoice says so', () => {
  for (const pdf of [
    Buffer.from('%PDF-1.7 /Type /EmbeddedFile'),
    pdfWith([]),
    pdfWith([{ bytes: Buffer.from(cii), about: '/Filter /LZWDecode' }]),
    pdfWith([{ bytes: Buffer.from('geen deflate'), about: '/Filter /FlateDecode' }]),
    pdfWith(Array.from({ length: 25 }, () => ({ bytes: Buffer.from('x'), about: '' }))),
  ])
    assert.throws(() => invoiceInPdf(pdf), none)
})

test('what unpacks to more than an invoice ever is, is not unpacked', () => {
  const bomb = packed(Buffer.concat([Buffer.from(cii), Buffer.alloc(64 * 1024 * 1024, 32)]))
  assert.throws(() => invoiceInPdf(pdfWith([{ bytes: bomb, about: '/Filter /FlateDecode' }])), none)
})

test('XML is no PDF', () => {
  assert.deepEqual([isPdf(Buffer.from(cii)), isPdf(pdfWith([]))], [false, true])
})
