/** Writes invoices; what was issued is only ever added to. */
import type { Ctx } from '../../platform/context.ts'
import { change, insert, insertMany, relink } from '../../platform/rows.ts'
import type { NewRow } from '../../base/record.ts'
import { CreditedLine, Invoice, InvoiceLine, IssuedInvoice } from './schema.ts'
import { InvoiceDelivery, InvoiceLink } from './schema/deliveries.ts'
import { InvoicingPolicy, Reminder, ReminderItem } from './schema/reminders.ts'
import type { Milli } from '../../base/money.ts'

export const insertInvoice = (ctx: Ctx, invoice: NewRow<typeof Invoice>) => insert(ctx, Invoice, invoice)
export const changeInvoice = (ctx: Ctx, id: string, changes: Partial<Invoice>, version?: number) =>
  change(ctx, Invoice, id, changes, version)
export const insertInvoices = (ctx: Ctx, invoices: readonly NewRow<typeof Invoice>[]) =>
  insertMany(ctx, Invoice, invoices)
export const insertAllIssued = (ctx: Ctx, issued: readonly NewRow<typeof IssuedInvoice>[]) =>
  insertMany(ctx, IssuedInvoice, issued)
export const insertIssued = (ctx: Ctx, issued: NewRow<typeof IssuedInvoice>) =>
  insert(ctx, IssuedInvoice, issued)

/** The working rows only: what was issued says who bought, for good. */
export const moveInvoices = (
  ctx: Ctx,
  column: 'organisation' | 'contact',
  from: string,
  to: string,
  only: readonly string[] | null,
): Promise<{ id: string }[]> => relink(ctx, Invoice, column, from, to, only)

/** What was issued line by line; the lines of an invoice can be credited up to what they hold. */
export async function insertLines(
  ctx: Ctx,
  kind: Invoice['kind'],
  lines: readonly NewRow<typeof InvoiceLine>[],
): Promise<InvoiceLine[]> {
  const kept = await insertMany(ctx, InvoiceLine, lines)
  if (kind === 'invoice')
    await insertMany(
      ctx,
      CreditedLine,
      kept.map(({ id, invoice, quantity }) => ({ id, invoice, invoiced: quantity })),
    )
  return kept
}

/**
 * Counts quantities as credited, or gives them back when negative, in one statement; answers how many lines took it.
 * A line that would go above what was invoiced, or below nothing, takes none.
 */
export const countCredited = (
  ctx: Ctx,
  lines: readonly { readonly line: string; readonly quantity: Milli }[],
): Promise<number> =>
  ctx.db.run(
    `update credited_lines c set credited = c.credited + x.quantity, updated_at = $3, version = c.version + 1
     from jsonb_to_recordset($2::jsonb) x(line uuid, quantity bigint)
     where c.tenant_id = $1 and c.id = x.line and c.credited + x.quantity between 0 and c.invoiced`,
    [JSON.stringify(lines), ctx.now],
  )

export const insertDeliveries = (ctx: Ctx, deliveries: readonly NewRow<typeof InvoiceDelivery>[]) =>
  insertMany(ctx, InvoiceDelivery, deliveries)
export const changeDelivery = (ctx: Ctx, id: string, changes: Partial<InvoiceDelivery>) =>
  change(ctx, InvoiceDelivery, id, changes)
export const insertLink = (ctx: Ctx, link: NewRow<typeof InvoiceLink>) => insert(ctx, InvoiceLink, link)
export const changeLink = (ctx: Ctx, id: string, changes: Partial<InvoiceLink>) =>
  change(ctx, InvoiceLink, id, changes)

export const insertReminder = (ctx: Ctx, reminder: NewRow<typeof Reminder>) => insert(ctx, Reminder, reminder)
export const changeReminder = (ctx: Ctx, id: string, changes: Partial<Reminder>) =>
  change(ctx, Reminder, id, changes)
export const insertReminderItems = (ctx: Ctx, items: readonly NewRow<typeof ReminderItem>[]) =>
  insertMany(ctx, ReminderItem, items)
export const insertPolicy = (ctx: Ctx, policy: NewRow<typeof InvoicingPolicy>) =>
  insert(ctx, InvoicingPolicy, policy)
export const changePolicy = (ctx: Ctx, id: string, changes: Partial<InvoicingPolicy>, version?: number) =>
  change(ctx, InvoicingPolicy, id, changes, version)
