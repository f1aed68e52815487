/** What has left is done on the calendar; what was cancelled leaves it. */
import { cancelOne, lockShipment } from '../modules/fulfilment/actions/shipments.ts'
import { shipmentsOf } from '../modules/fulfilment/reads.ts'
import { waitingStates } from '../modules/fulfilment/rules.ts'
import { lockOrder } from '../modules/orders/reads.ts'
import { finishPlanning, withdraw } from '../modules/planning/actions.ts'
import { liveEntriesOf } from '../modules/planning/reads.ts'
import { reaction } from '../platform/workflow.ts'

export const finishPlanned = reaction({
  name: 'finish-planned',
  on: ['order.shipped', 'order.collected'],
  run: async (ctx, event) =>
    finishPlanning(ctx, await lockOrder(ctx, event.about), event.detail.isWhole === true),
})

/** A cancelled order holds no place on a day and no label; one whose label is being asked for is let go of by who asked. */
export const withdrawCancelled = reaction({
  name: 'withdraw-cancelled',
  on: ['order.cancelled'],
  async run(ctx, event) {
    const { order } = await lockOrder(ctx, event.about)
    if ((await liveEntriesOf(ctx, order.id)).length > 0) await withdraw(ctx, order.id, null)
    for (const { id } of await shipmentsOf(ctx, order.id)) {
      const { shipment } = await lockShipment(ctx, id)
      if (waitingStates.includes(shipment.state) && shipment.state !== 'label_requested')
        await cancelOne(ctx, shipment)
    }
  },
})
