/** The chain over the activity log: each link is a hash of the link before it and of one event as it was written. */
import { createHash } from 'node:crypto'

/** An event as text, each column exactly as the database writes it. */
export type WrittenEvent = {
  readonly id: string
  readonly kind: string
  readonly about: string
  readonly detail: string
  readonly at: string
  readonly actorKind: string
  readonly actorId: string | null
  readonly actorName: string
  readonly address: string | null
  readonly request: string
}

export type Link = { readonly number: number; readonly eventId: string; readonly hash: string }

export type Fault = 'changed' | 'missing' | 'reordered' | 'added'

/** What the first link stands on: the tenant, so that a chain fits no other business. */
export const rootOf = (tenant: string): string => sha256(`pakhuis events of ${tenant}`)

export const linkHash = (before: string, event: WrittenEvent): string => sha256(before + canonical(event))

/** One fixed order of columns, as JSON: no two different events give the same text. */
function canonical(event: WrittenEvent): string {
  const { id, kind, about, detail, at, actorKind, actorId, actorName, address, request } = event
  return JSON.stringify([id, kind, about, detail, at, actorKind, actorId, actorName, address, request])
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/**
 * Walks a stretch of links on from the one before it. Answers the last good one, and the first that is wrong:
 * - a number was skipped or the event is gone: missing
 * - another event near it gives the hash that stands here: reordered
 * - else the event is not what was sealed: changed
 */
export function walk(
  from: { number: number; hash: string },
  links: readonly Link[],
  events: ReadonlyMap<string, WrittenEvent>,
): {
  last: { number: number; hash: string }
  wrong: { number: number; event: string | null; fault: Fault } | null
} {
  let last = from
  for (const { number, eventId, hash } of links) {
    if (number !== last.number + 1)
      return { last, wrong: { number: last.number + 1, event: null, fault: 'missing' } }
    const event = events.get(eventId)
    if (!event) return { last, wrong: { number, event: eventId, fault: 'missing' } }
    if (linkHash(last.hash, event) !== hash) {
      const isElsewhere = [...events.values()].some((other) => linkHash(last.hash, other) === hash)
      return { last, wrong: { number, event: eventId, fault: isElsewhere ? 'reordered' : 'changed' } }
    }
    last = { number, hash }
  }
  return { last, wrong: null }
}
