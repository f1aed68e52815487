/** Writes invoices; a number is taken in the very transaction that issues, so that there is no gap and no double. */
import type { Ctx } from '../../platform/context.ts'
import { change, insert, insertMany } from '../../platform/rows.ts'
import type { NewRow } from '../../base/record.ts'
import { CreditedLine, Invoice, InvoiceLine, IssuedInvoice } from './schema.ts'
import type { Milli } from '../../base/money.ts'

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
  // The first number of a year takes its form from the merchant's newest plan, or from ours.
  const row = await ctx.db.one<{ lastNumber: number; prefix: string; digits: number }>(
    `insert into number_series (tenant_id, business, kind, year, prefix, digits, last_number)
     select $1, $2, $3, $4::int, coalesce(replace(replace(p.prefix, '{year}', $4::int::text), '{yy}', right($4::int::text, 2)), $5), coalesce(p.digits, 5),
       case when p.year = $4::int then p.first_number - 1 else 0 end + $6
     from (select 1) one left join lateral (
       select prefix, digits, first_number, year from number_plans where tenant_id = $1 and business = $2 and kind = $3 and year <= $4::int order by year desc limit 1) p on true
     on conflict (tenant_id, business, kind, year) do update set last_number = number_series.last_number + $6
     returning last_number, prefix, digits`,
    [business, kind, year, kind === 'credit-note' ? `C${year}-` : `${year}-`, count],
  )
  return Array.from({ length: count }, (_, i) => {
    const sequence = row!.lastNumber - count + 1 + i
    return { sequence, number: `${row!.prefix}${String(sequence).padStart(row!.digits, '0')}` }
  })
}

/** The working rows only: what was issued says who bought, for good. */
export const moveInvoices = (ctx: Ctx, column: 'organisation' | 'contact', from: string, to: string, only: readonly string[] | null): Promise<{ id: string }[]> =>
  ctx.db.rows(
    `update invoices set ${column} = $3, updated_at = $5, version = version + 1
     where tenant_id = $1 and ${column} = $2 and ($4::uuid[] is null or id = any($4)) returning id`,
    [from, to, only, ctx.now],
  )

/** What was issued line by line; the lines of an invoice can be credited up to what they hold. */
export async function insertLines(ctx: Ctx, kind: Invoice['kind'], lines: readonly NewRow<typeof InvoiceLine>[]): Promise<InvoiceLine[]> {
  const kept = await insertMany(ctx, InvoiceLine, lines)
  if (kind === 'invoice') await insertMany(ctx, CreditedLine, kept.map(({ id, invoice, quantity }) => ({ id, invoice, invoiced: quantity })))
  return kept
}

/**
 * Counts quantities as credited, or gives them back when negative, in one statement; answers how many lines took it.
 * A line that would go above what was invoiced, or below nothing, takes none.
 */
export const countCredited = (ctx: Ctx, lines: readonly { readonly line: string; readonly quantity: Milli }[]): Promise<number> =>
  ctx.db.run(
    `update credited_lines c set credited = c.credited + x.quantity, updated_at = $3, version = c.version + 1
     from jsonb_to_recordset($2::jsonb) x(line uuid, quantity bigint)
     where c.tenant_id = $1 and c.id = x.line and c.credited + x.quantity between 0 and c.invoiced`,
    [JSON.stringify(lines), ctx.now],
  )
