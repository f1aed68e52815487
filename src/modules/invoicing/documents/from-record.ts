/** The page of an issued invoice, made from the record that its UBL and CII are made from too. */
import { divide, percentOf, sum, type Cents, type Milli, type Price } from '../../../base/money.ts'
import {
  amountText,
  dayText,
  documentWords,
  wordsIn,
  type DocumentLang,
} from '../../../platform/pdf/wording.ts'
import type {
  Address,
  Adjustment,
  Category,
  InvoiceDocument,
  Line,
  Party,
  PaymentMeans,
  Unit,
  VatGroup,
} from '../e-invoice/document.ts'
import type { PrintedInvoice, PrintedLine, VatKind } from './printed-invoice.ts'

/** What the record does not hold: how the seller's paper looks and what it says beside the invoice. */
export type Letterhead = Pick<PrintedInvoice, 'lang' | 'layout' | 'footer'> &
  Pick<PrintedInvoice['seller'], 'logo' | 'iban' | 'bic' | 'website' | 'cocNumber'> & {
    readonly customerNumber: string | null
    /** How the prepaid part was paid, such as "iDEAL, 20-11-2026"; our own word when null. */
    readonly prepaidBy: string | null
  }

/**
 * Prices and amounts hold VAT where the record says so and has it per line; else they are the record's. A credit note's amounts are positive in the record, as in UBL;
 * on paper they are negative, so that no one takes it for an invoice.
 */
export function fromRecord(record: InvoiceDocument, letterhead: Letterhead): PrintedInvoice {
  const { lang } = letterhead
  const { totals } = record
  const words = wordsIn(recordWords, lang)
  const signed = (cents: Cents): Cents => cents * signOf(record) || 0
  const includesVat = showsGross(record)
  return {
    kind: record.kind,
    lang,
    number: record.number,
    issuedDay: record.issueDay,
    suppliedDay: record.deliveryDay,
    dueDay: record.dueDay,
    orderNumber: record.orderNumber,
    reference: record.buyerReference === record.orderNumber ? null : record.buyerReference,
    credits: record.preceding.map((one) => one.number).join(', ') || null,
    currency: record.currency,
    seller: sellerOf(record.seller, letterhead),
    buyer: {
      address: addressOf(record.buyer, record.seller.address.country, lang),
      vatNumber: record.buyer.vatNumber,
      customerNumber: letterhead.customerNumber,
    },
    delivery: deliveryOf(record, lang),
    includesVat,
    lines: [
      ...record.lines.map((line) => lineOf(includesVat ? grossOf(line) : line, record, lang)),
      ...record.adjustments.map((one) =>
        adjustmentOf(includesVat ? { ...one, amount: one.amount + (one.vat ?? 0) } : one, record),
      ),
    ],
    vat: record.vat
      .flatMap((group) => partsOf(group, record))
      .map((group) => ({
        kind: vatKind(group, group),
        rate: group.rate,
        base: signed(group.base),
        vat: signed(group.vat),
      })),
    totals: {
      net: signed(totals.net),
      vat: signed(totals.vat),
      gross: signed(totals.gross),
      due: signed(totals.payable),
    },
    payments: [
      { text: letterhead.prepaidBy ?? words.prepaid, amount: signed(totals.prepaid) },
      { text: words.rounding, amount: signed(-totals.rounding) },
    ].filter(({ amount }) => amount !== 0),
    payment: record.payment && paymentOf(record.payment, record, lang),
    notes: notesOf(record, lang),
    footer: letterhead.footer,
    layout: letterhead.layout,
  }
}

/** All or nothing: a column of which some amounts hold VAT and others do not would be wrong to the reader. */
const showsGross = ({ showsGross: isAsked, lines, adjustments }: InvoiceDocument): boolean =>
  isAsked === true && [...lines, ...adjustments].every(({ vat }) => vat !== undefined)

const grossOf = (line: Line): Line => ({
  ...line,
  net: line.net + (line.vat ?? 0),
  discount: line.discount && {
    ...line.discount,
    amount: line.discount.amount + percentOf(line.discount.amount, line.rate),
  },
})

const signOf = (record: InvoiceDocument): 1 | -1 => (record.kind === 'credit-note' ? -1 : 1)

function sellerOf(seller: Party, letterhead: Letterhead): PrintedInvoice['seller'] {
  const [, ...address] = addressOf(
    { name: seller.name, address: seller.address },
    seller.address.country,
    letterhead.lang,
  )
  return {
    name: seller.tradeName ?? seller.name,
    // The law asks for the full legal name, also of a seller that trades under another.
    address: seller.tradeName && seller.tradeName !== seller.name ? [seller.name, ...address] : address,
    logo: letterhead.logo,
    vatNumber: seller.vatNumber,
    taxNumber: seller.taxNumber,
    cocNumber: seller.legalId?.scheme === '0106' ? seller.legalId.id : letterhead.cocNumber,
    country: seller.address.country,
    iban: letterhead.iban,
    bic: letterhead.bic,
    email: seller.contact?.email ?? null,
    phone: seller.contact?.phone ?? null,
    website: letterhead.website,
  }
}

/** Name first; the country only when it is not the seller's. */
function addressOf(
  party: { readonly name: string | null; readonly address: Address; readonly contact?: Party['contact'] },
  home: string,
  lang: DocumentLang,
): string[] {
  const { street, extra, postcode, city, region, country } = party.address
  return present([
    party.name,
    party.contact?.name === party.name ? null : (party.contact?.name ?? null),
    street,
    extra,
    present([postcode, city]).join(' '),
    region,
    country === home ? null : countryName(country, lang),
  ])
}

function deliveryOf({ deliverTo, buyer, seller }: InvoiceDocument, lang: DocumentLang): string[] | null {
  if (!deliverTo) return null
  const lines = addressOf(deliverTo, seller.address.country, lang)
  const billed = new Set(addressOf(buyer, seller.address.country, lang))
  return lines.every((line) => billed.has(line)) ? null : lines
}

function lineOf(line: Line, record: InvoiceDocument, lang: DocumentLang): PrintedLine {
  const { discount } = line
  const less = discount && `${discount.reason}: ${amountText(-discount.amount, record.currency, lang)}`
  return {
    code: line.sku,
    text: line.name,
    note: present([line.description, line.note, less]).join('\n') || null,
    quantity: line.quantity * signOf(record),
    unit: units[line.unit]?.[lang] ?? null,
    price: priceOf(line.net + (discount?.amount ?? 0), line.quantity),
    discount: 0,
    vatKind: vatKind(line, groupOf(record, line.category)),
    vatRate: line.rate,
    amount: line.net * signOf(record) || 0,
  }
}

function adjustmentOf(one: Adjustment, record: InvoiceDocument): PrintedLine {
  const amount = one.kind === 'discount' ? -one.amount : one.amount
  return {
    code: null,
    text: one.reason,
    note: null,
    quantity: 1000 * signOf(record),
    unit: null,
    price: priceOf(amount, 1000),
    discount: 0,
    vatKind: vatKind(one, groupOf(record, one.category)),
    vatRate: one.rate,
    amount: amount * signOf(record) || 0,
  }
}

/** To four decimals, as prices are; the line's amount is what counts. */
const priceOf = (net: Cents, quantity: Milli): Price =>
  quantity === 0 ? 0 : Number(divide(BigInt(net) * 100_000n, BigInt(quantity)))

const groupOf = (record: InvoiceDocument, category: Category): VatGroup | undefined =>
  record.vat.find((group) => group.category === category)

type Kept = { readonly category: Category; readonly isMargin?: boolean }

function vatKind({ category, isMargin }: Kept, group: VatGroup | undefined): VatKind {
  // Margin goods are category E with a reason of their own (VATEX F, I and J: second-hand, art, antiques).
  if (category === 'E')
    return isMargin || /^VATEX-EU-[FIJ]$/.test(group?.exemption?.code ?? '') ? 'margin' : 'exempt'
  return kinds[category]
}

/** The one exempt group of an e-invoice is two on paper where second-hand goods stand beside what is exempt. */
function partsOf(group: VatGroup, record: InvoiceDocument): (VatGroup & Kept)[] {
  const amounts = [
    ...record.lines,
    ...record.adjustments.map((one) => ({ ...one, net: one.kind === 'discount' ? -one.amount : one.amount })),
  ]
  const base = sum(
    amounts.filter((one) => one.category === group.category && one.isMargin).map(({ net }) => net),
  )
  if (base === 0 || base === group.base) return [group]
  return [
    { ...group, base, isMargin: true },
    { ...group, base: group.base - base },
  ]
}

const kinds = {
  S: 'taxed',
  Z: 'taxed',
  AE: 'reverse-charge',
  K: 'intra-community',
  G: 'export',
  O: 'outside',
} as const

function paymentOf(
  means: PaymentMeans,
  record: InvoiceDocument,
  lang: DocumentLang,
): PrintedInvoice['payment'] {
  if (means.kind === 'transfer')
    return {
      iban: means.iban,
      bic: means.bic,
      name: means.accountName ?? record.seller.name,
      reference: means.reference ?? record.number,
    }
  const words = wordsIn(recordWords, lang)
  const text = (record.dueDay ? words.collectedOn : words.collected)
    .replace('{amount}', () => amountText(record.totals.payable, record.currency, lang))
    .replace('{day}', () => (record.dueDay ? dayText(record.dueDay, lang) : ''))
    .replace('{iban}', () => means.debtorIban)
    .replace('{mandate}', () => means.mandate)
  return { text }
}

function notesOf(record: InvoiceDocument, lang: DocumentLang): string[] {
  const { vatInOwnCurrency: own, period } = record
  const words = wordsIn(recordWords, lang)
  const notes = [
    ...record.vat.map((group) => group.exemption?.text ?? null),
    own && `${words.ownVat} ${amountText(own.amount, own.currency, lang)}`,
    period && `${words.period} ${dayText(period.from, lang)} – ${dayText(period.to, lang)}`,
    record.paymentTerms,
    ...record.notes,
  ]
  return [...new Set(present(notes))]
}

const countryName = (country: string, lang: DocumentLang): string =>
  new Intl.DisplayNames(lang, { type: 'region' }).of(country) ?? country

const present = (texts: readonly (string | null)[]): string[] => texts.flatMap((text) => text || [])

/** Pieces need no word. */
const units: Partial<Record<Unit, ReturnType<typeof documentWords>>> = {
  PR: documentWords('paar', 'pair', 'Paar'),
  SET: documentWords('set', 'set', 'Set'),
  KGM: documentWords('kg', 'kg', 'kg'),
  GRM: documentWords('g', 'g', 'g'),
  MTR: documentWords('m', 'm', 'm'),
  CMT: documentWords('cm', 'cm', 'cm'),
  MTK: documentWords('m²', 'm²', 'm²'),
  MTQ: documentWords('m³', 'm³', 'm³'),
  LTR: documentWords('l', 'l', 'l'),
  MLT: documentWords('ml', 'ml', 'ml'),
  KMT: documentWords('km', 'km', 'km'),
  MIN: documentWords('min', 'min', 'Min.'),
  HUR: documentWords('uur', 'h', 'Std.'),
  DAY: documentWords('dag', 'day', 'Tag'),
  WEE: documentWords('week', 'week', 'Woche'),
  MON: documentWords('maand', 'month', 'Monat'),
  ANN: documentWords('jaar', 'year', 'Jahr'),
  KWH: documentWords('kWh', 'kWh', 'kWh'),
  XBX: documentWords('doos', 'box', 'Karton'),
  XPK: documentWords('pak', 'pack', 'Packung'),
  XPX: documentWords('pallet', 'pallet', 'Palette'),
}

const recordWords = {
  prepaid: documentWords('Al betaald', 'Already paid', 'Bereits bezahlt'),
  rounding: documentWords('Afronding', 'Rounding', 'Rundung'),
  ownVat: documentWords('Btw in eigen valuta:', 'VAT in our own currency:', 'MwSt. in eigener Währung:'),
  period: documentWords('Periode:', 'Period:', 'Zeitraum:'),
  collectedOn: documentWords(
    'Wij schrijven {amount} rond {day} af van {iban} (machtiging {mandate}).',
    'We will collect {amount} around {day} from {iban} (mandate {mandate}).',
    'Wir buchen {amount} um den {day} von {iban} ab (Mandat {mandate}).',
  ),
  collected: documentWords(
    'Wij schrijven {amount} af van {iban} (machtiging {mandate}).',
    'We will collect {amount} from {iban} (mandate {mandate}).',
    'Wir buchen {amount} von {iban} ab (Mandat {mandate}).',
  ),
} as const
