/** A use case with an address, a right, an input check and a function; it stays an ordinary function to call. */
import type { z } from 'zod'
import type { Ctx } from './context.ts'

type Input<I> = I extends { _zod: { output: infer T } } ? T : never
type Given<I> = I extends { _zod: { input: infer T } } ? T : never

export type Address = `${'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'} /${string}`

export type ActionDefinition<H extends Address, I, O> = {
  /** `METHOD /path/:name`; names in the path are fields of the input. */
  readonly http: H
  /** The right asked for at the entry; 'signed-in' for everybody with a session, 'public' for nobody in particular. */
  readonly right: string
  readonly input: I
  /** The password must have been given within ten minutes (S4-42). */
  readonly stepUp?: boolean
  /** Input or answer hold a secret: neither the answer nor a hash of the input is kept for a repeated request. */
  readonly shownOnce?: boolean
  /** Carries off much at once: somebody may do so five times an hour. It tells an event `….exported`. */
  readonly isExport?: boolean
  /** How many items a list in the input may hold, when more than a thousand is to be asked in one go. */
  readonly mostItems?: number
  /**
   * Of a public address that many may knock on at once: those of one key are answered together, by one transaction that
   * begins after they all have asked. Neither the answer nor what is done may follow from anything but the key.
   */
  readonly sharedBy?: (input: Input<I>) => string
  /** One sentence for the API's document. */
  readonly says?: string
  run(ctx: Ctx, input: Input<I>): Promise<O>
}

export type Action<H extends Address = Address, I = z.ZodType, O = unknown> = {
  (ctx: Ctx, input: Input<I>): Promise<O>
  readonly http: H
  readonly right: string
  readonly input: I
  readonly stepUp: boolean
  readonly shownOnce: boolean
  readonly isExport: boolean
  readonly mostItems: number
  readonly sharedBy: ((input: Input<I>) => string) | undefined
  readonly says: string | undefined
  /** Types only: what the caller sends and what comes back. */
  readonly types?: { given: Given<I>; answer: O extends SessionAnswer<infer B> ? B : O }
}

export function action<const H extends Address, I, O>(
  definition: ActionDefinition<H, I, O>,
): Action<H, I, O> {
  const call = (ctx: Ctx, input: Input<I>) => definition.run(ctx, input)
  return Object.assign(call, {
    http: definition.http,
    right: definition.right,
    input: definition.input,
    stepUp: definition.stepUp ?? false,
    shownOnce: definition.shownOnce ?? false,
    isExport: definition.isExport ?? false,
    mostItems: definition.mostItems ?? 1000,
    sharedBy: definition.sharedBy,
    says: definition.says,
  })
}

export const isAction = (value: unknown): value is Action => typeof value === 'function' && 'http' in value

/** A piece of a long file, and where the next one begins; each is looked up in a transaction of its own. */
export type Piece = { readonly text: string; readonly next: string | null }
export type Pieces = (ctx: Ctx, after: string | null) => Promise<Piece>

/** Made while it is sent, so that no transaction waits for a press or a disk. */
export async function* afterwards(make: () => Promise<Uint8Array>): AsyncIterable<Uint8Array> {
  yield await make()
}

/** An answer that is a file rather than JSON. */
export class FileAnswer {
  readonly bytes: Uint8Array | AsyncIterable<Uint8Array | string> | Pieces
  readonly type: string
  readonly name: string
  /** Shown in the browser instead of saved. */
  readonly isInline: boolean

  constructor(
    bytes: Uint8Array | AsyncIterable<Uint8Array | string> | Pieces,
    type: string,
    name: string,
    isInline = false,
  ) {
    this.bytes = bytes
    this.type = type
    this.name = name
    this.isInline = isInline
  }
}

/** An answer that also gives or takes the session's cookie; the secret never stands in the body. */
export class SessionAnswer<B> {
  readonly secret: string | null
  readonly expiresAt: Date | null
  readonly body: B

  constructor(secret: string | null, expiresAt: Date | null, body: B) {
    this.secret = secret
    this.expiresAt = expiresAt
    this.body = body
  }

  /** Written out anywhere, such as with the answers kept for a repeated request, the secret stays behind. */
  toJSON(): B {
    return this.body
  }
}
