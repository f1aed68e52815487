/** The period of a return: a month, a quarter or a year, and nothing between. Pure. */
import { addDays, type Day } from '../../../base/day.ts'

export type FilingPeriod = {
  readonly year: number
  readonly month: number | null
  readonly quarter: number | null
}

/** Null for any other stretch of days. */
export function filingPeriod(from: Day, to: Day): FilingPeriod | null {
  const [year, first] = [Number(from.slice(0, 4)), Number(from.slice(5, 7))]
  const next = addDays(to, 1)
  const months = (Number(next.slice(0, 4)) - year) * 12 + Number(next.slice(5, 7)) - first
  if (!from.endsWith('-01') || !next.endsWith('-01')) return null
  if (months === 1) return { year, month: first, quarter: null }
  if (months === 3 && first % 3 === 1) return { year, month: null, quarter: (first + 2) / 3 }
  return months === 12 && first === 1 ? { year, month: null, quarter: null } : null
}
