/** What one may ask of locations. */
import { find } from '../../platform/rows.ts'
import { standard } from '../../platform/standard.ts'
import { Business } from '../organisations/schema.ts'
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
  // Where goods leave decides their VAT: a place of a German business is not in the Netherlands unless somebody says so.
  async check(ctx, changes, before) {
    const business = before || !changes.business ? null : await find(ctx, Business, changes.business)
    const { country = business?.country, timeZone = business?.timeZone } = changes
    return { ...changes, country, timeZone }
  },
})
