/** Looks up relations by what a shopkeeper has at hand, and everything that the page of one of them shows. */
import { camel } from '../../base/record.ts'
import { refuse } from '../../base/refusal.ts'
import type { Ctx } from '../../platform/context.ts'
import { all, columnList, find, get, lock, page, readCursor, writeCursor } from '../../platform/rows.ts'
import { searchOf, type Standing } from './rules.ts'
import {
  Address,
  Contact,
  CustomerGroup,
  Merge,
  NumberPlan,
  Organisation,
  SupplierTerms,
  type LabelGroup,
} from './schema.ts'

export const findOrganisation = (ctx: Ctx, id: string): Promise<Organisation | undefined> =>
  find(ctx, Organisation, id)
/** Whether a number is that of an own business. */
export const isOwnVatNumber = async (ctx: Ctx, number: string): Promise<boolean> =>
  (await ctx.db.one('select 1 as found from businesses where tenant_id = $1 and vat_number = $2', [
    number,
  ])) !== undefined
/** The group that a buyer is in: the customer's own goes before that of the organisation (I-04). */
export const groupOf = (
  ctx: Ctx,
  contact: string | null,
  organisation: string | null,
): Promise<CustomerGroup | undefined> =>
  ctx.db.one(
    `select ${columnList(CustomerGroup)} from customer_groups where tenant_id = $1 and id = coalesce(
       (select customer_group from contacts where tenant_id = $1 and id = $2),
       (select customer_group from organisations where tenant_id = $1 and id = $3))`,
    [contact, organisation],
  )
/** Channels stand above; only which of these there are is looked up. */
export const knownChannels = async (ctx: Ctx, ids: readonly string[]): Promise<ReadonlySet<string>> =>
  new Set(
    (
      await ctx.db.rows<{ id: string }>(
        'select id from channels where tenant_id = $1 and id::text = any($2::text[])',
        [ids],
      )
    ).map(({ id }) => id),
  )
/** Who of us looks after an organisation, while that user still works here. */
export const managerOf = (
  ctx: Ctx,
  organisation: string,
): Promise<{ name: string; email: string } | undefined> =>
  ctx.db.one(
    `select u.name, u.email from organisations o join users u on u.tenant_id = $1 and u.id = o.account_manager and u.state = 'active'
     where o.tenant_id = $1 and o.id = $2`,
    [organisation],
  )
export const findContact = (ctx: Ctx, id: string): Promise<Contact | undefined> => find(ctx, Contact, id)
export const lockOrganisation = (ctx: Ctx, id: string): Promise<Organisation> => lock(ctx, Organisation, id)
export const lockContact = (ctx: Ctx, id: string): Promise<Contact> => lock(ctx, Contact, id)
export const getMerge = (ctx: Ctx, id: string): Promise<Merge> => lock(ctx, Merge, id)
export const getAddress = (ctx: Ctx, id: string): Promise<Address> => get(ctx, Address, id)
export const addressesOf = (
  ctx: Ctx,
  owner: { organisation?: string; contact?: string },
): Promise<Address[]> => all(ctx, Address, owner, 'createdAt')
export const plansOf = (ctx: Ctx, business: string): Promise<NumberPlan[]> =>
  all(ctx, NumberPlan, { business }, 'year')
export const plansOfKind = (ctx: Ctx, kind: NumberPlan['kind']): Promise<NumberPlan[]> =>
  all(ctx, NumberPlan, { kind }, 'year')
export const termsOf = async (ctx: Ctx, organisation: string): Promise<SupplierTerms | null> =>
  (await all(ctx, SupplierTerms, { organisation }))[0] ?? null

export type FoundContact = Contact & { readonly organisationName: string | null }

/** People by name, address, town, phone, e-mail, number or what they bought; who was merged answers as who they became. */
export async function searchContacts(ctx: Ctx, typed: string, limit: number): Promise<FoundContact[]> {
  const search = searchOf(typed)
  return ctx.db.rows(
    `with hit as (
       select coalesce(m.merged_into, m.id) as id, min(f.rank) as rank
       from find_customers($1, $2::text[], $3, $4, $5, $6, $7, $8) f join contacts m on m.tenant_id = $1 and m.id = f.id group by 1)
     select ${columnList(Contact, 'c')}, o.name as organisation_name from hit join contacts c on c.tenant_id = $1 and c.id = hit.id
     left join organisations o on o.tenant_id = $1 and o.id = c.organisation
     where not c.is_archived order by hit.rank, c.name, c.id limit $8`,
    [search.kinds, search.words, search.digits, search.postcode, search.street, search.house, limit],
  )
}

/** Everybody in the order in which they came, a page at a time. */
export async function pageOfContacts(
  ctx: Ctx,
  after: string | undefined,
  limit: number,
): Promise<{ rows: FoundContact[]; next: string | null }> {
  const { rows, next } = await page(ctx, Contact, { where: { isArchived: false }, sort: 'id', after, limit })
  const companies = [...new Set(rows.flatMap(({ organisation }) => organisation ?? []))]
  const named = new Map(
    companies.length > 0
      ? (await all(ctx, Organisation, { id: companies })).map(({ id, name }) => [id, name])
      : [],
  )
  return {
    rows: rows.map((row) => ({ ...row, organisationName: named.get(row.organisation ?? '') ?? null })),
    next,
  }
}

export type OrganisationFilter = {
  readonly search?: string | undefined
  readonly role?: string | undefined
  readonly accountManager?: string | undefined
  readonly label?: string | undefined
  readonly isComplete?: boolean | undefined
  readonly isArchived?: boolean | undefined
  readonly after?: string | undefined
  readonly limit: number
}

/** Organisations by name, a page at a time; with a search, the best found. */
export async function pageOfOrganisations(
  ctx: Ctx,
  filter: OrganisationFilter,
): Promise<{ rows: Organisation[]; next: string | null }> {
  const values: unknown[] = []
  const put = (value: unknown) => `$${values.push(value) + 1}`
  const conditions = [
    'o.tenant_id = $1',
    'o.merged_into is null',
    filter.isArchived ? 'o.is_archived' : 'not o.is_archived',
  ]
  if (filter.role) conditions.push(`${put(filter.role)} = any(o.roles)`)
  if (filter.accountManager) conditions.push(`o.account_manager = ${put(filter.accountManager)}`)
  if (filter.isComplete !== undefined) conditions.push(`o.is_complete = ${put(filter.isComplete)}`)
  if (filter.label)
    conditions.push(
      `exists (select 1 from label_uses u where u.tenant_id = $1 and u.about = o.id and u.label = ${put(filter.label)})`,
    )
  if (filter.search) {
    const search = searchOf(filter.search)
    const most = isNarrowed(filter) ? mostSearched : filter.limit
    const found = `find_organisations($1, ${put(search.kinds)}::text[], ${put(search.words)}, ${put(search.digits)}, ${put(search.postcode)}, ${put(most)})`
    const rows = await ctx.db.rows<Organisation>(
      `with hit as (
         select coalesce(m.merged_into, m.id) as id, min(f.rank) as rank from ${found} f join organisations m on m.tenant_id = $1 and m.id = f.id group by 1)
       select ${columnList(Organisation, 'o')} from hit join organisations o on o.tenant_id = $1 and o.id = hit.id
       where ${conditions.join(' and ')} order by hit.rank, o.name, o.id limit ${put(filter.limit)}`,
      values,
    )
    return { rows, next: null }
  }
  const cursor = readCursor(filter.after)
  if (cursor) conditions.push(`(o.name, o.id) > (${put(cursor[0])}, ${put(cursor[1])}::uuid)`)
  const rows = await ctx.db.rows<Organisation>(
    `select ${columnList(Organisation, 'o')} from organisations o where ${conditions.join(' and ')} order by o.name, o.id limit ${put(filter.limit + 1)}`,
    values,
  )
  const last = rows.length > filter.limit ? rows[filter.limit - 1] : undefined
  return { rows: rows.slice(0, filter.limit), next: last ? writeCursor(last.name, last.id) : null }
}

/** How many hits are looked through when a filter leaves out most of them. */
const mostSearched = 2000

const isNarrowed = ({ role, accountManager, label, isComplete, isArchived }: OrganisationFilter): boolean =>
  [role, accountManager, label, isComplete, isArchived].some((one) => one !== undefined)

const addressesJson = (owner: string) =>
  `(select coalesce(jsonb_agg(to_jsonb(a) - 'tenant_id' order by a.kind, a.is_default desc, a.id), '[]') from addresses a where a.tenant_id = $1 and a.${owner})`
const labelsJson = (about: string) =>
  `(select coalesce(jsonb_agg(jsonb_build_object('id', l.id, 'name', l.name, 'colour', l.colour, 'about', u.about) order by l.name), '[]')
    from label_uses u join labels l on l.tenant_id = $1 and l.id = u.label where u.tenant_id = $1 and u.about = any(${about}))`
const ordersJson = (condition: string) =>
  `(select coalesce(jsonb_agg(to_jsonb(x) order by x.placed_at desc, x.id desc), '[]') from (
      select id, number, external_number, placed_at, phase, payment, supply, total, due, currency, contact, planned_day from orders o
      where o.tenant_id = $1 and o.${condition} order by placed_at desc, id desc limit 50) x)`
const invoicesJson = (condition: string) =>
  `(select coalesce(jsonb_agg(to_jsonb(x) order by x.created_at desc, x.id desc), '[]') from (
      select id, number, kind, state, day, due_day, total, due, currency, order_id, created_at from invoices i
      where i.tenant_id = $1 and i.${condition} and i.state <> 'deleted' order by created_at desc, id desc limit 50) x)`
const totalsJson = (condition: string) =>
  `(select coalesce(jsonb_agg(to_jsonb(x)), '[]') from (
      select currency, count(*)::int as orders, sum(total)::bigint as total, sum(greatest(due, 0))::bigint as due, min(placed_at) as first_at, max(placed_at) as last_at
      from orders o where o.tenant_id = $1 and o.${condition} and o.phase <> 'cancelled' group by currency order by count(*) desc) x)`
/** Mails about somebody, or about one of their newest orders, invoices and quotes. */
const mailsJson = (self: string, condition: string) =>
  `(select coalesce(jsonb_agg(to_jsonb(x) order by x.created_at desc), '[]') from (
      select m.id, m.event, m.state, m.subject, m.to_address, m.about, m.about_kind, m.sent_at, m.created_at from messages m
      where m.tenant_id = $1 and m.about = any(
        array(select o.id from orders o where o.tenant_id = $1 and o.${condition} order by o.placed_at desc limit 50)
        || array(select i.id from invoices i where i.tenant_id = $1 and i.${condition} order by i.created_at desc limit 50)
        || array(select q.id from quotes q where q.tenant_id = $1 and q.${condition} order by q.created_at desc limit 50)
        || ${self})
      order by m.created_at desc limit 50) x)`
const eventsJson = (self: string) =>
  `(select coalesce(jsonb_agg(to_jsonb(e) order by e.id desc), '[]') from (
      select id, kind, detail, at, actor_kind, actor_name from events where tenant_id = $1 and about = ${self} order by id desc limit 100) e)`

type Listed = {
  readonly id: string
  readonly currency: string
  readonly total: number
  readonly due: number
  readonly number: string | null
}
type Around = {
  readonly addresses: readonly Address[]
  readonly labels: readonly { id: string; name: string; colour: string; about: string }[]
  readonly orders: readonly (Listed & {
    externalNumber: string | null
    placedAt: string
    phase: string
    payment: string
    supply: string
    contact: string | null
    plannedDay: string | null
  })[]
  readonly invoices: readonly (Listed & {
    kind: string
    state: string
    day: string | null
    dueDay: string | null
    orderId: string | null
    createdAt: string
  })[]
  readonly mails: readonly {
    id: string
    event: string
    state: string
    subject: string
    toAddress: string
    about: string
    aboutKind: string
    sentAt: string | null
    createdAt: string
  }[]
  readonly totals: readonly {
    currency: string
    orders: number
    total: number
    due: number
    firstAt: string
    lastAt: string
  }[]
  readonly merges: readonly {
    id: string
    merged: string
    name: string
    createdAt: string
    undoUntil: string
  }[]
  readonly events: readonly {
    id: string
    kind: string
    detail: Record<string, unknown>
    at: string
    actorKind: string
    actorName: string
  }[]
  readonly groupName: string | null
}

export type AroundCustomer = Around & { readonly organisationName: string | null }
export type AroundOrganisation = Around & {
  readonly managerName: string | null
  readonly contacts: readonly Pick<
    Contact,
    'id' | 'name' | 'email' | 'phone' | 'jobTitle' | 'isGuest' | 'language'
  >[]
  readonly supplier: SupplierTerms | null
}

/** Names as fields have them, at every depth but inside an event's own detail. */
function fieldNames(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(fieldNames)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [camel(name), name === 'detail' ? one : fieldNames(one)]),
  )
}

/** The customer itself, or the one that it was merged into. */
export async function survivingContact(ctx: Ctx, id: string): Promise<Contact> {
  const row = await ctx.db.one<Contact>(
    `select ${columnList(Contact, 'c')} from contacts asked join contacts c on c.tenant_id = $1 and c.id = coalesce(asked.merged_into, asked.id)
     where asked.tenant_id = $1 and asked.id = $2`,
    [id],
  )
  return row ?? refuse('record.not-found', { what: 'contacts' })
}

/** Everything of a customer's page but its own fields, in one statement. */
export async function aroundCustomer(ctx: Ctx, id: string): Promise<AroundCustomer> {
  const found = await ctx.db.one<{ around: unknown }>(
    `select jsonb_build_object(
       'organisation_name', (select name from organisations g where g.tenant_id = $1 and g.id = c.organisation),
       'group_name', (select name from customer_groups g where g.tenant_id = $1 and g.id = c.customer_group),
       'addresses', ${addressesJson('contact = c.id')},
       'labels', ${labelsJson('array[c.id, c.organisation]')},
       'orders', ${ordersJson('contact = c.id')},
       'invoices', ${invoicesJson('contact = c.id')},
       'mails', ${mailsJson('c.id', 'contact = c.id')},
       'totals', ${totalsJson('contact = c.id')},
       'merges', (select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'merged', m.merged, 'name', x.name, 'created_at', m.created_at, 'undo_until', m.undo_until)), '[]')
          from merges m join contacts x on x.tenant_id = $1 and x.id = m.merged where m.tenant_id = $1 and m.kept = c.id and m.undone_at is null),
       'events', ${eventsJson('c.id')}
     ) as around from contacts c where c.tenant_id = $1 and c.id = $2`,
    [id],
  )
  return found
    ? (fieldNames(found.around) as AroundCustomer)
    : refuse('record.not-found', { what: 'contacts' })
}

/** Everything of an organisation's page but its own fields, in one statement. */
export async function aroundOrganisation(ctx: Ctx, id: string): Promise<AroundOrganisation> {
  const found = await ctx.db.one<{ around: unknown }>(
    `select jsonb_build_object(
       'manager_name', (select name from users u where u.tenant_id = $1 and u.id = g.account_manager),
       'group_name', (select name from customer_groups x where x.tenant_id = $1 and x.id = g.customer_group),
       'addresses', ${addressesJson('organisation = g.id')},
       'contacts', (select coalesce(jsonb_agg(to_jsonb(x)), '[]') from (
          select id, name, email, phone, job_title, is_guest, language from contacts where tenant_id = $1 and organisation = g.id and not is_archived order by name, id limit 100) x),
       'supplier', (select to_jsonb(t) - 'tenant_id' from supplier_terms t where t.tenant_id = $1 and t.organisation = g.id),
       'labels', ${labelsJson('array[g.id]')},
       'orders', ${ordersJson('organisation = g.id')},
       'invoices', ${invoicesJson('organisation = g.id')},
       'mails', ${mailsJson('g.id', 'organisation = g.id')},
       'totals', ${totalsJson('organisation = g.id')},
       'merges', (select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'merged', m.merged, 'name', x.name, 'created_at', m.created_at, 'undo_until', m.undo_until)), '[]')
          from merges m join organisations x on x.tenant_id = $1 and x.id = m.merged where m.tenant_id = $1 and m.kept = g.id and m.undone_at is null),
       'events', ${eventsJson('g.id')}
     ) as around from organisations g where g.tenant_id = $1 and g.id = $2`,
    [id],
  )
  return found
    ? (fieldNames(found.around) as AroundOrganisation)
    : refuse('record.not-found', { what: 'organisations' })
}

/** The organisation itself, or the one that it was merged into. */
export async function survivingOrganisation(ctx: Ctx, id: string): Promise<Organisation> {
  const row = await ctx.db.one<Organisation>(
    `select ${columnList(Organisation, 'o')} from organisations asked join organisations o on o.tenant_id = $1 and o.id = coalesce(asked.merged_into, asked.id)
     where asked.tenant_id = $1 and asked.id = $2`,
    [id],
  )
  return row ?? refuse('record.not-found', { what: 'organisations' })
}

/** What an organisation was invoiced, what came in, and what of open orders is not invoiced yet, in its own currency. */
export async function standingOf(
  ctx: Ctx,
  organisation: Pick<Organisation, 'id' | 'currency'>,
): Promise<Standing> {
  const row = await ctx.db.one<Standing>(
    `with billed as (
       select order_id, sum(case when kind = 'credit-note' then -abs(total) else total end) as amount,
         sum(case when order_id is null then total - due else 0 end) as settled
       from invoices where tenant_id = $1 and organisation = $2 and currency = $3 and number is not null and state <> 'deleted' group by order_id),
     own as (select id, total, paid, phase, invoicing from orders where tenant_id = $1 and organisation = $2 and currency = $3)
     select coalesce((select sum(amount) from billed), 0)::bigint as invoiced,
       (coalesce((select sum(paid) from own), 0) + coalesce((select sum(settled) from billed), 0))::bigint as received,
       coalesce((select sum(greatest(own.total - coalesce(b.amount, 0), 0)) from own left join billed b on b.order_id = own.id
         where own.phase = 'open' and own.invoicing <> 'whole'), 0)::bigint as uninvoiced`,
    [organisation.id, organisation.currency],
  )
  return row!
}

export type Duplicate = {
  readonly id: string
  readonly name: string
  readonly other: string
  readonly otherName: string
  readonly why: 'coc-number' | 'vat-number' | 'email' | 'name-and-postcode'
}

/** Pairs that are probably one organisation; of the whole register by name, or of one of them. */
export const duplicatesOf = (ctx: Ctx, one: string | null, limit: number): Promise<Duplicate[]> =>
  ctx.db.rows(
    `select a.id, a.name, b.id as other, b.name as other_name, w.why
     from organisations a
     cross join lateral (select other, min(why) as why from alike_organisations($1, a.id) group by other offset 0) w
     join organisations b on b.tenant_id = $1 and b.id = w.other
     where a.tenant_id = $1 and a.merged_into is null and b.merged_into is null and not a.is_archived and not b.is_archived
       and ${one === null ? 'a.id < b.id' : 'a.id = $3'}
     order by a.name, a.id, w.why, b.name limit $2`,
    one === null ? [limit] : [limit, one],
  )

/** People with the same phone number, or the same name at the same address. */
export const duplicateContacts = (
  ctx: Ctx,
  id: string,
  limit: number,
): Promise<{ id: string; name: string; email: string | null; why: string }[]> =>
  ctx.db.rows(
    `select b.id, b.name, b.email, case when b.phone_key = a.phone_key then 'phone' else 'name-and-postcode' end as why
     from contacts a join contacts b on b.tenant_id = $1 and b.id <> a.id and not b.is_archived and b.merged_into is null
       and b.id = any(array(select x.id from find_customers($1, '{phone}', '', a.phone_key, '', '', '', 20) x where length(a.phone_key) >= 8)
         || array(select x.id from find_customers($1, '{postcode}', '', '', place_key(a.postcode, a.house_number), '', '', 50) x where a.postcode <> ''))
     where a.tenant_id = $1 and a.id = $2 and (b.phone_key = a.phone_key or similarity(folded(b.name), folded(a.name)) >= 0.4) limit $3`,
    [id, limit],
  )

export type LabelPlace = { readonly id: string; readonly name: string; readonly level: string }

/** Labels with the level that they may be used on. */
export const labelsByIds = (ctx: Ctx, ids: readonly string[]): Promise<LabelPlace[]> =>
  ctx.db.rows(
    `select l.id, l.name, g.level from labels l join label_subgroups s on s.tenant_id = $1 and s.id = l.subgroup
     join label_groups g on g.tenant_id = $1 and g.id = s.label_group where l.tenant_id = $1 and l.id = any($2::uuid[])`,
    [ids],
  )

export type WornLabel = {
  readonly id: string
  readonly name: string
  readonly colour: string
  readonly isInherited: boolean
}

/** The labels that count for something: its own, and for a contact those of the organisation too (S2-10). */
export const wornLabels = (ctx: Ctx, about: string): Promise<WornLabel[]> =>
  ctx.db.rows(
    `select l.id, l.name, l.colour, bool_and(u.about <> $2) as is_inherited from label_uses u join labels l on l.tenant_id = $1 and l.id = u.label
     where u.tenant_id = $1 and (u.about = $2 or u.about = (select organisation from contacts where tenant_id = $1 and id = $2))
     group by l.id, l.name, l.colour order by l.name`,
    [about],
  )

type Named = { readonly id: string; readonly name: string; readonly version: number }
type LabelTreeRow = Named & {
  readonly level: LabelGroup['level']
  readonly subgroups: readonly (Named & {
    readonly labels: readonly (Named & { readonly colour: string })[]
  })[]
}

/** The labels of a level with their groups, for a chooser. */
export const labelTree = (ctx: Ctx, level: string | null): Promise<LabelTreeRow[]> =>
  ctx.db.rows(
    `select g.id, g.level, g.name, g.version, (select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name, 'version', s.version, 'labels',
        (select coalesce(jsonb_agg(jsonb_build_object('id', l.id, 'name', l.name, 'colour', l.colour, 'version', l.version) order by l.name), '[]')
         from labels l where l.tenant_id = $1 and l.subgroup = s.id and not l.is_archived)) order by s.name), '[]')
       from label_subgroups s where s.tenant_id = $1 and s.label_group = g.id and not s.is_archived) as subgroups
     from label_groups g where g.tenant_id = $1 and not g.is_archived and ($2::text is null or g.level = $2) order by g.level, g.name`,
    [level],
  )

/** Whether a number of a series was given in a year. */
export const isNumberGiven = async (
  ctx: Ctx,
  business: string,
  kind: string,
  year: number,
): Promise<boolean> =>
  (await ctx.db.one(
    'select 1 as found from number_series where tenant_id = $1 and business = $2 and kind = $3 and year = $4',
    [business, kind, year],
  )) !== undefined

/** Everything that an export of organisations holds, a page at a time by id. */
export const exportPage = (
  ctx: Ctx,
  after: string,
  limit: number,
): Promise<
  (Organisation & {
    managerEmail: string | null
    groupName: string | null
    address: Record<string, string | null> | null
  })[]
> =>
  ctx.db.rows(
    `select ${columnList(Organisation, 'o')}, u.email as manager_email, g.name as group_name,
       (select to_jsonb(a) from addresses a where a.tenant_id = $1 and a.organisation = o.id order by a.kind = 'invoice' desc, a.is_default desc, a.id limit 1) as address
     from organisations o left join users u on u.tenant_id = $1 and u.id = o.account_manager left join customer_groups g on g.tenant_id = $1 and g.id = o.customer_group
     where o.tenant_id = $1 and o.merged_into is null and o.id > $2::uuid order by o.id limit $3`,
    [after, limit],
  )

/** Users by e-mail and groups by name, for what a file names. */
export const userByEmail = (ctx: Ctx, email: string) =>
  ctx.db.one<{ id: string }>('select id from users where tenant_id = $1 and lower(email) = lower($2)', [
    email,
  ])
export const groupByName = (ctx: Ctx, name: string) =>
  ctx.db.one<{ id: string }>(
    'select id from customer_groups where tenant_id = $1 and lower(name) = lower($2)',
    [name],
  )
