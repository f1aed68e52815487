/**
 * What goes by post becomes one PDF in one go. It may be cut off anywhere: nothing is marked as printed before the
 * file that holds it is kept, and what failed stays in the queue.
 */
import { beginDelivery, settleDelivery } from '../../modules/invoicing/deliveries.ts'
import { findInvoice, lockDelivery, queuedPost } from '../../modules/invoicing/reads.ts'
import { filesOf, keepFile, readBytes, storeBytes, type StoredFile } from '../../platform/files.ts'
import { merge } from '../../platform/pdf/render.ts'
import {
  addItems,
  countItems,
  findRun,
  finishRun,
  itemsOf,
  settleItem,
  type RunItem,
} from '../../platform/runs.ts'
import { work, type Tools } from '../../platform/workflow.ts'
import { dayOf } from '../../base/day.ts'

export const printPost = work({
  name: 'print-post',
  async run(tools, payload) {
    const id = String(payload.about)
    const run = await tools.act((ctx) => findRun(ctx, id))
    if (run.state === 'done') return
    if (run.total === 0) await gather(tools, id)
    const papers = await papersOf(tools, id)
    const readable = await withoutBroken(tools, papers)
    if (readable.papers.length === 0) return void (await tools.act((ctx) => finishRun(ctx, id)))
    const stored = await storeBytes(readable.pdf)
    await tools.act(async (ctx) => {
      const name = `post-${dayOf(ctx.now)}.pdf`
      const file = await keepFile(ctx, { stored, name, type: 'application/pdf', about: id, kind: 'invoices' })
      for (const { item } of readable.papers) {
        const delivery = await lockDelivery(ctx, item.about)
        if (delivery.state === 'queued') {
          await beginDelivery(ctx, delivery, { run: id })
          await settleDelivery(ctx, delivery.id, { state: 'sent' })
        }
        await settleItem(ctx, item, { state: 'done' })
      }
      const files = [...run.files, { file, kind: 'invoices', name }]
      await finishRun(ctx, id, { files })
    })
  },
  gaveUp: async (ctx, payload, error) =>
    finishRun(ctx, String(payload.about), { state: 'failed', problem: error.slice(0, 1000) }),
})

async function gather(tools: Tools, id: string): Promise<void> {
  await tools.act(async (ctx) => {
    const waiting = await queuedPost(ctx)
    await addItems(
      ctx,
      id,
      waiting.map((one) => ({ about: one.id, name: one.number })),
    )
    await countItems(ctx, id, { state: 'running' })
  })
}

type Paper = { readonly item: RunItem; readonly file: StoredFile }

/** The documents of the run that have their PDF; one that has none yet fails its own item and stays in the queue. */
const papersOf = (tools: Tools, id: string): Promise<Paper[]> =>
  tools.act(async (ctx) => {
    const papers: Paper[] = []
    for (const item of await itemsOf(ctx, id, { state: 'waiting' })) {
      const delivery = await lockDelivery(ctx, item.about)
      const invoice = await findInvoice(ctx, delivery.invoice)
      const [file] = invoice?.pdf ? await filesOf(ctx, [invoice.pdf]) : []
      if (file) papers.push({ item, file })
      else
        await settleItem(ctx, item, {
          state: 'failed',
          code: 'invoice.no-pdf-yet',
          params: { number: item.name },
        })
    }
    return papers
  })

/** A broken PDF fails its own item and leaves the others alone. */
async function withoutBroken(
  tools: Tools,
  papers: readonly Paper[],
): Promise<{ papers: readonly Paper[]; pdf: Uint8Array }> {
  let left = papers
  for (;;) {
    if (left.length === 0) return { papers: left, pdf: new Uint8Array() }
    const merged = await merge(
      await Promise.all(left.map(async ({ file }) => ({ pdf: await readBytes(file) }))),
    )
    if (merged.unreadable.length === 0) return { papers: left, pdf: merged.pdf }
    const broken = new Set(merged.unreadable)
    const faulty = left.filter((_, i) => broken.has(i))
    await tools.act(async (ctx) => {
      for (const { item } of faulty)
        await settleItem(ctx, item, {
          state: 'failed',
          code: 'print.unreadable',
          params: { number: item.name },
        })
    })
    left = left.filter((_, i) => !broken.has(i))
  }
}
