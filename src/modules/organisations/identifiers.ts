/** Numbers of the outside with a check of their own: VAT numbers per country, IBAN and BIC. */
import { createRequire } from 'node:module'
import { countrySpecs, electronicFormatIBAN, isValidBIC, isValidIBAN } from 'ibantools'

type Checker = { validate(value: string): { isValid: boolean; compact?: string } }

/** Which module of the library checks the VAT number of which country; Greece writes EL, Northern Ireland XI. */
const checkers: Readonly<Record<string, string>> = {
  NL: 'nl/btw',
  BE: 'be/vat',
  DE: 'de/vat',
  FR: 'fr/tva',
  AT: 'at/uid',
  BG: 'bg/vat',
  CY: 'cy/vat',
  CZ: 'cz/dic',
  DK: 'dk/cvr',
  EE: 'ee/kmkr',
  ES: 'es/nif',
  FI: 'fi/alv',
  EL: 'gr/vat',
  GR: 'gr/vat',
  HR: 'hr/oib',
  HU: 'hu/anum',
  IE: 'ie/vat',
  IT: 'it/iva',
  LT: 'lt/pvm',
  LU: 'lu/tva',
  LV: 'lv/pvn',
  MT: 'mt/vat',
  PL: 'pl/nip',
  PT: 'pt/nif',
  RO: 'ro/cui',
  SE: 'se/vat',
  SI: 'si/ddv',
  SK: 'sk/dph',
  GB: 'gb/vat',
  XI: 'gb/vat',
  CH: 'ch/vat',
  NO: 'no/mva',
}

// Each country's check is loaded when it is first asked for: all of them together take a third of a second to start.
const load = createRequire(import.meta.url)

export type VatNumberRead =
  | { readonly kind: 'good'; readonly number: string }
  | { readonly kind: 'wrong' | 'unknown-country'; readonly country: string }

/** A VAT number as it is kept: country code in front, no dots and spaces. Countries that we cannot check are taken as typed. */
export function readVatNumber(typed: string): VatNumberRead {
  const plain = typed.replace(/[\s.\-/]/g, '').toUpperCase()
  const country = plain.slice(0, 2)
  if (!/^[A-Z]{2}[0-9A-Z+*]{2,18}$/.test(plain)) return { kind: 'unknown-country', country }
  const path = checkers[country]
  // A Swiss number starts with CHE: the E is part of the number, not of the country.
  if (!path) return { kind: 'good', number: plain }
  const checker = load(`stdnum/lib/cjs/${path}`) as Checker
  const own = plain.slice(2)
  const isGood =
    country === 'CH'
      ? checker.validate(plain).isValid
      : !own.startsWith(country) && checker.validate(own).isValid
  return isGood
    ? { kind: 'good', number: country === 'GR' ? `EL${plain.slice(2)}` : plain }
    : { kind: 'wrong', country }
}

export type IbanRead =
  | { readonly kind: 'good'; readonly iban: string }
  | { readonly kind: 'wrong' | 'unknown-country'; readonly country: string }

/** An IBAN as it is kept: no spaces, capitals; its country must have IBANs, its length and check number must fit. */
export function readIban(typed: string): IbanRead {
  const iban = electronicFormatIBAN(typed) ?? ''
  const country = iban.slice(0, 2)
  if (!countrySpecs[country]?.IBANRegistry) return { kind: 'unknown-country', country }
  return isValidIBAN(iban) ? { kind: 'good', iban } : { kind: 'wrong', country }
}

export const isBic = (bic: string): boolean => isValidBIC(bic)
