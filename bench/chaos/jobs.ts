/** Jobs that cannot succeed, and jobs whose process is killed: P7 and P8. */
import { fork } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '../../src/platform/database.ts'
import { openLog } from '../../src/platform/log.ts'
import { retryTask, Task } from '../../src/platform/tasks.ts'
import { page } from '../../src/platform/rows.ts'
import { startWorker } from '../../src/platform/worker.ts'
import { work } from '../../src/platform/workflow.ts'
import { count, jobsOf, mustBe, withMerchant, type Findings, type Ground } from './ground.ts'

/** P7: one job in ten is poison; the rest is done at once, and each poisoned one is a task with its error and a way to retry. */
export function poison(ground: Ground): Promise<Findings> {
  const jobs = ground.tier === 'full' ? 1000 : 100
  return withMerchant(ground, {}, async (merchant) => {
    let isMended = false
    const done = new Set<number>()
    const swallow = work({
      name: 'swallow',
      async run(_tools, payload) {
        const number = Number(payload.number)
        if (number % 10 === 0 && !isMended) throw new Error(`number ${number} is poison`)
        done.add(number)
      },
    })
    await merchant.act(async (ctx) => {
      for (let number = 0; number < jobs; number++)
        ctx.later({ task: 'work', payload: { work: 'swallow', number }, attempts: 2 })
    })
    const worker = await startWorker(
      merchant.machine,
      [swallow],
      async () => null,
      openLog(() => undefined),
      { pollMilliseconds: 200 },
    )
    const faults: string[] = []
    try {
      const from = performance.now()
      while (done.size < jobs * 0.9 && performance.now() - from < 10_000) await sleep(20)
      const healthy = performance.now() - from
      mustBe(faults, 'healthy done within ten seconds', done.size, jobs * 0.9)
      const open = () => merchant.act((ctx) => page(ctx, Task, { where: { state: 'open' }, limit: 200 }))
      while ((await jobsOf(merchant.database, 'swallow')) > 0 && performance.now() - from < 30_000)
        await sleep(100)
      const dead = (await open()).rows
      mustBe(faults, 'tasks', dead.length, jobs / 10)
      mustBe(
        faults,
        'tasks that say why',
        dead.filter((task) => /is poison/.test(String(task.detail.error))).length,
        jobs / 10,
      )
      isMended = true
      for (const task of dead) await merchant.act((ctx) => retryTask(ctx, task.id))
      const again = performance.now()
      while (done.size < jobs && performance.now() - again < 15_000) await sleep(50)
      mustBe(faults, 'done after retry', done.size, jobs)
      mustBe(faults, 'tasks after retry', (await open()).rows.length, 0)
      return {
        figures: `${jobs} jobs, 10 % poison: the rest done in ${(healthy / 1000).toFixed(1)} s, ${dead.length} tasks, all done after retry`,
        faults,
      }
    } finally {
      await worker.stop()
    }
  })
}

/** P8: the process of a job is killed in the middle; another one runs it again within half a minute, though it had one try only. */
export function killedInMidJob(ground: Ground): Promise<Findings> {
  return withMerchant(ground, {}, async (merchant, address) => {
    const { tenant, database } = merchant
    await merchant.act(async (ctx) => ctx.later({ task: 'work', payload: { work: 'linger' }, attempts: 1 }))
    const child = fork(new URL('./hand.ts', import.meta.url), [
      'longJob',
      JSON.stringify({ address, tenant }),
    ])
    const begun = () => count(database, "select count(*) as n from requests where key like 'begun:%'")
    for (let wait = 0; wait < 15_000 && (await begun()) === 0; wait += 50) await sleep(50)
    const faults: string[] = []
    mustBe(faults, 'jobs begun', await begun(), 1)
    await settled(database)
    child.kill('SIGKILL')
    const from = performance.now()
    let isDone = false
    const linger = work({ name: 'linger', run: async () => void (isDone = true) })
    const worker = await startWorker(
      merchant.machine,
      [linger],
      async () => null,
      openLog(() => undefined),
      { pollMilliseconds: 200 },
    )
    while (!isDone && performance.now() - from < 30_000) await sleep(50)
    const took = performance.now() - from
    await worker.stop()
    mustBe(faults, 'the job ran again within 30 s', isDone, true)
    mustBe(faults, 'jobs left', await jobsOf(database, 'linger'), 0)
    return { figures: `its job ran again ${(took / 1000).toFixed(1)} s after the kill`, faults }
  })
}

/** Of a server that has just started nobody is asked who lives, so that its restart buries no one: that is not this. */
async function settled(database: Database): Promise<void> {
  const young =
    "select 1 from pg_stat_activity where pg_postmaster_start_time() > now() - interval '6 s' limit 1"
  while ((await database.owner.query(young)).rows.length > 0) await sleep(200)
}
