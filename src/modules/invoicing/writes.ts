/** Writes invoices; a number is taken in the very transaction that issues, so that there is no gap and no double. */
import type { Ctx } from '../../platform/context.ts'
import { change, insert, insertMany } from '../../platform/rows.ts'
import type { NewRow } from '../../base/record.ts'
import { Invoice, IssuedInvoice } from './schema.ts'

export const insertInvoice = (ctx: Ctx, invoice: NewRow<typeof Invoice>) => insert(ctx, Invoice, invoice)
export const changeInvoice = (ctx: Ctx, id: string, changes: Partial<Invoice>, version?: number) => change(ctx, Invoice, id, changes, version)
export const insertInvoices = (ctx: Ctx, invoices: readonly NewRow<typeof Invoice>[]) => insertMany(ctx, Invoice, invoices)
export const insertAllIssued = (ctx: Ctx, issued: readonly NewRow<typeof IssuedInvoice>[]) => insertMany(ctx, IssuedInvoice, issued)
export const insertIssued = (ctx: Ctx, issued: NewRow<typeof IssuedInvoice>) => insert(ctx, IssuedInvoice, issued)

/**
 * The next number of a series per business, kind and year. The row stays locked until the transaction ends, so this
 * is one of its last statements, and nothing slow may follow it.
 */
export async function takeNumber(ctx: Ctx, business: string, kind: string, year: number): Promise<{ sequence: number; number: string }> {
  const [taken] = await takeNumbers(ctx, business, kind, year, 1)
  return taken!
}

/** The next numbers of a series, as many as are issued in this transaction. */
export async function takeNumbers(ctx: Ctx, business: string, kind: string, year: number, count: number): Promise<{ sequence: number; number: string }[]> {
  const row = await ctx.db.one<{ lastNumber: number; prefix: string; digits: number }>(
    `insert into number_series (tenant_id, business, kind, year, prefix, last_number) values ($1, $2, $3, $4, $5, $6)
     on conflict (tenant_id, business, kind, year) do update set last_number = number_series.last_number + $6
     returning last_number, prefix, digits`,
    [business, kind, year, kind === 'credit-note' ? `C${year}-` : `${year}-`, count],
  )
  return Array.from({ length: count }, (_, i) => {
    const sequence = row!.lastNumber - count + 1 + i
    return { sequence, number: `${row!.prefix}${String(sequence).padStart(row!.digits, '0')}` }
  })
}
