/** Reads what people type in a hurry: `21-11`, `morgen`, `ma`, `1.234,50`. Pure. */
import { addDays, isDay, weekday, yearOf, type Day } from '../../base/day.ts'
import { decimal } from '../../base/money.ts'

const near: Record<string, number> = {
  eergisteren: -2,
  gisteren: -1,
  yesterday: -1,
  vandaag: 0,
  nu: 0,
  today: 0,
  morgen: 1,
  tomorrow: 1,
  overmorgen: 2,
}

const weekdays = [
  ['ma', 'maandag', 'mo', 'mon', 'monday'],
  ['di', 'dinsdag', 'tu', 'tue', 'tuesday'],
  ['wo', 'woensdag', 'we', 'wed', 'wednesday'],
  ['do', 'donderdag', 'th', 'thu', 'thursday'],
  ['vr', 'vrijdag', 'fr', 'fri', 'friday'],
  ['za', 'zaterdag', 'sa', 'sat', 'saturday'],
  ['zo', 'zondag', 'su', 'sun', 'sunday'],
]

const months = [
  'jan',
  'feb',
  'maa|mrt|mar',
  'apr',
  'mei|may',
  'jun',
  'jul',
  'aug',
  'sep',
  'okt|oct',
  'nov',
  'dec',
]

/**
 * A day as typed, or null. Day before month, as the Dutch write it. A weekday is the first one after today; a day
 * without a year is the nearest one that lies at most half a year back.
 */
export function typedDay(text: string, today: Day): Day | null {
  const typed = text.trim().toLowerCase().replace(/\.$/, '')
  if (typed in near) return addDays(today, near[typed]!)
  const named = weekdays.findIndex((names) => names.includes(typed))
  if (named >= 0) return addDays(today, ((named + 1 - weekday(today) + 6) % 7) + 1)
  const shift = /^([+-]\d{1,3})$/.exec(typed)
  if (shift) return addDays(today, Number(shift[1]))
  if (isDay(typed)) return typed
  const parts = /^(\d{1,2})(?:[-/. ](\d{1,2}|\p{L}{3,9})\.?(?:[-/. ](\d{2}|\d{4}))?)?$/u.exec(typed)
  if (!parts) return null
  return complete(Number(parts[1]), monthOf(parts[2], today), parts[3], today)
}

function monthOf(text: string | undefined, today: Day): number {
  if (text === undefined) return Number(today.slice(5, 7))
  if (/^\d+$/.test(text)) return Number(text)
  return months.findIndex((starts) => starts.split('|').some((start) => text.startsWith(start))) + 1
}

function complete(date: number, month: number, year: string | undefined, today: Day): Day | null {
  const full = year === undefined ? yearOf(today) : Number(year.length === 2 ? `20${year}` : year)
  const written = (y: number) => `${y}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`
  if (year !== undefined) return isDay(written(full)) ? written(full) : null
  const candidates = [written(full), written(full + 1)].filter(isDay)
  return candidates.find((day) => day >= addDays(today, -183)) ?? null
}

/** A number as typed, `1.234,5` or `1234.5`, in whole 10^-decimals; null when it is none or has too many decimals. */
export function typedDecimal(text: string, decimals: number): number | null {
  const bare = text.replace(/[€%\s\u00a0']/g, '')
  if (!/^-?\d[\d.,]*$|^-?[.,]\d+$/.test(bare)) return null
  const mark = decimalMark(bare)
  const whole = (mark < 0 ? bare : bare.slice(0, mark)).replace(/[.,]/g, '')
  const rest = mark < 0 ? '' : bare.slice(mark + 1)
  if (rest.replace(/0+$/, '').length > decimals) return null
  return decimal(`${whole || '0'}.${rest || '0'}`, decimals)
}

/** Of `1.234` and `1.234.567` the points part thousands; of `1,234` the comma begins the decimals, as on a Dutch invoice. */
function decimalMark(bare: string): number {
  const comma = bare.lastIndexOf(',')
  const point = bare.lastIndexOf('.')
  const mark = Math.max(comma, point)
  if (mark < 0) return -1
  const isMixed = comma >= 0 && point >= 0
  const isRepeated = !isMixed && bare.indexOf(bare[mark]!) !== mark
  if (isRepeated) return -1
  const isThousands = bare.length - mark === 4 && !isMixed && bare[mark] === '.' && !/^-?0?\./.test(bare)
  return isThousands ? -1 : mark
}
