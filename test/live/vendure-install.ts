/** Puts a real Vendure beside the project, never in it: its licence is the GPL, and only tests talk to it. */
import { spawn, type ChildProcess } from 'node:child_process'
import { copyFile, mkdir, rm, stat, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const version = '3.7.1'
const folder = process.env['VENDURE_CACHE'] ?? join(tmpdir(), `pakhuis-vendure-${version}`)
const serverFile = fileURLToPath(new URL('vendure-server.mjs', import.meta.url))

/** Exact versions: newer ones of some parts ask for packages that cannot be had. */
const wanted = {
  private: true,
  dependencies: { '@vendure/core': version, '@vendure/create': '3.7.2', 'better-sqlite3': '11.10.0' },
  overrides: { '@graphql-tools/delegate': '12.2.1', '@graphql-tools/batch-execute': '10.2.0' },
}

export type Server = {
  readonly address: string
  setClock(now: Date): Promise<void>
  sql(statement: string): Promise<void>
  stop(): Promise<void>
}

/** Installs and fills it when that was not done before, and starts it on a free port with a database of its own. */
export async function startVendure(say: (text: string) => void): Promise<Server> {
  const filled = join(folder, 'filled.sqlite')
  if (!(await exists(join(folder, 'installed')))) await install(say)
  if (!(await exists(filled))) await fill(say, filled)
  const database = join(folder, `run-${process.pid}.sqlite`)
  await copyFile(filled, database)
  const port = await freePort()
  const began = performance.now()
  const child = spawn('node', [serverFile, 'serve', folder, database, String(port)], {
    cwd: folder,
    env: environment(),
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const tell = conversation(child)
  await tell.ready
  say(`Vendure ${version} listens after ${seconds(began)}`)
  return {
    address: `http://127.0.0.1:${port}`,
    setClock: (now) => tell.ask({ now: now.getTime() }),
    sql: (statement) => tell.ask({ sql: statement }),
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill()
      await ended
      await rm(database, { force: true })
    },
  }
}

async function install(say: (text: string) => void): Promise<void> {
  say(`installing Vendure ${version} in ${folder}; with a native build this takes some minutes, once`)
  const began = performance.now()
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'package.json'), JSON.stringify(wanted))
  // The program's own .npmrc does not hold here, but no package needs its script save the database.
  await run('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund'])
  await run('npm', ['rebuild', 'better-sqlite3'])
  await writeFile(join(folder, 'installed'), version)
  say(`installed in ${seconds(began)}`)
}

async function fill(say: (text: string) => void, filled: string): Promise<void> {
  say('filling the shop with its demo articles')
  const began = performance.now()
  const unfinished = `${filled}.unfinished`
  await rm(unfinished, { force: true })
  await run('node', [serverFile, 'fill', folder, unfinished, String(await freePort())])
  await copyFile(unfinished, filled)
  await rm(unfinished, { force: true })
  say(`filled in ${seconds(began)}`)
}

async function run(command: string, args: readonly string[]): Promise<void> {
  const child = spawn(command, args, {
    cwd: folder,
    env: environment(),
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  })
  const output = tail(child)
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve))
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${String(code)}\n${output()}`)
}

/** The node and npm of the machine: a native part is built for the one and must run in the same. */
function environment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(
    ([name]) => !/^npm_(package|lifecycle)_|^npm_config_(ignore_scripts|local_prefix)$|^NODE_/i.test(name),
  )
  const path = (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((part) => !/node_modules|node-gyp-bin/.test(part))
  return { ...Object.fromEntries(own), PATH: path.join(delimiter), VENDURE_DISABLE_TELEMETRY: 'true' }
}

function tail(child: ChildProcess): () => string {
  let text = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => void (text = (text + String(chunk)).slice(-4000)))
  return () => text
}

/** Asks the server one thing at a time and waits for its word. */
function conversation(child: ChildProcess) {
  const output = tail(child)
  const waiting = new Map<number, () => void>()
  let last = 0
  child.on('message', ({ id }: { id: number }) => {
    waiting.get(id)?.()
    waiting.delete(id)
  })
  const ended = new Promise<never>((_, reject) =>
    child.once('exit', (code) => reject(new Error(`Vendure ended with ${code}\n${output()}`))),
  )
  ended.catch(() => {})
  const word = (id: number) => Promise.race([ended, new Promise<void>((resolve) => waiting.set(id, resolve))])
  return {
    ready: word(0),
    ask: (what: object) => {
      const id = ++last
      const heard = word(id)
      child.send({ id, ...what })
      return heard
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as AddressInfo
  await new Promise((closed) => server.close(closed))
  return port
}

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  )
const seconds = (began: number) => `${((performance.now() - began) / 1000).toFixed(1)} s`
