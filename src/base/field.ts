/** A field of a record: what it holds, what it is called in both languages, and how it is checked and stored. */
import type { Day } from './day.ts'
import type { Cents, Milli, Price, Rate } from './money.ts'
import { words, type Words } from './words.ts'

export type FieldKind =
  | 'text'
  | 'long-text'
  | 'email'
  | 'phone'
  | 'url'
  | 'country'
  | 'currency'
  | 'language'
  | 'integer'
  | 'rate'
  | 'money'
  | 'price'
  | 'quantity'
  | 'day'
  | 'moment'
  | 'yes-no'
  | 'choice'
  | 'link'
  | 'text-list'
  | 'json'

export type FieldOptions = {
  /** Set when made, never changed by the plain form. */
  readonly fixed?: boolean
  /** Longest text, in characters. */
  readonly max?: number
  readonly min?: number
  /** The only texts that a list may hold; of a language, those that are offered. */
  readonly only?: readonly string[]
  /** Sealed at rest and never returned. */
  readonly secret?: boolean
  /** The right without which the field is neither shown nor accepted. */
  readonly right?: string
  /** One sentence below the input: what it is for. */
  readonly help?: Words
  /** What a zero means, where it is read and not typed. */
  readonly zero?: Words
  /** Kept by the program: shown, never typed. */
  readonly derived?: boolean
}

export class Field<T> {
  readonly kind: FieldKind
  readonly words: Words
  readonly options: FieldOptions
  /** The words a choice is made from, by stored value. */
  readonly choices: Readonly<Record<string, Words>> | null
  /** The table that a link points to. */
  readonly to: string | null
  readonly isNullable: boolean
  readonly initial: T | undefined
  declare readonly value: T

  constructor(
    kind: FieldKind,
    text: Words,
    more: {
      options?: FieldOptions
      choices?: Record<string, Words>
      to?: string
      nullable?: boolean
      initial?: T
    },
  ) {
    this.kind = kind
    this.words = text
    this.options = more.options ?? {}
    this.choices = more.choices ?? null
    this.to = more.to ?? null
    this.isNullable = more.nullable ?? false
    this.initial = more.initial
  }

  /** May be empty; stored as null. */
  nullable(): Field<T | null> {
    return this.with<T | null>({ nullable: true, initial: this.initial ?? null })
  }

  /** What a new record gets when nothing is given; stands in the database's default too. */
  default(initial: T): Field<T> {
    return this.with<T>({ nullable: this.isNullable, initial })
  }

  private with<U>(more: { nullable: boolean; initial: U | undefined }): Field<U> {
    return new Field<U>(this.kind, this.words, {
      options: this.options,
      ...(this.choices ? { choices: this.choices } : {}),
      ...(this.to ? { to: this.to } : {}),
      ...more,
    })
  }
}

const field =
  <T>(kind: FieldKind) =>
  (nl: string, en: string, options?: FieldOptions): Field<T> =>
    new Field<T>(kind, words(nl, en), options ? { options } : {})

export const text = field<string>('text')
export const longText = field<string>('long-text')
export const email = field<string>('email')
export const phone = field<string>('phone')
export const url = field<string>('url')
/** ISO 3166-1 alpha-2, in capitals. */
export const country = field<string>('country')
/** ISO 4217, in capitals. */
export const currency = field<string>('currency')
export const language = field<string>('language')
export const integer = field<number>('integer')
export const rate = field<Rate>('rate')
export const money = field<Cents>('money')
export const price = field<Price>('price')
export const quantity = field<Milli>('quantity')
export const day = field<Day>('day')
export const moment = field<Date>('moment')
export const yesNo = field<boolean>('yes-no')
export const textList = field<readonly string[]>('text-list')

/** Structured detail without a column of its own; `T` says its shape. */
export const json = <T>(nl: string, en: string, options?: FieldOptions): Field<T> =>
  new Field<T>('json', words(nl, en), options ? { options } : {})

/** One of a few words, stored as the word itself. */
export const choice = <const C extends Record<string, Words>>(
  nl: string,
  en: string,
  choices: C,
  options?: FieldOptions,
): Field<keyof C & string> => new Field('choice', words(nl, en), { choices, ...(options ? { options } : {}) })

/** The id of a row in another table of the same tenant. */
export const link = (nl: string, en: string, to: string, options?: FieldOptions): Field<string> =>
  new Field('link', words(nl, en), { to, ...(options ? { options } : {}) })
