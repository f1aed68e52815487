/** What one may ask of customers: people who buy, for themselves or for an organisation. */
import { z } from 'zod'
import { pageInput } from '../../../base/check.ts'
import { refuse } from '../../../base/refusal.ts'
import { action } from '../../../platform/action.ts'
import type { Ctx } from '../../../platform/context.ts'
import { page } from '../../../platform/rows.ts'
import { standard } from '../../../platform/standard.ts'
import {
  aroundCustomer,
  duplicateContacts,
  findContact,
  findOrganisation,
  groupOf,
  pageOfContacts,
  searchContacts,
  survivingContact,
} from '../reads.ts'
import { emailKey, entryOf, phoneKey } from '../rules.ts'
import { Contact, type Organisation } from '../schema.ts'
import { tradableOrganisation } from './organisations.ts'

export const { create: createCustomer, change: changeCustomer } = standard(Contact, '/customers', {
  noun: 'contact',
  area: 'customers',
  check: async (_ctx, changes) => withKeys(changes),
  taken: { email: 'customer.email-taken' },
})

/** On the screen customers are searched for, most bought once (S4-7); a program that keeps a copy reads them all. */
export const listCustomers = action({
  http: 'GET /customers',
  right: 'customers.see',
  says: 'Searches customers by name, address, town, phone, e-mail, order or invoice number, KvK or VAT number, or a product they bought; without a search all who are not archived, the oldest first, a page at a time.',
  input: z.object({ search: z.string().trim().max(200).optional(), ...pageInput }),
  async run(ctx, { search, after, limit }) {
    if (!search) return pageOfContacts(ctx, after, limit)
    if (search.length < 2) refuse('contact.search-too-short')
    return { rows: await searchContacts(ctx, search, limit), next: null }
  },
})

export const getCustomer = action({
  http: 'GET /customers/:id',
  right: 'customers.see',
  says: 'One customer with addresses, labels, orders, invoices, mails and totals; an id that was merged answers the one that stayed.',
  input: z.object({ id: z.uuid() }),
  async run(ctx, input) {
    const row = await survivingContact(ctx, input.id)
    return { ...row, ...(await aroundCustomer(ctx, row.id)), askedFor: input.id }
  },
})

export const getEntry = action({
  http: 'GET /customers/:id/entry',
  right: 'customers.see',
  says: 'Whether a customer has an account, which channels it may enter (null is all) and for which organisation it may buy: for a storefront or portal that signs it in.',
  input: z.object({ id: z.uuid() }),
  async run(ctx, input) {
    const contact = await survivingContact(ctx, input.id)
    const organisation = contact.organisation
      ? ((await findOrganisation(ctx, contact.organisation)) ?? null)
      : null
    return entryOf(contact, organisation, await groupOf(ctx, contact.id, contact.organisation))
  },
})

export const listCustomersOfOrganisation = action({
  http: 'GET /organisations/:organisation/customers',
  right: 'customers.see',
  input: z.object({ organisation: z.uuid(), ...pageInput }),
  run: (ctx, input) =>
    page(ctx, Contact, {
      where: { organisation: input.organisation },
      after: input.after,
      limit: input.limit,
    }),
})

export const listSimilarCustomers = action({
  http: 'GET /customers/:id/duplicates',
  right: 'customers.see',
  says: 'Customers who are probably the same person: same phone number, or a similar name at the same address.',
  input: z.object({ id: z.uuid(), limit: pageInput.limit }),
  run: async (ctx, input) => ({ rows: await duplicateContacts(ctx, input.id, input.limit) }),
})

/** Who a business order is for: an organisation that can be invoiced, and a contact of it (I-02). */
export async function businessBuyer(
  ctx: Ctx,
  organisation: string,
  contact: string | null,
): Promise<{ organisation: Organisation; contact: Contact }> {
  const company = await tradableOrganisation(ctx, organisation)
  const person = contact ? await findContact(ctx, contact) : undefined
  if (!person) refuse('organisation.needs-contact', { name: company.name })
  if (person.organisation !== company.id)
    refuse('organisation.contact-elsewhere', { contact: person.name, name: company.name })
  return { organisation: company, contact: person }
}

function withKeys<T extends { email?: string | null | undefined; phone?: string | null | undefined }>(
  changes: T,
): T {
  return {
    ...changes,
    ...(changes.email === undefined ? {} : { emailKey: changes.email ? emailKey(changes.email) : null }),
    ...(changes.phone === undefined ? {} : { phoneKey: phoneKey(changes.phone) }),
  }
}
