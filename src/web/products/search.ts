/** What the screen of products keeps in the address: what was searched for, or that it shows what runs out. */
import { textSearch, type TextSearch } from '../records/search.ts'

export type ProductSearch = TextSearch & { below?: 'minimum' }

export const productSearch = (given: Record<string, unknown>): ProductSearch => ({
  ...textSearch(given),
  ...(given['below'] === 'minimum' ? { below: 'minimum' } : {}),
})
