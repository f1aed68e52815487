/** What a use case is handed: who asks, when, the open transaction, and a way to tell what happened. */
import { randomBytes } from 'node:crypto'
import type { Lang } from '../base/words.ts'
import type { Db } from './database.ts'

export type Actor = {
  readonly kind: 'user' | 'key' | 'customer' | 'system' | 'nobody'
  readonly id: string | null
  readonly name: string
  /** The rights held, or 'all'. */
  readonly rights: ReadonlySet<string> | 'all'
  /** Every right there is, held or not: what a role that is handed out is measured against. */
  readonly known?: ReadonlySet<string>
  /** Rows limited to these channels or locations, or null for no limit. */
  readonly channels?: readonly string[] | null
  readonly locations?: readonly string[] | null
  /** When the password or passkey was last given. */
  readonly provedAt?: Date | null
  readonly sessionId?: string | null
  readonly address?: string | null
}

export type Happening = {
  readonly id: string
  readonly kind: string
  readonly about: string
  readonly detail: Readonly<Record<string, unknown>>
}

/** A job to add when the transaction is kept. */
export type Later = {
  readonly task: string
  readonly payload: Readonly<Record<string, unknown>>
  /** One waiting job per key: a second one replaces the first. */
  readonly key?: string
  /** It reads nothing that this transaction changes: one of the same key that waits already will do, and nobody waits for another. */
  readonly isHint?: boolean
  /** Jobs of one queue run one after another. */
  readonly queue?: string
  readonly runAt?: Date
  readonly priority?: number
  readonly attempts?: number
}

export type Ctx = {
  readonly tenant: string
  readonly actor: Actor
  readonly now: Date
  readonly lang: Lang
  readonly db: Db
  /** A UUIDv7, the same one when the transaction is tried again. */
  newId(): string
  /** Writes down what happened, in this transaction: log, timeline, webhooks and reactions follow from it. */
  emit(kind: string, about: string, detail?: Readonly<Record<string, unknown>>): void
  /** Adds a job to this transaction. */
  later(job: Later): void
  /** A secret as it may be stored; it opens only for this tenant and this purpose. */
  seal(purpose: string, text: string): string
  unseal(purpose: string, sealed: string): string
  /** The names of the keys that open; the first one seals. A sealed text tells the name of its key. */
  sealKeys(): readonly string[]
}

export const system: Actor = { kind: 'system', id: null, name: 'Pakhuis', rights: 'all' }

export const can = (actor: Actor, right: string): boolean => actor.rights === 'all' || actor.rights.has(right)

let chance = randomBytes(4096)
let used = 0

/** A UUIDv7 of a moment: RFC 9562, 48 bits of milliseconds and 74 of chance, which is drawn for many ids at once. */
export function uuid7(moment: Date): string {
  if (used + 10 > chance.length) {
    chance = randomBytes(4096)
    used = 0
  }
  const time = moment.getTime().toString(16).padStart(12, '0')
  const hex = chance.toString('hex', used, (used += 10))
  const variant = ((Number.parseInt(hex[3]!, 16) & 0x3) | 0x8).toString(16)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex.slice(0, 3)}-${variant}${hex.slice(4, 7)}-${hex.slice(7, 19)}`
}

/** The smallest UUIDv7 of a moment; of one before 1970 the smallest of all. */
export function earliestId(moment: Date): string {
  const hex = Math.max(0, moment.getTime()).toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`
}

/** A source of ids that repeats itself from the start after `again`, so that a retried transaction makes the same rows. */
export function idSource(now: () => Date): { next(): string; again(): void } {
  const made: string[] = []
  let index = 0
  return {
    next: () => (made[index] ??= uuid7(now())) && made[index++]!,
    again: () => void (index = 0),
  }
}
