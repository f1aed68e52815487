/** What one may ask of organisations: look up, make, change, their logo and what we agreed with suppliers. */
import { z } from 'zod'
import { changesOf, fieldsOf, pageInput, typedFields } from '../../../base/check.ts'
import { refuse, refuseField } from '../../../base/refusal.ts'
import { action } from '../../../platform/action.ts'
import type { Ctx } from '../../../platform/context.ts'
import { storeBytes } from '../../../platform/files.ts'
import { differences, get, insert } from '../../../platform/rows.ts'
import { refuseTaken, standard } from '../../../platform/standard.ts'
import { checkAddress, checkMoneyRight, checkOrganisation, veiled } from '../checks.ts'
import { keepLogo, logoPng } from '../logo.ts'
import {
  aroundOrganisation,
  duplicatesOf,
  isOwnVatNumber,
  knownChannels,
  lockOrganisation,
  pageOfOrganisations,
  standingOf,
  survivingOrganisation,
  termsOf,
  type Duplicate,
} from '../reads.ts'
import { incoterms, outstandingOf } from '../rules.ts'
import { Address, CustomerGroup, Organisation, organisationRoles, SupplierTerms } from '../schema.ts'
import { changeOrganisation, changeTerms, insertAddresses, insertTerms } from '../writes.ts'

const roleNames = Object.keys(organisationRoles) as [string, ...string[]]
const open = typedFields(Organisation)
const yesOrNo = z.enum(['true', 'false']).transform((text) => text === 'true')
const addressFields = typedFields(Address)
// On lines of their own: within an object the compiler takes the wanted names for all there are.
const placeFields = fieldsOf(Address, ['street', 'city', 'country'])
const codeTaken = refuseTaken(Organisation, { code: 'organisation.code-taken' })
const nameField = fieldsOf(Organisation, ['name'])
const firstAddress = z.strictObject({
  ...changesOf(Address, addressFields),
  ...placeFields,
})

export const listOrganisations = action({
  http: 'GET /organisations',
  right: 'customers.see',
  says: 'Organisations by name, or what a search finds. accountManager=mine gives those of the asker.',
  input: z.object({
    search: z.string().trim().max(200).optional(),
    role: z.enum(roleNames).optional(),
    accountManager: z.union([z.literal('mine'), z.uuid()]).optional(),
    label: z.uuid().optional(),
    isComplete: yesOrNo.optional(),
    isArchived: yesOrNo.optional(),
    ...pageInput,
  }),
  async run(ctx, { accountManager, ...filter }) {
    if (filter.search && filter.search.length < 2) refuse('contact.search-too-short')
    // A key or the program itself is nobody's account manager.
    const manager = accountManager === 'mine' ? (ctx.actor.id ?? nobodysId) : accountManager
    const found = await pageOfOrganisations(ctx, { ...filter, accountManager: manager })
    return { rows: found.rows.map((row) => veiled(ctx, row)), next: found.next }
  },
})

const nobodysId = '00000000-0000-0000-0000-000000000000'

export const getOrganisation = action({
  http: 'GET /organisations/:id',
  right: 'customers.see',
  says: 'One organisation with everything its page shows; an id that was merged answers the one that stayed.',
  input: z.object({ id: z.uuid() }),
  async run(ctx, input) {
    const row = await survivingOrganisation(ctx, input.id)
    const around = await aroundOrganisation(ctx, row.id)
    const outstanding = outstandingOf(await standingOf(ctx, row), row.countsOpenOrders)
    return { ...veiled(ctx, row), ...around, outstanding, askedFor: input.id }
  },
})

export const createOrganisation = action({
  http: 'POST /organisations',
  right: 'customers.manage',
  says: 'Makes an organisation, with its first address when given; the answer tells which others it resembles.',
  input: z.strictObject({
    ...changesOf(Organisation, open),
    ...nameField,
    address: firstAddress.optional(),
    alsoShipping: z.boolean().optional(),
  }),
  async run(ctx, { address, alsoShipping, ...given }) {
    checkMoneyRight(ctx, given)
    const values = checkOrganisation(given, null)
    await checkNotOurs(ctx, values)
    const place = address && checkAddress(address, null)
    const row = await insert(ctx, Organisation, {
      ...values,
      isComplete: place !== undefined,
    } as never).catch(codeTaken)
    if (place) {
      const kind = place.kind ?? 'invoice'
      const kinds = alsoShipping && kind !== 'shipping' ? [kind, 'shipping' as const] : [kind]
      await insertAddresses(
        ctx,
        kinds.map((one) => ({
          ...(place as Partial<Address>),
          kind: one,
          organisation: row.id,
          isDefault: true,
        })),
      )
    }
    ctx.emit('organisation.created', row.id, { name: row.name })
    if (row.vatNumber) tellVatNumber(ctx, row, null)
    return { ...veiled(ctx, row), warnings: await warningsOf(ctx, row) }
  },
})

export const changeTheOrganisation = action({
  http: 'PATCH /organisations/:id',
  right: 'customers.manage',
  input: z.strictObject({ id: z.uuid(), version: z.int().optional(), ...changesOf(Organisation, open) }),
  async run(ctx, { id, version, ...given }) {
    checkMoneyRight(ctx, given)
    const before = await lockOrganisation(ctx, id)
    const values = checkOrganisation(given, before) as Partial<Organisation>
    await checkNotOurs(ctx, { roles: before.roles, ...values })
    const row = await changeOrganisation(ctx, id, values, version).catch(codeTaken)
    ctx.emit('organisation.changed', id, { name: row.name, changes: differences(Organisation, before, row) })
    if (row.vatNumber !== before.vatNumber) tellVatNumber(ctx, row, before.vatNumber)
    return { ...veiled(ctx, row), warnings: await warningsOf(ctx, row) }
  },
})

export const listDuplicates = action({
  http: 'GET /organisations/duplicates',
  right: 'customers.see',
  says: 'Pairs that are probably one: same KvK or VAT number or e-mail, or a similar name at the same postcode.',
  input: z.object({ limit: pageInput.limit }),
  run: async (ctx, input) => ({ rows: await duplicatesOf(ctx, null, input.limit) }),
})

export const listDuplicatesOf = action({
  http: 'GET /organisations/:id/duplicates',
  right: 'customers.see',
  says: 'Organisations that are probably the same as this one, each with the reason.',
  input: z.object({ id: z.uuid() }),
  run: async (ctx, input) => ({ rows: await duplicatesOf(ctx, input.id, 10) }),
})

export const setLogo = action({
  http: 'POST /organisations/:id/logo',
  right: 'customers.manage',
  says: 'Keeps a logo; whatever the image was, it is drawn anew as a PNG of at most 1200 pixels wide.',
  input: z.object({
    id: z.uuid(),
    file: z.object({
      name: z.string().max(255),
      type: z.string().max(100),
      bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
    }),
  }),
  async run(ctx, input) {
    const stored = await storeBytes(await logoPng(input.file.bytes))
    const before = await lockOrganisation(ctx, input.id)
    const logo = await keepLogo(ctx, stored, input.id, before.name)
    const row = await changeOrganisation(ctx, input.id, { logo })
    ctx.emit('organisation.changed', input.id, { name: row.name, changes: { logo: [before.logo, logo] } })
    return veiled(ctx, row)
  },
})

export const setSupplierTerms = action({
  http: 'PUT /organisations/:organisation/supplier-terms',
  right: 'customers.manage',
  says: 'What we agreed with a supplier; left out stays as it was.',
  input: z.strictObject({
    organisation: z.uuid(),
    version: z.int().optional(),
    ...changesOf(
      SupplierTerms,
      typedFields(SupplierTerms).filter((name) => name !== 'organisation') as Exclude<
        ReturnType<typeof typedFields<typeof SupplierTerms>>[number],
        'organisation'
      >[],
    ),
  }),
  async run(ctx, { organisation, version, ...given }) {
    const supplier = await lockOrganisation(ctx, organisation)
    if (!supplier.roles.includes('supplier')) refuse('organisation.not-a-supplier', { name: supplier.name })
    if (given.incoterm && !(incoterms as readonly string[]).includes(given.incoterm))
      refuseField('incoterm', 'organisation.incoterm-unknown')
    const before = await termsOf(ctx, organisation)
    const terms = before
      ? await changeTerms(ctx, before.id, given as Partial<SupplierTerms>, version)
      : await insertTerms(ctx, { ...(given as Partial<SupplierTerms>), organisation })
    ctx.emit('supplier-terms.changed', organisation, {
      name: supplier.name,
      changes: before ? differences(SupplierTerms, before, terms) : {},
    })
    return terms
  },
})

export const {
  list: listGroups,
  get: getGroup,
  create: createGroup,
  change: changeGroup,
} = standard(CustomerGroup, '/customer-groups', {
  noun: 'customer-group',
  area: 'customers',
  search: ['name'],
  sort: 'name',
  filters: ['isArchived'],
  async check(ctx, changes) {
    const channels = [...new Set(changes.channels ?? [])]
    const known = await knownChannels(ctx, channels)
    if (channels.some((id) => !known.has(id))) refuseField('channels', 'customer-group.no-such-channel')
    return changes.channels ? { ...changes, channels } : changes
  },
})

/** An organisation that may be ordered for and invoiced: it has an address and is not put away (S2-13). */
export async function tradableOrganisation(ctx: Ctx, id: string): Promise<Organisation> {
  const row = await get(ctx, Organisation, id)
  if (row.isArchived) refuse('organisation.archived', { name: row.name })
  if (!row.isComplete) refuse('organisation.incomplete', { name: row.name })
  return row
}

/** Who is not one of our own businesses does not have our number: a sale to them would seem one to ourselves. */
async function checkNotOurs(ctx: Ctx, { vatNumber, roles }: Relation): Promise<void> {
  if (!vatNumber || roles?.includes('business')) return
  if (await isOwnVatNumber(ctx, vatNumber))
    refuseField('vatNumber', 'organisation.vat-number-is-ours', { number: vatNumber })
}

type Relation = {
  readonly vatNumber?: string | null | undefined
  readonly roles?: readonly string[] | undefined
}

/** The tax area keeps the number's validity; it listens for this. */
export const tellVatNumber = (ctx: Ctx, row: Organisation, before: string | null) =>
  ctx.emit('organisation.vat-number-changed', row.id, {
    name: row.name,
    vatNumber: row.vatNumber,
    before,
    country: row.country,
  })

type Warning = { readonly kind: Duplicate['why']; readonly organisation: string; readonly name: string }

const warningsOf = async (ctx: Ctx, row: Organisation): Promise<Warning[]> =>
  (await duplicatesOf(ctx, row.id, 10)).map((pair) => ({
    kind: pair.why,
    organisation: pair.other,
    name: pair.otherName,
  }))
