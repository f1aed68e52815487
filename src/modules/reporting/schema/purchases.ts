/** What suppliers charged us, as far as the VAT return needs it: booked once, corrected by another row, never changed. */
import { country, currency, day, json, link, money, text } from '../../../base/field.ts'
import { record, type Row } from '../../../base/record.ts'
import { words, type Words } from '../../../base/words.ts'
import type { Cents, Rate } from '../../../base/money.ts'
import type { PurchaseUse } from './grids.ts'

/** Who accounts for the VAT of a purchase, and in which box. */
export const purchaseTreatments = {
  charged: words('Btw berekend door de leverancier', 'VAT charged by the supplier'),
  'reverse-charged': words('Btw verlegd binnen Nederland (2a)', 'Reverse charged in the Netherlands (2a)'),
  'from-eu': words('Uit een ander EU-land (4b)', 'From another EU country (4b)'),
  'from-outside': words('Van buiten de EU, artikel 23 (4a)', 'From outside the EU, Article 23 (4a)'),
  'no-vat': words('Zonder btw', 'Without VAT'),
} satisfies Record<string, Words>
export type PurchaseTreatment = keyof typeof purchaseTreatments

/** The same without the boxes of the Dutch form. */
const elsewhere: Readonly<Partial<Record<PurchaseTreatment, Words>>> = {
  'reverse-charged': words('Btw te betalen door de medecontractant', 'VAT to be paid by the co-contractor'),
  'from-eu': words('Uit een ander EU-land', 'From another EU country'),
  'from-outside': words('Van buiten de EU, met verlegging', 'From outside the EU, reverse charged'),
}

/** A treatment in the words of the country that the business declares in. */
export const treatmentWords = (treatment: PurchaseTreatment, country: string): Words =>
  (country === 'NL' ? undefined : elsewhere[treatment]) ?? purchaseTreatments[treatment]

/** Why a purchase is expected to be treated so. */
export const purchaseReasons = {
  home: words(
    'De leverancier zit in hetzelfde land: hij berekent de btw, of verlegt haar binnenlands.',
    'The supplier is in the same country: it charges the VAT, or reverses it domestically.',
  ),
  'eu-valid': words(
    'Het btw-nummer is geldig: de factuur hoort 0% te tonen. U geeft de btw zelf aan en trekt haar af.',
    'The VAT number is valid: the invoice should show 0%. You declare the VAT yourself and deduct it.',
  ),
  'eu-unchecked': words(
    'De factuur hoort 0% te tonen als het btw-nummer geldig is; het is nog niet gecontroleerd.',
    'The invoice should show 0% if the VAT number is valid; it has not been checked yet.',
  ),
  'eu-none': words(
    'Zonder btw-nummer levert de leverancier met btw van zijn eigen land. Die trekt u niet af; zij hoort bij de kosten.',
    'Without a VAT number the supplier charges the VAT of its own country. You cannot deduct it; it is part of the cost.',
  ),
  'eu-invalid': words(
    'Het btw-nummer is ongeldig: de leverancier hoort dan btw van zijn eigen land te berekenen, die u niet aftrekt. Vraag eerst om het juiste nummer.',
    'The VAT number is invalid: the supplier should then charge the VAT of its own country, which you cannot deduct. Ask for the right number first.',
  ),
  outside: words(
    'De leverancier zit buiten de EU: de factuur draagt geen btw. U geeft haar zelf aan bij invoer met een artikel 23-vergunning en bij diensten.',
    'The supplier is outside the EU: the invoice bears no VAT. You declare it yourself on imports with an Article 23 licence, and on services.',
  ),
} satisfies Record<string, Words>

/** A part of a purchase under one treatment and rate, in the currency of the business. */
export type PurchaseEntry = {
  readonly treatment: PurchaseTreatment
  readonly rate: Rate
  readonly base: Cents
  /** What the supplier charged, or what we owe ourselves where it is reversed. */
  readonly vat: Cents
  /** What of it is input VAT. */
  readonly deductible: Cents
  /** Asked by a Belgian return only. */
  readonly use?: PurchaseUse | undefined
}

export const PurchaseInvoice = record(
  'purchase_invoices',
  'Inkoopfactuur',
  'Purchase invoice',
  {
    business: link('Bedrijf', 'Business', 'businesses'),
    organisation: link('Organisatie', 'Organisation', 'organisations').nullable(),
    supplier: text('Leverancier', 'Supplier'),
    supplierCountry: country('Land van de leverancier', 'Country of the supplier'),
    supplierVatNumber: text('Btw-nummer van de leverancier', 'VAT number of the supplier', {
      max: 20,
    }).nullable(),
    number: text('Factuurnummer', 'Invoice number', { max: 60 }),
    day: day('Datum', 'Date'),
    currency: currency('Valuta', 'Currency').default('EUR'),
    exchangeRate: text('Koers (per euro)', 'Rate (per euro)', { max: 20 }).nullable(),
    net: money('Exclusief btw', 'Without VAT'),
    vat: money('Btw op de factuur', 'VAT on the invoice'),
    entries: json<readonly PurchaseEntry[]>('Aangifte', 'Returns'),
    corrects: link('Corrigeert', 'Corrects', 'purchase_invoices').nullable(),
    reason: text('Reden', 'Reason', { max: 500 }).nullable(),
    source: text('Bron', 'Source', { max: 255 }),
    file: link('Origineel', 'Original', 'files').nullable(),
    bookedBy: text('Geboekt door', 'Booked by'),
  },
  { appendOnly: true },
)
export type PurchaseInvoice = Row<typeof PurchaseInvoice>

export const rights: Record<string, Words> = {
  'purchase-invoices.see': words('Inkoopfacturen bekijken', 'View purchase invoices'),
  'purchase-invoices.book': words('Inkoopfacturen boeken', 'Book purchase invoices'),
}

export const events: Record<string, Words> = {
  'purchase-invoice.booked': words('Inkoopfactuur geboekt', 'Purchase invoice booked'),
  'purchase-invoice.corrected': words('Inkoopfactuur teruggedraaid', 'Purchase invoice taken back'),
}

export const refusals: Record<string, Words> = {
  'purchase-invoice.already-booked': words(
    'Factuur {number} van {supplier} is al geboekt op {day, date}. Draai die eerst terug als zij niet klopt.',
    'Invoice {number} of {supplier} was booked already on {day, date}. Take that one back first if it is wrong.',
  ),
  'purchase-invoice.already-corrected': words(
    'Deze inkoopfactuur is al teruggedraaid.',
    'This purchase invoice was taken back already.',
  ),
  'purchase-invoice.vat-wrong': words(
    'De btw past niet bij het bedrag en het tarief: {base} tegen {rate} is {expected}. Neem het bedrag over van de factuur.',
    'The VAT does not fit amount and rate: {base} at {rate} is {expected}. Copy the amount from the invoice.',
  ),
  'purchase-invoice.deducts-too-much': words(
    'U kunt niet meer aftrekken dan de btw van deze regel.',
    'You cannot deduct more than the VAT of this line.',
  ),
  'purchase-invoice.no-use': words(
    'De Belgische aangifte vraagt wat u kocht. Kies handelsgoederen, diensten of bedrijfsmiddelen.',
    'The Belgian return asks what you bought. Choose goods for resale, services or capital goods.',
  ),
  'purchase-invoice.no-rate': words(
    'Er is geen koers van {currency} voor {day, date}. Vul de koers in, of lees de koersen van de ECB in bij Btw.',
    'There is no rate of {currency} for {day, date}. Fill in the rate, or import the rates of the ECB under VAT.',
  ),
  'purchase-invoice.in-closed-period': words(
    'De btw-aangifte over deze dag is al afgesloten. Boek de factuur in de lopende periode, of doe een suppletie.',
    'The VAT return over this day is closed already. Book the invoice in the current period, or file a correction.',
  ),
  'purchase-invoice.no-such-file': words(
    'Dit bestand is niet als e-factuur ingelezen. Lees het eerst in, of boek zonder bestand.',
    'This file was not read as an e-invoice. Read it first, or book without a file.',
  ),
  'purchase-invoice.unreadable': words(
    'Dit bestand mist {part}. Boek de factuur met de hand.',
    'This file lacks {part}. Book the invoice by hand.',
  ),
}
