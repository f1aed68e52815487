/** Looks up invoices and what was issued. */
import type { Day } from '../../base/day.ts'
import type { Row } from '../../base/record.ts'
import type { Ctx } from '../../platform/context.ts'
import { all, columnList, find, get, lock } from '../../platform/rows.ts'
import { reachOf } from '../orders/reads.ts'
import { CreditedLine, Invoice, InvoiceLine, IssuedInvoice } from './schema.ts'
import { InvoiceDelivery, InvoiceLink } from './schema/deliveries.ts'
import { InvoicingPolicy, Reminder, ReminderItem } from './schema/reminders.ts'
import { usualPolicy, type PolicyTerms } from './rules/reminders.ts'

export const invoicesOfOrder = (ctx: Ctx, order: string): Promise<Invoice[]> =>
  all(ctx, Invoice, { orderId: order }, 'createdAt')
export const findInvoice = (ctx: Ctx, id: string): Promise<Invoice | undefined> => find(ctx, Invoice, id)
/** The ids of at most 200 invoices by what was typed; the index of each kind of number and name does the work. */
export const foundInvoices = async (ctx: Ctx, typed: string): Promise<string[]> =>
  (await ctx.db.rows<{ id: string }>('select id from find_invoices($1, $2, 200)', [typed])).map(
    ({ id }) => id,
  )

export const lockInvoice = (ctx: Ctx, id: string): Promise<Invoice> => lock(ctx, Invoice, id)
export const issuedInvoice = (ctx: Ctx, id: string): Promise<IssuedInvoice> => get(ctx, IssuedInvoice, id)

/** Gaps and doubles in the number series of issued documents; an empty list is what the law asks for. */
export const seriesFaults = (
  ctx: Ctx,
): Promise<
  {
    business: string
    kind: string
    year: number
    first: number
    last: number
    count: number
    distinct: number
  }[]
> =>
  ctx.db.rows(
    `select i.business, i.kind, i.year, min(sequence)::int as first, max(sequence)::int as last, count(*)::int as count, count(distinct sequence)::int as distinct
    from issued_invoices i left join number_plans p on p.tenant_id = $1 and p.business = i.business and p.kind = i.kind and p.year = i.year
    where i.tenant_id = $1 group by 1, 2, 3
    having min(sequence) <> coalesce(min(p.first_number), 1) or max(sequence) - min(sequence) + 1 <> count(*) or count(*) <> count(distinct sequence)`,
  )

export const linesOfInvoice = (ctx: Ctx, invoice: string): Promise<InvoiceLine[]> =>
  all(ctx, InvoiceLine, { invoice }, 'position')
export const creditedOf = (ctx: Ctx, invoice: string): Promise<CreditedLine[]> =>
  all(ctx, CreditedLine, { invoice })
export const creditNotesOf = (ctx: Ctx, invoice: string): Promise<Invoice[]> =>
  all(ctx, Invoice, { credits: invoice }, 'createdAt')

/** Oldest first. */
export const deliveriesOf = (ctx: Ctx, invoice: string): Promise<InvoiceDelivery[]> =>
  all(ctx, InvoiceDelivery, { invoice }, 'createdAt')
export const lockDelivery = (ctx: Ctx, id: string): Promise<InvoiceDelivery> => lock(ctx, InvoiceDelivery, id)
export const deliveriesOfMessage = (ctx: Ctx, message: string): Promise<InvoiceDelivery[]> =>
  all(ctx, InvoiceDelivery, { message })

/** What a provider has in hand and has not delivered yet, oldest first. */
export const underWayAt = (ctx: Ctx, connection: string): Promise<InvoiceDelivery[]> =>
  all(ctx, InvoiceDelivery, { connection, state: 'sent', route: 'peppol' }, 'createdAt')

/** The link of an invoice that still opens it; `hash` finds it by what a visitor brought. */
export const openLinkOf = (
  ctx: Ctx,
  by: { invoice: string } | { hash: string },
): Promise<InvoiceLink | undefined> =>
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

/** One file of the post holds so many documents at most: what a printer and a person can handle. */
const mostByPost = 500

/** What waits for the post and has its PDF, in the order in which it came; for who is limited, of orders within reach. */
export function queuedPost(ctx: Ctx): Promise<{ id: string; number: string }[]> {
  const values: unknown[] = [mostByPost]
  const reach = reachOf(ctx, values)
  const order = `exists (select 1 from orders o where o.tenant_id = $1 and o.id = i.order_id${reach})`
  return ctx.db.rows(
    `select d.id, i.number from invoice_deliveries d join invoices i on i.tenant_id = $1 and i.id = d.invoice
     where d.tenant_id = $1 and d.route = 'post' and d.state = 'queued' and i.pdf is not null
       ${reach && `and (i.order_id is null or ${order})`} order by d.created_at, d.id limit $2`,
    values,
  )
}

export const ownPolicy = async (ctx: Ctx, business: string): Promise<InvoicingPolicy | undefined> =>
  (await all(ctx, InvoicingPolicy, { business }))[0]

export type LateInvoice = Invoice & { readonly getsReminders: boolean }

/** Open invoices past their due day, the longest first, by keyset; not those whose direct debit is at the bank. */
export const lateInvoices = (
  ctx: Ctx,
  asked: {
    readonly today: Day
    readonly business?: string | undefined
    readonly after?: readonly [Day, string] | undefined
    readonly limit: number
  },
): Promise<LateInvoice[]> =>
  ctx.db.rows(
    `select ${columnList(Invoice, 'i')}, coalesce(g.gets_reminders, true) as gets_reminders
     from invoices i left join organisations g on g.tenant_id = $1 and g.id = i.organisation
     where i.tenant_id = $1 and i.due > 0 and i.number is not null and i.kind = 'invoice' and i.state in ('final', 'sent') and i.due_day < $2
       and not exists (select 1 from bank_file_items b where b.tenant_id = $1 and b.about = i.id and b.state = 'sent')
       and ($3::uuid is null or i.business = $3) and ($4::date is null or (i.due_day, i.id) > ($4::date, $5::uuid))
     order by i.due_day, i.id limit $6`,
    [asked.today, asked.business ?? null, asked.after?.[0] ?? null, asked.after?.[1] ?? null, asked.limit],
  )

/** Invoices that have been late for a year by a day: their VAT counts as irrecoverable (article 29 of the Dutch VAT act). */
export const yearLate = (ctx: Ctx, business: string, dueBefore: Day): Promise<Invoice[]> =>
  ctx.db.rows(
    `select ${columnList(Invoice, 'i')} from invoices i where i.tenant_id = $1 and i.business = $2 and i.due > 0 and i.number is not null
       and i.kind = 'invoice' and i.state in ('final', 'sent') and i.due_day <= $3 and i.total_vat > 0
       and not exists (select 1 from tasks t where t.tenant_id = $1 and t.dedupe = 'year-late:' || i.id)
     order by i.due_day, i.id limit 500`,
    [business, dueBefore],
  )

export const findReminder = (ctx: Ctx, id: string): Promise<Reminder> => get(ctx, Reminder, id)

export type RemindedInvoice = Pick<Row<typeof ReminderItem>, 'id' | 'invoice' | 'level' | 'due'> &
  Pick<Invoice, 'number' | 'day' | 'dueDay' | 'total'> & { readonly reference: string | null }

/** The invoices of a letter with what was open of each on its day. */
export const itemsOfReminder = (ctx: Ctx, reminder: string): Promise<RemindedInvoice[]> =>
  ctx.db.rows(
    `select r.id, r.invoice, r.level, r.due, i.number, i.day, i.due_day, i.total, s.document->'payment'->>'reference' as reference
     from reminder_items r join invoices i on i.tenant_id = $1 and i.id = r.invoice
       join issued_invoices s on s.tenant_id = $1 and s.id = r.invoice where r.tenant_id = $1 and r.reminder = $2 order by i.due_day, i.number`,
    [reminder],
  )

export const remindersOfInvoice = (ctx: Ctx, invoice: string): Promise<Reminder[]> =>
  ctx.db.rows(
    `select ${columnList(Reminder, 'r')} from reminders r where r.tenant_id = $1
       and exists (select 1 from reminder_items x where x.tenant_id = $1 and x.reminder = r.id and x.invoice = $2) order by r.level`,
    [invoice],
  )

/** Every line that was issued for an order: of invoices, deposits and credit notes. */
export const linesOfOrder = (ctx: Ctx, order: string): Promise<InvoiceLine[]> =>
  ctx.db.rows(
    `select ${columnList(InvoiceLine, 'l')} from invoice_lines l join invoices i on i.tenant_id = $1 and i.id = l.invoice
     where l.tenant_id = $1 and i.order_id = $2 order by l.created_at, l.position`,
    [order],
  )
