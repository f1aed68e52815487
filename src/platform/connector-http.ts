/** The one http client of all connectors: paced, timed out, capped, kept to its hosts, and logged when asked. */
import { lookup } from 'node:dns/promises'
import { BlockList } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { masked } from './log.ts'

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

/** A client that keeps one connection's pace; `hosts` are the only ones it may speak to. */
export function connectorClient(options: {
  readonly perSecond: number
  readonly parallel: number
  readonly hosts: readonly string[] | null
  readonly note?: (note: ClientNote) => void
}): (request: ClientRequest) => Promise<ClientAnswer> {
  let running = 0
  let nextAt = 0
  const waiting: (() => void)[] = []

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
      answer = await ask(request)
      return answer
    } finally {
      running--
      waiting.shift()?.()
      options.note?.(noteOf(request, answer, performance.now() - from))
    }
  }
}

async function ask(request: ClientRequest): Promise<ClientAnswer> {
  try {
    await checkPlace(new URL(request.url).hostname)
    const answer = await fetch(request.url, {
      method: request.method,
      headers: { ...request.headers },
      ...(request.body === undefined ? {} : { body: request.body }),
      redirect: 'manual',
      signal: AbortSignal.timeout((request.timeoutSeconds ?? 30) * 1000),
    })
    return { status: answer.status, headers: Object.fromEntries(answer.headers), bytes: await capped(answer) }
  } catch (cause) {
    const why = cause instanceof NoAnswer ? cause.message : reasonOf(cause)
    throw new NoAnswer(`${new URL(request.url).host}: ${why}`, { cause })
  }
}

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

async function checkPlace(host: string): Promise<void> {
  const places = await lookup(host.replace(/^\[|\]$/g, ''), { all: true })
  const wrong = places.find(({ address, family }) =>
    surroundings.check(address, family === 6 ? 'ipv6' : 'ipv4'),
  )
  if (wrong) throw new NoAnswer(`${wrong.address} is no address of a system to connect to`)
}

async function capped(answer: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of answer.body ?? []) {
    size += (chunk as Uint8Array).length
    if (size > largestAnswer) throw new NoAnswer('the answer is larger than 20 MB')
    chunks.push(chunk as Uint8Array)
  }
  return Buffer.concat(chunks)
}

/** What went wrong on the way, in words: fetch hides it in the cause. */
function reasonOf(error: unknown): string {
  const inner = (error as { cause?: { code?: string; message?: string } }).cause
  if ((error as Error).name === 'TimeoutError') return 'no answer in time'
  return inner?.code ?? inner?.message ?? (error as { code?: string }).code ?? (error as Error).message
}

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
