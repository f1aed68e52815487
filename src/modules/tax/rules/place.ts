/** Where an address lies for VAT: inside, outside or Northern Ireland, as which country, in which region. */
import type { Day } from '../../../base/day.ts'
import { refuseField } from '../../../base/refusal.ts'
import { holdsOn } from '../tables.ts'
import type { Area, Tables, TerritoryRow } from '../tables.ts'
import type { Address } from './sale.ts'

export type Place = {
  readonly area: Area
  /** The country whose VAT holds there; Northern Ireland is XI. */
  readonly country: string
  readonly region: string | null
}

/** Where it lies on that day; `field` is where the address stands in the input, for the refusal. */
export function locate(address: Address, day: Day, tables: Tables, field = 'fulfilment.to.country'): Place {
  const code = address.country.trim().toUpperCase()
  // An unreadable country must not pass as "outside the EU" and so go untaxed.
  if (!/^[A-Z]{2}$/.test(code)) refuseField(field, 'tax.unknown-country', { country: address.country })
  const postcode = barePostcode(address.postcode ?? '')
  const rowOf = (country: string) =>
    tables.territories.get(country)?.find((row) => holdsOn(row, day) && covers(row, postcode))
  const row = rowOf(code) ?? rowOf('*')
  if (!row) return { area: 'outside', country: code, region: null }
  return { area: row.area, country: row.as ?? code, region: row.region }
}

const covers = (row: TerritoryRow, postcode: string) =>
  row.postcodes.length === 0 || row.postcodes.some((start) => postcode.startsWith(start))

/** Without blanks and dashes, and without the country letters that some write before the digits: FI-22100, D-78266. */
function barePostcode(postcode: string): string {
  const bare = postcode.toUpperCase().replace(/[^A-Z0-9]/g, '')
  return /^[A-Z]{1,2}\d{4,}$/.test(bare) ? bare.replace(/^[A-Z]+/, '') : bare
}
