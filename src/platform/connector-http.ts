/** The one http client of all connectors: paced, timed out, capped, kept to its hosts, and logged when asked. */
import type { LookupAddress } from 'node:dns'
import { lookup } from 'node:dns/promises'
import { Agent, request as askPlain, type IncomingMessage } from 'node:http'
import { Agent as SealedAgent, request as askSealed } from 'node:https'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import { pipeline, type Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { createGunzip } from 'node:zlib'
import { masked } from './log.ts'
import { programVersion } from './program-version.ts'

export type ClientRequest = {
  readonly method: string
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly timeoutSeconds?: number
}
export type ClientAnswer = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly bytes: Uint8Array
}
export type ClientNote = {
  method: string
  url: string
  status: number | null
  milliseconds: number
  request: string | null
  answer: string | null
}

/** No answer came, or one that we will not read; the caller makes its own kind of fault of it. */
export class NoAnswer extends Error {}

const largestAnswer = 20 * 1024 * 1024
const longestKept = 20_000

/** All addresses of a name; the system's own way of looking up unless a test brings another. */
type LookUp = (host: string) => Promise<LookupAddress[]>

/** A client that keeps one connection's pace; `hosts` are the only ones it may speak to. */
export function connectorClient(options: {
  readonly perSecond: number
  readonly parallel: number
  readonly hosts: readonly string[] | null
  readonly note?: (note: ClientNote) => void
  readonly lookUp?: LookUp
}): (request: ClientRequest) => Promise<ClientAnswer> {
  let running = 0
  let nextAt = 0
  const waiting: (() => void)[] = []
  const way = wayOut(options.lookUp ?? ((host) => lookup(host, { all: true })))

  async function turn() {
    while (running >= options.parallel) await new Promise<void>((go) => waiting.push(go))
    running++
    const now = performance.now()
    const wait = Math.max(0, nextAt - now)
    nextAt = Math.max(now, nextAt) + 1000 / options.perSecond
    if (wait > 0) await sleep(wait)
  }

  return async (request) => {
    const host = new URL(request.url).host
    if (options.hosts && !options.hosts.includes(host))
      throw new NoAnswer(`${host} is not a host of this connection`)
    await turn()
    const from = performance.now()
    let answer: ClientAnswer | null = null
    try {
      answer = await ask(request, way)
      return answer
    } finally {
      running--
      waiting.shift()?.()
      options.note?.(noteOf(request, answer, performance.now() - from))
    }
  }
}

/** The sockets of one connection, and the only addresses that they go to. */
type Way = { readonly plain: Agent; readonly sealed: SealedAgent; readonly lookup: LookupFunction }

const wayOut = (lookUp: LookUp): Way => ({
  plain: new Agent({ keepAlive: true }),
  sealed: new SealedAgent({ keepAlive: true }),
  lookup: checkedLookUp(lookUp),
})

async function ask(request: ClientRequest, way: Way): Promise<ClientAnswer> {
  const url = new URL(request.url)
  const signal = AbortSignal.timeout((request.timeoutSeconds ?? 30) * 1000)
  try {
    checkAddress(url)
    const answer = await open(url, request, way, signal)
    return { status: answer.statusCode!, headers: headersOf(answer), bytes: await capped(unpacked(answer)) }
  } catch (cause) {
    const why = signal.aborted ? 'no answer in time' : reasonOf(cause)
    throw new NoAnswer(`${url.host}: ${why}`, { cause })
  }
}

/** Not by `fetch`, which looks the name up itself: what was checked and what is asked must be one address. */
const open = (
  url: URL,
  { method, headers, body }: ClientRequest,
  { plain, sealed, lookup }: Way,
  signal: AbortSignal,
): Promise<IncomingMessage> =>
  new Promise((answered, failed) => {
    const isPlain = url.protocol === 'http:'
    const outgoing = (isPlain ? askPlain : askSealed)(url, {
      method,
      headers: {
        accept: '*/*',
        'accept-encoding': 'gzip',
        'user-agent': `Pakhuis/${programVersion}`,
        ...headers,
      },
      agent: isPlain ? plain : sealed,
      lookup,
      signal,
    })
    outgoing.on('response', answered).on('error', failed)
    outgoing.end(body)
  })

const headersOf = (answer: IncomingMessage): Record<string, string> =>
  Object.fromEntries(
    Object.entries(answer.headers).map(([name, value]) => [name, [value ?? ''].flat().join(', ')]),
  )

const unpacked = (answer: IncomingMessage): Readable =>
  answer.headers['content-encoding'] === 'gzip' ? pipeline(answer, createGunzip(), () => undefined) : answer

/**
 * Addresses that are only ever the machine's own surroundings, such as the keys of a cloud's server at 169.254.169.254:
 * no webshop lives there. A shop's own network and this machine itself are allowed, for a merchant may host both.
 */
const surroundings = new BlockList()
surroundings.addSubnet('169.254.0.0', 16, 'ipv4')
surroundings.addSubnet('0.0.0.0', 8, 'ipv4')
surroundings.addSubnet('224.0.0.0', 3, 'ipv4')
surroundings.addSubnet('100.100.100.200', 32, 'ipv4')
surroundings.addSubnet('fe80::', 10, 'ipv6')
surroundings.addSubnet('ff00::', 8, 'ipv6')
surroundings.addSubnet('fd00:ec2::', 32, 'ipv6')
surroundings.addAddress('::', 'ipv6')

function checkAddress({ protocol, hostname, username, password }: URL): void {
  if (protocol !== 'http:' && protocol !== 'https:') throw new NoAnswer(`${protocol} is not asked`)
  if (username || password) throw new NoAnswer('a name and password do not belong in an address')
  const literal = hostname.replace(/^\[|\]$/g, '')
  if (isIP(literal)) checkPlaces([{ address: literal, family: isIP(literal) }])
}

function checkPlaces(places: readonly LookupAddress[]): void {
  const wrong = places.find(({ address, family }) =>
    surroundings.check(address, family === 6 ? 'ipv6' : 'ipv4'),
  )
  if (wrong) throw new NoAnswer(`${wrong.address} is no address of a system to connect to`)
}

/** For the socket: it connects to an address that stands in this one answer, or not at all (DNS rebinding). */
const checkedLookUp =
  (lookUp: LookUp): LookupFunction =>
  (host, { all }, done) => {
    const check = async () => {
      const places = await lookUp(host)
      checkPlaces(places)
      return places
    }
    check().then(
      (places) => (all ? done(null, places) : done(null, places[0]!.address, places[0]!.family)),
      (error) => done(error, ''),
    )
  }

async function capped(answer: Readable): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of answer) {
    size += (chunk as Uint8Array).length
    if (size > largestAnswer) throw new NoAnswer('the answer is larger than 20 MB')
    chunks.push(chunk as Uint8Array)
  }
  return Buffer.concat(chunks)
}

/** What went wrong on the way, in words or in the system's code. */
const reasonOf = (error: unknown): string => (error as { code?: string }).code ?? (error as Error).message

const noteOf = (request: ClientRequest, answer: ClientAnswer | null, milliseconds: number): ClientNote => ({
  method: request.method,
  url: request.url.slice(0, 2000),
  status: answer?.status ?? null,
  milliseconds: Math.round(milliseconds),
  request: maskedText(request.body),
  answer: answer ? maskedText(Buffer.from(answer.bytes).toString('utf8')) : null,
})

/** A payload for the detail log: secrets and what identifies a person are masked. */
function maskedText(text: string | undefined): string | null {
  if (!text) return null
  return String(masked(text.slice(0, longestKept)))
    .replace(
      /("(?:[a-z_]*(?:email|phone|telephone|password|token|firstname|lastname|street|iban)[a-z_]*)"\s*:\s*)("(?:[^"\\]|\\.)*"|\[[^\]]*\])/gi,
      '$1"…"',
    )
    .replaceAll('\u0000', '')
}
