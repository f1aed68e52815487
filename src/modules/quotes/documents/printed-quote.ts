/** A version of a quote on paper: what is offered, what it comes to, until when, and how to say yes. */
import { customerLang, say } from '../../../base/words.ts'
import { template, type RenderOptions } from '../../../platform/pdf/press.ts'
import { render } from '../../../platform/pdf/render.ts'
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
import { shownPrice } from '../../orders/rules.ts'
import type { AddressSnapshot } from '../../orders/schema.ts'
import type { HandSale } from '../../orders/schema/by-hand.ts'
import { registerNameIn } from '../../organisations/rules.ts'
import type { Business } from '../../organisations/schema.ts'
import type { QuoteVersion } from '../schema.ts'

type PrintedQuote = {
  readonly number: string
  readonly depositPercent: number
  readonly version: Pick<QuoteVersion, 'revision' | 'day' | 'validUntil' | 'note' | 'content'>
  readonly business: Business
  /** PNG, JPEG or SVG. */
  readonly logo: Uint8Array | null
}

/** The quote as PDF/A, in the customer's language. */
export function printQuote(quote: PrintedQuote, options: RenderOptions): Promise<Uint8Array> {
  return render(page, viewOf(quote), options)
}

const page = template<ReturnType<typeof viewOf>>(new URL('quote.typ', import.meta.url))

function viewOf({ number, depositPercent, version, business, logo }: PrintedQuote) {
  const { content: sale } = version
  const lang = customerLang(sale.language)
  const words = wordsIn(quoteWords, lang)
  const amount = (cents: number) => amountText(cents, sale.currency, lang)
  return {
    lang,
    words: { ...words, price: showsVat(sale) ? words.priceIncluding : words.priceExcluding },
    title: `${words.quote} ${number}`,
    facts: factsOf(number, version, lang),
    seller: sellerOf(business, logo),
    sellerNumbers: numbersOf(business, words, lang),
    buyer: addressOf(
      sale.billing,
      business.country,
      lang,
      sale.vatNumber && `${words.vatNumber} ${sale.vatNumber}`,
    ),
    delivery: sale.shipping ? addressOf(sale.shipping, business.country, lang, null) : null,
    note: version.note,
    lines: linesOf(sale, words, lang),
    vat: sale.vat.map((row) => ({
      rate: rateText(row.rate, lang),
      base: amount(row.base),
      vat: amount(row.vat),
    })),
    totals: { net: amount(sale.totals.net), vat: amount(sale.totals.vat), gross: amount(sale.totals.gross) },
    notes: sale.notes.map((note) => note[lang]),
    accept: [
      words.accept.replace('{day}', dayText(version.validUntil, lang)),
      depositPercent > 0 ? words.deposit.replace('{percent}', String(depositPercent)) : '',
    ]
      .join(' ')
      .trim(),
  }
}

type QuoteWords = Record<keyof typeof quoteWords, string>

function factsOf(number: string, version: PrintedQuote['version'], lang: DocumentLang): [string, string][] {
  const words = wordsIn(quoteWords, lang)
  const { reference, wishedDay } = version.content
  const rows: [string, string | null][] = [
    [words.quoteNumber, number],
    [words.version, version.revision > 1 ? String(version.revision) : null],
    [words.day, dayText(version.day, lang)],
    [words.validUntil, dayText(version.validUntil, lang)],
    [words.reference, reference],
    [words.wishedDay, wishedDay && dayText(wishedDay, lang)],
  ]
  return rows.flatMap(([label, value]) => (value ? [[label, value]] : []))
}

const sellerOf = (business: Business, logo: Uint8Array | null) => ({
  name: business.tradeName,
  logo,
  lines: present([
    `${business.street} ${business.houseNumber}`.trim(),
    `${business.postcode} ${business.city}`.trim(),
    business.phone,
    business.contactEmail ?? business.email,
    business.website,
  ]),
})

const numbersOf = (business: Business, words: QuoteWords, lang: DocumentLang): string[] =>
  present([
    business.legalName,
    business.cocNumber && `${say(registerNameIn(business.country), lang)} ${business.cocNumber}`,
    business.vatNumber
      ? `${words.vatNumber} ${business.vatNumber}`
      : business.taxNumber && `${words.taxNumber} ${business.taxNumber}`,
  ])

function addressOf(at: AddressSnapshot, home: string, lang: DocumentLang, last: string | null): string[] {
  const country = at.country === home ? null : new Intl.DisplayNames(lang, { type: 'region' }).of(at.country)
  return present([
    at.company,
    at.name === at.company ? null : at.name,
    `${at.street} ${at.houseNumber}${at.houseNumberSuffix ?? ''}`.trim(),
    `${at.postcode} ${at.city}`.trim(),
    country ?? null,
    last,
  ])
}

/** Prices hold VAT as the list has it, but not where the customer pays none. */
const showsVat = (sale: HandSale): boolean => sale.pricesIncludeVat && sale.totals.vat !== 0

function linesOf(sale: HandSale, words: QuoteWords, lang: DocumentLang) {
  const amount = (cents: number) => amountText(cents, sale.currency, lang)
  const costs = sale.costs.map((cost) => ({
    text: words.shipping,
    notes: [] as string[],
    quantity: '',
    price: '',
    vat: rateText(cost.vatRate, lang),
    amount: amount(showsVat(sale) ? cost.gross : cost.net),
  }))
  const lines = sale.lines.map((line) => ({
    text: line.name,
    notes: present([
      line.sku,
      line.note,
      line.discount > 0 ? `${rateText(line.discount, lang)} ${words.discount}` : null,
    ]),
    quantity: quantityText(line.quantity, lang),
    price: priceText(shownPrice(line, showsVat(sale)), sale.currency, lang),
    vat: rateText(line.vatRate, lang),
    amount: amount(showsVat(sale) ? line.gross : line.net),
  }))
  return [...lines, ...costs]
}

const present = (texts: readonly (string | null)[]): string[] => texts.flatMap((text) => text || [])

const quoteWords = {
  quote: documentWords('Offerte', 'Quote', 'Angebot'),
  quoteNumber: documentWords('Offertenummer', 'Quote number', 'Angebotsnummer'),
  version: documentWords('Versie', 'Version', 'Version'),
  day: documentWords('Datum', 'Date', 'Datum'),
  validUntil: documentWords('Geldig tot en met', 'Valid until', 'Gültig bis'),
  reference: documentWords('Referentie', 'Reference', 'Referenz'),
  wishedDay: documentWords('Voorkeursdag', 'Preferred day', 'Wunschtermin'),
  delivery: documentWords('Afleveradres', 'Delivery address', 'Lieferadresse'),
  text: documentWords('Omschrijving', 'Description', 'Bezeichnung'),
  quantity: documentWords('Aantal', 'Quantity', 'Menge'),
  priceIncluding: documentWords('Prijs incl. btw', 'Price incl. VAT', 'Preis inkl. MwSt.'),
  priceExcluding: documentWords('Prijs excl. btw', 'Price excl. VAT', 'Preis zzgl. MwSt.'),
  shipping: documentWords('Verzendkosten', 'Shipping', 'Versandkosten'),
  discount: documentWords('korting', 'discount', 'Rabatt'),
  vat: documentWords('Btw', 'VAT', 'MwSt.'),
  vatBase: documentWords('Over', 'On', 'Auf'),
  amount: documentWords('Bedrag', 'Amount', 'Betrag'),
  net: documentWords('Totaal excl. btw', 'Total excl. VAT', 'Nettobetrag'),
  gross: documentWords('Totaal incl. btw', 'Total incl. VAT', 'Gesamtbetrag'),
  vatNumber: documentWords('Btw-nummer', 'VAT number', 'USt-IdNr.'),
  taxNumber: documentWords('Belastingnummer', 'Tax number', 'Steuernummer'),
  accept: documentWords(
    'Deze offerte is geldig tot en met {day}. Ga akkoord met de link in onze e-mail, of laat het ons weten.',
    'This quote is valid until {day}. Accept it with the link in our e-mail, or let us know.',
    'Dieses Angebot ist gültig bis {day}. Nehmen Sie es über den Link in unserer E-Mail an, oder sagen Sie uns Bescheid.',
  ),
  deposit: documentWords(
    'Na akkoord volgt een factuur voor een aanbetaling van {percent}%.',
    'Once accepted, an invoice follows for a deposit of {percent}%.',
    'Nach der Annahme folgt eine Rechnung über eine Anzahlung von {percent}%.',
  ),
  page: documentWords('Pagina {page} van {pages}', 'Page {page} of {pages}', 'Seite {page} von {pages}'),
} as const
