/** Measures the yardstick and ours in turn in one run on one machine, and prints the ratios. `npm run bench -- --sizes=100k,1M --screens --out=table.md`. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { startEmbedded } from '../src/platform/embedded.ts'
import { measure, rounded, type Measured } from './measure.ts'
import { documentRows } from './documents.ts'
import { packageRow, programRows } from './program.ts'
import { screenRows } from './screens.ts'
import { vatRow } from './vat.ts'
import { openOurs } from './ours.ts'
import { measureOrganisations } from './organisations.ts'
import { surnames } from './workload.ts'
import { openYardstick } from './yardstick.ts'

const option = (name: string, otherwise: string) =>
  process.argv.find((flag) => flag.startsWith(`--${name}=`))?.split('=')[1] ?? otherwise
const sizes = option('sizes', '100k')
  .split(',')
  .map((text) => Number(text.replace('k', '000').replace('M', '000000')))
const seconds = Number(option('scale', '1'))

/** So many orders come in through the front door; what is more is copied from them. */
const takenIn = 20_000

type Line = { row: string; what: string; raw: string; ours: string; ratio: string; goal: string }
const lines: Line[] = []
const note = (row: string, what: string, raw: string, ours: string, ratio: string, goal: string) => {
  lines.push({ row, what, raw, ours, ratio, goal })
  process.stdout.write(
    `${row.padEnd(4)} ${what.padEnd(46)} raw ${raw.padEnd(24)} ours ${ours.padEnd(34)} ${ratio.padEnd(14)} goal ${goal}\n`,
  )
}

const folder = await mkdtemp(join(tmpdir(), 'pakhuis-bench-'))
const server = await startEmbedded(folder, { sharedBuffers: '1GB' })
try {
  for (const size of sizes) await measureSize(size)
  await packageRow(note)
  await vatRow(note)
  if (!process.argv.includes('--no-documents')) await documentRows(note)
} finally {
  await server.stop()
  await rm(folder, { recursive: true, force: true })
}
const out = option('out', '')
if (out) await writeFile(out, table())

function ratio(value: number): string {
  return `× ${rounded(value)}`
}

async function measureSize(size: number) {
  const rawUrl = await newDatabase(`raw_${size}`)
  const raw = await openYardstick(rawUrl)
  const url = await newDatabase(`ours_${size}`)
  const ours = await openOurs(url, folder)
  const label = size >= 1_000_000 ? `${size / 1_000_000}M` : `${size / 1000}k`
  // Thousand by thousand in turn, so that what else the machine does is shared between them.
  const taken = Math.min(size, takenIn)
  const grown: [number, number] = [0, 0]
  for (let n = 0; n < taken; n += 5000) {
    grown[0] += await timed(() => raw.grow(n, Math.min(taken, n + 5000)))
    grown[1] += await timed(() => ours.grow(n, Math.min(taken, n + 5000)))
  }
  note(
    'a2',
    `catch-up of ${taken / 1000}k orders, 1000 per transaction`,
    `${rounded(taken / grown[0])}/s`,
    `${rounded(taken / grown[1])}/s`,
    ratio(grown[0] / grown[1]),
    '≥ 0.5',
  )
  const settled = await timed(async () => {
    await raw.settle(taken, size / taken)
    await ours.settle(taken, size / taken)
  })
  process.stdout.write(`     copied to ${label} in ${rounded(settled)} s\n`)

  let from = 100_000_000
  const next = () => (from += 1_000_000)
  for (const parallel of [1, 4]) {
    const count = 600 * seconds
    const [a, b] = [next(), next()]
    await measure(100, parallel, (n) => raw.one(a - 1000 + n))
    await measure(100, parallel, (n) => ours.one(b - 1000 + n))
    const before = ours.statements()
    const r = await measure(count, parallel, (n) => raw.one(a + n))
    const o = await measure(count, parallel, (n) => ours.one(b + n))
    const statements = (ours.statements() - before) / count
    compare(
      'a1',
      `one order in, ${parallel} at a time, at ${label}`,
      r,
      o,
      `≥ 0.5, p50 ≤ 2, ≤ 14 statements`,
      `, ${rounded(statements, 1)} statements, ${rounded(o.cpuMs)} ms cpu`,
    )
  }
  const [a, b] = [next(), next()]
  const batchRaw = await measure(20, 1, (n) => raw.many(a + n * 100, 100))
  const batchOurs = await measure(20, 1, (n) => ours.many(b + n * 100, 100))
  note(
    'a2',
    `a hundred orders per transaction, at ${label}`,
    `${rounded(batchRaw.perSecond * 100)}/s`,
    `${rounded(batchOurs.perSecond * 100)}/s`,
    ratio(batchOurs.perSecond / batchRaw.perSecond),
    '≥ 0.5',
  )

  await measure(20, 1, () => ours.get('/orders?view=open'))
  compare(
    size >= 1_000_000 ? 'b2' : 'b1',
    `order list, newest 50 of a view, at ${label}`,
    await measure(300, 1, () => raw.list()),
    await measure(300, 1, () => ours.get('/orders?view=open')),
    'p50 ≤ 3 ms, p99 ≤ 12 ms over http',
  )
  for (const [kind, texts] of Object.entries(searches(size))) {
    await measure(5, 1, (n) => ours.get(`/orders?search=${encodeURIComponent(texts[n % texts.length]!)}`))
    const r = await measure(100, 1, (n) => raw.search(kind, texts[n % texts.length]!))
    const o = await measure(100, 1, (n) =>
      ours.get(`/orders?search=${encodeURIComponent(texts[n % texts.length]!)}`),
    )
    const found = (await ours.get(`/orders?search=${encodeURIComponent(texts[0]!)}`)).rows!.length
    compare(
      size >= 1_000_000 ? 'c2' : 'c1',
      `search by ${kind}, at ${label}`,
      r,
      o,
      size >= 1_000_000 ? 'p50 ≤ 50 ms, none over 300' : 'p50 ≤ 2 × raw + 1 ms',
      `, slowest ${rounded(o.slowest)} ms, ${found} found`,
    )
  }
  await measureOrganisations({ rawUrl, url, get: ours.get }, size, (what, r, o, found) =>
    compare(
      size >= 1_000_000 ? 'c2' : 'c1',
      `organisation by ${what}, among ${label}`,
      r,
      o,
      size >= 1_000_000 ? 'p50 ≤ 50 ms, none over 300' : 'p50 ≤ 2 × raw + 1 ms',
      `, slowest ${rounded(o.slowest)} ms, ${found} found`,
    ),
  )
  compare(
    'd',
    `one order with everything, at ${label}`,
    await measure(300, 1, () => raw.open()),
    await measure(300, 1, () => ours.get(`/orders/${ours.anyOrder()}`)),
    'p50 ≤ 3 ms over http',
  )
  const levels = (n: number) =>
    Array.from({ length: 1000 }, (_, i) => 90_000_000_000 + ((n * 7919 + i * 31) % 1_000_000) * 1000)
  const stockRaw = await timed(async () => {
    for (let n = 0; n < 10; n++) await raw.setStock(levels(n).map((l) => Math.round(l / 1000)))
  })
  const stockOurs = await timed(async () => {
    for (let n = 0; n < 10; n++) await ours.setStock(levels(n))
  })
  note(
    'g',
    '10,000 stock levels set, each with a ledger row',
    `${rounded(stockRaw)} s`,
    `${rounded(stockOurs)} s`,
    '',
    '≤ 1 s',
  )
  if (process.argv.includes('--screens')) {
    const planned = await ours.plan(200)
    await ours.calm()
    await screenRows(note, { address: ours.house.address!, cookie: ours.cookie, label, planned })
  }
  await raw.close()
  // Rest is without the jobs that the orders above left behind: nothing has run them.
  await ours.house.database.owner.query('delete from graphile_worker._private_jobs')
  await ours.house.stop()
  await programRows(note, { url, folder, cookie: ours.cookie, label })
}

function compare(row: string, what: string, raw: Measured, ours: Measured, goal: string, more = '') {
  note(
    row,
    what,
    `${rounded(raw.perSecond)}/s p50 ${rounded(raw.p50)} ms`,
    `${rounded(ours.perSecond)}/s p50 ${rounded(ours.p50)} p99 ${rounded(ours.p99)} ms${more}`,
    `${ratio(ours.perSecond / raw.perSecond)} p50 ${ratio(ours.p50 / raw.p50)}`,
    goal,
  )
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now()
  await work()
  return (performance.now() - from) / 1000
}

async function newDatabase(name: string): Promise<string> {
  const client = new pg.Client({ connectionString: server.address('postgres').owner })
  await client.connect()
  await client.query(`create database ${name}`)
  await client.end()
  return server.address(name).owner
}

function searches(size: number): Record<string, string[]> {
  return {
    surname: surnames.slice(0, 6),
    'full name': surnames.slice(0, 6).map((name) => `Jan ${name}`),
    product: ['rode fiets', 'luxe lamp', 'grote koffer', 'kleine ladder'],
    postcode: Array.from({ length: 50 }, (_, i) => String(2000 + i * 131)),
    reference: Array.from({ length: 50 }, (_, i) => `EXT-${500_000_000 + ((i * 7919) % size)}`),
  }
}

function table(): string {
  const head = '| row | what | hand-written SQL | ours | ratio | goal |\n|---|---|---|---|---|---|\n'
  return (
    head +
    lines
      .map(
        (line) =>
          `| ${line.row} | ${line.what} | ${line.raw} | ${line.ours} | ${line.ratio} | ${line.goal} |`,
      )
      .join('\n')
  )
}
