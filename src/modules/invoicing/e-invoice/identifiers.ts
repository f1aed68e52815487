/** Shapes and check digits of the registers that Peppol looks at. */
import { fault, warning, type Finding } from './finding.ts'
import type { ReadCode } from './incoming.ts'

type Check = {
  readonly rule: string
  readonly level: 'error' | 'warning'
  readonly name: string
  readonly isRight: (text: string) => boolean
}

/** By ISO 6523 number. Peppol only warns about the Italian ones. */
const checks: Readonly<Record<string, Check>> = {
  '0106': {
    rule: 'PEPPOL-COMMON-R054',
    level: 'error',
    name: 'KvK',
    isRight: (text) => /^\d{8}$/.test(text),
  },
  '0190': {
    rule: 'PEPPOL-COMMON-R055',
    level: 'error',
    name: 'OIN',
    isRight: (text) => /^\d{20}$/.test(text),
  },
  '9944': { rule: 'PEPPOL-COMMON-R056-1', level: 'error', name: 'btw', isRight: isDutchVat },
  '0217': {
    rule: 'PEPPOL-COMMON-R057',
    level: 'error',
    name: 'KvK-vestiging',
    isRight: (text) => /^\d{12}$/.test(text),
  },
  '0096': {
    rule: 'PEPPOL-COMMON-R052',
    level: 'error',
    name: 'Danish P',
    isRight: (text) => /^\d{10}$/.test(text),
  },
  '0198': {
    rule: 'PEPPOL-COMMON-R053',
    level: 'error',
    name: 'Danish SE',
    isRight: (text) => /^DK\d{8}$/.test(text),
  },
  '0088': { rule: 'PEPPOL-COMMON-R040', level: 'error', name: 'GLN', isRight: isGs1 },
  '0192': {
    rule: 'PEPPOL-COMMON-R041',
    level: 'error',
    name: 'Norwegian organisation',
    isRight: isNorwegian,
  },
  '0184': {
    rule: 'PEPPOL-COMMON-R042',
    level: 'error',
    name: 'CVR',
    isRight: (text) => /^(DK)?\d{8}$/.test(text),
  },
  '0208': { rule: 'PEPPOL-COMMON-R043', level: 'error', name: 'KBO', isRight: isBelgian },
  '0201': {
    rule: 'PEPPOL-COMMON-R044',
    level: 'warning',
    name: 'IPA',
    isRight: (text) => /^[0-9A-Za-z]{6}$/.test(text),
  },
  '0210': {
    rule: 'PEPPOL-COMMON-R045',
    level: 'warning',
    name: 'Codice fiscale',
    isRight: (text) => /^(\d{11}|[0-9A-Za-z]{16})$/.test(text),
  },
  '0211': {
    rule: 'PEPPOL-COMMON-R047',
    level: 'warning',
    name: 'Partita IVA',
    isRight: (text) => /^IT\d{11}$/.test(text),
  },
  '0007': { rule: 'PEPPOL-COMMON-R049', level: 'error', name: 'Swedish organisation', isRight: isSwedish },
  '0151': { rule: 'PEPPOL-COMMON-R050', level: 'error', name: 'ABN', isRight: isAustralian },
}

/** Whether a number can stand in its register; true for registers whose rules we do not know. */
export const isNumberRight = (number: { scheme: string; id: string }): boolean =>
  checks[number.scheme]?.isRight(number.id) ?? true

export function* checkNumber(number: ReadCode, path: string): Generator<Finding> {
  const check = checks[number.scheme ?? '']
  if (!check || number.text === '' || check.isRight(number.text)) return
  const say = check.level === 'error' ? fault : warning
  yield say(
    check.rule,
    path,
    `${number.text} is geen geldig ${check.name}-nummer; controleer het.`,
    `${number.text} is not a valid ${check.name} number; check it.`,
  )
}

export function isDutchVat(text: string): boolean {
  return /^NL\d{9}B\d{2}$/.test(text)
}

/** GS1 numbers of any length: weights 3 and 1 from the right. */
export function isGs1(text: string): boolean {
  if (!/^\d{2,20}$/.test(text)) return false
  const sum = Array.from(text.slice(0, -1))
    .toReversed()
    .reduce((all, digit, i) => all + Number(digit) * (i % 2 === 0 ? 3 : 1), 0)
  return (10 - (sum % 10)) % 10 === Number(text.at(-1))
}

/** The last two digits are 97 less the rest modulo 97. */
function isBelgian(text: string): boolean {
  return /^[01]\d{9}$/.test(text) && 97 - (Number(text.slice(0, 8)) % 97) === Number(text.slice(8))
}

function isNorwegian(text: string): boolean {
  if (!/^\d{9}$/.test(text)) return false
  return (11 - (weighed(text.slice(0, 8), [3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 11 === Number(text[8])
}

/** Luhn over ten digits. */
function isSwedish(text: string): boolean {
  if (!/^\d{10}$/.test(text)) return false
  const sum = [...text].reduce((all, digit, i) => {
    const value = Number(digit) * (i % 2 === 0 ? 2 : 1)
    return all + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}

function isAustralian(text: string): boolean {
  if (!/^\d{11}$/.test(text)) return false
  const lessOne = `${Number(text[0]) - 1}${text.slice(1)}`
  return weighed(lessOne, [10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19]) % 89 === 0
}

const weighed = (digits: string, weights: readonly number[]): number =>
  weights.reduce((sum, weight, i) => sum + weight * Number(digits[i]), 0)
