/** Reads an incoming e-invoice, UBL or CII, safely and without believing what it says. */
import { refuse } from '../../../base/refusal.ts'
import { readCii } from './cii-reader.ts'
import type { ReadInvoice } from './incoming.ts'
import { readUbl } from './ubl-reader.ts'
import { readXml, type Node } from './xml.ts'

const roots: Record<string, (root: Node) => ReadInvoice> = {
  'urn:oasis:names:specification:ubl:schema:xsd:Invoice-2 Invoice': readUbl,
  'urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2 CreditNote': readUbl,
  'urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100 CrossIndustryInvoice': readCii,
}

export function readInvoice(input: Uint8Array | string): ReadInvoice {
  return readTree(input).invoice
}

/** The invoice with the tree it came from, on which the rules about the spelling of UBL look. */
export function readTree(input: Uint8Array | string): { readonly invoice: ReadInvoice; readonly tree: Node } {
  const tree = readXml(input)
  const read = roots[`${tree.namespace} ${tree.name}`]
  if (!read) refuse('e-invoice.not-an-invoice', { root: tree.name })
  return { invoice: read(tree), tree }
}
