/** What every connection to an outside system is made of, whatever it is for. */
import type { Words } from '../base/words.ts'

/** How an outbound call ended. Unknown is never retried before it was looked up under our own key. */
export type Outcome<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | {
      readonly kind: 'refused'
      readonly code: string
      readonly text: string
      readonly field?: string
      /** The same in both languages, where the connector or the other side has them. */
      readonly words?: Words
    }
  | { readonly kind: 'unknown'; readonly text: string }

/** How a call failed, as the connector understands it; http statuses alone do not tell. */
export type FaultKind =
  /** Credentials are wrong or lack a right: stop the connection and tell a person. */
  | 'auth'
  /** Too fast: wait until `retryAfterSeconds`. */
  | 'pace'
  /** May pass by itself: try again with backoff. */
  | 'transient'
  /** The system is down or in maintenance. */
  | 'outage'
  /** The settings cannot work. */
  | 'config'
  /** What we asked for is gone. */
  | 'gone'
  /** The answer is not what the system should send. */
  | 'unreadable'

export class ConnectorFault extends Error {
  readonly kind: FaultKind
  readonly retryAfterSeconds: number | undefined

  constructor(kind: FaultKind, text: string, retryAfterSeconds?: number) {
    super(text)
    this.name = 'ConnectorFault'
    this.kind = kind
    this.retryAfterSeconds = retryAfterSeconds
  }
}

export type HttpRequest = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly timeoutSeconds?: number
}

/** The answer's body as bytes, so that signatures and decimals can be read from the source text. */
export type HttpAnswer = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly bytes: Uint8Array
}

const longestWaitSeconds = 3600

/**
 * The seconds that an answer asks us to wait, said as a number or as a moment of its own clock (RFC 9110, 10.2.3);
 * an hour at the most, for a date that was mistyped would stop a connection for years.
 */
export function waitOf({ headers }: HttpAnswer): number | undefined {
  const said = headers['retry-after'] ?? ''
  const seconds = /^\d+$/.test(said)
    ? Number(said)
    : Math.ceil((Date.parse(said) - Date.parse(headers['date'] ?? '')) / 1000)
  return seconds > 0 ? Math.min(seconds, longestWaitSeconds) : undefined
}

/** All that a connector may touch: the platform paces, times out, caps, logs and masks every request. */
export type ConnectorContext<S> = {
  /** The settings that the connector declared, secrets opened. */
  readonly settings: S
  readonly now: () => Date
  /** Throws a transient ConnectorFault when no answer came; every status that did come is returned. */
  readonly http: (request: HttpRequest) => Promise<HttpAnswer>
  /** One line in the basic log; never a payload. */
  readonly note: (text: string) => void
}

/** A setting of a connection, drawn and checked by the platform; secrets are sealed and never read back. */
export type Setting = {
  readonly name: string
  readonly words: Words
  readonly help?: Words
  readonly kind: 'text' | 'url' | 'secret' | 'choice' | 'yes-no' | 'number'
  readonly choices?: Readonly<Record<string, Words>>
  readonly isRequired?: boolean
  readonly initial?: string
}

/** What a test of the coupling found; `checks` are shown as traffic lights. */
export type Health = {
  readonly isHealthy: boolean
  readonly account: string
  readonly checks: readonly { readonly words: Words; readonly isGood: boolean; readonly detail: string }[]
}

export type ConnectorKind = 'shop' | 'carrier' | 'vat-check' | 'payments' | 'erp' | 'e-invoice'

/** Pace limits that the platform keeps for one connection. */
export type Limits = {
  readonly perSecond: number
  readonly parallel: number
}

/** What every connector says of itself. */
export type ConnectorCard = {
  readonly name: string
  readonly title: string
  readonly words: Words
  readonly settings: readonly Setting[]
  readonly limits: Limits
}
