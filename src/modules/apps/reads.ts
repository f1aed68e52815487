/** Looks up connections and how far their streams were read. */
import type { Ctx } from '../../platform/context.ts'
import { all, find } from '../../platform/rows.ts'
import { Connection } from './schema.ts'

export const connectionsOf = (ctx: Ctx, kind: Connection['kind']): Promise<Connection[]> => all(ctx, Connection, { kind }, 'createdAt')

/** The first connection of a kind that is in use. */
export const activeConnection = async (ctx: Ctx, kind: Connection['kind']): Promise<Connection | null> =>
  (await connectionsOf(ctx, kind)).find((connection) => connection.state === 'active') ?? null

export const connectionOfChannel = async (ctx: Ctx, channel: string): Promise<Connection | null> =>
  (await all(ctx, Connection, { channel, kind: 'shop' })).find((connection) => connection.state !== 'paused') ?? null

export const findConnection = (ctx: Ctx, id: string) => find(ctx, Connection, id)

export const cursorOf = async (ctx: Ctx, connection: string, stream: string): Promise<string | null> =>
  (
    await ctx.db.one<{ cursor: string }>('select cursor from sync_cursors where tenant_id = $1 and connection = $2 and stream = $3', [
      connection,
      stream,
    ])
  )?.cursor ?? null
