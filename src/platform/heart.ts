/** The heartbeat of a worker process: who stays silent counts as dead, and the jobs that it held are free again. */
import { randomUUID } from 'node:crypto'
import { EventEmitter } from 'node:events'
import { hostname } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import type { WorkerEvents } from 'graphile-worker'
import type pg from 'pg'
import type { Log } from './log.ts'

export type Heart = {
  /** The events of a queue that is about to start: the names of its workers are learnt from them. */
  enlist(): WorkerEvents
  /** Gives back what the workers so far still hold; they have ended. */
  dismiss(): Promise<void>
  stop(): Promise<void>
}

/** Seconds without a beat after which a worker counts as dead. */
const deadAfter = 15

/** A job that was cut off in its last try gets another one, at most up to this many: it may be what kills us. */
const mostTries = 25

export async function startHeart(pool: pg.Pool, log: Log): Promise<Heart> {
  const id = randomUUID()
  const ids = new Set<string>()
  let isStopped = false
  let beatenSince = performance.now()
  let lastBeat = beatenSince

  async function beat() {
    await pool.query(
      `insert into worker_heartbeats (id, worker_ids, at, process) values ($1, $2, clock_timestamp(), $3)
       on conflict (id) do update set worker_ids = excluded.worker_ids, at = clock_timestamp()`,
      [id, [...ids], `${hostname()}:${process.pid}`],
    )
    const now = performance.now()
    if (now - lastBeat > deadAfter * 500) beatenSince = now
    lastBeat = now
    // After an outage every row is old: who comes back first may not bury the others while they still work.
    if (now - beatenSince >= deadAfter * 1000) await bury()
  }

  async function bury() {
    const { rows } = await pool.query<{ worker_ids: string[]; process: string }>(
      `delete from worker_heartbeats where at < clock_timestamp() - make_interval(secs => $1) returning worker_ids, process`,
      [deadAfter],
    )
    for (const dead of rows) {
      log.warn({ process: dead.process }, 'a worker died; its jobs are free again')
      await freeJobs(pool, dead.worker_ids)
    }
  }

  await beat()
  const beating = (async () => {
    while (!isStopped) {
      for (let wait = ids.size > 0 ? 4000 : 200; wait > 0 && !isStopped; wait -= 200) await sleep(200)
      if (!isStopped) await beat().catch((error: unknown) => log.warn({ error: String(error) }, 'no heartbeat'))
    }
  })()

  return {
    enlist() {
      const events: WorkerEvents = new EventEmitter()
      events.on('worker:create', ({ worker }) => void ids.add(worker.workerId))
      events.on('pool:create', ({ workerPool }) => void ids.add(workerPool.id))
      return events
    },
    async dismiss() {
      const ended = [...ids]
      await freeJobs(pool, ended)
      for (const one of ended) ids.delete(one)
    },
    async stop() {
      isStopped = true
      await beating
      await pool.query('delete from worker_heartbeats where id = $1', [id]).catch(() => undefined)
    },
  }
}

async function freeJobs(pool: pg.Pool, workers: readonly string[]): Promise<void> {
  const { rows } = await pool.query<{ id: string; max: number }>(
    'select id::text, max_attempts + 1 as max from graphile_worker.jobs where locked_by = any($1::text[]) and attempts >= max_attempts and attempts < $2',
    [workers, mostTries],
  )
  await pool.query('select graphile_worker.force_unlock_workers($1::text[])', [workers])
  // The queue counts a try when it begins: one that was cut off would otherwise end without anybody being told.
  for (const { id, max } of rows) {
    await pool.query('select graphile_worker.reschedule_jobs(array[$1::bigint], max_attempts => $2::int)', [id, max])
  }
}
