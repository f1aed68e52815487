/** Invoices that will not be paid: written off with a reason, brought back when they are paid after all, and what that means for VAT. */
import { addDays, dayOf } from '../../base/day.ts'
import { decimalText, type Cents } from '../../base/money.ts'
import { refuse, type RefusalCode } from '../../base/refusal.ts'
import type { Ctx } from '../../platform/context.ts'
import { raiseTask, settleTask } from '../../platform/tasks.ts'
import { getBusiness } from '../organisations/actions.ts'
import { can, vatIn } from './rules/write-offs.ts'
import type { Invoice } from './schema.ts'
import { changeInvoice } from './writes.ts'

/** What is open of a locked invoice is written off. */
export async function writeOff(ctx: Ctx, invoice: Invoice, reason: string): Promise<Invoice> {
  const problem = can.writeOff(invoice)
  if (problem) refuse(problem as RefusalCode, { number: invoice.number ?? '' })
  const { timeZone } = await getBusiness(ctx, { id: invoice.business })
  const today = dayOf(ctx.now, timeZone)
  const amount = invoice.due
  await tellVat(ctx, 'invoice.reclaim-vat', invoice, amount, addDays(invoice.dueDay ?? today, 365))
  ctx.emit('invoice.written-off', invoice.id, { number: invoice.number, amount, reason })
  return changeInvoice(ctx, invoice.id, {
    state: 'written-off',
    due: 0,
    writtenOff: amount,
    writtenOffDay: today,
    writeOffReason: reason,
  })
}

/** The claim stands again, and VAT that was reclaimed is owed again (article 29 (3) of the Dutch VAT act). */
export async function bringBack(ctx: Ctx, invoice: Invoice): Promise<Invoice> {
  if (invoice.state !== 'written-off') return invoice
  await settleTask(ctx, taskKey(invoice.id))
  await tellVat(ctx, 'invoice.vat-owed-again', invoice, invoice.writtenOff, null)
  ctx.emit('invoice.write-off-undone', invoice.id, { number: invoice.number, amount: invoice.writtenOff })
  return changeInvoice(ctx, invoice.id, {
    state: invoice.sentAt ? 'sent' : 'final',
    due: invoice.writtenOff,
    writtenOff: 0,
    writtenOffDay: null,
    writeOffReason: null,
  })
}

const taskKey = (invoice: string) => `bad-debt:${invoice}`

/** The Dutch rule, for businesses there; elsewhere the bookkeeper knows another. */
async function tellVat(
  ctx: Ctx,
  kind: 'invoice.reclaim-vat' | 'invoice.vat-owed-again',
  invoice: Invoice,
  amount: Cents,
  day: string | null,
): Promise<void> {
  const { country } = await getBusiness(ctx, { id: invoice.business })
  const vat = vatIn(amount, invoice)
  if (country !== 'NL' || vat <= 0) return
  await raiseTask(ctx, {
    kind,
    about: invoice.id,
    aboutKind: 'invoices',
    detail: {
      number: invoice.number,
      vat: `${invoice.currency} ${decimalText(vat, 2)}`,
      ...(day ? { day } : {}),
    },
    dedupe: kind === 'invoice.reclaim-vat' ? taskKey(invoice.id) : `${taskKey(invoice.id)}:back`,
  })
}
