/** The Dutch messages of Standard Business Reporting (XBRL): the VAT return and the listing of intra-Community supplies. Pure. */
import { splitVatNumber } from '../../../base/vat-number.ts'
import { branch, leaf } from '../../../base/xml.ts'
import type { Day } from '../../../base/day.ts'
import type { VatLine } from '../reports.ts'
import type { VatBox } from '../schema/boxes.ts'
import type { FilingDetails } from '../schema/filing.ts'
import type { ListedSupply } from './intervat.ts'

/** The Dutch taxonomy is published per year; a message of a year names the taxonomy of that year (nltaxonomie.nl). */
const taxonomies: Readonly<Record<number, { readonly at: string; readonly hasListing: boolean }>> = {
  2025: { at: 'nt19/bd/20241211', hasListing: false },
  2026: { at: 'nt20/bd/20251210', hasListing: true },
}

export const knowsReturnOf = (year: number): boolean => year in taxonomies
export const knowsListingOf = (year: number): boolean => taxonomies[year]?.hasListing ?? false

export type SbrHead = {
  readonly details: Omit<FilingDetails, 'id' | 'version' | 'createdAt' | 'updatedAt' | 'business'>
  readonly from: Day
  readonly to: Day
  /** yyyymmddhhmm. */
  readonly made: string
  readonly version: string
}

type Concepts = { readonly base?: string; readonly vat?: string }

/** 5c to 5f are no part of the message: 5g is 5a less 5b. */
const concepts: Readonly<Partial<Record<VatBox, Concepts>>> = {
  '1a': {
    base: 'TaxedTurnoverSuppliesServicesGeneralTariff',
    vat: 'ValueAddedTaxSuppliesServicesGeneralTariff',
  },
  '1b': {
    base: 'TaxedTurnoverSuppliesServicesReducedTariff',
    vat: 'ValueAddedTaxSuppliesServicesReducedTariff',
  },
  '1c': { base: 'TaxedTurnoverSuppliesServicesOtherRates', vat: 'ValueAddedTaxSuppliesServicesOtherRates' },
  '1d': { base: 'TaxedTurnoverPrivateUse', vat: 'ValueAddedTaxPrivateUse' },
  '1e': { base: 'SuppliesServicesNotTaxed' },
  '2a': {
    base: 'TurnoverSuppliesServicesByWhichVATTaxationIsTransferred',
    vat: 'ValueAddedTaxSuppliesServicesByWhichVATTaxationIsTransferred',
  },
  '3a': { base: 'SuppliesToCountriesOutsideTheEC' },
  '3b': { base: 'SuppliesToCountriesWithinTheEC' },
  '3c': { base: 'InstallationDistanceSalesWithinTheEC' },
  '4a': {
    base: 'TurnoverFromTaxedSuppliesFromCountriesOutsideTheEC',
    vat: 'ValueAddedTaxOnSuppliesFromCountriesOutsideTheEC',
  },
  '4b': {
    base: 'TurnoverFromTaxedSuppliesFromCountriesWithinTheEC',
    vat: 'ValueAddedTaxOnSuppliesFromCountriesWithinTheEC',
  },
  '5a': { vat: 'ValueAddedTaxOwed' },
  '5b': { vat: 'ValueAddedTaxOnInput' },
  '5g': { vat: 'ValueAddedTaxOwedToBePaidBack' },
}

/** Whole euros as the form rounds them; a box that nothing fills is 0. */
export function sbrReturn(head: SbrHead, lines: readonly VatLine[]): string {
  const owed = lines.find(({ box }) => box === '5a')?.euros.vat ?? 0
  const context = 'Msg'
  const facts = lines.flatMap(({ box, euros }) => {
    const { base, vat } = concepts[box] ?? {}
    const vatEuros = euros.vat ?? (box === '5g' ? owed : 0)
    return [base ? amount(base, euros.base ?? 0, context) : '', vat ? amount(vat, vatEuros, context) : '']
  })
  return message(head, 'ob-aangifte', [
    contextOf(context, head),
    euro,
    ...heading(head, context, 'MessageReferenceSupplierVAT'),
    text('ContactType', 'BPL', context),
    ...facts,
  ])
}

/** Whole euros per buyer, goods and services apart. */
export function sbrListing(head: SbrHead, supplies: readonly ListedSupply[]): string {
  const context = 'CD_Opgaaf'
  const buyers = [...new Set(supplies.map(({ number }) => number))]
  const ofBuyer = (number: string) => `ICP_${number}`
  const facts = (code: ListedSupply['code'], concept: string) =>
    supplies
      .filter((one) => one.code === code && wholeEuros(one.amount) !== 0)
      .map((one) => amount(concept, wholeEuros(one.amount), ofBuyer(one.number)))
  return message(head, 'icp-opgaaf', [
    contextOf(context, head),
    ...buyers.map((number) => {
      const buyer = splitVatNumber(number)!
      return contextOf(ofBuyer(number), head, [
        dimension('VATNumber', buyer.number),
        dimension('CountryCodeEU', buyer.country),
      ])
    }),
    euro,
    ...heading(head, context, 'MessageReferenceSupplierICP'),
    ...facts('L', 'SuppliesAmount'),
    ...facts('S', 'ServicesAmount'),
  ])
}

/** Cents are dropped, as in every box of the return. */
const wholeEuros = (cents: number): number => Math.trunc(cents / 100)

function message(head: SbrHead, report: string, content: readonly string[]): string {
  const year = Number(head.to.slice(0, 4))
  const at = `http://www.nltaxonomie.nl/${taxonomies[year]!.at}`
  const entry = `${at}/entrypoints/bd-rpt-${report}-${year}.xsd`
  return `<?xml version="1.0" encoding="UTF-8"?>\n${branch(
    'xbrli:xbrl',
    [`<link:schemaRef xlink:type="simple" xlink:href="${entry}"/>`, ...content],
    {
      'xmlns:xbrli': 'http://www.xbrl.org/2003/instance',
      'xmlns:link': 'http://www.xbrl.org/2003/linkbase',
      'xmlns:xlink': 'http://www.w3.org/1999/xlink',
      'xmlns:iso4217': 'http://www.xbrl.org/2003/iso4217',
      'xmlns:xbrldi': 'http://xbrl.org/2006/xbrldi',
      'xmlns:bd-i': `${at}/dictionary/bd-data`,
      'xmlns:bd-axes': `${at}/validation/bd-axes`,
      'xmlns:bd-domains': `${at}/validation/bd-domains`,
      'xml:lang': 'nl',
    },
  )}\n`
}

const euro = branch('xbrli:unit', [leaf('xbrli:measure', 'iso4217:EUR')], { id: 'EUR' })

const contextOf = (id: string, { details, from, to }: SbrHead, scenario: readonly string[] = []): string =>
  branch(
    'xbrli:context',
    [
      branch('xbrli:entity', [
        leaf('xbrli:identifier', details.turnoverTaxNumber, {
          scheme: 'www.belastingdienst.nl/omzetbelastingnummer',
        }),
      ]),
      branch('xbrli:period', [leaf('xbrli:startDate', from), leaf('xbrli:endDate', to)]),
      branch('xbrli:scenario', scenario),
    ],
    { id },
  )

const dimension = (name: string, value: string): string =>
  branch('xbrldi:typedMember', [leaf(`bd-domains:${name}Domain`, value)], {
    dimension: `bd-axes:${name}Dimension`,
  })

/** Who sends numbers his own software; the number of a software house is his to add. */
const heading = (
  { details, made, version }: SbrHead,
  context: string,
  reference: string,
): readonly string[] => [
  text(reference, `PH${made}`, context),
  text('SoftwarePackageName', 'Pakhuis', context),
  text('SoftwarePackageVersion', version.slice(0, 10), context),
  text('DateTimeCreation', made, context),
  text('ContactInitials', details.contactInitials, context),
  text('ContactSurname', details.contactSurname, context),
  text('ContactTelephoneNumber', details.contactPhone.replace(/[^+\d]/g, ''), context),
]

const text = (concept: string, value: string, contextRef: string): string =>
  leaf(`bd-i:${concept}`, value, { contextRef })

const amount = (concept: string, euros: number, contextRef: string): string =>
  leaf(`bd-i:${concept}`, String(euros), { unitRef: 'EUR', decimals: 'INF', contextRef })
