/** What the VAT rules decide about one document, and every word of their vocabulary. */
import type { Cents, Rate } from '../../../base/money.ts'

export type Treatment =
  | 'domestic'
  | 'domestic-reverse-charge'
  | 'local-supply'
  | 'intra-community-supply'
  | 'distance-sale-oss'
  | 'distance-sale-local'
  | 'distance-sale-origin'
  | 'distance-sale-unregistered'
  | 'distance-sale-import'
  | 'export'
  | 'margin-scheme'
  | 'service-reverse-charge'
  | 'small-business-exempt'
  | 'exempt'
  | 'outside-scope'

/** Category codes of EN 16931. */
export type VatCategory = 'S' | 'Z' | 'E' | 'K' | 'AE' | 'G' | 'O'

export type Note =
  | 'intra-community'
  | 'reverse-charge'
  | 'export'
  | 'small-business'
  | 'margin-second-hand'
  | 'exempt-insurance'
  | 'outside-scope'

export type Warning =
  | 'registration-required'
  | 'b2b-taxed-as-consumer'
  | 'vat-number-invalid'
  | 'vat-number-unverified'
  | 'vat-number-last-valid-used'
  | 'vat-number-not-eu'
  | 'buyer-vat-number-of-dispatch-state'
  | 'pickup-no-transport-proof'
  | 'uk-low-value-consignment'

export type TraceRule =
  | 'place.eu'
  | 'place.northern-ireland'
  | 'place.outside'
  | 'number.none'
  | 'number.accepted'
  | 'number.last-valid'
  | 'number.unverified'
  | 'number.invalid'
  | 'number.not-eu'
  | 'threshold.within'
  | 'threshold.passed'
  | 'threshold.not-for-this-seller'
  | 'line.as-invoiced'
  | 'line.insurance'
  | 'line.margin'
  | 'line.margin-export'
  | 'line.service-to-foreign-business'
  | 'line.service-where-done'
  | 'line.service-outside'
  | 'line.never-inside'
  | 'line.import'
  | 'line.collected'
  | 'line.collected-and-exported'
  | 'line.export'
  | 'line.same-country'
  | 'line.stock-abroad'
  | 'line.electronics'
  | 'line.intra-community'
  | 'line.number-of-dispatch-state'
  | 'line.oss'
  | 'line.own-number'
  | 'line.below-threshold'
  | 'line.unregistered'
  | 'line.small-business'
  | 'rate.found'
  | 'amount.vat-inside-price'
  | 'amount.vat-on-top'
  | 'amount.vat-taken-out'
  | 'amount.other-vat-in-price'
  | 'amount.no-vat'
  | 'discount.spread'
  | 'shipping.follows-goods'
  | 'credit.remainder'
  | 'cash.rounded'
  | 'uk.low-value'
  | 'import.low-value'
  | 'outside.shares-document'

/** One step of "why this VAT": amounts are cents, rates are basis points. */
export type TraceStep = {
  readonly rule: TraceRule
  /** The line that it is about; null for the whole document. */
  readonly line: string | null
  readonly params: Readonly<Record<string, string | number>>
}

/** What is decided about one line, before its amounts. */
export type Verdict = {
  readonly treatment: Treatment
  /** Whose VAT it is; null where none of the Union's is. */
  readonly taxCountry: string | null
  readonly category: VatCategory
  readonly rate: Rate
  /** The VAT that the listed price holds. */
  readonly contained: Rate
  /** The rate over a margin; only of margin goods. */
  readonly marginRate: Rate | null
  /** Whose VAT number of the seller belongs on the invoice. */
  readonly sellerVatCountry: string
  /** The boxes of VAT returns and listings that the line belongs in. */
  readonly boxes: readonly string[]
}

export type VatGroup = {
  readonly category: VatCategory
  readonly rate: Rate
  readonly base: Cents
  readonly vat: Cents
}

export type DecidedLine = Verdict & {
  readonly id: string
  /** Its part of the order discount. */
  readonly discountShare: Cents
  /** In the basis of the price list, after all discounts. */
  readonly amount: Cents
  readonly net: Cents
}

export type Decision = {
  readonly lines: readonly DecidedLine[]
  readonly shipping: readonly { category: VatCategory; rate: Rate; net: Cents }[]
  readonly vat: readonly VatGroup[]
  readonly totals: Totals
  readonly notes: readonly Note[]
  readonly vatex: readonly string[]
  readonly warnings: readonly Warning[]
  readonly sellerVatCountry: string
  readonly reporting: readonly ReturnEntry[]
  /** Never on the invoice. */
  readonly marginInternal: readonly Margin[]
  readonly trace: readonly TraceStep[]
}

export type Totals = {
  readonly net: Cents
  readonly vat: Cents
  readonly gross: Cents
  readonly prepaid: Cents
  readonly rounding: Cents
  readonly payable: Cents
}

/** What one box of a return or listing gets from this document. */
export type ReturnEntry = { readonly box: string; readonly base: Cents; readonly vat: Cents }

export type Margin = {
  readonly id: string
  readonly margin: Cents
  readonly vatInMargin: Cents
  readonly taxableMargin: Cents
}
