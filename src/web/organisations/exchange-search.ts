/** Which import is being followed, kept in the address. */
import { anId } from '../records/search.ts'

export function exchangeSearch({ run }: Record<string, unknown>): { run?: string } {
  const id = anId(run)
  return id ? { run: id } : {}
}
