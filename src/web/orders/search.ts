/** What the order list keeps in the address: bad values fall back silently, usual values stay out of it. */
import { deliveries, orderViews, paymentStates, type OrderView } from '../../modules/orders/schema.ts'

export type OrderListSearch = {
  view?: OrderView
  search?: string
  delivery?: keyof typeof deliveries
  payment?: keyof typeof paymentStates
  channel?: string
}

export function orderListSearch(given: Record<string, unknown>): OrderListSearch {
  const { view, search, delivery, payment, channel } = given
  return {
    ...(isOneOf(view, orderViews) && view !== 'open' ? { view } : {}),
    ...(typeof search === 'string' && search.trim() ? { search: search.slice(0, 200) } : {}),
    ...(typeof search === 'number' ? { search: String(search) } : {}),
    ...(isOneOf(delivery, deliveries) ? { delivery } : {}),
    ...(isOneOf(payment, paymentStates) ? { payment } : {}),
    ...(typeof channel === 'string' && /^[0-9a-f-]{36}$/i.test(channel) ? { channel } : {}),
  }
}

const isOneOf = <T extends object>(value: unknown, choices: T): value is keyof T =>
  typeof value === 'string' && Object.hasOwn(choices, value)
