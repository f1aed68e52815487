/** Reads an incoming e-invoice, UBL or CII, safely and without believing what it says. */
import { refuse, type RefusalCode } from '../../../base/refusal.ts'
import { readXml, type Node, type XmlFault } from '../../../base/xml.ts'
import { readCii } from './cii-reader.ts'
import type { ReadInvoice } from './incoming.ts'
import { readUbl } from './ubl-reader.ts'

const roots: Record<string, (root: Node) => ReadInvoice> = {
  'urn:oasis:names:specification:ubl:schema:xsd:Invoice-2 Invoice': readUbl,
  'urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2 CreditNote': readUbl,
  'urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100 CrossIndustryInvoice': readCii,
}

/** Opening and closing tags together; an invoice of five thousand lines has about 400,000. */
export const limits = { bytes: 10 * 1024 * 1024, depth: 64, tags: 600_000 }

const refusals: Record<XmlFault, RefusalCode> = {
  'too-large': 'e-invoice.too-large',
  'declares-entities': 'e-invoice.doctype',
  'too-many-elements': 'e-invoice.too-long',
  'too-deep': 'e-invoice.too-deep',
  unreadable: 'e-invoice.unreadable',
}

export function readInvoice(input: Uint8Array | string): ReadInvoice {
  return readTree(input).invoice
}

/** The invoice with the tree it came from, on which the rules about the spelling of UBL look. */
export function readTree(input: Uint8Array | string): { readonly invoice: ReadInvoice; readonly tree: Node } {
  const tree = readXml(input, limits)
  if (typeof tree === 'string') refuse(refusals[tree], { limit: limits.bytes / 1024 / 1024 })
  const read = roots[`${tree.namespace} ${tree.name}`]
  if (!read) refuse('e-invoice.not-an-invoice', { root: tree.name })
  return { invoice: read(tree), tree }
}
