/** The heartbeat of a worker process: who stays silent counts as dead, and the jobs that it held are free again. */
import { randomUUID } from 'node:crypto'
import { EventEmitter } from 'node:events'
import { hostname } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import type { WorkerEvents } from 'graphile-worker'
import pg from 'pg'
import { within } from './database.ts'
import type { Log } from './log.ts'

export type Heart = {
  /** The events of a queue that is about to start: the names of its workers are learnt from them. */
  enlist(): WorkerEvents
  /** Waits until those names are written down: a job that begins earlier would have no known owner when it is cut off. */
  isListed(): Promise<void>
  /** Gives back what the workers so far still hold; they have ended. */
  dismiss(): Promise<void>
  stop(): Promise<void>
}

/** Seconds without a beat after which a worker counts as dead, whatever its connection says. */
const deadAfter = 15

/** Milliseconds between two beats. */
const beatEvery = 4000

/** Milliseconds between two looks at who still holds the lock of its life, and how many looks in a row it must be gone. */
const lookEvery = 400
const looksUntilDead = 3

/** Seconds after its start in which a server is not asked who holds a lock: everybody takes his own again first. */
const settling = 5

/** The first half of the lock's name; the other half follows from the process. */
const lifeLocks = 7_201_960

/** A job that was cut off in its last try gets another one, at most up to this many: it may be what kills us. */
const mostTries = 25

export async function startHeart(pool: pg.Pool, log: Log): Promise<Heart> {
  const id = randomUUID()
  const ids = new Set<string>()
  let isStopped = false
  let beatenSince = performance.now()
  let lastBeat = beatenSince
  let listed = Promise.resolve()

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
    await freeStrays(pool)
  }

  async function bury() {
    const { rows } = await pool.query<Silent>(
      `delete from worker_heartbeats where at < clock_timestamp() - make_interval(secs => $1) returning worker_ids, process`,
      [deadAfter],
    )
    await inherit(pool, rows, log)
  }

  await beat()
  const life = await openLife(pool, id)
  const beating = (async () => {
    let [beatIn, lookIn] = [beatEvery, lookEvery]
    while (!isStopped) {
      await sleep(200)
      beatIn -= 200
      lookIn -= 200
      if (isStopped) break
      if (beatIn <= 0) {
        beatIn = beatEvery
        await beat().catch((error: unknown) => log.warn({ error: String(error) }, 'no heartbeat'))
      }
      if (lookIn <= 0) {
        lookIn = lookEvery
        await life
          .look()
          .then((dead) => inherit(pool, dead, log))
          .catch(() => life.renew())
      }
    }
  })()

  return {
    enlist() {
      const events: WorkerEvents = new EventEmitter()
      events.on('pool:create', ({ workerPool }) => {
        ids.add(workerPool.id)
        listed = beat().catch((error: unknown) => log.warn({ error: String(error) }, 'no heartbeat'))
      })
      return events
    },
    isListed: () => listed,
    async dismiss() {
      const ended = [...ids]
      await freeJobs(pool, ended)
      for (const one of ended) ids.delete(one)
    },
    async stop() {
      isStopped = true
      await beating
      await life.end()
      await pool.query('delete from worker_heartbeats where id = $1', [id]).catch(() => undefined)
    },
  }
}

type Silent = { readonly worker_ids: string[]; readonly process: string }

async function inherit(pool: pg.Pool, dead: readonly Silent[], log: Log): Promise<void> {
  for (const one of dead) {
    log.warn({ process: one.process }, 'a worker died; its jobs are free again')
    await freeJobs(pool, one.worker_ids)
  }
}

/**
 * A lock that a process holds on a connection of its own for as long as it lives: the server gives it back the moment
 * the process is killed, so that its jobs need not wait for beats to fail to come.
 */
async function openLife(pool: pg.Pool, id: string) {
  let client: pg.Client | null = null
  const missed = new Map<string, number>()

  async function connect() {
    const next = new pg.Client(pool.options)
    next.on('error', () => undefined)
    await next.connect()
    await next.query('select pg_try_advisory_lock($1, hashtext($2))', [lifeLocks, id])
    client = next
  }
  async function renew() {
    missed.clear()
    const broken = client
    client = null
    await within(1000, broken?.end().catch(() => undefined) ?? Promise.resolve())
    await connect().catch(() => undefined)
  }

  await connect()
  return {
    renew,
    /** Those whose lock was gone several looks in a row, off the list. */
    async look(): Promise<Silent[]> {
      if (!client) throw new Error('no connection')
      const { rows } = await client.query<{ id: string; is_held: boolean }>(heldLocks, [lifeLocks, settling])
      const gone = rows.filter((row) => !row.is_held)
      // A pooler may give our connection to others and end it; whoever lives takes its lock again at once.
      if (gone.some((row) => row.id === id))
        await client.query('select pg_try_advisory_lock($1, hashtext($2))', [lifeLocks, id])
      const counts = new Map(
        gone.filter((row) => row.id !== id).map((row) => [row.id, (missed.get(row.id) ?? 0) + 1]),
      )
      missed.clear()
      for (const [one, count] of counts) missed.set(one, count)
      const dead = [...counts].filter(([, count]) => count >= looksUntilDead).map(([one]) => one)
      if (dead.length === 0) return []
      return (
        await pool.query<Silent>(
          'delete from worker_heartbeats where id = any($1) returning worker_ids, process',
          [dead],
        )
      ).rows
    },
    end: () => within(1000, client?.end().catch(() => undefined) ?? Promise.resolve()),
  }
}

const heldLocks = `
  select h.id::text as id, pg_postmaster_start_time() > clock_timestamp() - make_interval(secs => $2) or exists (
    select from pg_locks l where l.locktype = 'advisory' and l.objsubid = 2 and l.granted
      and l.database = (select oid from pg_database where datname = current_database())
      and l.classid = $1::int::oid and l.objid = hashtext(h.id::text)::oid) as is_held
  from worker_heartbeats h`

/** A process may die before the names of its workers were written down: what is held by nobody on the list is free again as well. */
async function freeStrays(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ worker: string }>(
    `select distinct j.locked_by as worker from graphile_worker.jobs j
     where j.locked_at < clock_timestamp() - make_interval(secs => $1)
       and not exists (select from worker_heartbeats h where j.locked_by = any(h.worker_ids))`,
    [deadAfter],
  )
  if (rows.length > 0)
    await freeJobs(
      pool,
      rows.map((row) => row.worker),
    )
}

async function freeJobs(pool: pg.Pool, workers: readonly string[]): Promise<void> {
  const { rows } = await pool.query<{ id: string; max: number }>(
    'select id::text, max_attempts + 1 as max from graphile_worker.jobs where locked_by = any($1::text[]) and attempts >= max_attempts and attempts < $2',
    [workers, mostTries],
  )
  await pool.query('select graphile_worker.force_unlock_workers($1::text[])', [workers])
  // The queue counts a try when it begins: one that was cut off would otherwise end without anybody being told.
  for (const { id, max } of rows) {
    await pool.query('select graphile_worker.reschedule_jobs(array[$1::bigint], max_attempts => $2::int)', [
      id,
      max,
    ])
  }
  await pool.query(`select pg_notify('jobs:insert', '{"count": 1}')`)
}
