/** A worker that stops leaves nothing behind that another would wait for. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { until } from '../../test/support/running.ts'
import { newWorld } from '../../test/support/world.ts'
import { openLog } from './log.ts'
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
