/** What one may ask of stock. */
import { z } from 'zod'
import { pageInput } from '../../base/check.ts'
import type { Milli } from '../../base/money.ts'
import { refuse } from '../../base/refusal.ts'
import { action } from '../../platform/action.ts'
import type { Ctx } from '../../platform/context.ts'
import { page } from '../../platform/rows.ts'
import { productsBySku } from '../catalog/reads.ts'
import { levelsOf, lockFree, lowStock, sellingOf } from './reads.ts'
import { allocate, type Promise_, type Want } from './rules.ts'
import { StockMovement } from './schema.ts'
import {
  askRefusedAgain,
  askToTell,
  askToTellAll,
  bookMovements,
  consumePromises,
  dropPromises,
  forgetTold,
  forgetToldOf,
  keepPromises,
  keepTold,
  setLevels,
  setPositions,
  type Movement,
} from './writes.ts'

export const stockOfProduct = action({
  http: 'GET /products/:product/stock',
  right: 'stock.see',
  input: z.object({ product: z.uuid() }),
  run: async (ctx, input) => ({ levels: await levelsOf(ctx, [input.product]) }),
})

export const productOnChannels = action({
  http: 'GET /products/:product/channels',
  right: 'stock.see',
  says: 'What can be sold of a product on each channel, and what the webshop there was last told.',
  input: z.object({ product: z.uuid() }),
  run: async (ctx, input) => ({ rows: await sellingOf(ctx, input.product) }),
})

export const listLowStock = action({
  http: 'GET /low-stock',
  right: 'stock.see',
  says: 'Active products of which less is free than their minimum, the emptiest first.',
  input: z.object({ limit: pageInput.limit }),
  run: async (ctx, input) => ({ rows: await lowStock(ctx, input.limit) }),
})

export const listMovements = action({
  http: 'GET /products/:product/movements',
  right: 'stock.see',
  input: z.object({ product: z.uuid(), ...pageInput }),
  run: (ctx, input) =>
    page(ctx, StockMovement, { where: { product: input.product }, after: input.after, limit: input.limit }),
})

export const correctStock = action({
  http: 'POST /products/:product/stock/:location',
  right: 'stock.change',
  says: 'Sets what lies at a location; the difference is booked with its reason.',
  input: z.object({
    product: z.uuid(),
    location: z.uuid(),
    onHand: z.int().min(0),
    reason: z.string().trim().min(1).max(200),
  }),
  async run(ctx, input) {
    const level = (await levelsOf(ctx, [input.product])).find((l) => l.location === input.location)
    if (level && input.onHand < level.reserved)
      refuse('stock.below-reserved', { reserved: level.reserved / 1000 })
    await setStock(
      ctx,
      [{ product: input.product, location: input.location, onHand: input.onHand }],
      'adjust',
      input.reason,
    )
    return { levels: await levelsOf(ctx, [input.product]) }
  },
})

export const setStockLevels = action({
  http: 'POST /stock-levels',
  right: 'stock.change',
  says: 'Sets many levels at one location at once, by item code; answers the codes that are unknown.',
  input: z.object({
    location: z.uuid(),
    reason: z.string().trim().min(1).max(200),
    levels: z
      .array(z.tuple([z.string().max(100), z.int().min(0)]))
      .min(1)
      .max(1000),
  }),
  async run(ctx, input) {
    const known = new Map(
      (
        await productsBySku(
          ctx,
          input.levels.map(([sku]) => sku),
        )
      ).map((p) => [p.sku, p.id]),
    )
    const unknown = input.levels.filter(([sku]) => !known.has(sku)).map(([sku]) => sku)
    // Of a code that is in the list twice the last one counts.
    const wanted = new Map(
      input.levels.flatMap(([sku, onHand]) => (known.has(sku) ? [[known.get(sku)!, onHand] as const] : [])),
    )
    const levels = [...wanted].map(([product, onHand]) => ({ product, location: input.location, onHand }))
    const changed = await setStock(ctx, levels, 'adjust', input.reason)
    return { changed: changed.length, unknown }
  },
})

/** Sets levels and tells which products changed. */
export async function setStock(
  ctx: Ctx,
  levels: readonly { product: string; location: string; onHand: Milli }[],
  kind: 'adjust' | 'count' | 'external_sync',
  reason: string | null,
) {
  const changed = await setLevels(ctx, levels, kind, reason)
  tell(ctx, changed)
  return changed
}

/** Books goods that came in. */
export async function receiveStock(
  ctx: Ctx,
  movements: readonly Omit<Movement, 'kind'>[],
  kind: 'receipt' | 'return' = 'receipt',
) {
  const booked = await bookMovements(
    ctx,
    movements.map((movement) => ({ ...movement, kind })),
  )
  tell(ctx, booked)
  return booked
}

/** Reserves what can be had for order lines; answers the promises made. `order` per want says for whom. */
export async function reserve(
  ctx: Ctx,
  channel: string,
  isPickup: boolean,
  wants: readonly (Want & { order: string })[],
): Promise<Promise_[]> {
  if (wants.length === 0) return []
  const products = [...new Set(wants.map((want) => want.product))].sort()
  const promises = allocate(wants, await lockFree(ctx, channel, products, isPickup))
  const orderOf = new Map(wants.map((want) => [want.line, want.order]))
  await keepPromises(
    ctx,
    promises.map((promise) => ({ ...promise, order: orderOf.get(promise.line)! })),
  )
  noteSelling(ctx, promises)
  return promises
}

/** Gives back what was reserved for an order, or for some of its lines; what is free again is offered to who waits. */
export async function release(ctx: Ctx, order: string, lines: readonly string[] | null = null) {
  const dropped = await dropPromises(ctx, order, lines)
  noteSelling(ctx, dropped)
  for (const product of new Set(dropped.map((promise) => promise.product)))
    ctx.emit('stock.released', product, { order })
  return dropped
}

/** What was reserved leaves the house. Booked once per `dedupe`. */
export const shipReserved = (
  ctx: Ctx,
  order: string,
  taken: readonly { line: string; quantity: Milli }[],
  dedupe: string,
) => consumePromises(ctx, order, taken, dedupe)

/** Books what left the house without a promise made here, such as orders that an older system shipped. */
export const bookShipped = (ctx: Ctx, movements: readonly Omit<Movement, 'kind'>[]) =>
  bookMovements(
    ctx,
    movements.map((movement) => ({ ...movement, kind: 'ship' })),
  )

/** Says on which shelf products lie. */
export const putOnShelves = setPositions

/** One event per product, for at most a hundred; a larger change is told once for its location. */
function tell(ctx: Ctx, changed: readonly { product: string; location: string; quantity: Milli }[]) {
  noteSelling(ctx, changed)
  if (changed.length > 100) {
    ctx.emit('stock.changed', changed[0]!.location, { products: changed.map((change) => change.product) })
    return
  }
  for (const change of changed)
    ctx.emit('stock.changed', change.product, { location: change.location, by: change.quantity })
}

/**
 * What can be sold of products changed. A job of its own asks which webshops must hear of it, so that two orders for
 * the same article do not wait for each other.
 */
function noteSelling(ctx: Ctx, changed: readonly { product: string }[]): void {
  const products = [...new Set(changed.map(({ product }) => product))].sort()
  for (let from = 0; from < products.length; from += mostNoted)
    ctx.later({
      task: 'work',
      payload: { work: 'note-stock-change', products: products.slice(from, from + mostNoted) },
    })
}

/** So many products in one job. */
const mostNoted = 1000

export const askShopsToHear = askToTell
export const askShopsToHearAll = askToTellAll
export const keepWhatShopHeard = keepTold
export const askRefusedStockAgain = askRefusedAgain
export const forgetProduct = forgetToldOf
export const forgetWhatShopHeard = forgetTold
