/** Calendar days without a zone: 'yyyy-mm-dd', counted with and never turned into a moment by accident. */

/** A calendar day such as '2026-03-02'. */
export type Day = string & { readonly unit?: 'day' }

const msPerDay = 86_400_000
const at = (day: Day) => Date.parse(`${day}T00:00:00Z`)

/** A 30th of February is read as a day of March, so that the day of the month must come back the same. */
export const isDay = (text: string): text is Day =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(at(text)).getUTCDate() === Number(text.slice(8))

const formats = new Map<string, Intl.DateTimeFormat>()

/** The calendar day of a moment in an IANA time zone. */
export function dayOf(moment: Date, zone = 'Europe/Amsterdam'): Day {
  let format = formats.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    })
    formats.set(zone, format)
  }
  return format.format(moment)
}

export const addDays = (day: Day, days: number): Day =>
  new Date(at(day) + days * msPerDay).toISOString().slice(0, 10)
export const daysBetween = (from: Day, to: Day): number => Math.round((at(to) - at(from)) / msPerDay)
/** The days of the week as settings hold them: 1 is Monday, 7 is Sunday. */
export const weekdays: readonly string[] = ['1', '2', '3', '4', '5', '6', '7']
/** 1 is Monday, 7 is Sunday. */
export const weekday = (day: Day): number => ((new Date(at(day)).getUTCDay() + 6) % 7) + 1
export const mondayOf = (day: Day): Day => addDays(day, 1 - weekday(day))
export const yearOf = (day: Day): number => Number(day.slice(0, 4))

/** Minutes since midnight of a moment in a time zone. */
export function minuteOfDay(moment: Date, zone = 'Europe/Amsterdam'): number {
  const text = moment.toLocaleTimeString('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' })
  return Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5))
}

/** The moment at which a day begins in a zone, right on the days that the clock changes too. */
export function startOfDay(day: Day, zone = 'Europe/Amsterdam'): Date {
  let guess = at(day)
  for (let round = 0; round < 3; round++) {
    const shown = new Date(guess).toLocaleString('sv-SE', { timeZone: zone }).replace(' ', 'T')
    const off = Date.parse(`${shown}Z`) - at(day)
    if (off === 0) break
    guess -= off
  }
  return new Date(guess)
}
