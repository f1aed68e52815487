/** Reading orders from Vendure: two streams that together see every change it tells of, and a way round a broken order. */
import { z } from 'zod'
import { ConnectorFault } from '../../contracts/connector.ts'
import { inItsWords, type Shop, type ShopItem, type ShopPage } from '../../contracts/shop.ts'
import { faultOf, readJson, readShape, type VendureClient } from './client.ts'
import { itemOf, type Reading } from './map.ts'
import {
  OrderKeys,
  OrderList,
  orderKeysDocument,
  ordersApartDocument,
  ordersDocument,
  type WireOrderKey,
} from './wire.ts'

/** Vendure refuses to list more at once. */
export const mostPerList = 1000
const mostApart = 20
const overlap = 600_000

/** A place in one stream: what came after the moment `after`, of which the first `skip` were read already. */
type Place = z.infer<typeof Place>

/**
 * `updatedAt` of an order moves on cancelling, but not when the cart becomes an order (seen on 3.7.1: a customer
 * who pays ten minutes later leaves it ten minutes old). So new orders are found by `orderPlacedAt`, and changed
 * ones by `updatedAt`; all else shows only when an order is read by id.
 */
type Cursor = z.infer<typeof Cursor>
const Place = z.object({ after: z.int(), skip: z.int().min(0) })
const Cursor = z.object({
  placed: Place,
  updated: Place,
  // Of the first run: its changed orders are only those placed before `since`, for the rest is new; what changes
  // while it runs (from `began`, by our clock) is for the next.
  first: z.object({ since: z.int(), began: z.int() }).nullable(),
})

type Row = { readonly key: WireOrderKey; readonly item: ShopItem }
type Axis = 'orderPlacedAt' | 'updatedAt'

export function orderReader(client: VendureClient, reading: Reading, now: () => Date) {
  const ordersSince: Shop['ordersSince'] = async (text, since, limit) => {
    const cursor = text === null ? firstCursor(since, now()) : cursorOf(text)
    const take = Math.min(limit, mostPerList)
    const placed = await stream('orderPlacedAt', cursor.placed, take, null)
    const room = take - placed.length
    const updated =
      room > 0 ? await stream('updatedAt', cursor.updated, room, cursor.first?.since ?? null) : []
    return pageOf(cursor, placed, updated, take)
  }

  async function stream(axis: Axis, place: Place, take: number, placedBefore: number | null): Promise<Row[]> {
    const placedAt = placedBefore === null ? { isNull: false } : { before: isoOf(placedBefore) }
    const after = { [axis]: { after: isoOf(place.after) } }
    return listed({
      filter: { _and: [{ orderPlacedAt: placedAt }, after] },
      sort: { [axis]: 'ASC', id: 'ASC' },
      skip: place.skip,
      take,
    })
  }

  /** A list of orders; when one of them breaks the answer, each is read apart, so that only that one is lost. */
  async function listed(options: Record<string, unknown>): Promise<Row[]> {
    const { data, errors } = await client.ask(ordersDocument, { options })
    if (errors.length === 0) {
      const { items } = readShape(OrderList, data).orders
      const keys = readShape(OrderKeys, data).orders.items
      return keys.map((key, index) => ({ key, item: itemOf(items[index], reading) }))
    }
    if (!errors.every((error) => error.path[1] === 'items')) throw faultOf(errors)
    const keys = (await client.read(OrderKeys, orderKeysDocument, { options })).orders.items
    const items = await apart(keys.map((key) => key.id))
    return keys.flatMap((key) => {
      const item = items.get(key.id)
      return item ? [{ key, item }] : []
    })
  }

  async function apart(ids: readonly string[]): Promise<Map<string, ShopItem>> {
    const items = new Map<string, ShopItem>()
    for (let from = 0; from < ids.length; from += mostApart) {
      const some = ids.slice(from, from + mostApart)
      const variables = Object.fromEntries(some.map((id, i) => [`id${i}`, id]))
      const { data, errors } = await client.ask(ordersApartDocument(some.length), variables)
      if (errors.some((error) => error.path.length === 0)) throw faultOf(errors)
      const answers = (data ?? {}) as Record<string, unknown>
      for (const [i, id] of some.entries()) {
        const error = errors.find((one) => one.path[0] === `order${i}`)
        if (error) items.set(id, { externalId: id, unreadable: inItsWords(error.message) })
        else if (answers[`order${i}`]) items.set(id, itemOf(answers[`order${i}`], reading))
      }
    }
    return items
  }

  const ordersById: Shop['ordersById'] = async (ids) => {
    const items: ShopItem[] = []
    for (let from = 0; from < ids.length; from += 100) {
      const some = ids.slice(from, from + 100)
      const filter = { id: { in: some }, orderPlacedAt: { isNull: false } }
      for (const { item } of await listed({ filter, take: some.length })) items.push(item)
    }
    return items
  }

  return { ordersSince, ordersById }
}

function pageOf(cursor: Cursor, placed: readonly Row[], updated: readonly Row[], take: number): ShopPage {
  const hasMore = placed.length + updated.length >= take
  const next = {
    ...cursor,
    placed: nextPlace(cursor.placed, placed, 'orderPlacedAt'),
    updated: nextPlace(cursor.updated, updated, 'updatedAt'),
  }
  // A new order is in both streams.
  const fresh = new Set(placed.map((row) => row.key.id))
  const items = [...placed, ...updated.filter((row) => !fresh.has(row.key.id))].map((row) => row.item)
  return { items, cursor: JSON.stringify(hasMore ? next : nextRun(next)), hasMore }
}

/** Vendure on SQLite keeps whole seconds, so the place is a second, and how much of that second was read. */
function nextPlace(place: Place, rows: readonly Row[], axis: Axis): Place {
  const last = rows.at(-1)
  if (!last) return place
  const second = secondOf(last.key[axis])
  const inIt = rows.filter((row) => secondOf(row.key[axis]) === second).length
  const isSame = second - 1 === place.after
  return { after: second - 1, skip: inIt + (isSame ? place.skip : 0) }
}

/** Everything was read: the next run goes back a little, for orders whose transaction was still open. */
function nextRun({ placed, updated, first }: Cursor): Cursor {
  const back = (place: Place) => (place.skip > 0 ? place.after - overlap : place.after)
  const changed = first ? Math.min(first.began - overlap, back(placed)) : back(updated)
  return { placed: { after: back(placed), skip: 0 }, updated: { after: changed, skip: 0 }, first: null }
}

function firstCursor(since: Date, now: Date): Cursor {
  const from = { after: since.getTime() - 1, skip: 0 }
  return { placed: from, updated: from, first: { since: since.getTime(), began: now.getTime() } }
}

function cursorOf(text: string): Cursor {
  const found = Cursor.safeParse(readJson(text))
  if (found.success) return found.data
  throw new ConnectorFault('config', 'the place up to which orders were read is not one of Vendure')
}

const secondOf = (moment: Date) => Math.floor(moment.getTime() / 1000) * 1000
const isoOf = (milliseconds: number) => new Date(milliseconds).toISOString()
