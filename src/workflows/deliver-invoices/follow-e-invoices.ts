/** E-invoices are followed at their provider until the other side has them, or gave them back. */
import type { EInvoicing } from '../../contracts/e-invoice.ts'
import { findConnection } from '../../modules/apps/reads.ts'
import { underWayAt } from '../../modules/invoicing/reads.ts'
import { setSchedule } from '../../platform/worker.ts'
import { reaction, work } from '../../platform/workflow.ts'
import { keepProgress } from './send-over-peppol.ts'

const everySeconds = 900
/** So many documents are asked for at once. */
const batch = 100

export const followEInvoicing = reaction({
  name: 'follow-e-invoicing',
  on: ['connection.made', 'connection.paused', 'connection.resumed', 'connection.removed'],
  async run(ctx, event) {
    const connection = await findConnection(ctx, event.about)
    if (connection && connection.kind !== 'e-invoice') return
    if (!connection && event.kind !== 'connection.removed') return
    const isPaused = !connection || connection.state === 'paused'
    await setSchedule(ctx, { name: 'follow-e-invoices', subject: event.about, everySeconds, isPaused })
  },
})

export const followEInvoices = work({
  name: 'follow-e-invoices',
  async run(tools, payload) {
    const id = String(payload.about)
    const { connection, deliveries } = await tools.act(async (ctx) => ({
      connection: await findConnection(ctx, id),
      deliveries: await underWayAt(ctx, id),
    }))
    if (connection?.state !== 'active' || deliveries.length === 0) return
    const provider = await tools.open<EInvoicing>({ connection: id })
    const ours = new Map(deliveries.map((delivery) => [delivery.externalId ?? '', delivery.id]))
    const names = [...ours.keys()].filter(Boolean)
    for (let from = 0; from < names.length && !tools.isStopping(); from += batch) {
      for (const found of await provider.deliveries(names.slice(from, from + batch))) {
        const delivery = ours.get(found.externalId)
        if (delivery && found.state !== 'under-way')
          await tools.act((ctx) => keepProgress(ctx, delivery, found))
      }
    }
  },
})
