/** What the list of organisations keeps in the address: the role and what was searched for. */
import type { organisationRoles } from '../../modules/organisations/schema.ts'
import { oneOf, textSearch, type TextSearch } from '../records/search.ts'

export type OrganisationListSearch = TextSearch & { role?: keyof typeof organisationRoles }

/** Only their names: the words of all relations would make every screen wait for them. */
const roles = {
  customer: true,
  supplier: true,
  business: true,
  location: true,
  carrier: true,
  'fulfilment-partner': true,
} satisfies Record<keyof typeof organisationRoles, true>

export function organisationSearch(given: Record<string, unknown>): OrganisationListSearch {
  const role = oneOf(given['role'], roles)
  return { ...textSearch(given), ...(role ? { role } : {}) }
}
