/** Writes planning entries. */
import type { Day } from '../../base/day.ts'
import type { NewRow } from '../../base/record.ts'
import type { Ctx } from '../../platform/context.ts'
import { change, insert, insertMany } from '../../platform/rows.ts'
import type { DayLimits } from './reads.ts'
import { PlanningEntry } from './schema.ts'

export const insertEntry = (ctx: Ctx, entry: NewRow<typeof PlanningEntry>): Promise<PlanningEntry> =>
  insert(ctx, PlanningEntry, entry)

export const insertEntries = (
  ctx: Ctx,
  entries: readonly NewRow<typeof PlanningEntry>[],
): Promise<PlanningEntry[]> => insertMany(ctx, PlanningEntry, entries)

export const changeEntry = (ctx: Ctx, id: string, changes: Partial<PlanningEntry>): Promise<PlanningEntry> =>
  change(ctx, PlanningEntry, id, changes)

/** Freezes what is planned on a day; answers how many entries. */
export const releaseEntries = (
  ctx: Ctx,
  asked: DayLimits & { readonly day: Day; readonly location?: string | undefined },
): Promise<number> =>
  ctx.db.run(
    `update planning_entries e set state = 'released', released_at = $4, updated_at = $4, version = e.version + 1
     from orders o where o.tenant_id = $1 and o.id = e.order_id
       and e.tenant_id = $1 and e.day = $2 and e.state = 'planned' and ($3::uuid is null or e.location = $3)
       and ($5::uuid[] is null or o.channel = any($5)) and ($6::uuid[] is null or e.location = any($6))`,
    [asked.day, asked.location ?? null, ctx.now, asked.channels, asked.locations],
  )
