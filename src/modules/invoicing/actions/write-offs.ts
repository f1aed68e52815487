/** What one may ask of invoices that will not be paid. */
import { z } from 'zod'
import { refuse } from '../../../base/refusal.ts'
import { action } from '../../../platform/action.ts'
import { lockInvoice } from '../reads.ts'
import { bringBack, writeOff } from '../write-offs.ts'

export const writeOffInvoice = action({
  http: 'POST /invoices/:invoice/write-off',
  right: 'invoices.write-off',
  stepUp: true,
  says: 'Writes off what is open of an invoice, with the reason; the VAT to reclaim becomes a task.',
  input: z.strictObject({ invoice: z.uuid(), reason: z.string().trim().min(3).max(500) }),
  run: async (ctx, input) => writeOff(ctx, await lockInvoice(ctx, input.invoice), input.reason),
})

export const undoWriteOff = action({
  http: 'DELETE /invoices/:invoice/write-off',
  right: 'invoices.write-off',
  says: 'The invoice is open again, such as for who pays after all.',
  input: z.object({ invoice: z.uuid() }),
  async run(ctx, input) {
    const invoice = await lockInvoice(ctx, input.invoice)
    if (invoice.state !== 'written-off') refuse('invoice.not-written-off', { number: invoice.number ?? '' })
    return bringBack(ctx, invoice)
  },
})
