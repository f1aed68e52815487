/** The machine room: runs work in a transaction of a tenant and keeps what it told with what it changed. */
import { KeptRefusal } from '../base/refusal.ts'
import type { Lang } from '../base/words.ts'
import { idSource, type Actor, type Ctx, type Happening, type Later } from './context.ts'
import { constraintOf, type Database, type Db } from './database.ts'
import { seal, unseal, type Keys } from './sealed.ts'

/** Somebody who wants to know of an event; a job of its own runs after the transaction was kept. */
export type Subscriber = {
  readonly name: string
  readonly on: readonly string[]
  /** Whether it wants this event of a kind that it listens to; a job that would find nothing to do is not made. */
  readonly wants?: (event: Pick<Happening, 'kind' | 'detail'>) => boolean
}

export type Machine = {
  readonly database: Database
  readonly now: () => Date
  act<T>(who: Asker, work: (ctx: Ctx) => Promise<T>): Promise<T>
}

export type Asker = {
  readonly tenant: string
  readonly actor: Actor
  readonly lang?: Lang
  /** The caller's own key of a changing request; the first answer is given again when it comes back. */
  readonly request?: { readonly key: string; readonly fingerprint: string }
}

/** An answer that was given before under the same key. */
export class GivenBefore extends Error {
  readonly answer: unknown
  readonly isSame: boolean

  constructor(answer: unknown, isSame: boolean) {
    super('this request was answered before')
    this.answer = answer
    this.isSame = isSame
  }
}

export type MachineOptions = {
  readonly now?: () => Date
  /** What secrets are sealed with; without keys a use case that keeps a secret fails. */
  readonly keys?: Keys
}

export function openMachine(
  database: Database,
  subscribers: readonly Subscriber[],
  options: MachineOptions | (() => Date) = {},
): Machine {
  const { now = () => new Date(), keys } = typeof options === 'function' ? { now: options } : options
  const wanting = new Map<string, Subscriber[]>()
  for (const one of subscribers)
    for (const kind of one.on) wanting.set(kind, [...(wanting.get(kind) ?? []), one])

  const wake = wakerOf(database)

  async function act<T>(who: Asker, work: (ctx: Ctx) => Promise<T>): Promise<T> {
    let added = 0
    const ids = idSource(now)
    const mark = ids.next()
    let firstEvent: string | undefined
    let refused: KeptRefusal | undefined

    const attempt = async (db: Db): Promise<T> => {
      if (who.request) await answerAgain(db, who.request)
      ids.again()
      ids.next()
      const told: Happening[] = []
      const jobs: Later[] = []
      const ctx: Ctx = {
        get tenant() {
          return db.tenant
        },
        actor: who.actor,
        now: now(),
        lang: who.lang ?? 'nl',
        db,
        newId: ids.next,
        emit: (kind, about, detail = {}) => void told.push({ id: ids.next(), kind, about, detail }),
        later: (job) => void jobs.push(job),
        seal: (purpose, text) => seal(keysOf(keys), `${db.tenant}:${purpose}`, text),
        unseal: (purpose, sealed) => unseal(keysOf(keys), `${db.tenant}:${purpose}`, sealed),
        sealKeys: () => keysOf(keys).map(({ id }) => id),
      }
      refused = undefined
      const answer = await work(ctx).catch((error: unknown) => {
        if (!(error instanceof KeptRefusal)) throw error
        refused = error
        return undefined as never
      })
      firstEvent = told[0]?.id
      for (const event of told)
        for (const { name, wants } of wanting.get(event.kind) ?? [])
          if (wants?.(event) ?? true) jobs.push(jobFor(event, name))
      added = jobs.length
      await keep(ctx, mark, told, jobs, refused ? undefined : who.request && { ...who.request, answer })
      return answer
    }
    const wasKept = async (db: Db) =>
      firstEvent !== undefined &&
      (await db.one('select 1 as found from events where tenant_id = $1 and id = $2', [firstEvent])) !==
        undefined

    try {
      const answer = await database.transaction(who.tenant, attempt, wasKept)
      if (added > 0) wake()
      if (refused) throw refused
      return answer
    } catch (error) {
      if (constraintOf(error) !== 'requests_pkey' || !who.request) throw error
      const { request } = who
      return await database.transaction(who.tenant, async (db) => (await answerAgain(db, request)) as never)
    }
  }
  return { database, now, act }
}

/** Milliseconds in which the jobs of several transactions wake the workers once. */
const wakeAfter = 15

/** Tells the workers that there is something to do. Who dies before it has told is no harm: they look each second as well. */
function wakerOf(database: Database): () => void {
  let isSet = false
  const tell = () => {
    isSet = false
    void database.owner.query(`select pg_notify('jobs:insert', '{"count": 1}')`).catch(() => undefined)
  }
  return () => {
    if (!isSet) setTimeout(tell, wakeAfter).unref()
    isSet = true
  }
}

function keysOf(keys: Keys | undefined): Keys {
  if (!keys) throw new Error('this program was started without the key that secrets are sealed with')
  return keys
}

const jobFor = (event: Happening, subscriber: string): Later => ({
  task: 'subscriber',
  payload: { subscriber, event: event.id, about: event.about },
})

async function answerAgain(db: Db, request: { key: string; fingerprint: string }): Promise<void> {
  const before = await db.one<{ fingerprint: string; answer: unknown }>(
    'select fingerprint, answer from requests where tenant_id = $1 and key = $2',
    [request.key],
  )
  if (before) throw new GivenBefore(before.answer, before.fingerprint === request.fingerprint)
}

/** Events, jobs and the answer leave in one statement, the last one before commit. */
async function keep(
  ctx: Ctx,
  mark: string,
  told: readonly Happening[],
  jobs: readonly Later[],
  request: { key: string; fingerprint: string; answer: unknown } | undefined,
): Promise<void> {
  if (told.length === 0 && jobs.length === 0 && !request) return
  const parts: string[] = []
  const values: unknown[] = []
  if (told.length > 0) {
    values.push(
      JSON.stringify(told),
      ctx.now,
      ctx.actor.kind,
      ctx.actor.id,
      ctx.actor.name,
      mark,
      ctx.actor.address ?? null,
    )
    parts.push(`e as (insert into events (tenant_id, id, kind, about, detail, at, actor_kind, actor_id, actor_name, request, address)
      select $1, x.id, x.kind, x.about, x.detail, $3::timestamptz, $4, $5::uuid, $6, $7::uuid, $8
      from json_to_recordset($2::json) x(id uuid, kind text, about uuid, detail jsonb))`)
  }
  if (request) {
    const n = values.length + 2
    values.push(request.key, request.fingerprint, JSON.stringify(request.answer ?? null), ctx.now)
    parts.push(`r as (insert into requests (tenant_id, key, fingerprint, answer, at)
      values ($1, $${n}, $${n + 1}, $${n + 2}::jsonb, $${n + 3}::timestamptz))`)
  }
  const n = values.length + 2
  values.push(JSON.stringify(lastOfEachKey(jobs).map((job) => jobSpec(ctx.tenant, job))))
  const head = parts.length > 0 ? `with ${parts.join(', ')} ` : ''
  await ctx.db.run(`${head}select add_jobs($1, $${n}::jsonb)`, values)
}

/** One waiting job per key: of several in one transaction the last one counts. */
function lastOfEachKey(jobs: readonly Later[]): Later[] {
  const keyed = new Map(jobs.map((job, i) => [job.key ?? i, job]))
  return [...keyed.values()]
}

function jobSpec(tenant: string, job: Later) {
  return {
    identifier: job.task,
    payload: { ...job.payload, tenant },
    queueName: job.queue ?? null,
    runAt: job.runAt?.toISOString() ?? null,
    jobKey: job.key ?? null,
    isHint: job.isHint ?? false,
    priority: job.priority ?? 0,
    maxAttempts: job.attempts ?? 8,
  }
}
