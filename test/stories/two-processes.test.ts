/** The program as two processes on one database: one takes orders in, the other shows them, and a killed one's work is taken over. */
import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { bicycleShop } from '../../src/connectors/magento/simulated-shop.ts'
import { startMagento } from '../../src/connectors/magento/simulator.ts'
import { testDatabase } from '../support/database.ts'
import { fietsenDeWit, until } from '../support/running.ts'

const main = new URL('../../src/main.ts', import.meta.url).pathname
const folder = await mkdtemp(join(tmpdir(), 'pakhuis-two-'))
const running = new Set<ChildProcess>()
const ended = (child: ChildProcess) =>
  (child.exitCode ?? child.signalCode) === null ? new Promise((done) => child.once('exit', done)) : undefined
after(async () => {
  for (const child of running) child.kill('SIGKILL')
  for (const child of running) await ended(child)
  await rm(folder, { recursive: true, force: true })
})
const { address: database } = await testDatabase()
const shop = await startMagento({ products: bicycleShop })
after(() => shop.close())
const [bell] = bicycleShop

function start(role: 'web' | 'worker') {
  const child = spawn(process.execPath, [main, '--role', role], {
    env: { ...process.env, DATABASE_URL: database.owner, DATA_DIR: folder, PORT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (piece: Buffer) => (said += piece.toString()))
  return { child, said: () => said }
}

const web = start('web')
await until(
  async () => web.said(),
  (said) => /Pakhuis: http/.test(said) || web.child.exitCode !== null,
  60,
)
const address = /Pakhuis: (http:\/\/[^\s/]+)/.exec(web.said())![1]!
let cookie = ''
async function call(method: string, path: string, body?: object) {
  const answer = await fetch(`${address}/api${path}`, {
    method,
    headers: { origin: address, cookie, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  const set = answer.headers.get('set-cookie')
  if (set) cookie = set.split(';')[0]!
  const read = (await answer.json()) as {
    id: string
    state: string
    rows: { externalNumber: string | null }[]
  }
  assert.equal(answer.status, 200, `${method} ${path}: ${JSON.stringify(read)}`)
  return read
}
const listed = async () => (await call('GET', '/orders?view=all')).rows.map((row) => row.externalNumber)

/** What the open screen hears, from now on. */
const heard: string[] = []
async function listen() {
  const stream = await fetch(`${address}/api/live`, { headers: { cookie } })
  assert.equal(stream.status, 200)
  for await (const piece of stream.body!) heard.push(Buffer.from(piece).toString())
}

let worker = start('worker')

test(
  'an order placed in the webshop is taken in by the one process, and seen and heard of at the other',
  { timeout: 120_000 },
  async () => {
    const token = /first-run#(\S+)/.exec(web.said())![1]!
    await call('POST', '/first-run', {
      token,
      business: 'Fietsen De Wit',
      name: 'Sanne de Wit',
      email: 'sanne@dewit.example',
      password: 'groene-fietsbel-op-zolder-77',
    })
    const business = await call('POST', '/businesses', fietsenDeWit)
    const location = await call('POST', '/locations', {
      name: 'Magazijn',
      type: 'warehouse',
      business: business.id,
    })
    const channel = await call('POST', '/channels', { name: 'Webshop', type: 'shop', business: business.id })
    await call('POST', '/channel-locations', { channel: channel.id, location: location.id })
    const { id } = await call('POST', '/connections', {
      name: 'Fietsenshop',
      connector: 'magento',
      channel: channel.id,
      settings: shop.settings,
      importSince: '2020-01-01T00:00:00Z',
    })
    await until(
      () => call('GET', `/connections/${id}`),
      (found) => found.state === 'active',
      40,
    )
    void listen().catch(() => undefined)
    const placed = shop.shopper.place({ lines: [{ sku: bell!.sku, pieces: 1 }] })
    await until(listed, (numbers) => numbers.length === 1, 40)
    await until(
      async () => heard.join(''),
      (all) => /"kind":"order\.[a-z-]+"/.test(all),
      10,
    )
    assert.match(JSON.stringify(await listed()), new RegExp(String(placed.number)))
  },
)

test(
  'a worker that is killed in the middle of a look at the webshop is followed up by another within half a minute',
  { timeout: 120_000 },
  async () => {
    const looks = () => shop.requests.filter((one) => one.url.pathname.includes('/orders')).length
    shop.faults.push({ kind: 'slow', path: '/orders', milliseconds: 25_000, times: 1 })
    const before = looks()
    await until(
      async () => looks(),
      (now) => now > before,
      20,
    )
    worker.child.kill('SIGKILL')
    await ended(worker.child)
    shop.shopper.place({ lines: [{ sku: bell!.sku, pieces: 2 }] })
    worker = start('worker')
    await until(listed, (numbers) => numbers.length === 2, 30)
  },
)

test('told to stop, both processes end by themselves', { timeout: 60_000 }, async () => {
  for (const { child, said } of [worker, web]) {
    child.kill('SIGTERM')
    await ended(child)
    assert.equal(child.exitCode, 0, said())
  }
})
