/**
 * Magento's REST over the context's http: OAuth 1.0a signing, searchCriteria, decimals kept as text, faults by kind.
 * Known of 2.4: the access token of an integration as a bearer is off since 2.4.4; no rate limit of its own, but the
 * hosting in front answers 429, 503 and web pages; a page number past the end repeats the last page.
 */
import { createHmac, randomUUID } from 'node:crypto'
import {
  ConnectorFault,
  waitOf,
  type ConnectorContext,
  type HttpAnswer,
  type HttpRequest,
} from '../../contracts/connector.ts'

export type MagentoSettings = {
  readonly url: string
  readonly storeCode: string
  readonly auth: string
  readonly consumerKey: string
  readonly consumerSecret: string
  readonly accessToken: string
  readonly accessTokenSecret: string
  readonly source: string
  readonly notify: string
}

/** What they sent, every number as the decimal text that stood in the answer. */
export type Json = string | boolean | null | readonly Json[] | { readonly [field: string]: Json }

/** An answer, or a no in their own words: 400, 404, 405 and 500 mean different things for different calls. */
export type Answer =
  | { readonly kind: 'ok'; readonly json: Json; readonly at: Date | null }
  | { readonly kind: 'no'; readonly status: number; readonly text: string }

/** A write may also end without one knowing whether it was done. */
export type Written = Answer | { readonly kind: 'unknown'; readonly text: string }

export type Filter = { readonly field: string; readonly is: string; readonly value: string | number }

/** What to look for: any filter within a group, all groups together. */
export type Search = {
  readonly groups?: readonly (readonly Filter[])[]
  readonly sort?: readonly (readonly [field: string, direction: 'ASC' | 'DESC'])[]
  readonly pageSize?: number
  /** Trims the answer, such as `items[sku],total_count`. */
  readonly fields?: string
}

export type Client = {
  /** Throws a ConnectorFault for all that says nothing of what was asked. */
  get(path: string, search?: Search): Promise<Answer>
  write(method: 'POST' | 'PUT', path: string, body: unknown): Promise<Written>
}

export function clientFor(context: ConnectorContext<MagentoSettings>): Client {
  const { settings } = context
  const root = `${settings.url.replace(/\/+$/, '').replace(/\/rest(\/.*)?$/, '')}/rest/${encodeURIComponent(settings.storeCode || 'all')}/V1/`

  // An unsigned request would come back as a refusal of credentials that nobody typed.
  const isComplete =
    settings.accessToken &&
    (settings.auth === 'bearer' ||
      (settings.consumerKey && settings.consumerSecret && settings.accessTokenSecret))

  async function ask(method: HttpRequest['method'], url: string, body?: unknown): Promise<Answer> {
    if (!isComplete) throw new ConnectorFault('config', 'Not all four keys of the integration are filled in')
    const authorization =
      settings.auth === 'bearer'
        ? `Bearer ${settings.accessToken}`
        : signed(method, url, settings, Math.floor(context.now().getTime() / 1000), randomUUID())
    const answer = await context.http({
      method,
      url,
      headers: { authorization, accept: 'application/json', 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return understood(answer, settings.auth)
  }

  return {
    get: (path, search) => ask('GET', root + path + queryOf(search)),
    async write(method, path, body) {
      try {
        const answer = await ask(method, root + path, body)
        // Magento answers 500 before, while and after saving.
        return answer.kind === 'no' && answer.status >= 500 ? { kind: 'unknown', text: answer.text } : answer
      } catch (error) {
        // A proxy in front gives up with 503 while Magento works on, so maintenance is no proof that nothing was done.
        if (error instanceof ConnectorFault && ['transient', 'outage', 'unreadable'].includes(error.kind))
          return { kind: 'unknown', text: error.message }
        throw error
      }
    },
  }
}

/** Asks an address that holds a sku; null when the web server does not let such an address through. */
export const askBySku = (client: Client, path: string, sku: string): Promise<Answer | null> =>
  client.get(path).catch((error: unknown) => {
    // Many web servers answer a path with an escaped slash with a page of their own, before Magento sees it.
    if (error instanceof ConnectorFault && error.kind === 'config' && /[^\w.-]/.test(sku)) return null
    throw error
  })

/** The OAuth 1.0a header (RFC 5849) with HMAC-SHA256, the only method that Magento takes since 2.4. */
function signed(
  method: string,
  url: string,
  settings: MagentoSettings,
  seconds: number,
  nonce: string,
): string {
  const oauth: [string, string][] = [
    ['oauth_consumer_key', settings.consumerKey],
    ['oauth_nonce', nonce],
    ['oauth_signature_method', 'HMAC-SHA256'],
    ['oauth_timestamp', String(seconds)],
    ['oauth_token', settings.accessToken],
    ['oauth_version', '1.0'],
  ]
  const base = signatureBase(method, new URL(url), oauth)
  const signature = signatureOf(base, settings.consumerSecret, settings.accessTokenSecret)
  const header = [...oauth, ['oauth_signature', signature] as const]
  return `OAuth ${header.map(([name, value]) => `${name}="${escaped(value)}"`).join(', ')}`
}

/** The text that is signed: method, address without query, and all parameters sorted (RFC 5849, 3.4.1). */
export function signatureBase(
  method: string,
  url: URL,
  parameters: readonly (readonly [string, string])[],
): string {
  const pairs = [...url.searchParams, ...parameters].map(
    ([name, value]) => [escaped(name), escaped(value)] as const,
  )
  pairs.sort(([a, x], [b, y]) => (a === b ? compared(x, y) : compared(a, b)))
  const line = pairs.map((pair) => pair.join('=')).join('&')
  return [method.toUpperCase(), escaped(url.origin + url.pathname), escaped(line)].join('&')
}

export const signatureOf = (base: string, consumerSecret: string, tokenSecret: string) =>
  createHmac('sha256', `${escaped(consumerSecret)}&${escaped(tokenSecret)}`)
    .update(base)
    .digest('base64')

const compared = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** RFC 3986: stricter than encodeURIComponent. */
const escaped = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)

function queryOf(search: Search | undefined): string {
  if (!search) return ''
  const pairs: [string, string | number][] = []
  for (const [g, group] of (search.groups ?? []).entries())
    for (const [f, filter] of group.entries()) {
      const at = `searchCriteria[filter_groups][${g}][filters][${f}]`
      pairs.push(
        [`${at}[field]`, filter.field],
        [`${at}[value]`, filter.value],
        [`${at}[condition_type]`, filter.is],
      )
    }
  for (const [s, [field, direction]] of (search.sort ?? []).entries())
    pairs.push(
      [`searchCriteria[sortOrders][${s}][field]`, field],
      [`searchCriteria[sortOrders][${s}][direction]`, direction],
    )
  pairs.push(['searchCriteria[pageSize]', search.pageSize ?? 100], ['searchCriteria[currentPage]', 1])
  if (search.fields) pairs.push(['fields', search.fields])
  return `?${pairs.map(([name, value]) => `${escaped(name)}=${escaped(String(value))}`).join('&')}`
}

/** When the hosting does not say how long. */
const patienceSeconds = 60

function understood(answer: HttpAnswer, auth: string): Answer {
  const { status } = answer
  if (status === 429)
    throw new ConnectorFault('pace', 'The shop asks us to slow down', waitOf(answer) ?? patienceSeconds)
  if (status >= 300 && status < 400)
    throw new ConnectorFault(
      'config',
      `The shop's address leads on to ${answer.headers['location'] ?? 'elsewhere'}`,
    )
  if ([502, 503, 504].includes(status))
    throw new ConnectorFault('outage', `The shop is down or in maintenance (HTTP ${status})`, waitOf(answer))
  const json = readJson(answer.bytes)
  if (status === 401 || status === 403) throw new ConnectorFault('auth', refusedAccess(status, json, auth))
  if (status === 200) {
    if (json === undefined)
      throw new ConnectorFault('unreadable', 'The shop sent a web page instead of its answer')
    const at = Date.parse(answer.headers['date'] ?? '')
    return { kind: 'ok', json, at: Number.isNaN(at) ? null : new Date(at) }
  }
  if (json === undefined && status === 404)
    throw new ConnectorFault('config', 'There is no Magento REST service at this address')
  if (json === undefined && status < 500)
    throw new ConnectorFault('unreadable', `The shop sent a web page instead of its answer (HTTP ${status})`)
  return { kind: 'no', status, text: messageOf(json) || `HTTP ${status}` }
}

function refusedAccess(status: number, json: Json | undefined, auth: string): string {
  const hint =
    auth === 'bearer' ? ' (since Magento 2.4.4 a bearer token is refused unless the shop switches it on)' : ''
  return `${messageOf(json) || `The shop refuses our credentials (HTTP ${status})`}${hint}`
}

/** Reads JSON with every number as its source text, so that no amount passes a float; undefined when it is no JSON. */
export function readJson(bytes: Uint8Array): Json | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return JSON.parse(text, keepNumbersAsText) as Json
  } catch {
    return undefined
  }
}

// The third argument is in Node since 21; the types lag behind.
const keepNumbersAsText = ((_name: string, value: unknown, seen: { source?: string }) =>
  typeof value === 'number' ? (seen.source ?? String(value)) : value) as (
  name: string,
  value: unknown,
) => unknown

/** Their message with its placeholders filled in: `%1` from a list, `%fieldName` from an object; nested ones follow. */
export function messageOf(json: Json | undefined): string {
  if (!isObject(json) || typeof json['message'] !== 'string') return ''
  const parameters = json['parameters']
  const values: [string, Json][] = Array.isArray(parameters)
    ? parameters.map((value: Json, index): [string, Json] => [String(index + 1), value])
    : isObject(parameters)
      ? Object.entries(parameters)
      : []
  let text = json['message']
  // The longest name first, so that %10 is not taken for %1.
  for (const [name, value] of values.toSorted(([a], [b]) => b.length - a.length))
    text = text.replaceAll(`%${name}`, String(value))
  const nested = Array.isArray(json['errors'])
    ? (json['errors'] as readonly Json[]).map(messageOf).filter(Boolean)
    : []
  return [text, ...nested].join('; ')
}

export const isObject = (json: Json | undefined): json is { readonly [field: string]: Json } =>
  typeof json === 'object' && json !== null && !Array.isArray(json)
