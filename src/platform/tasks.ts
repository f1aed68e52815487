/** Work for a person: what the program could not settle by itself, with what to try again. */
import { record, type Row } from '../base/record.ts'
import { choice, json, link, text } from '../base/field.ts'
import { words, type Words } from '../base/words.ts'
import type { Ctx } from './context.ts'
import { change, lock } from './rows.ts'

export const Task = record('tasks', 'Taak', 'Task', {
  kind: text('Soort', 'Kind', { fixed: true }),
  about: link('Waarover', 'About', '*', { fixed: true }).nullable(),
  aboutKind: text('Soort onderwerp', 'Kind of subject', { fixed: true }).nullable(),
  detail: json<Record<string, unknown>>('Bijzonderheden', 'Detail').default({}),
  state: choice('Status', 'Status', {
    open: words('Open', 'Open'),
    done: words('Klaar', 'Done'),
    skipped: words('Overgeslagen', 'Skipped'),
  }).default('open'),
  retry: json<{ task: string; payload: Record<string, unknown> }>('Opnieuw', 'Retry').nullable(),
  dedupe: text('Sleutel', 'Key', { fixed: true, max: 300 }),
})
export type Task = Row<typeof Task>

export type NewTask = {
  readonly kind: string
  readonly about?: string | null
  /** The table of what it is about, for the link on the screen. */
  readonly aboutKind?: string | null
  /** Figures for the kind's words, and `error` as the outside said it. */
  readonly detail?: Readonly<Record<string, unknown>>
  readonly retry?: { task: string; payload: Record<string, unknown> } | null
  /** An open task with the same key is brought up to date instead of doubled. */
  readonly dedupe: string
}

/** Makes a task, or brings the open one of the same key up to date. */
export async function raiseTask(ctx: Ctx, task: NewTask): Promise<void> {
  const id = ctx.newId()
  const row = await ctx.db.one<{ isNew: boolean }>(
    `insert into tasks (tenant_id, id, created_at, updated_at, kind, about, about_kind, detail, retry, dedupe)
     values ($1, $2, $3, $3, $4, $5, $6, $7::jsonb, $8::jsonb, $9)
     on conflict (tenant_id, dedupe) where state = 'open'
     do update set detail = excluded.detail, retry = excluded.retry, updated_at = excluded.updated_at, version = tasks.version + 1
     returning id = $2 as is_new`,
    [
      id,
      ctx.now,
      task.kind,
      task.about ?? null,
      task.aboutKind ?? null,
      JSON.stringify(task.detail ?? {}),
      task.retry ? JSON.stringify(task.retry) : null,
      task.dedupe,
    ],
  )
  if (row?.isNew) ctx.emit('task.raised', id, { kind: task.kind, about: task.about ?? null })
}

/** Closes the open task of a key, when its cause has gone. */
export const settleTask = (ctx: Ctx, dedupe: string): Promise<void> => settleTasks(ctx, [dedupe])

export async function settleTasks(ctx: Ctx, dedupes: readonly string[]): Promise<void> {
  if (dedupes.length === 0) return
  await ctx.db.run(
    `update tasks set state = 'done', updated_at = $3, version = version + 1 where tenant_id = $1 and dedupe = any($2::text[]) and state = 'open'`,
    [dedupes, ctx.now],
  )
}

/** Closes the open task of a key because a person chose what to do about it. */
export async function decideTask(ctx: Ctx, dedupe: string): Promise<void> {
  await ctx.db.run(
    `update tasks set state = 'done', detail = detail || '{"isDecided": true}', updated_at = $3, version = version + 1 where tenant_id = $1 and dedupe = $2 and state = 'open'`,
    [dedupe, ctx.now],
  )
}

/** Whether the last task of a key was skipped or decided over these same figures: that is not asked twice. */
export async function wasDecided(ctx: Ctx, dedupe: string, detail: object): Promise<boolean> {
  const last = await ctx.db.one<{ isSame: boolean }>(
    `select (state = 'skipped' or detail ? 'isDecided') and detail @> $3::jsonb as is_same from tasks
     where tenant_id = $1 and dedupe = $2 and state <> 'open' order by updated_at desc limit 1`,
    [dedupe, JSON.stringify(detail)],
  )
  return last?.isSame ?? false
}

/** Tries again what a task could not: its job is added once more. */
export async function retryTask(ctx: Ctx, id: string): Promise<Task> {
  const task = await lock(ctx, Task, id)
  if (task.state !== 'open' || !task.retry) return task
  ctx.later({ ...task.retry, key: `retry:${id}` })
  ctx.emit('task.retried', id, { kind: task.kind })
  return change(ctx, Task, id, { state: 'done' })
}

/** Puts a task aside, with the reason for it. */
export async function skipTask(ctx: Ctx, id: string, reason: string): Promise<Task> {
  const task = await lock(ctx, Task, id)
  if (task.state !== 'open') return task
  ctx.emit('task.skipped', id, { kind: task.kind, reason })
  return change(ctx, Task, id, { state: 'skipped', detail: { ...task.detail, reason } })
}

/** The words of the tasks that the machine room itself raises; `{error}` is what went wrong. */
export const tasks: Record<string, Words> = {
  'job.failed': words('Een achtergrondtaak is mislukt: {error}', 'A background job failed: {error}'),
  'call.refused': words('{place} weigert: {error}', '{place} refuses: {error}'),
  'call.failed': words('{place} is niet bereikbaar: {error}', '{place} cannot be reached: {error}'),
}

export const events: Record<string, Words> = {
  'task.raised': words('Taak gemaakt', 'Task created'),
  'task.retried': words('Opnieuw geprobeerd', 'Tried again'),
  'task.skipped': words('Taak overgeslagen', 'Task skipped'),
}

export const refusals: Record<string, Words> = {
  'record.not-found': words('Dit bestaat niet (meer).', 'This does not exist (any more).'),
  'record.changed': words(
    'Iemand anders heeft dit intussen gewijzigd. Bekijk het verschil en sla daarna opnieuw op.',
    'Somebody else changed this in the meantime. Look at the difference, then save again.',
  ),
  'record.field-not-yours': words(
    'U hebt het recht niet om dit te zien of te wijzigen. Vraag het aan een beheerder.',
    'You do not have the right to see or change this. Ask an administrator for it.',
  ),
  'record.no-such-sort': words(
    'Op {field} kan niet worden gesorteerd.',
    'The list cannot be sorted by {field}.',
  ),
  'record.link-not-found': words(
    'Er wordt verwezen naar iets dat niet (meer) bestaat. Kies opnieuw.',
    'This points to something that does not exist (any more). Choose again.',
  ),
  'record.in-use': words(
    'Dit is nog in gebruik en kan daarom niet weg.',
    'This is still in use and cannot be removed.',
  ),
  'record.not-possible': words(
    'Dit kan niet: de aantallen kloppen dan niet meer.',
    'This is not possible: the quantities would no longer be right.',
  ),
  'record.taken': words(
    'Deze waarde bestaat al. Vul een andere in.',
    'This value is already in use. Enter another one.',
  ),
}
