/** Which two are laid beside each other to be merged, kept in the address. */
import { anId } from '../records/search.ts'

export type MergeSearch = { kept?: string; merged?: string }

export function mergeSearch(given: Record<string, unknown>): MergeSearch {
  const kept = anId(given['kept'])
  const merged = anId(given['merged'])
  return { ...(kept ? { kept } : {}), ...(merged ? { merged } : {}) }
}
