/** The program starts, refuses to start with words that help, and comes back after a kill: each time as a process of its own. */
import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import pg from 'pg'
import { pointAt, serverAddress, testDatabase } from '../support/database.ts'
import { startProxy } from '../support/proxy.ts'
import { firstRunAt, until } from '../support/running.ts'

const main = new URL('../../src/main.ts', import.meta.url).pathname
const folder = await mkdtemp(join(tmpdir(), 'pakhuis-start-'))
// Started as root, the database runs as an ordinary user who must be able to walk in.
await chmod(folder, 0o711)
const running = new Set<ChildProcess>()
after(async () => {
  for (const child of running) child.kill('SIGKILL')
  await rm(folder, { recursive: true, force: true })
})
const { address } = await testDatabase()
const socket = {
  path: join(new URL(address.owner.replace('@/', '@localhost/')).searchParams.get('host')!, '.s.PGSQL.5432'),
}
const proxy = await startProxy(socket)
after(() => proxy.close())
const [, password] = /:([0-9a-f]+)@/.exec(address.owner)!
const name = /\/([a-z0-9_]+)\?/.exec(address.owner)![1]!
/** The test's database as an operator would write it: over TCP. */
const own = `postgres://pakhuis_owner:${password}@127.0.0.1:${proxy.port}/${name}`

type Started = {
  readonly child: ChildProcess
  readonly said: () => string
  readonly ended: Promise<number | null>
}

function start(environment: Record<string, string>, ...flags: string[]): Started {
  const { DATABASE_URL: _, ...rest } = process.env
  const child = spawn(process.execPath, [main, ...flags], {
    env: { ...rest, PORT: '0', DATA_DIR: join(folder, 'data'), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (piece: Buffer) => (said += piece.toString()))
  const ended = new Promise<number | null>((done) =>
    child.on('exit', (code) => {
      running.delete(child)
      done(code)
    }),
  )
  return { child, said: () => said, ended }
}

/** Where it says that it runs. */
async function addressOf(started: Started): Promise<string> {
  await until(
    async () => started.said(),
    (said) => /Pakhuis: http/.test(said) || started.child.exitCode !== null,
    60,
  )
  assert.match(started.said(), /Pakhuis: http/)
  return /Pakhuis: (\S+)/.exec(started.said())![1]!
}

const refusals: [string, () => Record<string, string>, RegExp][] = [
  ['a port that is no number', () => ({ PORT: 'nonsense' }), /PORT is nonsense: it must be a number/],
  [
    'an address that is no PostgreSQL',
    () => ({ DATABASE_URL: 'mysql://localhost/pakhuis' }),
    /DATABASE_URL must begin with postgres:/,
  ],
  [
    'a host that does not exist',
    () => ({ DATABASE_URL: 'postgres://u:p@nowhere.invalid/pakhuis' }),
    /the host in DATABASE_URL/,
  ],
  [
    'a host where nothing listens',
    () => ({ DATABASE_URL: 'postgres://u:p@127.0.0.1:9/pakhuis' }),
    /nothing answers at the DATABASE_URL/,
  ],
  [
    'a wrong password',
    () => ({ DATABASE_URL: own.replace(password!, 'wrong') }),
    /the password in DATABASE_URL is wrong/,
  ],
  [
    'a database that does not exist',
    () => ({ DATABASE_URL: own.replace(name, 'not_there') }),
    /the database in DATABASE_URL does not exist/,
  ],
]
for (const [story, environment, words] of refusals) {
  test(`it refuses to start with ${story}, and says so in a sentence`, async () => {
    const started = start(environment())
    assert.equal(await started.ended, 1, started.said())
    assert.match(started.said(), words)
    assert.doesNotMatch(started.said(), /\n\s+at /)
  })
}

test('a user without rights on the database is told what is missing', async () => {
  const client = new pg.Client({ connectionString: pointAt(await serverAddress(), name).owner })
  await client.connect()
  const role = `bare_${process.pid}`
  await client.query(`create role ${role} login password 'bare'`)
  await client.query(`create database empty_${process.pid}`)
  try {
    const started = start({
      DATABASE_URL: own
        .replace(`pakhuis_owner:${password}`, `${role}:bare`)
        .replace(name, `empty_${process.pid}`),
    })
    assert.equal(await started.ended, 1, started.said())
    assert.match(started.said(), /may not make roles and tables/)
  } finally {
    await client.query(`drop database empty_${process.pid} with (force)`)
    await client.query(`drop role ${role}`)
    await client.end()
  }
})

test('a taken port is told at once, before a database is made, with another one to try', async () => {
  const other = createServer()
  await new Promise<void>((ready) => other.listen(0, '127.0.0.1', ready))
  const { port } = other.address() as AddressInfo
  const started = start({ PORT: String(port), DATA_DIR: join(folder, 'not-made') })
  assert.equal(await started.ended, 1, started.said())
  assert.match(started.said(), new RegExp(`port ${port} is taken by another program.* PORT=${port + 1}`))
  assert.ok(!existsSync(join(folder, 'not-made')))
  await new Promise((done) => other.close(done))
})

test('an address that this machine does not have, or a role that is none, is told', async () => {
  const elsewhere = start({ HOST: '203.0.113.7' })
  assert.equal(await elsewhere.ended, 1, elsewhere.said())
  assert.match(elsewhere.said(), /this machine has no such address/)
  const nowhere = start({ HOST: 'nowhere.invalid' })
  assert.equal(await nowhere.ended, 1, nowhere.said())
  assert.match(nowhere.said(), /this machine has no such address/)
  const file = start({ DATA_DIR: main })
  assert.equal(await file.ended, 1, file.said())
  assert.match(file.said(), /main\.ts is no folder: choose another DATA_DIR\.\n$/)
  // Linux has no folders made in /proc; another system refuses the folder in another place, in the same words.
  const nowhereToBe = start({ DATA_DIR: '/proc/pakhuis/data' })
  assert.equal(await nowhereToBe.ended, 1, nowhereToBe.said())
  assert.match(nowhereToBe.said(), /\/proc\S* .*choose another DATA_DIR\.\n$/)
  const cook = start({}, '--role', 'web,cook')
  assert.equal(await cook.ended, 1, cook.said())
  assert.match(cook.said(), /--role is web,cook: it must be web, worker/)
})

test('data of a newer version is left alone', async () => {
  const client = new pg.Client({ connectionString: pointAt(await serverAddress(), name).owner })
  await client.connect()
  await client.query("insert into migrations values ('9999-of-tomorrow.sql', 'x', now())")
  const started = start({ DATABASE_URL: own })
  assert.equal(await started.ended, 1, started.said())
  assert.match(started.said(), /newer version of Pakhuis/)
  await client.query("delete from migrations where name = '9999-of-tomorrow.sql'")
  await client.end()
})

test(
  'killed the hard way it starts again with all that was kept, and Ctrl-C leaves no server behind',
  { timeout: 180_000 },
  async () => {
    const first = start({})
    const opened = await addressOf(first)
    const token = /first-run#(\S+)/.exec(first.said())![1]
    const made = await firstRunAt(opened, token)
    assert.equal(made.status, 200, await made.text())
    first.child.kill('SIGKILL')
    await first.ended
    const left = Number(
      (await readFile(join(folder, 'data', 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0],
    )
    assert.ok(isAlive(left), 'the server outlives a kill')

    const second = start({})
    const again = await addressOf(second)
    assert.doesNotMatch(second.said(), /first-run/, 'somebody can sign in already')
    const signedIn = await fetch(`${again}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: again },
      body: JSON.stringify({ email: 'sanne@dewit.example', password: 'groene-fietsbel-op-zolder-77' }),
    })
    assert.equal(signedIn.status, 200, await signedIn.text())
    const own = Number(
      (await readFile(join(folder, 'data', 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0],
    )
    assert.ok(!isAlive(left), 'the server left behind was stopped')

    const rival = start({})
    assert.equal(await rival.ended, 1, rival.said())
    assert.match(rival.said(), new RegExp(`runs already .* \\(process ${second.child.pid}\\)`))
    second.child.kill('SIGINT')
    assert.equal(await second.ended, 0, second.said())
    assert.ok(!isAlive(own), 'no server is left')
  },
)

test(
  'web and worker run as two processes on one database, and another worker goes on when one is killed',
  { timeout: 120_000 },
  async () => {
    const web = start({ DATABASE_URL: own, DATA_DIR: join(folder, 'shared') }, '--role', 'web')
    await addressOf(web)
    const worker = start({ DATABASE_URL: own, DATA_DIR: join(folder, 'shared') }, '--role', 'worker')
    const client = new pg.Client({ connectionString: pointAt(await serverAddress(), name).owner })
    await client.connect()
    const processes = async () =>
      (await client.query<{ process: string }>('select process from worker_heartbeats')).rows.map((row) =>
        Number(row.process.split(':')[1]),
      )
    await until(processes, (pids) => pids.includes(worker.child.pid!), 60)
    assert.ok(!(await processes()).includes(web.child.pid!), 'the web process runs no jobs')

    const add = () =>
      client.query(
        "select graphile_worker.add_job('work', json_build_object('work', 'not-there', 'tenant', gen_random_uuid()), max_attempts => 1)",
      )
    const jobs = async () => (await client.query('select 1 from graphile_worker.jobs')).rowCount
    await add()
    await until(jobs, (left) => left === 0, 20)
    worker.child.kill('SIGKILL')
    await worker.ended
    await add()
    assert.equal(await jobs(), 1, 'nobody is there to take it')
    const other = start({ DATABASE_URL: own, DATA_DIR: join(folder, 'shared') }, '--role', 'worker')
    await until(jobs, (left) => left === 0, 60)
    await client.end()
    for (const one of [web, other]) {
      one.child.kill('SIGTERM')
      assert.equal(await one.ended, 0, one.said())
    }
  },
)

/** A process that has ended stays listed until its parent clears it away, and one whose parent was killed may have none that does. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch {
    return false
  }
  const status = existsSync(`/proc/${pid}/status`) ? readFileSync(`/proc/${pid}/status`, 'utf8') : ''
  return !/^State:\s+Z/m.test(status)
}
