/** What the list of shipments keeps in the address: the view and what was searched for. */
import type { ShipmentView } from '../../modules/fulfilment/schema.ts'
import { oneOf, textSearch } from '../records/search.ts'

export type ShipmentListSearch = { view?: ShipmentView; search?: string }

const views = { trouble: true, waiting: true, 'under-way': true, all: true } satisfies Record<
  ShipmentView,
  true
>

export function shipmentListSearch(given: Record<string, unknown>): ShipmentListSearch {
  const view = oneOf(given['view'], views)
  return { ...(view && view !== 'waiting' ? { view } : {}), ...textSearch(given) }
}
