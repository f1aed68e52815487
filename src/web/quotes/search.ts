/** What the list of quotes keeps in the address: the view and what was searched for. */
import type { QuoteView } from '../../modules/quotes/schema.ts'
import { oneOf, textSearch } from '../records/search.ts'

export type QuoteListSearch = { view?: QuoteView; search?: string }

/** Only their names: the words of all quotes would make every screen wait for them. */
const views = { open: true, concept: true, accepted: true, lost: true, all: true } satisfies Record<
  QuoteView,
  true
>

export function quoteListSearch(given: Record<string, unknown>): QuoteListSearch {
  const view = oneOf(given['view'], views)
  return { ...textSearch(given), ...(view && view !== 'open' ? { view } : {}) }
}
