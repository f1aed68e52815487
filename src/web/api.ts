/** The typed client: an address and what it asks in, its answer or a refusal in the reader's words out. */
import type { Calls } from './calls.ts'
import { noteReadOnly } from './read-only.ts'

export type Given<A extends keyof Calls> = Calls[A]['given']
export type Answer<A extends keyof Calls> = Calls[A]['answer']

/** A no from the server; the sentences arrive in the reader's language and are shown as they are. */
export class ApiRefusal extends Error {
  readonly status: number
  readonly code: string
  readonly title: string
  /** The field it is about, as a dotted path. */
  readonly field: string | null
  /** One sentence per field that must change. */
  readonly errors: readonly { field: string; detail: string }[]
  /** What to quote when asking for help about a fault. */
  readonly reference: string | null

  constructor(status: number, problem: Problem) {
    super(problem.detail ?? problem.title ?? `HTTP ${status}`)
    this.name = 'ApiRefusal'
    this.status = status
    this.code = problem.code ?? ''
    this.title = problem.title ?? ''
    this.field = problem.field ?? null
    this.errors = problem.errors ?? []
    this.reference = problem.reference ?? null
  }
}

/** The server could not be reached at all, or something before it answered. */
export class Unreachable extends Error {
  constructor(cause: unknown) {
    super('unreachable', { cause })
    this.name = 'Unreachable'
  }
}

type Problem = {
  title?: string
  code?: string
  detail?: string
  field?: string
  errors?: { field: string; detail: string }[]
  reference?: string
}

export type Calling = {
  signal?: AbortSignal
  /** The language of refusals; the server takes the user's own when signed in. */
  lang?: string
}

/** What the shell does when the session ended, or when the password must be given again. */
type Gatekeeper = { signedOut(): void; prove(): Promise<boolean> }
let gatekeeper: Gatekeeper | null = null
export const guardWith = (keeper: Gatekeeper | null): void => void (gatekeeper = keeper)

/** Calls an action by its address. Throws ApiRefusal or Unreachable. */
export async function call<A extends keyof Calls & string>(
  address: A,
  given: Given<A>,
  calling: Calling = {},
): Promise<Answer<A>> {
  const request = requestOf(address, given as Record<string, unknown>, calling)
  const response = await sent(request)
  noteReadOnly(response)
  if (response.ok) return (await answerOf(response)) as Answer<A>
  const refusal = new ApiRefusal(response.status, await problemOf(response))
  if (refusal.code === 'session.missing') gatekeeper?.signedOut()
  if (refusal.code === 'session.proof-needed' && (await gatekeeper?.prove()))
    return call(address, given, calling)
  throw refusal
}

/** The address of a file that the browser itself opens or saves. */
export function fileUrl<A extends keyof Calls & `GET ${string}`>(address: A, given: Given<A>): string {
  return requestOf(address, given as Record<string, unknown>, {}).url
}

type Ready = { url: string; isChange: boolean; init: RequestInit }

function requestOf(address: string, given: Record<string, unknown>, calling: Calling): Ready {
  const [method = 'GET', path = '/'] = address.split(' ')
  const rest = { ...given }
  const filled = path.replace(/:([A-Za-z]+)/g, (_, name: string) => {
    const value = rest[name]
    delete rest[name]
    return encodeURIComponent(String(value))
  })
  const isChange = method !== 'GET'
  const headers: Record<string, string> = { accept: 'application/json' }
  if (calling.lang) headers['accept-language'] = calling.lang
  const isUpload = isChange && Object.values(rest).some((value) => value instanceof File)
  if (isChange) headers['idempotency-key'] = newKey()
  if (isChange && !isUpload) headers['content-type'] = 'application/json'
  const query = isChange ? '' : queryOf(rest)
  return {
    url: `/api${filled}${query && `?${query}`}`,
    isChange,
    init: {
      method,
      headers,
      credentials: 'same-origin',
      ...(isChange ? { body: isUpload ? partsOf(rest) : JSON.stringify(rest) } : {}),
      ...(calling.signal ? { signal: calling.signal } : {}),
    },
  }
}

function queryOf(given: Record<string, unknown>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined || value === null || value === '') continue
    for (const one of Array.isArray(value) ? value : [value]) query.append(name, String(one))
  }
  return query.toString()
}

function partsOf(given: Record<string, unknown>): FormData {
  const parts = new FormData()
  for (const [name, value] of Object.entries(given)) {
    if (value !== undefined && value !== null)
      parts.append(name, value instanceof File ? value : String(value))
  }
  return parts
}

/** randomUUID is missing on plain http in a warehouse's own network; this is the same thing everywhere. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

const restMs = [400, 1500]

/** A change is sent again after a lost answer: the key makes the second time harmless. Reads are repeated by the cache. */
async function sent(request: Ready): Promise<Response> {
  for (let round = 0; ; round++) {
    const mayRepeat = request.isChange && round < restMs.length
    try {
      const response = await fetch(request.url, request.init)
      // A full disk is no passing trouble: the server says so in a sentence of its own.
      if (![502, 503, 504].includes(response.status) || response.headers.has('pakhuis-read-only'))
        return response
      if (!mayRepeat) throw new Unreachable(response.status)
    } catch (fault) {
      if (request.init.signal?.aborted || fault instanceof Unreachable) throw fault
      if (!mayRepeat) throw new Unreachable(fault)
    }
    await new Promise((resolve) => setTimeout(resolve, restMs[round]))
  }
}

async function answerOf(response: Response): Promise<unknown> {
  if (response.status === 204) return null
  const type = response.headers.get('content-type') ?? ''
  return type.includes('json') ? response.json() : response.blob()
}

async function problemOf(response: Response): Promise<Problem> {
  const type = response.headers.get('content-type') ?? ''
  return type.includes('json') ? ((await response.json()) as Problem) : {}
}
