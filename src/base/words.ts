/** Every text that a person reads, in Dutch and English, side by side. */
import { IntlMessageFormat } from 'intl-messageformat'

export type Lang = 'nl' | 'en'
export const langs: readonly Lang[] = ['nl', 'en']

/** Customers abroad read one language more than we do: on documents, and on the pages behind their links. */
export type CustomerLang = Lang | 'de'

/** The language to write to a customer in. */
export const customerLang = (language: string): CustomerLang =>
  language === 'nl' || language === 'de' ? language : 'en'

/** One text in both languages, and in German where a customer reads it; ICU placeholders and plurals are allowed. */
export type Words = { readonly nl: string; readonly en: string; readonly de?: string }

export const words = (nl: string, en: string, de?: string): Words =>
  de === undefined ? { nl, en } : { nl, en, de }

const formatted = new Map<string, IntlMessageFormat>()

/** A text in the reader's language with its placeholders filled in; without German it is said in English. */
export function say(text: Words, lang: CustomerLang, params?: Record<string, unknown>): string {
  const pattern = text[lang] ?? text.en
  if (!params || !pattern.includes('{')) return pattern
  const key = lang + pattern
  let format = formatted.get(key)
  if (!format)
    formatted.set(key, (format = new IntlMessageFormat(pattern, lang, undefined, { ignoreTag: true })))
  return String(format.format(params as Record<string, string | number>))
}
