/** Finds what can be paid by a part of its number or of the customer's name, for who matches a bank line by hand. */
import type { Cents } from '../../base/money.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Invoice } from './schema.ts'

export type Payable = {
  readonly id: string
  readonly kind: Invoice['kind'] | 'order'
  readonly number: string
  readonly name: string
  readonly due: Cents
  readonly currency: string
}

const like = (text: string) => `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`

/** Money that came in pays invoices and orders, money that went out pays credit notes. */
export const searchPayables = (ctx: Ctx, isIn: boolean, text: string): Promise<Payable[]> =>
  ctx.db.rows(
    `select * from (
       select id, kind, number, customer_name as name, due, currency, created_at from invoices
       where tenant_id = $1 and due > 0 and number is not null and state <> 'deleted' and kind = $2 and (number ilike $3 or customer_name ilike $3)
       union all
       select o.id, 'order', o.number, coalesce(o.company, o.customer_name), o.due, o.currency, o.created_at from orders o
       where $2 = 'invoice' and o.tenant_id = $1 and o.due > 0 and o.phase in ('open', 'closed') and (o.number ilike $3 or o.external_number ilike $3 or o.customer_name ilike $3 or o.company ilike $3)
         and not exists (select 1 from invoices i where i.tenant_id = $1 and i.order_id = o.id and i.kind = 'invoice' and i.due > 0 and i.number is not null)
     ) found order by created_at desc, id limit 20`,
    [isIn ? 'invoice' : 'credit-note', like(text)],
  )
