/** Who we trade with and as whom: own businesses, organisations and their contacts. */
import { country, currency, email, language, link, phone, text, url, yesNo } from '../../base/field.ts'
import { record, type Row } from '../../base/record.ts'
import { words, type Words } from '../../base/words.ts'

/** An own business: the selling party on orders and invoices. */
export const Business = record('businesses', 'Bedrijf', 'Business', {
  legalName: text('Statutaire naam', 'Legal name'),
  tradeName: text('Handelsnaam', 'Trade name'),
  cocNumber: text('KvK-nummer', 'Chamber of Commerce number', { max: 40 }).nullable(),
  vatNumber: text('Btw-nummer', 'VAT number', { max: 20 }).nullable(),
  country: country('Land', 'Country'),
  currency: currency('Valuta', 'Currency').default('EUR'),
  language: language('Taal', 'Language').default('nl'),
  timeZone: text('Tijdzone', 'Time zone', { max: 60 }).default('Europe/Amsterdam'),
  street: text('Straat', 'Street').default(''),
  houseNumber: text('Huisnummer', 'House number', { max: 20 }).default(''),
  postcode: text('Postcode', 'Postcode', { max: 20 }).default(''),
  city: text('Plaats', 'Town').default(''),
  email: email('E-mailadres', 'E-mail address').nullable(),
  phone: phone('Telefoon', 'Phone').nullable(),
  website: url('Website', 'Website').nullable(),
  iban: text('IBAN', 'IBAN', { max: 40 }).nullable(),
  bic: text('BIC', 'BIC', { max: 11 }).nullable(),
  logo: link('Logo', 'Logo', 'files').nullable(),
  isActive: yesNo('Actief', 'Active').default(true),
})
export type Business = Row<typeof Business>

/** A company in any role. */
export const Organisation = record('organisations', 'Organisatie', 'Organisation', {
  name: text('Naam', 'Name'),
  cocNumber: text('KvK-nummer', 'Chamber of Commerce number', { max: 40 }).nullable(),
  vatNumber: text('Btw-nummer', 'VAT number', { max: 20 }).nullable(),
  email: email('E-mailadres', 'E-mail address').nullable(),
  phone: phone('Telefoon', 'Phone').nullable(),
  isArchived: yesNo('Gearchiveerd', 'Archived').default(false),
})
export type Organisation = Row<typeof Organisation>

/** A person that we deal with: a guest, a customer with an account, or somebody at an organisation. */
export const Contact = record('contacts', 'Klant', 'Customer', {
  name: text('Naam', 'Name'),
  email: email('E-mailadres', 'E-mail address').nullable(),
  emailKey: text('E-mailsleutel', 'E-mail key', { derived: true }).nullable(),
  phone: phone('Telefoon', 'Phone').nullable(),
  phoneKey: text('Telefoonsleutel', 'Phone key', { derived: true }).nullable(),
  organisation: link('Organisatie', 'Organisation', 'organisations').nullable(),
  language: language('Taal', 'Language').default('nl'),
  isGuest: yesNo('Gast', 'Guest').default(true),
  street: text('Straat', 'Street').default(''),
  houseNumber: text('Huisnummer', 'House number', { max: 20 }).default(''),
  postcode: text('Postcode', 'Postcode', { max: 20 }).default(''),
  city: text('Plaats', 'Town').default(''),
  country: country('Land', 'Country').default('NL'),
  isArchived: yesNo('Gearchiveerd', 'Archived').default(false),
})
export type Contact = Row<typeof Contact>

export const rights: Record<string, Words> = {
  'businesses.see': words('Bedrijven bekijken', 'See businesses'),
  'businesses.manage': words('Bedrijven beheren', 'Manage businesses'),
  'customers.see': words('Klanten bekijken', 'See customers'),
  'customers.manage': words('Klanten wijzigen', 'Change customers'),
}

export const events: Record<string, Words> = {
  'business.created': words('Bedrijf gemaakt', 'Business made'),
  'business.changed': words('Bedrijf gewijzigd', 'Business changed'),
  'contact.created': words('Klant gemaakt', 'Customer made'),
  'contact.changed': words('Klant gewijzigd', 'Customer changed'),
}

export const refusals: Record<string, Words> = {
  'contact.search-too-short': words('Typ minstens twee tekens om te zoeken.', 'Type at least two characters to search.'),
}
