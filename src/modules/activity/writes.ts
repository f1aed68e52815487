/** Adds links to the chain over the activity log. */
import type { Ctx } from '../../platform/context.ts'
import type { Link } from './chain.ts'

/** One at a time per business: two chains side by side would both claim the next number. */
export async function lockChain(ctx: Ctx): Promise<void> {
  await ctx.db.run("select pg_advisory_xact_lock(hashtextextended('event_seals ' || $1::uuid::text, 0))")
}

export async function addLinks(ctx: Ctx, links: readonly Link[]): Promise<void> {
  await ctx.db.run(
    `insert into event_seals (tenant_id, number, event_id, hash)
     select $1, x.number, x."eventId", x.hash from jsonb_to_recordset($2::jsonb) x(number bigint, "eventId" uuid, hash text)`,
    [JSON.stringify(links)],
  )
}
