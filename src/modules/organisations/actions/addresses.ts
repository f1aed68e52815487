/** What one may ask of the addresses of organisations and customers. */
import { z } from 'zod'
import { changesOf, fieldsOf, typedFields } from '../../../base/check.ts'
import { refuse } from '../../../base/refusal.ts'
import { action } from '../../../platform/action.ts'
import type { Ctx } from '../../../platform/context.ts'
import { differences } from '../../../platform/rows.ts'
import { checkAddress } from '../checks.ts'
import { addressesOf, getAddress, lockContact, lockOrganisation } from '../reads.ts'
import { Address } from '../schema.ts'
import { changeAddress, changeOrganisation, clearDefault, insertAddresses, removeAddress } from '../writes.ts'

const typed = typedFields(Address)
const placeFields = fieldsOf(Address, ['kind', 'street', 'city', 'country'])
const owners = { organisation: z.uuid().optional(), contact: z.uuid().optional() }

export const listAddresses = action({
  http: 'GET /addresses',
  right: 'customers.see',
  input: z.object(owners),
  run: async (ctx, { organisation, contact }) => {
    if ((organisation === undefined) === (contact === undefined)) refuse('address.owner-needed')
    return { rows: await addressesOf(ctx, organisation ? { organisation } : { contact: contact! }) }
  },
})

export const addAddress = action({
  http: 'POST /addresses',
  right: 'customers.manage',
  says: 'Adds an address; with alsoShipping it becomes a shipping address too (S2-14).',
  input: z.strictObject({
    ...owners,
    ...changesOf(Address, typed),
    ...placeFields,
    alsoShipping: z.boolean().optional(),
  }),
  async run(ctx, { organisation, contact, alsoShipping, ...given }) {
    if ((organisation === undefined) === (contact === undefined)) refuse('address.owner-needed')
    const owner = organisation ? await lockOrganisation(ctx, organisation) : await lockContact(ctx, contact!)
    const before = await addressesOf(ctx, organisation ? { organisation } : { contact: contact! })
    const place = checkAddress(given, null) as Partial<Address>
    const kinds = alsoShipping && given.kind !== 'shipping' ? [given.kind, 'shipping' as const] : [given.kind]
    const fresh = kinds.map((kind) => ({
      ...place,
      kind,
      organisation: organisation ?? null,
      contact: contact ?? null,
      isDefault: given.isDefault === true || !before.some((other) => other.kind === kind && other.isDefault),
    }))
    for (const address of fresh) if (address.isDefault) await clearDefault(ctx, owner.id, address.kind)
    const rows = await insertAddresses(ctx, fresh)
    for (const row of rows)
      ctx.emit('address.added', owner.id, {
        name: owner.name,
        address: row.id,
        kind: row.kind,
        city: row.city,
      })
    if (organisation) await changeOrganisation(ctx, organisation, { isComplete: true })
    return { rows }
  },
})

export const changeTheAddress = action({
  http: 'PATCH /addresses/:id',
  right: 'customers.manage',
  input: z.strictObject({
    id: z.uuid(),
    version: z.int().optional(),
    ...changesOf(
      Address,
      typed.filter((name) => name !== 'kind'),
    ),
  }),
  async run(ctx, { id, version, ...given }) {
    const before = await getAddress(ctx, id)
    const owner = await lockOwner(ctx, before)
    // A default is handed on by giving it to another address, so that there always is one.
    const values = before.isDefault && given.isDefault === false ? { ...given, isDefault: true } : given
    if (values.isDefault && !before.isDefault) await clearDefault(ctx, owner.id, before.kind)
    const row = await changeAddress(ctx, id, checkAddress(values, before) as Partial<Address>, version)
    ctx.emit('address.changed', owner.id, {
      name: owner.name,
      address: id,
      changes: differences(Address, before, row),
    })
    return row
  },
})

export const removeTheAddress = action({
  http: 'DELETE /addresses/:id',
  right: 'customers.manage',
  says: 'Removes an address; orders and invoices keep theirs. Another of its kind becomes the default.',
  input: z.object({ id: z.uuid() }),
  async run(ctx, input) {
    const address = await getAddress(ctx, input.id)
    const owner = await lockOwner(ctx, address)
    await removeAddress(ctx, address.id)
    await settleAddresses(ctx, address.organisation ? { organisation: owner.id } : { contact: owner.id })
    ctx.emit('address.removed', owner.id, {
      name: owner.name,
      kind: address.kind,
      street: address.street,
      city: address.city,
    })
    return { ok: true }
  },
})

const lockOwner = (ctx: Ctx, address: Address) =>
  address.organisation ? lockOrganisation(ctx, address.organisation) : lockContact(ctx, address.contact!)

/** After addresses came or went: each kind has one default, and an organisation without any is incomplete (S2-13). */
export async function settleAddresses(
  ctx: Ctx,
  owner: { organisation: string } | { contact: string },
): Promise<void> {
  const left = await addressesOf(ctx, owner)
  for (const kind of new Set(left.map((address) => address.kind))) {
    const same = left.filter((address) => address.kind === kind)
    if (!same.some((address) => address.isDefault)) await changeAddress(ctx, same[0]!.id, { isDefault: true })
  }
  if ('organisation' in owner)
    await changeOrganisation(ctx, owner.organisation, { isComplete: left.length > 0 })
}
