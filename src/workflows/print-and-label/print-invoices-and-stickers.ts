/**
 * The day's invoices and stickers in walking order (S4-5, S4-36, S4-37). It may be cut off anywhere and goes on where
 * it was: a shipment's label stands under its own key, and its invoice is the one that was made for it.
 */
import type { Day } from '../../base/day.ts'
import { Refusal, refuse } from '../../base/refusal.ts'
import type { Lang } from '../../base/words.ts'
import { markPrintedShipments, shipmentsToPrint } from '../../modules/fulfilment/actions/shipments.ts'
import { linesOfShipment } from '../../modules/fulfilment/reads.ts'
import { finaliseForShipment, standing } from '../../modules/invoicing/actions.ts'
import { hasCome, momentOf } from '../../modules/invoicing/moment.ts'
import { invoicesOfOrder } from '../../modules/invoicing/reads.ts'
import { markPrinted } from '../../modules/orders/actions.ts'
import { lockOrder } from '../../modules/orders/reads.ts'
import { toPrint, type DayLimits } from '../../modules/planning/reads.ts'
import {
  addItems,
  countItems,
  findRun,
  finishRun,
  itemsOf,
  jobOf,
  settleItem,
  type ItemResult,
  type Run,
  type RunItem,
} from '../../platform/runs.ts'
import { work, type Tools } from '../../platform/workflow.ts'
import { labelOne } from './label-one.ts'
import { makeStreams, type Printed } from './streams.ts'

const name = 'print-invoices-and-stickers'

/** So many shipments at once: the carrier's own limit is kept by its connection. */
const atOnce = 4

/** Looks for the invoices' PDFs once a second; a PDF that is not there by then will not come by itself. */
const mostLooks = 600

type Input = DayLimits & {
  readonly day: Day
  readonly location: string | null
  readonly lang: Lang
  readonly again: boolean
}

export const printInvoicesAndStickers = work({
  name,
  async run(tools, payload) {
    const id = String(payload.about)
    const run = await tools.act((ctx) => findRun(ctx, id))
    if (run.state === 'done') return
    const input = run.input as Input
    if (run.total === 0) await gather(tools, id, input)
    if (!(await doAll(tools, id, input.lang))) return again(tools, id, 0)
    const looks = Number(payload.looks ?? 0)
    if (!(await allPrinted(tools, id, looks))) return again(tools, id, looks + 1)
    await finish(tools, run, input.lang)
  },
  gaveUp: async (ctx, payload, error) =>
    finishRun(ctx, String(payload.about), { state: 'failed', problem: error.slice(0, 1000) }),
})

/** The rest is done by a job of its own: a second later, or by the program that starts after this one. */
const again = (tools: Tools, id: string, looks: number): Promise<void> =>
  tools.act(async (ctx) => {
    const job = jobOf(name, id)
    ctx.later({ ...job, payload: { ...job.payload, looks }, runAt: new Date(ctx.now.getTime() + 1000) })
  })

async function gather(tools: Tools, id: string, input: Input): Promise<void> {
  await tools.act(async (ctx) => {
    const orders = await toPrint(ctx, input)
    await addItems(
      ctx,
      id,
      orders.map((order) => ({ about: order.id, name: order.number })),
    )
    await countItems(ctx, id, { state: 'running' })
  })
}

/** Answers whether everything was done; not when the program stops. */
async function doAll(tools: Tools, id: string, lang: Lang): Promise<boolean> {
  const waiting = await tools.act((ctx) => itemsOf(ctx, id, { state: 'waiting' }))
  const lanes = Array.from({ length: atOnce }, async () => {
    for (let item = waiting.shift(); item; item = waiting.shift()) {
      if (tools.isStopping()) return void waiting.unshift(item)
      const mine = item
      const result = await doOne(tools, mine, `run:${id}`, lang)
      await tools.act(async (ctx) => {
        await settleItem(ctx, mine, result)
        await countItems(ctx, id)
      })
    }
  })
  await Promise.all(lanes)
  return waiting.length === 0
}

/** The label first: an address that the carrier refuses must not leave an invoice behind that cannot be changed. */
async function doOne(tools: Tools, item: RunItem, holder: string, lang: Lang): Promise<ItemResult> {
  try {
    const shipments = await tools.act((ctx) => shipmentsToPrint(ctx, item.about))
    const invoices: string[] = []
    let later: Later | null = null
    for (const { id: shipment, partOf } of shipments) {
      const label = await labelOne(tools, shipment, holder, lang)
      if (label.kind !== 'done') {
        return {
          state: 'failed',
          code: `shipment.label-${label.kind}`,
          params: { number: label.number, error: label.text },
        }
      }
      // What lies in a further parcel stands on the invoice of the first.
      if (partOf !== null) continue
      const invoice = await invoiceOf(tools, item.about, shipment)
      if ('id' in invoice) invoices.push(invoice.id)
      else later = invoice.later
    }
    const printed = { shipments: shipments.map(({ id }) => id), invoices: [...new Set(invoices)] }
    return {
      state: 'done',
      ...(later && { code: `print.invoice-${later}` }),
      detail: printed satisfies Printed,
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { state: 'failed', code: error.code, params: error.params }
  }
}

/** For what the invoice of a printed order still waits. */
type Later = 'when-paid' | 'when-shipped' | 'by-hand'

/** The final invoice of a shipment; an order that was invoiced before has that one, and one whose moment is later has none. */
const invoiceOf = (tools: Tools, id: string, shipment: string): Promise<{ id: string } | { later: Later }> =>
  tools.act(async (ctx) => {
    const { order } = await lockOrder(ctx, id)
    const moment = await momentOf(ctx, order)
    const final = standing(await invoicesOfOrder(ctx, id)).filter(
      ({ number, isDeposit }) => number !== null && !isDeposit,
    )
    const own = final.findLast((one) => one.shipment === shipment || one.shipment === null)
    if (!hasCome(moment, order, 'printing'))
      return (
        own ?? { later: moment === 'by-hand' ? moment : moment === 'paid' ? 'when-paid' : 'when-shipped' }
      )
    const quantities = new Map(
      (await linesOfShipment(ctx, shipment)).map(({ line, quantity }) => [line, quantity]),
    )
    try {
      return await finaliseForShipment(ctx, id, shipment, quantities)
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'invoice.nothing-left') throw error
      return own ?? final.at(-1) ?? refuse(error.code, error.params)
    }
  })

/** Whether each invoice has its PDF, which is made by a job of its own; what still lacks it at the end is told as failed. */
async function allPrinted(tools: Tools, id: string, looks: number): Promise<boolean> {
  return tools.act(async (ctx) => {
    let isComplete = true
    for (const item of await itemsOf(ctx, id, { state: 'done' })) {
      const { invoices } = item.detail as Printed
      const lacking = (await invoicesOfOrder(ctx, item.about)).find(
        (invoice) => invoices.includes(invoice.id) && !invoice.pdf,
      )
      if (!lacking) continue
      if (looks < mostLooks) isComplete = false
      else
        await settleItem(ctx, item, {
          state: 'failed',
          code: 'print.invoice-not-made',
          params: { number: lacking.number ?? '' },
        })
    }
    return isComplete
  })
}

/** Both streams are stored before the run says that they are there; then orders and shipments know that they are on paper. */
async function finish(tools: Tools, run: Run, lang: Lang): Promise<void> {
  const { files, items } = await makeStreams(tools, run, lang)
  await tools.act(async (ctx) => {
    await markPrinted(
      ctx,
      items.map(({ about, name: number }) => ({ id: about, number })),
      run.id,
    )
    await markPrintedShipments(
      ctx,
      items.flatMap((item) => (item.detail as Printed).shipments),
    )
    await finishRun(ctx, run.id, { files: await files(ctx) })
  })
}
