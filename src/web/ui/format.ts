/** Amounts, days and moments as a Dutch, an English or a German reader writes them. Pure. */
import { dayOf, type Day } from '../../base/day.ts'
import { decimalText, type Cents } from '../../base/money.ts'
import type { CustomerLang } from '../../base/words.ts'
import { placeName } from './places.ts'

export type Format = {
  readonly zone: string
  /** `€ 2.117,10` */
  money(cents: Cents, currency?: string): string
  /** A price per unit, to the hundredth of a cent where it has that: `€ 0,0125` */
  price(tenThousandths: number): string
  /** `1.545` */
  count(value: number): string
  /** A whole number of 10^-decimals: `1,5`; trailing zeros go unless `least` asks for them. */
  decimal(value: number, decimals: number, least?: number): string
  /** `21-11-2026` */
  day(day: Day): string
  /** `ma 23 nov` */
  shortDay(day: Day): string
  /** `maandag 23 november` */
  longDay(day: Day): string
  /** `23 nov 14:05`, with the year when it is another one. */
  moment(moment: string | Date): string
  /** `14:05` */
  time(moment: string | Date): string
  /** `Nederland`, by the code that VAT knows a country by. */
  place(code: string): string
  /** `Engels`, by a language's code. */
  language(code: string): string
  /** `zojuist`, `2 minuten geleden`, and a plain moment when that is more than a week off. */
  ago(moment: string | Date, now: Date): string
  today(now: Date): Day
}

/** en-GB because a day before a month is what a Dutch office expects in English too; months by name to be sure. */
const locales: Record<CustomerLang, string> = { nl: 'nl-NL', en: 'en-GB', de: 'de-DE' }

/** In Dutch, Intl says of the last minute that it is still to come: `binnen een minuut`. */
const justNow: Record<CustomerLang, string> = { nl: 'zojuist', en: 'just now', de: 'gerade eben' }

export function formatOf(lang: CustomerLang, zone: string): Format {
  const locale = locales[lang]
  const inDay = (options: Intl.DateTimeFormatOptions) => {
    const format = whenUsed(() => new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options }))
    return (day: Day) =>
      format()
        .format(new Date(`${day}T00:00:00Z`))
        .replaceAll('.', '')
        .replace(/,/g, '')
  }
  const named = inDay({ day: 'numeric', month: 'short', year: 'numeric' })
  const inZone = (options: Intl.DateTimeFormatOptions) =>
    whenUsed(() => new Intl.DateTimeFormat(locale, { timeZone: zone, ...options }))
  const thisYear = inZone({ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' })
  const otherYear = inZone({
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  })
  const clock = inZone({ hour: '2-digit', minute: '2-digit' })
  const relative = whenUsed(() => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }))
  const currencies = new Map<string, Intl.NumberFormat>()
  const prices = whenUsed(
    () => new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR', maximumFractionDigits: 4 }),
  )
  const counts = whenUsed(() => new Intl.NumberFormat(locale))
  const languages = whenUsed(() => new Intl.DisplayNames(lang, { type: 'language', fallback: 'code' }))

  const moment = (value: string | Date, now = new Date()) => {
    const at = new Date(value)
    const isThisYear = dayOf(at, zone).slice(0, 4) === dayOf(now, zone).slice(0, 4)
    return (isThisYear ? thisYear() : otherYear()).format(at).replaceAll('.', '').replace(/,/g, '')
  }
  return {
    zone,
    money(cents, currency = 'EUR') {
      let format = currencies.get(currency)
      if (!format)
        currencies.set(currency, (format = new Intl.NumberFormat(locale, { style: 'currency', currency })))
      return format.format(decimalText(cents, 2) as Intl.StringNumericLiteral)
    },
    price: (value) => prices().format(decimalText(value, 4) as Intl.StringNumericLiteral),
    count: (value) => counts().format(value),
    decimal(value, decimals, least = 0) {
      const shape = new Intl.NumberFormat(locale, {
        minimumFractionDigits: least,
        maximumFractionDigits: decimals,
      })
      return shape.format(decimalText(value, decimals) as Intl.StringNumericLiteral)
    },
    day: (day) =>
      lang === 'en'
        ? named(day)
        : day
            .split('-')
            .toReversed()
            .join(lang === 'nl' ? '-' : '.'),
    shortDay: inDay({ weekday: 'short', day: 'numeric', month: 'short' }),
    longDay: inDay({ weekday: 'long', day: 'numeric', month: 'long' }),
    moment: (value) => moment(value),
    time: (value) => clock().format(new Date(value)),
    place: (code) => placeName(code, lang),
    language: (code) => languages().of(code) ?? code,
    ago(value, now) {
      const seconds = Math.round((new Date(value).getTime() - now.getTime()) / 1000)
      const far = Math.abs(seconds)
      if (far < 60) return seconds > 0 ? relative().format(0, 'minute') : justNow[lang]
      if (far < 3600) return relative().format(Math.round(seconds / 60), 'minute')
      if (far < 86_400) return relative().format(Math.round(seconds / 3600), 'hour')
      if (far < 7 * 86_400) return relative().format(Math.round(seconds / 86_400), 'day')
      return moment(value, now)
    },
    today: (now) => dayOf(now, zone),
  }
}

/** What a country writes like is read when it is first needed: all of it takes a tenth of the time to the first rows. */
function whenUsed<T>(make: () => T): () => T {
  let made: T | undefined
  return () => (made ??= make())
}
