/** An organisation's order that takes it above its limit waits for a person, or a person is told. */
import { creditAfterPlacing } from '../modules/organisations/actions/credit.ts'
import { hold } from '../modules/orders/actions.ts'
import { lockOrder } from '../modules/orders/reads.ts'
import { raiseTask } from '../platform/tasks.ts'
import { reaction } from '../platform/workflow.ts'

export const watchCreditLimits = reaction({
  name: 'watch-credit-limits',
  on: ['order.placed-by-organisation'],
  async run(ctx, event) {
    const { order } = await lockOrder(ctx, event.about)
    if (!order.organisation || order.phase !== 'open') return
    const { verdict, organisation, params } = await creditAfterPlacing(ctx, order.organisation, order)
    if (verdict === 'within') return
    ctx.emit('organisation.over-limit', organisation.id, { ...params, number: order.number, verdict })
    if (verdict === 'warn') {
      const detail = { ...params, number: order.number }
      await raiseTask(ctx, {
        kind: 'organisation.over-limit',
        about: order.id,
        aboutKind: 'orders',
        detail,
        dedupe: `over-limit:${order.id}`,
      })
    } else await hold(ctx, order.id, 'credit', `${params.total} > ${params.limit}`)
  },
})
