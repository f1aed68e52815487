/** Two of one become one, and can be parted again for thirty days; what other areas hold follows in the workflow above. */
import { z } from 'zod'
import { refuse } from '../../../base/refusal.ts'
import { action } from '../../../platform/action.ts'
import type { Ctx } from '../../../platform/context.ts'
import { page } from '../../../platform/rows.ts'
import { addressesOf, getMerge, lockContact, lockOrganisation } from '../reads.ts'
import { chosenOf, filledBy } from '../rules.ts'
import { Merge, type Contact, type Organisation } from '../schema.ts'
import {
  changeAddress,
  changeContact,
  changeOrganisation,
  closeMerge,
  insertMerge,
  leadOn,
  moveAddresses,
  moveContacts,
  keepLabels,
} from '../writes.ts'
import { settleAddresses } from './addresses.ts'
import { tellVatNumber } from './organisations.ts'

export type MergeKind = Merge['kind']
/** Ids that moved, by what they are. */
export type Moved = Readonly<Record<string, readonly string[]>>

const undoDays = 30
const day = 86_400_000

const filledOrganisation = [
  'cocNumber',
  'vatNumber',
  'email',
  'phone',
  'phoneKey',
  'website',
  'paymentTermDays',
  'creditLimit',
  'accountManager',
  'billingEmails',
  'peppolScheme',
  'peppolId',
  'iban',
  'ibanHolder',
  'mandateReference',
  'mandateDay',
  'logo',
  'customerGroup',
] as const satisfies readonly (keyof Organisation)[]
const filledContact = [
  'phone',
  'phoneKey',
  'organisation',
  'jobTitle',
  'customerGroup',
  'street',
  'houseNumber',
  'postcode',
  'city',
] as const satisfies readonly (keyof Contact)[]

export const listMerges = action({
  http: 'GET /merges',
  right: 'customers.see',
  input: z.object({
    kept: z.uuid().optional(),
    after: z.string().max(400).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  run: (ctx, { kept, after, limit }) => page(ctx, Merge, { where: { kept }, after, limit }),
})

/**
 * Joins `merged` into `kept`: people, addresses, labels, what the one lacks and the fields `taken` from the other;
 * `elsewhere` is what other areas moved already.
 */
export async function join(
  ctx: Ctx,
  kind: MergeKind,
  [keptId, mergedId]: readonly [kept: string, merged: string],
  taken: readonly string[],
  elsewhere: Moved,
): Promise<Merge> {
  const { kept, merged } = await lockBoth(ctx, kind, keptId, mergedId)
  for (const one of [kept, merged]) if (one.mergedInto) refuse('merge.merged-before', { name: one.name })
  const table = kind === 'organisation' ? 'organisations' : 'contacts'
  const contacts = kind === 'organisation' ? await moveContacts(ctx, mergedId, keptId, null) : []
  const defaults = (await addressesOf(ctx, ownerOf(kind, mergedId))).filter(({ isDefault }) => isDefault)
  const addresses = await moveAddresses(ctx, kind, mergedId, keptId, null)
  const led = await leadOn(ctx, table, mergedId, keptId, null)
  const labels = await giveLabels(ctx, keptId, mergedId)
  const { filled, before } = fill(kind, kept, merged, taken)
  if (kind === 'organisation') await changeOrganisation(ctx, keptId, filled as Partial<Organisation>)
  else await changeContact(ctx, keptId, filled as Partial<Contact>)
  if (filled.vatNumber !== undefined)
    tellVatNumber(ctx, { ...(kept as Organisation), ...filled }, (kept as Organisation).vatNumber)
  await settleAddresses(ctx, ownerOf(kind, keptId))
  await putAway(ctx, kind, mergedId, { mergedInto: keptId, isArchived: true })
  const merge = await insertMerge(ctx, {
    kind,
    kept: keptId,
    merged: mergedId,
    moved: { ...elsewhere, contacts: ids(contacts), addresses: ids(addresses), led: ids(led), labels },
    filled: { ...before, wasArchived: merged.isArchived, defaults: ids(defaults) },
    undoUntil: new Date(ctx.now.getTime() + undoDays * day),
  })
  const counts = Object.fromEntries(Object.entries(merge.moved).map(([what, moved]) => [what, moved.length]))
  ctx.emit(kind === 'organisation' ? 'organisation.merged' : 'contact.merged', keptId, {
    name: kept.name,
    merged: mergedId,
    mergedName: merged.name,
    merge: merge.id,
    moved: counts,
  })
  return merge
}

/** The merge as it stood, when it may still be taken back; the caller brings back what other areas moved. */
export async function mergeToPart(ctx: Ctx, id: string): Promise<Merge> {
  const merge = await getMerge(ctx, id)
  if (merge.undoneAt) refuse('merge.undone-before')
  if (ctx.now > merge.undoUntil) refuse('merge.too-late')
  return merge
}

/** Parts again what was joined: what moved goes back, what came afterwards stays with the one that was kept. */
export async function part(ctx: Ctx, merge: Merge): Promise<Merge> {
  const { kind, kept: keptId, merged: mergedId, moved } = merge
  const { kept, merged } = await lockBoth(ctx, kind, keptId, mergedId)
  // Kept meanwhile became part of a third: its ids lead there, and only that merge knows the way back.
  if (merged.mergedInto !== keptId) refuse('merge.later-first')
  if (kind === 'organisation') await moveContacts(ctx, keptId, mergedId, moved.contacts ?? [])
  await moveAddresses(ctx, kind, keptId, mergedId, moved.addresses ?? [])
  await leadOn(ctx, kind === 'organisation' ? 'organisations' : 'contacts', keptId, mergedId, moved.led ?? [])
  const worn = await labelIds(ctx, keptId)
  await keepLabels(
    ctx,
    keptId,
    worn.filter((label) => !(moved.labels ?? []).includes(label)),
  )
  const { wasArchived, roles, defaults, ...filled } = merge.filled
  // Only what still stands as the merge left it is taken out again.
  const emptied: Record<string, unknown> = Object.fromEntries(
    Object.entries(filled).filter(([name]) =>
      same(kept[name as keyof typeof kept], merged[name as keyof typeof merged]),
    ),
  )
  if (Array.isArray(roles) && same((kept as Organisation).roles, bothRoles(roles, merged as Organisation)))
    emptied.roles = roles
  await putAway(ctx, kind, mergedId, { mergedInto: null, isArchived: wasArchived === true })
  await putAway(ctx, kind, keptId, emptied)
  const back = await addressesOf(ctx, ownerOf(kind, mergedId))
  for (const { id } of back)
    if (Array.isArray(defaults) && defaults.includes(id)) await changeAddress(ctx, id, { isDefault: true })
  for (const id of [keptId, mergedId]) await settleAddresses(ctx, ownerOf(kind, id))
  ctx.emit(kind === 'organisation' ? 'organisation.parted' : 'contact.parted', keptId, {
    name: kept.name,
    merged: mergedId,
    mergedName: merged.name,
  })
  return closeMerge(ctx, merge.id)
}

const ownerOf = (kind: MergeKind, id: string) =>
  kind === 'organisation' ? { organisation: id } : { contact: id }

/**
 * Both rows, locked in the order of their ids, so that two merges at once cannot wait for each other. Asked first of all:
 * an order coming in locks its customer too, and finds afterwards where it belongs.
 */
export async function lockBoth(ctx: Ctx, kind: MergeKind, keptId: string, mergedId: string) {
  if (keptId === mergedId) refuse('merge.with-itself')
  const locked = new Map<string, Organisation | Contact>()
  for (const id of [keptId, mergedId].sort())
    locked.set(id, kind === 'organisation' ? await lockOrganisation(ctx, id) : await lockContact(ctx, id))
  return { kept: locked.get(keptId)!, merged: locked.get(mergedId)! }
}

function fill(
  kind: MergeKind,
  kept: Organisation | Contact,
  merged: Organisation | Contact,
  taken: readonly string[],
) {
  const filled: Record<string, unknown> = {
    ...(kind === 'organisation'
      ? filledBy(kept as Organisation, merged as Organisation, filledOrganisation)
      : filledBy(kept as Contact, merged as Contact, filledContact)),
    ...chosenOf(kept, merged, taken),
  }
  const before: Record<string, unknown> = Object.fromEntries(
    Object.keys(filled).map((name) => [name, kept[name as keyof typeof kept]]),
  )
  if (kind === 'organisation') {
    before.roles = (kept as Organisation).roles
    filled.roles = bothRoles((kept as Organisation).roles, merged as Organisation)
  }
  return { filled, before }
}

const bothRoles = (roles: readonly string[], other: Organisation): string[] => [
  ...new Set([...roles, ...other.roles]),
]

async function giveLabels(ctx: Ctx, kept: string, merged: string): Promise<string[]> {
  const [mine, theirs] = [await labelIds(ctx, kept), await labelIds(ctx, merged)]
  const fresh = theirs.filter((label) => !mine.includes(label))
  if (fresh.length > 0) await keepLabels(ctx, kept, [...mine, ...fresh])
  return fresh
}

const labelIds = async (ctx: Ctx, about: string): Promise<string[]> =>
  (
    await ctx.db.rows<{ label: string }>('select label from label_uses where tenant_id = $1 and about = $2', [
      about,
    ])
  ).map((use) => use.label)

const putAway = (ctx: Ctx, kind: MergeKind, id: string, changes: object) =>
  kind === 'organisation' ? changeOrganisation(ctx, id, changes) : changeContact(ctx, id, changes)

const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id)
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
