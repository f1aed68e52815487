/** What is still to be paid of issued documents: found by what a payer says of it, and brought down when it is paid. */
import type { Day } from '../../base/day.ts'
import type { Cents } from '../../base/money.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Invoice } from './schema.ts'
import { bringBack } from './write-offs.ts'
import { changeInvoice } from './writes.ts'

export type OpenItem = {
  readonly id: string
  readonly kind: Invoice['kind'] | 'order'
  readonly number: string
  readonly numbers: readonly string[]
  readonly due: Cents
  readonly currency: string
  readonly names: readonly string[]
  readonly contact: string | null
  readonly organisation: string | null
  readonly iban: string | null
}

export type Clues = {
  readonly kind: Invoice['kind']
  /** Numbers in capitals without signs, as they may stand in a description. */
  readonly keys: readonly string[]
  readonly amount: Cents
  readonly contacts: readonly string[]
  readonly organisations: readonly string[]
  readonly iban: string | null
}

const key = (column: string) => `upper(regexp_replace(${column}, '[^A-Za-z0-9]', '', 'g'))`
const digits = (column: string) => `ltrim(regexp_replace(${column}, '[^0-9]', '', 'g'), '0')`

/**
 * Open documents, and orders without an open one, for which at least one clue speaks; a list per set of clues. What is
 * open is read once, however many are asked for.
 */
export async function openItemsFor(ctx: Ctx, asked: readonly Clues[]): Promise<OpenItem[][]> {
  const lists: OpenItem[][] = asked.map(() => [])
  if (asked.length === 0) return lists
  const rows = await ctx.db.rows<OpenItem & { place: number }>(
    `with found as materialized (
       select i.id, i.kind, i.number, array_remove(array[i.number, o.number, o.external_number], null) as numbers,
         case when i.state = 'written-off' then i.written_off else i.due end as due, i.currency,
         array_remove(array[i.customer_name, o.company, o.customer_name, g.name], null) as names, i.contact, i.organisation, g.iban
       from invoices i left join orders o on o.tenant_id = $1 and o.id = i.order_id
         left join organisations g on g.tenant_id = $1 and g.id = i.organisation
       where i.tenant_id = $1 and (i.due > 0 or i.state = 'written-off') and i.number is not null and i.kind = any($3) and i.state <> 'deleted'
       union all
       select o.id, 'order', o.number, array_remove(array[o.number, o.external_number], null), o.due, o.currency,
         array_remove(array[o.company, o.customer_name, g.name], null), o.contact, o.organisation, g.iban
       from orders o left join organisations g on g.tenant_id = $1 and g.id = o.organisation
       where o.tenant_id = $1 and o.due > 0 and o.phase in ('open', 'closed') and 'invoice' = any($3)
         and not exists (select 1 from invoices i where i.tenant_id = $1 and i.order_id = o.id and i.kind = 'invoice'
           and (i.due > 0 or i.state = 'written-off') and i.number is not null)
     ), open as materialized (
       select found.*, (select array_agg(${key('n')}) || array_agg(${digits('n')}) from unnest(numbers) n) as said from found
     ), clues as (
       select * from json_to_recordset($2::json)
         as clue(place int, kind text, keys text[], amount bigint, contacts uuid[], organisations uuid[], iban text)
     )
     select clues.place, f.id, f.kind, f.number, f.numbers, f.due, f.currency, f.names, f.contact, f.organisation, f.iban
     from clues cross join lateral (
       select * from open where (kind = 'credit-note') = (clues.kind = 'credit-note')
         and (due = clues.amount or contact = any(clues.contacts) or organisation = any(clues.organisations)
           or open.iban = clues.iban or said && clues.keys)
       order by due = clues.amount desc, id limit 300
     ) f order by clues.place, f.due = clues.amount desc, f.id`,
    [
      JSON.stringify(asked.map((clues, place) => ({ ...clues, place }))),
      [...new Set(asked.map(({ kind }) => kind))],
    ],
  )
  for (const { place, ...item } of rows) lists[place]!.push(item)
  return lists
}

/**
 * Brings a locked document's open amount down by what was paid, or up again when a payment came back; what was written
 * off is a claim again. It counts on the day of the bank or of whoever told it, else on that of today.
 */
export async function payInvoice(
  ctx: Ctx,
  before: Invoice,
  amount: Cents,
  told: { readonly day?: Day; readonly source?: 'bank' } = {},
): Promise<Invoice> {
  const invoice = await bringBack(ctx, before)
  const due = invoice.due - amount
  const isOver = invoice.state === 'credited' || invoice.state === 'deleted'
  const state = isOver
    ? invoice.state
    : due <= 0
      ? 'paid'
      : invoice.state === 'paid'
        ? invoice.sentAt
          ? 'sent'
          : 'final'
        : invoice.state
  const detail = { number: invoice.number, amount: Math.abs(amount), due, ...told }
  if (amount < 0) ctx.emit('invoice.payment-returned', invoice.id, detail)
  else if (due <= 0) ctx.emit('invoice.paid', invoice.id, detail)
  else ctx.emit('invoice.partly-paid', invoice.id, detail)
  return changeInvoice(ctx, invoice.id, { due, state })
}

export type Collectable = {
  readonly id: string
  readonly number: string
  readonly due: Cents
  readonly dueDay: Day | null
  readonly holder: string
  readonly iban: string
  readonly mandate: string
  readonly mandateDay: Day | null
}

/** Open invoices in euro of a business, due by a day, of organisations that gave an account and a mandate; oldest first. */
export const collectableInvoices = (
  ctx: Ctx,
  business: string,
  until: Day,
  limit: number,
): Promise<Collectable[]> =>
  ctx.db.rows(
    `select i.id, i.number, i.due, i.due_day, coalesce(nullif(g.iban_holder, ''), g.name) as holder, g.iban, g.mandate_reference as mandate, g.mandate_day
     from invoices i join organisations g on g.tenant_id = $1 and g.id = i.organisation
     where i.tenant_id = $1 and i.business = $2 and i.kind = 'invoice' and i.due > 0 and i.number is not null and i.currency = 'EUR'
       and i.state in ('final', 'sent') and g.iban is not null and g.mandate_reference is not null and coalesce(i.due_day, i.day) <= $3
       and not exists (select 1 from bank_file_items b where b.tenant_id = $1 and b.about = i.id and b.state = 'sent')
     order by i.due_day, i.id limit $4 for update of i`,
    [business, until, limit],
  )
