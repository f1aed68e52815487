/** Parcels are followed at their carrier until they arrive; one that it has in hand is shipped, whoever forgot to say so. */
import type { Carrier } from '../contracts/carrier.ts'
import { findConnection } from '../modules/apps/reads.ts'
import { handOverTold, moveParcel } from '../modules/fulfilment/actions/leaving.ts'
import { underWay } from '../modules/fulfilment/reads.ts'
import { setSchedule } from '../platform/worker.ts'
import { reaction, work } from '../platform/workflow.ts'

/** So many parcels are asked for at once. */
const batch = 100
const everySeconds = 900

export const followCarriers = reaction({
  name: 'follow-carriers',
  on: ['connection.made', 'connection.paused', 'connection.resumed', 'connection.removed'],
  async run(ctx, event) {
    const connection = await findConnection(ctx, event.about)
    if (connection && connection.kind !== 'carrier') return
    const isPaused = !connection || connection.state === 'paused'
    if (!connection && event.kind !== 'connection.removed') return
    await setSchedule(ctx, { name: 'follow-parcels', subject: event.about, everySeconds, isPaused })
  },
})

export const followParcels = work({
  name: 'follow-parcels',
  async run(tools, payload) {
    const id = String(payload.about)
    const { connection, parcels } = await tools.act(async (ctx) => ({
      connection: await findConnection(ctx, id),
      parcels: await underWay(ctx, id),
    }))
    if (connection?.state !== 'active' || parcels.length === 0) return
    const carrier = await tools.open<Carrier>({ connection: id })
    const ours = new Map(parcels.map((parcel) => [parcel.externalId, parcel]))
    for (let from = 0; from < parcels.length && !tools.isStopping(); from += batch) {
      const asked = parcels.slice(from, from + batch).map(({ externalId }) => externalId)
      for (const { externalId, state, at } of await carrier.states(asked)) {
        const parcel = ours.get(externalId)
        if (!parcel || state === 'registered') continue
        await tools.act(async (ctx) => {
          if (await handOverTold(ctx, parcel.id)) await moveParcel(ctx, parcel.id, state, at)
        })
      }
    }
  },
})
