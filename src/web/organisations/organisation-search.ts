/** Which part of a relation's page is open, kept in the address. */
import { oneOf } from '../records/search.ts'

/** In the order of the tabs; suppliers alone have the third. */
export const organisationParts = {
  details: true,
  agreements: true,
  supplier: true,
  quotes: true,
  orders: true,
  invoices: true,
  mails: true,
} as const
export type OrganisationPart = keyof typeof organisationParts

export function organisationPart(given: Record<string, unknown>): { part?: OrganisationPart } {
  const part = oneOf(given['part'], organisationParts)
  return part && part !== 'details' ? { part } : {}
}
