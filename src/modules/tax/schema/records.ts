/** What the area of VAT keeps: dated tables, registrations, policies, checked numbers and decisions, with their words. */
import {
  choice,
  country,
  currency,
  day,
  integer,
  json,
  link,
  moment,
  money,
  rate,
  text,
  textList,
  yesNo,
} from '../../../base/field.ts'
import { record, type Row } from '../../../base/record.ts'
import { words, type Words } from '../../../base/words.ts'
import type { Decision, ReturnEntry } from '../rules/decision.ts'
import type { Sale } from '../rules/sale.ts'
import { limitNames } from './names.ts'

/** A rate of a category in a country, from one day on. */
export const VatRate = record('vat_rates', 'Btw-tarief', 'VAT rate', {
  country: country('Land', 'Country', { fixed: true }),
  region: text('Regio', 'Region', { fixed: true, max: 40 }).nullable(),
  category: text('Btw-categorie', 'VAT category', { fixed: true, max: 60 }),
  rate: rate('Tarief', 'Rate', { min: 0, max: 10_000 }),
  validFrom: day('Geldig vanaf', 'Valid from', { fixed: true }),
  validTo: day('Geldig tot en met', 'Valid to').nullable(),
  source: text('Bron', 'Source', { max: 300 }),
})
export type VatRate = Row<typeof VatRate>

/** Where an address lies for VAT, from one day on; the first row of a country that matches wins. */
export const VatTerritory = record('vat_territories', 'Btw-gebied', 'VAT territory', {
  country: text('Landcode', 'Country code', {
    fixed: true,
    max: 2,
    help: words('Twee letters, of * voor elk ander land.', 'Two letters, or * for every other country.'),
  }),
  position: integer('Volgorde', 'Position', { derived: true, min: 0 }),
  postcodes: textList('Beginnen van postcodes', 'Beginnings of postcodes', { max: 10 }).default([]),
  area: choice('Ligt', 'Location', {
    eu: words('In het btw-gebied van de EU', 'Inside the EU VAT area'),
    xi: words('Noord-Ierland', 'Northern Ireland'),
    outside: words('Buiten het btw-gebied van de EU', 'Outside the EU VAT area'),
  }),
  countsAs: text('Telt als', 'Counts as', {
    max: 2,
    help: words('Landcode: Monaco telt als FR.', 'A country code: Monaco counts as FR.'),
  }).nullable(),
  region: text('Regio', 'Region', {
    max: 40,
    help: words('Zoals bij de tarieven, bijvoorbeeld PT-20.', 'As with the rates, such as PT-20.'),
  }).nullable(),
  name: text('Naam', 'Name'),
  validFrom: day('Geldig vanaf', 'Valid from', { fixed: true }),
  validTo: day('Geldig tot en met', 'Valid to').nullable(),
  source: text('Bron', 'Source', { max: 300 }),
})
export type VatTerritory = Row<typeof VatTerritory>

/** An amount that the law draws a line at, from one day on. */
export const TaxLimit = record('tax_limits', 'Grensbedrag', 'Limit', {
  name: choice('Grens', 'Limit', limitNames, { fixed: true }),
  amount: money('Bedrag', 'Amount', { min: 0 }),
  validFrom: day('Geldig vanaf', 'Valid from', { fixed: true }),
  validTo: day('Geldig tot en met', 'Valid to').nullable(),
  source: text('Bron', 'Source', { max: 300 }),
})
export type TaxLimit = Row<typeof TaxLimit>

/** Where and how an own business is known to a tax office (S0-2d). */
export const TaxRegistration = record('tax_registrations', 'Btw-registratie', 'VAT registration', {
  business: link('Bedrijf', 'Business', 'businesses', { fixed: true }),
  kind: choice(
    'Soort',
    'Kind',
    {
      vat: words('Btw-nummer', 'VAT number'),
      oss_union: words('OSS (Unieregeling)', 'OSS (Union scheme)'),
      ioss: words('IOSS (invoerregeling)', 'IOSS (import scheme)'),
      sme_ex: words('Kleineondernemersregeling', 'Small business scheme'),
    },
    { fixed: true },
  ),
  country: country('Land', 'Country', { fixed: true }),
  number: text('Nummer', 'Number', { max: 20, fixed: true }).nullable(),
  validFrom: day('Geldig vanaf', 'Valid from', { fixed: true }),
  validTo: day('Geldig tot en met', 'Valid to').nullable(),
})
export type TaxRegistration = Row<typeof TaxRegistration>

/** How a sales channel deals with VAT; a channel without a row has the initial values. */
export const ChannelTaxPolicy = record('channel_tax_policies', 'Btw-instelling', 'VAT setting', {
  channel: link('Verkoopkanaal', 'Sales channel', 'channels', { fixed: true }),
  pricesIncludeVat: yesNo('Prijzen inclusief btw', 'Prices include VAT').default(true),
  priceCountry: country('Land van de prijslijst', 'Country of the price list').nullable(),
  crossBorderPricing: choice('Prijs over de grens', 'Price across the border', {
    'same-gross': words('Dezelfde consumentenprijs', 'The same consumer price'),
    'same-net': words('Dezelfde prijs zonder btw', 'The same price without VAT'),
  }).default('same-gross'),
  reverseCharge: yesNo(
    'Btw verleggen bij een geldig nummer',
    'Reverse the charge for a valid number',
  ).default(true),
  usesLocalNumbers: yesNo('Eigen lokale btw-nummers gebruiken', 'Use own local VAT numbers').default(true),
  whenUnverified: choice('Als een nummer niet te controleren is', 'When a number cannot be checked', {
    'charge-vat': words('Btw berekenen', 'Charge VAT'),
    'accept-last-valid': words('De laatste geldige controle gebruiken', 'Use the last valid check'),
    'hold-invoice': words('De factuur laten wachten', 'Let the invoice wait'),
  }).default('charge-vat'),
  lastValidMaxDays: integer('Een controle telt zoveel dagen', 'Days that a check counts', {
    min: 1,
    max: 365,
  }).default(30),
})
export type ChannelTaxPolicy = Row<typeof ChannelTaxPolicy>

export const numberStates = {
  pending: words('Wordt gecontroleerd', 'Being checked'),
  valid: words('Geldig', 'Valid'),
  invalid: words('Ongeldig', 'Invalid'),
  unknown: words('Niet te controleren', 'Cannot be checked'),
}

/** A VAT number as we know it now. Busy or down is unknown and never invalid (C-23). */
export const VatNumber = record('vat_numbers', 'Btw-nummer', 'VAT number', {
  number: text('Nummer', 'Number', { fixed: true, max: 20 }),
  country: text('Lidstaat', 'Member state', { fixed: true, max: 2 }),
  state: choice('Status', 'Status', numberStates, { derived: true }).default('pending'),
  code: text('Reden', 'Reason', { derived: true }).nullable(),
  holder: text('Op naam van', 'In the name of', { derived: true, max: 500 }).nullable(),
  address: text('Adres', 'Address', { derived: true, max: 1000 }).nullable(),
  checkedAt: moment('Gecontroleerd op', 'Checked at', { derived: true }).nullable(),
  lastValidAt: moment('Laatst geldig op', 'Last valid at', { derived: true }).nullable(),
  consultationNumber: text('Raadplegingsnummer', 'Consultation number', { derived: true }).nullable(),
  attempts: integer('Pogingen', 'Attempts', { derived: true }).default(0),
  nextAt: moment('Volgende poging', 'Next try', { derived: true }).nullable(),
  isOwn: yesNo('Van onszelf', 'Our own', { derived: true }).default(false),
})
export type VatNumber = Row<typeof VatNumber>

/** One answer, kept as proof of having asked. */
export const VatNumberCheck = record(
  'vat_number_checks',
  'Controle van een btw-nummer',
  'Check of a VAT number',
  {
    vatNumber: link('Btw-nummer', 'VAT number', 'vat_numbers'),
    number: text('Nummer', 'Number'),
    country: text('Lidstaat', 'Member state'),
    requester: text('Gevraagd door', 'Asked by').nullable(),
    askedAt: moment('Gevraagd op', 'Asked at'),
    outcome: choice('Uitkomst', 'Outcome', {
      valid: numberStates.valid,
      invalid: numberStates.invalid,
      unknown: numberStates.unknown,
    }),
    code: text('Reden', 'Reason').nullable(),
    fault: text('Bij wie het ligt', 'Whose fault it is').nullable(),
    consultationNumber: text('Raadplegingsnummer', 'Consultation number').nullable(),
    holder: text('Op naam van', 'In the name of').nullable(),
    address: text('Adres', 'Address').nullable(),
    raw: text('Antwoord', 'Answer'),
    via: text('Via', 'Via'),
  },
  { appendOnly: true },
)
export type VatNumberCheck = Row<typeof VatNumberCheck>

/** What was decided about a document, with all that it was decided from; returns are counted from those of invoices. */
export const TaxDecision = record(
  'tax_decisions',
  'Btw-beslissing',
  'VAT decision',
  {
    about: link('Waarover', 'About', '*'),
    aboutKind: text('Soort onderwerp', 'Kind of subject'),
    business: link('Bedrijf', 'Business', 'businesses'),
    day: day('Datum', 'Date'),
    engine: text('Versie van de regels', 'Version of the rules'),
    buyerNumber: text('Btw-nummer van de klant', 'VAT number of the customer').nullable(),
    crossBorderNet: money('Verkoop aan buitenlandse consumenten', 'Sales to foreign consumers'),
    reporting: json<readonly ReturnEntry[]>('Aangifte', 'Returns'),
    input: json<Sale>('Gegevens', 'Facts'),
    result: json<Decision>('Uitkomst', 'Result'),
  },
  { appendOnly: true },
)
export type TaxDecision = Row<typeof TaxDecision>

/** What one euro was worth on a day, as the European Central Bank told it. */
export const ExchangeRate = record(
  'exchange_rates',
  'Wisselkoers',
  'Exchange rate',
  {
    currency: currency('Valuta', 'Currency'),
    day: day('Datum', 'Date'),
    rate: text('Koers (per euro)', 'Rate (per euro)', { max: 20 }),
    source: text('Bron', 'Source', { max: 300 }),
  },
  { appendOnly: true },
)
export type ExchangeRate = Row<typeof ExchangeRate>

export const rights: Record<string, Words> = {
  'tax.see': words('Btw bekijken', 'View VAT'),
  'tax.manage': words('Btw instellen', 'Set up VAT'),
}

export const events: Record<string, Words> = {
  'vat-rate.created': words('Btw-tarief toegevoegd', 'VAT rate added'),
  'vat-rate.changed': words('Btw-tarief gewijzigd', 'VAT rate changed'),
  'vat-territory.created': words('Btw-gebied toegevoegd', 'VAT territory added'),
  'vat-territory.changed': words('Btw-gebied gewijzigd', 'VAT territory changed'),
  'tax-limit.created': words('Grensbedrag toegevoegd', 'Limit added'),
  'tax-limit.changed': words('Grensbedrag gewijzigd', 'Limit changed'),
  'tax-registration.created': words('Btw-registratie toegevoegd', 'VAT registration added'),
  'tax-registration.changed': words('Btw-registratie gewijzigd', 'VAT registration changed'),
  'channel-tax-policy.changed': words(
    'Btw-instelling van kanaal gewijzigd',
    'VAT setting of channel changed',
  ),
  'exchange-rates.taken-in': words('Wisselkoersen ingelezen', 'Exchange rates taken in'),
  'vat-number.noted': words('Btw-nummer genoteerd', 'VAT number noted'),
  'vat-number.check-asked': words('Controle van btw-nummer gevraagd', 'Check of VAT number asked'),
  'vat-number.checked': words('Btw-nummer gecontroleerd', 'VAT number checked'),
}

const example = words('bijvoorbeeld NL004495445B01', 'for instance NL004495445B01')

export const refusals: Record<string, Words> = {
  'vat-number.no-country': words(
    `{number} begint niet met de letters van een EU-land. Zet die ervoor, ${example.nl}.`,
    `{number} does not begin with the letters of an EU country. Put them in front, ${example.en}.`,
  ),
  'vat-number.wrong-form': words(
    '{number} kan geen btw-nummer zijn: het controlecijfer of de lengte klopt niet. Vergelijk het met een factuur of brief van het bedrijf.',
    '{number} cannot be a VAT number: its check digit or length is wrong. Compare it with an invoice or letter of the company.',
  ),
  'vat-number.other-country': words(
    '{number} is een nummer uit {found}, maar het adres ligt in {country}. Controleer het nummer, of bevestig dat dit klopt.',
    '{number} is a number of {found}, but the address lies in {country}. Check the number, or confirm that this is right.',
  ),
  'vat-number.is-our-own': words(
    '{number} is ons eigen btw-nummer. Vraag de klant om het zijne.',
    '{number} is our own VAT number. Ask the customer for theirs.',
  ),
  'vat-number.not-ioss': words(
    '{number} is geen IOSS-nummer. Zo’n nummer begint met IM en heeft daarna tien cijfers; het staat in de brief van de belastingdienst.',
    '{number} is not an IOSS number. Such a number starts with IM, followed by ten digits; it is in the letter from the tax authority.',
  ),
  'vat-number.is-missing': words(
    'Vul bij een btw-registratie het nummer in.',
    'Fill in the number of a VAT registration.',
  ),
  'exchange-rates.unreadable': words(
    'Dit bestand is geen koersenlijst van de ECB. Download “eurofxref” als XML of CSV bij de Europese Centrale Bank.',
    'This file is no list of rates of the ECB. Download “eurofxref” as XML or CSV from the European Central Bank.',
  ),
  'exchange-rates.none-new': words(
    'Alle koersen in dit bestand staan er al. Er is niets gewijzigd.',
    'All rates in this file are here already. Nothing was changed.',
  ),
  'exchange-rates.rate-wrong': words(
    'Schrijf de koers als 11,2345: hoeveel van deze valuta een euro waard is.',
    'Write the rate as 11.2345: how much of this currency a euro is worth.',
  ),
  'exchange-rates.day-known': words(
    'Voor deze valuta en dag staat er al een koers; die blijft, want documenten kunnen ermee gemaakt zijn.',
    'There is a rate for this currency and day already; it stays, for documents may have been made with it.',
  ),
  'tax.period-overlaps': words(
    'In deze periode geldt al een andere waarde, vanaf {from, date}. Sluit die eerst af met een einddatum.',
    'Another value already holds in this period, from {from, date}. End that one first.',
  ),
  'tax.value-in-force': words(
    'Deze waarde geldt al sinds {from, date} en blijft staan. Voeg een nieuwe regel toe met de dag waarop het nieuwe ingaat.',
    'This value holds since {from, date} and stays. Add a new row with the day on which the new one begins.',
  ),
  'tax.period-turned': words('De einddatum ligt voor de begindatum.', 'The last day is before the first.'),
}

export const tasks: Record<string, Words> = {
  'vat.number-invalid': words(
    'Btw-nummer {number} is niet (meer) geldig. Vraag de klant of leverancier om het juiste nummer; kijk bij een klant de open bestellingen na.',
    'VAT number {number} is not valid (any more). Ask the customer or supplier for the right number; check the open orders of a customer.',
  ),
  'vat.own-number-invalid': words(
    'Ons eigen btw-nummer {number} is volgens de controle ongeldig. Controleer het nummer bij het bedrijf.',
    'Our own VAT number {number} is invalid according to the check. Check the number of the business.',
  ),
  'vat.question-wrong': words(
    'Btw-nummer {number} kan niet worden gecontroleerd: {error}. Controleer het nummer en het btw-nummer van het eigen bedrijf.',
    'VAT number {number} cannot be checked: {error}. Check the number, and the VAT number of the own business.',
  ),
  'vat.distance-sales-near': words(
    'Verkoop aan consumenten in andere EU-landen is dit jaar {total, money} van {limit, money}. Vraag op tijd OSS aan: boven de grens geldt de btw van het land van de klant.',
    'Sales to consumers in other EU countries are {total, money} of {limit, money} this year. Apply for OSS in time: above the limit the VAT of the customer’s country holds.',
  ),
  'vat.distance-sales-passed': words(
    'Verkoop aan consumenten in andere EU-landen is {total, money}, boven de grens van {limit, money}. Registreer OSS of een nummer per land en zet dat bij het bedrijf.',
    'Sales to consumers in other EU countries are {total, money}, above the limit of {limit, money}. Register for OSS or a number per country and enter it with the business.',
  ),
  'vat.order-differs': words(
    'De btw van bestelling {number} wijkt af: er is gerekend met {shop}, volgens de regels is het {ours}.',
    'The VAT of order {number} differs: it was charged as {shop}, by the rules it is {ours}.',
  ),
  'vat.order-undecided': words(
    'De btw van bestelling {number} kon niet worden nagerekend: {error}',
    'The VAT of order {number} could not be computed: {error}',
  ),
  'vat.number-is-our-own': words(
    'Bestelling {order} noemt ons eigen btw-nummer {number} als dat van de klant. Vraag de klant om het zijne.',
    'Order {order} names our own VAT number {number} as the customer’s. Ask the customer for theirs.',
  ),
  'vat.number-wrong-form': words(
    'Btw-nummer {number} van bestelling {order} kan niet kloppen: lengte of controlecijfer is fout. Vraag de klant om het juiste nummer.',
    'VAT number {number} of order {order} cannot be right: its length or check digit is wrong. Ask the customer for the right one.',
  ),
  'vat.number-no-country': words(
    'Btw-nummer {number} van bestelling {order} begint niet met de letters van een EU-land. Vraag de klant om het volledige nummer.',
    'VAT number {number} of order {order} does not begin with the letters of an EU country. Ask the customer for the whole number.',
  ),
  'vat.relation-number-other-country': words(
    'Btw-nummer {number} van {name} is van een ander land dan de organisatie ({country}). Controleer of het van hen is.',
    'VAT number {number} of {name} is of another country than the organisation ({country}). Check that it is theirs.',
  ),
  'vat.number-other-country': words(
    'Btw-nummer {number} van bestelling {order} is van een ander land dan het factuuradres ({country}). Controleer of het van de klant is.',
    'VAT number {number} of order {order} is of another country than the invoice address ({country}). Check that it is the customer’s.',
  ),
}
