/** Throws away sessions, links and counts that are over; run once a day, by the program itself. */
import type { Ctx } from '../../../platform/context.ts'
import { sweep } from '../writes.ts'

/** Answers how many rows went. */
export const sweepSignIns = (ctx: Ctx): Promise<number> => sweep(ctx)
