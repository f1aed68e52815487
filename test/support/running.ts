/** The whole program running on a database of its own, with somebody signed in: for stories over http. */
import { after } from 'node:test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startHouse, type House } from '../../src/entry/start.ts'
import type { OpenableConnector } from '../../src/entry/outside.ts'
import { openLog } from '../../src/platform/log.ts'
import { testDatabase } from './database.ts'

export type Body = {
  id: string
  state: string
  code: string
  rows: Record<string, unknown>[]
  [other: string]: unknown
}
export type Answer = { readonly status: number; readonly body: Body; readonly headers: Headers }

export type Running = {
  readonly house: House
  readonly address: string
  readonly lines: readonly string[]
  /** Speaks to the API as the first user, with the session's cookie. */
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  /** Posts what must be accepted, and gives what was made. */
  made(path: string, body: object): Promise<Body>
  cookie(): string
  /** Stops the program and starts it again on the same data, with the mail server that was set up meanwhile. */
  restart(smtpUrl: string): Promise<void>
}

const first = {
  business: 'Fietsen De Wit',
  name: 'Sanne de Wit',
  email: 'sanne@dewit.example',
  password: 'groene-fietsbel-op-zolder-77',
}

/** Starts the program and goes through the first run, as its link does. */
export async function runHouse(
  connectors: readonly OpenableConnector[],
  flags: { signsIn?: boolean; smtpUrl?: string; trustedProxies?: readonly string[] } = {},
): Promise<Running> {
  const folder = await mkdtemp(join(tmpdir(), 'pakhuis-'))
  let running: House | null = null
  // Before the database's own: the program stops while its database is still there.
  after(async () => {
    await running?.stop()
    await rm(folder, { recursive: true, force: true })
  })
  const { address: database } = await testDatabase()
  const lines: string[] = []
  const start = (smtpUrl: string | null) =>
    startHouse(
      {
        port: 0,
        host: '127.0.0.1',
        dataFolder: folder,
        databaseUrl: database.owner,
        namesStatements: true,
        publicUrl: null,
        secretKey: undefined,
        smtpUrl,
        mailFrom: smtpUrl ? 'pakhuis@dewit.example' : null,
        trustedProxies: flags.trustedProxies ?? [],
        roles: new Set(['web', 'worker']),
        isDemo: false,
      },
      connectors,
      openLog((line) => lines.push(line)),
    )
  const house = await start(flags.smtpUrl ?? null)
  running = house
  const restart = async (smtpUrl: string) => {
    await running?.stop()
    running = await start(smtpUrl)
  }
  let cookie = ''
  const call = async (
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> => {
    const { address } = running!
    const answer = await fetch(`${address}/api${path}`, {
      method,
      headers: {
        origin: address!,
        ...(cookie ? { cookie } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const set = answer.headers.get('set-cookie')
    if (set) cookie = set.split(';')[0]!
    const text = await answer.text()
    return {
      status: answer.status,
      headers: answer.headers,
      body: (answer.headers.get('content-type')?.includes('json')
        ? JSON.parse(text || '{}')
        : { text }) as never,
    }
  }
  if (flags.signsIn !== false) {
    const token = house.firstRunLink!.split('#')[1]
    const opened = await call('POST', '/first-run', { token, ...first })
    if (opened.status !== 200) throw new Error(`first run: ${JSON.stringify(opened.body)}`)
  }
  const made = async (path: string, body: object): Promise<Body> => {
    const answer = await call('POST', path, body)
    if (answer.status !== 200) throw new Error(`${path}: ${JSON.stringify(answer.body)}`)
    return answer.body
  }
  return { house, address: house.address!, lines, call, made, cookie: () => cookie, restart }
}

/** Goes through the first run of a program that was started by hand, with the token of its link. */
export const firstRunAt = (address: string, token: string | undefined): Promise<Response> =>
  fetch(`${address}/api/first-run`, {
    method: 'POST',
    headers: { origin: address, 'content-type': 'application/json' },
    body: JSON.stringify({ token, ...first }),
  })

/** A business with all that an invoice asks for. */
export const fietsenDeWit = {
  legalName: 'Fietsen De Wit B.V.',
  tradeName: 'Fietsen De Wit',
  country: 'NL',
  vatNumber: 'NL004495445B01',
  cocNumber: '12345678',
  street: 'Dorpsstraat',
  houseNumber: '1',
  postcode: '1695 AA',
  city: 'Blokker',
  iban: 'NL91ABNA0417164300',
}

export type OpenedChannel = { readonly business: Body; readonly location: Body; readonly channel: Body }

/** What must stand before an order can come in and go out: a business, a place that ships, and a channel that sells from it. */
export async function openChannel({ made }: Pick<Running, 'made'>): Promise<OpenedChannel> {
  const business = await made('/businesses', fietsenDeWit)
  const location = await made('/locations', { name: 'Magazijn', type: 'warehouse' })
  const channel = await made('/channels', { name: 'Webshop', type: 'shop', business: business.id })
  await made('/channel-locations', { channel: channel.id, location: location.id })
  return { business, location, channel }
}

/** Asks again until it is so; gives up with the last answer after some seconds. */
export async function until<T>(
  ask: () => Promise<T>,
  isSo: (answer: T) => boolean,
  seconds = 15,
): Promise<T> {
  let answer = await ask()
  for (let wait = 0; wait < seconds * 1000 && !isSo(answer); wait += 100) {
    await sleep(100)
    answer = await ask()
  }
  if (!isSo(answer)) throw new Error(`it did not come to be: ${JSON.stringify(answer).slice(0, 2000)}`)
  return answer
}
