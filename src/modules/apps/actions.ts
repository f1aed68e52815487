/** What one may ask of connections and of the work that they leave for a person. */
import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { momentInput, pageInput } from '../../base/check.ts'
import { refuse, refuseField } from '../../base/refusal.ts'
import { action } from '../../platform/action.ts'
import type { Ctx, Later } from '../../platform/context.ts'
import { all, get, insert, lock, page, remove } from '../../platform/rows.ts'
import { CannotOpen } from '../../platform/sealed.ts'
import { refuseTaken } from '../../platform/standard.ts'
import { retryTask, skipTask, Task } from '../../platform/tasks.ts'
import { setSchedule } from '../../platform/worker.ts'
import { offeredConnector, offeredConnectors, type OfferedConnector } from './available.ts'
import { Connection, Exchange, ExchangeDetail, SyncRun } from './schema.ts'
import {
  addDetail,
  addExchanges,
  addRun,
  changeConnection,
  dropOldDetails,
  keepSuccess,
  saveCursor,
} from './writes.ts'

/** What of a connection leaves the house: never its secrets, only which of them were given. */
const shown = (ctx: Ctx, connection: Connection) => {
  const { secrets: _secrets, hook: _hook, ...rest } = connection
  return { ...rest, keptSecrets: Object.keys(keptSecretsOf(ctx, connection)) }
}

export const listConnectors = action({
  http: 'GET /connectors',
  right: 'apps.see',
  says: 'The systems that can be connected, with the settings each asks for.',
  input: z.object({}),
  run: async () => ({
    rows: offeredConnectors().map(({ name, title, kind, words, settings }) => ({
      name,
      title,
      kind,
      words,
      settings,
    })),
  }),
})

export const listConnections = action({
  http: 'GET /connections',
  right: 'apps.see',
  input: z.object({}),
  run: async (ctx) => ({ rows: (await all(ctx, Connection, {}, 'createdAt')).map((one) => shown(ctx, one)) }),
})

export const getConnection = action({
  http: 'GET /connections/:connection',
  right: 'apps.see',
  input: z.object({ connection: z.uuid() }),
  run: async (ctx, input) => shown(ctx, await get(ctx, Connection, input.connection)),
})

const nameTaken = refuseTaken(Connection)
const settingsInput = z.record(z.string().max(80), z.string().max(4000))

export const connect = action({
  http: 'POST /connections',
  right: 'apps.manage',
  says: 'Makes a connection and tests it; its state tells how the test went.',
  input: z.object({
    name: z.string().trim().min(1).max(80),
    connector: z.string().max(80),
    channel: z.uuid().nullable().default(null),
    settings: settingsInput,
    importSince: momentInput.optional(),
  }),
  async run(ctx, input) {
    const card = offeredConnector(input.connector) ?? refuseField('connector', 'connection.unknown-system')
    if (card.kind === 'shop' && !input.channel) refuseField('channel', 'connection.needs-channel')
    const { open, secret } = parted(card, input.settings)
    checkSettings(card, { ...open, ...secret }, ctx)
    const id = ctx.newId()
    const connection = await insert(ctx, Connection, {
      id,
      name: input.name,
      connector: input.connector,
      kind: card.kind,
      channel: input.channel,
      settings: open,
      secrets: sealed(ctx, id, secret),
      state: 'testing',
      importSince: input.importSince ?? ctx.now,
      hook: randomBytes(32).toString('base64url'),
    }).catch(nameTaken)
    ctx.emit('connection.made', connection.id, { name: connection.name, connector: connection.connector })
    return shown(ctx, connection)
  },
})

export const changeSettings = action({
  http: 'PATCH /connections/:connection',
  right: 'apps.manage',
  says: 'Changes a connection and tests it again; a secret left out stays as it was.',
  input: z.object({
    connection: z.uuid(),
    version: z.int().optional(),
    name: z.string().trim().min(1).max(80).optional(),
    settings: settingsInput.optional(),
    pollSeconds: z.int().min(1).max(3600).optional(),
  }),
  async run(ctx, input) {
    const before = await get(ctx, Connection, input.connection)
    const card = offeredConnector(before.connector) ?? refuse('connection.unknown-system')
    const { open, secret } = parted(card, input.settings ?? {})
    const secrets = { ...keptSecretsOf(ctx, before), ...secret }
    const settings = { ...before.settings, ...open }
    checkSettings(card, { ...settings, ...secrets }, ctx)
    const after = await changeConnection(
      ctx,
      before.id,
      {
        name: input.name ?? before.name,
        settings,
        secrets: sealed(ctx, before.id, secrets),
        pollSeconds: input.pollSeconds ?? before.pollSeconds,
        failures: 0,
        retryAt: null,
      },
      input.version,
    ).catch(nameTaken)
    ctx.emit('connection.changed', before.id, { name: after.name, fields: Object.keys(input.settings ?? {}) })
    ctx.emit('connection.test-asked', before.id)
    return shown(ctx, after)
  },
})

export const testConnection = action({
  http: 'POST /connections/:connection/test',
  right: 'apps.manage',
  input: z.object({ connection: z.uuid() }),
  async run(ctx, input) {
    const connection = await get(ctx, Connection, input.connection)
    ctx.emit('connection.test-asked', connection.id)
    return shown(ctx, connection)
  },
})

export const pauseConnection = action({
  http: 'POST /connections/:connection/pause',
  right: 'apps.manage',
  says: 'Stops the exchange; nothing is forgotten.',
  input: z.object({ connection: z.uuid() }),
  async run(ctx, input) {
    const connection = await changeConnection(ctx, input.connection, { state: 'paused' })
    await schedule(ctx, connection, true)
    ctx.emit('connection.paused', connection.id, { name: connection.name })
    return shown(ctx, connection)
  },
})

export const resumeConnection = action({
  http: 'POST /connections/:connection/resume',
  right: 'apps.manage',
  input: z.object({ connection: z.uuid() }),
  async run(ctx, input) {
    const connection = await changeConnection(ctx, input.connection, {
      state: 'active',
      failures: 0,
      retryAt: null,
      lastError: null,
    })
    await schedule(ctx, connection, false)
    ctx.emit('connection.resumed', connection.id, { name: connection.name })
    return shown(ctx, connection)
  },
})

/** Work on a connection that waits once, however often it is asked for. */
const once = (work: string, key: string, connection: string): Later => ({
  task: 'work',
  payload: { work, about: connection },
  key: `${key}:${connection}`,
  attempts: 1,
})

const ordersQueue = (connection: string) => `sync-orders:${connection}`

const lookNow = (connection: string): Later => ({
  ...once('sync-orders', 'now', connection),
  queue: ordersQueue(connection),
})

export const runNow = action({
  http: 'POST /connections/:connection/run',
  right: 'apps.manage',
  says: 'Looks for new and changed orders and for new articles now, and reads every open order and those of the last week again.',
  input: z.object({ connection: z.uuid() }),
  async run(ctx, input) {
    const connection = await changeConnection(ctx, input.connection, { retryAt: null })
    ctx.later(lookNow(connection.id))
    for (const sweep of ['sweep-open-orders', 'sweep-last-week'])
      ctx.later({ ...once(sweep, sweep, connection.id), queue: ordersQueue(connection.id) })
    ctx.later(once('sync-articles', 'articles', connection.id))
    return shown(ctx, connection)
  },
})

export const removeConnection = action({
  http: 'DELETE /connections/:connection',
  right: 'apps.manage',
  says: 'Ends the exchange; orders that came in stay.',
  input: z.object({ connection: z.uuid() }),
  async run(ctx, input) {
    const connection = await get(ctx, Connection, input.connection)
    await schedule(ctx, connection, true)
    await remove(ctx, Connection, connection.id)
    ctx.emit('connection.removed', connection.id, { name: connection.name })
    return { ok: true }
  },
})

export const switchDetailLog = action({
  http: 'POST /connections/:connection/detail-log',
  right: 'apps.manage',
  says: 'Keeps requests and answers, masked, for at most fourteen days; it goes off by itself.',
  input: z.object({ connection: z.uuid(), days: z.int().min(0).max(14) }),
  async run(ctx, input) {
    const until = input.days === 0 ? null : new Date(ctx.now.getTime() + input.days * 86_400_000)
    return shown(ctx, await changeConnection(ctx, input.connection, { detailUntil: until }))
  },
})

export const listRuns = action({
  http: 'GET /connections/:connection/runs',
  right: 'apps.see',
  input: z.object({ connection: z.uuid(), ...pageInput }),
  run: (ctx, input) =>
    page(ctx, SyncRun, {
      where: { connection: input.connection },
      sort: '-id',
      after: input.after,
      limit: input.limit,
    }),
})

export const listExchanges = action({
  http: 'GET /connections/:connection/exchanges',
  right: 'apps.see',
  input: z.object({ connection: z.uuid(), ...pageInput }),
  run: (ctx, input) =>
    page(ctx, Exchange, {
      where: { connection: input.connection },
      sort: '-id',
      after: input.after,
      limit: input.limit,
    }),
})

export const listDetails = action({
  http: 'GET /connections/:connection/details',
  right: 'apps.manage',
  input: z.object({ connection: z.uuid(), ...pageInput }),
  run: (ctx, input) =>
    page(ctx, ExchangeDetail, {
      where: { connection: input.connection },
      sort: '-id',
      after: input.after,
      limit: input.limit,
    }),
})

export const takeHook = action({
  http: 'POST /hooks/:tenant/:hook',
  right: 'public',
  says: 'A webshop knocks: a hint to look now, never data.',
  input: z.looseObject({ tenant: z.uuid(), hook: z.string().max(100) }),
  sharedBy: ({ tenant, hook }) => `${tenant} ${hook}`,
  async run(ctx, input) {
    await ctx.db.enter(input.tenant)
    const connection = (await all(ctx, Connection, { hook: input.hook }))[0] ?? refuse('connection.not-found')
    ctx.later({ ...lookNow(connection.id), isHint: true })
    return { ok: true }
  },
})

export const listTasks = action({
  http: 'GET /tasks',
  right: 'tasks.see',
  input: z.object({
    state: z.enum(['open', 'done', 'skipped']).default('open'),
    about: z.uuid().optional(),
    ...pageInput,
  }),
  run: (ctx, { state, about, after, limit }) => page(ctx, Task, { where: { state, about }, after, limit }),
})

export const retry = action({
  http: 'POST /tasks/:task/retry',
  right: 'tasks.settle',
  input: z.object({ task: z.uuid() }),
  run: (ctx, input) => retryTask(ctx, input.task),
})

export const skip = action({
  http: 'POST /tasks/:task/skip',
  right: 'tasks.settle',
  input: z.object({ task: z.uuid(), reason: z.string().trim().max(500).default('') }),
  run: (ctx, input) => skipTask(ctx, input.task, input.reason),
})

/** What a test of the coupling found. */
export async function keepHealth(
  ctx: Ctx,
  id: string,
  health: Connection['health'],
  error: string | null,
): Promise<Connection> {
  const isGood = health?.isHealthy ?? false
  const before = await lock(ctx, Connection, id)
  // Only who paused it sets it going again, whatever a test finds.
  const state = before.state === 'paused' ? 'paused' : isGood ? 'active' : 'broken'
  const after = await changeConnection(ctx, id, {
    health,
    checkedAt: ctx.now,
    state,
    lastError: isGood ? null : error,
  })
  await schedule(ctx, after, state !== 'active')
  ctx.emit('connection.tested', id, { name: after.name, isGood })
  return after
}

/** Keeps how a run went; seconds to wait grow with the failures in a row, at most ten minutes. */
export async function keepRun(
  ctx: Ctx,
  connection: Connection,
  outcome: { error: string | null; isAuth?: boolean; retryAfterSeconds?: number | undefined },
): Promise<void> {
  if (outcome.error === null) {
    if (connection.failures > 0 || connection.lastError)
      await changeConnection(ctx, connection.id, { failures: 0, retryAt: null, lastError: null })
    await keepSuccess(ctx, connection.id)
    return
  }
  const failures = connection.failures + 1
  const seconds = outcome.retryAfterSeconds ?? Math.min(600, 2 ** Math.min(failures, 10))
  await changeConnection(ctx, connection.id, {
    failures,
    lastError: outcome.error.slice(0, 200),
    retryAt: new Date(ctx.now.getTime() + seconds * 1000),
    ...(outcome.isAuth ? { state: 'broken' as const } : {}),
  })
  if (outcome.isAuth) await schedule(ctx, connection, true)
  if (outcome.isAuth)
    ctx.emit('connection.broken', connection.id, { name: connection.name, error: outcome.error })
}

/** Whose stock counts in a webshop from now on. */
export async function keepStockLeader(
  ctx: Ctx,
  id: string,
  leads: Connection['stockLeads'],
  version?: number,
): Promise<Connection> {
  const before = await get(ctx, Connection, id)
  const after = await changeConnection(ctx, id, { stockLeads: leads }, version)
  ctx.emit('connection.changed', id, {
    name: after.name,
    changes: { stockLeads: [before.stockLeads, leads] },
  })
  return after
}

/** A connection as it may be shown. */
export const shownConnection = shown

export const keepCursor = saveCursor
export const logRun = addRun
export const logExchanges = addExchanges
export const logDetail = addDetail
export const forgetDetails = dropOldDetails

async function schedule(ctx: Ctx, connection: Connection, isPaused: boolean): Promise<void> {
  if (connection.kind !== 'shop') return
  await setSchedule(ctx, {
    name: 'sync-orders',
    subject: connection.id,
    everySeconds: connection.pollSeconds,
    isPaused,
  })
  await setSchedule(ctx, { name: 'sweep-open-orders', subject: connection.id, everySeconds: 900, isPaused })
  await setSchedule(ctx, { name: 'sweep-last-week', subject: connection.id, everySeconds: 86_400, isPaused })
  await setSchedule(ctx, { name: 'sync-articles', subject: connection.id, everySeconds: 86_400, isPaused })
}

const sealed = (ctx: Ctx, id: string, secrets: Readonly<Record<string, string>>) =>
  ctx.seal(`connection:${id}`, JSON.stringify(secrets))

/** The opened secrets of a connection; they never leave the program. */
export const secretsOf = (ctx: Ctx, connection: Pick<Connection, 'id' | 'secrets'>): Record<string, string> =>
  connection.secrets
    ? (JSON.parse(ctx.unseal(`connection:${connection.id}`, connection.secrets)) as Record<string, string>)
    : {}

/** For its page: where the key is lost there are none, and who gives them anew has a connection that works again. */
function keptSecretsOf(ctx: Ctx, connection: Connection): Record<string, string> {
  try {
    return secretsOf(ctx, connection)
  } catch (error) {
    if (error instanceof CannotOpen) return {}
    throw error
  }
}

function parted(card: OfferedConnector, given: Readonly<Record<string, string>>) {
  const open: Record<string, string> = {}
  const secret: Record<string, string> = {}
  for (const setting of card.settings) {
    const value = given[setting.name]
    if (value === undefined || (setting.kind === 'secret' && value === '')) continue
    if (setting.kind === 'secret') secret[setting.name] = value.trim()
    else open[setting.name] = value.trim()
  }
  return { open, secret }
}

function checkSettings(card: OfferedConnector, values: Readonly<Record<string, string>>, ctx: Ctx) {
  for (const setting of card.settings) {
    const value = values[setting.name] ?? setting.initial ?? ''
    if (setting.isRequired && !value)
      refuseField(`settings.${setting.name}`, 'connection.setting-missing', {
        label: setting.words[ctx.lang],
      })
    if (setting.kind === 'url' && value && !URL.canParse(value))
      refuseField(`settings.${setting.name}`, 'connection.setting-wrong', { label: setting.words[ctx.lang] })
  }
}
