/** Invoices and credit notes: a concept may change; what was issued never does. */
import {
  choice,
  currency,
  day,
  email,
  integer,
  json,
  language,
  link,
  moment,
  money,
  quantity,
  rate,
  text,
  textList,
  yesNo,
} from '../../base/field.ts'
import { record, type Row } from '../../base/record.ts'
import { words, type Words } from '../../base/words.ts'
import type { Milli } from '../../base/money.ts'
import type { Decision, Treatment } from '../tax/rules/decision.ts'
import type { Sale } from '../tax/rules/sale.ts'
import type { InvoiceDocument } from './e-invoice/document.ts'
import { refusals as eInvoiceRefusals } from './e-invoice/words.ts'

export const invoiceKinds = {
  invoice: words('Factuur', 'Invoice'),
  'credit-note': words('Creditnota', 'Credit note'),
}

export const invoiceStates = {
  concept: words('Concept', 'Draft'),
  final: words('Definitief', 'Final'),
  sent: words('Verzonden', 'Sent'),
  paid: words('Betaald', 'Paid'),
  credited: words('Gecrediteerd', 'Credited'),
  'written-off': words('Afgeschreven', 'Written off'),
  deleted: words('Verwijderd', 'Deleted'),
}

/** Why nobody is reminded of an invoice for the time being. */
export const invoiceHolds = {
  disputed: words('Betwist door de klant', 'Disputed by the customer'),
  paused: words('Even aangehouden', 'On hold for now'),
}

/** An invoice's document before it has a number and a day. */
export type ConceptDocument = Omit<InvoiceDocument, 'number' | 'issueDay'>

/** What a concept knows of its lines and charges beyond their document, in the order in which they stand there. */
export type BasisLine = {
  /** As the document names it; charges and discounts are a1, a2 and so on. */
  readonly line: string
  readonly kind: 'line' | 'charge' | 'discount'
  readonly orderLine: string | null
  /** The issued line that a credit note takes back. */
  readonly creditsLine: string | null
  readonly vat: number
  readonly treatment: Treatment | null
  readonly taxCountry: string | null
  readonly boxes: readonly string[]
}

export type InvoiceBasis = {
  readonly lines: readonly BasisLine[]
  readonly sale: Sale | null
  readonly decision: Decision | null
  /** What it was asked with, for who makes it anew. */
  readonly terms?: DraftTerms
}

/** Beside the order and its shipment: which amounts, and the rate of a foreign currency. */
export type DraftTerms = {
  /** What the shop charged, or the VAT of our rules inside what was paid. */
  readonly amounts?: 'shop' | 'computed'
  /** How many of the order's currency make one of ours, as decimal text. */
  readonly exchangeRate?: string | undefined
}

/** What a credit note was asked for. */
export type Credit = {
  readonly reason: string
  readonly isRestocked: boolean
  /** The order can be invoiced again: the invoice was wrong. */
  readonly isReopening: boolean
  /** Ids of issued lines. */
  readonly lines: readonly { readonly line: string; readonly quantity: Milli }[]
}

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
  basis: json<InvoiceBasis>('Btw', 'VAT', { derived: true }).nullable(),
  credit: json<Credit>('Creditering', 'Credit', { derived: true }).nullable(),
  pdf: link('PDF', 'PDF', 'files', { derived: true }).nullable(),
  ubl: link('UBL', 'UBL', 'files', { derived: true }).nullable(),
  sentAt: moment('Verzonden op', 'Sent at', { derived: true }).nullable(),
  isDeposit: yesNo('Aanbetaling', 'Deposit', { fixed: true }).default(false),
  hold: choice('Niet herinneren', 'Not reminded', invoiceHolds, { derived: true }).nullable(),
  holdReason: text('Waarom niet', 'Why not', { derived: true, max: 500 }).nullable(),
  reminderLevel: integer('Herinnering', 'Reminder', { derived: true }).default(0),
  remindedDay: day('Herinnerd op', 'Reminded on', { derived: true }).nullable(),
  writtenOff: money('Afgeschreven', 'Written off', { derived: true }).default(0),
  writtenOffDay: day('Afgeschreven op', 'Written off on', { derived: true }).nullable(),
  writeOffReason: text('Reden van afschrijven', 'Reason of writing off', {
    derived: true,
    max: 500,
  }).nullable(),
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

/** A line of an issued document with its VAT: what returns are counted from and credit notes are measured against. */
export const InvoiceLine = record(
  'invoice_lines',
  'Factuurregel',
  'Invoice line',
  {
    invoice: link('Factuur', 'Invoice', 'invoices'),
    position: integer('Volgorde', 'Position'),
    line: text('Regel', 'Line'),
    kind: choice('Soort', 'Kind', {
      line: words('Regel', 'Line'),
      charge: words('Toeslag', 'Charge'),
      discount: words('Korting', 'Discount'),
    }),
    orderLine: link('Orderregel', 'Order line', 'order_lines').nullable(),
    creditsLine: link('Crediteert', 'Credits', 'invoice_lines').nullable(),
    sku: text('Artikelcode', 'Item code').nullable(),
    name: text('Omschrijving', 'Description'),
    quantity: quantity('Aantal', 'Quantity'),
    net: money('Exclusief btw', 'Without VAT'),
    vat: money('Btw', 'VAT'),
    category: text('Btw-code', 'VAT code'),
    rate: rate('Tarief', 'Rate'),
    treatment: text('Behandeling', 'Treatment').nullable(),
    taxCountry: text('Btw van', 'VAT of').nullable(),
    boxes: textList('Aangifte', 'Returns').default([]),
    reportBase: money('Bedrag in de aangifte', 'Amount in returns').nullable(),
    reportVat: money('Btw in de aangifte', 'VAT in returns').nullable(),
  },
  { appendOnly: true },
)
export type InvoiceLine = Row<typeof InvoiceLine>

/** How much of an issued line was credited, concepts included; its id is the line's. */
export const CreditedLine = record('credited_lines', 'Gecrediteerde regel', 'Credited line', {
  invoice: link('Factuur', 'Invoice', 'invoices', { fixed: true }),
  invoiced: quantity('Gefactureerd', 'Invoiced', { fixed: true }),
  credited: quantity('Gecrediteerd', 'Credited').default(0),
})
export type CreditedLine = Row<typeof CreditedLine>

export const rights: Record<string, Words> = {
  'invoices.see': words('Facturen bekijken', 'View invoices'),
  'invoices.make': words('Facturen maken', 'Make invoices'),
  'invoices.finalise': words('Facturen definitief maken', 'Finalise invoices'),
  'invoices.credit': words('Creditnota’s maken', 'Make credit notes'),
  'invoices.send': words('Facturen versturen', 'Send invoices'),
  'invoices.remind': words('Herinneringen versturen', 'Send reminders'),
  'invoices.write-off': words('Facturen afschrijven', 'Write off invoices'),
}

export const events: Record<string, Words> = {
  'invoice.drafted': words('Conceptfactuur gemaakt', 'Draft invoice created'),
  'invoice.draft-changed': words('Conceptfactuur gewijzigd', 'Draft invoice changed'),
  'invoice.credit-drafted': words('Conceptcreditnota gemaakt', 'Draft credit note created'),
  'invoice.credited': words('Factuur gecrediteerd', 'Invoice credited'),
  'invoice.deleted': words('Conceptfactuur verwijderd', 'Draft invoice deleted'),
  'invoice.finalised': words('Factuur definitief', 'Invoice final'),
  'invoice.sent': words('Factuur verzonden', 'Invoice sent'),
  'invoice.paid': words('Factuur betaald', 'Invoice paid'),
  'invoice.partly-paid': words('Factuur deels betaald', 'Invoice partly paid'),
  'invoice.payment-returned': words('Betaling van factuur teruggeboekt', 'Payment of invoice returned'),
  'invoice.printed': words('Factuur als PDF bewaard', 'Invoice kept as PDF'),
}

export const refusals: Record<string, Words> = {
  ...eInvoiceRefusals,
  'invoice.not-ready': words(
    'Deze factuur kan nog niet definitief worden: {text}',
    'This invoice cannot be finalised yet: {text}',
  ),
  'invoice.not-final-yet': words(
    'Deze factuur is nog een concept. Maak haar eerst definitief.',
    'This invoice is still a draft. Finalise it first.',
  ),
  'invoice.not-for-profile': words(
    'Deze factuur past niet bij {profile}: {text}',
    'This invoice does not fit {profile}: {text}',
  ),
  'invoice.waits-for-shipping': words(
    'De factuur van bestelling {number} noemt geen btw omdat de goederen naar {country} gaan, en moet daarom de verzenddatum noemen. Verzend eerst, dan factureren.',
    'The invoice of order {number} bears no VAT because the goods go to {country}, and must therefore name the day of shipping. Ship first, then invoice.',
  ),
  'invoice.waits-for-number': words(
    'Btw-nummer {vatNumber} van bestelling {number} kan nu niet worden gecontroleerd, en dit verkoopkanaal laat de factuur dan wachten. Wij blijven het proberen; u kunt het nummer ook zelf opnieuw laten controleren.',
    'VAT number {vatNumber} of order {number} cannot be checked now, and this channel then lets the invoice wait. We keep trying; you can also have the number checked again yourself.',
  ),
  'invoice.vat-not-charged': words(
    'De webshop rekende bij bestelling {number} geen btw over {amount, money}, maar volgens de regels is btw van {country} verschuldigd. Controleer btw-nummer en adres, of maak de factuur met de berekende btw binnen het betaalde bedrag.',
    'The webshop charged no VAT over {amount, money} in order {number}, but by the rules VAT of {country} is due. Check VAT number and address, or make the invoice with the computed VAT inside the amount that was paid.',
  ),
  'invoice.computed-differs': words(
    'Met de berekende btw wordt het totaal van bestelling {number} {computed, money} in plaats van {charged, money}. Factureer wat is gerekend en crediteer het verschil.',
    'With the computed VAT the total of order {number} becomes {computed, money} instead of {charged, money}. Invoice what was charged and credit the difference.',
  ),
  'print.invoice-when-paid': words(
    'Zonder factuur afgedrukt; die komt vanzelf zodra alles betaald is:',
    'Printed without an invoice; it is created automatically once everything is paid:',
  ),
  'print.invoice-when-shipped': words(
    'Zonder factuur afgedrukt; die komt vanzelf zodra de zending de deur uit is:',
    'Printed without an invoice; it is created automatically once the shipment has left:',
  ),
  'print.invoice-by-hand': words(
    'Zonder factuur afgedrukt; die maakt u met de hand:',
    'Printed without an invoice; create it by hand:',
  ),
  'invoice.needs-exchange-rate': words(
    'Bestelling {number} is in {currency}. De btw moet ook in {own} op de factuur, en van deze dag is geen koers bekend. Vul bij Instellingen → Btw-tabellen → Wisselkoersen in hoeveel {currency} één {own} is, of lees daar de koersen van de ECB in.',
    'Order {number} is in {currency}. The VAT must be shown on the invoice in {own} too, and no rate of this day is known. Fill in under Settings → VAT tables → Exchange rates how many {currency} make one {own}, or import the rates of the ECB there.',
  ),
  'credit.not-an-invoice': words(
    'Alleen een definitieve factuur kan worden gecrediteerd.',
    'Only a final invoice can be credited.',
  ),
  'credit.concept-open': words(
    'Van factuur {number} staat nog een conceptcreditnota open. Maak die eerst definitief of verwijder haar.',
    'A draft credit note of invoice {number} is still open. Finalise or delete it first.',
  ),
  'credit.nothing-left': words(
    'Van factuur {number} is alles al gecrediteerd.',
    'Invoice {number} has been credited in full.',
  ),
  'credit.nothing-chosen': words(
    'Kies ten minste één regel om te crediteren.',
    'Choose at least one line to credit.',
  ),
  'credit.unknown-line': words(
    'Factuur {number} heeft geen regel {line}.',
    'Invoice {number} has no line {line}.',
  ),
  'credit.reopens-whole': words(
    'Om opnieuw te factureren wordt alles gecrediteerd wat van factuur {number} over is. Laat de regels weg.',
    'To invoice again, everything left on invoice {number} is credited. Leave the lines out.',
  ),
  'credit.too-much': words(
    'Van regel {line} van factuur {number} is hooguit {most} te crediteren.',
    'At most {most} of line {line} of invoice {number} can still be credited.',
  ),
  'credit.deposit-used': words(
    'Aanbetaling {number} is al van een latere factuur afgetrokken. Crediteer eerst die factuur.',
    'Deposit {number} has already been deducted from a later invoice. Credit that invoice first.',
  ),
  'deposit.concept-open': words(
    'Van bestelling {number} staat nog een conceptaanbetaling open. Maak die eerst definitief of verwijder haar.',
    'A draft deposit of order {number} is still open. Finalise or delete it first.',
  ),
  'deposit.too-much': words(
    'Van bestelling {number} kan nog {most, money} worden aanbetaald. Vul een lager bedrag in.',
    'At most {most, money} of order {number} can still be asked as a deposit. Fill in a lower amount.',
  ),
  'deposit.percent-or-amount': words(
    'Geef een percentage of een bedrag, niet allebei.',
    'Give a percentage or an amount, not both.',
  ),
  'invoice.due-day-past': words(
    'Deze vervaldatum is al voorbij. Kies vandaag of later.',
    'This due date has passed. Choose today or later.',
  ),
  'invoice.made-by-amount': words(
    'Een creditnota of aanbetaling wordt niet per regel gewijzigd. Verwijder het concept en maak het opnieuw.',
    'A credit note or deposit is not changed line by line. Delete the draft and make it again.',
  ),
  'invoice.no-such-line': words(
    'Deze regel staat niet op de factuur. Laad de pagina opnieuw.',
    'This line is not on the invoice. Reload the page.',
  ),
  'invoice.more-than-ordered': words(
    'Van {name} kunnen er hooguit {most} op deze factuur.',
    'At most {most} of {name} can be on this invoice.',
  ),
  'invoice.line-invoiced-before': words(
    'Een deel van {name} is al gefactureerd, dus de prijs ligt vast. Crediteer die factuur, of voeg een regel toe.',
    'Part of {name} has already been invoiced, so its price is fixed. Credit that invoice, or add a line.',
  ),
  'invoice.nothing-left': words(
    'Van bestelling {number} is alles al gefactureerd.',
    'Order {number} has been invoiced in full.',
  ),
  'invoice.not-a-concept': words(
    'Factuur {number} is definitief en kan niet meer worden gewijzigd. Maak een creditnota.',
    'Invoice {number} is final and cannot be changed. Create a credit note.',
  ),
  'invoice.order-cancelled': words(
    'Bestelling {number} is geannuleerd.',
    'Order {number} has been cancelled.',
  ),
  'invoice.business-incomplete': words(
    'Vul bij bedrijf {name} eerst adres en btw-nummer in, of zonder btw-nummer het belastingnummer: die horen op een factuur.',
    'First fill in the address and VAT number of business {name}, or without a VAT number its tax number: an invoice needs them.',
  ),
  'invoice.no-pdf-yet': words(
    'De PDF wordt nog gemaakt. Probeer het over een paar tellen weer.',
    'The PDF is still being created. Try again in a few seconds.',
  ),
}
