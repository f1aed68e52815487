/** What the list of invoices keeps in the address: the state. */
import { invoiceStates } from '../../modules/invoicing/schema.ts'
import { oneOf } from '../records/search.ts'

export type InvoiceListSearch = { state?: keyof typeof invoiceStates }

export function invoiceListSearch(given: Record<string, unknown>): InvoiceListSearch {
  const state = oneOf(given['state'], invoiceStates)
  return state ? { state } : {}
}
