/** Reads a webshop's new and changed orders: the cursor moves in the transaction that stores them. */
import { words, type Words } from '../../base/words.ts'
import { ConnectorFault } from '../../contracts/connector.ts'
import { whyMisread, type Shop, type ShopItem, type ShopOrder } from '../../contracts/shop.ts'
import { keepCursor, keepRun, logExchanges, logRun } from '../../modules/apps/actions.ts'
import { connectionAt, findConnection } from '../../modules/apps/reads.ts'
import type { Connection } from '../../modules/apps/schema.ts'
import { getChannel } from '../../modules/channels/actions.ts'
import type { IntakeProblem } from '../../modules/orders/intake.ts'
import { changeableOrders } from '../../modules/orders/reads.ts'
import type { Ctx } from '../../platform/context.ts'
import { raiseTask, settleTask, settleTasks } from '../../platform/tasks.ts'
import { work, type Tools } from '../../platform/workflow.ts'
import { takeInOrders, type Taken } from './take-in.ts'
import { toldApart } from './tell-apart.ts'

/** How many orders one transaction takes in: many enough to be quick, few enough to hold no lock for long. */
const batch = 50
const page = 100
/** A run ends after this many pages; the next one goes on from the cursor. */
const mostPages = 200
/** A closed order is looked at again for so long: a shop may refund or cancel it without its day of change moving. */
const week = 7 * 86_400_000

type Counts = { read: number; new: number; changed: number; refused: number }

export const syncOrders = work({
  name: 'sync-orders',
  run: (tools, payload) =>
    exchange(tools, String(payload.about), 'orders', async (connection, shop, counts) => {
      let { cursor } = connection
      for (let pages = 0; pages < mostPages && !tools.isStopping(); pages++) {
        const since = connection.importSince ?? connection.createdAt
        const read = await shop.ordersSince(cursor, since, page)
        counts.read += read.items.length
        await takeIn(tools, connection, read.items, counts, read.cursor === cursor ? null : read.cursor)
        if (!read.hasMore) return
        cursor = read.cursor
      }
    }),
})

/** Every order that is not final, several times an hour: a payment or a parcel moves no shop's day of change. */
export const sweepOpenOrders = work({
  name: 'sweep-open-orders',
  run: (tools, payload) =>
    exchange(tools, String(payload.about), 'open orders', (connection, shop, counts) =>
      readAgain(tools, connection, shop, counts, null),
    ),
})

/** Each night what is final of the last week. */
export const sweepLastWeek = work({
  name: 'sweep-last-week',
  run: (tools, payload) =>
    exchange(tools, String(payload.about), 'last week', async (connection, shop, counts) => {
      const now = await tools.act(async (ctx) => ctx.now)
      await readAgain(tools, connection, shop, counts, new Date(now.getTime() - week))
    }),
})

async function readAgain(
  tools: Tools,
  connection: Connection,
  shop: Shop,
  counts: Counts,
  since: Date | null,
): Promise<void> {
  const from = (after: { id: string; placedAt: Date } | null) =>
    tools.act((ctx) => changeableOrders(ctx, connection.channel!, { since, after, limit: page }))
  let rows = await from(null)
  while (rows.length > 0 && !tools.isStopping()) {
    const ids = rows.map(({ externalId }) => externalId)
    await takeIn(tools, connection, await shop.ordersById(ids), counts, null)
    rows = rows.length < page ? [] : await from(rows.at(-1)!)
  }
}

export const retryOrder = work({
  name: 'retry-order',
  run: (tools, payload) =>
    exchange(tools, String(payload.about), 'one order', async (connection, shop, counts) => {
      await takeIn(tools, connection, await shop.ordersById([String(payload.externalId)]), counts, null)
    }),
})

/** One run against one shop: skipped while paused or waiting, logged when it did something or failed. */
export async function exchange(
  tools: Tools,
  id: string,
  stream: string,
  run: (connection: Connection & { cursor: string | null }, shop: Shop, counts: Counts) => Promise<void>,
) {
  const { connection, now } = await tools.act(async (ctx) => ({
    connection: await connectionAt(ctx, id, stream),
    now: ctx.now,
  }))
  if (!connection?.channel || connection.state !== 'active') return
  if (connection.retryAt && connection.retryAt > now) return
  const counts: Counts = { read: 0, new: 0, changed: 0, refused: 0 }
  const from = performance.now()
  let fault: unknown = null
  try {
    await run(connection, await tools.open<Shop>({ connection: id }), counts)
  } catch (error) {
    fault = error
  }
  if (fault === null && isQuiet(connection, counts, now)) return
  await tools.act(async (ctx) => {
    const error = fault === null ? null : fault instanceof Error ? fault.message : String(fault)
    if (error !== null || counts.new + counts.changed + counts.refused > 0) {
      await logRun(ctx, {
        connection: id,
        stream,
        result: error === null ? 'ok' : 'failed',
        ...counts,
        milliseconds: Math.round(performance.now() - from),
        error: error?.slice(0, 200) ?? null,
      })
    }
    const isAuth = fault instanceof ConnectorFault && (fault.kind === 'auth' || fault.kind === 'config')
    const latest = (await findConnection(ctx, id)) ?? connection
    await keepRun(ctx, latest, {
      error,
      isAuth,
      ...(fault instanceof ConnectorFault ? { retryAfterSeconds: fault.retryAfterSeconds } : {}),
    })
    const dedupe = `sync:${id}`
    if (error === null) {
      if (connection.failures > 0) await settleTask(ctx, dedupe)
    } else if (isAuth || latest.failures >= 5) {
      await raiseTask(ctx, {
        kind: 'sync.connection-broken',
        about: id,
        aboutKind: 'connections',
        detail: { name: connection.name, error },
        retry: { task: 'work', payload: { work: 'test-connection', about: id } },
        dedupe,
      })
    }
  })
}

/** Nothing to write down of a look that brought nothing to a connection that works, but once a minute that it did. */
const isQuiet = (connection: Connection, counts: Counts, now: Date): boolean =>
  counts.new + counts.changed + counts.refused === 0 &&
  connection.failures === 0 &&
  connection.lastError === null &&
  connection.lastSuccessAt !== null &&
  now.getTime() - connection.lastSuccessAt.getTime() < 60_000

/** What the last transaction of a page keeps beside its orders. */
type Rest = { readonly unreadable: readonly UnreadableItem[]; readonly cursor: string | null }
type UnreadableItem = Extract<ShopItem, { unreadable: Words }>
const nothing: Rest = { unreadable: [], cursor: null }

/** Stores what was read, some orders at a time; the transaction of the last ones moves the cursor. A bad order is set aside alone. */
async function takeIn(
  tools: Tools,
  connection: Connection,
  items: readonly ShopItem[],
  counts: Counts,
  cursor: string | null,
): Promise<void> {
  if (items.length === 0 && cursor === null) return
  const orders = items.flatMap((item) => ('order' in item ? [item.order] : []))
  const unreadable = items.filter((item): item is UnreadableItem => 'unreadable' in item)
  const keep = (some: readonly ShopOrder[], rest: Rest) =>
    toldApart(tools, connection.channel!, async () =>
      count(counts, await tools.act((ctx) => store(ctx, connection, some, rest))),
    )
  for (let i = 0; i === 0 || i < orders.length; i += batch) {
    const some = orders.slice(i, i + batch)
    const rest = i + batch >= orders.length ? { unreadable, cursor } : nothing
    try {
      await keep(some, rest)
    } catch (error) {
      if (some.length === 0) throw error
      for (const order of some)
        await keep([order], nothing).catch((why) =>
          keep([], { ...nothing, unreadable: [refusedAlone(order, why)] }),
        )
      await keep([], rest)
    }
  }
}

const refusedAlone = ({ externalId }: ShopOrder, why: unknown): UnreadableItem => ({
  externalId,
  unreadable: whyMisread(why),
})

/** Counted when it is kept: a transaction may be tried more than once. */
function count(counts: Counts, kept: Kept): void {
  for (const name of ['new', 'changed', 'refused'] as const) counts[name] += kept[name]
}

type Kept = Omit<Counts, 'read'>

async function store(
  ctx: Ctx,
  connection: Connection,
  orders: readonly ShopOrder[],
  { unreadable, cursor }: Rest,
): Promise<Kept> {
  const taken = orders.length > 0 ? await takenIn(ctx, connection, orders) : []
  for (const { externalId, unreadable: error } of unreadable)
    await setAside(ctx, connection, externalId, unreadableBy(error))
  if (cursor !== null) await keepCursor(ctx, connection.id, 'orders', cursor)
  const number = (isSo: (one: Taken) => boolean) => taken.filter(isSo).length
  return {
    new: number(({ result }) => result === 'new'),
    changed: number(({ result }) => result === 'changed'),
    refused: number(({ problem }) => problem !== null) + unreadable.length,
  }
}

/** What of these orders was new or changed, told to whoever must know. */
async function takenIn(ctx: Ctx, connection: Connection, orders: readonly ShopOrder[]): Promise<Taken[]> {
  const channel = await getChannel(ctx, { id: connection.channel! })
  const taken = (await takeInOrders(ctx, channel, orders)).filter(({ result }) => result !== 'same')
  if (taken.length === 0) return []
  for (const one of taken)
    if (one.problem) await setAside(ctx, connection, one.externalId, one.problem, one.order)
  // One that was set aside before and is right now, new or known, waits for nobody any more.
  await settleTasks(
    ctx,
    taken.filter(({ problem }) => !problem).map(({ externalId }) => taskKey(connection, externalId)),
  )
  await logExchanges(
    ctx,
    taken.map((one) => exchangeOf(connection, one)),
  )
  return taken
}

const exchangeOf = (connection: Connection, taken: Taken) => ({
  connection: connection.id,
  direction: 'in' as const,
  kind: 'order',
  externalId: taken.externalId,
  about: taken.order,
  result: taken.problem ? 'refused' : taken.result,
  error: taken.problem?.code ?? null,
})

const taskKey = (connection: Connection, externalId: string) => `order:${connection.id}:${externalId}`

const unreadableBy = ({ nl, en }: Words): IntakeProblem => ({
  code: 'intake.unreadable',
  params: { error: words(nl.slice(0, 1000), en.slice(0, 1000)) },
})

/** The task is told in the reader's own language, so it keeps the problem and no sentence. */
async function setAside(
  ctx: Ctx,
  connection: Connection,
  externalId: string,
  { code, params }: IntakeProblem,
  order: string | null = null,
): Promise<void> {
  await raiseTask(ctx, {
    kind: code,
    about: order ?? connection.id,
    aboutKind: order ? 'orders' : 'connections',
    detail: { ...params, externalId },
    retry: { task: 'work', payload: { work: 'retry-order', about: connection.id, externalId } },
    dedupe: taskKey(connection, externalId),
  })
}
