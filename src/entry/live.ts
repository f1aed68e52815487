/** Live updates to open screens: server-sent events of what happened in a tenant, read once a second per process. */
import type { FastifyReply } from 'fastify'
import { earliestId, system } from '../platform/context.ts'
import type { Machine } from '../platform/machine.ts'

type Seen = { id: string; kind: string; about: string }
/** Of before the screen began: it may stand there already, or have been kept just after it was read. */
type Told = Seen & { isEarlier?: true }
type Listener = (events: readonly Seen[]) => void

const listening = new Map<string, Set<Listener>>()
const readers = new Map<string, NodeJS.Timeout>()

/** What may end somebody's session or take rights away; who listens is then asked for anew at once. */
const mayEnd = /^(session|sessions|user|role|api-key)\./

/**
 * Keeps the answer open and tells what happens; asks `isStillIn` every five minutes, and when somebody was shown out. A
 * screen that says how old it is (`?age=` in milliseconds) is first told what happened since, so that it need not ask
 * everything again that it asked while this line was being opened.
 */
export function liveUpdates(
  machine: Machine,
  tenant: string,
  reply: FastifyReply,
  isStillIn: () => Promise<boolean>,
): FastifyReply {
  reply.hijack()
  const { raw } = reply
  raw.writeHead(200, {
    ...(reply.getHeaders() as Record<string, string>),
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  })
  raw.write(': hello\n\n')
  const recheck = () =>
    void isStillIn().then(
      (isIn) => isIn || raw.end(),
      () => raw.end(),
    )
  // One message for all that a look found: a catch-up brings hundreds, and a browser wakes up for each message.
  const tell = (events: readonly Told[]) => {
    const last = events.at(-1)
    if (!last) return
    const told = events.map(({ id: _, ...event }) => event)
    raw.write(`id: ${last.id}\ndata: ${JSON.stringify(told)}\n\n`)
  }
  const listener: Listener = (events) => {
    if (events.some(({ kind }) => mayEnd.test(kind))) recheck()
    tell(events)
  }
  const stop = listen(machine, tenant, listener)
  const age = Number((reply.request.query as { age?: unknown }).age)
  // A screen that is told nothing for a fault would miss it for good: it comes back, and asks everything again.
  if (age >= 0 && age <= mostAge)
    tellSince(machine, tenant, new Date(machine.now().getTime() - age), tell).catch(() => raw.end())
  const beat = setInterval(() => raw.write(': beat\n\n'), 20_000)
  const rechecks = setInterval(recheck, 300_000)
  raw.on('close', () => {
    stop()
    clearInterval(beat)
    clearInterval(rechecks)
  })
  return reply
}

/** Milliseconds. */
const mostAge = 60_000

async function tellSince(
  machine: Machine,
  tenant: string,
  began: Date,
  tell: (events: readonly Told[]) => void,
): Promise<void> {
  const beganId = earliestId(began)
  for (let after = earliestId(new Date(began.getTime() - lookBack)); ;) {
    const events = await machine.act({ tenant, actor: system }, (ctx) =>
      ctx.db.rows<Seen>(unseen, [after, [], mostRead]),
    )
    tell([...kindsOf(events.filter(({ id }) => id < beganId)), ...events.filter(({ id }) => id >= beganId)])
    if (events.length < mostRead) return
    after = events.at(-1)!.id
  }
}

/** Of what was before a screen began it asks whole lists again: once for each kind will do. */
const kindsOf = (events: readonly Seen[]): Told[] =>
  [...new Map(events.map((event) => [event.kind, event])).values()].map((event) => ({
    ...event,
    isEarlier: true,
  }))

function listen(machine: Machine, tenant: string, listener: Listener): () => void {
  const listeners = listening.get(tenant) ?? new Set()
  listeners.add(listener)
  listening.set(tenant, listeners)
  if (!readers.has(tenant)) readers.set(tenant, startReader(machine, tenant))
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(readers.get(tenant))
    readers.delete(tenant)
    listening.delete(tenant)
  }
}

/** Milliseconds that each look goes back: ids follow the moment a transaction began, not when it was kept. */
const lookBack = 10_000

/** How many events one statement reads; after a full answer the next one is asked at once. */
const mostRead = 500

function startReader(machine: Machine, tenant: string): NodeJS.Timeout {
  const began = earliestId(machine.now())
  let seen: string[] = []
  let isFirst = true
  let isBusy = false

  async function look(): Promise<void> {
    const since = earliestId(new Date(machine.now().getTime() - lookBack))
    seen = seen.filter((id) => id > since)
    const events = await machine.act({ tenant, actor: system }, (ctx) =>
      ctx.db.rows<Seen>(unseen, [since, seen, mostRead]),
    )
    seen.push(...events.map(({ id }) => id))
    // What happened before somebody began to listen stands on the screen already; what is kept just after does not.
    const fresh = isFirst ? events.filter(({ id }) => id >= began) : events
    if (fresh.length > 0) for (const tell of listening.get(tenant) ?? []) tell(fresh)
    if (events.length === mostRead) await look()
  }

  return setInterval(async () => {
    if (isBusy) return
    isBusy = true
    // The database may be restarting; the next second looks again.
    await look().then(
      () => (isFirst = false),
      () => undefined,
    )
    isBusy = false
  }, 1000)
}

const unseen = `select id, kind, about from events
  where tenant_id = $1 and id > $2::uuid and id <> all($3::uuid[]) order by id limit $4`
