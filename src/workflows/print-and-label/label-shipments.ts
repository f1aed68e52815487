/** A label asked for by hand is made, and one with an old address is taken back. */
import type { Carrier } from '../../contracts/carrier.ts'
import { followAddress, labelTakenBack, labelToTakeBack } from '../../modules/fulfilment/actions/labels.ts'
import { lockShipment } from '../../modules/fulfilment/actions/shipments.ts'
import { shipmentsOf } from '../../modules/fulfilment/reads.ts'
import { reaction, work } from '../../platform/workflow.ts'
import { labelOne } from './label-one.ts'

export const labelShipment = work({
  name: 'label-shipment',
  async run(tools, payload) {
    const shipment = String(payload.about)
    const result = await labelOne(tools, shipment, `label:${shipment}`, 'nl')
    if (result.kind === 'unanswered') throw new Error(result.text)
  },
})

export const takeLabelBack = work({
  name: 'take-label-back',
  async run(tools, payload) {
    const shipment = String(payload.about)
    const then = payload.next as 'draft' | 'label_requested' | 'cancelled'
    const ask = await tools.act((ctx) => labelToTakeBack(ctx, shipment))
    if (!ask) return
    const carrier = await tools.open<Carrier>({ connection: ask.connection })
    const outcome = await carrier.voidLabel(ask.externalId, ask.key)
    if (outcome.kind === 'unknown') throw new Error(outcome.text)
    await tools.act((ctx) =>
      labelTakenBack(ctx, shipment, then, outcome.kind === 'refused' ? outcome.text : null),
    )
  },
})

/** The customer moved: what is labelled and still here gets the new address. */
export const followAddresses = reaction({
  name: 'follow-addresses',
  on: ['order.changed', 'order.taken-over'],
  async run(ctx, event) {
    for (const { id } of await shipmentsOf(ctx, event.about)) {
      const { shipment, order } = await lockShipment(ctx, id)
      await followAddress(ctx, shipment, order)
    }
  },
})
