/** Looks up what came in for an order. */
import type { Day } from '../../base/day.ts'
import type { Cents } from '../../base/money.ts'
import type { Ctx } from '../../platform/context.ts'

/** The sum over all payments of an order: captured less refunded, and what was refunded (C-12). */
export async function receivedFor(ctx: Ctx, order: string): Promise<{ paid: Cents; refunded: Cents }> {
  const found = await ctx.db.one<{ paid: number; refunded: number }>(
    `select coalesce(sum(captured - refunded), 0)::bigint as paid, coalesce(sum(refunded), 0)::bigint as refunded
     from payments where tenant_id = $1 and order_id = $2`,
    [order],
  )
  return found ?? { paid: 0, refunded: 0 }
}

/** The day on which the last payment of an order came in, where somebody told it. */
export const lastReceivedDay = async (ctx: Ctx, order: string): Promise<Day | null> =>
  (
    await ctx.db.one<{ receivedDay: Day | null }>(
      'select received_day from payments where tenant_id = $1 and order_id = $2 order by id desc limit 1',
      [order],
    )
  )?.receivedDay ?? null
