/** What we ask of a webshop. */
import type { Day } from '../base/day.ts'
import type { Cents, Milli, Price, Rate } from '../base/money.ts'
import { words, type Words } from '../base/words.ts'
import type { ConnectorCard, ConnectorContext, Health, Outcome } from './connector.ts'

export type ShopAddress = {
  readonly name: string
  readonly company: string | null
  readonly street: string
  readonly houseNumber: string
  readonly houseNumberSuffix: string | null
  readonly postcode: string
  readonly city: string
  /** ISO 3166-1 alpha-2. */
  readonly country: string
  readonly region: string | null
  readonly phone: string | null
}

/** A line as the shop charged it. Amounts hold VAT or not as `pricesIncludeVat` of the order says; both nets are given. */
export type ShopLine = {
  readonly externalId: string
  readonly sku: string
  readonly name: string
  /** What is bought: goods that leave the house, or work, insurance and the like. */
  readonly kind: 'goods' | 'service'
  readonly quantity: Milli
  readonly cancelledQuantity: Milli
  readonly shippedQuantity: Milli
  readonly unitPrice: Price
  readonly vatRate: Rate
  /** After line and order discounts, as charged. */
  readonly net: Cents
  readonly vat: Cents
  readonly gross: Cents
  /** Chosen options, bundle contents and the like, for people. */
  readonly note: string | null
  /** The line of the set that this one is a part of: a set may be charged on its own line and leaves the house in parts. */
  readonly partOf?: string
}

export type ShopPayment = {
  readonly externalId: string
  readonly method: string
  readonly methodTitle: string
  /** Money that has come in, refunds not subtracted. */
  readonly captured: Cents
  readonly refunded: Cents
  readonly state: 'pending' | 'authorized' | 'captured' | 'failed' | 'cancelled'
}

export type ShopOrder = {
  /** The key for reading and writing. */
  readonly externalId: string
  /** The number that the customer sees. */
  readonly number: string
  readonly placedAt: Date
  readonly state: 'open' | 'on-hold' | 'shipped' | 'closed' | 'cancelled'
  readonly currency: string
  readonly customer: {
    readonly email: string
    readonly name: string
    readonly company: string | null
    readonly vatNumber: string | null
    readonly phone: string | null
    readonly isGuest: boolean
    /** Two letters. */
    readonly language: string | null
  }
  readonly billing: ShopAddress
  readonly shipping: ShopAddress | null
  readonly delivery: 'ship' | 'pickup'
  readonly shippingMethod: string
  readonly pricesIncludeVat: boolean
  /**
   * Of what the amounts of lines and total are when some of it was cancelled: of all that was ordered, the usual, or of
   * what is left. Left out, of all that was ordered.
   */
  readonly amountsOf?: 'ordered' | 'left'
  readonly lines: readonly ShopLine[]
  readonly shippingCost: {
    readonly net: Cents
    readonly vat: Cents
    readonly gross: Cents
    readonly vatRate: Rate
  }
  /** Costs beside goods and shipping, such as cash on delivery. */
  readonly surcharges: readonly {
    /** Empty where the shop does not say what it is for. */
    readonly name: string
    readonly net: Cents
    readonly vat: Cents
    readonly gross: Cents
    readonly vatRate: Rate
  }[]
  readonly discount: Cents
  readonly total: { readonly net: Cents; readonly vat: Cents; readonly gross: Cents }
  readonly payments: readonly ShopPayment[]
  readonly wishedDay: Day | null
  readonly reference: string | null
  readonly note: string | null
  /** Where the visit came from: source, medium, campaign. */
  readonly referrer: string | null
  /** The order that this one replaces after an edit in the shop. */
  readonly replaces: string | null
}

/** One order read, in the form that every shop's orders have here; one that cannot be read says why. */
export type ShopItem =
  | { readonly externalId: string; readonly order: ShopOrder }
  | { readonly externalId: string; readonly unreadable: Words }

/** Thrown while an order is read that makes no sense: why, for the merchant to read. */
export class Misread extends Error {
  readonly why: Words

  constructor(why: Words) {
    super(why.en)
    this.name = 'Misread'
    this.why = why
  }
}

/** What the shop itself, or a fault of ours, said: it is in one language only. */
export const inItsWords = (said: string): Words => words(said, said)

export const whyMisread = (fault: unknown): Words =>
  fault instanceof Misread ? fault.why : inItsWords(fault instanceof Error ? fault.message : String(fault))

export type ShopPage = {
  readonly items: readonly ShopItem[]
  /** Opaque, owned by the connector; holds an overlap with what was read before. */
  readonly cursor: string
  readonly hasMore: boolean
}

export type ShopShipment = {
  readonly orderExternalId: string
  readonly lines: readonly { readonly externalId: string; readonly quantity: Milli }[]
  readonly trackingCode: string | null
  readonly carrier: string
  readonly carrierTitle: string
  readonly trackingUrl: string | null
  /** When the shipment leaves in several parcels: the codes of those after the first. */
  readonly furtherParcels?: readonly {
    readonly trackingCode: string | null
    readonly trackingUrl: string | null
  }[]
  /** The shop mails the customer itself. */
  readonly notifyCustomer: boolean
}

export type ShopProduct = {
  readonly externalId: string
  readonly sku: string
  readonly name: string
  readonly price: Price
  readonly barcode: string | null
  readonly isActive: boolean
  readonly imageUrl: string | null
}

export type Shop = {
  test(): Promise<Health>
  /** Orders changed since the cursor; null reads from `since` on. Never more than `limit`. Asking twice gives the same. */
  ordersSince(cursor: string | null, since: Date, limit: number): Promise<ShopPage>
  /** Orders by id, for the sweep of open ones; a missing one is gone. */
  ordersById(externalIds: readonly string[]): Promise<readonly ShopItem[]>
  /** Tells that goods left. Told twice with one `key`, the shop ships once. */
  ship(shipment: ShopShipment, key: string): Promise<Outcome<{ externalId: string }>>
  cancel(orderExternalId: string, key: string): Promise<Outcome<{ externalId: string }>>
  products(
    cursor: string | null,
    limit: number,
  ): Promise<{ items: readonly ShopProduct[]; cursor: string; hasMore: boolean }>
  /** Sets what can be sold, by sku, in whole pieces; answers per sku: `unknown-sku` for what the shop does not have. */
  setStock(
    levels: readonly { readonly sku: string; readonly available: number }[],
  ): Promise<readonly { readonly sku: string; readonly outcome: Outcome<null> }[]>
}

export type ShopConnector<S = Readonly<Record<string, string>>> = ConnectorCard & {
  readonly kind: 'shop'
  open(context: ConnectorContext<S>): Shop
}
