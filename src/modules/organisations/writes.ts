/** Writes customers; a webshop's customer is matched by e-mail or made. */
import type { Ctx } from '../../platform/context.ts'

export type NewContact = {
  readonly id: string
  readonly email: string
  readonly emailKey: string
  readonly name: string
  readonly phone: string | null
  readonly phoneKey: string
  readonly language: string
  readonly isGuest: boolean
  readonly street: string
  readonly houseNumber: string
  readonly postcode: string
  readonly city: string
  readonly country: string
}

/** One statement for any number: a known e-mail keeps its row, and gets the phone number it lacked. */
export async function upsertContacts(ctx: Ctx, contacts: readonly NewContact[]): Promise<{ id: string; emailKey: string; isNew: boolean }[]> {
  return ctx.db.rows(
    `insert into contacts (tenant_id, id, created_at, updated_at, name, email, email_key, phone, phone_key, language, is_guest, street, house_number, postcode, city, country)
     select $1, x.id, $3, $3, x.name, x.email, x.email_key, x.phone, x.phone_key, x.language, x.is_guest, x.street, x.house_number, x.postcode, x.city, x.country
     from jsonb_to_recordset($2::jsonb) x(id uuid, name text, email text, email_key text, phone text, phone_key text, language text, is_guest boolean, street text, house_number text, postcode text, city text, country text)
     on conflict (tenant_id, email_key) where email_key is not null
     do update set phone = coalesce(contacts.phone, excluded.phone)
     returning id, email_key, xmax = 0 as is_new`,
    [
      JSON.stringify(
        contacts.map((c) => ({ ...c, email_key: c.emailKey, phone_key: c.phoneKey, is_guest: c.isGuest, house_number: c.houseNumber })),
      ),
      ctx.now,
    ],
  )
}
