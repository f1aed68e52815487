/** What the list of organisations keeps in the address: what was searched for and the filters that stand. */
import type { organisationRoles } from '../../modules/organisations/schema.ts'
import { anId, oneOf, textSearch, type TextSearch } from '../records/search.ts'

export type OrganisationListSearch = TextSearch & {
  role?: keyof typeof organisationRoles
  /** Those of whoever looks. */
  manager?: 'mine'
  /** Those that cannot be ordered for yet. */
  whole?: 'no'
  archive?: 'yes'
  label?: string
}

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
  const label = anId(given['label'])
  return {
    ...textSearch(given),
    ...(role ? { role } : {}),
    ...(given['manager'] === 'mine' ? { manager: 'mine' as const } : {}),
    ...(given['whole'] === 'no' ? { whole: 'no' as const } : {}),
    ...(given['archive'] === 'yes' ? { archive: 'yes' as const } : {}),
    ...(label ? { label } : {}),
  }
}
