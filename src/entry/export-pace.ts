/** How often somebody may carry off much at once: five times an hour, counted in the log of what happened. */
import { refuse } from '../base/refusal.ts'
import { earliestId, type Ctx } from '../platform/context.ts'

const mostAnHour = 5
const hour = 3_600_000

export async function keepExportPace(ctx: Ctx): Promise<void> {
  const since = new Date(ctx.now.getTime() - hour)
  const told = await ctx.db.rows<{ at: Date }>(
    `select at from events where tenant_id = $1 and id > $2 and kind like '%.exported' and actor_kind = $3 and actor_id is not distinct from $4::uuid
     order by id limit 100`,
    [earliestId(since), ctx.actor.kind, ctx.actor.id],
  )
  if (told.length < mostAnHour) return
  const free = told.at(-mostAnHour)!.at.getTime() + hour
  refuse('export.too-many', {
    most: mostAnHour,
    minutes: Math.max(1, Math.ceil((free - ctx.now.getTime()) / 60_000)),
  })
}
