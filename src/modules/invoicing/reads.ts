/** Looks up invoices and what was issued. */
import type { Ctx } from '../../platform/context.ts'
import { all, find, get, lock } from '../../platform/rows.ts'
import { CreditedLine, Invoice, InvoiceLine, IssuedInvoice } from './schema.ts'

export const invoicesOfOrder = (ctx: Ctx, order: string): Promise<Invoice[]> => all(ctx, Invoice, { orderId: order }, 'createdAt')
export const findInvoice = (ctx: Ctx, id: string): Promise<Invoice | undefined> => find(ctx, Invoice, id)
export const lockInvoice = (ctx: Ctx, id: string): Promise<Invoice> => lock(ctx, Invoice, id)
export const issuedInvoice = (ctx: Ctx, id: string): Promise<IssuedInvoice> => get(ctx, IssuedInvoice, id)

/** Gaps and doubles in the number series of issued documents; an empty list is what the law asks for. */
export const seriesFaults = (ctx: Ctx): Promise<{ business: string; kind: string; year: number; first: number; last: number; count: number; distinct: number }[]> =>
  ctx.db.rows(
    `select i.business, i.kind, i.year, min(sequence)::int as first, max(sequence)::int as last, count(*)::int as count, count(distinct sequence)::int as distinct
    from issued_invoices i left join number_plans p on p.tenant_id = $1 and p.business = i.business and p.kind = i.kind and p.year = i.year
    where i.tenant_id = $1 group by 1, 2, 3
    having min(sequence) <> coalesce(min(p.first_number), 1) or max(sequence) - min(sequence) + 1 <> count(*) or count(*) <> count(distinct sequence)`,
  )

export const linesOfInvoice = (ctx: Ctx, invoice: string): Promise<InvoiceLine[]> => all(ctx, InvoiceLine, { invoice }, 'position')
export const creditedOf = (ctx: Ctx, invoice: string): Promise<CreditedLine[]> => all(ctx, CreditedLine, { invoice })
export const creditNotesOf = (ctx: Ctx, invoice: string): Promise<Invoice[]> => all(ctx, Invoice, { credits: invoice }, 'createdAt')
