/** What the planning board keeps in the address: its first day, and which kind of delivery is shown. */
import { isDay, type Day } from '../../base/day.ts'

export type PlanningSearch = { from?: Day; only?: 'ship' | 'pickup' }

export function planningSearch({ from, only }: Record<string, unknown>): PlanningSearch {
  return {
    from: typeof from === 'string' && isDay(from) ? from : undefined,
    only: only === 'ship' || only === 'pickup' ? only : undefined,
  }
}
