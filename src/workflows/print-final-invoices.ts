/** A final invoice becomes a PDF that is kept: made once, outside any transaction, from what was issued. */
import { refuse } from '../base/refusal.ts'
import { customerLang, type CustomerLang } from '../base/words.ts'
import { keepPrinted } from '../modules/invoicing/actions.ts'
import { fromRecord } from '../modules/invoicing/documents/from-record.ts'
import { letterheadOf, stationeryOf, type Stationery } from '../modules/invoicing/documents/letterhead.ts'
import { printInvoice } from '../modules/invoicing/documents/printed-invoice.ts'
import { fittingUbl } from '../modules/invoicing/e-invoice/fitting.ts'
import { writeCii } from '../modules/invoicing/e-invoice/cii.ts'
import { deliveriesOf, findInvoice, issuedInvoice } from '../modules/invoicing/reads.ts'
import type { IssuedInvoice } from '../modules/invoicing/schema.ts'
import { getBusiness } from '../modules/organisations/actions.ts'
import { keepFile, readBytes, storeBytes, type Stored } from '../platform/files.ts'
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
      const wantsUbl =
        business.makesUbl || (await deliveriesOf(ctx, id)).some(({ route }) => route === 'email-ubl')
      return { invoice, issued: await issuedInvoice(ctx, id), stationery, lang, wantsUbl }
    })
    const { invoice, issued, stationery, lang, wantsUbl } = found
    const pdf = invoice.pdf ? null : await storeBytes(await pressed(issued, stationery, lang))
    const isUblMade = wantsUbl && !invoice.ubl
    const ubl = isUblMade ? await storeBytes(new TextEncoder().encode(fittingUbl(issued.document))) : null
    if (!pdf && !ubl) return
    const { number } = issued
    await tools.act(async (ctx) => {
      const keep = (stored: Stored, end: string, type: string) =>
        keepFile(ctx, { stored, name: `${number}.${end}`, type, about: id, kind: 'invoice' })
      await keepPrinted(ctx, id, {
        ...(pdf && { pdf: await keep(pdf, 'pdf', 'application/pdf') }),
        ...(ubl && { ubl: await keep(ubl, 'xml', 'application/xml') }),
      })
    })
  },
})

/** The PDF with the same invoice inside it for machines. */
async function pressed(
  issued: IssuedInvoice,
  stationery: Stationery,
  lang: CustomerLang,
): Promise<Uint8Array> {
  const logo = stationery.logo && (await readBytes(stationery.logo))
  const printed = fromRecord(issued.document, letterheadOf(stationery, lang, logo))
  const xml = new TextEncoder().encode(writeCii(issued.document))
  return printInvoice(printed, {
    at: issued.createdAt,
    facturX: 'EN 16931',
    attachments: [{ ...invoiceXml, bytes: xml }],
  })
}

/** The name and the relation that Factur-X asks for. */
const invoiceXml = {
  name: 'factur-x.xml',
  mime: 'text/xml',
  relationship: 'alternative',
  description: 'Factur-X',
} as const
