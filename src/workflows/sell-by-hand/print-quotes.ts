/** A version of a quote becomes a PDF that is kept: made once, outside any transaction, from what was sent. */
import { noteReady } from '../../modules/quotes/actions.ts'
import { printQuote } from '../../modules/quotes/documents/printed-quote.ts'
import { printsOf, quoteFor, versionOf } from '../../modules/quotes/reads.ts'
import { getBusiness } from '../../modules/organisations/actions.ts'
import { filesOf, keepFile, readBytes, storeBytes } from '../../platform/files.ts'
import type { Tools } from '../../platform/workflow.ts'
import { work } from '../../platform/workflow.ts'

export const printQuotes = work({
  name: 'print-quote',
  async run(tools, payload) {
    const id = String(payload.about)
    const revision = Number(payload.revision)
    const how = payload.how === 'hand' ? 'hand' : 'mail'
    const version = await tools.act((ctx) => versionOf(ctx, id, revision))
    const [before] = await tools.act((ctx) => printsOf(ctx, [version.id]))
    const made = before ? null : await print(tools, id, revision)
    await tools.act(async (ctx) => {
      const file =
        before?.id ??
        (await keepFile(ctx, { ...made!, about: version.id, kind: 'quote', type: 'application/pdf' }))
      await noteReady(ctx, id, { revision, file, how })
    })
  },
})

async function print(tools: Tools, id: string, revision: number) {
  const { quote, version, business, logo } = await tools.act(async (ctx) => {
    const found = await quoteFor(ctx, id)
    const seller = await getBusiness(ctx, { id: found.business })
    const [picture] = seller.logo ? await filesOf(ctx, [seller.logo]) : []
    return { quote: found, version: await versionOf(ctx, id, revision), business: seller, logo: picture }
  })
  const isDrawn = logo && /^image\/(png|jpeg|svg\+xml)$/.test(logo.type)
  const bytes = await printQuote(
    {
      number: quote.number,
      depositPercent: quote.depositPercent,
      version,
      business,
      logo: isDrawn ? await readBytes(logo) : null,
    },
    { at: version.createdAt },
  )
  const name = `${quote.number}${revision > 1 ? `-${revision}` : ''}.pdf`
  return { stored: await storeBytes(bytes), name }
}
