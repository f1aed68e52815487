/** What one may ask of own businesses, and how people and organisations come in from elsewhere. */
import type { NewRow } from '../../base/record.ts'
import type { Ctx } from '../../platform/context.ts'
import { action } from '../../platform/action.ts'
import { standard } from '../../platform/standard.ts'
import { needApp } from '../settings/reads.ts'
import { checkBusiness } from './checks.ts'
import { emailKey, phoneKey, postcodeKey } from './rules.ts'
import { Business, type Contact, type Organisation } from './schema.ts'
import {
  insertAddresses,
  insertContacts,
  insertNameWords,
  insertOrganisations,
  keepInvoiceAccount,
  upsertContacts,
  type KeptContact,
  type NewContact,
} from './writes.ts'

const businesses = standard(Business, '/businesses', {
  noun: 'business',
  area: 'businesses',
  search: ['tradeName', 'legalName'],
  sort: 'tradeName',
  async check(ctx, changes, before) {
    await needApp(ctx, 'orders')
    return checkBusiness(changes, before)
  },
})
export const { list: listBusinesses, get: getBusiness } = businesses

export const createBusiness = action({
  http: businesses.create.http,
  right: businesses.create.right,
  says: 'Makes an own business; an IBAN given with it becomes its bank account on invoices.',
  input: businesses.create.input,
  async run(ctx, given) {
    const row = await businesses.create(ctx, given)
    if (row.iban) await keepInvoiceAccount(ctx, row)
    return row
  },
})

export const changeBusiness = action({
  http: businesses.change.http,
  right: businesses.change.right,
  says: 'Changes an own business; another IBAN becomes the bank account on its invoices.',
  input: businesses.change.input,
  async run(ctx, given) {
    const row = await businesses.change(ctx, given)
    if (given.iban !== undefined || given.bic !== undefined) await keepInvoiceAccount(ctx, row)
    return row
  },
})

/** Matches customers by e-mail or makes them; answers who each e-mail key is, and of which organisation. */
export async function matchContacts(
  ctx: Ctx,
  given: readonly Omit<NewContact, 'id' | 'emailKey' | 'phoneKey'>[],
): Promise<Map<string, KeptContact>> {
  const byKey = new Map<string, NewContact>()
  for (const contact of given) {
    const key = emailKey(contact.email)
    if (key && !byKey.has(key))
      byKey.set(key, { ...contact, id: ctx.newId(), emailKey: key, phoneKey: phoneKey(contact.phone) })
  }
  if (byKey.size === 0) return new Map()
  // In one order, so that two catch-ups at once cannot wait for each other.
  const sorted = [...byKey.values()].sort((a, b) => (a.emailKey < b.emailKey ? -1 : 1))
  const kept = await upsertContacts(ctx, sorted)
  for (const { id, emailKey: key, isNew } of kept)
    if (isNew) ctx.emit('contact.created', id, { name: byKey.get(key)!.name })
  return new Map(kept.map((contact) => [contact.emailKey, contact]))
}

export const learnNames = insertNameWords

/** Brings in relations that were kept elsewhere before: organisations, their people, and the place of these as first address. */
export async function bringInRelations(
  ctx: Ctx,
  organisations: readonly NewRow<typeof Organisation>[],
  contacts: readonly NewRow<typeof Contact>[],
): Promise<void> {
  const places = new Map(
    contacts.flatMap((contact) =>
      contact.organisation && contact.street && contact.city ? [[contact.organisation, contact]] : [],
    ),
  )
  await insertOrganisations(
    ctx,
    organisations.map((row) => ({
      ...row,
      phoneKey: phoneKey(row.phone ?? null) || null,
      isComplete: places.has(row.id ?? ''),
    })),
  )
  await insertContacts(
    ctx,
    contacts.map((row) => ({
      ...row,
      emailKey: row.email ? emailKey(row.email) : null,
      phoneKey: phoneKey(row.phone ?? null),
    })),
  )
  await insertNameWords(
    ctx,
    [...organisations, ...contacts].map(({ name }) => name ?? ''),
  )
  await insertAddresses(
    ctx,
    [...places]
      .filter(([id]) => organisations.some((row) => row.id === id))
      .map(([organisation, { street, houseNumber, postcode, city, country }]) => ({
        organisation,
        kind: 'invoice' as const,
        street: street!,
        houseNumber: houseNumber ?? '',
        postcode: postcode ?? '',
        city: city!,
        country: country ?? 'NL',
        postcodeKey: postcode ? postcodeKey(postcode, houseNumber ?? '') : '',
        isDefault: true,
      })),
  )
}
