/** Words and figures as documents print them: in the customer's language, Dutch, English or German. */
import type { Day } from '../../base/day.ts'
import { decimalText, type Cents, type Milli, type Price, type Rate } from '../../base/money.ts'
import type { CustomerLang as DocumentLang, Words } from '../../base/words.ts'

export type { DocumentLang }

type DocumentWords = Words & { readonly de: string }

export const documentWords = (nl: string, en: string, de: string): DocumentWords => ({ nl, en, de })

/** The words of one language, by the same keys, for a template. */
export function wordsIn<K extends string>(
  table: Readonly<Record<K, DocumentWords>>,
  lang: DocumentLang,
): Record<K, string> {
  const entries = Object.entries<DocumentWords>(table).map(([key, text]) => [key, text[lang]])
  return Object.fromEntries(entries) as Record<K, string>
}

const locales: Record<DocumentLang, string> = { nl: 'nl-NL', en: 'en-GB', de: 'de-DE' }
const figures = new Map<string, Intl.NumberFormat>()
const days = new Map<string, Intl.DateTimeFormat>()

/** `€ 2.117,10`; from the decimal text, never through a float. */
export function amountText(amount: Cents, currency: string, lang: DocumentLang): string {
  return figure(lang, { style: 'currency', currency }).format(exact(amount, 2))
}

/** A unit price with the two to four decimals that it has. */
export function priceText(price: Price, currency: string, lang: DocumentLang): string {
  const options = { style: 'currency', currency, maximumFractionDigits: 4 } as const
  return figure(lang, options).format(exact(price, 4))
}

/** `2`, `0,5` or `1,125`. */
export const quantityText = (quantity: Milli, lang: DocumentLang): string =>
  figure(lang, { maximumFractionDigits: 3 }).format(exact(quantity, 3))

/** `21%`, `5,5%`. */
export const rateText = (rate: Rate, lang: DocumentLang): string =>
  `${figure(lang, { maximumFractionDigits: 2 }).format(exact(rate, 2))}%`

/** `21-11-2026` in Dutch, `21 Nov 2026` in English, `21.11.2026` in German. */
export function dayText(day: Day, lang: DocumentLang): string {
  if (lang === 'nl') return `${day.slice(8)}-${day.slice(5, 7)}-${day.slice(0, 4)}`
  return dayFormat(
    lang,
    lang === 'en' ? { dateStyle: 'medium' } : { day: '2-digit', month: '2-digit', year: 'numeric' },
  )(day)
}

/** `zaterdag 21 november 2026`. */
export const longDayText = (day: Day, lang: DocumentLang): string =>
  dayFormat(lang, { dateStyle: 'full' })(day)

// Node formats decimal text exactly; the type of `format` asks for the literal kind of string.
const exact = (value: number, decimals: number) => decimalText(value, decimals) as `${number}`

function figure(lang: DocumentLang, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = lang + JSON.stringify(options)
  let format = figures.get(key)
  if (!format) figures.set(key, (format = new Intl.NumberFormat(locales[lang], options)))
  return format
}

function dayFormat(lang: DocumentLang, options: Intl.DateTimeFormatOptions): (day: Day) => string {
  const key = lang + JSON.stringify(options)
  let format = days.get(key)
  if (!format) {
    format = new Intl.DateTimeFormat(locales[lang], { ...options, timeZone: 'UTC' })
    days.set(key, format)
  }
  const made = format
  return (day) => made.format(new Date(`${day}T00:00:00Z`))
}
