/** A no that the user can act on: a code, the figures for its words, and the field it is about. */

export type RefusalCode = `${string}.${string}`

export class Refusal extends Error {
  readonly code: RefusalCode
  readonly params: Record<string, unknown>
  /** The input field that must change, as a dotted path, when there is one. */
  readonly field: string | undefined

  constructor(code: RefusalCode, params: Record<string, unknown> = {}, field?: string) {
    super(code)
    this.name = 'Refusal'
    this.code = code
    this.params = params
    this.field = field
  }

  /** RFC 9110 status: 404 for `*.not-found`, 403 for `*.not-allowed`, 401 for `session.*`, 422 for `input.*`, 503 for `*.full`, 412 for `*.changed`, else 409. */
  get status(): number {
    if (this.field !== undefined || this.code.startsWith('input.')) return 422
    if (this.code.endsWith('.too-many')) return 429
    if (this.code.endsWith('.full')) return 503
    if (this.code.endsWith('.not-found')) return 404
    if (this.code.endsWith('.not-allowed')) return 403
    if (this.code.startsWith('session.')) return 401
    if (this.code.endsWith('.changed')) return 412
    return 409
  }
}

/** A no that is kept: what was written before it stands, such as the count of wrong passwords. */
export class KeptRefusal extends Refusal {}

/** Says no, and keeps what this transaction wrote and told so far. */
export function refuseAndKeep(code: RefusalCode, params?: Record<string, unknown>): never {
  throw new KeptRefusal(code, params)
}

/** Says no; the words of the code stand in the module's `schema.ts`. */
export function refuse(code: RefusalCode, params?: Record<string, unknown>): never {
  throw new Refusal(code, params)
}

/** Says no to one field of the input. */
export function refuseField(field: string, code: RefusalCode, params?: Record<string, unknown>): never {
  throw new Refusal(code, params, field)
}
