/** What the outbox keeps in the address: the state of the mails and what was searched for. */
import { messageStates, type MessageState } from '../../modules/messages/schema.ts'
import { oneOf, textSearch, type TextSearch } from '../records/search.ts'

export type OutboxSearch = TextSearch & { state?: MessageState }

export function outboxSearch(given: Record<string, unknown>): OutboxSearch {
  const state = oneOf(given['state'], messageStates)
  return { ...textSearch(given), ...(state ? { state } : {}) }
}
