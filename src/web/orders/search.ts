/** What the order list keeps in the address: bad values fall back silently, usual values stay out of it. */
import { anId } from '../records/search.ts'
import {
  deliveries,
  orderViews,
  paymentStates,
  placedPeriods,
  type OrderView,
  type PlacedPeriod,
} from '../../modules/orders/schema.ts'

export type OrderListSearch = {
  view?: OrderView
  search?: string
  delivery?: keyof typeof deliveries
  payment?: keyof typeof paymentStates
  channel?: string
  placed?: PlacedPeriod
  label?: string
}

export function orderListSearch(given: Record<string, unknown>): OrderListSearch {
  const { view, search, delivery, payment, channel, placed, label } = given
  const text = typeof search === 'number' ? String(search) : search
  // Each is named even when it falls back: the router keeps the raw value of a name that is left out.
  return {
    view: isOneOf(view, orderViews) && view !== 'open' ? view : undefined,
    search: typeof text === 'string' && text.trim() ? text.slice(0, 200) : undefined,
    delivery: isOneOf(delivery, deliveries) ? delivery : undefined,
    payment: isOneOf(payment, paymentStates) ? payment : undefined,
    channel: anId(channel),
    label: anId(label),
    placed: isOneOf(placed, placedPeriods) ? placed : undefined,
  }
}

/** What the screen asks the server for. */
export const listAsked = (search: OrderListSearch) => ({ ...search, view: search.view ?? 'open', limit: 50 })

/** An order to enter once more. */
/** A new order begins like another one, or for the invoice that comes with it. */
export type NewOrderSearch = { again?: string; invoice?: true }

export function newOrderSearch({ again, invoice }: Record<string, unknown>): NewOrderSearch {
  return {
    ...(typeof again === 'string' && /^[0-9a-f-]{36}$/i.test(again) ? { again } : {}),
    ...(invoice === true || invoice === 'true' ? { invoice: true } : {}),
  }
}

const isOneOf = <T extends object>(value: unknown, choices: T): value is keyof T =>
  typeof value === 'string' && Object.hasOwn(choices, value)

let left: OrderListSearch = {}

/** The list as it was left, so that the way back from an order leads to the same rows. */
export const leaveList = (search: OrderListSearch): void => void (left = search)
export const listLeft = (): OrderListSearch => left
