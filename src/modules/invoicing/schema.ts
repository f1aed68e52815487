/** Invoices and credit notes: a concept may change; what was issued never does. */
import { choice, currency, day, email, integer, json, language, link, moment, money, text } from '../../base/field.ts'
import { record, type Row } from '../../base/record.ts'
import { words, type Words } from '../../base/words.ts'
import type { InvoiceDocument } from './e-invoice/document.ts'

export const invoiceKinds = {
  invoice: words('Factuur', 'Invoice'),
  'credit-note': words('Creditnota', 'Credit note'),
}

export const invoiceStates = {
  concept: words('Concept', 'Draft'),
  final: words('Definitief', 'Final'),
  sent: words('Verzonden', 'Sent'),
  paid: words('Betaald', 'Paid'),
  deleted: words('Verwijderd', 'Deleted'),
}

/** An invoice's document before it has a number and a day. */
export type ConceptDocument = Omit<InvoiceDocument, 'number' | 'issueDay'>

/** The working row of an invoice; its legal content stands in what was issued. */
export const Invoice = record('invoices', 'Factuur', 'Invoice', {
  kind: choice('Soort', 'Kind', invoiceKinds, { fixed: true }),
  business: link('Bedrijf', 'Business', 'businesses', { fixed: true }),
  orderId: link('Bestelling', 'Order', 'orders', { fixed: true }).nullable(),
  shipment: link('Zending', 'Shipment', 'shipments', { fixed: true }).nullable(),
  credits: link('Crediteert', 'Credits', 'invoices', { fixed: true }).nullable(),
  contact: link('Klant', 'Customer', 'contacts').nullable(),
  organisation: link('Organisatie', 'Organisation', 'organisations').nullable(),
  customerName: text('Klant', 'Customer'),
  email: email('E-mailadres', 'E-mail address').nullable(),
  language: language('Taal', 'Language'),
  currency: currency('Valuta', 'Currency'),
  state: choice('Status', 'Status', invoiceStates, { derived: true }),
  number: text('Factuurnummer', 'Invoice number', { derived: true }).nullable(),
  day: day('Factuurdatum', 'Invoice date', { derived: true }).nullable(),
  dueDay: day('Vervaldatum', 'Due date').nullable(),
  totalNet: money('Exclusief btw', 'Without VAT', { derived: true }),
  totalVat: money('Btw', 'VAT', { derived: true }),
  total: money('Totaal', 'Total', { derived: true }),
  due: money('Openstaand', 'Due', { derived: true }),
  content: json<ConceptDocument>('Inhoud', 'Content', { derived: true }).nullable(),
  pdf: link('PDF', 'PDF', 'files', { derived: true }).nullable(),
  sentAt: moment('Verzonden op', 'Sent at', { derived: true }).nullable(),
})
export type Invoice = Row<typeof Invoice>

/** What was issued: number, day and the whole document, immutable for the program itself by database privilege. */
export const IssuedInvoice = record(
  'issued_invoices',
  'Uitgereikte factuur',
  'Issued invoice',
  {
    business: link('Bedrijf', 'Business', 'businesses'),
    kind: choice('Soort', 'Kind', invoiceKinds),
    year: integer('Jaar', 'Year'),
    sequence: integer('Volgnummer', 'Sequence number'),
    number: text('Nummer', 'Number'),
    day: day('Datum', 'Date'),
    total: money('Totaal', 'Total'),
    document: json<InvoiceDocument>('Document', 'Document'),
    documentHash: text('Controlegetal', 'Hash'),
  },
  { appendOnly: true },
)
export type IssuedInvoice = Row<typeof IssuedInvoice>

export const rights: Record<string, Words> = {
  'invoices.see': words('Facturen bekijken', 'See invoices'),
  'invoices.make': words('Facturen maken', 'Make invoices'),
  'invoices.finalise': words('Facturen definitief maken', 'Finalise invoices'),
}

export const events: Record<string, Words> = {
  'invoice.drafted': words('Conceptfactuur gemaakt', 'Draft invoice made'),
  'invoice.deleted': words('Conceptfactuur verwijderd', 'Draft invoice deleted'),
  'invoice.finalised': words('Factuur definitief', 'Invoice final'),
  'invoice.printed': words('Factuur als PDF bewaard', 'Invoice kept as PDF'),
}

export const refusals: Record<string, Words> = {
  'invoice.nothing-left': words('Van bestelling {number} is alles al gefactureerd.', 'Everything of order {number} has been invoiced.'),
  'invoice.not-a-concept': words('Factuur {number} is definitief en kan niet meer worden gewijzigd. Maak een creditnota.', 'Invoice {number} is final and cannot be changed. Make a credit note.'),
  'invoice.order-cancelled': words('Bestelling {number} is geannuleerd.', 'Order {number} was cancelled.'),
  'invoice.business-incomplete': words(
    'Vul bij bedrijf {name} eerst adres en btw-nummer in: die horen op een factuur.',
    'First fill in the address and VAT number of business {name}: an invoice needs them.',
  ),
  'invoice.no-pdf-yet': words('De PDF wordt nog gemaakt. Probeer het over een paar tellen weer.', 'The PDF is still being made. Try again in a few seconds.'),
}
