/** Quotes: an offer to a customer in versions, each as it was sent, until it is accepted, declined or over. */
import {
  choice,
  currency,
  day,
  integer,
  json,
  language,
  link,
  longText,
  moment,
  money,
  text,
  yesNo,
} from '../../base/field.ts'
import { record, type Row } from '../../base/record.ts'
import { words, type Words } from '../../base/words.ts'
import type { HandSale } from '../orders/schema/by-hand.ts'

/**
 * - concept: nobody outside has seen it
 * - sent, viewed: the customer has a link to the newest version and may still answer
 * - accepted: an order was made of it, by the customer's word or by hand
 * - declined, expired: over, but a new version may be sent
 * - cancelled: over for good
 */
export const quoteStates = {
  concept: words('Concept', 'Draft'),
  sent: words('Verstuurd', 'Sent'),
  viewed: words('Bekeken', 'Viewed'),
  accepted: words('Akkoord', 'Accepted'),
  declined: words('Afgewezen', 'Declined'),
  expired: words('Verlopen', 'Expired'),
  cancelled: words('Ingetrokken', 'Withdrawn'),
}
export type QuoteState = keyof typeof quoteStates

/** The working row: what stands in the editor, and how far the newest version that was sent has come. */
export const Quote = record('quotes', 'Offerte', 'Quote', {
  number: text('Offertenummer', 'Quote number', { fixed: true }),
  business: link('Bedrijf', 'Business', 'businesses', { fixed: true }),
  channel: link('Verkoopkanaal', 'Sales channel', 'channels'),
  state: choice('Status', 'Status', quoteStates, { derived: true }).default('concept'),
  contact: link('Klant', 'Customer', 'contacts').nullable(),
  organisation: link('Organisatie', 'Organisation', 'organisations').nullable(),
  customerName: text('Naam van de klant', 'Customer name'),
  company: text('Bedrijfsnaam', 'Company').nullable(),
  email: text('E-mailadres', 'E-mail address').default(''),
  language: language('Taal', 'Language').default('nl'),
  reference: text('Referentie', 'Reference').nullable(),
  currency: currency('Valuta', 'Currency'),
  totalNet: money('Totaal exclusief btw', 'Total without VAT'),
  totalVat: money('Btw', 'VAT'),
  total: money('Totaal', 'Total'),
  validUntil: day('Geldig tot en met', 'Valid until'),
  note: longText('Tekst op de offerte', 'Text on the quote', { max: 2000 }).nullable(),
  /** Invoiced in advance when it is accepted; the same in every version. */
  depositPercent: integer('Aanbetaling bij akkoord (%)', 'Deposit when accepted (%)', {
    min: 0,
    max: 100,
    fixed: true,
  }).default(0),
  content: json<HandSale>('Inhoud', 'Content'),
  /** Of the newest version that was sent; 0 before the first. */
  revision: integer('Versie', 'Version', { derived: true }).default(0),
  hasChanges: yesNo('Gewijzigd sinds de laatste versie', 'Changed since the last version', {
    derived: true,
  }).default(true),
  sentAt: moment('Verstuurd op', 'Sent at', { derived: true }).nullable(),
  viewedAt: moment('Bekeken op', 'Viewed at', { derived: true }).nullable(),
  remindedAt: moment('Herinnerd op', 'Reminded at', { derived: true }).nullable(),
  decidedAt: moment('Beslist op', 'Decided at', { derived: true }).nullable(),
  decidedBy: text('Beslist door', 'Decided by', { derived: true }).nullable(),
  decidedFrom: text('Vanaf IP-adres', 'From IP address', { derived: true }).nullable(),
  decidedRevision: integer('Besliste versie', 'Version decided on', { derived: true }).nullable(),
  decidedHow: choice(
    'Beslist via',
    'Decided through',
    { customer: words('De klant zelf', 'The customer'), hand: words('Een medewerker', 'A colleague') },
    { derived: true },
  ).nullable(),
  reason: text('Reden', 'Reason', { max: 1000, derived: true }).nullable(),
})
export type Quote = Row<typeof Quote>

/** A version as it was sent; nobody changes it again. */
export const QuoteVersion = record(
  'quote_versions',
  'Versie van een offerte',
  'Version of a quote',
  {
    quote: link('Offerte', 'Quote', 'quotes'),
    revision: integer('Versie', 'Version'),
    day: day('Datum', 'Date'),
    validUntil: day('Geldig tot en met', 'Valid until'),
    note: longText('Tekst op de offerte', 'Text on the quote', { max: 2000 }).nullable(),
    total: money('Totaal', 'Total'),
    content: json<HandSale>('Inhoud', 'Content'),
    contentHash: text('Vingerafdruk', 'Fingerprint'),
    sentBy: text('Verstuurd door', 'Sent by'),
  },
  { appendOnly: true },
)
export type QuoteVersion = Row<typeof QuoteVersion>

/** The views of the list. */
export const quoteViews = {
  open: words('Lopend', 'Running'),
  concept: words('Concept', 'Draft'),
  accepted: words('Akkoord', 'Accepted'),
  lost: words('Niet doorgegaan', 'Not taken up'),
  all: words('Alle', 'All'),
}
export type QuoteView = keyof typeof quoteViews

export const rights: Record<string, Words> = {
  'quotes.see': words('Offertes bekijken', 'View quotes'),
  'quotes.manage': words('Offertes maken en versturen', 'Make and send quotes'),
}

export const events: Record<string, Words> = {
  'quote.made': words('Offerte gemaakt', 'Quote created'),
  'quote.changed': words('Offerte gewijzigd', 'Quote changed'),
  'quote.sent': words('Offerte verstuurd', 'Quote sent'),
  'quote.printed': words('PDF gemaakt', 'PDF created'),
  'quote.viewed': words('Offerte bekeken door de klant', 'Quote viewed by the customer'),
  'quote.reminded': words('Klant herinnerd aan de offerte', 'Customer reminded of the quote'),
  'quote.accepted': words('Offerte akkoord', 'Quote accepted'),
  'quote.declined': words('Offerte afgewezen', 'Quote declined'),
  'quote.expired': words('Offerte verlopen', 'Quote expired'),
  'quote.cancelled': words('Offerte ingetrokken', 'Quote withdrawn'),
}

export const refusals: Record<string, Words> = {
  'quote.not-to-change': words(
    'Offerte {number} is {state} en kan niet meer worden gewijzigd. Maak een nieuwe offerte.',
    'Quote {number} is {state} and cannot be changed any more. Make a new quote.',
  ),
  'quote.no-web-address': words(
    'Het webadres van dit programma is niet bekend. Stel PUBLIC_URL in en probeer opnieuw.',
    'The web address of this program is not known. Set PUBLIC_URL and try again.',
  ),
  'quote.no-address': words(
    'Zonder e-mailadres kan de offerte niet worden gemaild. Vul een adres in, of geef de PDF zelf af.',
    'Without an e-mail address the quote cannot be mailed. Fill in an address, or hand over the PDF yourself.',
  ),
  'quote.valid-in-the-past': words(
    'De geldigheid ligt in het verleden. Kies vandaag of een latere dag.',
    'The validity lies in the past. Choose today or a later day.',
  ),
  'quote.not-running': words(
    'Offerte {number} is {state}. Hierop is geen antwoord meer mogelijk.',
    'Quote {number} is {state}. It cannot be answered any more.',
  ),
  'quote.over': words(
    'Deze offerte was geldig tot en met {day, date}. Vraag om een nieuwe.',
    'This quote was valid until {day, date}. Ask for a new one.',
  ),
  'quote.newer-version': words(
    'Er is intussen een nieuwere versie van deze offerte. Bekijk die eerst.',
    'There is a newer version of this quote by now. Look at that one first.',
  ),
  'quote-link.not-found': words(
    'Deze link werkt niet (meer). Neem de link uit de laatste e-mail, of vraag om een nieuwe.',
    'This link does not work (any more). Use the link of the latest e-mail, or ask for a new one.',
  ),
  'quote.too-many': words(
    'Te veel pogingen vanaf uw netwerk. Probeer het over {minutes} minuten opnieuw.',
    'Too many tries from your network. Try again in {minutes} minutes.',
  ),
  'quote.not-sent-yet': words(
    'Deze offerte is nog niet verstuurd. Verstuur haar eerst, of zet haar zelf om.',
    'This quote has not been sent yet. Send it first, or convert it yourself.',
  ),
  'quote.other-business': words(
    'Deze offerte is van {business}. Kies een verkoopkanaal van dat bedrijf, of maak een nieuwe offerte.',
    'This quote is of {business}. Choose a channel of that business, or make a new quote.',
  ),
  'quote.pdf-not-ready': words(
    'De PDF wordt nog gemaakt. Probeer het zo nog eens.',
    'The PDF is being made. Try again in a moment.',
  ),
}
