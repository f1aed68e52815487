/** Chance that repeats itself: the same seed makes the same merchant, so that a demo can be talked about. */

export type Chance = {
  /** From 0 up to, and without, 1. */
  next(): number
  /** A whole number, both ends included. */
  between(least: number, most: number): number
  happens(probability: number): boolean
  pick<T>(from: readonly T[]): T
  /** Low places of the list come more often, as a few products make most of a turnover. */
  pickSkewed<T>(from: readonly T[]): T
}

/** Mulberry32: 32 bits of state, enough for a shop window. */
export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const place = <T>(from: readonly T[], share: number): T => from[Math.floor(share * from.length)]!
  return {
    next,
    between: (least, most) => least + Math.floor(next() * (most - least + 1)),
    happens: (probability) => next() < probability,
    pick: (from) => place(from, next()),
    pickSkewed: (from) => place(from, next() ** 2.2),
  }
}
