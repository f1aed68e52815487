/** What one may ask of the activity log: look, take along, seal and verify. */
import { z } from 'zod'
import { dayInput, pageInput } from '../../base/check.ts'
import { csvLine, csvMark } from '../../base/csv.ts'
import { refuse } from '../../base/refusal.ts'
import { dayOf } from '../../base/day.ts'
import type { Lang } from '../../base/words.ts'
import { action, FileAnswer } from '../../platform/action.ts'
import type { Ctx } from '../../platform/context.ts'
import { raiseTask, settleTask } from '../../platform/tasks.ts'
import { actorSaid } from './rules.ts'
import { linkHash, rootOf, walk, type Fault, type Link } from './chain.ts'
import {
  activities,
  headOf,
  linkNumbered,
  putInLater,
  stretch,
  timelineOf,
  unsealed,
  type Activity,
} from './reads.ts'
import { columns } from './schema.ts'
import { addLinks, lockChain } from './writes.ts'

const filterInput = {
  actor: z.uuid().optional(),
  actorKind: z.enum(['user', 'key', 'customer', 'system', 'nobody']).optional(),
  about: z.uuid().optional(),
  kind: z
    .string()
    .max(80)
    .regex(/^[a-z0-9-]+\.([a-z0-9.-]+|\*)$/)
    .optional(),
  from: dayInput.optional(),
  until: dayInput.optional(),
}
const pagingInput = { limit: pageInput.limit, after: z.uuid().optional() }

export const listActivities = action({
  http: 'GET /activity',
  right: 'activity.see',
  input: z.object({ ...filterInput, ...pagingInput }),
  says: 'What happened, newest first; `kind` is one kind or all of a noun, such as order.*',
  run: (ctx, { after, limit, ...filter }) => activities(ctx, filter, { after, limit }),
})

export const seeTimeline = action({
  http: 'GET /activity/about/:about',
  right: 'activity.see',
  input: z.object({ about: z.uuid(), ...pagingInput }),
  says: 'What happened to one thing.',
  run: (ctx, { about, ...paging }) => timelineOf(ctx, about, paging),
})

const mostExported = 100_000
const pageSize = 2000

export const exportActivities = action({
  http: 'GET /activity/export',
  isExport: true,
  right: 'activity.see',
  stepUp: true,
  input: z.object(filterInput),
  says: 'The log as CSV, of at most a hundred thousand lines.',
  async run(ctx, filter) {
    const heads = Object.values(columns).map((column) => column[ctx.lang])
    const pieces = [csvMark + csvLine(heads)]
    let count = 0
    for (let after: string | undefined, isMore = true; isMore;) {
      const { rows, next } = await activities(ctx, filter, { after, limit: pageSize })
      count += rows.length
      if (count > mostExported) refuse('activity.too-long', { most: mostExported })
      pieces.push(rows.map((row) => lineOf(row, ctx.lang)).join(''))
      isMore = next !== null
      after = next ?? undefined
    }
    ctx.emit('activity.exported', ctx.actor.id ?? ctx.tenant, { lines: count, filter })
    return new FileAnswer(inPieces(pieces), 'text/csv; charset=utf-8', `activiteiten-${dayOf(ctx.now)}.csv`)
  },
})

const lineOf = (row: Activity, lang: Lang): string =>
  csvLine([
    row.at.toISOString(),
    actorSaid(row, lang),
    row.actorKind,
    row.kind,
    row.about,
    row.address,
    JSON.stringify(row.detail),
  ])

async function* inPieces(pieces: readonly string[]): AsyncGenerator<string> {
  yield* pieces
}

/** Links made in one go; what remains follows in the next. */
const mostSealed = 20_000

export const sealEvents = action({
  http: 'POST /activity/seal',
  right: 'activity.verify',
  input: z.object({}),
  says: 'Adds the newest events to the chain. Also done on a schedule.',
  async run(ctx): Promise<{ sealed: number; isDone: boolean }> {
    await lockChain(ctx)
    let head = await headOf(ctx)
    let sealed = 0
    for (let isMore = true; isMore && sealed < mostSealed;) {
      const events = await unsealed(ctx, head, pageSize)
      const links: Link[] = []
      for (const event of events) {
        const last: Link | undefined = links.at(-1) ?? head
        const hash = linkHash(last?.hash ?? rootOf(ctx.tenant), event)
        links.push({ number: (last?.number ?? 0) + 1, eventId: event.id, hash })
      }
      if (links.length > 0) await addLinks(ctx, links)
      head = links.at(-1) ?? head
      sealed += links.length
      isMore = events.length === pageSize
    }
    return { sealed, isDone: sealed < mostSealed }
  },
})

export type Verdict = {
  readonly isSound: boolean
  readonly checked: number
  /** The newest link; kept outside the database it shows later whether the end was cut off. */
  readonly head: { readonly number: number; readonly hash: string } | null
  readonly wrong: { readonly number: number; readonly event: string | null; readonly fault: Fault } | null
}

export const verifyChain = action({
  http: 'POST /activity/verify',
  right: 'activity.verify',
  input: z.object({
    known: z.object({ number: z.int().min(1), hash: z.string().regex(/^[0-9a-f]{64}$/) }).optional(),
  }),
  says: 'Walks the chain from its start and names the first line that was changed, moved, removed or put in. `known` is a newest link kept elsewhere.',
  async run(ctx, input): Promise<Verdict> {
    const verdict = await verdictOf(ctx, input.known)
    ctx.emit('activity.verified', ctx.tenant, {
      isSound: verdict.isSound,
      checked: verdict.checked,
      wrong: verdict.wrong,
    })
    const { wrong } = verdict
    if (!wrong) await settleTask(ctx, 'activity.broken')
    else {
      const detail = { number: wrong.number, event: wrong.event, fault: wrong.fault }
      await raiseTask(ctx, { kind: 'activity.broken', about: wrong.event, detail, dedupe: 'activity.broken' })
    }
    return verdict
  },
})

async function verdictOf(ctx: Ctx, known: { number: number; hash: string } | undefined): Promise<Verdict> {
  const newest = await headOf(ctx)
  const head = newest ? { number: newest.number, hash: newest.hash } : null
  let at = { number: 0, hash: rootOf(ctx.tenant) }
  for (let isMore = true; isMore;) {
    const { links, events } = await stretch(ctx, at.number, pageSize)
    const { last, wrong } = walk(at, links, events)
    if (wrong) return { isSound: false, checked: last.number, head, wrong }
    at = last
    isMore = links.length === pageSize
  }
  const wrong = (await cutOff(ctx, known)) ?? (await added(ctx, newest))
  return { isSound: wrong === null, checked: at.number, head, wrong }
}

/** A link that we know to have been there and is not, or is another one now: the end was cut off and written anew. */
async function cutOff(
  ctx: Ctx,
  known: { number: number; hash: string } | undefined,
): Promise<Verdict['wrong']> {
  if (!known) return null
  const there = await linkNumbered(ctx, known.number)
  if (there?.hash === known.hash) return null
  return { number: known.number, event: there?.eventId ?? null, fault: there ? 'changed' : 'missing' }
}

async function added(ctx: Ctx, head: Link | undefined): Promise<Verdict['wrong']> {
  const event = head && (await putInLater(ctx, head))
  return event ? { number: head.number, event, fault: 'added' } : null
}
