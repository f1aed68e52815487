/** P9: the database is stopped the hard way in the middle of traffic and comes back; nothing acknowledged is lost. */
import { setTimeout as sleep } from 'node:timers/promises'
import { surviveLostConnections } from '../../src/entry/start.ts'
import { openLog } from '../../src/platform/log.ts'
import { startWorker } from '../../src/platform/worker.ts'
import { reaction } from '../../src/platform/workflow.ts'
import { takeInOrders } from '../../src/workflows/take-in-orders/take-in.ts'
import { eventOrder } from './events.ts'
import { complaintsOf, count, mustBe, withMerchant, type Findings, type Ground } from './ground.ts'

let isSurviving = false

/** As the program itself does from its start. */
function survive() {
  if (!isSurviving) surviveLostConnections(openLog(() => undefined))
  isSurviving = true
}

export function restartsInTraffic(ground: Ground): Promise<Findings> {
  const [restarts, pause] = ground.tier === 'full' ? [3, 6000] : [3, 1500]
  const told = reaction({
    name: 'count-placed',
    on: ['order.placed'],
    run: async (ctx, event) => ctx.emit('order.counted', event.about),
  })
  return withMerchant(ground, { subscribers: [told] }, async (merchant) => {
    const { tenant, database } = merchant
    survive()
    const worker = await startWorker(
      merchant.machine,
      [told],
      async () => null,
      openLog(() => undefined),
      { pollMilliseconds: 200 },
    )
    const faults: string[] = []
    const acknowledged: string[] = []
    let next = 0
    let slowest = 0
    let isOver = false
    const shoppers = Array.from({ length: 4 }, async () => {
      while (!isOver) {
        const number = next++
        const from = performance.now()
        const taken = await merchant
          .act((ctx) => takeInOrders(ctx, merchant.channel, [eventOrder(number)]))
          .catch((error: unknown) => {
            faults.push(`order ${number}: ${String(error)}`)
            return []
          })
        slowest = Math.max(slowest, performance.now() - from)
        if (taken[0]?.order) acknowledged.push(taken[0].order)
      }
    })
    for (let i = 0; i < restarts; i++) {
      await sleep(pause)
      await ground.restartTheHardWay()
    }
    await sleep(pause + 1000)
    isOver = true
    await Promise.all(shoppers)
    const counted = () =>
      count(
        database,
        "select count(distinct about) as n from events where tenant_id = $1 and kind = 'order.counted'",
        [tenant],
      )
    const from = performance.now()
    while ((await counted()) < next && performance.now() - from < 25_000) await sleep(200)
    mustBe(faults, 'acknowledged', acknowledged.length, next)
    mustBe(
      faults,
      'acknowledged orders that stand',
      await count(database, 'select count(*) as n from orders where id = any($1)', [acknowledged]),
      acknowledged.length,
    )
    mustBe(
      faults,
      'orders',
      await count(database, 'select count(*) as n from orders where tenant_id = $1', [tenant]),
      next,
    )
    mustBe(faults, 'orders that were reacted to', await counted(), next)
    mustBe(
      faults,
      'reactions',
      await count(
        database,
        "select count(*) as n from events where tenant_id = $1 and kind = 'order.counted'",
        [tenant],
      ),
      next,
    )
    faults.push(...(await complaintsOf(merchant.act)))
    await worker.stop()
    return {
      figures: `${restarts} immediate stops, ${acknowledged.length} acknowledged: ${faults.length === 0 ? '0 lost, 0 doubled' : 'see below'}, slowest ${(slowest / 1000).toFixed(1)} s`,
      faults,
    }
  })
}
