/** Keys for programs: made with few rights, shown once, renewed with an overlap, withdrawn at once. */
import { z } from 'zod'
import { changesOf, dayInput, pageInput } from '../../../base/check.ts'
import { refuse, refuseField } from '../../../base/refusal.ts'
import { action } from '../../../platform/action.ts'
import type { Ctx } from '../../../platform/context.ts'
import { differences, lock, page } from '../../../platform/rows.ts'
import { keyPrefix } from '../entering.ts'
import { isNetwork } from '../network.ts'
import { holdsAll, isScopeFor } from '../rules.ts'
import { ApiKey } from '../schema.ts'
import { hashOf, newSecret } from '../secrets.ts'
import { addApiKey, addKeySecret, changeApiKey, endKeySecrets } from '../writes.ts'
import { personOf } from './session.ts'

const limitsInput = {
  channels: z.array(z.uuid()).max(500).nullable(),
  locations: z.array(z.uuid()).max(500).nullable(),
  addresses: z.array(z.string().max(50)).max(100),
  expiresDay: dayInput.nullable(),
}

/** Names of rights in full: a pattern would let a key grow with every new version of the program. */
const scopesInput = z
  .array(
    z
      .string()
      .max(80)
      .regex(/^[a-z0-9]+([.-][a-z0-9]+)*$/),
  )
  .min(1)
  .max(300)

export const listApiKeys = action({
  http: 'GET /api-keys',
  right: 'api-keys.see',
  input: z.object(pageInput),
  says: 'The keys of programs; their secrets are not kept and cannot be shown.',
  async run(ctx, input) {
    return page(ctx, ApiKey, input)
  },
})

export const makeApiKey = action({
  http: 'POST /api-keys',
  right: 'api-keys.manage',
  stepUp: true,
  shownOnce: true,
  input: z.object({
    name: z.string().trim().min(1).max(80),
    kind: z.enum(['storefront', 'integration']),
    scopes: scopesInput,
    channels: limitsInput.channels.default(null),
    locations: limitsInput.locations.default(null),
    addresses: limitsInput.addresses.default([]),
    expiresDay: limitsInput.expiresDay.default(null),
  }),
  says: 'Makes a key. The secret is in this answer and nowhere else.',
  async run(ctx, input): Promise<ApiKey & { secret: string }> {
    const { user } = personOf(ctx)
    mayHold(ctx, input.kind, input.scopes)
    checkAddresses(input.addresses)
    const secret = keyPrefix + newSecret()
    const key = await addApiKey(ctx, { ...input, madeBy: user, ending: secret.slice(-4) })
    await addKeySecret(ctx, key.id, hashOf(secret))
    ctx.emit('api-key.made', key.id, { name: key.name, kind: key.kind, scopes: key.scopes })
    return { ...key, secret }
  },
})

/** A key holds no more than its maker, and never what its kind may not. */
function mayHold(ctx: Ctx, kind: 'storefront' | 'integration', scopes: readonly string[]) {
  const { rights, known } = ctx.actor
  const scope = scopes.find(
    (one) => !isScopeFor(kind, one) || (known && !known.has(one)) || !holdsAll(rights, [one]),
  )
  if (scope) refuseField('scopes', 'api-key.scope', { scope })
}

function checkAddresses(addresses: readonly string[]) {
  const address = addresses.find((one) => !isNetwork(one))
  if (address) refuseField('addresses', 'api-key.address', { address })
}

export const saveApiKey = action({
  http: 'PATCH /api-keys/:key',
  right: 'api-keys.manage',
  stepUp: true,
  input: z.object({
    key: z.uuid(),
    version: z.int(),
    ...changesOf(ApiKey, ['name']),
    scopes: scopesInput.optional(),
    channels: limitsInput.channels.optional(),
    locations: limitsInput.locations.optional(),
    addresses: limitsInput.addresses.optional(),
    expiresDay: limitsInput.expiresDay.optional(),
  }),
  says: 'Changes what a key may do and from where; it holds at the next request.',
  async run(ctx, input): Promise<ApiKey> {
    const { key: id, version, ...changes } = input
    const before = await usable(ctx, id)
    if (changes.scopes) mayHold(ctx, before.kind, changes.scopes)
    if (changes.addresses) checkAddresses(changes.addresses)
    const after = await changeApiKey(ctx, id, changes, version)
    ctx.emit('api-key.changed', id, { name: after.name, changes: differences(ApiKey, before, after) })
    return after
  },
})

async function usable(ctx: Ctx, id: string): Promise<ApiKey> {
  const key = await lock(ctx, ApiKey, id)
  if (key.state === 'revoked') refuse('api-key.revoked')
  return key
}

export const rotateApiKey = action({
  http: 'POST /api-keys/:key/rotate',
  right: 'api-keys.manage',
  stepUp: true,
  shownOnce: true,
  input: z.object({ key: z.uuid(), overlapHours: z.int().min(0).max(720).default(24) }),
  says: 'Gives a key a new secret; the earlier one works on for the overlap, so that nothing stands still.',
  async run(ctx, input): Promise<ApiKey & { secret: string }> {
    const key = await usable(ctx, input.key)
    // Whoever renews a key reads its secret, so may hold no less than the key.
    mayHold(ctx, key.kind, key.scopes)
    await endKeySecrets(ctx, key.id, new Date(ctx.now.getTime() + input.overlapHours * 3_600_000))
    const secret = keyPrefix + newSecret()
    await addKeySecret(ctx, key.id, hashOf(secret))
    ctx.emit('api-key.rotated', key.id, { name: key.name, overlapHours: input.overlapHours })
    return { ...(await changeApiKey(ctx, key.id, { ending: secret.slice(-4) })), secret }
  },
})

export const revokeApiKey = action({
  http: 'POST /api-keys/:key/revoke',
  right: 'api-keys.manage',
  input: z.object({ key: z.uuid() }),
  says: 'Withdraws a key; its next request is refused.',
  async run(ctx, input): Promise<ApiKey> {
    const key = await lock(ctx, ApiKey, input.key)
    if (key.state === 'revoked') return key
    await endKeySecrets(ctx, key.id, ctx.now)
    ctx.emit('api-key.revoked', key.id, { name: key.name })
    return changeApiKey(ctx, key.id, { state: 'revoked' })
  },
})
