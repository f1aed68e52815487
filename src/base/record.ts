/** A record: one table, its fields and their words, from which checks, forms, lists, exports and SQL follow. */
import type { Field } from './field.ts'
import { words, type Words } from './words.ts'

export type Fields = Readonly<Record<string, Field<unknown>>>

export type Record_<F extends Fields = Fields> = {
  readonly table: string
  readonly words: Words
  readonly fields: F
  /** Rows are written once and never changed: no version, no updated_at. */
  readonly isAppendOnly: boolean
}

/** Declares a record; every row has an id and a moment of making besides, and a version unless it is append-only. */
export function record<const F extends Fields>(
  table: string,
  nl: string,
  en: string,
  fields: F,
  more: { appendOnly?: boolean } = {},
): Record_<F> {
  return { table, words: words(nl, en), fields, isAppendOnly: more.appendOnly ?? false }
}

export type Values<R extends Record_> = {
  -readonly [K in keyof R['fields']]: R['fields'][K] extends Field<infer T> ? T : never
}

/** A stored row of a record. */
export type Row<R extends Record_> = Values<R> & {
  id: string
  version: number
  createdAt: Date
  updatedAt: Date
}

type Optional<R extends Record_> = {
  [K in keyof R['fields']]: undefined extends R['fields'][K]['initial'] ? K : never
}[keyof R['fields']]

/** What a new row is made from: fields with an initial value may be left out. */
export type NewRow<R extends Record_> = Partial<Values<R>> & { id?: string; unused?: Optional<R> }

export const snake = (name: string): string =>
  name.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`)

const camelKept = new Map<string, string>()
/** Names from outside, such as those in a webshop's own figures, do not fill the memory. */
const mostKept = 5000

/** The field of a column; each name is worked out once, for every row read asks for all of its own. */
export function camel(name: string): string {
  const kept = camelKept.get(name)
  if (kept !== undefined) return kept
  const made = name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
  if (camelKept.size < mostKept) camelKept.set(name, made)
  return made
}

const columnsKept = new WeakMap<Record_, readonly (readonly [string, string])[]>()

/** The record's columns in order, as [field, column]. */
export function columnsOf(record: Record_): readonly (readonly [string, string])[] {
  let columns = columnsKept.get(record)
  if (!columns) columnsKept.set(record, (columns = columnsNow(record)))
  return columns
}

function columnsNow(record: Record_): [string, string][] {
  const kept = record.isAppendOnly ? ['id', 'createdAt'] : ['id', 'version', 'createdAt', 'updatedAt']
  return [...kept, ...Object.keys(record.fields)].map((name) => [name, snake(name)])
}
