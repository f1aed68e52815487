/** What became of the payments in our own files when the bank's lines speak of them. */
import type { Cents } from '../../base/money.ts'
import type { Ctx } from '../../platform/context.ts'
import { all } from '../../platform/rows.ts'
import { bookedItemsOf } from './reads.ts'
import { BankFileItem, Refund } from './schema.ts'
import { changeRefund, setItems } from './writes.ts'

/** The documents that a line paid: what we sent for them is booked, and their refunds are paid. */
export async function bookItems(ctx: Ctx, documents: readonly string[]): Promise<void> {
  if (documents.length === 0) return
  const refunds = await all(ctx, Refund, { creditNote: documents, state: ['approved', 'sent'] })
  for (const refund of refunds) await changeRefund(ctx, refund.id, { state: 'paid' })
  const items = await all(ctx, BankFileItem, {
    about: [...documents, ...refunds.map(({ id }) => id)],
    state: 'sent',
  })
  await setItems(
    ctx,
    items.map(({ id }) => id),
    'booked',
  )
}

/**
 * A line no longer pays these documents: what we sent for them waits for the bank again, and a refund that is in no file
 * for the next file. Until its file is withdrawn nothing is sent twice.
 */
export async function unbookItems(
  ctx: Ctx,
  parts: readonly { readonly document: string; readonly amount: Cents }[],
): Promise<void> {
  const documents = parts.map(({ document }) => document)
  const refunds = await all(ctx, Refund, { creditNote: documents, state: 'paid' })
  const inFile = new Map(refunds.map(({ id, creditNote }) => [creditNote, id]))
  const items = await bookedItemsOf(
    ctx,
    parts.map(({ document, amount }) => ({ about: inFile.get(document) ?? document, amount })),
  )
  await setItems(
    ctx,
    items.map(({ id }) => id),
    'sent',
  )
  const sent = new Set(items.map(({ about }) => about))
  for (const { id } of refunds) await changeRefund(ctx, id, { state: sent.has(id) ? 'sent' : 'approved' })
}

/** The collection of an invoice did not come back after all. */
export async function rebookItem(ctx: Ctx, invoice: string, endToEnd: string): Promise<void> {
  const items = await all(ctx, BankFileItem, { about: invoice, endToEnd, state: 'returned' })
  await setItems(
    ctx,
    items.slice(-1).map(({ id }) => id),
    'booked',
  )
}

/** The collection of an invoice that came back; it may be collected again in another file. */
export const returnItem = (ctx: Ctx, item: BankFileItem): Promise<number> =>
  setItems(ctx, [item.id], 'returned')
