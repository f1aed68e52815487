/** VAT numbers as people write them: tidied, split by country, and judged by form and check digit. */
import { onDemand } from './on-demand.ts'

export type VatNumber = {
  /** As VIES spells it: EL for Greece, XI for Northern Ireland. */
  readonly country: string
  /** Without the country letters. */
  readonly number: string
}

/** By the letters that the numbers begin with: the country and the name of its number in the library of check digits. */
const checks: Readonly<Record<string, readonly [country: string, name: string]>> = {
  AT: ['AT', 'uid'],
  BE: ['BE', 'vat'],
  BG: ['BG', 'vat'],
  CY: ['CY', 'vat'],
  CZ: ['CZ', 'dic'],
  DE: ['DE', 'vat'],
  DK: ['DK', 'cvr'],
  EE: ['EE', 'kmkr'],
  EL: ['GR', 'vat'],
  ES: ['ES', 'nif'],
  FI: ['FI', 'alv'],
  FR: ['FR', 'tva'],
  HR: ['HR', 'oib'],
  HU: ['HU', 'anum'],
  IE: ['IE', 'vat'],
  IT: ['IT', 'iva'],
  LT: ['LT', 'pvm'],
  LU: ['LU', 'tva'],
  LV: ['LV', 'pvn'],
  MT: ['MT', 'vat'],
  NL: ['NL', 'btw'],
  PL: ['PL', 'nip'],
  PT: ['PT', 'nif'],
  RO: ['RO', 'cui'],
  SE: ['SE', 'vat'],
  SI: ['SI', 'ddv'],
  SK: ['SK', 'dph'],
  XI: ['GB', 'vat'],
}

/** Capitals without spaces, points and dashes; Greek numbers with the letters EL that the Union writes. */
export const tidyVatNumber = (text: string): string =>
  text
    .toUpperCase()
    .replace(/[^A-Z0-9+*]/g, '')
    .replace(/^GR/, 'EL')

/** Country and number; null when no member state's letters stand in front. */
export function splitVatNumber(text: string): VatNumber | null {
  const tidy = tidyVatNumber(text)
  const country = tidy.slice(0, 2)
  return checks[country] ? { country, number: tidy.slice(2) } : null
}

/** Why a number cannot be right, before anybody is asked; null when form and check digit are in order. */
export function vatNumberProblem(text: string): 'no-country' | 'wrong-form' | null {
  const split = splitVatNumber(text)
  if (!split) return 'no-country'
  const [country, name] = checks[split.country]!
  // The check digits' library falls over a text that is much too short.
  if (!/^[0-9A-Z+*]{2,14}$/.test(split.number)) return 'wrong-form'
  const { stdnum } = onDemand<typeof import('stdnum')>('stdnum')
  const validator = stdnum[country]?.[name]
  if (!validator) throw new Error(`no check digits are known for ${country} ${name}`)
  return validator.validate(split.number).isValid ? null : 'wrong-form'
}

/** The country of an address in the letters of VAT numbers: Greece is EL, Northern Ireland's postcodes are XI. */
export function vatLettersOf(country: string, postcode = ''): string {
  if (country === 'GB' && /^BT\d/i.test(postcode.trim())) return 'XI'
  return country === 'GR' ? 'EL' : country === 'MC' ? 'FR' : country
}
