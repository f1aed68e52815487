/** What the planning board keeps in the address: the week, and which kind of delivery is shown. */
import { isDay, mondayOf, type Day } from '../../base/day.ts'

export type PlanningSearch = { week?: Day; only?: 'ship' | 'pickup' }

export function planningSearch({ week, only }: Record<string, unknown>): PlanningSearch {
  return {
    week: typeof week === 'string' && isDay(week) ? mondayOf(week) : undefined,
    only: only === 'ship' || only === 'pickup' ? only : undefined,
  }
}
