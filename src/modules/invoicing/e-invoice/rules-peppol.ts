/** Peppol BIS Billing 3: what it asks on top of EN 16931 (PEPPOL-EN16931-R, -P, -CL, -F and PEPPOL-COMMON-R). */
import { endpointSchemes, isDutchVat } from '../../../base/peppol-number.ts'
import { isDay } from '../../../base/day.ts'
import { attachmentTypes, categoryOfExemption, peppolCreditTypes, peppolInvoiceTypes } from './code-lists.ts'
import { cents, exact, one as unity, over, size, times, toCents, total } from './exact.ts'
import { fault, isBlank, missing, type Finding } from './finding.ts'
import { checkNumber } from './identifiers.ts'
import type { ReadAdjustment, ReadCode, ReadInvoice, ReadLine } from './incoming.ts'
import { groupsOf, isChargeIndicator } from './rules-content.ts'

const specification = 'urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0'

export function* peppolRules(invoice: ReadInvoice): Generator<Finding> {
  yield* processRules(invoice)
  yield* referenceRules(invoice)
  yield* endpointRules(invoice)
  yield* taxTotalRules(invoice)
  yield* exemptionRules(invoice)
  for (const [i, one] of invoice.adjustments.entries()) yield* adjustmentRules(one, `adjustments[${i}]`)
  for (const [i, one] of invoice.payments.entries()) {
    if ((one.code === '49' || one.code === '59') && one.mandate === null) {
      yield missing(
        'PEPPOL-EN16931-R061',
        `payment[${i}].mandate`,
        'Het kenmerk van de machtiging',
        'The mandate reference',
      )
    }
  }
  for (const [i, one] of invoice.lines.entries()) yield* lineRules(one, `lines[${i}]`, invoice)
}

function* processRules(invoice: ReadInvoice): Generator<Finding> {
  if (invoice.process === null)
    yield missing('PEPPOL-EN16931-R001', 'process', 'Het Peppol-proces', 'The Peppol process')
  const process =
    /^urn:(?:fdc:peppol\.eu:2017:poacc:billing:(\d{2}):1\.0|peppol:bis:billing_with_response)$/.exec(
      invoice.process ?? '',
    )
  if (!process)
    yield fault(
      'PEPPOL-EN16931-R007',
      'process',
      'Dit is geen bekend Peppol-proces.',
      'This is no known Peppol process.',
    )
  if (!(invoice.customization ?? '').startsWith(specification)) {
    yield fault(
      'PEPPOL-EN16931-R004',
      'customization',
      'Dit is geen Peppol BIS Billing 3.',
      'This is not Peppol BIS Billing 3.',
    )
  }
  yield* typeRules(invoice, process?.[1] === '01')
  for (const [path, day] of [
    ['issueDay', invoice.issueDay],
    ['dueDay', invoice.dueDay],
    ['taxPointDay', invoice.taxPointDay],
    ['deliveryDay', invoice.deliveryDay],
    ['period.from', invoice.period?.from ?? null],
    ['period.to', invoice.period?.to ?? null],
  ] as const) {
    if (day !== null && !isDay(day))
      yield fault(
        'PEPPOL-EN16931-F001',
        path,
        `${day} is geen dag; schrijf jjjj-mm-dd.`,
        `${day} is not a day; write yyyy-mm-dd.`,
      )
  }
}

/** Which document types Peppol takes; `isBilling` when it is the plain billing process. */
function* typeRules(invoice: ReadInvoice, isBilling: boolean): Generator<Finding> {
  const type = invoice.typeCode
  const isCredit = invoice.kind === 'credit-note'
  const allowed = isCredit ? peppolCreditTypes : peppolInvoiceTypes
  if (isBilling && type !== null && !allowed.has(type) && !(type === '384' && areGerman(invoice))) {
    yield fault(
      isCredit ? 'PEPPOL-EN16931-P0101' : 'PEPPOL-EN16931-P0100',
      'kind',
      `Peppol neemt soort ${type} niet aan; gebruik 380 of 381.`,
      `Peppol does not take type ${type}; use 380 or 381.`,
    )
  }
  if ((type === '326' || type === '384') && !areGerman(invoice)) {
    yield fault(
      'PEPPOL-EN16931-P0112',
      'kind',
      'Een gecorrigeerde factuur (384) mag alleen tussen Duitse bedrijven; maak een creditnota en een nieuwe factuur.',
      'A corrected invoice (384) is for German parties only; make a credit note and a new invoice.',
    )
  }
}

export const countryOf = (invoice: ReadInvoice, who: 'seller' | 'buyer'): string | null =>
  invoice[who]?.address?.country ?? null
const areGerman = (invoice: ReadInvoice) =>
  countryOf(invoice, 'seller') === 'DE' && countryOf(invoice, 'buyer') === 'DE'

function* referenceRules(invoice: ReadInvoice): Generator<Finding> {
  if (invoice.notes.length > 1 && !areGerman(invoice)) {
    yield fault(
      'PEPPOL-EN16931-R002',
      'notes',
      'Er mag één opmerking op de factuur staan; voeg ze samen.',
      'One note may stand on the invoice; join them.',
    )
  }
  if (invoice.buyerReference === null && invoice.orderNumber === null) {
    yield missing(
      'PEPPOL-EN16931-R003',
      'buyerReference',
      'De referentie van de klant of het bestelnummer',
      "The buyer's reference or the order number",
    )
  }
  if (
    invoice.vatCurrency !== null &&
    invoice.vatCurrency !== '' &&
    invoice.vatCurrency === invoice.currency
  ) {
    yield fault(
      'PEPPOL-EN16931-R005',
      'vatInOwnCurrency.currency',
      'De valuta van de btw is gelijk aan die van de factuur; laat haar weg.',
      'The VAT currency equals that of the invoice; leave it out.',
    )
  }
  if (
    invoice.kind === 'credit-note' &&
    invoice.attachments.filter((one) => one.typeCode === '50').length > 1
  ) {
    yield fault(
      'PEPPOL-EN16931-R080',
      'attachments',
      'Er mag één projectverwijzing zijn.',
      'There may be one project reference.',
    )
  }
  for (const [i, one] of invoice.attachments.entries()) {
    if (one.mimeType !== null && !attachmentTypes.has(one.mimeType)) {
      yield fault(
        'PEPPOL-EN16931-CL001',
        `attachments[${i}].mimeType`,
        `Een bijlage van soort ${one.mimeType} mag niet; stuur een PDF of afbeelding.`,
        `An attachment of type ${one.mimeType} is not allowed; send a PDF or picture.`,
      )
    }
  }
}

/** Without an electronic address there is nobody in the network to deliver to; consumers have none. */
function* endpointRules(invoice: ReadInvoice): Generator<Finding> {
  if (!invoice.buyer?.endpoint)
    yield missing(
      'PEPPOL-EN16931-R010',
      'buyer.endpoint',
      'Het Peppol-adres van de klant',
      "The buyer's Peppol address",
    )
  if (!invoice.seller?.endpoint)
    yield missing(
      'PEPPOL-EN16931-R020',
      'seller.endpoint',
      'Het Peppol-adres van de verkoper',
      "The seller's Peppol address",
    )
  for (const who of ['seller', 'buyer'] as const) {
    const party = invoice[who]
    const endpointScheme = party?.endpoint?.scheme ?? null
    if (endpointScheme !== null && !endpointSchemes.has(endpointScheme)) {
      yield fault(
        'PEPPOL-EN16931-CL008',
        `${who}.endpoint.scheme`,
        `Peppol kent adressoort ${endpointScheme} niet.`,
        `Peppol does not know address scheme ${endpointScheme}.`,
      )
    }
    const numbers = (party?.ids ?? []).map((one): [string, ReadCode] => ['id', one])
    for (const one of party?.legalIds ?? []) numbers.push(['legalId.id', one])
    if (party?.endpoint) numbers.push(['endpoint.id', party.endpoint])
    for (const [path, number] of numbers) yield* checkNumber(number, `${who}.${path}`)
    for (const { scheme, text } of party?.taxNumbers ?? []) {
      if (scheme !== 'VAT' || !text?.startsWith('NL') || isDutchVat(text)) continue
      yield fault(
        'PEPPOL-COMMON-R056-2',
        `${who}.vatNumber`,
        `${text} is geen geldig Nederlands btw-nummer; schrijf bijvoorbeeld NL000099998B57.`,
        `${text} is not a valid Dutch VAT number; write for instance NL000099998B57.`,
      )
    }
  }
}

/** One breakdown in the document's currency, and one bare total when the VAT is stated in another currency too. */
function* taxTotalRules(invoice: ReadInvoice): Generator<Finding> {
  const detailed = invoice.taxTotals.filter((one) => one.subtotals.length > 0)
  const bare = invoice.taxTotals.length - detailed.length
  if (detailed.length !== 1)
    yield fault(
      'PEPPOL-EN16931-R053',
      'vat',
      'Er moet precies één btw-specificatie zijn.',
      'There must be exactly one VAT breakdown.',
    )
  if (bare !== (invoice.vatCurrency === null ? 0 : 1)) {
    yield fault(
      'PEPPOL-EN16931-R054',
      'vatInOwnCurrency',
      'Een btw-bedrag in eigen valuta en die valuta horen bij elkaar.',
      'A VAT amount in the own currency and that currency belong together.',
    )
  }
  const amountIn = (currency: string | null) =>
    exact(invoice.taxTotals.find((one) => one.amount?.currency === currency)?.amount?.text)
  const main = amountIn(invoice.currency)
  const own = amountIn(invoice.vatCurrency)
  if (invoice.vatCurrency && main !== null && own !== null && main < 0n !== own < 0n) {
    yield fault(
      'PEPPOL-EN16931-R055',
      'vatInOwnCurrency.amount',
      'Het btw-bedrag in eigen valuta heeft het omgekeerde teken.',
      'The VAT amount in the own currency has the opposite sign.',
    )
  }
}

/** The official list ties some exemption codes to a category. */
function* exemptionRules(invoice: ReadInvoice): Generator<Finding> {
  for (const [i, group] of groupsOf(invoice).entries()) {
    const known = categoryOfExemption[group.tax?.reasonCode?.toUpperCase() ?? '']
    if (known && group.tax?.category !== known[1]) {
      yield fault(
        known[0],
        `vat[${i}].exemption.code`,
        `${group.tax?.reasonCode} hoort bij btw-categorie ${known[1]}.`,
        `${group.tax?.reasonCode} goes with VAT category ${known[1]}.`,
      )
    }
  }
}

/** A percentage, where one is given, must give the amount. */
function* adjustmentRules(one: ReadAdjustment, path: string): Generator<Finding> {
  const base = exact(one.base?.text)
  const percent = exact(one.percent)
  const amount = exact(one.amount?.text)
  if (percent !== null && base === null)
    yield missing(
      'PEPPOL-EN16931-R041',
      `${path}.base`,
      'De grondslag van het percentage',
      'The base of the percentage',
    )
  if (base !== null && percent === null)
    yield missing('PEPPOL-EN16931-R042', `${path}.percent`, 'Het percentage', 'The percentage')
  if (
    base !== null &&
    percent !== null &&
    amount !== null &&
    size(amount - toCents(times(base, percent) / 100n)) > cents(2)
  ) {
    yield fault(
      'PEPPOL-EN16931-R040',
      `${path}.amount`,
      'Het bedrag past niet bij het percentage.',
      'The amount does not fit the percentage.',
    )
  }
  if (one.indicator !== null && one.indicator !== 'true' && one.indicator !== 'false') {
    yield fault('PEPPOL-EN16931-R043', `${path}.kind`, 'Schrijf true of false.', 'Write true or false.')
  }
}

/** Quantity × price / base, plus charges, less discounts, gives the line within 0.02 (R120). */
function* lineRules(line: ReadLine, path: string, invoice: ReadInvoice): Generator<Finding> {
  const quantity = exact(line.quantity?.text) ?? unity
  const price = exact(line.price?.text)
  const net = exact(line.net?.text) ?? 0n
  const given = exact(line.priceBase?.text)
  const base = given === null || given === 0n ? unity : given
  for (const [i, one] of line.adjustments.entries()) yield* adjustmentRules(one, `${path}.discount[${i}]`)
  if (line.priceBase && (given === null || given <= 0n)) {
    yield fault(
      'PEPPOL-EN16931-R121',
      `${path}.price`,
      'De prijs moet gelden voor meer dan nul stuks.',
      'The price must be for more than zero units.',
    )
  }
  if (line.priceBase?.scheme && line.quantity?.scheme && line.priceBase.scheme !== line.quantity.scheme) {
    yield fault(
      'PEPPOL-EN16931-R130',
      `${path}.unit`,
      'De eenheid van de prijs is een andere dan die van het aantal.',
      'The unit of the price is not that of the quantity.',
    )
  }
  if (price !== null) {
    const sign = (one: ReadAdjustment) => (isChargeIndicator(one.indicator) ? 1n : -1n)
    const rest = total(line.adjustments.map((one) => sign(one) * (exact(one.amount?.text) ?? 0n)))
    const expected = times(quantity, over(price, base)) + rest
    if (size(toCents(expected) - net) > cents(2)) {
      yield fault(
        'PEPPOL-EN16931-R120',
        `${path}.net`,
        'Aantal maal prijs geeft niet het regelbedrag.',
        'Quantity times price does not give the line amount.',
      )
    }
  }
  yield* priceRules(line, path)
  yield* linePeriodRules(line, path, invoice)
  if (line.documents.length > 1)
    yield fault(
      'PEPPOL-EN16931-R100',
      path,
      'Er mag één object per regel zijn.',
      'There may be one object per line.',
    )
  if (line.documents.some((one) => one.typeCode !== '130')) {
    yield fault(
      'PEPPOL-EN16931-R101',
      path,
      'Een verwijzing op een regel moet naar een object zijn (130).',
      'A reference on a line must be to an object (130).',
    )
  }
}

function* priceRules(line: ReadLine, path: string): Generator<Finding> {
  for (const one of line.priceAdjustments) {
    if (one.indicator !== null && one.indicator !== 'false') {
      yield fault(
        'PEPPOL-EN16931-R044',
        `${path}.price`,
        'Op een prijs kan alleen korting, geen toeslag.',
        'A price can have a discount, no charge.',
      )
    }
    const gross = exact(one.base?.text)
    if (gross !== null && exact(line.price?.text) !== gross - (exact(one.amount?.text) ?? 0n)) {
      yield fault(
        'PEPPOL-EN16931-R046',
        `${path}.price`,
        'Prijs is niet brutoprijs min korting.',
        'The price is not the gross price less the discount.',
      )
    }
  }
}

function* linePeriodRules(line: ReadLine, path: string, invoice: ReadInvoice): Generator<Finding> {
  const whole = invoice.period
  if (!line.period || !whole) return
  if (!isBlank(line.period.from) && !isBlank(whole.from) && line.period.from! < whole.from!) {
    yield fault(
      'PEPPOL-EN16931-R110',
      `${path}.period.from`,
      'De regel begint vóór de periode van de factuur.',
      'The line starts before the period of the invoice.',
    )
  }
  if (!isBlank(line.period.to) && !isBlank(whole.to) && line.period.to! > whole.to!) {
    yield fault(
      'PEPPOL-EN16931-R111',
      `${path}.period.to`,
      'De regel eindigt na de periode van de factuur.',
      'The line ends after the period of the invoice.',
    )
  }
}
