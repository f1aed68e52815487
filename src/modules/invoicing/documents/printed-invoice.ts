/** What an invoice, a credit note or a concept prints, and the words it prints them with. */
import type { Day } from '../../../base/day.ts'
import type { Cents, Milli, Price, Rate } from '../../../base/money.ts'
import { say } from '../../../base/words.ts'
import { barcode } from '../../../platform/pdf/barcode.ts'
import type { RenderOptions } from '../../../platform/pdf/press.ts'
import { template } from '../../../platform/pdf/press.ts'
import { draw, render } from '../../../platform/pdf/render.ts'
import {
  amountText,
  dayText,
  documentWords,
  priceText,
  quantityText,
  rateText,
  wordsIn,
  type DocumentLang,
} from '../../../platform/pdf/wording.ts'
import { registerNameIn } from '../../organisations/rules.ts'
import { epcQr } from '../e-invoice/epc-qr.ts'

export type VatKind = keyof typeof vatWords

export type PrintedInvoice = {
  readonly kind: 'invoice' | 'credit-note'
  readonly lang: DocumentLang
  /** Null for a concept: it has no number yet and carries the word across the page. */
  readonly number: string | null
  readonly issuedDay: Day
  readonly suppliedDay: Day | null
  readonly dueDay: Day | null
  readonly orderNumber: string | null
  readonly reference: string | null
  /** The invoice that a credit note takes back. */
  readonly credits: string | null
  readonly currency: string
  readonly seller: InvoiceSeller
  readonly buyer: InvoiceBuyer
  /** Where the goods went, when that is not the buyer's address. */
  readonly delivery: readonly string[] | null
  /** Whether the prices and amounts of the lines hold VAT. */
  readonly includesVat: boolean
  readonly lines: readonly PrintedLine[]
  readonly vat: readonly {
    readonly kind: VatKind
    readonly rate: Rate
    readonly base: Cents
    readonly vat: Cents
  }[]
  readonly totals: { readonly net: Cents; readonly vat: Cents; readonly gross: Cents; readonly due: Cents }
  /** What was paid or settled before, each with its words: "iDEAL, 20-11-2026". */
  readonly payments: readonly { readonly text: string; readonly amount: Cents }[]
  /** The account to pay to, or what is said in its place, such as that the amount will be collected. */
  readonly payment: Transfer | { readonly text: string } | null
  /** Legal texts in the document's language, such as the reason why no VAT is charged. */
  readonly notes: readonly string[]
  readonly footer: string | null
  readonly layout: InvoiceLayout
}

export type InvoiceLayout = {
  readonly look: 'letter' | 'modern' | 'compact'
  /** Numbers the lines. */
  readonly showsPositions: boolean
  readonly showsCodes: boolean
  readonly showsBank: boolean
}

type Transfer = {
  readonly iban: string
  readonly bic: string | null
  readonly name: string
  /** What the customer is to mention. */
  readonly reference: string
}

type InvoiceSeller = {
  readonly name: string
  readonly address: readonly string[]
  /** PNG, JPEG or SVG. */
  readonly logo: Uint8Array | null
  readonly vatNumber: string | null
  readonly taxNumber: string | null
  readonly cocNumber: string | null
  /** Of the company; its register is called by it. */
  readonly country: string
  readonly iban: string | null
  readonly bic: string | null
  readonly email: string | null
  readonly phone: string | null
  readonly website: string | null
}

type InvoiceBuyer = {
  readonly address: readonly string[]
  readonly vatNumber: string | null
  readonly customerNumber: string | null
}

export type PrintedLine = {
  readonly code: string | null
  readonly text: string
  /** Serial number, customer's wishes or an explanation, in small letters below. */
  readonly note: string | null
  readonly quantity: Milli
  readonly unit: string | null
  readonly price: Price
  readonly discount: Rate
  readonly vatKind: VatKind
  readonly vatRate: Rate
  readonly amount: Cents
}

/** The invoice as PDF/A; with the e-invoice as attachment when one is given. */
export function printInvoice(invoice: PrintedInvoice, options: RenderOptions): Promise<Uint8Array> {
  return render(page, viewOf(invoice), options)
}

/** The same page as a picture for the screen. */
export const drawInvoice = (invoice: PrintedInvoice): Promise<Uint8Array> => draw(page, viewOf(invoice))

const page = template<ReturnType<typeof viewOf>>(new URL('invoice.typ', import.meta.url))

function viewOf(invoice: PrintedInvoice) {
  const { lang, currency, seller, buyer, totals } = invoice
  const words = wordsIn(invoiceWords, lang)
  const amount = (cents: Cents) => amountText(cents, currency, lang)
  const title = invoice.kind === 'invoice' ? words.invoice : words.creditNote
  return {
    lang,
    words: { ...words, price: words[priceWordOf(invoice)] },
    title,
    number: invoice.number,
    facts: facts(invoice, words),
    seller: { ...seller, contact: present([seller.phone, seller.email, seller.website]) },
    sellerNumbers: numbersOf(invoice),
    buyer: {
      address: buyer.address,
      vatNumber: buyer.vatNumber ? `${words.vatNumber} ${buyer.vatNumber}` : null,
    },
    delivery: invoice.delivery,
    columns: columnsOf(invoice.layout),
    lines: invoice.lines.map((line, index) => ({
      position: String(index + 1),
      code: line.code,
      text: line.text,
      notes: present([
        line.note,
        line.discount > 0 ? `${rateText(line.discount, lang)} ${words.discount}` : null,
      ]),
      quantity: present([quantityText(line.quantity, lang), line.unit]).join(' '),
      price: priceText(line.price, currency, lang),
      vat: vatText(line.vatKind, line.vatRate, lang),
      amount: amount(line.amount),
    })),
    vat: invoice.vat.map((row) => ({
      rate: vatText(row.kind, row.rate, lang),
      base: amount(row.base),
      vat: amount(row.vat),
    })),
    totals: {
      net: amount(totals.net),
      vat: amount(totals.vat),
      gross: amount(totals.gross),
      due: amount(totals.due),
    },
    payments: invoice.payments.map((paid) => ({ text: paid.text, amount: amount(-paid.amount) })),
    due: dueOf(invoice, words),
    payment: paymentOf(invoice, words),
    notes: invoice.notes,
    footer: invoice.footer,
    layout: invoice.layout,
  }
}

/** With VAT there is only something to say where there is VAT: an export and second-hand goods just have their price. */
const priceWordOf = ({ includesVat, vat }: PrintedInvoice) =>
  !includesVat ? 'priceExcluding' : vat.some((row) => row.vat !== 0) ? 'priceIncluding' : 'price'

/** What the law asks of each line stands always (directive 2006/112, article 226, 6 and 8 to 10). */
const columnsOf = ({ showsPositions, showsCodes }: InvoiceLayout): (keyof typeof invoiceWords)[] => [
  ...(showsPositions ? (['position'] as const) : []),
  ...(showsCodes ? (['code'] as const) : []),
  'text',
  'quantity',
  'price',
  'vat',
  'amount',
]

type InvoiceWords = Record<keyof typeof invoiceWords, string>

function facts(invoice: PrintedInvoice, words: InvoiceWords): [string, string][] {
  const { lang } = invoice
  const rows: [string, string | null][] = [
    [invoice.kind === 'invoice' ? words.invoiceNumber : words.creditNumber, invoice.number ?? words.concept],
    [words.issued, dayText(invoice.issuedDay, lang)],
    [words.supplied, invoice.suppliedDay && dayText(invoice.suppliedDay, lang)],
    [words.dueDay, invoice.dueDay && invoice.totals.due > 0 ? dayText(invoice.dueDay, lang) : null],
    [words.credits, invoice.credits],
    [words.orderNumber, invoice.orderNumber],
    [words.reference, invoice.reference],
    [words.customerNumber, invoice.buyer.customerNumber],
  ]
  return rows.flatMap(([label, value]) => (value ? [[label, value]] : []))
}

function numbersOf({ seller, layout, lang }: PrintedInvoice): string[] {
  return present([
    ...registeredNumbers(seller, lang),
    layout.showsBank && seller.iban ? `IBAN ${spaced(seller.iban)}` : null,
    layout.showsBank && seller.iban && seller.bic ? `BIC ${seller.bic}` : null,
  ])
}

/** The numbers that a company is registered under, each with its name. */
export function registeredNumbers(
  {
    cocNumber,
    country,
    vatNumber,
    taxNumber,
  }: Pick<PrintedInvoice['seller'], 'cocNumber' | 'country' | 'vatNumber' | 'taxNumber'>,
  lang: PrintedInvoice['lang'],
): string[] {
  const words = wordsIn(invoiceWords, lang)
  return present([
    cocNumber && `${say(registerNameIn(country), lang)} ${cocNumber}`,
    vatNumber && `${words.vatNumber} ${vatNumber}`,
    taxNumber && `${words.taxNumber} ${taxNumber}`,
  ])
}

/** A negative amount due is money for the customer, and then stands there without its sign. */
function dueOf({ totals, currency, lang }: PrintedInvoice, words: InvoiceWords) {
  return {
    text: totals.due < 0 ? words.toReceive : words.toPay,
    amount: amountText(Math.abs(totals.due), currency, lang),
  }
}

/** The sentence on paying; null when there is nothing to say. The code comes only with a transfer to us. */
function paymentOf(invoice: PrintedInvoice, words: InvoiceWords) {
  const { kind, totals, number, payment } = invoice
  if (kind !== 'invoice' || !number) return null
  if (totals.due === 0 && totals.gross > 0) return { text: words.isPaid, qr: null }
  if (totals.due <= 0 || !payment) return null
  if ('text' in payment) return { text: payment.text, qr: null }
  const qr = invoice.currency === 'EUR' ? qrOf(payment, totals.due) : null
  return { text: transferText(invoice, words, payment) + (qr ? ` ${words.payByCode}` : ''), qr }
}

function transferText(invoice: PrintedInvoice, words: InvoiceWords, transfer: Transfer): string {
  const { dueDay, lang, totals, currency } = invoice
  return (dueDay ? words.payBefore : words.payNow)
    .replace('{amount}', () => amountText(totals.due, currency, lang))
    .replace('{day}', () => (dueDay ? dayText(dueDay, lang) : ''))
    .replace('{iban}', () => spaced(transfer.iban))
    .replace('{name}', () => transfer.name)
    .replace('{reference}', () => transfer.reference)
}

/** In SEPA's own letters, for names with accents are not read by every bank's app, and scanners want ASCII. */
function qrOf(transfer: Transfer, cents: Cents): Uint8Array | null {
  const { iban, bic } = transfer
  const text = epcQr({ iban, bic, name: ascii(transfer.name), cents, reference: ascii(transfer.reference) })
  return text ? barcode('qrcode', text) : null
}

const ascii = (text: string): string =>
  text
    .replaceAll('ß', 'ss')
    .replaceAll(/[øØ]/g, 'o')
    .replaceAll(/[łŁ]/g, 'l')
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^\x20-\x7e]/g, ' ')

const vatText = (kind: VatKind, rate: Rate, lang: DocumentLang): string =>
  kind === 'taxed' ? rateText(rate, lang) : vatWords[kind][lang]

const spaced = (iban: string): string => iban.replaceAll(/\s/g, '').replaceAll(/(.{4})(?=.)/g, '$1 ')

const present = (texts: readonly (string | null)[]): string[] => texts.flatMap((text) => text || [])

const vatWords = {
  taxed: documentWords('belast', 'taxed', 'steuerpflichtig'),
  'reverse-charge': documentWords('verlegd', 'reverse charge', 'Reverse-Charge'),
  'intra-community': documentWords('0% ICL', '0% intra-EU', '0% innergem.'),
  export: documentWords('0% export', '0% export', '0% Ausfuhr'),
  exempt: documentWords('vrijgesteld', 'exempt', 'steuerfrei'),
  margin: documentWords('marge', 'margin', 'Differenz'),
  outside: documentWords('geen btw', 'no VAT', 'keine MwSt.'),
} as const

const invoiceWords = {
  invoice: documentWords('Factuur', 'Invoice', 'Rechnung'),
  creditNote: documentWords('Creditnota', 'Credit note', 'Rechnungskorrektur'),
  concept: documentWords('Concept', 'Draft', 'Entwurf'),
  invoiceNumber: documentWords('Factuurnummer', 'Invoice number', 'Rechnungsnummer'),
  creditNumber: documentWords('Creditnotanummer', 'Credit note number', 'Korrekturnummer'),
  issued: documentWords('Datum', 'Date', 'Datum'),
  supplied: documentWords('Geleverd op', 'Delivered on', 'Lieferdatum'),
  dueDay: documentWords('Vervaldatum', 'Due date', 'Fällig am'),
  credits: documentWords('Bij factuur', 'For invoice', 'Zu Rechnung'),
  orderNumber: documentWords('Bestelnummer', 'Order number', 'Bestellnummer'),
  reference: documentWords('Referentie', 'Reference', 'Referenz'),
  customerNumber: documentWords('Klantnummer', 'Customer number', 'Kundennummer'),
  delivery: documentWords('Afleveradres', 'Delivery address', 'Lieferadresse'),
  position: documentWords('Nr.', 'No.', 'Nr.'),
  code: documentWords('Artikel', 'Item', 'Artikel'),
  text: documentWords('Omschrijving', 'Description', 'Bezeichnung'),
  quantity: documentWords('Aantal', 'Quantity', 'Menge'),
  price: documentWords('Prijs', 'Price', 'Preis'),
  priceIncluding: documentWords('Prijs incl. btw', 'Price incl. VAT', 'Preis inkl. MwSt.'),
  priceExcluding: documentWords('Prijs excl. btw', 'Price excl. VAT', 'Preis zzgl. MwSt.'),
  vat: documentWords('Btw', 'VAT', 'MwSt.'),
  amount: documentWords('Bedrag', 'Amount', 'Betrag'),
  discount: documentWords('korting', 'discount', 'Rabatt'),
  vatBase: documentWords('Over', 'Net', 'Auf'),
  net: documentWords('Totaal excl. btw', 'Total excl. VAT', 'Nettobetrag'),
  gross: documentWords('Totaal incl. btw', 'Total incl. VAT', 'Gesamtbetrag'),
  isPaid: documentWords(
    'Deze factuur is betaald. Je hoeft niets meer te doen.',
    'This invoice has been paid. There is nothing left to do.',
    'Diese Rechnung ist bezahlt. Sie brauchen nichts mehr zu tun.',
  ),
  toPay: documentWords('Te betalen', 'To pay', 'Zu zahlen'),
  toReceive: documentWords('Te ontvangen', 'To receive', 'Zu erstatten'),
  payBefore: documentWords(
    'Wil je {amount} uiterlijk {day} overmaken op {iban} van {name}, met vermelding van {reference}?',
    'Please transfer {amount} by {day} to {iban} of {name}, stating {reference}.',
    'Bitte überweisen Sie {amount} bis {day} auf {iban}, {name}, unter Angabe von {reference}.',
  ),
  payNow: documentWords(
    'Wil je {amount} overmaken op {iban} van {name}, met vermelding van {reference}?',
    'Please transfer {amount} to {iban} of {name}, stating {reference}.',
    'Bitte überweisen Sie {amount} auf {iban}, {name}, unter Angabe von {reference}.',
  ),
  payByCode: documentWords(
    'Met de code betaal je in de app van je bank.',
    'With the code you pay in your bank’s app.',
    'Mit dem Code zahlen Sie in der App Ihrer Bank.',
  ),
  vatNumber: documentWords('Btw-nummer', 'VAT number', 'USt-IdNr.'),
  taxNumber: documentWords('Belastingnummer', 'Tax number', 'Steuernummer'),
  page: documentWords('Pagina {page} van {pages}', 'Page {page} of {pages}', 'Seite {page} von {pages}'),
} as const
