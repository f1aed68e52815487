/** The ground of the chaos runs: a durable database server of their own, merchants, and processes that are killed. */
import { fork, type ChildProcess } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import type { NetConnectOpts } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { checkBooks } from '../../src/entry/self-check.ts'
import type { Ctx } from '../../src/platform/context.ts'
import { openDatabase, type Database, type DatabaseAddress } from '../../src/platform/database.ts'
import { startEmbedded } from '../../src/platform/embedded.ts'
import { openMachine, type Subscriber } from '../../src/platform/machine.ts'
import { migrate } from '../../src/platform/migrate.ts'
import { newMerchant } from '../../test/support/world.ts'
import { chance } from '../workload.ts'

export type Tier = 'short' | 'full'

export type Ground = {
  readonly tier: Tier
  readonly folder: string
  /** From 0 to 1, the same row for the same seed. */
  chance(): number
  database(): Promise<DatabaseAddress>
  /** Where the server listens, for a proxy. */
  readonly listening: NetConnectOpts
  /** Stops the server the hard way, as `pg_ctl stop -m immediate` does, and waits until the program has it up again. */
  restartTheHardWay(): Promise<void>
}

/** What a scenario found: figures to print, and each thing that is not as promised. */
export type Findings = { readonly figures: string; readonly faults: readonly string[] }

export async function withGround(
  tier: Tier,
  seed: number,
  work: (ground: Ground) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'pakhuis-chaos-'))
  const server = await startEmbedded(folder)
  // Some timers of the libraries do not keep a process awake by themselves; in the program its other parts do.
  const awake = setInterval(() => undefined, 500)
  try {
    const template = server.address('chaos_template')
    const admin = server.address('postgres').owner
    await onServer(admin, 'create database chaos_template')
    const database = openDatabase(template)
    await migrate(database.owner)
    await database.close()
    let made = 0
    await work({
      tier,
      folder,
      chance: chance(seed),
      listening: { path: join(socketFolder(template.owner), '.s.PGSQL.5432') },
      async database() {
        const name = `chaos_${++made}`
        await onServer(admin, `create database ${name} template chaos_template strategy file_copy`)
        return server.address(name)
      },
      async restartTheHardWay() {
        const pid = async () =>
          (await readFile(join(folder, 'postgres', 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')[0]!
        const old = await pid()
        process.kill(Number(old), 'SIGQUIT')
        while (['', old].includes(await pid())) await sleep(50)
        while (
          !(await onServer(admin, 'select 1').then(
            () => true,
            () => false,
          ))
        )
          await sleep(50)
      },
    })
  } finally {
    await server.stop()
    clearInterval(awake)
    await rm(folder, { recursive: true, force: true })
  }
}

const socketFolder = (url: string) => new URL(url.replace('@/', '@localhost/')).searchParams.get('host')!

async function onServer(url: string, statement: string) {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  await client.query(statement).finally(() => client.end())
}

/** The same database through a port of this machine. */
export function throughPort(address: DatabaseAddress, port: number): DatabaseAddress {
  const at = (url: string) => url.replace('@/', `@127.0.0.1:${port}/`).replace(/\?host=.*/, '')
  return { owner: at(address.owner), app: address.app && at(address.app) }
}

export type Merchant = Awaited<ReturnType<typeof newMerchant>>

/** A merchant on a database of its own, opened for the time of the work. */
export async function withMerchant<T>(
  ground: Ground,
  options: {
    stock?: Readonly<Record<string, number>>
    subscribers?: readonly Subscriber[]
    poolSize?: number
  },
  work: (merchant: Merchant, address: DatabaseAddress) => Promise<T>,
): Promise<T> {
  const address = await ground.database()
  const database = openDatabase({ ...address, ...(options.poolSize ? { poolSize: options.poolSize } : {}) })
  try {
    return await work(
      await newMerchant(openMachine(database, options.subscribers ?? []), options.stock),
      address,
    )
  } finally {
    await database.close()
  }
}

/** Whether the books add up, as complaints. */
export async function complaintsOf(
  act: <T>(work: (ctx: Ctx) => Promise<T>) => Promise<T>,
): Promise<string[]> {
  const { rules } = await act(checkBooks)
  return rules
    .filter((rule) => rule.faults > 0)
    .map((rule) => `${rule.words.en}: ${rule.faults} not (${rule.examples.join(', ')})`)
}

/** One number out of the database. */
export async function count(database: Database, statement: string, values: unknown[] = []): Promise<number> {
  const { rows } = await database.owner.query<{ n: number }>(statement, values)
  return Number(rows[0]?.n ?? 0)
}

/** How many jobs of a name wait or run; what else the merchant's changes set going is not what is tried here. */
export const jobsOf = (database: Database, name: string): Promise<number> =>
  count(
    database,
    "select count(*) as n from graphile_worker._private_jobs where coalesce(payload->>'work', payload->>'subscriber') = $1",
    [name],
  )

/** Complains when a figure is not what it must be. */
export function mustBe(faults: string[], what: string, found: unknown, wanted: unknown) {
  if (JSON.stringify(found) !== JSON.stringify(wanted))
    faults.push(`${what}: ${JSON.stringify(found)} instead of ${JSON.stringify(wanted)}`)
}

type Hand = {
  name: string
  input: object
  processes: number
  kills: number
  /** When the next one is killed: by the clock, or so that the kills are spread evenly over the work that is left. */
  pace: { everyMilliseconds: number } | { left: () => Promise<number> }
}

/** Runs processes of one kind, kills some of them at random with SIGKILL and starts others in their place; ends when all are done. */
export async function underFire(ground: Ground, hand: Hand): Promise<{ kills: number }> {
  const living = new Set<ChildProcess>()
  let isOver = false
  let killed = 0
  const start = () =>
    startHand(hand.name, { ...hand.input, seed: Math.floor(ground.chance() * 2 ** 31) }, living)
  const crew = Array.from({ length: hand.processes }, async () => {
    while (!isOver) {
      const code = await start()
      if (code === 0) return
      if (code !== null) throw new Error(`${hand.name} ended with ${code}`)
    }
  })
  const { pace } = hand
  const whole = 'left' in pace ? await pace.left() : 0
  const nextTurn = async () => {
    if (!('left' in pace)) return sleep(pace.everyMilliseconds * (0.5 + ground.chance()))
    const until = whole * (1 - (killed + ground.chance()) / hand.kills)
    while (!isOver && (await pace.left()) > until) await sleep(20)
  }
  const killer = (async () => {
    while (!isOver && killed < hand.kills) {
      await nextTurn()
      const chosen = [...living][Math.floor(ground.chance() * living.size)]
      if (!isOver && chosen?.kill('SIGKILL')) killed++
    }
  })()
  try {
    await Promise.all(crew)
  } finally {
    isOver = true
    for (const one of living) one.kill('SIGKILL')
    await killer
  }
  return { kills: killed }
}

/** Starts a process that does the named work; its exit code, or null when it was killed. */
function startHand(name: string, input: object, living: Set<ChildProcess>): Promise<number | null> {
  const child = fork(new URL('./hand.ts', import.meta.url), [name, JSON.stringify(input)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  living.add(child)
  return new Promise((done) =>
    child.on('exit', (code) => {
      living.delete(child)
      done(code)
    }),
  )
}
