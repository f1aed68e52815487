/** Two organisations or customers become one with all their orders and invoices, and part again within thirty days. */
import { z } from 'zod'
import { followInvoices } from '../modules/invoicing/following.ts'
import { followQuotes } from '../modules/quotes/actions.ts'
import { followMerge } from '../modules/orders/actions.ts'
import { join, lockBoth, mergeToPart, part, type MergeKind } from '../modules/organisations/actions/merge.ts'
import { checkMoneyRight } from '../modules/organisations/checks.ts'
import { chosenFields } from '../modules/organisations/rules.ts'
import { action } from '../platform/action.ts'
import type { Ctx } from '../platform/context.ts'

export const mergeOrganisations = action({
  http: 'POST /organisations/:kept/merge',
  right: 'customers.merge',
  says: 'Merges another organisation into this one; its id answers this one from then on. `take` names what is taken over from the other although this one has it.',
  input: z.strictObject({
    kept: z.uuid(),
    merged: z.uuid(),
    take: z.array(z.enum(chosenFields.organisation)).optional(),
  }),
  async run(ctx, { kept, merged, take = [] }) {
    if (take.some((name) => name === 'iban' || name === 'creditLimit')) checkMoneyRight(ctx, { iban: null })
    return become(ctx, 'organisation', [kept, merged], take)
  },
})

export const mergeCustomers = action({
  http: 'POST /customers/:kept/merge',
  right: 'customers.merge',
  says: 'Merges another customer into this one; orders from its e-mail address come here from then on.',
  input: z.strictObject({
    kept: z.uuid(),
    merged: z.uuid(),
    take: z.array(z.enum(chosenFields.contact)).optional(),
  }),
  run: (ctx, { kept, merged, take = [] }) => become(ctx, 'contact', [kept, merged], take),
})

export const undoMerge = action({
  http: 'POST /merges/:merge/undo',
  right: 'customers.merge',
  says: 'Parts what was merged; orders and invoices of before the merge go back, later ones stay.',
  input: z.strictObject({ merge: z.uuid() }),
  async run(ctx, input) {
    const merge = await mergeToPart(ctx, input.merge)
    await lockBoth(ctx, merge.kind, merge.kept, merge.merged)
    await followMerge(ctx, merge.kind, merge.kept, merge.merged, merge.moved.orders ?? [])
    await followInvoices(ctx, merge.kind, merge.kept, merge.merged, merge.moved.invoices ?? [])
    await followQuotes(ctx, merge.kind, merge.kept, merge.merged, merge.moved.quotes ?? [])
    return part(ctx, merge)
  },
})

async function become(
  ctx: Ctx,
  kind: MergeKind,
  [kept, merged]: readonly [string, string],
  take: readonly string[],
) {
  await lockBoth(ctx, kind, kept, merged)
  const orders = await followMerge(ctx, kind, merged, kept)
  const invoices = await followInvoices(ctx, kind, merged, kept)
  const quotes = await followQuotes(ctx, kind, merged, kept)
  return join(ctx, kind, [kept, merged], take, { orders, invoices, quotes })
}
