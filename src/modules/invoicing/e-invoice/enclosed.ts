/** The invoice for machines that is enclosed in a PDF (Factur-X, ZUGFeRD), found without believing the PDF's own tables. */
import { inflateSync } from 'node:zlib'
import { refuse } from '../../../base/refusal.ts'
import { limits } from './reader.ts'

/** The mark may stand a little way into the file (ISO 32000-1, annex H). */
export const isPdf = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.subarray(0, 1024)).toString('latin1').includes('%PDF-')

export function invoiceInPdf(pdf: Uint8Array): Uint8Array {
  for (const file of enclosedFiles(pdf)) if (isInvoice(file)) return file
  return refuse('e-invoice.none-inside')
}

/** More are never enclosed in an invoice; who sends them wants to keep us busy. */
const mostFiles = 20

/** A stream is never inside another object, so enclosed files can be found by their mark, however the PDF is packed. */
function* enclosedFiles(pdf: Uint8Array): Generator<Uint8Array> {
  const bytes = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength)
  const text = bytes.toString('latin1')
  let count = 0
  for (const { index } of text.matchAll(/\/Type\s*\/EmbeddedFile\b/g)) {
    if (++count > mostFiles) return
    const mark = /stream\r?\n/g
    mark.lastIndex = index
    const found = mark.exec(text)
    if (!found) return
    const about = text.slice(text.lastIndexOf(' obj', index), found.index)
    const file = unpacked(bytes.subarray(mark.lastIndex, endOf(text, mark.lastIndex, about)), about)
    if (file) yield file
  }
}

/** The length may stand in another object; then the stream ends where that is said. */
function endOf(text: string, start: number, about: string): number {
  const length = /\/Length\s+(\d+)(?!\s+\d+\s+R|\d)/.exec(about)?.[1]
  const end = text.indexOf('endstream', start + Number(length ?? 0))
  return length ? start + Number(length) : Math.max(start, end)
}

/** Null where it is packed in a way that invoices never are, or into more than an invoice ever is. */
function unpacked(file: Buffer, about: string): Uint8Array | null {
  if (!about.includes('/Filter')) return file
  if (!/\/Filter\s*\[?\s*\/FlateDecode/.test(about)) return null
  try {
    return inflateSync(file, { maxOutputLength: limits.bytes })
  } catch {
    return null
  }
}

const isInvoice = (file: Uint8Array): boolean =>
  /CrossIndustryInvoice|urn:oasis:names:specification:ubl:schema:xsd:(?:Invoice|CreditNote)-2/.test(
    Buffer.from(file.subarray(0, 4096)).toString('latin1'),
  )
