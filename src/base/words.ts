/** Every text that a person reads, in Dutch and English, side by side. */
import { filled, patternOf, type Pattern } from './pattern.ts'

export type Lang = 'nl' | 'en'
export const langs: readonly Lang[] = ['nl', 'en']

/** Customers abroad read one language more than we do: on documents, and on the pages behind their links. */
export type CustomerLang = Lang | 'de'
export const customerLangs: readonly CustomerLang[] = ['nl', 'en', 'de']

/** The language to write to a customer in. */
export const customerLang = (language: string): CustomerLang =>
  language === 'nl' || language === 'de' ? language : 'en'

/** One text in both languages, and in German where a customer reads it; placeholders and plurals are allowed. */
export type Words = { readonly nl: string; readonly en: string; readonly de?: string }

export const words = (nl: string, en: string, de?: string): Words =>
  de === undefined ? { nl, en } : { nl, en, de }

const patterns = new Map<string, Pattern>()

/** A text in the reader's language with its placeholders filled in; without German it is said in English. */
export function say(text: Words, lang: CustomerLang, params?: Record<string, unknown>): string {
  const pattern = text[lang] ?? text.en
  if (!params || !pattern.includes('{')) return pattern
  let parsed = patterns.get(pattern)
  if (!parsed) patterns.set(pattern, (parsed = patternOf(pattern)))
  return filled(parsed, lang, params)
}

const isWords = (value: unknown): value is Words =>
  typeof value === 'object' && value !== null && 'nl' in value && 'en' in value

/** What is filled in, with the texts among it said in the same language. */
export const said = (params: Readonly<Record<string, unknown>>, lang: Lang): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, isWords(value) ? say(value, lang) : value]),
  )
