/** Sales to consumers in other member states near their limit: somebody is told before the first invoice with the wrong country's VAT. */
import { dayOf } from '../base/day.ts'
import { decimalText } from '../base/money.ts'
import { findInvoice } from '../modules/invoicing/reads.ts'
import { distanceSalesOf } from '../modules/tax/actions/policy.ts'
import { raiseTask, settleTask } from '../platform/tasks.ts'
import { reaction } from '../platform/workflow.ts'

export const watchDistanceSales = reaction({
  name: 'watch-distance-sales',
  on: ['invoice.finalised'],
  async run(ctx, event) {
    const invoice = await findInvoice(ctx, event.about)
    if (!invoice) return
    const { business } = invoice
    const { thisYear, lastYear, limit, hasOss, state } = await distanceSalesOf(ctx, business, dayOf(ctx.now))
    const dedupe = (kind: string) => `distance-sales:${kind}:${business}`
    if (hasOss || state === 'below') {
      await settleTask(ctx, dedupe('near'))
      if (hasOss) await settleTask(ctx, dedupe('passed'))
      return
    }
    await raiseTask(ctx, {
      kind: `vat.distance-sales-${state}`,
      about: business,
      aboutKind: 'businesses',
      detail: {
        // Near is said of this year alone; last year says something only when it was above.
        total: `EUR ${decimalText(state === 'near' ? thisYear : Math.max(thisYear, lastYear), 2)}`,
        limit: `EUR ${decimalText(limit, 2)}`,
      },
      dedupe: dedupe(state),
    })
    if (state === 'passed') await settleTask(ctx, dedupe('near'))
  },
})
