/** The three kinds of value that UBL and CII write alike: a text and the attribute that says what it counts in. */
import type { Node } from '../../../base/xml.ts'
import type { ReadAmount, ReadCode } from './incoming.ts'

export const code = (node: Node | null): ReadCode | null =>
  node && { text: node.text, scheme: node.attributes['schemeID'] ?? null }

export const amount = (node: Node | null): ReadAmount | null =>
  node && { text: node.text, currency: node.attributes['currencyID'] ?? null }

export const quantity = (node: Node | null): ReadCode | null =>
  node && { text: node.text, scheme: node.attributes['unitCode'] ?? null }
