/** Looks up invoices and what was issued. */
import type { Ctx } from '../../platform/context.ts'
import { all, columnList, find, get, lock } from '../../platform/rows.ts'
import { CreditedLine, Invoice, InvoiceLine, IssuedInvoice } from './schema.ts'
import { InvoiceDelivery, InvoiceLink } from './schema/deliveries.ts'
import { InvoicingPolicy } from './schema/reminders.ts'
import { usualPolicy, type PolicyTerms } from './rules/reminders.ts'

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

/** Oldest first. */
export const deliveriesOf = (ctx: Ctx, invoice: string): Promise<InvoiceDelivery[]> => all(ctx, InvoiceDelivery, { invoice }, 'createdAt')
export const lockDelivery = (ctx: Ctx, id: string): Promise<InvoiceDelivery> => lock(ctx, InvoiceDelivery, id)
export const deliveriesOfMessage = (ctx: Ctx, message: string): Promise<InvoiceDelivery[]> => all(ctx, InvoiceDelivery, { message })

/** What a provider has in hand and has not delivered yet, oldest first. */
export const underWayAt = (ctx: Ctx, connection: string): Promise<InvoiceDelivery[]> => all(ctx, InvoiceDelivery, { connection, state: 'sent', route: 'peppol' }, 'createdAt')

/** The link of an invoice that still opens it; `hash` finds it by what a visitor brought. */
export const openLinkOf = (ctx: Ctx, by: { invoice: string } | { hash: string }): Promise<InvoiceLink | undefined> =>
  ctx.db.one(
    `select ${columnList(InvoiceLink)} from invoice_links where tenant_id = $1 and ${'hash' in by ? 'hash' : 'invoice'} = $2
     and revoked_at is null and ends_at > $3 order by created_at desc limit 1`,
    ['hash' in by ? by.hash : by.invoice, ctx.now],
  )

/** The settings of a business; what is usual where nobody set anything. */
export async function policyOfBusiness(ctx: Ctx, business: string): Promise<PolicyTerms> {
  const [own] = await all(ctx, InvoicingPolicy, { business })
  return own ?? usualPolicy
}

/** What waits for the post and has its PDF, in the order in which it came. */
export const queuedPost = (ctx: Ctx, limit: number): Promise<{ id: string; number: string }[]> =>
  ctx.db.rows(
    `select d.id, i.number from invoice_deliveries d join invoices i on i.tenant_id = $1 and i.id = d.invoice
     where d.tenant_id = $1 and d.route = 'post' and d.state = 'queued' and i.pdf is not null order by d.created_at, d.id limit $2`,
    [limit],
  )
