/** Writes relations: customers matched by e-mail or made, organisations, addresses, labels and merges. */
import type { NewRow } from '../../base/record.ts'
import type { Ctx } from '../../platform/context.ts'
import { all, change, columnList, insert, insertMany, relink, remove } from '../../platform/rows.ts'
import {
  Address,
  Business,
  BusinessAccount,
  Contact,
  LabelUse,
  Merge,
  NumberPlan,
  Organisation,
  SupplierTerms,
} from './schema.ts'
import { Contract } from './schema/contract.ts'

export const insertOrganisations = (ctx: Ctx, organisations: readonly NewRow<typeof Organisation>[]) =>
  insertMany(ctx, Organisation, organisations)
export const insertContacts = (ctx: Ctx, contacts: readonly NewRow<typeof Contact>[]) =>
  insertMany(ctx, Contact, contacts)
/** Keeps each word of these names once, for a name that is typed wrongly is mended against them. */
export const insertNameWords = (ctx: Ctx, names: readonly string[]): Promise<number> =>
  ctx.db.run(
    `insert into name_words (tenant_id, word)
     select distinct $1::uuid, w from unnest($2::text[]) name cross join lateral words_of_name(name) w
     where not exists (select 1 from name_words k where k.tenant_id = $1 and k.word = w)
     order by 2 on conflict do nothing`,
    [names],
  )
export const insertAddresses = (ctx: Ctx, addresses: readonly NewRow<typeof Address>[]) =>
  insertMany(ctx, Address, addresses)
export const changeOrganisation = (ctx: Ctx, id: string, changes: Partial<Organisation>, version?: number) =>
  change(ctx, Organisation, id, changes, version)
export const changeContact = (ctx: Ctx, id: string, changes: Partial<Contact>, version?: number) =>
  change(ctx, Contact, id, changes, version)
export const changeAddress = (ctx: Ctx, id: string, changes: Partial<Address>, version?: number) =>
  change(ctx, Address, id, changes, version)
export const removeAddress = (ctx: Ctx, id: string) => remove(ctx, Address, id)
export const insertPlan = (ctx: Ctx, plan: NewRow<typeof NumberPlan>) => insert(ctx, NumberPlan, plan)
export const changePlan = (ctx: Ctx, id: string, changes: Partial<NumberPlan>) =>
  change(ctx, NumberPlan, id, changes)
export const insertTerms = (ctx: Ctx, terms: NewRow<typeof SupplierTerms>) =>
  insert(ctx, SupplierTerms, terms)
export const changeTerms = (ctx: Ctx, id: string, changes: Partial<SupplierTerms>, version?: number) =>
  change(ctx, SupplierTerms, id, changes, version)
export const insertMerge = (ctx: Ctx, merge: NewRow<typeof Merge>) => insert(ctx, Merge, merge)
export const closeMerge = (ctx: Ctx, id: string) => change(ctx, Merge, id, { undoneAt: ctx.now })

/** Takes the default off the other addresses of the same kind, before another gets it. */
export async function clearDefault(ctx: Ctx, owner: string, kind: string): Promise<void> {
  await ctx.db.run(
    `update addresses set is_default = false, updated_at = $4, version = version + 1
     where tenant_id = $1 and coalesce(organisation, contact) = $2 and kind = $3 and is_default`,
    [owner, kind, ctx.now],
  )
}

/** Takes other bank accounts of a business off its invoices. */
export async function clearInvoiceAccount(ctx: Ctx, business: string, but: string): Promise<void> {
  await ctx.db.run(
    `update business_accounts set is_on_invoice = false, updated_at = $4, version = version + 1
     where tenant_id = $1 and business = $2 and id <> $3 and is_on_invoice`,
    [business, but, ctx.now],
  )
}

/** The IBAN of a business is that of its account on invoices: the account is made or marked, or none is. */
export async function keepInvoiceAccount(ctx: Ctx, business: Business): Promise<void> {
  const accounts = await all(ctx, BusinessAccount, { business: business.id })
  const chosen = accounts.find(({ iban }) => iban === business.iban)
  await clearInvoiceAccount(ctx, business.id, chosen?.id ?? nobodysId)
  if (!business.iban) return
  if (chosen)
    await change(ctx, BusinessAccount, chosen.id, { isOnInvoice: true, isActive: true, bic: business.bic })
  else {
    const { id, tradeName, legalName, iban, bic, currency } = business
    const account = { business: id, name: tradeName.slice(0, 80), holder: legalName, iban, bic, currency }
    await insert(ctx, BusinessAccount, { ...account, isOnInvoice: true })
  }
}

export const keepOnBusiness = (ctx: Ctx, id: string, account: { iban: string | null; bic: string | null }) =>
  change(ctx, Business, id, account)

export const keepBusinessLogo = (ctx: Ctx, id: string, logo: string | null) =>
  change(ctx, Business, id, { logo })

const nobodysId = '00000000-0000-0000-0000-000000000000'

/** Leaves exactly these labels on something; answers how many came and went. */
export async function keepLabels(
  ctx: Ctx,
  about: string,
  labels: readonly string[],
): Promise<{ added: number; removed: number }> {
  const removed = await ctx.db.run(
    'delete from label_uses where tenant_id = $1 and about = $2 and not label = any($3::uuid[])',
    [about, labels],
  )
  const known = await ctx.db.rows<{ label: string }>(
    'select label from label_uses where tenant_id = $1 and about = $2',
    [about],
  )
  const fresh = labels.filter((label) => !known.some((use) => use.label === label))
  await insertMany(
    ctx,
    LabelUse,
    fresh.map((label) => ({ label, about })),
  )
  return { added: fresh.length, removed }
}

/** Moves people to another organisation, or only some of them; answers whom. */
export const moveContacts = (
  ctx: Ctx,
  from: string,
  to: string,
  only: readonly string[] | null,
): Promise<{ id: string }[]> => relink(ctx, Contact, 'organisation', from, to, only)

/** Moves addresses to another owner of the same kind; none of them stays the default. */
export const moveAddresses = (
  ctx: Ctx,
  column: 'organisation' | 'contact',
  from: string,
  to: string,
  only: readonly string[] | null,
): Promise<{ id: string }[]> => relink(ctx, Address, column, from, to, only, 'is_default = false')

/** Leads the ids that pointed at one merged row to another. */
export const leadOn = (
  ctx: Ctx,
  table: 'organisations' | 'contacts',
  from: string,
  to: string,
  only: readonly string[] | null,
): Promise<{ id: string }[]> =>
  ctx.db.rows(
    `update ${table} set merged_into = $3, updated_at = $5, version = version + 1
     where tenant_id = $1 and merged_into = $2 and ($4::uuid[] is null or id = any($4)) returning id`,
    [from, to, only, ctx.now],
  )

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

export type KeptContact = {
  readonly id: string
  readonly emailKey: string
  readonly organisation: string | null
  readonly isNew: boolean
}

/** One statement for any number: a known e-mail keeps its row, and gets the phone number it lacked; a merged one answers who it became. */
export async function upsertContacts(ctx: Ctx, contacts: readonly NewContact[]): Promise<KeptContact[]> {
  return ctx.db.rows(
    `insert into contacts (tenant_id, id, created_at, updated_at, name, email, email_key, phone, phone_key, language, is_guest, street, house_number, postcode, city, country)
     select $1, x.id, $3, $3, x.name, x.email, x.email_key, x.phone, x.phone_key, x.language, x.is_guest, x.street, x.house_number, x.postcode, x.city, x.country
     from json_to_recordset($2::json) x(id uuid, name text, email text, email_key text, phone text, phone_key text, language text, is_guest boolean, street text, house_number text, postcode text, city text, country text)
     on conflict (tenant_id, email_key) where email_key is not null
     do update set phone = coalesce(contacts.phone, excluded.phone), phone_key = coalesce(nullif(contacts.phone_key, ''), excluded.phone_key)
     returning coalesce(contacts.merged_into, contacts.id) as id, email_key, xmax = 0 as is_new, case when merged_into is null then organisation
       else (select k.organisation from contacts k where k.tenant_id = $1 and k.id = contacts.merged_into) end as organisation`,
    [
      JSON.stringify(
        contacts.map((c) => ({
          ...c,
          email_key: c.emailKey,
          phone_key: c.phoneKey,
          is_guest: c.isGuest,
          house_number: c.houseNumber,
        })),
      ),
      ctx.now,
    ],
  )
}

/** What stands before the numbers of a kind that nobody planned; `{business}` is empty for the first business. */
const usualPrefixes: Readonly<Record<string, string>> = {
  'credit-note': 'C{year}-',
  order: 'B{business}{year}-',
  quote: 'O{business}{year}-',
}

/** The next numbers of a series, as many as are issued in this transaction: no gap and no double. */
export async function takeFromSeries(
  ctx: Ctx,
  business: string,
  kind: string,
  year: number,
  count: number,
): Promise<{ sequence: number; number: string }[]> {
  // The first number of a year takes its form from the merchant's newest plan, or from ours. Orders and quotes are
  // found by number among those of all businesses, so a second business has its place in the prefix.
  const row = await ctx.db.one<{ lastNumber: number; prefix: string; digits: number }>(
    `insert into number_series (tenant_id, business, kind, year, prefix, digits, last_number)
     select $1, $2, $3, $4::int, replace(replace(replace(coalesce(p.prefix, $5), '{year}', $4::int::text), '{yy}', right($4::int::text, 2)), '{business}',
         (select coalesce(nullif(count(*), 0)::text || '-', '') from businesses b, businesses mine
          where b.tenant_id = $1 and mine.tenant_id = $1 and mine.id = $2 and (b.created_at, b.id) < (mine.created_at, mine.id))),
       coalesce(p.digits, 5), case when p.year = $4::int then p.first_number - 1 else 0 end + $6
     from (select 1) one left join lateral (
       select prefix, digits, first_number, year from number_plans where tenant_id = $1 and business = $2 and kind = $3 and year <= $4::int order by year desc limit 1) p on true
     on conflict (tenant_id, business, kind, year) do update set last_number = number_series.last_number + $6
     returning last_number, prefix, digits`,
    [business, kind, year, usualPrefixes[kind] ?? '{year}-', count],
  )
  return Array.from({ length: count }, (_, i) => {
    const sequence = row!.lastNumber - count + 1 + i
    return { sequence, number: `${row!.prefix}${String(sequence).padStart(row!.digits, '0')}` }
  })
}

/** The only contract there is, locked; begun empty when nothing was kept, by one of two who come at once. */
export async function lockContract(ctx: Ctx): Promise<Contract> {
  await ctx.db.run(
    `insert into contracts (tenant_id, id, created_at, updated_at, name) values ($1, $2, $3, $3, '')
     on conflict (tenant_id) do nothing`,
    [ctx.newId(), ctx.now],
  )
  return (await ctx.db.one<Contract>(
    `select ${columnList(Contract)} from contracts where tenant_id = $1 for update`,
  ))!
}
export const changeContract = (ctx: Ctx, id: string, changes: Partial<Contract>, version?: number) =>
  change(ctx, Contract, id, changes, version)
