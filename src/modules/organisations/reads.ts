/** Looks up customers by what a shopkeeper has at hand. */
import type { Ctx } from '../../platform/context.ts'
import { columnList } from '../../platform/rows.ts'
import { emailKey, phoneKey, postcodeKey } from './rules.ts'
import { Contact } from './schema.ts'

/** Customers whose e-mail or phone starts so, who live there, or whose name looks like it; typing errors are forgiven. */
export async function searchContacts(ctx: Ctx, text: string, limit: number): Promise<Contact[]> {
  const columns = columnList(Contact, 'c')
  if (text.includes('@')) {
    return ctx.db.rows(
      `select ${columns} from contacts c where tenant_id = $1 and email_key >= $2 and email_key < $2 || chr(1114111) order by email_key limit $3`,
      [emailKey(text), limit],
    )
  }
  return ctx.db.rows(
    `select ${columns} from find_contacts($1, $2, $3, $4, $5) f join contacts c on c.tenant_id = $1 and c.id = f.id order by f.rank, c.name`,
    [text.toLowerCase(), phoneKey(text), postcodeKey(text, '').split(' ')[0], limit],
  )
}
