/** What we ask of a provider that brings electronic invoices onto the Peppol network. */
import type { ConnectorCard, ConnectorContext, Health, Outcome } from './connector.ts'

/** An address on the network: the scheme is of the code list EAS, such as 0106 for a Dutch Chamber of Commerce number. */
export type Participant = { readonly scheme: string; readonly id: string }

export type EDocumentKind = 'invoice' | 'credit-note'

export type EDocument = {
  readonly kind: EDocumentKind
  readonly number: string
  readonly from: Participant
  readonly to: Participant
  /** The UBL as it is kept, sent on without a change. */
  readonly xml: string
}

export type EDelivery = {
  readonly externalId: string
  /** Delivered means that the receiver's side took it; a reason is given where it failed. */
  readonly state: 'under-way' | 'delivered' | 'failed'
  readonly reason: string | null
  readonly at: Date
}

export type EInvoicing = {
  test(): Promise<Health>
  /** The kinds of document that a participant receives; null when it is not on the network. */
  lookup(participant: Participant): Promise<readonly EDocumentKind[] | null>
  /** Sent twice with one `key`, a document goes out once. */
  send(document: EDocument, key: string): Promise<Outcome<EDelivery>>
  /** What became of the document sent under `key`: what to ask after an unknown outcome. */
  find(key: string): Promise<EDelivery | null>
  /** How far documents are; a state that nobody knows is left out. */
  deliveries(externalIds: readonly string[]): Promise<readonly EDelivery[]>
}

export type EInvoicingConnector<S = Readonly<Record<string, string>>> = ConnectorCard & {
  readonly kind: 'e-invoice'
  open(context: ConnectorContext<S>): EInvoicing
}
