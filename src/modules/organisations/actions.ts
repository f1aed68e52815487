/** What one may ask of businesses and customers. */
import { z } from 'zod'
import { pageInput } from '../../base/check.ts'
import { refuse } from '../../base/refusal.ts'
import { action } from '../../platform/action.ts'
import type { Ctx } from '../../platform/context.ts'
import { page } from '../../platform/rows.ts'
import { standard } from '../../platform/standard.ts'
import { emailKey, phoneKey } from './rules.ts'
import type { NewRow } from '../../base/record.ts'
import { Business, Contact, type Organisation } from './schema.ts'
import { searchContacts } from './reads.ts'
import { insertContacts, insertOrganisations, upsertContacts, type NewContact } from './writes.ts'

export const { list: listBusinesses, get: getBusiness, create: createBusiness, change: changeBusiness } = standard(
  Business,
  '/businesses',
  { noun: 'business', area: 'businesses', search: ['tradeName', 'legalName'], sort: 'tradeName' },
)

export const { get: getCustomer, create: createCustomer, change: changeCustomer } = standard(Contact, '/customers', {
  noun: 'contact',
  area: 'customers',
  check: async (_ctx, changes) => withKeys(changes),
})

/** Customers are searched for, not listed: most bought once (S4-7). */
export const listCustomers = action({
  http: 'GET /customers',
  right: 'customers.see',
  input: z.object({ search: z.string().trim().max(200), ...pageInput }),
  async run(ctx, input) {
    if (input.search.length < 2) refuse('contact.search-too-short')
    return { rows: await searchContacts(ctx, input.search, input.limit), next: null }
  },
})

export const listCustomersOfOrganisation = action({
  http: 'GET /organisations/:organisation/customers',
  right: 'customers.see',
  input: z.object({ organisation: z.uuid(), ...pageInput }),
  run: (ctx, input) => page(ctx, Contact, { where: { organisation: input.organisation }, after: input.after, limit: input.limit }),
})

/** Matches customers by e-mail or makes them; answers the id per e-mail key. */
export async function matchContacts(ctx: Ctx, given: readonly Omit<NewContact, 'id' | 'emailKey' | 'phoneKey'>[]): Promise<Map<string, string>> {
  const byKey = new Map<string, NewContact>()
  for (const contact of given) {
    const key = emailKey(contact.email)
    if (key && !byKey.has(key)) byKey.set(key, { ...contact, id: ctx.newId(), emailKey: key, phoneKey: phoneKey(contact.phone) })
  }
  if (byKey.size === 0) return new Map()
  // In one order, so that two catch-ups at once cannot wait for each other.
  const sorted = [...byKey.values()].sort((a, b) => (a.emailKey < b.emailKey ? -1 : 1))
  const kept = await upsertContacts(ctx, sorted)
  for (const { id, emailKey: key, isNew } of kept) if (isNew) ctx.emit('contact.created', id, { name: byKey.get(key)!.name })
  return new Map(kept.map(({ id, emailKey: key }) => [key, id]))
}

/** Brings in relations that were kept elsewhere before: organisations and their people, in two statements. */
export async function bringInRelations(
  ctx: Ctx,
  organisations: readonly NewRow<typeof Organisation>[],
  contacts: readonly NewRow<typeof Contact>[],
): Promise<void> {
  await insertOrganisations(ctx, organisations)
  await insertContacts(ctx, contacts.map((contact) => ({ ...contact, ...withKeys({ email: contact.email, phone: contact.phone }) })))
}

function withKeys<T extends { email?: string | null | undefined; phone?: string | null | undefined }>(changes: T): T {
  return {
    ...changes,
    ...(changes.email === undefined ? {} : { emailKey: changes.email ? emailKey(changes.email) : null }),
    ...(changes.phone === undefined ? {} : { phoneKey: phoneKey(changes.phone) }),
  }
}
