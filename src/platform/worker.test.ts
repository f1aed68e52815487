/** A worker that stops leaves nothing behind that another would wait for. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { testDatabase } from '../../test/support/database.ts'
import { until } from '../../test/support/running.ts'
import { newWorld } from '../../test/support/world.ts'
import { nobodys, openDatabase } from './database.ts'
import { openLog } from './log.ts'
import { openMachine } from './machine.ts'
import { startWorker } from './worker.ts'
import { work } from './workflow.ts'

test('what a worker gathered and did not begin is free the moment it stops, and the log is quiet', async () => {
  const world = await newWorld()
  await world.database.owner.query('delete from graphile_worker._private_jobs')
  const lines: string[] = []
  let begun = 0
  const dawdle = work({
    name: 'dawdle',
    async run() {
      begun++
      await sleep(300)
    },
  })
  const worker = await startWorker(
    world.machine,
    [dawdle],
    async () => null,
    openLog((line) => lines.push(line)),
    { concurrency: 1, pollMilliseconds: 50 },
  )
  await world.act(async (ctx) => {
    for (let i = 0; i < 20; i++)
      ctx.later({ task: 'work', payload: { work: 'dawdle', about: String(i) }, key: `dawdle:${i}` })
  })
  await until(
    async () => begun,
    (count) => count >= 2,
  )
  await worker.stop()
  const { rows } = await world.database.owner.query<{ left: number; held: number }>(
    `select count(*)::int as left, count(locked_at)::int as held from graphile_worker.jobs where key like 'dawdle:%'`,
  )
  assert.ok(rows[0]!.left >= 10, 'the stop came before the end')
  assert.equal(rows[0]!.held, 0)
  assert.deepEqual(
    lines.filter((line) => line.includes('"warn"')),
    [],
  )
})

test('behind a pooler the queue prepares nothing that another connection would miss', async () => {
  const { address } = await testDatabase()
  const prepared = async (namesStatements: boolean) => {
    const database = openDatabase({ ...address, namesStatements })
    let done = 0
    const count = work({ name: 'count', run: async () => void done++ })
    const worker = await startWorker(
      openMachine(database, []),
      [count],
      async () => null,
      openLog(() => undefined),
      { pollMilliseconds: 50 },
    )
    await database.owner.query('select graphile_worker.add_job($1, $2)', [
      'work',
      { work: 'count', tenant: nobodys },
    ])
    await until(
      async () => done,
      (times) => times === 1,
    )
    const clients = await Promise.all(
      Array.from({ length: database.owner.idleCount }, () => database.owner.connect()),
    )
    const found = await Promise.all(
      clients.map((client) => client.query<{ name: string }>('select name from pg_prepared_statements')),
    )
    for (const client of clients) client.release()
    await worker.stop()
    await database.close()
    return found.flatMap(({ rows }) => rows.map((row) => row.name))
  }
  assert.deepEqual(await prepared(false), [])
  assert.match((await prepared(true)).join(' '), /graphile_worker/)
})
