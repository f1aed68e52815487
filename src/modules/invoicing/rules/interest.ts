/** Statutory interest over a claim that is late, day by day, at the rates that the State set. Pure. */
import { addDays, yearOf, type Day } from '../../../base/day.ts'
import { divide, type Cents } from '../../../base/money.ts'
import type { InterestRate } from '../schema/reminders.ts'

type SetRate = Pick<InterestRate, 'validFrom' | 'validTo' | 'rate'>

/**
 * From the day after the due day up to and with the last day; interest of a whole year bears interest itself from then
 * on (article 6:119 (2) and 6:119a (3) of the Dutch Civil Code). A day counts for its part of the calendar year.
 * Answers the first day of which no rate is known in the place of an amount.
 */
export function statutoryInterest(
  claim: Cents,
  { dueDay, lastDay }: { readonly dueDay: Day; readonly lastDay: Day },
  rates: readonly SetRate[],
): { readonly amount: Cents } | { readonly unknown: Day } {
  let base = claim
  let yearBegan = addDays(dueDay, 1)
  let weighed = { common: 0n, leap: 0n }
  for (let day = yearBegan; day <= lastDay; day = addDays(day, 1)) {
    const found = rates.find(({ validFrom, validTo }) => validFrom <= day && day <= validTo)
    if (!found) return { unknown: day }
    if (day >= anniversaryOf(yearBegan)) {
      base += amountOf(weighed)
      yearBegan = day
      weighed = { common: 0n, leap: 0n }
    }
    weighed[isLeap(yearOf(day)) ? 'leap' : 'common'] += BigInt(base) * BigInt(found.rate)
  }
  return { amount: base - claim + amountOf(weighed) }
}

/** The same day of the next year; of 29 February the day after the last of that month. */
function anniversaryOf(day: Day): Day {
  const year = yearOf(day) + 1
  return day.endsWith('-02-29') && !isLeap(year) ? `${year}-03-01` : `${year}${day.slice(4)}`
}

const isLeap = (year: number): boolean => new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1

/** Rates are in hundredths of a percent a year. */
const amountOf = ({ common, leap }: { readonly common: bigint; readonly leap: bigint }): Cents =>
  Number(divide(common * 366n + leap * 365n, 10_000n * 365n * 366n))
