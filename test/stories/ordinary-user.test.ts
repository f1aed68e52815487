/** The program started by an ordinary user of the machine, from an empty folder to a signed-in first user, on either database. */
import assert from 'node:assert/strict'
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { chown, lstat, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { testDatabase } from '../support/database.ts'
import { startProxy } from '../support/proxy.ts'
import { until } from '../support/running.ts'

const main = new URL('../../src/main.ts', import.meta.url).pathname
/** Somebody whom every system of this kind has, and who is not the one that the database runs as for root. */
const stranger = Number(
  /^(?:games|daemon|mail):[^:]*:(\d+):/m.exec(readFileSync('/etc/passwd', 'utf8'))?.[1] ?? 0,
)
const nameless = 54_321
/** Root can become somebody else; anybody else is an ordinary user already. */
const isRoot = process.getuid?.() === 0
const skip =
  process.platform === 'win32'
    ? 'Windows has no such users'
    : isRoot && (stranger === 0 || !canRead())
      ? 'this copy of the program lies where others may not read'
      : false
const running = new Set<ChildProcess>()
const folders: string[] = []
after(async () => {
  for (const child of running) child.kill('SIGKILL')
  for (const folder of folders) await rm(folder, { recursive: true, force: true })
})

function canRead(): boolean {
  try {
    execFileSync('setpriv', [...as(), process.execPath, '-e', `require('node:fs').readFileSync('${main}')`], {
      stdio: 'ignore',
    })
    return true
  } catch {
    return false
  }
}

function as(user = stranger): string[] {
  return [`--reuid=${user}`, `--regid=${user}`, '--clear-groups', '--no-new-privs']
}

async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'pakhuis-user-'))
  folders.push(folder)
  if (isRoot) await chown(folder, stranger, stranger)
  return folder
}

function start(environment: Record<string, string>, user = stranger) {
  const { DATABASE_URL: _, SECRET_KEY: _key, ...rest } = process.env
  const [program, ...before] = isRoot ? ['setpriv', ...as(user), process.execPath] : [process.execPath]
  const child = spawn(program!, [...before, main], {
    cwd: environment.DATA_DIR,
    env: { ...rest, HOME: environment.DATA_DIR, PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (piece: Buffer) => (said += piece.toString()))
  return { child, said: () => said }
}

async function firstDay({ child, said }: ReturnType<typeof start>) {
  await until(
    async () => said(),
    (all) => /first run: /.test(all) || child.exitCode !== null,
    90,
  )
  const [, address, token] = /Pakhuis: (\S+) {2}first run: \S+#(\S+)/.exec(said()) ?? []
  assert.ok(address && token, said())
  const post = (path: string, body: object, headers: Record<string, string> = {}) =>
    fetch(`${address}/api${path}`, {
      method: 'POST',
      headers: { origin: address, 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
  const person = { email: 'sanne@dewit.example', password: 'groene-fietsbel-op-zolder-77' }
  const made = await post('/first-run', {
    token,
    business: 'Fietsen De Wit',
    name: 'Sanne de Wit',
    ...person,
  })
  assert.equal(made.status, 200, await made.text())
  const cookie = made.headers.get('set-cookie')!.split(';')[0]!
  assert.equal((await post('/brands', { name: 'Gazelle' }, { cookie })).status, 200)
  assert.equal((await post('/session', person)).status, 200)
  child.kill('SIGTERM')
  await new Promise((done) => child.once('exit', done))
  assert.equal(child.exitCode, 0, said())
  assert.doesNotMatch(said(), /"level":"(warn|error)"/)
}

test(
  'with the database that comes with the program: started, signed in, stopped, and all files are its own',
  { skip, timeout: 180_000 },
  async () => {
    const folder = await emptyFolder()
    await firstDay(start({ DATA_DIR: folder }))
    const owners = new Set<number>()
    for (const name of await readdir(folder, { recursive: true }))
      owners.add((await lstat(join(folder, name))).uid)
    assert.deepEqual([...owners], [isRoot ? stranger : process.getuid!()])
    for (const secret of ['secret.key', 'database-passwords.json'])
      assert.equal((await lstat(join(folder, secret))).mode & 0o077, 0, secret)
    assert.equal((await lstat(join(folder, 'postgres'))).mode & 0o077, 0)
  },
)

test("with one's own PostgreSQL over the network: the same", { skip, timeout: 180_000 }, async () => {
  const { address } = await testDatabase()
  const read = new URL(address.owner.replace('@/', '@localhost/'))
  const proxy = await startProxy({ path: join(read.searchParams.get('host')!, '.s.PGSQL.5432') })
  after(() => proxy.close())
  await firstDay(
    start({
      DATA_DIR: await emptyFolder(),
      DATABASE_URL: `postgres://${read.username}:${read.password}@127.0.0.1:${proxy.port}${read.pathname}`,
    }),
  )
})

test(
  "a folder that is somebody else's is refused in a sentence",
  { skip: skip || (isRoot ? false : 'only root can make a folder of somebody else'), timeout: 60_000 },
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'pakhuis-user-'))
    folders.push(folder)
    const { child, said } = start({ DATA_DIR: folder })
    await new Promise((done) => child.once('exit', done))
    assert.equal(child.exitCode, 1)
    assert.match(said(), /Pakhuis cannot start: this user may not write .*DATA_DIR/)
    assert.doesNotMatch(said(), /\n\s+at /)
  },
)

test(
  'a user that has a number and no name, as in a container, is told what the database needs',
  { skip: skip || (isRoot ? false : 'only root can become somebody without a name'), timeout: 60_000 },
  async () => {
    const folder = await emptyFolder()
    await chown(folder, nameless, nameless)
    const { child, said } = start({ DATA_DIR: folder }, nameless)
    await new Promise((done) => child.once('exit', done))
    assert.match(said(), /Pakhuis cannot start: the user with number 54321 has no name on this machine/)
  },
)
