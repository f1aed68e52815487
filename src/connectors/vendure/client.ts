/** Vendure's Admin API as it is spoken: signing in, sessions that end, and errors that hide in status 200. */
import type { z } from 'zod'
import {
  ConnectorFault,
  waitOf,
  type ConnectorContext,
  type FaultKind,
  type HttpAnswer,
} from '../../contracts/connector.ts'
import { loginDocument, SignedIn } from './wire.ts'

export type VendureSettings = {
  /** Of the Admin API, such as https://shop.example/admin-api. */
  readonly address: string
  readonly username?: string
  readonly password?: string
  readonly apiKey?: string
  readonly channelToken?: string
  readonly stockLocation?: string
  /** Codes of shipping methods, with commas in between. */
  readonly pickupMethods?: string
  readonly serviceFacet?: string
}

type GraphqlError = {
  readonly message: string
  readonly code: string
  readonly path: readonly (string | number)[]
}

/** What came back: with errors, `data` may still hold the parts that went well. */
type Reply = { readonly data: unknown; readonly errors: readonly GraphqlError[] }

export type VendureClient = {
  /** Sends a document; throws for all that is not a GraphQL answer, and for a session that cannot be renewed. */
  ask(document: string, variables: Record<string, unknown>): Promise<Reply>
  /** The same, and throws for any error in the answer. */
  read<T>(shape: z.ZodType<T>, document: string, variables: Record<string, unknown>): Promise<T>
}

/** A GraphQL error as a fault, its code kept: what is refused and what is gone is told by it. */
export class VendureFault extends ConnectorFault {
  readonly code: string

  constructor(kind: FaultKind, error: GraphqlError) {
    super(kind, `Vendure: ${error.message}`)
    this.code = error.code
  }
}

/** One conversation: it signs in when first needed, and once more when the session turns out to have ended. */
export function openClient(context: ConnectorContext<VendureSettings>): VendureClient {
  const { settings } = context
  let session: Promise<string> | null = null

  async function send(document: string, variables: Record<string, unknown>, bearer: string | null) {
    const answer = await context.http({
      method: 'POST',
      url: settings.address,
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        ...(settings.channelToken ? { 'vendure-token': settings.channelToken } : {}),
        ...(settings.apiKey ? { 'vendure-api-key': settings.apiKey } : {}),
        ...(bearer ? { authorization: `Bearer ${bearer}` } : {}),
      },
      body: JSON.stringify({ query: document, variables }),
    })
    return { answer, reply: replyOf(answer) }
  }

  async function signIn(): Promise<string> {
    const { username = '', password = '' } = settings
    const { answer, reply } = await send(loginDocument, { username, password }, null)
    const { login } = readShape(SignedIn, dataOf(reply))
    if (login.errorCode) throw new ConnectorFault('auth', `Vendure: ${login.message ?? login.errorCode}`)
    const given = answer.headers['vendure-auth-token']
    if (!given)
      throw new ConnectorFault(
        'config',
        'Vendure signs us in by cookie only: add "bearer" to its tokenMethod',
      )
    return given
  }

  /** Null with an API key, which needs no session. A failed sign-in is not kept: the next request tries afresh. */
  function token(): Promise<string | null> {
    if (settings.apiKey) return Promise.resolve(null)
    return (session ??= signIn().catch((error: unknown) => {
      session = null
      throw error
    }))
  }

  async function ask(document: string, variables: Record<string, unknown>): Promise<Reply> {
    const used = token()
    const { reply } = await send(document, variables, await used)
    if (!isForbidden(reply)) return reply
    if (settings.apiKey) throw faultOf(reply.errors)
    // A session that ended says FORBIDDEN, like a missing right: one fresh session tells them apart. A
    // forbidden document did nothing, so that sending it again is safe.
    context.note('Vendure closed the session; signing in again')
    if (session === used) session = null
    const again = await send(document, variables, await token())
    if (isForbidden(again.reply)) throw faultOf(again.reply.errors)
    return again.reply
  }

  return {
    ask,
    read: async (shape, document, variables) => readShape(shape, dataOf(await ask(document, variables))),
  }
}

/** The value as `shape` wants it; Vendure with another schema than ours is told apart from a fault of the moment. */
export function readShape<T>(shape: z.ZodType<T>, value: unknown): T {
  const found = shape.safeParse(value)
  if (found.success) return found.data
  throw new ConnectorFault('unreadable', `Vendure's answer is not as expected: ${issueOf(found.error)}`)
}

function issueOf(error: z.ZodError): string {
  const [first] = error.issues
  return first ? `${first.path.join('.')}: ${first.message}` : 'unknown'
}

const forbiddenCodes = new Set(['FORBIDDEN', 'UNAUTHORIZED', 'UNAUTHENTICATED'])
const isForbidden = (reply: Reply) => reply.errors.some((error) => forbiddenCodes.has(error.code))

function dataOf(reply: Reply): unknown {
  if (reply.errors.length > 0) throw faultOf(reply.errors)
  return reply.data
}

const kindOfCode: Readonly<Record<string, FaultKind>> = {
  FORBIDDEN: 'auth',
  UNAUTHORIZED: 'auth',
  UNAUTHENTICATED: 'auth',
  CHANNEL_NOT_FOUND: 'config',
  ENTITY_NOT_FOUND: 'gone',
  INTERNAL_SERVER_ERROR: 'transient',
  GRAPHQL_VALIDATION_FAILED: 'config',
}

export function faultOf(errors: readonly GraphqlError[]): VendureFault {
  const first = errors[0] ?? { message: 'no data and no error', code: '', path: [] }
  return new VendureFault(kindOfCode[first.code] ?? 'unreadable', first)
}

function replyOf(answer: HttpAnswer): Reply {
  const { status } = answer
  if (status === 429) throw new ConnectorFault('pace', 'Vendure asks us to slow down', waitOf(answer))
  if (status === 401 || status === 403)
    throw new ConnectorFault('auth', `the shop's server answers ${status}`)
  if (status >= 300 && status < 400)
    throw new ConnectorFault(
      'config',
      `the address leads on to ${answer.headers['location'] ?? 'another one'}`,
    )
  if (status === 404 || status === 405)
    throw new ConnectorFault('config', `there is no Admin API at this address (${status})`)
  const body = readJson(new TextDecoder().decode(answer.bytes))
  if (
    body === undefined ||
    typeof body !== 'object' ||
    body === null ||
    !('data' in body || 'errors' in body)
  )
    throw status >= 500
      ? new ConnectorFault('outage', `the shop's server answers ${status}`, waitOf(answer))
      : new ConnectorFault('unreadable', 'the address answers with something else than GraphQL')
  const { data, errors } = body as { data?: unknown; errors?: unknown }
  return { data: data ?? null, errors: Array.isArray(errors) ? errors.map(errorOf) : [] }
}

function errorOf(raw: { message?: unknown; path?: unknown; extensions?: { code?: unknown } }): GraphqlError {
  return {
    message: String(raw.message ?? ''),
    // An error that Vendure did not foresee, such as one of its database, may come without a code.
    code: String(raw.extensions?.code ?? 'INTERNAL_SERVER_ERROR'),
    path: Array.isArray(raw.path) ? raw.path : [],
  }
}

/** JSON with fractions left as their source text, so that a rate never passes a float; undefined for no JSON. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text, (_key, value: unknown, context?: { source?: string }) =>
      typeof value === 'number' && !Number.isSafeInteger(value) ? (context?.source ?? String(value)) : value,
    )
  } catch {
    return undefined
  }
}
