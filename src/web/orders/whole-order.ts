/** An order with everything that its page shows, from the row with its lists as the server reads it in one statement. */
import { camel } from '../../base/record.ts'
import type { Order, OrderLine } from '../../modules/orders/schema.ts'
import type { Json } from '../calls.ts'

export type WholeOrder = Json<Order> & {
  readonly channelName: string
  readonly businessName: string
  readonly lines: readonly Json<OrderLine>[]
  readonly payments: readonly {
    id: string
    createdAt: string
    methodTitle: string
    captured: number
    refunded: number
    state: string
  }[]
  readonly events: readonly { id: string; kind: string; at: string; actorName: string }[]
}

/** The columns inside a row made by PostgreSQL keep the database's names; here they get the record's. */
export const wholeOrder = (row: object): WholeOrder => named(row) as WholeOrder

function named(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(named)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [camel(name), named(inner)]))
}
