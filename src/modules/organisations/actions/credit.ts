/** Whether an organisation may buy on account: what it owes, against its limit (S2-5, S2-6). */
import { z } from 'zod'
import type { Cents } from '../../../base/money.ts'
import { decimalText } from '../../../base/money.ts'
import { refuse } from '../../../base/refusal.ts'
import { action } from '../../../platform/action.ts'
import type { Ctx } from '../../../platform/context.ts'
import { get } from '../../../platform/rows.ts'
import { standingOf } from '../reads.ts'
import { judgeCredit, outstandingOf, type CreditVerdict } from '../rules.ts'
import { Organisation } from '../schema.ts'

export const getStanding = action({
  http: 'GET /organisations/:organisation/credit',
  right: 'customers.money',
  says: 'What an organisation owes, and what an order of this amount would do: nothing, warn, hold or be refused.',
  input: z.object({ organisation: z.uuid(), amount: z.coerce.number().int().min(0).default(0) }),
  async run(ctx, input) {
    const organisation = await get(ctx, Organisation, input.organisation)
    const standing = await standingOf(ctx, organisation)
    const outstanding = outstandingOf(standing, organisation.countsOpenOrders)
    return {
      ...standing,
      outstanding,
      limit: organisation.creditLimit,
      verdict: judgeCredit(organisation, outstanding + input.amount, true),
    }
  },
})

/** What an order of this amount would mean for the limit, before it is placed. */
export async function judgeOrder(
  ctx: Ctx,
  organisation: Organisation,
  amount: Cents,
  isByHand: boolean,
): Promise<CreditVerdict> {
  return judgeCredit(organisation, await owedAfter(ctx, organisation, amount), isByHand)
}

/** Before an order is placed by hand: refuses when the limit says block. Orders from outside are looked at after they came in. */
export async function checkCreditByHand(
  ctx: Ctx,
  organisation: Organisation,
  amount: Cents,
): Promise<CreditVerdict> {
  const afterwards = await owedAfter(ctx, organisation, amount)
  const verdict = judgeCredit(organisation, afterwards, true)
  if (verdict === 'refuse') refuse('organisation.over-limit', overLimit(organisation, afterwards))
  return verdict
}

const owedAfter = async (ctx: Ctx, organisation: Organisation, amount: Cents): Promise<Cents> =>
  outstandingOf(await standingOf(ctx, organisation), organisation.countsOpenOrders) + amount

/** What an order that was just placed means for its organisation's limit. */
export async function creditAfterPlacing(
  ctx: Ctx,
  id: string,
  order: { total: Cents; currency: string },
): Promise<{ verdict: CreditVerdict; organisation: Organisation; params: Readonly<Record<string, string>> }> {
  const organisation = await get(ctx, Organisation, id)
  const outstanding = outstandingOf(await standingOf(ctx, organisation), organisation.countsOpenOrders)
  // The order itself stands in the sum already when open orders count; another currency has no limit of ours.
  const added = organisation.countsOpenOrders || order.currency !== organisation.currency ? 0 : order.total
  const afterwards = outstanding + added
  const verdict =
    order.currency === organisation.currency ? judgeCredit(organisation, afterwards, false) : 'within'
  return { verdict, organisation, params: overLimit(organisation, afterwards) }
}

const overLimit = (organisation: Organisation, total: Cents) => ({
  name: organisation.name,
  total: `${organisation.currency} ${decimalText(total, 2)}`,
  limit: `${organisation.currency} ${decimalText(organisation.creditLimit ?? 0, 2)}`,
})
