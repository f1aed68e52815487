/** Writes how connections fare and what they exchanged. */
import type { Ctx } from '../../platform/context.ts'
import { change, insert, insertMany } from '../../platform/rows.ts'
import type { NewRow } from '../../base/record.ts'
import { Connection, Exchange, SyncRun } from './schema.ts'

export const saveCursor = (ctx: Ctx, connection: string, stream: string, cursor: string) =>
  ctx.db.run(
    `insert into sync_cursors (tenant_id, connection, stream, cursor, updated_at) values ($1, $2, $3, $4, $5)
     on conflict (tenant_id, connection, stream) do update set cursor = excluded.cursor, updated_at = excluded.updated_at
     where sync_cursors.cursor <> excluded.cursor`,
    [connection, stream, cursor, ctx.now],
  )

export const addRun = (ctx: Ctx, run: NewRow<typeof SyncRun>) => insert(ctx, SyncRun, run)
export const addExchanges = (ctx: Ctx, exchanges: readonly NewRow<typeof Exchange>[]) =>
  insertMany(ctx, Exchange, exchanges)
export const changeConnection = (ctx: Ctx, id: string, changes: Partial<Connection>, version?: number) =>
  change(ctx, Connection, id, changes, version)

/** Once a minute at most, and without a new version: a connection that works is not opened anew for it. */
export const keepSuccess = (ctx: Ctx, id: string) =>
  ctx.db.run(
    `update connections set last_success_at = $3 where tenant_id = $1 and id = $2
     and (last_success_at is null or last_success_at < $3::timestamptz - interval '1 minute')`,
    [id, ctx.now],
  )

export const addDetail = (
  ctx: Ctx,
  detail: {
    connection: string
    method: string
    url: string
    status: number | null
    milliseconds: number
    request: string | null
    answer: string | null
  },
) =>
  ctx.db.run(
    `insert into exchange_details (tenant_id, id, created_at, connection, method, url, status, milliseconds, request, answer)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      ctx.newId(),
      ctx.now,
      detail.connection,
      detail.method,
      detail.url,
      detail.status,
      detail.milliseconds,
      detail.request,
      detail.answer,
    ],
  )

/** Detail rows go after fourteen days, whatever is switched on. */
export const dropOldDetails = (ctx: Ctx, before: Date) =>
  ctx.db.run('delete from exchange_details where tenant_id = $1 and created_at < $2', [before])
