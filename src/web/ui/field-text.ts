/** A record's field as text in the reader's language: for plain lists, differences and the timeline. */
import type { Day } from '../../base/day.ts'
import type { Field } from '../../base/field.ts'
import type { Words } from '../../base/words.ts'
import type { Format } from './format.ts'
import { ui } from './words.ts'

type Voice = { say: (text: Words) => string; format: Format }

/** Empty text for what is not filled in. */
export function fieldText(field: Field<unknown>, value: unknown, { say, format }: Voice): string {
  if (value === null || value === undefined || value === '') return ''
  if (Array.isArray(value)) return value.join(', ')
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
  switch (field.kind) {
    case 'yes-no':
      return say(value === true ? ui.yes : ui.no)
    case 'choice':
      return field.choices?.[text] ? say(field.choices[text]) : text
    case 'day':
      return format.day(text as Day)
    case 'moment':
      return format.moment(text)
    case 'money':
      return format.money(Number(value))
    case 'price':
      return format.price(Number(value))
    case 'rate':
      return `${format.decimal(Number(value), 2)}%`
    case 'quantity':
      return format.decimal(Number(value), 3)
    case 'country':
      return format.place(text)
    case 'language':
      return format.language(text)
    case 'integer':
      if (isYear(field)) return text
      return value === 0 && field.options.zero ? say(field.options.zero) : format.count(Number(value))
    default:
      return text
  }
}

/** A whole number that can only be a year is written without a mark between its thousands. */
export const isYear = ({ kind, options: { min = 0, max = Infinity } }: Field<unknown>): boolean =>
  kind === 'integer' && min >= 1000 && max < 10_000

export const isFigure = (field: Field<unknown>): boolean =>
  ['integer', 'rate', 'money', 'price', 'quantity'].includes(field.kind)
