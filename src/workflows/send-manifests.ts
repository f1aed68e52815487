/** A carrier hears once what to collect; what stands on its list is then handed over, parcel by parcel (S4-4b). */
import { Refusal } from '../base/refusal.ts'
import type { Carrier } from '../contracts/carrier.ts'
import { handOverOne } from '../modules/fulfilment/actions/leaving.ts'
import { manifestAsk, manifestRefused, manifestSent } from '../modules/fulfilment/actions/manifests.ts'
import { raiseTask } from '../platform/tasks.ts'
import { work, type Tools } from '../platform/workflow.ts'

export const sendManifests = work({
  name: 'send-manifest',
  async run(tools, payload) {
    const id = String(payload.about)
    const { manifest, parcels } = await tools.act((ctx) => manifestAsk(ctx, id))
    if (manifest.state === 'failed') return
    if (manifest.state === 'asked') {
      const carrier = await tools.open<Carrier>({ connection: manifest.connection })
      const outcome = await carrier.manifest(
        parcels.map(({ externalId }) => externalId),
        id,
      )
      if (outcome.kind === 'unknown') throw new Error(outcome.text)
      if (outcome.kind === 'refused')
        return void (await tools.act((ctx) => manifestRefused(ctx, id, outcome.text)))
      await tools.act((ctx) => manifestSent(ctx, id, outcome.value?.externalId ?? null))
    }
    for (const parcel of parcels) if (parcel.state === 'labelled') await handOver(tools, parcel)
  },
})

/** The carrier has been told; what does not add up here is for a person. */
const handOver = (tools: Tools, parcel: { id: string; number: string }): Promise<void> =>
  tools.act(async (ctx) => {
    try {
      await handOverOne(ctx, parcel.id, {})
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      await raiseTask(ctx, {
        kind: 'shipment.not-handed-over',
        about: parcel.id,
        aboutKind: 'shipments',
        detail: { number: parcel.number, error: error.code, params: error.params },
        dedupe: `hand-over:${parcel.id}`,
      })
    }
  })
