/** A database per test file, cloned in a blink from a migrated template. */
import { createHash } from 'node:crypto'
import { mkdirSync, existsSync } from 'node:fs'
import { readFile, writeFile, rm } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { after } from 'node:test'
import pg from 'pg'
import { openDatabase, type Database, type DatabaseAddress } from '../../src/platform/database.ts'
import { migrate, migrations } from '../../src/platform/migrate.ts'

const home = new URL('../../.cache/', import.meta.url).pathname
const addressFile = `${home}test-server.json`

/** A fresh, migrated database of this test file; dropped when the file is done. */
export async function testDatabase(): Promise<{ database: Database; address: DatabaseAddress }> {
  const server = await serverAddress()
  const template = await templateOf(server)
  const name = `t_${process.pid}_${Math.floor(performance.now() * 1000)}`
  await onServer(server, `create database ${name} template ${template} strategy file_copy`)
  const address = pointAt(server, name)
  const database = openDatabase({ ...address, poolSize: 8 })
  after(async () => {
    await database.close()
    await onServer(server, `drop database if exists ${name} with (force)`)
  })
  return { database, address }
}

/** How many statements some work costs; nothing else may be at work on this database meanwhile. */
export async function statementsOf(database: Database, work: () => Promise<unknown>): Promise<number> {
  const before = database.statements()
  await work()
  return database.statements() - before
}

/** The address that `scripts/test-server.ts` wrote when it started the server of this machine's tests. */
export async function serverAddress(): Promise<DatabaseAddress> {
  mkdirSync(home, { recursive: true })
  for (let wait = 0; wait < 90_000; wait += 100) {
    const found = await readFile(addressFile, 'utf8').then(
      (text) => JSON.parse(text) as DatabaseAddress,
      () => null,
    )
    if (found && (await answers(found))) return found
    await startOnce()
    await sleep(100)
  }
  throw new Error('the test server did not start')
}

let isStarting = false

/** Several test files may start at once: the one that gets the lock starts the server, the others wait for it. */
async function startOnce() {
  if (isStarting) return
  isStarting = true
  const lock = `${home}test-server.lock`
  const isMine = await writeFile(lock, String(process.pid), { flag: 'wx' }).then(
    () => true,
    () => false,
  )
  if (!isMine) {
    const owner = Number(await readFile(lock, 'utf8').catch(() => '0'))
    if (!isAlive(owner)) await rm(lock, { force: true })
    isStarting = false
    return
  }
  const { spawn } = await import('node:child_process')
  const script = new URL('./test-server.ts', import.meta.url).pathname
  const child = spawn(process.execPath, [script], { detached: true, stdio: 'ignore' })
  child.unref()
  for (let wait = 0; wait < 60_000 && !existsSync(addressFile); wait += 100) await sleep(100)
  await rm(lock, { force: true })
  isStarting = false
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return pid > 0
  } catch {
    return false
  }
}

async function answers(address: DatabaseAddress): Promise<boolean> {
  const client = new pg.Client({ connectionString: pointAt(address, 'postgres').owner })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.end()
    return true
  } catch {
    return false
  }
}

async function templateOf(server: DatabaseAddress): Promise<string> {
  const known = await migrations()
  const walls = await readFile(new URL('../../src/platform/migrate.ts', import.meta.url), 'utf8')
  const hash = createHash('sha256')
    .update(known.map((m) => m.name + m.hash).join() + walls)
    .digest('hex')
    .slice(0, 12)
  const name = `template_${hash}`
  const client = new pg.Client({ connectionString: pointAt(server, 'postgres').owner })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock(72002)')
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name])
    if (rowCount) return name
    await client.query(`drop database if exists ${name}_draft with (force)`)
    await client.query(`create database ${name}_draft`)
    const pool = new pg.Pool({ connectionString: pointAt(server, `${name}_draft`).owner })
    // The queue warns of a pool that does not listen to the faults of its connections.
    pool.on('error', () => undefined)
    pool.on('connect', (one) => void one.on('error', () => undefined))
    await migrate(pool)
    await pool.end()
    await client.query(`alter database ${name}_draft rename to ${name}`)
    return name
  } finally {
    await client.end()
  }
}

async function onServer(server: DatabaseAddress, statement: string) {
  const client = new pg.Client({ connectionString: pointAt(server, 'postgres').owner })
  await client.connect()
  await client.query(statement)
  await client.end()
}

export function pointAt(server: DatabaseAddress, database: string): DatabaseAddress {
  const at = (url: string) => url.replace(/\/[a-z0-9_]*(\?|$)/, `/${database}$1`)
  return { owner: at(server.owner), app: server.app && at(server.app) }
}
