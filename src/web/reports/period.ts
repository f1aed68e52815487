/** The periods that reports are asked of: a year, its quarters and its months. Pure. */
import type { Day } from '../../base/day.ts'
import { addDays } from '../../base/day.ts'

const two = (n: number) => String(n).padStart(2, '0')

/** The first and last day of `year`, `q2` or `m11`. */
export function daysOf(year: number, part: string): { from: Day; to: Day } {
  const n = Number(part.slice(1))
  const [first, months] = part === 'year' ? [1, 12] : part.startsWith('q') ? [n * 3 - 2, 3] : [n, 1]
  const after = first + months
  const next = after > 12 ? `${year + 1}-01-01` : `${year}-${two(after)}-01`
  return { from: `${year}-${two(first)}-01`, to: addDays(next, -1) }
}

/** The quarter that is over most recently: what a return is made of. */
export function lastQuarter(today: Day): { year: number; part: string } {
  const year = Number(today.slice(0, 4))
  const quarter = Math.ceil(Number(today.slice(5, 7)) / 3)
  return quarter === 1 ? { year: year - 1, part: 'q4' } : { year, part: `q${quarter - 1}` }
}

/** The quarter that a part lies in. */
export function quarterIn(part: string): number {
  if (part === 'year') return 4
  const n = Number(part.slice(1))
  return part.startsWith('q') ? n : Math.ceil(n / 3)
}
