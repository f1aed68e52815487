/** What we ask of our own invoices where the official rules are silent or lenient: cents, check digits, sense. */
import { endpointSchemes, isGs1, isNumberRight } from '../../../base/peppol-number.ts'
import { isValidIBAN } from 'ibantools'
import { isDay } from '../../../base/day.ts'
import { divide, sum } from '../../../base/money.ts'
import {
  attachmentTypes,
  categoryOfExemption,
  chargeReasons,
  countries,
  currencies,
  discountReasons,
  exemptions,
} from './code-lists.ts'
import {
  totalsOf,
  type Adjustment,
  type InvoiceDocument,
  type Line,
  type Party,
  type VatGroup,
} from './document.ts'
import { fault, missing, warning, type Finding } from './finding.ts'
import { bareNumber } from './ubl.ts'

export function* ownRules(document: InvoiceDocument): Generator<Finding> {
  yield* headRules(document)
  yield* dayRules(document)
  yield* partyRules(document.seller, 'seller')
  yield* partyRules(document.buyer, 'buyer')
  for (const [i, line] of document.lines.entries()) yield* lineRules(line, `lines[${i}]`)
  for (const [i, one] of document.adjustments.entries()) yield* adjustmentRules(one, `adjustments[${i}]`)
  for (const [i, group] of document.vat.entries()) yield* groupRules(group, `vat[${i}]`, document)
  yield* totalRules(document)
  yield* paymentRules(document)
  yield* attachmentRules(document)
}

function* headRules(document: InvoiceDocument): Generator<Finding> {
  if (!currencies.has(document.currency)) {
    yield fault(
      'PAKHUIS-CURRENCY',
      'currency',
      `De valuta ${document.currency} bestaat niet; kies bijvoorbeeld EUR.`,
      `The currency ${document.currency} does not exist; choose for instance EUR.`,
    )
  }
  if (document.vatInOwnCurrency?.currency === document.currency) {
    yield fault(
      'PAKHUIS-OWN-CURRENCY',
      'vatInOwnCurrency.currency',
      'De btw staat al in deze valuta; laat het tweede btw-bedrag weg.',
      'The VAT is in this currency already; leave the second VAT amount out.',
    )
  }
  // The law asks this of every correction, whatever the format (VAT directive, article 219).
  if (document.kind === 'credit-note' && document.preceding.length === 0) {
    yield missing(
      'PAKHUIS-CORRECTS',
      'preceding',
      'De factuur die wordt gecrediteerd',
      'The invoice that is credited',
    )
  }
  const ids = document.lines.map((line) => line.id)
  if (new Set(ids).size !== ids.length) {
    yield fault(
      'PAKHUIS-LINES',
      'lines',
      'Twee regels hebben hetzelfde nummer; nummer ze opnieuw.',
      'Two lines have the same number; number them again.',
    )
  }
  // No longer an official rule since EN 16931 1.3.16, but German and French receivers still keep it (BR-CO-25).
  const isOpen = document.kind === 'invoice' && document.totals.payable > 0
  if (isOpen && document.dueDay === null && (document.paymentTerms ?? '').trim() === '') {
    yield missing(
      'PAKHUIS-DUE',
      'dueDay',
      'De vervaldatum of betalingstermijn',
      'The due date or payment terms',
    )
  }
}

function* dayRules(document: InvoiceDocument): Generator<Finding> {
  for (const [path, day] of [
    ['issueDay', document.issueDay],
    ['dueDay', document.dueDay],
    ['deliveryDay', document.deliveryDay],
    ['period.from', document.period?.from ?? null],
    ['period.to', document.period?.to ?? null],
  ] as const) {
    if (day !== null && !isDay(day))
      yield fault(
        'PAKHUIS-DAY',
        path,
        `${day} bestaat niet; kies een dag uit de kalender.`,
        `${day} does not exist; choose a day from the calendar.`,
      )
  }
}

function* attachmentRules(document: InvoiceDocument): Generator<Finding> {
  for (const [i, one] of document.attachments.entries()) {
    const isNamed = (one.fileName ?? '').trim() !== ''
    if (!isNamed || !attachmentTypes.has(one.mimeType) || !/^[A-Za-z0-9+/]+={0,2}$/.test(one.base64)) {
      yield fault(
        'PAKHUIS-ATTACHMENT',
        `attachments[${i}]`,
        `De bijlage ${one.fileName} heeft geen naam, is leeg of van een soort die niet mag; stuur een PDF of afbeelding.`,
        `The attachment ${one.fileName} has no name, is empty or of a type that is not allowed; send a PDF or picture.`,
      )
    }
  }
}

function* partyRules(party: Party, path: 'seller' | 'buyer'): Generator<Finding> {
  for (const field of ['legalId', 'endpoint'] as const) {
    const one = party[field]
    if (one && !isNumberRight(one)) {
      yield fault(
        'PAKHUIS-NUMBER',
        `${path}.${field}.id`,
        `${one.id} is geen geldig nummer in register ${one.scheme}; controleer het.`,
        `${one.id} is not a valid number in register ${one.scheme}; check it.`,
      )
    }
  }
  if (party.endpoint && !endpointSchemes.has(party.endpoint.scheme)) {
    yield fault(
      'PAKHUIS-ENDPOINT',
      `${path}.endpoint.scheme`,
      `Peppol kent adressoort ${party.endpoint.scheme} niet; gebruik bijvoorbeeld 0106 (KvK).`,
      `Peppol does not know address scheme ${party.endpoint.scheme}; use for instance 0106 (Dutch KvK).`,
    )
  }
  if (!countries.has(party.address.country)) {
    yield fault(
      'PAKHUIS-COUNTRY',
      `${path}.address.country`,
      `Het land ${party.address.country} bestaat niet; kies een land uit de lijst.`,
      `The country ${party.address.country} does not exist; choose one from the list.`,
    )
  }
}

function* lineRules(line: Line, path: string): Generator<Finding> {
  const amount = line.net + (line.discount?.amount ?? 0)
  if (line.quantity === 0 && amount !== 0) {
    yield fault(
      'PAKHUIS-QUANTITY',
      `${path}.quantity`,
      'Een regel met een bedrag heeft een aantal nodig; vul het aantal in.',
      'A line with an amount needs a quantity; fill it in.',
    )
  }
  if (line.gtin !== null && ![8, 12, 13, 14].includes(line.gtin.length)) yield gtin(line.gtin, path)
  else if (line.gtin !== null && !isGs1(line.gtin)) yield gtin(line.gtin, path)
}

const gtin = (text: string, path: string): Finding =>
  fault(
    'PAKHUIS-GTIN',
    `${path}.gtin`,
    `${text} is geen geldige EAN; controleer het laatste cijfer of laat de code weg.`,
    `${text} is not a valid EAN; check the last digit or leave the code out.`,
  )

function* adjustmentRules(one: Adjustment, path: string): Generator<Finding> {
  if (one.amount < 0) {
    yield fault(
      'PAKHUIS-SIGN',
      `${path}.amount`,
      'Een negatieve toeslag is een korting; keer soort en teken om.',
      'A negative charge is a discount; swap kind and sign.',
    )
  }
  const codes = one.kind === 'charge' ? chargeReasons : discountReasons
  if (one.reasonCode !== null && !codes.has(one.reasonCode)) {
    yield fault(
      'PAKHUIS-REASON',
      `${path}.reasonCode`,
      `De redencode ${one.reasonCode} bestaat niet; laat haar weg.`,
      `The reason code ${one.reasonCode} does not exist; leave it out.`,
    )
  }
}

/** The base to the cent, where the official rules allow up to 1.00; VAT that a shop rounded per line is only shown. */
function* groupRules(group: VatGroup, path: string, document: InvoiceDocument): Generator<Finding> {
  const isIn = (one: { category: string; rate: number }) =>
    one.category === group.category && one.rate === group.rate
  const parts = [
    ...document.lines.filter(isIn).map((line) => line.net),
    ...document.adjustments.filter(isIn).map((one) => (one.kind === 'charge' ? one.amount : -one.amount)),
  ]
  if (sum(parts) !== group.base) {
    yield fault(
      'PAKHUIS-BASE',
      `${path}.base`,
      'De grondslag is niet gelijk aan de regels in deze btw-groep.',
      'The taxable amount does not equal the lines in this VAT group.',
    )
  }
  const expected = Number(divide(BigInt(group.base) * BigInt(group.rate), 10_000n))
  if (Math.abs(group.vat - expected) > 2) {
    yield warning(
      'PAKHUIS-VAT',
      `${path}.vat`,
      'Het btw-bedrag wijkt meer dan twee cent af van tarief maal grondslag.',
      'The VAT amount is more than two cents from rate times base.',
    )
  }
  if (document.vat.filter(isIn).length > 1) {
    yield fault(
      'PAKHUIS-GROUP',
      path,
      'Dezelfde btw-groep staat er twee keer; voeg ze samen.',
      'The same VAT group stands there twice; join them.',
    )
  }
  const code = group.exemption?.code ?? null
  if (code === null) return
  const known = categoryOfExemption[code]
  if (!exemptions.has(code) || (known && known[1] !== group.category)) {
    yield fault(
      'PAKHUIS-EXEMPTION',
      `${path}.exemption.code`,
      `De code ${code} hoort niet bij btw-categorie ${group.category}.`,
      `The code ${code} does not go with VAT category ${group.category}.`,
    )
  }
}

function* totalRules(document: InvoiceDocument): Generator<Finding> {
  const { totals } = document
  const right = totalsOf(document, totals.prepaid, totals.rounding)
  for (const name of Object.keys(right) as (keyof typeof right)[]) {
    if (right[name] !== totals[name]) {
      yield fault(
        'PAKHUIS-TOTAL',
        `totals.${name}`,
        'Dit totaal klopt niet met zijn delen; bereken de factuur opnieuw.',
        'This total does not match its parts; calculate the invoice again.',
      )
    }
  }
}

function* paymentRules({ payment, totals }: InvoiceDocument): Generator<Finding> {
  if (!payment || totals.payable === 0) return
  const [path, iban] =
    payment.kind === 'transfer' ? ['iban', payment.iban] : ['debtorIban', payment.debtorIban]
  if (!isValidIBAN(bareNumber(iban)!)) {
    yield fault(
      'PAKHUIS-IBAN',
      `payment.${path}`,
      `${iban} is geen geldige IBAN; controleer het nummer.`,
      `${iban} is not a valid IBAN; check the number.`,
    )
  }
}
