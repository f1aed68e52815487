/**
 * Reading orders by the moment of change, so that none is missed and a broken one stops no other.
 * - Pages follow the key (updated_at, entity_id), never a page number: what changes while we read moves behind us.
 * - A sweep that is done starts ten minutes earlier next time, for orders whose transaction ended late.
 * - One order that Magento cannot put together makes the whole page answer 500 (magento/magento2#36213, #32306): the
 *   page is halved until the order is alone, and its id, which no answer tells, is found by bisection.
 */
import { ConnectorFault } from '../../contracts/connector.ts'
import { inItsWords, whyMisread, type ShopItem, type ShopPage } from '../../contracts/shop.ts'
import type { Answer, Client, Filter, Json, Search } from './client.ts'
import { listOf, moment, momentText, text, type Fields } from './fields.ts'
import { orderFrom } from './map.ts'
import type { Stores } from './stores.ts'

const overlapSeconds = 600
/** A little longer than the overlap: by then the window has moved past an order that does not change. */
const shunSeconds = 720

/** Where a sweep is: after this key, from this start, with the newest moment seen, passing by the broken ones. */
type Place = {
  readonly from: string
  readonly after: string
  readonly start: string
  readonly newest: string
  readonly broken: readonly (readonly [id: string, foundAt: string])[]
  /** So many orders from here on hold a broken one, as a page that failed has shown; null when none is known. */
  readonly suspects: number | null
}

export type Reading = {
  readonly client: Client
  readonly stores: () => Promise<Stores>
  readonly now: () => Date
}

export async function readSince(
  r: Reading,
  cursor: string | null,
  since: Date,
  limit: number,
): Promise<ShopPage> {
  const place = cursor === null ? startAt(momentText(since), []) : (JSON.parse(cursor) as Place)
  const { only, languages } = await r.stores()
  const found = await readPage(r.client, { ...place, only }, limit)
  if ('brokenId' in found) {
    const broken = [...place.broken, [found.brokenId, momentText(r.now())] as const]
    return {
      items: [{ externalId: found.brokenId, unreadable: inItsWords(found.text) }],
      cursor: JSON.stringify({ ...place, broken, suspects: null }),
      hasMore: true,
    }
  }
  const last = found.rows.at(-1)
  const newest = [place.newest, ...found.rows.map((row) => row.updatedAt)].reduce((a, b) => (a > b ? a : b))
  const next =
    found.hasMore && last
      ? { ...place, from: last.updatedAt, after: last.id, newest, suspects: found.suspects }
      : startAt(restart(place.start, newest), stillShunned(place, r.now()))
  return {
    items: found.rows.map((row) => itemOf(row, languages)),
    cursor: JSON.stringify(next),
    hasMore: found.hasMore,
  }
}

/** Orders by id; a page that fails is halved as well, and the one that is left is the broken one. */
export async function readByIds(r: Reading, ids: readonly string[]): Promise<ShopItem[]> {
  const known = ids.filter((id) => /^\d+$/.test(id))
  if (known.length === 0) return []
  if (known.length > pageOfIds)
    return [
      ...(await readByIds(r, known.slice(0, pageOfIds))),
      ...(await readByIds(r, known.slice(pageOfIds))),
    ]
  const { languages } = await r.stores()
  const answer = await r.client.get('orders', {
    groups: [[{ field: 'entity_id', is: 'in', value: known.join(',') }]],
    sort: [['entity_id', 'ASC']],
    pageSize: known.length,
  })
  if (answer.kind === 'ok') return rowsOf(answer).rows.map((row) => itemOf(row, languages))
  refuseUnlessBroken(answer)
  const [only] = known
  if (known.length === 1 && only) {
    await proveAlive(r.client, answer.text)
    return [{ externalId: only, unreadable: inItsWords(answer.text) }]
  }
  const half = known.length >> 1
  return [...(await readByIds(r, known.slice(0, half))), ...(await readByIds(r, known.slice(half)))]
}

const pageOfIds = 50

const startAt = (from: string, broken: Place['broken']): Place => ({
  from,
  after: '0',
  start: from,
  newest: '',
  broken,
  suspects: null,
})

/** Ten minutes before the newest that was seen, but never before where this sweep began. */
function restart(start: string, newest: string): string {
  if (newest === '') return start
  const early = momentText(new Date(moment(newest).getTime() - overlapSeconds * 1000))
  return early > start ? early : start
}

const stillShunned = (place: Place, now: Date) =>
  place.broken.filter(([, foundAt]) => now.getTime() - moment(foundAt).getTime() < shunSeconds * 1000)

type Row = { readonly id: string; readonly updatedAt: string; readonly json: Json }
type Found =
  | { readonly rows: readonly Row[]; readonly hasMore: boolean; readonly suspects: number | null }
  | { readonly brokenId: string; readonly text: string }

/** A place, seen through the one store view of the coupling, if it has one. */
type View = Place & { readonly only: string | null }

async function readPage(client: Client, view: View, limit: number): Promise<Found> {
  let isAlive = false
  let failed = view.suspects
  for (let size = failed === null ? limit : halfOf(failed, limit); ; size = halfOf(size, limit)) {
    const answer = await client.get('orders', searchFrom(view, [], size))
    if (answer.kind === 'ok') {
      const { rows, total } = rowsOf(answer)
      const left = failed === null ? 0 : failed - rows.length
      return { rows, hasMore: rows.length > 0 && total > rows.length, suspects: left > 0 ? left : null }
    }
    refuseUnlessBroken(answer)
    if (!isAlive) await proveAlive(client, answer.text)
    isAlive = true
    failed = size
    if (size <= 1) return { brokenId: await brokenIdAt(client, view), text: answer.text }
  }
}

const halfOf = (size: number, limit: number) => Math.min(limit, Math.max(1, size >> 1))

function searchFrom(view: View, more: readonly Filter[], pageSize: number): Search {
  const passBy: Filter = { field: 'entity_id', is: 'nin', value: view.broken.map(([id]) => id).join(',') }
  return {
    groups: [
      [{ field: 'updated_at', is: 'gteq', value: view.from }],
      // With the group above: later than the key's moment, or at that moment and of a higher id.
      [
        { field: 'updated_at', is: 'gt', value: view.from },
        { field: 'entity_id', is: 'gt', value: view.after },
      ],
      ...(view.broken.length > 0 ? [[passBy]] : []),
      ...(view.only === null ? [] : [[{ field: 'store_id', is: 'eq', value: view.only }]]),
      ...more.map((filter) => [filter]),
    ],
    sort: [
      ['updated_at', 'ASC'],
      ['entity_id', 'ASC'],
    ],
    pageSize,
  }
}

/** A shop that fails on an empty list too is down; it is no order that is broken. */
async function proveAlive(client: Client, said: string): Promise<void> {
  const answer = await client.get('orders', { groups: [[upTo(0)]], pageSize: 1 })
  if (answer.kind === 'no') throw new ConnectorFault('transient', `The shop fails: ${said}`)
}

const upTo = (id: number): Filter => ({ field: 'entity_id', is: 'lteq', value: id })

/**
 * The id of the broken order that is the first after the key. Being the first, it is the first of every part of the
 * list that holds it; so a list cut off at some id fails exactly when the broken order's id is not higher.
 */
async function brokenIdAt(client: Client, view: View): Promise<string> {
  const failsUpTo = async (id: number) =>
    (await client.get('orders', searchFrom(view, [upTo(id)], 1))).kind === 'no'
  let high = (await newestId(client)) ?? 1024
  while (!(await failsUpTo(high))) {
    if (high > 2 ** 40) throw new ConnectorFault('transient', 'A page of orders failed, and then did not')
    high *= 2
  }
  // Changed orders are mostly young ones: step back from the newest, wider each time, then halve.
  let low = Math.max(0, high - 1)
  for (let step = 2; low > 0 && (await failsUpTo(low)); step *= 2) {
    high = low
    low = Math.max(0, low - step)
  }
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (await failsUpTo(middle)) high = middle
    else low = middle
  }
  return String(high)
}

async function newestId(client: Client): Promise<number | null> {
  const answer = await client.get('orders', { sort: [['entity_id', 'DESC']], pageSize: 1 })
  const newest = answer.kind === 'ok' ? rowsOf(answer).rows[0] : undefined
  return newest ? Number(newest.id) : null
}

function refuseUnlessBroken(answer: Extract<Answer, { kind: 'no' }>): void {
  if (answer.status < 500)
    throw new ConnectorFault('config', `The shop does not give its orders: ${answer.text}`)
}

function rowsOf(answer: Extract<Answer, { kind: 'ok' }>): { rows: Row[]; total: number } {
  const page = answer.json as Fields
  const total = Number(text(page, 'total_count') ?? Number.NaN)
  if (Number.isNaN(total)) throw new ConnectorFault('unreadable', 'The list of orders holds no total_count')
  const rows = listOf(page, 'items').map((json): Row => {
    const fields = json as Fields
    const id = text(fields, 'entity_id')
    const updatedAt = text(fields, 'updated_at') ?? text(fields, 'created_at')
    if (!id || !updatedAt)
      throw new ConnectorFault('unreadable', 'An order in the list has no id or moment of change')
    return { id, updatedAt, json }
  })
  return { rows, total }
}

function itemOf({ id: externalId, json }: Row, languages: Stores['languages']): ShopItem {
  try {
    return { externalId, order: orderFrom(json, languages) }
  } catch (error) {
    // A record that makes no sense is quarantined with its reason, and the page goes on.
    return { externalId, unreadable: whyMisread(error) }
  }
}
