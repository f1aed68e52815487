/** Webshops hear what can be sold of an article, as soon as it changes and only then; whose figure counts is a choice per connection (S0-4e). */
import { z } from 'zod'
import { refuse } from '../base/refusal.ts'
import { say } from '../base/words.ts'
import { ConnectorFault, type Outcome } from '../contracts/connector.ts'
import type { Shop } from '../contracts/shop.ts'
import { keepStockLeader, logExchanges, shownConnection } from '../modules/apps/actions.ts'
import { findConnection } from '../modules/apps/reads.ts'
import { Connection, stockLeaders } from '../modules/apps/schema.ts'
import { getChannelLocation } from '../modules/channels/actions.ts'
import {
  askRefusedStockAgain,
  askShopsToHear,
  askShopsToHearAll,
  forgetProduct,
  forgetWhatShopHeard,
  keepWhatShopHeard,
} from '../modules/stock/actions.ts'
import { refusedStock, stockPreview, waitingStock, type WaitingStock } from '../modules/stock/reads.ts'
import { action } from '../platform/action.ts'
import type { Ctx } from '../platform/context.ts'
import { get } from '../platform/rows.ts'
import { raiseTask, settleTask } from '../platform/tasks.ts'
import { setSchedule } from '../platform/worker.ts'
import { reaction, work, type Tools } from '../platform/workflow.ts'

const name = 'tell-shop-of-stock'

export const previewStock = action({
  http: 'GET /connections/:connection/stock',
  right: 'apps.see',
  says: 'How many articles a webshop would be told the stock of, and how many of them cannot be sold now.',
  input: z.object({ connection: z.uuid() }),
  run: async (ctx, input) => stockPreview(ctx, channelOf(await get(ctx, Connection, input.connection))),
})

export const chooseStockLeader = action({
  http: 'POST /connections/:connection/stock',
  right: 'apps.manage',
  says: 'Whose stock counts in a webshop: ours, which it is told from now on, or its own, which we then leave alone.',
  input: z.strictObject({
    connection: z.uuid(),
    leads: z.enum(Object.keys(stockLeaders) as [keyof typeof stockLeaders, ...(keyof typeof stockLeaders)[]]),
    version: z.int().optional(),
  }),
  async run(ctx, { connection: id, leads, version }) {
    const channel = channelOf(await get(ctx, Connection, id))
    const after = await keepStockLeader(ctx, id, leads, version)
    await setSchedule(ctx, { name, subject: id, everySeconds: catchUpSeconds, isPaused: leads !== 'us' })
    if (leads === 'us') await askAll(ctx, channel)
    else {
      await forgetWhatShopHeard(ctx, id)
      for (const kind of ['not-told', 'refused']) await settleTask(ctx, taskOf(kind, id))
    }
    return shownConnection(ctx, after)
  },
})

/** Whatever fell through, because a program was killed or a shop was away for a day, is told within five minutes. */
const catchUpSeconds = 300

const channelOf = (connection: Connection): string =>
  connection.kind === 'shop' && connection.channel !== null
    ? connection.channel
    : refuse('connection.no-stock')

/** Stock changed, or what is promised of it. */
export const noteStockChange = work({
  name: 'note-stock-change',
  run: (tools, payload) =>
    tools.act(async (ctx) => tellSoon(ctx, await askShopsToHear(ctx, payload.products as string[]))),
})

/** A location more or less, or another safety stock: everything on that channel may have another figure. */
export const noteChannelChange = reaction({
  name: 'note-channel-change',
  on: ['channel-location.created', 'channel-location.changed', 'channel-location.removed'],
  async run(ctx, event) {
    const isGone = event.kind === 'channel-location.removed'
    await askAll(ctx, isGone ? event.about : (await getChannelLocation(ctx, { id: event.about })).channel)
  },
})

/** Sold without stock from now on, or no longer; under another code a webshop never heard of it. */
export const noteProductChange = reaction({
  name: 'note-product-change',
  on: ['product.changed'],
  async run(ctx, event) {
    if (Object.hasOwn((event.detail.changes ?? {}) as object, 'sku')) await forgetProduct(ctx, event.about)
    tellSoon(ctx, await askShopsToHear(ctx, [event.about]))
  },
})

const askAll = async (ctx: Ctx, channel: string): Promise<void> =>
  tellSoon(ctx, await askShopsToHearAll(ctx, channel))

/** Changes within so many milliseconds are told together. */
const together = 1000

/** In the queue of the shop's orders: what it sold just now is taken off before it hears what can be sold. */
function tellSoon(ctx: Ctx, connections: readonly string[]): void {
  const next = (Math.floor(ctx.now.getTime() / together) + 1) * together
  for (const about of connections) {
    const queue = `sync-orders:${about}`
    ctx.later({
      task: 'work',
      payload: { work: 'sync-orders', about },
      queue,
      key: `now:${about}`,
      attempts: 1,
    })
    // A key per moment: a shop of which something changes every moment is told all the same.
    ctx.later({
      task: 'work',
      payload: { work: name, about },
      queue,
      key: `stock:${about}:${next}`,
      runAt: new Date(next),
      attempts: 3,
    })
  }
}

/** So many articles at once: what a shop answered is kept before it is asked on. */
const batch = 100

export const tellShopOfStock = work({
  name,
  async run(tools, payload) {
    const id = String(payload.about)
    const connection = await tools.act(async (ctx) => {
      const found = await findConnection(ctx, id)
      if (found && payload.again === true) await askRefusedStockAgain(ctx, id)
      return found
    })
    if (connection?.state !== 'active' || connection.stockLeads !== 'us' || !connection.channel) return
    const { channel } = connection
    let isFirst = true
    while (!tools.isStopping()) {
      const waiting = await tools.act((ctx) => waitingStock(ctx, id, channel, batch))
      if (waiting.length === 0) break
      await tellSome(tools, connection, waiting)
      isFirst = false
    }
    if (!isFirst) await tools.act((ctx) => sayRefused(ctx, connection))
  },
  async gaveUp(ctx, payload, error) {
    const connection = await findConnection(ctx, String(payload.about))
    if (!connection) return
    await raiseTask(ctx, {
      kind: 'stock.not-told',
      about: connection.id,
      aboutKind: 'connections',
      detail: { name: connection.name, error: error.slice(0, 1000) },
      retry: { task: 'work', payload: { work: name, about: connection.id } },
      dedupe: taskOf('not-told', connection.id),
    })
  },
})

const taskOf = (kind: string, connection: string) => `stock:${kind}:${connection}`

/** What a shop has already is not told again; what it did not answer stays waiting, and the job is tried anew. */
async function tellSome(
  tools: Tools,
  connection: Connection,
  waiting: readonly WaitingStock[],
): Promise<void> {
  // Never told and lying nowhere: nothing that the shop must hear. Told before and gone: none.
  const wanted = waiting.map((one) => ({ ...one, now: one.available ?? (one.told === null ? null : 0) }))
  const other = wanted.filter(({ now, told }) => now !== null && now !== told)
  const answers = new Map<string, Outcome<null>>()
  if (other.length > 0) {
    const shop = await tools.open<Shop>({ connection: connection.id })
    const levels = other.map(({ sku, now }) => ({ sku, available: now! }))
    for (const { sku, outcome } of await shop.setStock(levels)) answers.set(sku, outcome)
  }
  const isSettled = ({ sku, now, told }: (typeof wanted)[number]) =>
    now === null || now === told || (answers.get(sku)?.kind ?? 'unknown') !== 'unknown'
  await tools.act(async (ctx) => {
    await keepWhatShopHeard(
      ctx,
      connection.id,
      wanted.filter(isSettled).map(({ product, sku, asked, now }) => ({
        product,
        asked,
        available: now,
        problem: problemIn(answers.get(sku), ctx),
      })),
    )
    await logExchanges(
      ctx,
      other.flatMap(({ product, sku }) => {
        const outcome = answers.get(sku)
        return outcome && outcome.kind !== 'unknown'
          ? [
              {
                connection: connection.id,
                direction: 'out' as const,
                kind: 'stock',
                externalId: sku,
                about: product,
                result: outcome.kind,
                error: problemIn(outcome, ctx)?.text.slice(0, 200) ?? null,
              },
            ]
          : []
      }),
    )
  })
  const silent = wanted.filter((one) => !isSettled(one))
  const first = silent.map(({ sku }) => answers.get(sku)).find((outcome) => outcome?.kind === 'unknown')
  if (silent.length > 0)
    throw new ConnectorFault(
      'transient',
      first?.kind === 'unknown' ? first.text : `no answer about ${silent[0]!.sku}`,
    )
}

const problemIn = (outcome: Outcome<null> | undefined, ctx: Ctx) =>
  outcome?.kind === 'refused'
    ? { code: outcome.code, text: outcome.words ? say(outcome.words, ctx.lang) : outcome.text }
    : null

/** The shop answers again; what it refuses is one task, however many articles. */
async function sayRefused(ctx: Ctx, { id, name: shop }: Connection): Promise<void> {
  await settleTask(ctx, taskOf('not-told', id))
  const refused = await refusedStock(ctx, id)
  if (!refused) return settleTask(ctx, taskOf('refused', id))
  const { count, sku, problem } = refused
  await raiseTask(ctx, {
    kind: 'stock.refused',
    about: id,
    aboutKind: 'connections',
    detail: { name: shop, sku, count, error: problem },
    retry: { task: 'work', payload: { work: name, about: id, again: true } },
    dedupe: taskOf('refused', id),
  })
}
