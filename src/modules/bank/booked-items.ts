/** What became of the payments in our own files when the bank's lines speak of them. */
import type { Ctx } from '../../platform/context.ts'
import { all } from '../../platform/rows.ts'
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

/** The collection of an invoice that came back; it may be collected again in another file. */
export const returnItem = (ctx: Ctx, item: BankFileItem): Promise<number> =>
  setItems(ctx, [item.id], 'returned')
