/** A sale as a person enters it, with the figures that follow from it: what an order by hand and a quote are made of. */
import type { Day } from '../../../base/day.ts'
import type { Cents, Milli, Price, Rate } from '../../../base/money.ts'
import type { AddressSnapshot, Order } from '../schema.ts'

/** One line as it was typed, and what it comes to. */
export type HandLine = {
  /** Null for a free line. */
  readonly product: string | null
  readonly sku: string
  readonly name: string
  readonly kind: string
  readonly quantity: Milli
  /** With VAT when the sale's prices are. */
  readonly unitPrice: Price
  /** What a second-hand piece cost; null for everything that is not under the margin scheme. Never for the customer. */
  readonly costPrice: Price | null
  readonly discount: Rate
  /** The name of the price rule that gave the discount. Never for the customer; sales from before there were any have none. */
  readonly priceRule?: string | null
  readonly category: string
  readonly note: string | null
  readonly vatRate: Rate
  readonly net: Cents
  readonly vat: Cents
  readonly gross: Cents
}

/** As who may not see what goods cost sees it. */
export const withoutCosts = (sale: HandSale): HandSale => ({
  ...sale,
  lines: sale.lines.map((line) => ({ ...line, costPrice: null })),
})

/** Delivery costs of one VAT rate: goods of two rates share them. */
export type HandCosts = {
  readonly net: Cents
  readonly vat: Cents
  readonly gross: Cents
  readonly vatRate: Rate
}

export type HandVat = {
  readonly category: string
  readonly rate: Rate
  readonly base: Cents
  readonly vat: Cents
}

/** Why there is no VAT, as the law wants it said. */
export type LegalNote = { readonly nl: string; readonly en: string; readonly de: string }

/** Everything of a sale by hand: who buys, what, how it goes there, and what it comes to. */
export type HandSale = Pick<
  Order,
  | 'channel'
  | 'business'
  | 'contact'
  | 'organisation'
  | 'customerName'
  | 'company'
  | 'email'
  | 'phone'
  | 'vatNumber'
  | 'language'
  | 'delivery'
  | 'shippingMethod'
  | 'paymentMethod'
  | 'currency'
  | 'pricesIncludeVat'
  | 'reference'
  | 'note'
> & {
  readonly billing: AddressSnapshot
  readonly shipping: AddressSnapshot | null
  readonly wishedDay: Day | null
  /** As typed, in the basis of the prices. */
  readonly shippingCosts: Cents
  readonly lines: readonly HandLine[]
  readonly costs: readonly HandCosts[]
  readonly vat: readonly HandVat[]
  readonly notes: readonly LegalNote[]
  readonly totals: { readonly net: Cents; readonly vat: Cents; readonly gross: Cents }
}
