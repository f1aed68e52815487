/** Writes planning entries. */
import type { NewRow } from '../../base/record.ts'
import type { Ctx } from '../../platform/context.ts'
import { change, insert, insertMany } from '../../platform/rows.ts'
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
export const releaseEntries = (ctx: Ctx, day: string, location: string | null): Promise<number> =>
  ctx.db.run(
    `update planning_entries set state = 'released', released_at = $4, updated_at = $4, version = version + 1
     where tenant_id = $1 and day = $2 and state = 'planned' and ($3::uuid is null or location = $3)`,
    [day, location, ctx.now],
  )
