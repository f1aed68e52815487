/** One issued invoice or credit note as an immutable record: what its PDF, UBL and CII are all rendered from. */
import type { Day } from '../../../base/day.ts'
import { sum, type Cents, type Milli, type Rate } from '../../../base/money.ts'

/** VAT categories of UNTDID 5305: standard, zero, exempt, reverse charge, intra-Community, export, outside scope. */
export type Category = 'S' | 'Z' | 'E' | 'AE' | 'K' | 'G' | 'O'

/** Units of UN/ECE recommendations 20 and 21 that a web merchant sells in. */
export type Unit =
  | 'C62'
  | 'H87'
  | 'PR'
  | 'SET'
  | 'KGM'
  | 'GRM'
  | 'MTR'
  | 'CMT'
  | 'MTK'
  | 'MTQ'
  | 'LTR'
  | 'MLT'
  | 'KMT'
  | 'MIN'
  | 'HUR'
  | 'DAY'
  | 'WEE'
  | 'MON'
  | 'ANN'
  | 'KWH'
  | 'XBX'
  | 'XPK'
  | 'XPX'

/** A number with the register it comes from: '0106' Dutch KvK, '0190' OIN, '0208' Belgian enterprise, '0088' GLN. */
export type Identifier = { readonly scheme: string; readonly id: string }

export type Address = {
  readonly street: string | null
  readonly extra: string | null
  readonly postcode: string | null
  readonly city: string | null
  readonly region: string | null
  /** ISO 3166-1 alpha-2. */
  readonly country: string
}

export type Contact = {
  readonly name: string | null
  readonly phone: string | null
  readonly email: string | null
}

export type Party = {
  readonly name: string
  readonly tradeName: string | null
  readonly legalId: Identifier | null
  readonly vatNumber: string | null
  /** A tax number that is no VAT number, such as a German Steuernummer (BT-32); only the seller's is used. */
  readonly taxNumber: string | null
  /** Electronic address in the Peppol network; a consumer has none. */
  readonly endpoint: Identifier | null
  readonly address: Address
  readonly contact: Contact | null
}

/** Money that the buyer did not get or had to add on one line, before VAT. */
export type LineDiscount = { readonly amount: Cents; readonly reason: string }

export type Line = {
  readonly id: string
  readonly name: string
  readonly description: string | null
  readonly note: string | null
  readonly sku: string | null
  /** GTIN-8, -12, -13 or -14. */
  readonly gtin: string | null
  readonly quantity: Milli
  readonly unit: Unit
  /** After the discount and before VAT; the unit price is computed from it. */
  readonly net: Cents
  /** As it was charged, so that net and VAT are what the customer saw; not kept in documents of earlier versions. */
  readonly vat?: Cents
  readonly discount: LineDiscount | null
  readonly category: Category
  readonly rate: Rate
  /** Second-hand goods among the exempt: an invoice has one such group (BR-E-01), whose text names all its reasons. */
  readonly isMargin?: true
}

/** A discount or a charge (shipping) on the whole document, one per rate. The amount is never negative. */
export type Adjustment = {
  readonly kind: 'discount' | 'charge'
  readonly amount: Cents
  /** In the same direction as the amount. */
  readonly vat?: Cents
  readonly reason: string
  /** UNTDID 5189 for a discount ('95'), 7161 for a charge ('FC' freight). */
  readonly reasonCode: string | null
  readonly category: Category
  readonly rate: Rate
  /** Costs of second-hand goods, which are inside their margin. */
  readonly isMargin?: true
}

/** Why a group bears no VAT. `code` is a VATEX code, or null when several reasons were joined into one text. */
export type Exemption = { readonly code: string | null; readonly text: string }

/** VAT per category and rate; there is at most one group of each but S. */
export type VatGroup = {
  readonly category: Category
  readonly rate: Rate
  readonly base: Cents
  readonly vat: Cents
  readonly exemption: Exemption | null
}

export type Totals = {
  readonly lines: Cents
  readonly discounts: Cents
  readonly charges: Cents
  readonly net: Cents
  readonly vat: Cents
  readonly gross: Cents
  readonly prepaid: Cents
  readonly rounding: Cents
  readonly payable: Cents
}

/** How the open amount is to be paid; null on the document when nothing is open (paid online, at the counter). */
export type PaymentMeans =
  | {
      readonly kind: 'transfer'
      readonly iban: string
      readonly bic: string | null
      readonly accountName: string | null
      readonly reference: string | null
    }
  | {
      readonly kind: 'direct-debit'
      readonly mandate: string
      readonly creditorId: string
      readonly debtorIban: string
      readonly reference: string | null
    }

export type Attachment = {
  readonly id: string
  readonly description: string | null
  readonly fileName: string
  readonly mimeType: string
  /** Base64 text, so that the record can be kept as JSON. */
  readonly base64: string
}

export type InvoiceDocument = {
  readonly kind: 'invoice' | 'credit-note'
  readonly number: string
  readonly issueDay: Day
  readonly dueDay: Day | null
  readonly deliveryDay: Day | null
  readonly period: { readonly from: Day; readonly to: Day } | null
  /** ISO 4217. */
  readonly currency: string
  /** The VAT in the seller's own currency when the document has another one (VAT directive, article 230). */
  readonly vatInOwnCurrency: { readonly currency: string; readonly amount: Cents } | null
  /** Our order number; without a reference of the buyer it is what Peppol and NLCIUS ask for. */
  readonly orderNumber: string | null
  /** What the buyer asked to see on the invoice. */
  readonly buyerReference: string | null
  /** The invoices that a credit note corrects. */
  readonly preceding: readonly { readonly number: string; readonly issueDay: Day | null }[]
  readonly seller: Party
  readonly buyer: Party
  readonly deliverTo: { readonly name: string | null; readonly address: Address } | null
  /** On paper, lines show what they cost with VAT; e-invoices never do (EN 16931). */
  readonly showsGross?: boolean
  readonly lines: readonly Line[]
  readonly adjustments: readonly Adjustment[]
  readonly vat: readonly VatGroup[]
  readonly totals: Totals
  readonly payment: PaymentMeans | null
  readonly paymentTerms: string | null
  readonly notes: readonly string[]
  readonly attachments: readonly Attachment[]
}

/** BR-CO-26: a buyer tells a seller by a register or VAT number; a tax number counts only as an identifier (BT-29). */
export const sellerIdOf = (
  { legalId, vatNumber, taxNumber }: Party,
  /** Outside the scope of VAT no VAT number may stand (BR-O-02), so that it tells nobody anything. */
  hasVatNumbers: boolean,
): string | null => (legalId || (hasVatNumbers && vatNumber) ? null : taxNumber)

type Parts = Pick<InvoiceDocument, 'lines' | 'adjustments' | 'vat'>

/** The totals that follow from lines, adjustments and VAT groups; what is prepaid and rounded comes from the order. */
export function totalsOf(parts: Parts, prepaid: Cents = 0, rounding: Cents = 0): Totals {
  const lines = sum(parts.lines.map((line) => line.net))
  const of = (kind: Adjustment['kind']) =>
    sum(parts.adjustments.filter((one) => one.kind === kind).map((one) => one.amount))
  const discounts = of('discount')
  const charges = of('charge')
  const net = lines - discounts + charges
  const vat = sum(parts.vat.map((group) => group.vat))
  const gross = net + vat
  return {
    lines,
    discounts,
    charges,
    net,
    vat,
    gross,
    prepaid,
    rounding,
    payable: gross - prepaid + rounding,
  }
}
