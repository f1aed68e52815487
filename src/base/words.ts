/** Every text that a person reads, in Dutch and English, side by side. */
import { IntlMessageFormat } from 'intl-messageformat'

export type Lang = 'nl' | 'en'
export const langs: readonly Lang[] = ['nl', 'en']

/** One text in both languages; ICU placeholders and plurals are allowed. */
export type Words = { readonly nl: string; readonly en: string }

export const words = (nl: string, en: string): Words => ({ nl, en })

const formatted = new Map<string, IntlMessageFormat>()

/** A text in the reader's language with its placeholders filled in. */
export function say(text: Words, lang: Lang, params?: Record<string, unknown>): string {
  const pattern = text[lang]
  if (!params || !pattern.includes('{')) return pattern
  const key = lang + pattern
  let format = formatted.get(key)
  if (!format)
    formatted.set(key, (format = new IntlMessageFormat(pattern, lang, undefined, { ignoreTag: true })))
  return String(format.format(params as Record<string, string | number>))
}
