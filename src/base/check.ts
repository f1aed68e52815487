/** The zod schemas of fields and records: the one place where a value from outside is checked. */
import { z } from 'zod'
import { isDay } from './day.ts'
import type { Field } from './field.ts'
import type { Record_, Values } from './record.ts'

const longest = { text: 200, 'long-text': 20_000 }

/** Control characters other than tab and line ends have no place in text and break PDF, XML and CSV. */
// eslint-disable-next-line no-control-regex
const plain = (value: string) => !/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(value)

/** A slip of the keyboard such as the year 0206 is told, and counting some days on never leaves the calendar. */
const isNear = (text: string) => text >= '1900-01-01' && text < '2200-01-01'

export const dayInput = z
  .string()
  .refine((text) => isDay(text) && isNear(text), { params: { code: 'day' } })
  .meta({ format: 'date' })
export const momentInput = z.iso
  .datetime({ offset: true })
  .refine(isNear, { params: { code: 'day' } })
  .transform((text) => new Date(text))
export const pageInput = {
  after: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
}

const textInput = (max: number, min = 0) =>
  z
    .string()
    .trim()
    .min(min)
    .max(max)
    .refine(plain, { params: { code: 'plain' } })

/** The check of one field's value as JSON brings it. */
export function checkOf<T>(field: Field<T>): z.ZodType<T> {
  const inner = bare(field)
  const emptied = field.isNullable ? z.preprocess((v) => (v === '' ? null : v), inner.nullable()) : inner
  return emptied as unknown as z.ZodType<T>
}

function bare(field: Field<unknown>): z.ZodType {
  const { max, min, only } = field.options
  switch (field.kind) {
    case 'text':
      return textInput(max ?? longest.text, min ?? (field.isNullable || field.initial === '' ? 0 : 1))
    case 'long-text':
      return textInput(max ?? longest['long-text'])
    case 'email':
      return z.string().trim().max(254).pipe(z.email())
    case 'phone':
      return textInput(max ?? 40)
    case 'url':
      return z
        .string()
        .trim()
        .max(2000)
        .pipe(z.url({ protocol: /^https?$/ }))
    case 'country':
      return z.string().regex(/^[A-Z]{2}$/)
    case 'currency':
      return z.string().regex(/^[A-Z]{3}$/)
    case 'language':
      return only ? z.enum(only) : z.string().regex(/^[a-z]{2}$/)
    case 'rate':
      return rateInput(min, max)
    case 'integer':
      // Below what the column holds, so that a sum of two still fits.
      return z
        .int()
        .min(min ?? -1_000_000_000)
        .max(max ?? 1_000_000_000)
    case 'money':
    case 'price':
    case 'quantity':
      return z
        .int()
        .min(min ?? Number.MIN_SAFE_INTEGER)
        .max(max ?? Number.MAX_SAFE_INTEGER)
    case 'day':
      return dayInput
    case 'moment':
      return momentInput
    case 'yes-no':
      return z.boolean()
    case 'choice':
      return z.enum(Object.keys(field.choices ?? {}) as [string, ...string[]])
    case 'link':
      return z.uuid()
    case 'text-list':
      return z
        .array(only ? z.enum(only as readonly [string, ...string[]]) : textInput(max ?? longest.text, 1))
        .max(100)
    case 'json':
      return z.unknown()
  }
}

/** Hundredths of a percent, and told in percent when it is too much: nobody asked for ten thousand. */
function rateInput(min = -1_000_000_000, max = 1_000_000_000): z.ZodType {
  const limits = { minimum: min, maximum: max }
  return z
    .int()
    .refine((value) => value >= min && value <= max, {
      params: { code: 'rate', least: min / 100, most: max / 100 },
    })
    .meta(limits)
}

type Shape<R extends Record_, K extends keyof R['fields']> = { [P in K]: z.ZodType<Values<R>[P]> }

/** The checks of some fields of a record, for the shape of an action's input. */
export function fieldsOf<R extends Record_, K extends keyof R['fields'] & string>(
  record: R,
  names: readonly K[],
): Shape<R, K> {
  return Object.fromEntries(names.map((name) => [name, checkOf(record.fields[name]!)])) as Shape<R, K>
}

/** The same, each of them optional: what a change may touch. */
export function changesOf<R extends Record_, K extends keyof R['fields'] & string>(
  record: R,
  names: readonly K[],
): { [P in K]: z.ZodOptional<z.ZodType<Values<R>[P]>> } {
  return Object.fromEntries(names.map((name) => [name, checkOf(record.fields[name]!).optional()])) as never
}

/** The names of the fields that a person may fill in. */
export function typedFields<R extends Record_>(record: R): (keyof R['fields'] & string)[] {
  return Object.keys(record.fields).filter((name) => !record.fields[name]!.options.derived)
}
