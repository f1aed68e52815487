/** The contract with who operates the instance: the party that it is with, and how it pays (S0-1). */
import { choice, country, day, email, phone, text } from '../../../base/field.ts'
import { record, type Row } from '../../../base/record.ts'
import { words, type Words } from '../../../base/words.ts'

const paymentMethods = {
  invoice: words('Op factuur', 'By invoice'),
  mandate: words('SEPA-incasso', 'SEPA direct debit'),
}

/** At most one per tenant; the IBAN lies sealed and is shown masked. */
export const Contract = record('contracts', 'Contract', 'Contract', {
  name: text('Bedrijfsnaam', 'Company name'),
  cocNumber: text('KvK-nummer', 'Chamber of Commerce number', { max: 40 }).nullable(),
  vatNumber: text('Btw-nummer', 'VAT number', { max: 40 }).nullable(),
  street: text('Straat', 'Street').nullable(),
  houseNumber: text('Huisnummer', 'House number', { max: 20 }).nullable(),
  postcode: text('Postcode', 'Postcode', { max: 20 }).nullable(),
  city: text('Plaats', 'Town').nullable(),
  country: country('Land', 'Country').default('NL'),
  contactName: text('Contactpersoon', 'Contact person').nullable(),
  email: email('E-mailadres voor facturen', 'E-mail address for invoices').nullable(),
  phone: phone('Telefoon', 'Phone').nullable(),
  paymentMethod: choice('Betaalmethode', 'Payment method', paymentMethods).default('invoice'),
  iban: text('IBAN', 'IBAN', { max: 42 }).nullable(),
  ibanHolder: text('Tenaamstelling', 'Account holder', { max: 70 }).nullable(),
  mandateReference: text('Kenmerk van de machtiging', 'Mandate reference', { max: 35 }).nullable(),
  mandateDay: day('Getekend op', 'Signed on').nullable(),
})
export type Contract = Row<typeof Contract>

export const rights: Record<string, Words> = {
  'contract.see': words('Contract bekijken', 'View contract'),
  'contract.manage': words(
    'Contract en betaalmethode wijzigen',
    'Change the contract and its payment method',
  ),
}

export const events: Record<string, Words> = {
  'contract.changed': words('Contractgegevens gewijzigd', 'Contract details changed'),
  'contract.payment-changed': words(
    'Betaalmethode van het contract gewijzigd',
    'Payment method of the contract changed',
  ),
}

export const refusals: Record<string, Words> = {
  'contract.name-needed': words(
    'Vul eerst bij Gegevens de bedrijfsnaam in: daarop staat het contract.',
    'Fill in the company name under Details first: the contract is in that name.',
  ),
  'contract.mandate-needs': words(
    'Vul {label} in: zonder machtiging mag er niet worden afgeschreven.',
    'Fill in {label}: without a mandate nothing may be debited.',
  ),
  'contract.no-sepa-country': words(
    'Van een rekening in {country} kan niet met SEPA worden afgeschreven. Kies een andere rekening of betaal op factuur.',
    'An account in {country} cannot be debited through SEPA. Choose another account or pay by invoice.',
  ),
  'contract.reference-wrong': words(
    'Een kenmerk van een machtiging heeft alleen letters, cijfers en + ? / - : ( ) . , zonder spaties.',
    'A mandate reference has only letters, digits and + ? / - : ( ) . , without spaces.',
  ),
  'contract.signed-ahead': words(
    'De machtiging kan niet later dan vandaag zijn getekend.',
    'The mandate cannot be signed later than today.',
  ),
}
