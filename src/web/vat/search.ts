/** What the screen of VAT tables keeps in the address: which table, and of which country. */
import { filled } from '../records/search.ts'

export const vatTables = ['rates', 'territories', 'limits', 'exchange', 'watch'] as const
export type VatTable = (typeof vatTables)[number]
export type VatSearch = { table?: VatTable; country?: string }

export function vatSearch({ table, country }: Record<string, unknown>): VatSearch {
  const known = vatTables.find((one) => one === table)
  return filled({
    table: known === 'rates' ? undefined : known,
    country: typeof country === 'string' && /^[A-Z]{2}$/.test(country) ? country : undefined,
  }) as VatSearch
}
