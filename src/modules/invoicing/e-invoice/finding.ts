/** What a rule found wrong on an e-invoice, in words for the person who can mend it. */
import { words, type Words } from '../../../base/words.ts'

export type Finding = {
  /** The number of the rule in EN 16931, Peppol or NLCIUS; our own start with `PAKHUIS-`. */
  readonly rule: string
  /** An error is refused by the receiver; a warning is not. */
  readonly level: 'error' | 'warning'
  /** The field, in the names of the invoice record: `seller.address.city`, `lines[2].net`. */
  readonly path: string
  readonly text: Words
}

export const fault = (rule: string, path: string, nl: string, en: string): Finding => ({
  rule,
  level: 'error',
  path,
  text: words(nl, en),
})

export const warning = (rule: string, path: string, nl: string, en: string): Finding => ({
  ...fault(rule, path, nl, en),
  level: 'warning',
})

/** A finding about a field that must be there: says which, and asks to fill it in. */
export const missing = (rule: string, path: string, nl: string, en: string): Finding =>
  fault(rule, path, `${nl} ontbreekt; vul dit in.`, `${en} is missing; fill it in.`)

export const isBlank = (text: string | null | undefined): boolean => (text ?? '').trim() === ''

/** One `missing` when the value is absent or blank, else nothing. */
export function* needs(
  value: string | null | undefined,
  ...args: Parameters<typeof missing>
): Generator<Finding> {
  if (isBlank(value)) yield missing(...args)
}
