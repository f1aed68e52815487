/** How names, numbers and addresses are made comparable, and what must hold of an organisation. Pure. */
import type { Cents } from '../../base/money.ts'
import { words, type Words } from '../../base/words.ts'
import {
  organisationRoles,
  invoiceRoutes,
  type Contact,
  type CustomerGroup,
  type Organisation,
} from './schema.ts'

/** An e-mail address to match by: addresses that differ in capitals are one customer. */
export const emailKey = (email: string): string => email.trim().toLowerCase()

/** Digits to find a phone number by, however it was typed: +31 6 1234-5678 and 0612345678 are one. */
export function phoneKey(phone: string | null): string {
  const digits = (phone ?? '').replace(/\(0\)/g, '').replace(/[^\d+]/g, '')
  return digits.replace(/^(\+|00)31/, '0').replace(/^\+/, '00')
}

/** Postcode and house number to find an address by: '1695 gd', '6a' is '1695GD 6A'. */
export const postcodeKey = (postcode: string, houseNumber: string): string =>
  `${postcode.replace(/\s/g, '').toUpperCase()} ${houseNumber.trim().toUpperCase()}`.trim()

type SearchKind = 'email' | 'phone' | 'postcode' | 'number' | 'words'

export type Search = {
  readonly kinds: readonly SearchKind[]
  readonly words: string
  readonly digits: string
  readonly postcode: string
  readonly street: string
  readonly house: string
}

/** What somebody at the counter typed: a number that could be several things is tried as all of them. */
export function searchOf(typed: string): Search {
  const text = typed.trim().replace(/\s+/g, ' ')
  const place = /^(\d{4}) ?([a-z]{2})(?: (\d.*))?$/i.exec(text) ?? /^(\d{4,5})()(?: (\d.*))?$/.exec(text)
  const street = /^(.*\D) (\d+)\s?([a-z]?)$/i.exec(text)
  return {
    kinds: kindsOf(text),
    words: text,
    digits: phoneKey(text),
    postcode: place
      ? `${place[1]}${place[2]} ${(place[3] ?? '').replace(/\s/g, '')}`.trim().toUpperCase()
      : text.toUpperCase(),
    street: street?.[1] ?? text,
    house: street ? `${street[2]}${street[3]}` : '',
  }
}

function kindsOf(text: string): SearchKind[] {
  if (text.includes('@')) return ['email']
  if (/^\d{4} ?[a-z]{2}( \d+ ?\S{0,5})?$/i.test(text)) return ['postcode', 'number', 'words']
  if (/^(\+|00|0)\d[\d\s()-]{5,}$/.test(text)) return ['phone', 'number']
  if (/^\d[\d\s.-]*$/.test(text)) return ['number', 'postcode', 'words']
  if (/^\S*\d\S*$/.test(text) || /^[a-z]{2}[\d\s.b]{8,}$/i.test(text)) return ['number', 'postcode', 'words']
  return ['words', 'email']
}

/** KvK: eight digits in the Netherlands; other countries have registers of their own. */
export const isCocNumber = (number: string, country: string): boolean =>
  country !== 'NL' || /^\d{8}$/.test(number)

/** A label has at least one letter (S2-10); in any script. */
export const hasLetter = (text: string): boolean => /\p{L}/u.test(text)

export const unknownRole = (roles: readonly string[]): boolean =>
  roles.some((role) => !(role in organisationRoles))
export const unknownRoute = (routes: readonly string[]): boolean =>
  routes.some((route) => !(route in invoiceRoutes))

/** The international commercial terms of 2020. */
export const incoterms = [
  'EXW',
  'FCA',
  'CPT',
  'CIP',
  'DAP',
  'DPU',
  'DDP',
  'FAS',
  'FOB',
  'CFR',
  'CIF',
] as const

/** What every line of an invoice shows by law (directive 2006/112, article 226), whatever was chosen. */
export const lawfulColumns = ['quantity', 'unit-price', 'vat-rate', 'amount'] as const

export const isCurrency = (code: string): boolean => currencies.has(code)
const currencies = new Set(Intl.supportedValuesOf('currency'))

const regions = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
/** ISO 3166-1, with XI and EL kept out: those are of tax numbers only. */
export const isCountry = (code: string): boolean => code !== 'ZZ' && regions.of(code) !== undefined

export function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** What of an IBAN may be seen without the right to money: its country and last four. */
export const maskedIban = (iban: string): string => `${iban.slice(0, 4)} •••• ${iban.slice(-4)}`

export type Standing = {
  readonly invoiced: Cents
  readonly received: Cents
  readonly uninvoiced: Cents
}

/** Open invoices less what came in, with open orders that are not invoiced when they count (S2-6). */
export const outstandingOf = (standing: Standing, countsOpenOrders: boolean): Cents =>
  standing.invoiced - standing.received + (countsOpenOrders ? standing.uninvoiced : 0)

export type CreditVerdict = 'within' | 'refuse' | 'hold' | 'warn'

/** A limit is reached when the order would bring the organisation above it; an order from outside can only be held. */
export function judgeCredit(
  organisation: Pick<Organisation, 'creditLimit' | 'creditPolicy'>,
  afterwards: Cents,
  isByHand: boolean,
): CreditVerdict {
  if (organisation.creditLimit === null || afterwards <= organisation.creditLimit) return 'within'
  if (organisation.creditPolicy === 'warn') return 'warn'
  return organisation.creditPolicy === 'block' && isByHand ? 'refuse' : 'hold'
}

export type Entry = {
  /** A guest has no account to sign in with (I-02). */
  readonly hasAccount: boolean
  /** The channels that may be entered; null is all of them (I-04). */
  readonly channels: readonly string[] | null
  /** For whom may be bought besides for oneself, when the organisation shares its account (I-03). */
  readonly organisation: string | null
}

/** Where a customer may enter, and for whom. */
export const entryOf = (
  contact: Pick<Contact, 'isGuest' | 'isArchived'>,
  organisation: Pick<Organisation, 'id' | 'sharesAccount' | 'isArchived'> | null,
  group: Pick<CustomerGroup, 'channels'> | undefined,
): Entry => ({
  hasAccount: !contact.isGuest && !contact.isArchived,
  channels: group && group.channels.length > 0 ? group.channels : null,
  organisation: organisation?.sharesAccount && !organisation.isArchived ? organisation.id : null,
})

/** The prefix of a year: 'F{year}-' is 'F2026-' and '{yy}' is '26'. */
export const prefixOf = (pattern: string, year: number): string =>
  pattern.replaceAll('{year}', String(year)).replaceAll('{yy}', String(year).slice(2))

export const namesYear = (pattern: string): boolean => /\{(year|yy)\}/.test(pattern)

const empty = (value: unknown) =>
  value === null || value === '' || (Array.isArray(value) && value.length === 0)

/** What the one that stays takes over from the one that goes: only what it had not filled in itself. */
export function filledBy<T extends object>(
  kept: T,
  merged: T,
  fields: readonly (keyof T & string)[],
): Partial<T> {
  const filled: Partial<T> = {}
  for (const name of fields) if (empty(kept[name]) && !empty(merged[name])) filled[name] = merged[name]
  return filled
}

/** What may be taken over from the one that goes although the one that stays has it too; numbers that find somebody stay. */
export const chosenFields = {
  organisation: [
    'name',
    'cocNumber',
    'vatNumber',
    'email',
    'phone',
    'website',
    'country',
    'language',
    'currency',
    'paymentTermDays',
    'creditLimit',
    'creditPolicy',
    'accountManager',
    'customerGroup',
    'iban',
  ],
  contact: [
    'name',
    'phone',
    'organisation',
    'jobTitle',
    'customerGroup',
    'language',
    'street',
    'houseNumber',
    'postcode',
    'city',
    'country',
  ],
} as const

/** Fields that mean nothing without another go along with it. */
const companions: Readonly<Record<string, readonly string[]>> = {
  phone: ['phoneKey'],
  iban: ['ibanHolder', 'mandateReference', 'mandateDay'],
}

/** What the one that stays takes over because somebody chose so. */
export function chosenOf<T extends object>(kept: T, merged: T, names: readonly string[]): Partial<T> {
  const taken = names.flatMap((name) => [name, ...(companions[name] ?? [])]) as (keyof T & string)[]
  return Object.fromEntries(
    taken.filter((name) => kept[name] !== merged[name]).map((name) => [name, merged[name]]),
  ) as Partial<T>
}

/** What paper calls a company's number in the register of its country. */
export const registerNameIn = (country: string): Words => registerNames[country] ?? tradeRegister

const tradeRegister = words('Handelsregister', 'Trade register', 'Handelsregister')
const registerNames: Readonly<Record<string, Words>> = {
  NL: words('KvK', 'Chamber of Commerce', 'KvK'),
  BE: words('Ondernemingsnummer', 'Enterprise number', 'Unternehmensnummer'),
}
