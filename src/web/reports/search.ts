/** What the reports keep in the address: which report, of which business and which period. */
import { isDay } from '../../base/day.ts'
import { anId, filled, oneOf } from '../records/search.ts'
import { reportNames, type ReportName } from './words.ts'

export type ReportSearch = {
  report?: ReportName
  business?: string
  year?: number
  /** A quarter as q1 to q4, a month as m1 to m12, or the whole year. */
  part?: string
  /** The day of what is outstanding; today when it is left out. */
  on?: string
  /** Of whom what is outstanding is looked after: a user, or whoever looks. */
  manager?: string
}

export function reportSearch({
  report,
  business,
  year,
  part,
  on,
  manager,
}: Record<string, unknown>): ReportSearch {
  const asked = Number(year)
  return filled({
    report: oneOf(report, reportNames),
    business: anId(business),
    year: Number.isInteger(asked) && asked >= 2000 && asked <= 2200 ? asked : undefined,
    part: typeof part === 'string' && /^(year|q[1-4]|m([1-9]|1[0-2]))$/.test(part) ? part : undefined,
    manager: manager === 'mine' ? manager : anId(manager),
    on: typeof on === 'string' && isDay(on) ? on : undefined,
  }) as ReportSearch
}
