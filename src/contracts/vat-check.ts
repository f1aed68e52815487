/** What we ask of a service that checks VAT numbers. */
import type { ConnectorCard, ConnectorContext, Health } from './connector.ts'

export type VatQuestion = {
  /** Member state as VIES spells it: EL for Greece, XI for Northern Ireland. */
  readonly country: string
  /** Without the country letters. */
  readonly number: string
  readonly requester: { readonly country: string; readonly number: string } | null
}

export type VatAnswer =
  | {
      readonly outcome: 'valid' | 'invalid'
      readonly name: string | null
      readonly address: string | null
      /** The proof of having asked; only given to a requester with a number. */
      readonly consultationNumber: string | null
      readonly askedAt: Date
      readonly raw: string
    }
  | {
      /** Busy or down is neither valid nor invalid: ask again later. */
      readonly outcome: 'unknown'
      readonly code: string
      /** Whose fault it is: ours means that the question must change before it is asked again. */
      readonly fault: 'ours' | 'theirs'
      readonly isBusy: boolean
      readonly askedAt: Date
      readonly raw: string
    }

export type VatCheck = {
  test(): Promise<Health>
  check(question: VatQuestion): Promise<VatAnswer>
}

export type VatCheckConnector<S = Readonly<Record<string, string>>> = ConnectorCard & {
  readonly kind: 'vat-check'
  open(context: ConnectorContext<S>): VatCheck
}
