/** The first command of the README as it is typed: the script that npm runs, with an empty data folder of its own. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { until } from '../support/running.ts'

const root = new URL('../..', import.meta.url).pathname
const folder = await mkdtemp(join(tmpdir(), 'pakhuis-npm-'))
// Started as root, the database runs as an ordinary user who must be able to walk in.
await chmod(folder, 0o711)
after(() => rm(folder, { recursive: true, force: true }))

test(
  'npm start says where it is and how to begin, and Ctrl-C stops everything',
  { timeout: 180_000 },
  async () => {
    const { DATABASE_URL: _, ...rest } = process.env
    // A group of its own, as a terminal gives: Ctrl-C reaches npm and the program both.
    const child = spawn('npm', ['start', '--silent'], {
      cwd: root,
      detached: true,
      env: { ...rest, PORT: '0', DATA_DIR: join(folder, 'data') },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    after(() => {
      if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid!, 'SIGKILL')
    })
    let said = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (piece: Buffer) => (said += piece.toString()))
    await until(
      async () => said,
      () => /Pakhuis: http/.test(said) || child.exitCode !== null,
      150,
    )
    const link = /(http:\/\/[^\s/]+)\/first-run#\S+/.exec(said)
    assert.ok(link, said)
    assert.equal((await fetch(`${link[1]}/readyz`)).status, 200)
    assert.match(await (await fetch(link[1]!)).text(), /<script type="module"/)
    const ended = once(child, 'exit')
    process.kill(-child.pid!, 'SIGINT')
    await ended
    await assert.rejects(fetch(`${link[1]}/readyz`))
  },
)
