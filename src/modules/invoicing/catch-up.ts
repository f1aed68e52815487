/** Issues the final invoices of many whole orders at once: for orders that are brought in after they left the house. */
import { createHash } from 'node:crypto'
import { yearOf, type Day } from '../../base/day.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Order, OrderLine } from '../orders/schema.ts'
import { takeNumbers } from '../organisations/numbers.ts'
import type { Business } from '../organisations/schema.ts'
import { withReference } from './e-invoice/reference.ts'
import { chargesOf, documentOf, invoiceable, type Terms } from './from-order.ts'
import { keepManyLines } from './issued-lines.ts'
import { insertAllIssued, insertInvoices } from './writes.ts'

/** An order as it was before it was invoiced; `prepaid` is what had come in by then. */
export type Uninvoiced = {
  readonly order: Order
  readonly lines: readonly OrderLine[]
  readonly prepaid: number
  readonly shipment: string | null
}

/** One business, one day, numbers in the given order. The caller keeps on the orders that they are invoiced. */
export async function issueAll(
  ctx: Ctx,
  business: Business,
  day: Day,
  asked: readonly Uninvoiced[],
  dueDays: number,
): Promise<string[]> {
  if (asked.length === 0) return []
  const contents = asked.map(({ order, lines, prepaid, shipment }) => {
    return {
      order,
      shipment,
      ...documentOf(order, invoiceable(lines, order.pricesIncludeVat), business, {
        ...asCharged(order, business),
        day,
        dueDays,
        deliveryDay: day,
        prepaid,
      }),
    }
  })
  const numbers = await takeNumbers(ctx, business.id, 'invoice', yearOf(day), asked.length)
  const made = contents.map(({ order, shipment, content, lines }, i) => {
    const { number, sequence } = numbers[i]!
    return {
      id: ctx.newId(),
      order,
      shipment,
      number,
      sequence,
      lines,
      document: withReference({ ...content, number, issueDay: day }),
    }
  })
  await insertAllIssued(
    ctx,
    made.map(({ id, number, sequence, document }) => ({
      id,
      business: business.id,
      kind: 'invoice',
      year: yearOf(day),
      sequence,
      number,
      day,
      total: document.totals.gross,
      document,
      documentHash: createHash('sha256').update(JSON.stringify(document)).digest('hex'),
    })),
  )
  await insertInvoices(
    ctx,
    made.map(({ id, order, shipment, number, document: { totals, buyer, dueDay } }) => ({
      id,
      kind: 'invoice',
      business: business.id,
      orderId: order.id,
      shipment,
      contact: order.contact,
      organisation: order.organisation,
      customerName: buyer.name,
      email: order.email || null,
      language: order.language,
      currency: order.currency,
      state: totals.payable <= 0 ? 'paid' : 'final',
      number,
      day,
      dueDay,
      totalNet: totals.net,
      totalVat: totals.vat,
      total: totals.gross,
      due: totals.payable,
    })),
  )
  await keepManyLines(
    ctx,
    'invoice',
    made.map(({ id, document, lines }) => ({ id, content: document, lines })),
  )
  for (const { id, order, number, document } of made) {
    ctx.emit('invoice.finalised', id, {
      number,
      kind: 'invoice',
      order: order.id,
      total: document.totals.gross,
      due: document.totals.payable,
    })
  }
  return made.map(({ id }) => id)
}

/** What was charged and told long ago stands as it was: nothing is decided anew. */
const asCharged = (
  order: Order,
  business: Business,
): Omit<Terms, 'day' | 'dueDays' | 'deliveryDay' | 'prepaid'> => ({
  charges: chargesOf(order),
  decision: null,
  sellerVatNumber: business.vatNumber,
  organisation: null,
  showsBuyerNumber: true,
  exchangeRate: null,
})
