/** What one may ask of credit notes. */
import { z } from 'zod'
import { action } from '../../../platform/action.ts'
import { draftCredit } from '../credits.ts'
import { creditedOf, linesOfInvoice } from '../reads.ts'

export const creditInvoice = action({
  http: 'POST /invoices/:invoice/credit',
  right: 'invoices.credit',
  says: 'Makes a concept credit note for lines of an issued invoice; without lines it takes back everything that is left.',
  input: z.strictObject({
    invoice: z.uuid(),
    lines: z
      .array(z.strictObject({ line: z.string().min(1).max(20), quantity: z.int().min(1) }))
      .max(1000)
      .optional(),
    shipping: z.boolean().default(false),
    reason: z.string().trim().max(500).default(''),
    restock: z.boolean().default(false),
    reinvoice: z.boolean().default(false),
  }),
  run: (ctx, input) => draftCredit(ctx, input),
})

export const listInvoiceLines = action({
  http: 'GET /invoices/:invoice/lines',
  right: 'invoices.see',
  says: 'The lines of an issued document, with what of each was credited, concepts included.',
  input: z.object({ invoice: z.uuid() }),
  async run(ctx, input) {
    const credited = new Map((await creditedOf(ctx, input.invoice)).map((row) => [row.id, row.credited]))
    const lines = await linesOfInvoice(ctx, input.invoice)
    return { rows: lines.map((line) => ({ ...line, credited: credited.get(line.id) ?? 0 })) }
  },
})
