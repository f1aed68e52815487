/** A printed document goes its other ways: onto Peppol, behind a link of its own; what goes by post waits in the print queue. */
import { settleDelivery } from '../../modules/invoicing/deliveries.ts'
import { linkOf } from '../../modules/invoicing/links.ts'
import { deliveriesOf, findInvoice } from '../../modules/invoicing/reads.ts'
import { reaction } from '../../platform/workflow.ts'
import { peppolJob } from './send-over-peppol.ts'

export const deliverPrinted = reaction({
  name: 'deliver-printed',
  on: ['invoice.printed', 'invoice.delivery-asked'],
  async run(ctx, event) {
    const invoice = await findInvoice(ctx, event.about)
    if (!invoice?.pdf) return
    for (const { id, state, route } of await deliveriesOf(ctx, invoice.id)) {
      if (state !== 'queued') continue
      if (route === 'peppol') ctx.later(peppolJob(id))
      if (route !== 'portal') continue
      await linkOf(ctx, invoice)
      await settleDelivery(ctx, id, { state: 'sent' })
    }
  },
})
