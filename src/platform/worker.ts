/** Runs jobs: subscribers of events, work in steps and what comes back on a schedule; heals after a killed worker. */
import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { Logger, run, WorkerPreset, type Runner, type Task as JobTask } from 'graphile-worker'
import { system, type Ctx } from './context.ts'
import { within } from './database.ts'
import { startHeart, type Heart } from './heart.ts'
import { GivenBefore, type Machine } from './machine.ts'
import type { Log } from './log.ts'
import { raiseTask } from './tasks.ts'
import type { CallOutcome, Outbound, Told, Tools, Work, Workflow } from './workflow.ts'

export type Worker = {
  stop(): Promise<void>
  /** Seconds that the oldest due job waits, for the health page. */
  lag(): Promise<number>
}

/** Opens a place outside: a connection of the tenant, or a port of the program. */
export type Opener = (tenant: string, place: { connection: string } | { port: string }) => Promise<unknown>

type Payload = Readonly<Record<string, unknown>> & { readonly tenant: string }

export async function startWorker(
  machine: Machine,
  workflows: readonly Workflow[],
  open: Opener,
  log: Log,
  options: {
    concurrency?: number
    pollMilliseconds?: number
    /** While it is so no job is begun, such as on a full disk. */
    isHeld?: () => boolean
  } = {},
): Promise<Worker> {
  const byName = new Map(workflows.map((workflow) => [workflow.name, workflow]))
  let isStopping = false

  const task: JobTask = async (payload, helpers) => {
    const given = payload as Payload
    const name = String(given.subscriber ?? given.work)
    const isLast = helpers.job.attempts >= helpers.job.max_attempts
    const workflow = byName.get(name)
    await heart.isListed()
    try {
      if (!workflow) throw new Error(`no workflow is called ${name}`)
      await runOne(machine, workflow, given, toolsOf(given.tenant))
    } catch (error) {
      log.warn({ job: name, attempt: helpers.job.attempts, error: String(error) }, 'job failed')
      if (!isLast) throw error
      await giveUp(machine, workflow, given, name, error)
    }
  }

  const toolsOf = (tenant: string): Tools => ({
    tenant,
    act: (inner, actor = system) => machine.act({ tenant, actor }, inner),
    open: async <P>(place: { connection: string } | { port: string }) => (await open(tenant, place)) as P,
    isStopping: () => isStopping,
  })

  const pool = machine.database.owner
  const heart = await startHeart(pool, log)
  const start = () =>
    run({
      pgPool: pool,
      concurrency: options.concurrency ?? 8,
      pollInterval: options.pollMilliseconds ?? 1000,
      noHandleSignals: true,
      taskList: { subscriber: task, work: task },
      logger: quiet(log, () => isStopping),
      preset: {
        extends: [WorkerPreset],
        worker: {
          localQueue: { size: 32, ttl: 5000 },
          preparedStatements: machine.database.namesStatements,
          ...told,
        },
      },
      events: heart.enlist(),
    })
  const { isHeld = () => false } = options
  const queue = await keepQueue(start, heart, log, { isStopping: () => isStopping, isHeld })
  const clock = startClock(machine, log, { isStopping: () => isStopping, isHeld })

  return {
    async stop() {
      isStopping = true
      await clock
      await queue.stop()
      await heart.stop()
    },
    async lag() {
      const { rows } = await pool.query<{ lag: number | null }>(
        `select extract(epoch from clock_timestamp() - min(run_at))::float8 as lag from graphile_worker.jobs
         where run_at <= clock_timestamp() and locked_at is null and attempts < max_attempts`,
      )
      return Math.max(0, rows[0]?.lag ?? 0)
    },
  }
}

/** Gathered, the queue waits at its stop until all that was done is written down; one by one it does not. */
const told = { completeJobBatchDelay: 0, failJobBatchDelay: 0 }

/** Milliseconds that a stop waits for jobs; without a database they do not end. */
const longestStop = 10_000

type Signs = { readonly isStopping: () => boolean; readonly isHeld: () => boolean }

/** Starts the queue, and starts it anew when it gave up: the database was away while a job was to be settled, or it was held. */
async function keepQueue(
  start: () => Promise<Runner>,
  heart: Heart,
  log: Log,
  { isStopping, isHeld }: Signs,
) {
  let runner: Runner | null = await start()
  const holding = (async () => {
    while (!isStopping()) {
      await sleep(200)
      if (isHeld() && !isStopping()) await runner?.stop().catch(() => undefined)
    }
  })()
  const watching = (async () => {
    while (!isStopping()) {
      const fault = await runner?.promise.then(() => null, String)
      if (isStopping()) return
      if (runner && !isHeld()) log.warn({ error: fault }, 'the queue gave up; it is started anew')
      runner = null
      await sleep(1000)
      if (isHeld()) continue
      await heart
        .dismiss()
        .then(start)
        .then(
          (next) => (runner = next),
          (error: unknown) => log.warn({ error: String(error) }, 'the queue does not start yet'),
        )
    }
  })()
  return {
    async stop() {
      const stopped = () => within(longestStop, runner?.stop().catch(() => undefined) ?? Promise.resolve())
      await stopped()
      await within(longestStop, Promise.all([watching, holding]))
      // It may just have been started anew.
      await stopped()
    },
  }
}

async function runOne(machine: Machine, workflow: Workflow, payload: Payload, tools: Tools): Promise<void> {
  if (workflow.type === 'work') return void (await workflow.run(tools, payload))
  const event = await tools.act((ctx) => readEvent(ctx, String(payload.event)))
  if (workflow.type === 'outbound') return callOutside(workflow as unknown as Outbound, event, payload, tools)
  const once = { key: `${workflow.name}:${event.id}`, fingerprint: '' }
  await machine
    .act(
      { tenant: payload.tenant, actor: system, request: once },
      async (ctx) => void (await workflow.run(ctx, event)),
    )
    .catch((error: unknown) => {
      if (!(error instanceof GivenBefore)) throw error
    })
}

async function readEvent(ctx: Ctx, id: string): Promise<Told> {
  const event = await ctx.db.one<Told>(
    'select id, kind, about, detail, at, actor_kind, actor_id, actor_name from events where tenant_id = $1 and id = $2',
    [id],
  )
  if (!event) throw new Error(`event ${id} is gone`)
  return event
}

type Prepared = {
  id: string
  state: string
  connection: string | null
  ask: unknown
  key: string
  attempts: number
}

/** Prepare, call, settle: no transaction is open during the call, and each step may be repeated. */
async function callOutside(workflow: Outbound, event: Told, payload: Payload, tools: Tools): Promise<void> {
  const call = await tools.act((ctx) => prepared(ctx, workflow, event))
  if (!call || call.state === 'ok' || call.state === 'skipped') return
  let outcome: CallOutcome<unknown>
  try {
    const place = workflow.to === 'connection' ? { connection: call.connection! } : { port: workflow.to }
    outcome = await workflow.call(await tools.open(place), call.ask, call.key)
  } catch (error) {
    outcome = { kind: 'unknown', text: error instanceof Error ? error.message : String(error) }
  }
  if (outcome.kind === 'unknown') {
    const { text } = outcome
    await tools.act((ctx) => ctx.db.run(setCall, [call.id, 'unknown', text, ctx.now]))
    throw new Error(text)
  }
  await tools.act(async (ctx) => {
    if (outcome.kind === 'ok') {
      await ctx.db.run(setCall, [call.id, 'ok', null, ctx.now])
      await workflow.settle(ctx, outcome.value, event, call.ask)
      return
    }
    await ctx.db.run(setCall, [call.id, 'refused', outcome.text, ctx.now])
    await workflow.refused?.(ctx, outcome, event, call.ask)
    await raiseTask(ctx, {
      kind: 'call.refused',
      about: event.about,
      detail: { place: workflow.name, error: outcome.text, field: outcome.field ?? null },
      retry: { task: 'subscriber', payload: { ...payload } },
      dedupe: `call:${workflow.name}:${event.id}`,
    })
  })
}

const setCall = `update outbound_calls set state = $3, error = $4, updated_at = $5, version = version + 1
  where tenant_id = $1 and id = $2`

/** The call's row, made with its request on the first try; a refused one is prepared anew, for the cause may be mended. */
async function prepared(ctx: Ctx, workflow: Outbound, event: Told): Promise<Prepared | null> {
  const before = await ctx.db.one<Prepared>(
    `select id, state, connection, request as ask, key, attempts from outbound_calls
     where tenant_id = $1 and workflow = $2 and event = $3 for update`,
    [workflow.name, event.id],
  )
  if (before && (before.state === 'ok' || before.state === 'skipped')) return before
  const request = before && before.state !== 'refused' ? null : await workflow.prepare(ctx, event)
  if (before?.state === 'refused' && !request) {
    await ctx.db.run(setCall, [before.id, 'skipped', null, ctx.now])
    return null
  }
  if (before) {
    const ask = request ? request.ask : before.ask
    await ctx.db.run(
      `update outbound_calls set state = 'calling', attempts = attempts + 1, request = $3::jsonb, updated_at = $4
       where tenant_id = $1 and id = $2`,
      [before.id, JSON.stringify(ask), ctx.now],
    )
    return { ...before, ask, connection: request?.connection ?? before.connection, state: 'calling' }
  }
  if (!request) return null
  const id = ctx.newId()
  const row = {
    id,
    key: id,
    state: 'calling',
    connection: request.connection ?? null,
    ask: request.ask,
    attempts: 1,
  }
  await ctx.db.run(
    `insert into outbound_calls (tenant_id, id, created_at, updated_at, workflow, event, about, connection, key, request, state, attempts)
     values ($1, $2, $3, $3, $4, $5, $6, $7, $8, $9::jsonb, 'calling', 1)`,
    [id, ctx.now, workflow.name, event.id, event.about, row.connection, id, JSON.stringify(request.ask)],
  )
  return row
}

async function giveUp(
  machine: Machine,
  workflow: Workflow | undefined,
  payload: Payload,
  name: string,
  error: unknown,
) {
  const text = error instanceof Error ? error.message : String(error)
  await machine.act({ tenant: payload.tenant, actor: system }, async (ctx) => {
    const work = workflow?.type === 'work' ? (workflow as Work) : null
    if (work?.gaveUp) return void (await work.gaveUp(ctx, payload, text))
    await raiseTask(ctx, {
      kind: workflow?.type === 'outbound' ? 'call.failed' : 'job.failed',
      about: typeof payload.about === 'string' ? payload.about : null,
      detail: { place: name, error: text },
      retry: { task: payload.subscriber ? 'subscriber' : 'work', payload: { ...payload } },
      dedupe: `job:${name}:${fingerprint(payload)}`,
    })
  })
}

/** Two jobs of one name are two tasks unless they ask the very same: each keeps what it must try again. */
const fingerprint = (payload: Payload): string =>
  createHash('sha256')
    .update(JSON.stringify(Object.entries(payload).sort()))
    .digest('base64url')
    .slice(0, 22)

/** Each second the schedules that are due become jobs; the database's clock decides, so that no machine's clock can skip or double one. */
async function startClock(machine: Machine, log: Log, { isStopping, isHeld }: Signs): Promise<void> {
  for (let second = 0; !isStopping(); second++) {
    const look = async () => {
      if (second % 60 === 0) await mendSchedules(machine)
      await addDue(machine)
    }
    if (!isHeld())
      await look().catch((error: unknown) => log.warn({ error: String(error) }, 'schedules not read'))
    for (let wait = 0; wait < 1000 && !isStopping(); wait += 100) await sleep(100)
  }
}

/** After downtime a schedule runs once, not once for each time it missed. `at` is the database's own clock when left out. */
export async function addDue(machine: Machine, at: Date | null = null): Promise<number> {
  const { rowCount } = await machine.database.owner.query(
    `
    with due as (
      select tenant_id, id from schedules where next_at <= coalesce($1::timestamptz, clock_timestamp()) and not is_paused
      order by next_at limit 200 for update skip locked
    ), moved as (
      update schedules s set next_at = to_timestamp(
        (floor(extract(epoch from coalesce($1::timestamptz, clock_timestamp())) / s.every_seconds) + 1) * s.every_seconds)
      from due where s.tenant_id = due.tenant_id and s.id = due.id
      returning s.tenant_id, s.id, s.name, s.subject
    )
    select add_jobs(tenant_id, jsonb_build_array(jsonb_build_object(
      'identifier', 'work', 'payload', jsonb_build_object('work', name, 'about', subject, 'tenant', tenant_id),
      'queueName', name || ':' || subject, 'jobKey', 'schedule:' || id, 'maxAttempts', 1, 'priority', 0)))
    from moved`,
    [at],
  )
  return rowCount ?? 0
}

/** A clock that was put back would leave schedules waiting for an hour that was already: what lies further off than its own interval is due now. */
export async function mendSchedules(machine: Machine, at: Date | null = null): Promise<void> {
  await machine.database.owner.query(
    `update schedules set next_at = coalesce($1::timestamptz, clock_timestamp())
     where not is_paused and next_at > coalesce($1::timestamptz, clock_timestamp()) + make_interval(secs => every_seconds)`,
    [at],
  )
}

/** Puts a schedule in place, or changes how often it comes. One that stands already and goes on as it did keeps its hour. */
export async function setSchedule(
  ctx: Ctx,
  schedule: { name: string; subject: string; everySeconds: number; isPaused?: boolean },
): Promise<void> {
  await ctx.db.run(
    `insert into schedules (tenant_id, id, name, subject, every_seconds, next_at, is_paused)
     values ($1, $2, $3, $4, $5, clock_timestamp(), $6)
     on conflict (tenant_id, name, subject) do update set every_seconds = excluded.every_seconds, is_paused = excluded.is_paused,
       next_at = case when schedules.every_seconds = excluded.every_seconds and (excluded.is_paused or not schedules.is_paused)
         then schedules.next_at else excluded.next_at end`,
    [ctx.newId(), schedule.name, schedule.subject, schedule.everySeconds, schedule.isPaused ?? false],
  )
}

/** Faults of the queue itself. At a stop it gives back what it gathered, and calls that a fault (graphile-worker 0.18, `setModeReleased`). */
const quiet = (log: Log, isStopping: () => boolean) =>
  new Logger(() => (level, message) => {
    if (level === 'error' && !isStopping()) log.warn({ queue: message.slice(0, 300) }, 'queue')
  })
