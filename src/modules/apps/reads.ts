/** Looks up connections and how far their streams were read. */
import type { Ctx } from '../../platform/context.ts'
import { all, columnList, find } from '../../platform/rows.ts'
import { Connection } from './schema.ts'

export const connectionsOf = (ctx: Ctx, kind: Connection['kind']): Promise<Connection[]> =>
  all(ctx, Connection, { kind }, 'createdAt')

/** The first connection of a kind that is in use. */
export const activeConnection = async (ctx: Ctx, kind: Connection['kind']): Promise<Connection | null> =>
  (await connectionsOf(ctx, kind)).find((connection) => connection.state === 'active') ?? null

export const connectionOfChannel = async (ctx: Ctx, channel: string): Promise<Connection | null> =>
  (await all(ctx, Connection, { channel, kind: 'shop' })).find(
    (connection) => connection.state !== 'paused',
  ) ?? null

export const findConnection = (ctx: Ctx, id: string) => find(ctx, Connection, id)

/** A connection with how far one of its streams was read: what a look at it begins with, in one statement. */
export const connectionAt = async (
  ctx: Ctx,
  id: string,
  stream: string,
): Promise<(Connection & { cursor: string | null }) | undefined> =>
  ctx.db.one<Connection & { cursor: string | null }>(
    `select ${columnList(Connection, 'c')}, k.cursor from connections c
     left join sync_cursors k on k.tenant_id = $1 and k.connection = c.id and k.stream = $3
     where c.tenant_id = $1 and c.id = $2`,
    [id, stream],
  )
