/** The carrier's list of a day: every labelled parcel stands on one list, once (S4-4b). */
import { z } from 'zod'
import { dayInput } from '../../../base/check.ts'
import { refuse } from '../../../base/refusal.ts'
import { say } from '../../../base/words.ts'
import { action, afterwards, FileAnswer } from '../../../platform/action.ts'
import type { Ctx } from '../../../platform/context.ts'
import { lock } from '../../../platform/rows.ts'
import { raiseTask } from '../../../platform/tasks.ts'
import { printManifest } from '../documents/manifest-document.ts'
import { findShipment, lockUnlisted, manifestSheet, onManifest, recentManifests } from '../reads.ts'
import { Manifest } from '../schema.ts'
import { changeManifest, insertManifest, listParcels, unlistParcel, unlistParcels } from '../writes.ts'

export const listManifests = action({
  http: 'GET /manifests',
  right: 'fulfilment.see',
  says: 'The lists of a day, or of the last thirty days, newest first, with who collects.',
  input: z.object({ day: dayInput.optional() }),
  run: async (ctx, input) => ({ rows: await recentManifests(ctx, input.day ?? null) }),
})

export const makeManifests = action({
  http: 'POST /manifests',
  right: 'fulfilment.change',
  says: 'Tells each carrier of the day what to collect; parcels that were told before are not told again.',
  input: z.object({ day: dayInput }),
  async run(ctx, input) {
    const byCarrier = new Map<string, string[]>()
    for (const { id, connection } of await lockUnlisted(ctx, input.day))
      byCarrier.set(connection, [...(byCarrier.get(connection) ?? []), id])
    if (byCarrier.size === 0) refuse('manifest.nothing', { day: input.day })
    const made = []
    for (const [connection, parcels] of byCarrier) {
      const manifest = await insertManifest(ctx, { day: input.day, connection, parcels: parcels.length })
      await listParcels(ctx, manifest.id, parcels)
      ctx.later({
        task: 'work',
        payload: { work: 'send-manifest', about: manifest.id },
        key: `manifest:${manifest.id}`,
      })
      ctx.emit('manifest.asked', manifest.id, { day: input.day, parcels: parcels.length })
      made.push(manifest)
    }
    return { rows: made }
  },
})

export const manifestPaper = action({
  http: 'GET /manifests/:manifest/paper',
  right: 'fulfilment.see',
  says: 'The list as a PDF: every parcel on it, with room for the driver to sign.',
  input: z.object({ manifest: z.uuid() }),
  async run(ctx, input) {
    const sheet = await manifestSheet(ctx, input.manifest)
    const { lang, now: at } = ctx
    return new FileAnswer(
      afterwards(() => printManifest({ ...sheet, lang }, { at })),
      'application/pdf',
      `${say(paperName, lang)}-${sheet.day}-${sheet.carrier}.pdf`.replace(/[^\w.-]+/g, '-'),
      true,
    )
  },
})

const paperName = { nl: 'vervoerderslijst', en: 'manifest' }

export type ManifestAsk = {
  readonly manifest: Manifest
  readonly parcels: Awaited<ReturnType<typeof onManifest>>
}

export const manifestAsk = async (ctx: Ctx, id: string): Promise<ManifestAsk> => ({
  manifest: await lock(ctx, Manifest, id),
  parcels: await onManifest(ctx, id),
})

export async function manifestSent(ctx: Ctx, id: string, externalId: string | null): Promise<void> {
  const manifest = await lock(ctx, Manifest, id)
  if (manifest.state === 'sent') return
  await changeManifest(ctx, id, { state: 'sent', externalId, problem: null, sentAt: ctx.now })
  ctx.emit('manifest.sent', id, { day: manifest.day, parcels: manifest.parcels, number: externalId })
}

/** Nothing is left of the list: the carrier hears nothing of it, and who made it reads why. */
export async function manifestLapsed(ctx: Ctx, id: string): Promise<void> {
  const manifest = await lock(ctx, Manifest, id)
  if (manifest.state !== 'asked') return
  await changeManifest(ctx, id, { state: 'empty', problem: say(allTakenBack, ctx.lang) })
  ctx.emit('manifest.lapsed', id, { day: manifest.day })
}

const allTakenBack = {
  nl: 'Alle labels van deze lijst zijn teruggenomen. De vervoerder heeft er niets van gehoord; maak een nieuwe lijst als er weer labels zijn.',
  en: 'All labels of this manifest were voided. The carrier was told nothing; create a new manifest once there are labels again.',
}

/** The parcels come off the list, so that a new list can hold them. */
export async function manifestRefused(ctx: Ctx, id: string, error: string): Promise<void> {
  const manifest = await lock(ctx, Manifest, id)
  if (manifest.state !== 'asked') return
  await unlistParcels(ctx, id)
  await changeManifest(ctx, id, { state: 'failed', problem: error.slice(0, 1000) })
  ctx.emit('manifest.failed', id, { day: manifest.day, error })
  await raiseTask(ctx, {
    kind: 'manifest.failed',
    about: id,
    aboutKind: 'manifests',
    detail: { day: manifest.day, error },
    dedupe: `manifest:${id}`,
  })
}

/** One parcel that the carrier does not collect comes off the list; what is wrong with it is for a person. */
export async function parcelRefused(
  ctx: Ctx,
  manifest: string,
  shipment: string,
  error: string,
): Promise<void> {
  await unlistParcel(ctx, manifest, shipment)
  const parcel = await findShipment(ctx, shipment)
  await raiseTask(ctx, {
    kind: 'shipment.not-collected',
    about: parcel.orderId,
    aboutKind: 'orders',
    detail: { number: parcel.number, error: error.slice(0, 1000) },
    dedupe: `collect:${shipment}`,
  })
}
