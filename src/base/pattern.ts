/**
 * A text with places to fill in: `{name}`, `{count, plural, =0 {none} one {# row} other {# rows}}`, `{to, select, …}`,
 * `{day, date}`, and `{due, money}`, of which our own part is that it is given as `EUR 12.50`.
 * The part of ICU's MessageFormat that our words use, because the whole of it weighs more than all our words together.
 */
import { isDay } from './day.ts'

type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'value'; readonly name: string }
  | { readonly kind: 'number'; readonly name: string }
  | { readonly kind: 'money'; readonly name: string }
  | { readonly kind: 'date'; readonly name: string }
  /** The figure of the plural around it. */
  | { readonly kind: 'count' }
  | {
      readonly kind: 'plural' | 'select'
      readonly name: string
      readonly cases: Readonly<Record<string, Pattern>>
    }

export type Pattern = readonly Part[]

/** Throws on a text that is no pattern: a mistake of ours, found by the first who says it. */
export function patternOf(text: string): Pattern {
  const [pattern, end] = partsFrom(text, 0, false)
  if (end < text.length) throw new Error(`a bracket closes what none opened in “${text}”`)
  return pattern
}

function partsFrom(text: string, from: number, isInPlural: boolean): [Pattern, number] {
  const parts: Part[] = []
  let plain = ''
  const flush = () => {
    if (plain) parts.push({ kind: 'text', text: plain })
    plain = ''
  }
  let at = from
  while (at < text.length && text[at] !== '}') {
    const sign = text[at]!
    if (sign === '{') {
      flush()
      const [part, end] = placeFrom(text, at + 1, isInPlural)
      parts.push(part)
      at = end
      continue
    }
    if (sign === '#' && isInPlural) {
      flush()
      parts.push({ kind: 'count' })
    } else plain += sign
    at++
  }
  flush()
  return [parts, at]
}

/** From behind a `{` to behind its `}`. */
function placeFrom(text: string, from: number, isInPlural: boolean): [Part, number] {
  const head = /^\s*(\w+)\s*(?:,\s*(plural|select|number|money|date)\s*)?([,}])/.exec(text.slice(from))
  const [all = '', name = '', kind, end] = head ?? []
  let at = from + all.length
  const isChoice = kind === 'plural' || kind === 'select'
  if (!head || isChoice !== (end === ',')) throw new Error(`no place to fill in at ${from} of “${text}”`)
  if (!isChoice) return [{ kind: (kind as 'number' | 'money' | 'date' | undefined) ?? 'value', name }, at]
  const cases: Record<string, Pattern> = {}
  for (;;) {
    const label = /^\s*(=?[\w-]+)\s*\{/.exec(text.slice(at))
    if (!label) break
    const [pattern, close] = partsFrom(text, at + label[0].length, isInPlural || kind === 'plural')
    cases[label[1]!] = pattern
    at = close + 1
  }
  const closing = /^\s*\}/.exec(text.slice(at))
  if (!closing || !cases['other']) throw new Error(`a ${kind} without “other” or its end in “${text}”`)
  return [{ kind, name, cases }, at + closing[0].length]
}

/** Throws when a place has no value: a sentence with a hole in it must not reach a customer. */
export function filled(
  pattern: Pattern,
  lang: string,
  params: Readonly<Record<string, unknown>>,
  count = 0,
): string {
  return pattern.reduce((said, part) => {
    const next = filledPart(part, lang, params, count)
    // A name that ends in a full stop, such as Smit B.V., ends the sentence as well.
    return said + (said.endsWith('.') && /^\.(?!\.)/.test(next) ? next.slice(1) : next)
  }, '')
}

function filledPart(
  part: Part,
  lang: string,
  params: Readonly<Record<string, unknown>>,
  count: number,
): string {
  if (part.kind === 'text') return part.text
  if (part.kind === 'count') return figures(lang).format(count)
  if (!(part.name in params)) throw new Error(`nothing was given for {${part.name}}`)
  const value = params[part.name]
  if (part.kind === 'value') return inLanguage(value, lang)
  if (part.kind === 'number') return figures(lang).format(Number(value))
  if (part.kind === 'money') return amountText(String(value ?? ''), lang)
  if (part.kind === 'date') return dayText(String(value ?? ''), lang)
  const { cases, kind } = part
  if (kind === 'select') return filled(cases[String(value)] ?? cases['other']!, lang, params, count)
  const many = Number(value)
  const chosen = cases[`=${many}`] ?? cases[rules(lang).select(many)] ?? cases['other']!
  return filled(chosen, lang, params, many)
}

/** A name that is a text in both languages itself, such as that of a country, is said in the reader's. */
function inLanguage(value: unknown, lang: string): string {
  if (value === null || value === undefined) return ''
  if (typeof value !== 'object' || !('en' in value)) return String(value)
  return String((value as Record<string, unknown>)[lang] ?? value.en)
}

/** What a task kept before today, or another system wrote, is shown as it stands. */
function amountText(text: string, lang: string): string {
  const [, currency, amount] = /^([A-Z]{3}) (-?\d+\.\d\d)$/.exec(text) ?? []
  return currency ? amounts(`${lang} ${currency}`).format(amount as Intl.StringNumericLiteral) : text
}

/** `20 december 2026`; what is no day is shown as it stands, for a screen may have written it out already. */
const dayText = (text: string, lang: string): string =>
  isDay(text) ? days(lang).format(new Date(`${text}T00:00:00Z`)) : text

const amounts = kept((key) => {
  const [lang = '', currency = ''] = key.split(' ')
  return new Intl.NumberFormat(lang === 'en' ? 'en-GB' : lang, { style: 'currency', currency })
})
const days = kept(
  (lang) => new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : lang, { dateStyle: 'long', timeZone: 'UTC' }),
)
const figures = kept((lang) => new Intl.NumberFormat(lang))
const rules = kept((lang) => new Intl.PluralRules(lang))

/** One for each language or currency: making one takes far longer than using it. */
function kept<T>(make: (key: string) => T): (key: string) => T {
  const made = new Map<string, T>()
  return (key) => {
    let one = made.get(key)
    if (!one) made.set(key, (one = make(key)))
    return one
  }
}
