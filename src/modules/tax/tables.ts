/** The dated facts that the VAT rules read: rates, places, categories and limits, indexed once so that looking up is quick. */
import type { Day } from '../../base/day.ts'
import type { Cents, Rate } from '../../base/money.ts'
import rows from './tables.json' with { type: 'json' }

/** A rate of one tax category; `standard` is the category of everything that has no rate of its own. */
export type RateRow = {
  readonly country: string
  /** A part of the country with rates of its own, such as the Azores. */
  readonly region: string | null
  readonly category: string
  readonly rate: Rate
  readonly from: Day
  /** The last day on which it holds. */
  readonly to: Day | null
  readonly source: string
}

/** `xi` is Northern Ireland: goods as in the EU, services as outside. */
export type Area = 'eu' | 'xi' | 'outside'

/** Where an address lies for VAT on goods, from one day on. The first row that matches wins; `*` is every other country. */
export type TerritoryRow = {
  readonly country: string
  /** Beginnings of postcodes, without blanks and dashes; empty means the whole country. */
  readonly postcodes: readonly string[]
  readonly area: Area
  /** The country whose rates hold, when its code is another one: Monaco counts as France. */
  readonly as: string | null
  readonly region: string | null
  readonly name: string
  readonly from: Day
  /** The last day on which it holds. */
  readonly to: Day | null
  readonly source: string
}

/** A `service-on-site` is taxed where it is done whoever buys it: lodging, art. 47 of the Directive. */
export type CategoryKind = 'goods' | 'service' | 'service-on-site' | 'insurance'

export type CategoryRow = {
  readonly id: string
  readonly kind: CategoryKind
  /** The country in which large deliveries to businesses shift the VAT to the buyer. */
  readonly reverseChargedIn: string | null
}

export type LimitName =
  | 'distance-sales'
  | 'electronics-reverse-charge'
  | 'uk-consignment'
  | 'import-consignment'

export type LimitRow = {
  readonly limit: LimitName
  /** Cents of the euro; of the pound for `uk-consignment`. */
  readonly amount: Cents
  readonly from: Day
  readonly to: Day | null
  readonly source: string
}

export type TaxRows = {
  readonly rates: readonly RateRow[]
  readonly territories: readonly TerritoryRow[]
  readonly categories: readonly CategoryRow[]
  readonly limits: readonly LimitRow[]
}

/** The rows, ready to be asked thousands of times a second. */
export type Tables = {
  readonly rates: ReadonlyMap<string, readonly RateRow[]>
  readonly territories: ReadonlyMap<string, readonly TerritoryRow[]>
  readonly categories: ReadonlyMap<string, CategoryRow>
  readonly limits: ReadonlyMap<LimitName, readonly LimitRow[]>
}

/** What an installation begins with; the operator keeps the rows afterwards. */
export const initialTaxRows = rows as TaxRows

export function tablesOf(given: TaxRows): Tables {
  return {
    rates: grouped(given.rates, (row) => rateKey(row.country, row.region, row.category)),
    territories: grouped(given.territories, (row) => row.country),
    categories: new Map(given.categories.map((row) => [row.id, row])),
    limits: grouped(given.limits, (row) => row.limit),
  }
}

export const rateKey = (country: string, region: string | null, category: string): string =>
  `${country}/${region ?? ''}/${category}`

type Dated = { readonly from: Day; readonly to: Day | null }

export const holdsOn = (row: Dated, day: Day): boolean =>
  row.from <= day && (row.to === null || day <= row.to)

/** The row that holds on a day, when there is one. */
export const onDay = <R extends Dated>(found: readonly R[], day: Day): R | undefined =>
  found.find((row) => holdsOn(row, day))

function grouped<R, K>(all: readonly R[], keyOf: (row: R) => K): Map<K, R[]> {
  const groups = new Map<K, R[]>()
  for (const row of all) {
    const key = keyOf(row)
    const group = groups.get(key)
    if (group) group.push(row)
    else groups.set(key, [row])
  }
  return groups
}
