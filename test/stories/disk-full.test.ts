/** P11: on a full disk nothing new is taken and all is still read; nothing of what was taken is lost, and room is all it needs to go on. */
import assert from 'node:assert/strict'
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { chmod, mkdtemp, open, readFile, rm, stat, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import pg from 'pg'
import { until } from '../support/running.ts'

const main = new URL('../../src/main.ts', import.meta.url).pathname
const folder = await mkdtemp(join(tmpdir(), 'pakhuis-disk-'))
const isMounted = mountSmallDisk()
await chmod(folder, 0o711)
let child: ChildProcess | null = null
after(async () => {
  child?.kill('SIGTERM')
  if (child && child.exitCode === null) await new Promise((done) => child!.once('exit', done))
  if (isMounted) execFileSync('umount', ['-l', folder])
  await rm(folder, { recursive: true, force: true })
})

/** A disk of its own of 420 MB, when we may make one. */
function mountSmallDisk(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=420m', 'tmpfs', folder], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

const person = { email: 'sanne@dewit.example', password: 'groene-fietsbel-op-zolder-77' }
let address = ''
let cookie = ''

async function start(environment: Record<string, string>): Promise<string> {
  const { DATABASE_URL: _, ...rest } = process.env
  child = spawn(process.execPath, [main], {
    env: { ...rest, PORT: '0', DATA_DIR: folder, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout!, child.stderr!])
    stream.on('data', (piece: Buffer) => (said += piece.toString()))
  await until(
    async () => said,
    () => /Pakhuis: http/.test(said) || child!.exitCode !== null,
    90,
  )
  assert.match(said, /Pakhuis: http/)
  address = /Pakhuis: (http:\S+)/.exec(said)![1]!
  return said
}

async function ask(method: string, path: string, body?: object, headers: Record<string, string> = {}) {
  const answer = await fetch(`${address}/api${path}`, {
    method,
    headers: { origin: address, cookie, ...(body ? { 'content-type': 'application/json' } : {}), ...headers },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  const set = answer.headers.get('set-cookie')
  if (set) cookie = set.split(';')[0]!
  return {
    status: answer.status,
    headers: answer.headers,
    body: (await answer.json()) as { rows?: { name: string }[]; code?: string; detail?: string; id?: string },
  }
}

async function freeMegabytes() {
  const { bavail, bsize } = await statfs(folder)
  return (bavail * bsize) / 2 ** 20
}

/** Takes room until no more than this is left. */
async function fill(leave: number) {
  const file = await open(join(folder, 'somebody-elses-films'), 'a')
  const piece = Buffer.alloc(2 ** 20, 1)
  try {
    while ((await freeMegabytes()) > leave) await file.write(piece)
  } catch (error) {
    assert.equal((error as { code?: string }).code, 'ENOSPC')
  } finally {
    await file.close()
  }
}

/** Writes until the database finds no room for its log, which is what it falls over. */
async function fellOverItsLog() {
  const { owner } = JSON.parse(await readFile(join(folder, 'database-passwords.json'), 'utf8')) as {
    owner: string
  }
  const client = new pg.Client({
    user: 'pakhuis_owner',
    password: owner,
    host: join(folder, 'postgres.socket'),
    database: 'pakhuis',
  })
  client.on('error', () => undefined)
  await client.connect()
  await assert.rejects(async () => {
    for (let round = 0; round < 40; round++)
      await client.query("select pg_logical_emit_message(true, 'proef', 'x'); select pg_switch_wal()")
  })
  await client.end().catch(() => undefined)
}

const free = () => rm(join(folder, 'somebody-elses-films'))

test(
  'with too little room from the start one can sign in and look, and is told in plain words why nothing can be changed',
  { timeout: 180_000 },
  async () => {
    const said = await start({ LEAST_FREE_MB: '0' })
    const token = /first-run#(\S+)/.exec(said)![1]!
    assert.equal(
      (
        await ask('POST', '/first-run', {
          token,
          business: 'Fietsen De Wit',
          name: 'Sanne de Wit',
          ...person,
        })
      ).status,
      200,
    )
    assert.equal((await ask('PATCH', '/sign-in-rules', { secondFactorFor: 'nobody' })).status, 200)
    assert.equal((await ask('POST', '/brands', { name: 'Gazelle' })).status, 200)
    child!.kill('SIGTERM')
    await new Promise((done) => child!.once('exit', done))

    await start({ LEAST_FREE_MB: '999999999' })
    assert.equal((await ask('POST', '/session', person)).status, 200)
    const brands = await ask('GET', '/brands')
    assert.deepEqual(
      [brands.status, brands.headers.get('pakhuis-read-only'), brands.body.rows!.map((one) => one.name)],
      [200, 'disk', ['Gazelle']],
    )
    for (const [language, words] of [
      ['nl', /De schijf van de server is vol.*wijzigen kan weer/],
      ['en', /The server’s disk is full.*make changes again as soon as/],
    ] as const) {
      await ask('PATCH', '/session', { language })
      const refused = await ask('POST', '/brands', { name: 'Batavus' })
      assert.deepEqual(
        [refused.status, refused.body.code, refused.headers.get('content-type')],
        [503, 'disk.full', 'application/problem+json; charset=utf-8'],
      )
      assert.ok(Number(refused.headers.get('retry-after')) > 0)
      assert.match(refused.body.detail!, words)
    }
    child!.kill('SIGTERM')
    await new Promise((done) => child!.once('exit', done))
  },
)

const skip = isMounted ? false : 'a small disk of its own is made by root on Linux only'

test(
  'a disk that fills up stops changes before it is full, and freeing it is all that is needed',
  { skip, timeout: 180_000 },
  async () => {
    await start({ LEAST_FREE_MB: '40' })
    assert.equal((await ask('POST', '/brands', { name: 'Batavus' })).status, 200)
    await fill(30)
    await until(
      () => ask('POST', '/brands', { name: `Proef ${performance.now()}` }),
      (answer) => answer.status === 503,
      20,
    )
    assert.equal((await ask('GET', '/brands')).status, 200)
    await free()
    await until(
      () => ask('POST', '/brands', { name: 'Sparta' }),
      (answer) => answer.status === 200,
      20,
    )
    assert.equal((await ask('GET', '/brands')).headers.get('pakhuis-read-only'), null)
  },
)

test(
  'a database that falls on a disk filled to the last byte stands up again on its ballast, with all that was taken',
  { skip, timeout: 240_000 },
  async () => {
    assert.equal((await stat(join(folder, 'ballast'))).size, 64 * 2 ** 20)
    const before = (await ask('GET', '/brands')).body.rows!.map((one) => one.name).sort()
    await fill(0)
    await fellOverItsLog()
    const brands = await until(
      () => ask('GET', '/brands').catch(() => null),
      (answer) => answer?.status === 200,
      120,
    )
    assert.deepEqual(brands!.body.rows!.map((one) => one.name).sort(), before)
    await assert.rejects(stat(join(folder, 'ballast')), { code: 'ENOENT' }, 'the ballast went for it')
    await free()
    await until(
      () => ask('POST', '/brands', { name: 'Koga' }),
      (answer) => answer.status === 200,
      30,
    )
    await until(
      () => stat(join(folder, 'ballast')).catch(() => null),
      (found) => found?.size === 64 * 2 ** 20,
      30,
    )
    const rows = (await ask('GET', '/brands')).body.rows!.map((one) => one.name)
    assert.deepEqual(rows.filter((name) => before.includes(name)).sort(), before)
  },
)
