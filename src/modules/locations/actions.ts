/** What one may ask of locations. */
import { standard } from '../../platform/standard.ts'
import { Location } from './schema.ts'

export const {
  list: listLocations,
  get: getLocation,
  create: createLocation,
  change: changeLocation,
} = standard(Location, '/locations', {
  noun: 'location',
  area: 'locations',
  search: ['name', 'city'],
  sort: 'name',
  filters: ['type', 'business'],
})
