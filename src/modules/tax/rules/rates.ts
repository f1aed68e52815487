/** Which rate a category has in a country on a day, and which limit holds that day. */
import type { Day } from '../../../base/day.ts'
import type { Cents } from '../../../base/money.ts'
import { refuse } from '../../../base/refusal.ts'
import { categoryName } from '../../../base/tax-category.ts'
import { countryWords, limitNames } from '../schema/names.ts'
import { onDay, rateKey } from '../tables.ts'
import type { CategoryRow, LimitName, RateRow, Tables } from '../tables.ts'

/**
 * The category's own rate in the region, else in the country; else the standard rate of the region, else of the country.
 * A category whose rates have all ended is refused: it must not slide to the standard rate unseen.
 */
export function rateOf(
  tables: Tables,
  where: { country: string; region: string | null },
  category: string,
  day: Day,
): RateRow {
  const { country, region } = where
  const rows =
    (region !== null && tables.rates.get(rateKey(country, region, category))) ||
    tables.rates.get(rateKey(country, null, category)) ||
    (region !== null && tables.rates.get(rateKey(country, region, 'standard'))) ||
    tables.rates.get(rateKey(country, null, 'standard'))
  const row = rows && onDay(rows, day)
  return (
    row ?? refuse('tax.no-rate', { country: countryWords(country), category: categoryName(category), day })
  )
}

export function categoryOf(tables: Tables, category: string): CategoryRow {
  return tables.categories.get(category) ?? refuse('tax.unknown-category', { category })
}

export function limitOf(tables: Tables, limit: LimitName, day: Day): Cents {
  const row = onDay(tables.limits.get(limit) ?? [], day)
  return row ? row.amount : refuse('tax.no-limit', { limit: limitNames[limit], day })
}
