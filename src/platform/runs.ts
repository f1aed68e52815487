/** Work of many pieces that somebody waits for: how far it is, what came of each piece and which files it made. */
import { choice, integer, json, link, moment, text } from '../base/field.ts'
import { record, type Row } from '../base/record.ts'
import { refuse, Refusal } from '../base/refusal.ts'
import { words, type Words } from '../base/words.ts'
import { system, type Actor, type Ctx, type Later } from './context.ts'
import { all, change, columnList, get, insert, insertMany, lock } from './rows.ts'

export type RunFile = {
  readonly file: string
  readonly kind: string
  readonly name: string
  readonly pages?: number
}

export const Run = record('runs', 'Opdracht', 'Run', {
  kind: text('Soort', 'Kind', { fixed: true }),
  state: choice('Status', 'Status', {
    waiting: words('Wacht', 'Waiting'),
    running: words('Bezig', 'Running'),
    done: words('Klaar', 'Done'),
    failed: words('Mislukt', 'Failed'),
  }).default('waiting'),
  input: json<Readonly<Record<string, unknown>>>('Opdracht', 'Input', { fixed: true }),
  startedBy: text('Door', 'By', { fixed: true }),
  total: integer('Totaal', 'Total').default(0),
  done: integer('Klaar', 'Done').default(0),
  skipped: integer('Overgeslagen', 'Skipped').default(0),
  failed: integer('Mislukt', 'Failed').default(0),
  files: json<readonly RunFile[]>('Bestanden', 'Files').default([]),
  problem: text('Probleem', 'Problem', { max: 1000 }).nullable(),
  finishedAt: moment('Klaar op', 'Finished at').nullable(),
})
export type Run = Row<typeof Run>

export const RunItem = record('run_items', 'Onderdeel', 'Run item', {
  run: link('Opdracht', 'Run', 'runs', { fixed: true }),
  about: link('Waarover', 'About', '*', { fixed: true }),
  name: text('Naam', 'Name').default(''),
  position: integer('Volgorde', 'Position'),
  state: choice('Status', 'Status', {
    waiting: words('Wacht', 'Waiting'),
    done: words('Klaar', 'Done'),
    skipped: words('Overgeslagen', 'Skipped'),
    failed: words('Mislukt', 'Failed'),
  }).default('waiting'),
  code: text('Reden', 'Reason', { max: 200 }).nullable(),
  params: json<Readonly<Record<string, unknown>>>('Gegevens bij de reden', 'Figures of the reason').default(
    {},
  ),
  detail: json<Readonly<Record<string, unknown>>>('Bijzonderheden', 'Detail').default({}),
})
export type RunItem = Row<typeof RunItem>

export type NewItem = { readonly about: string; readonly name?: string }

/** Starts a run: its row, its items, and the job named `work` that carries it out. */
export async function startRun(
  ctx: Ctx,
  run: { kind: string; work: string; input: Readonly<Record<string, unknown>>; items?: readonly NewItem[] },
): Promise<Run> {
  const items = run.items ?? []
  const made = await insert(ctx, Run, {
    kind: run.kind,
    input: run.input,
    startedBy: ctx.actor.name,
    total: items.length,
  })
  await addItems(ctx, made.id, items)
  ctx.later(jobOf(run.work, made.id))
  ctx.emit('run.started', made.id, { kind: run.kind, total: items.length })
  return made
}

/**
 * Who asked for a run, for the log to name: what it does was let through when it was asked, so nothing is refused to
 * its pieces that would not be refused to the program itself.
 */
export async function starterOf(ctx: Ctx, run: string): Promise<Actor> {
  const [by] = await ctx.db.rows<Pick<Actor, 'kind' | 'id' | 'name'>>(
    `select actor_kind as kind, actor_id as id, actor_name as name from events
     where tenant_id = $1 and about = $2 and kind = 'run.started'`,
    [run],
  )
  return { ...system, ...by }
}

/** The job of a run; asked for twice it waits once. */
export const jobOf = (work: string, run: string): Later => ({
  task: 'work',
  payload: { work, about: run },
  key: `run:${run}`,
  queue: `run:${run}`,
})

/** Adds pieces that a run did not have yet, in the order given. */
export async function addItems(ctx: Ctx, run: string, items: readonly NewItem[]): Promise<void> {
  const known = new Set((await itemsOf(ctx, run)).map((item) => item.about))
  const fresh = items.filter((item) => !known.has(item.about))
  await insertMany(
    ctx,
    RunItem,
    fresh.map((item, i) => ({ run, about: item.about, name: item.name ?? '', position: known.size + i })),
  )
}

/** Adds pieces at their places, as many as there are; what the run has already is left alone. */
export async function placeItems(
  ctx: Ctx,
  run: string,
  items: readonly { readonly about: string; readonly name: string; readonly position: number }[],
): Promise<void> {
  const rows = items.map((item) => ({ ...item, id: ctx.newId() }))
  await ctx.db.run(
    `insert into run_items (tenant_id, id, created_at, updated_at, run, about, name, position)
     select $1, x.id, $4, $4, $2, x.about, x.name, x.position
     from jsonb_to_recordset($3::jsonb) x(id uuid, about uuid, name text, position int)
     on conflict (tenant_id, run, about) do nothing`,
    [run, JSON.stringify(rows), ctx.now],
  )
}

/** The failed pieces from a place on, a page at a time. */
export const failedItems = (ctx: Ctx, run: string, after: number, limit: number): Promise<RunItem[]> =>
  ctx.db.rows(
    `select ${columnList(RunItem)} from run_items where tenant_id = $1 and run = $2 and state = 'failed' and position > $3
     order by position limit $4`,
    [run, after, limit],
  )

/** At most five thousand at once. */
export const itemsOf = (
  ctx: Ctx,
  run: string,
  where: { state?: RunItem['state'] } = {},
): Promise<RunItem[]> => all(ctx, RunItem, { run, ...where }, 'position')

export const findRun = (ctx: Ctx, run: string): Promise<Run> => get(ctx, Run, run)

/** A run of this kind and input that has not ended, if there is one. */
export const unfinishedRun = (
  ctx: Ctx,
  kind: string,
  input: Readonly<Record<string, unknown>>,
): Promise<Run | undefined> =>
  ctx.db.one(
    `select ${columnList(Run)} from runs where tenant_id = $1 and kind = $2 and state in ('waiting', 'running') and input @> $3::jsonb
     order by id desc limit 1`,
    [kind, JSON.stringify(input)],
  )

export type ItemResult = {
  readonly state: 'done' | 'skipped' | 'failed'
  readonly code?: string
  readonly params?: Readonly<Record<string, unknown>>
  readonly detail?: Readonly<Record<string, unknown>>
}

/** Keeps what came of a piece. */
export const settleItem = (ctx: Ctx, item: RunItem, result: ItemResult): Promise<RunItem> =>
  change(ctx, RunItem, item.id, {
    state: result.state,
    code: result.code ?? null,
    params: result.params ?? {},
    detail: { ...item.detail, ...result.detail },
  })

/** Keeps what came of several pieces and counts them along, in one transaction: who goes on after a cut counts none twice. */
export async function settleItems(
  ctx: Ctx,
  run: string,
  settled: readonly (readonly [item: RunItem, result: ItemResult])[],
): Promise<void> {
  const rows = settled.map(([item, { state, code = null, params = {}, detail }]) => ({
    id: item.id,
    state,
    code,
    params,
    detail: { ...item.detail, ...detail },
  }))
  const of = (state: ItemResult['state']) => rows.filter((row) => row.state === state).length
  await ctx.db.run(
    `with x as (select * from jsonb_to_recordset($3::jsonb) x(id uuid, state text, code text, params jsonb, detail jsonb)),
       kept as (update run_items i set state = x.state, code = x.code, params = x.params, detail = x.detail, updated_at = $4, version = i.version + 1
         from x where i.tenant_id = $1 and i.id = x.id)
     update runs set done = done + $5, skipped = skipped + $6, failed = failed + $7, updated_at = $4, version = version + 1
     where tenant_id = $1 and id = $2`,
    [run, JSON.stringify(rows), ctx.now, of('done'), of('skipped'), of('failed')],
  )
}

/** A no to one piece, as its item keeps it; a fault is thrown on. */
export function asSkipped(error: unknown): ItemResult {
  if (!(error instanceof Refusal)) throw error
  return { state: 'skipped', code: error.code, params: error.params }
}

/** Counts the pieces anew, so that a run that was cut off and goes on never counts one twice. */
export async function countItems(ctx: Ctx, run: string, more: Partial<Run> = {}): Promise<Run> {
  const counts = await ctx.db.one<{ total: number; done: number; skipped: number; failed: number }>(
    `select count(*)::int as total, count(*) filter (where state = 'done')::int as done,
       count(*) filter (where state = 'skipped')::int as skipped, count(*) filter (where state = 'failed')::int as failed
     from run_items where tenant_id = $1 and run = $2`,
    [run],
  )
  return change(ctx, Run, run, { ...counts!, ...more })
}

/** Ends a run and tells so. */
export async function finishRun(ctx: Ctx, run: string, more: Partial<Run> = {}): Promise<Run> {
  const ended = await countItems(ctx, run, { state: 'done', finishedAt: ctx.now, ...more })
  ctx.emit('run.finished', run, {
    kind: ended.kind,
    done: ended.done,
    skipped: ended.skipped,
    failed: ended.failed,
  })
  return ended
}

/** Sets what failed to wait again, and starts the job anew. */
export async function retryRun(ctx: Ctx, id: string, work: string): Promise<Run> {
  const run = await lock(ctx, Run, id)
  if (run.state !== 'done' && run.state !== 'failed') refuse('run.still-going')
  await ctx.db.run(
    `update run_items set state = 'waiting', code = null, params = '{}', updated_at = $3, version = version + 1
     where tenant_id = $1 and run = $2 and state in ('failed', 'skipped')`,
    [id, ctx.now],
  )
  ctx.later(jobOf(work, id))
  ctx.emit('run.started', id, { kind: run.kind, total: run.total })
  return countItems(ctx, id, { state: 'waiting', problem: null, finishedAt: null })
}

export const events: Record<string, Words> = {
  'run.started': words('Opdracht gestart', 'Run started'),
  'run.finished': words('Opdracht klaar', 'Run finished'),
}

export const refusals: Record<string, Words> = {
  'run.still-going': words('Deze opdracht loopt nog.', 'This run is still going.'),
}
