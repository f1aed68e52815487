/** Parcels are followed at their carrier until they arrive; one that it has in hand is shipped, whoever forgot to say so. */
import type { Carrier } from '../contracts/carrier.ts'
import { findConnection } from '../modules/apps/reads.ts'
import { handOverTold, moveParcel } from '../modules/fulfilment/actions/leaving.ts'
import { underWay } from '../modules/fulfilment/reads.ts'
import { setSchedule } from '../platform/worker.ts'
import { reaction, work, type Tools } from '../platform/workflow.ts'

/** So many parcels are asked for at once. */
const batch = 100
/** What has not arrived by then is lost, or was never handed in: carriers forget a parcel after about as long. */
const longestDays = 90
const first = '00000000-0000-0000-0000-000000000000'
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
    const connection = await tools.act((ctx) => findConnection(ctx, id))
    if (connection?.state !== 'active') return
    // Every one in each round, however many there are: none waits behind another that never arrives.
    for (let after = first; !tools.isStopping();) {
      const parcels = await tools.act((ctx) =>
        underWay(ctx, { connection: id, since: daysBefore(ctx.now, longestDays), after, limit: batch }),
      )
      if (parcels.length > 0) await follow(tools, id, parcels)
      if (parcels.length < batch) return
      after = parcels.at(-1)!.id
    }
  },
})

const daysBefore = (moment: Date, days: number): Date => new Date(moment.getTime() - days * 86_400_000)

async function follow(
  tools: Tools,
  connection: string,
  parcels: readonly { readonly id: string; readonly externalId: string }[],
): Promise<void> {
  const carrier = await tools.open<Carrier>({ connection })
  const ours = new Map(parcels.map((parcel) => [parcel.externalId, parcel]))
  for (const { externalId, state, at } of await carrier.states([...ours.keys()])) {
    const parcel = ours.get(externalId)
    if (!parcel || state === 'registered') continue
    await tools.act(async (ctx) => {
      if (await handOverTold(ctx, parcel.id)) await moveParcel(ctx, parcel.id, state, at)
    })
  }
}
