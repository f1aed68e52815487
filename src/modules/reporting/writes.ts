/** Writes down what was declared of a period. */
import type { NewRow } from '../../base/record.ts'
import type { Ctx } from '../../platform/context.ts'
import { insert } from '../../platform/rows.ts'
import { ClosedPeriod } from './schema.ts'

export const insertClosed = (ctx: Ctx, closed: NewRow<typeof ClosedPeriod>) =>
  insert(ctx, ClosedPeriod, closed)
