/** What the outbox keeps in the address: the state of the mails and what was searched for. */
import type { MessageState } from '../../modules/messages/schema.ts'
import { oneOf, textSearch, type TextSearch } from '../records/search.ts'

export type OutboxSearch = TextSearch & { state?: MessageState }

/** Only their names: the words of all mails would make every screen wait for them. */
const states = {
  queued: true,
  sending: true,
  sent: true,
  failed: true,
  cancelled: true,
  kept: true,
} satisfies Record<MessageState, true>

export function outboxSearch(given: Record<string, unknown>): OutboxSearch {
  const state = oneOf(given['state'], states)
  return { ...textSearch(given), ...(state ? { state } : {}) }
}
