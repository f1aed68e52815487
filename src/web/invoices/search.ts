/** What the lists of invoices keep in the address. */
import type { Invoice } from '../../modules/invoicing/schema.ts'
import { oneOf, textSearch } from '../records/search.ts'

export type InvoiceListSearch = { search?: string; state?: Invoice['state'] }

/** Only their names: the words of all invoicing would make every screen wait for them. */
const states = {
  concept: true,
  final: true,
  sent: true,
  paid: true,
  credited: true,
  'written-off': true,
  deleted: true,
} satisfies Record<Invoice['state'], true>

export function invoiceListSearch(given: Record<string, unknown>): InvoiceListSearch {
  const state = oneOf(given['state'], states)
  return { ...textSearch(given), ...(state ? { state } : {}) }
}

export const lateSearch = (given: Record<string, unknown>): { view?: 'sent' } =>
  given['view'] === 'sent' ? { view: 'sent' } : {}

export const printQueueSearch = (given: Record<string, unknown>): { view?: 'printed' } =>
  given['view'] === 'printed' ? { view: 'printed' } : {}
