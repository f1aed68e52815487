/** Numbers of documents: one series per business, kind and year, as the merchant planned it. */
import type { Ctx } from '../../platform/context.ts'
import { takeFromSeries } from './writes.ts'

/**
 * The next number of a series. The row stays locked until the transaction ends, so this is one of its last statements,
 * and nothing slow may follow it.
 */
export async function takeNumber(
  ctx: Ctx,
  business: string,
  kind: string,
  year: number,
): Promise<{ sequence: number; number: string }> {
  const [taken] = await takeFromSeries(ctx, business, kind, year, 1)
  return taken!
}

/** Many at once, for documents that are issued together. */
export const takeNumbers = takeFromSeries
