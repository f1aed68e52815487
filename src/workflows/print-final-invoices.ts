/** A final invoice becomes a PDF that is kept: made once, outside any transaction, from what was issued. */
import { refuse } from '../base/refusal.ts'
import { customerLang } from '../base/words.ts'
import { keepPdf } from '../modules/invoicing/actions.ts'
import { fromRecord } from '../modules/invoicing/documents/from-record.ts'
import { letterheadOf, stationeryOf } from '../modules/invoicing/documents/letterhead.ts'
import { printInvoice } from '../modules/invoicing/documents/printed-invoice.ts'
import { fittingUbl } from '../modules/invoicing/e-invoice/fitting.ts'
import { writeCii } from '../modules/invoicing/e-invoice/cii.ts'
import { findInvoice, issuedInvoice } from '../modules/invoicing/reads.ts'
import { getBusiness } from '../modules/organisations/actions.ts'
import { keepFile, readBytes, storeBytes } from '../platform/files.ts'
import { reaction, work } from '../platform/workflow.ts'

export const printWhenFinal = reaction({
  name: 'print-when-final',
  on: ['invoice.finalised'],
  run: async (ctx, event) =>
    ctx.later({
      task: 'work',
      payload: { work: 'print-invoice', about: event.about },
      key: `print-invoice:${event.about}`,
    }),
})

export const printFinalInvoice = work({
  name: 'print-invoice',
  async run(tools, payload) {
    const id = String(payload.about)
    const found = await tools.act(async (ctx) => {
      const invoice = (await findInvoice(ctx, id)) ?? refuse('record.not-found', { what: 'invoices' })
      const lang = customerLang(invoice.language)
      const business = await getBusiness(ctx, { id: invoice.business })
      const stationery = await stationeryOf(ctx, business, lang, invoice.orderId)
      return { invoice, issued: await issuedInvoice(ctx, id), stationery, lang }
    })
    const { invoice, issued, stationery, lang } = found
    if (invoice.pdf) return
    const logo = stationery.logo && (await readBytes(stationery.logo))
    const printed = fromRecord(issued.document, letterheadOf(stationery, lang, logo))
    const xml = new TextEncoder().encode(writeCii(issued.document))
    const bytes = await printInvoice(printed, {
      at: issued.createdAt,
      facturX: 'EN 16931',
      attachments: [{ ...invoiceXml, bytes: xml }],
    })
    const stored = await storeBytes(bytes)
    const ubl = await storeBytes(new TextEncoder().encode(fittingUbl(issued.document)))
    await tools.act(async (ctx) => {
      const file = await keepFile(ctx, {
        stored,
        name: `${issued.number}.pdf`,
        type: 'application/pdf',
        about: id,
        kind: 'invoice',
      })
      const ublFile = await keepFile(ctx, {
        stored: ubl,
        name: `${issued.number}.xml`,
        type: 'application/xml',
        about: id,
        kind: 'invoice',
      })
      await keepPdf(ctx, id, file, ublFile)
    })
  },
})

/** The name and the relation that Factur-X asks for. */
const invoiceXml = {
  name: 'factur-x.xml',
  mime: 'text/xml',
  relationship: 'alternative',
  description: 'Factur-X',
} as const
