/** A selection of orders goes on its days, one transaction each, and can be cut off and gone on with anywhere. */
import type { Day } from '../base/day.ts'
import type { MailChoice } from '../modules/messages/schema.ts'
import { planOneOfMany } from '../modules/planning/actions.ts'
import type { PlanningGuard } from '../modules/planning/schema.ts'
import { countItems, findRun, finishRun, itemsOf, jobOf, settleItems, starterOf } from '../platform/runs.ts'
import { work } from '../platform/workflow.ts'

export const planManyOrders = work({
  name: 'plan-many-orders',
  async run(tools, payload) {
    const id = String(payload.about)
    const { run, items, by } = await tools.act(async (ctx) => ({
      run: await countItems(ctx, (await findRun(ctx, id)).id, { state: 'running' }),
      items: await itemsOf(ctx, id, { state: 'waiting' }),
      by: await starterOf(ctx, id),
    }))
    const asked = run.input as { day: Day | null; despite: readonly PlanningGuard[]; mail?: MailChoice }
    for (const item of items) {
      if (tools.isStopping())
        return void (await tools.act(async (ctx) => ctx.later(jobOf('plan-many-orders', id))))
      await tools.act(
        async (ctx) => settleItems(ctx, id, [[item, await planOneOfMany(ctx, item.about, asked)]]),
        by,
      )
    }
    await tools.act((ctx) => finishRun(ctx, id))
  },
})
