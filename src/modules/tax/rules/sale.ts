/** What is sold, by whom, to whom and from where: all that decides the VAT of one document. */
import type { Day } from '../../../base/day.ts'
import type { Cents, Milli, Price, Rate } from '../../../base/money.ts'
import type { VatGroup, Verdict } from './decision.ts'

/** Amounts are in euro, as the limits of the law are. Countries are ISO codes: Greece is GR, though its numbers begin with EL. */
export type Sale = {
  /** The day of supply. A credit note repeats the day of its invoice, so that the same rates hold. */
  readonly day: Day
  readonly seller: Seller
  readonly channel: ChannelPolicy
  readonly customer: Customer
  readonly fulfilment: Fulfilment
  readonly lines: readonly SaleLine[]
  /** In the basis of the price list, as are shipping and the discounts of lines. */
  readonly orderDiscount?: Cents
  readonly shipping?: Cents
  /** What was paid before, vouchers that can be used for anything included. */
  readonly prepaid?: readonly Cents[]
  /** Cash is rounded to this step: 5. */
  readonly cashStep?: Cents
  /** Millionths of a pound for one euro, for the British limit. */
  readonly microPoundsPerEuro?: number
  /** A credit note that closes its invoice takes what is left of each rate, so that nothing remains. */
  readonly remainderOf?: Invoiced
}

export type Seller = {
  readonly country: string
  readonly vatNumbers: readonly SellerNumber[]
  /** Registered at home for the Union scheme, the one-stop shop. */
  readonly hasOss: boolean
  /** Registered for the import scheme (IOSS), for small consignments from outside the Union. */
  readonly hasIoss?: boolean
  /** Under the small business scheme of the home country. */
  readonly isSmallBusiness: boolean
  /** The one member state of establishment; null when there are more. */
  readonly onlyEstablishedIn: string | null
  /** Net sales to consumers in other member states, in euro, before this order. */
  readonly crossBorderThisYear: Cents
  readonly crossBorderLastYear: Cents
}

type SellerNumber = { readonly country: string; readonly isValid: boolean }

export type ChannelPolicy = {
  readonly pricesIncludeVat: boolean
  /** The country whose VAT the prices hold; the seller's unless said. */
  readonly priceCountry?: string
  /** Does a foreign consumer pay the same price, or the same price without VAT plus the VAT over there? */
  readonly crossBorderPricing: 'same-gross' | 'same-net'
  readonly reverseCharge: boolean
  readonly usesLocalNumbers: boolean
  /** What to do with a number that cannot be checked now; who holds the invoice computes with VAT meanwhile. */
  readonly whenUnverified: 'charge-vat' | 'accept-last-valid' | 'hold-invoice'
  readonly lastValidMaxDays: number
}

export type Customer = {
  readonly kind: 'consumer' | 'business'
  readonly vatNumber?: CustomerNumber
  /** The country outside the Union in which it was proven to be a business (art. 18(3) of Regulation 282/2011). */
  readonly provenIn?: string
}

type CustomerNumber = {
  /** With the letters of its country, as people write it. */
  readonly number: string
  readonly status: 'valid' | 'invalid' | 'unverified'
  readonly lastValidDay?: Day
}

export type Address = { readonly country: string; readonly postcode?: string | null }

export type Fulfilment = {
  readonly method: 'delivery' | 'pickup'
  /** The country in which the goods lie, or in which the work is done. */
  readonly from: string
  /** Only the delivery address decides the place, never the billing address. */
  readonly to: Address
  /** The buyer proved that collected goods left the country. */
  readonly isTransportProven?: boolean
}

export type SaleLine = {
  readonly id: string
  readonly category: string
  readonly unitPrice: Price
  readonly quantity: Milli
  readonly discount?: { readonly percent: Rate } | { readonly amount: Cents }
  /** A second-hand piece under the margin scheme, with what it cost. */
  readonly margin?: { readonly purchasePrice: Price }
  /** A credited line keeps what its invoice decided: a part must not fall below a limit that the whole passed. */
  readonly asInvoiced?: Verdict
}

export type Invoiced = {
  readonly vat: readonly VatGroup[]
  readonly credited: readonly (readonly VatGroup[])[]
}
