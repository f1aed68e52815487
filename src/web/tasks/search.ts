/** What the work list keeps in the address: which tasks. */
import { oneOf } from '../records/search.ts'
import { taskStates } from './words.ts'

export type TaskListSearch = { state?: 'done' | 'skipped' }

export function taskListSearch(given: Record<string, unknown>): TaskListSearch {
  const state = oneOf(given['state'], taskStates)
  return state && state !== 'open' ? { state } : {}
}
