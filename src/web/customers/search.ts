/** Which part of a customer's page is open, kept in the address. */
import { oneOf } from '../records/search.ts'

/** In the order of the tabs. */
export const customerParts = {
  details: true,
  quotes: true,
  orders: true,
  invoices: true,
  mails: true,
} as const
export type CustomerPart = keyof typeof customerParts

export function customerPart(given: Record<string, unknown>): { part?: CustomerPart } {
  const part = oneOf(given['part'], customerParts)
  return part && part !== 'details' ? { part } : {}
}
