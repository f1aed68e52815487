/** What was bought in the demo's webshops, kept beside the data: stand-ins forget, and at the next start are told again. */
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import type { Outside, Placed, Purchase } from './outside.ts'

export type ShopNumber = 0 | 1

export type Journal = {
  /** The order numbers after which the shops began. */
  readonly starts: readonly [number, number]
  /** Lets everything happen again, at its own time. */
  replay(outside: Outside, now: Date): void
  /** Places an order and keeps it; paying and cancelling are kept as well. */
  place(outside: Outside, shop: ShopNumber, purchase: Purchase, now: Date): Placed
}

const Started = z.object({ starts: z.tuple([z.int(), z.int()]) })
const shop = z.union([z.literal(0), z.literal(1)])
const Bought = z.object({
  shop,
  at: z.number(),
  purchase: z.custom<Purchase>((value) => typeof value === 'object' && value !== null),
})
const Followed = z.object({ shop, nth: z.int(), did: z.enum(['pay', 'cancel']) })
const Line = z.union([Bought, Followed])

/** Longer ones make a start slow: the shops then begin with a clean sheet and higher numbers. */
const longest = 50_000

export function openJournal(file: string, lastOrders: readonly [number, number]): Journal {
  const read = existsSync(file) ? readFileSync(file, 'utf8').split('\n').map(parsed) : []
  const first = Started.safeParse(read[0])
  const isUsable = first.success && read.length < longest
  const starts = isUsable ? first.data.starts : lastOrders
  if (!isUsable) writeFileSync(file, `${JSON.stringify({ starts })}\n`)
  // A line cut off by a power cut is passed over; the order in it was never seen.
  const entries = isUsable ? read.flatMap((line) => Line.safeParse(line).data ?? []) : []
  const note = (line: z.infer<typeof Line>) => appendFileSync(file, `${JSON.stringify(line)}\n`)
  const counts: [number, number] = [0, 0]

  return {
    starts,
    replay(outside, now) {
      const placed: Placed[][] = [[], []]
      for (const entry of entries) {
        if ('purchase' in entry) {
          counts[entry.shop]++
          const secondsAgo = (now.getTime() - entry.at) / 1000
          placed[entry.shop]!.push(outside.shops[entry.shop].place(entry.purchase, secondsAgo))
        } else placed[entry.shop]![entry.nth]?.[entry.did]()
      }
    },
    place(outside, number, purchase, now) {
      const order = outside.shops[number].place(purchase, 0)
      const nth = counts[number]++
      note({ shop: number, at: now.getTime(), purchase })
      const follow = (did: 'pay' | 'cancel') => () => {
        order[did]()
        note({ shop: number, nth, did })
      }
      return { pay: follow('pay'), cancel: follow('cancel') }
    },
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}
