/** Numbers of the outside with a check of their own: VAT and tax numbers per country, IBAN and BIC. */
import { countrySpecs, electronicFormatIBAN, isValidBIC, isValidIBAN } from 'ibantools'
import { onDemand } from '../../base/on-demand.ts'
import { splitVatNumber, tidyVatNumber, vatLettersOf, vatNumberProblem } from '../../base/vat-number.ts'

/** Neighbours outside the Union whose numbers have a check digit too. */
const outside: Readonly<Record<string, string>> = { CH: 'vat', GB: 'vat', NO: 'mva' }

export type VatNumberRead =
  | { readonly kind: 'good'; readonly number: string }
  | { readonly kind: 'wrong' | 'unknown-country'; readonly country: string }

/** A VAT number as it is kept: country code in front, no dots and spaces. Countries that we cannot check are taken as typed. */
export function readVatNumber(typed: string): VatNumberRead {
  const number = tidyVatNumber(typed)
  const country = number.slice(0, 2)
  if (!/^[A-Z]{2}[0-9A-Z+*]{2,18}$/.test(number)) return { kind: 'unknown-country', country }
  const isDoubled = number.slice(2).startsWith(country)
  return !isDoubled && hasRightDigits(number) ? { kind: 'good', number } : { kind: 'wrong', country }
}

function hasRightDigits(number: string): boolean {
  if (splitVatNumber(number)) return vatNumberProblem(number) === null
  const country = number.slice(0, 2)
  const { stdnum } = onDemand<typeof import('stdnum')>('stdnum')
  const validator = stdnum[country]?.[outside[country] ?? '']
  // A Swiss number starts with CHE: the E is part of the number, not of the country.
  return validator?.validate(country === 'CH' ? number : number.slice(2)).isValid ?? true
}

/** By country, the number of the tax office in the library of check digits. */
const taxNumbers: Readonly<Record<string, string>> = { AT: 'tin', DE: 'stnr' }

/** A number that a tax office gave and that is no VAT number; where we know no form, letters and digits will do. */
export function isTaxNumber(typed: string, country: string): boolean {
  if (!/^[0-9A-Z][0-9A-Z ./-]{3,29}$/i.test(typed)) return false
  const { stdnum } = onDemand<typeof import('stdnum')>('stdnum')
  const read = stdnum[country]?.[taxNumbers[country] ?? '']?.validate(typed)
  // The library asks of a Steuernummer that a digit occurs twice, which holds for the Identifikationsnummer only.
  return !read || read.isValid || (country === 'DE' && read.error.name === 'InvalidComponent')
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

/** How a postcode is written where most of our merchants are; elsewhere anything will do. */
const postcodes: Readonly<Record<string, readonly [form: RegExp, example: string]>> = {
  NL: [/^[1-9]\d{3} ?[A-Z]{2}$/i, '1234 AB'],
  BE: [/^[1-9]\d{3}$/, '1000'],
  DE: [/^\d{5}$/, '10115'],
}

/** What a postcode of this country looks like, when what was typed cannot be one; else null. */
export function postcodeInstead(typed: string, country: string): string | null {
  const known = postcodes[country]
  return !known || known[0].test(typed.trim()) ? null : known[1]
}

/** Whether a VAT number bears the letters of a member state other than that of the address. */
export function isVatNumberElsewhere(number: string, country: string, postcode: string): boolean {
  const home = vatLettersOf(country, postcode)
  const letters = splitVatNumber(number)?.country
  return isMemberState(home) && letters !== undefined && letters !== home
}

const isMemberState = (letters: string): boolean => splitVatNumber(`${letters}0`) !== null
