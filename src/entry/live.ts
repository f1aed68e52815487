/** Live updates to open screens: server-sent events of what happened in a tenant, read once a second per process. */
import type { FastifyReply } from 'fastify'
import { earliestId, system } from '../platform/context.ts'
import type { Machine } from '../platform/machine.ts'

type Seen = { id: string; kind: string; about: string }
type Listener = (events: readonly Seen[]) => void

const listening = new Map<string, Set<Listener>>()
const readers = new Map<string, NodeJS.Timeout>()

/** What may end somebody's session or take rights away; who listens is then asked for anew at once. */
const mayEnd = /^(session|sessions|user|role|api-key)\./

/** Keeps the answer open and tells what happens; asks `isStillIn` every five minutes, and when somebody was shown out. */
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
  const listener: Listener = (events) => {
    if (events.some(({ kind }) => mayEnd.test(kind))) recheck()
    for (const { id, kind, about } of events)
      raw.write(`id: ${id}\ndata: ${JSON.stringify({ kind, about })}\n\n`)
  }
  const stop = listen(machine, tenant, listener)
  const beat = setInterval(() => raw.write(': beat\n\n'), 20_000)
  const rechecks = setInterval(recheck, 300_000)
  raw.on('close', () => {
    stop()
    clearInterval(beat)
    clearInterval(rechecks)
  })
  return reply
}

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

/** Ids follow the moment a transaction began, not when it was kept: each look goes ten seconds back and skips what it saw. */
function startReader(machine: Machine, tenant: string): NodeJS.Timeout {
  const seen = new Set<string>()
  const began = earliestId(machine.now())
  let isFirst = true
  let isBusy = false
  return setInterval(async () => {
    if (isBusy) return
    isBusy = true
    try {
      const events = await machine.act({ tenant, actor: system }, (ctx) =>
        ctx.db.rows<Seen>(
          'select id, kind, about from events where tenant_id = $1 and id > $2 order by id limit 500',
          [earliestId(new Date(ctx.now.getTime() - 10_000))],
        ),
      )
      // What happened before somebody began to listen stands on the screen already; what came just after does not.
      const fresh = events.filter((event) => !seen.has(event.id) && (!isFirst || event.id >= began))
      if (seen.size > 5000) seen.clear()
      for (const event of events) seen.add(event.id)
      if (fresh.length > 0) for (const tell of listening.get(tenant) ?? []) tell(fresh)
      isFirst = false
    } catch {
      // The database may be restarting; the next second looks again.
    } finally {
      isBusy = false
    }
  }, 1000)
}
