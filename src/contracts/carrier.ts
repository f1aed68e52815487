/** What we ask of a carrier. */
import type { Cents } from '../base/money.ts'
import type { ConnectorCard, ConnectorContext, Health, Outcome } from './connector.ts'

export type ParcelAddress = {
  readonly name: string
  readonly company: string | null
  readonly street: string
  readonly houseNumber: string
  readonly houseNumberSuffix: string | null
  readonly postcode: string
  readonly city: string
  readonly country: string
  readonly email: string | null
  readonly phone: string | null
}

export type Parcel = {
  readonly to: ParcelAddress
  readonly kind: 'package' | 'mailbox' | 'letter'
  readonly weightGrams: number
  /** Shown on the sticker, such as the order number. */
  readonly description: string
  readonly needsSignature: boolean
  readonly insured: Cents
}

export type Label = {
  readonly externalId: string
  readonly trackingCode: string
  readonly trackingUrl: string
  /** The sticker as the carrier made it, one page. */
  readonly pdf: Uint8Array
}

/** How far a parcel has come; the platform lets it only go forward. */
export type ParcelState = 'registered' | 'handed-over' | 'in-transit' | 'delivered' | 'exception' | 'returned'

export type Carrier = {
  test(): Promise<Health>
  /** Asking twice with one `key` gives the same label, and is paid for once. */
  label(parcel: Parcel, key: string): Promise<Outcome<Label>>
  /** The label made under `key`, if there is one: what to ask after an unknown outcome. */
  find(key: string): Promise<Label | null>
  /** Takes a label back that was not handed over yet. */
  voidLabel(externalId: string, key: string): Promise<Outcome<null>>
  /**
   * Tells the carrier which parcels to collect; null for a carrier that needs no list. A refusal because of one parcel
   * names it by its `externalId` in `field`: the list is sent again without it.
   */
  manifest(externalIds: readonly string[], key: string): Promise<Outcome<{ externalId: string } | null>>
  /** Asked for every parcel until it arrives, at most ninety days after it left. */
  states(
    externalIds: readonly string[],
  ): Promise<readonly { readonly externalId: string; readonly state: ParcelState; readonly at: Date }[]>
}

export type CarrierConnector<S = Readonly<Record<string, string>>> = ConnectorCard & {
  readonly kind: 'carrier'
  open(context: ConnectorContext<S>): Carrier
}
