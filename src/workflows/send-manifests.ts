/** A carrier hears once what to collect; what stands on its list is then handed over, parcel by parcel (S4-4b). */
import type { Carrier } from '../contracts/carrier.ts'
import { handOverTold } from '../modules/fulfilment/actions/leaving.ts'
import {
  manifestAsk,
  manifestLapsed,
  manifestRefused,
  manifestSent,
  parcelRefused,
} from '../modules/fulfilment/actions/manifests.ts'
import { work, type Tools } from '../platform/workflow.ts'

export const sendManifests = work({
  name: 'send-manifest',
  async run(tools, payload) {
    const id = String(payload.about)
    if (!(await send(tools, id))) return
    const { parcels } = await tools.act((ctx) => manifestAsk(ctx, id))
    for (const parcel of parcels) await tools.act((ctx) => handOverTold(ctx, parcel.id))
  },
})

/** Answers whether the carrier has the list; a parcel that it does not want comes off, and the rest is sent again. */
async function send(tools: Tools, id: string): Promise<boolean> {
  for (;;) {
    const { manifest, parcels } = await tools.act((ctx) => manifestAsk(ctx, id))
    if (manifest.state !== 'asked') return manifest.state === 'sent'
    if (parcels.length === 0) {
      await tools.act((ctx) => manifestLapsed(ctx, id))
      return false
    }
    const carrier = await tools.open<Carrier>({ connection: manifest.connection })
    // Another list is asked under another key; cut off and asked again, the same list has the same one.
    const key = parcels.length === manifest.parcels ? id : `${id}:${parcels.length}`
    const outcome = await carrier.manifest(
      parcels.map(({ externalId }) => externalId),
      key,
    )
    if (outcome.kind === 'unknown') throw new Error(outcome.text)
    if (outcome.kind === 'ok') {
      await tools.act((ctx) => manifestSent(ctx, id, outcome.value?.externalId ?? null))
      return true
    }
    const blamed = parcels.find(({ externalId }) => externalId === outcome.field)
    if (!blamed || parcels.length === 1) {
      await tools.act((ctx) => manifestRefused(ctx, id, outcome.text))
      if (blamed) await tools.act((ctx) => parcelRefused(ctx, id, blamed.id, outcome.text))
      return false
    }
    await tools.act((ctx) => parcelRefused(ctx, id, blamed.id, outcome.text))
  }
}
