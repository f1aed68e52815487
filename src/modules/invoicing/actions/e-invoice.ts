/** What one may ask of an invoice as an e-invoice: the UBL of what was issued, and what a receiver would refuse. */
import { z } from 'zod'
import { refuse, refuseField } from '../../../base/refusal.ts'
import { action, FileAnswer } from '../../../platform/action.ts'
import type { Ctx } from '../../../platform/context.ts'
import { get } from '../../../platform/rows.ts'
import type { InvoiceDocument } from '../e-invoice/document.ts'
import { fittingProfile } from '../e-invoice/fitting.ts'
import { preflight } from '../e-invoice/preflight.ts'
import { writeUbl } from '../e-invoice/ubl.ts'
import { issuedInvoice } from '../reads.ts'
import { Invoice } from '../schema.ts'

const profile = z.enum(['en16931', 'peppol', 'nlcius'])

export const invoiceUbl = action({
  http: 'GET /invoices/:invoice/ubl',
  right: 'invoices.see',
  says: 'The UBL of a final invoice or credit note; without a profile, the one that fits the customer.',
  input: z.object({ invoice: z.uuid(), profile: profile.optional() }),
  async run(ctx, input) {
    const invoice = await get(ctx, Invoice, input.invoice)
    if (!invoice.number) refuse('invoice.not-final-yet')
    const { document } = await issuedInvoice(ctx, invoice.id)
    const chosen = input.profile ?? fittingProfile(document)
    const wrong = preflight(document, chosen).filter(({ level }) => level === 'error')
    if (wrong[0])
      refuseField(wrong[0].path, 'invoice.not-for-profile', {
        profile: chosen,
        text: wrong[0].text,
        findings: wrong.map(({ rule, path, text }) => ({ rule, path, text })),
      })
    const bytes = new TextEncoder().encode(writeUbl(document, chosen))
    return new FileAnswer(bytes, 'application/xml', `${invoice.number}.xml`)
  },
})

export const checkInvoice = action({
  http: 'GET /invoices/:invoice/check',
  right: 'invoices.see',
  says: 'What a receiver of this profile would refuse or remark, before the invoice is final too.',
  input: z.object({ invoice: z.uuid(), profile: profile.optional() }),
  async run(ctx, input) {
    const document = await documentOf(ctx, input.invoice)
    const chosen = input.profile ?? fittingProfile(document)
    return { profile: chosen, findings: preflight(document, chosen) }
  },
})

/** A concept is looked at as if it were issued today. */
async function documentOf(ctx: Ctx, id: string): Promise<InvoiceDocument> {
  const invoice = await get(ctx, Invoice, id)
  if (invoice.number) return (await issuedInvoice(ctx, id)).document
  if (!invoice.content) return refuse('record.not-found', { what: 'invoices' })
  return { ...invoice.content, number: 'concept', issueDay: ctx.now.toISOString().slice(0, 10) }
}
