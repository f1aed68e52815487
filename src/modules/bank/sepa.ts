/** What SEPA takes: its signs, its countries, its amounts, and the parts that direct debits and transfers share. Pure. */
import { sum, decimalText, type Cents } from '../../base/money.ts'
import { refuse } from '../../base/refusal.ts'
import { branch, leaf } from '../../base/xml.ts'
import { readIban } from '../organisations/identifiers.ts'
import { countryWords } from '../tax/schema/names.ts'

export type PostalAddress = {
  readonly street: string
  readonly houseNumber: string
  readonly postcode: string
  readonly city: string
  readonly country: string
}
export type SepaParty = {
  readonly name: string
  readonly iban: string
  readonly bic: string | null
  readonly address: PostalAddress | null
}

/** EPC409-09, list of SEPA scheme countries; an IBAN of elsewhere cannot be debited or paid with these files. */
const countries = new Set(
  'AD AL AT BE BG CH CY CZ DE DK EE ES FI FR GB GI GR HR HU IE IS IT LI LT LU LV MC MD ME MK MT NL NO PL PT RO RS SE SI SK SM VA'.split(
    ' ',
  ),
)

/** The IBAN as it goes into a file, or a refusal that names whose it is. */
export function sepaIban(iban: string, name: string): string {
  const read = readIban(iban)
  if (read.kind !== 'good') return refuse('sepa.iban-wrong', { name, iban: iban.slice(0, 42) })
  const country = read.iban.slice(0, 2)
  if (!countries.has(country)) return refuse('sepa.country-closed', { name, country: countryWords(country) })
  return read.iban
}

const letters: Readonly<Record<string, string>> = {
  ß: 'ss',
  ø: 'o',
  Ø: 'O',
  æ: 'ae',
  Æ: 'AE',
  œ: 'oe',
  Œ: 'OE',
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  þ: 'th',
  ð: 'd',
  ı: 'i',
  '&': '+',
  '’': "'",
  '‘': "'",
  '–': '-',
  '—': '-',
  _: '-',
  ';': ',',
}

/** EPC217-08: only the Latin signs that every bank takes; accents go, what has no likeness becomes a space. */
export function sepaText(text: string, most: number): string {
  return [...text]
    .map((sign) => letters[sign] ?? sign)
    .join('')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9/\-?:().,'+ ]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, most)
    .trim()
}

/** A reference besides does not begin or end with a slash, and has no two in a row. */
export const sepaReference = (text: string): string =>
  sepaText(text, 35)
    .replace(/\/{2,}/g, '/')
    .replace(/^\/+|\/+$/g, '')

const mostCents = 99_999_999_999

export function sepaAmount(amount: Cents, name: string): string {
  if (!Number.isSafeInteger(amount) || amount < 1 || amount > mostCents)
    return refuse('sepa.amount-wrong', { name })
  return decimalText(amount, 2)
}

/** Number and sum of payments, to the cent. */
export const control = (amounts: readonly Cents[]): string =>
  leaf('NbOfTxs', String(amounts.length)) + leaf('CtrlSum', decimalText(sum(amounts), 2))

/** Since 15 November 2026 an address is structured, with town and country at least, or left out. */
function addressOf(address: PostalAddress | null): string {
  if (!address?.city || !address.country) return ''
  return branch('PstlAdr', [
    leaf('StrtNm', sepaText(address.street, 70)),
    leaf('BldgNb', sepaText(address.houseNumber, 16)),
    leaf('PstCd', sepaText(address.postcode, 16)),
    leaf('TwnNm', sepaText(address.city, 35)),
    leaf('Ctry', address.country),
  ])
}

export const partyOf = (tag: string, party: SepaParty): string =>
  branch(tag, [
    leaf('Nm', sepaText(party.name, 70) || refuse('sepa.name-missing', { iban: party.iban })),
    addressOf(party.address),
  ])

export const accountOf = (tag: string, party: SepaParty): string =>
  branch(tag, [branch('Id', [leaf('IBAN', sepaIban(party.iban, party.name))])])

/** The bank by its BIC, which the newer versions call otherwise; without one the file says so where it must. */
export const agentOf = (tag: string, party: SepaParty, bicTag: 'BIC' | 'BICFI'): string =>
  branch(tag, [
    branch('FinInstnId', [party.bic ? leaf(bicTag, party.bic) : branch('Othr', [leaf('Id', 'NOTPROVIDED')])]),
  ])

export const documentOf = (message: string, body: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${branch('Document', [body], { xmlns: `urn:iso:std:iso:20022:tech:xsd:${message}` })}`

/** The same order of groups for the same payments. */
export const grouped = <T>(items: readonly T[], keyOf: (item: T) => string): [string, T[]][] =>
  [...Map.groupBy(items, keyOf)].sort(([a], [b]) => (a < b ? -1 : 1))
