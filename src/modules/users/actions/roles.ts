/** Roles: named sets of rights. Nobody makes one that may do more than they may themselves. */
import { z } from 'zod'
import { refuse, refuseField } from '../../../base/refusal.ts'
import { action } from '../../../platform/action.ts'
import type { Ctx } from '../../../platform/context.ts'
import { all, differences, lock } from '../../../platform/rows.ts'
import { otherAdministrators, rolesOf } from '../reads.ts'
import { isPattern, rightsOf } from '../rules.ts'
import { Role, User } from '../schema.ts'
import { addRole, changeRole, endSessionsOf, removeRole } from '../writes.ts'
import { mayHandOut } from './people.ts'

const nameInput = z.string().trim().min(1).max(80)
const patternsInput = z.array(z.string().max(80).refine(isPattern)).max(300)

export const listRoles = action({
  http: 'GET /roles',
  right: 'roles.see',
  input: z.object({}),
  says: 'The roles with their rights, as patterns and worked out.',
  async run(ctx) {
    const known = ctx.actor.known ?? new Set<string>()
    const rows = await rolesOf(ctx)
    return { rows: rows.map((role) => ({ ...role, rights: [...rightsOf(role.patterns, known)].sort() })) }
  },
})

export const makeRole = action({
  http: 'POST /roles',
  right: 'roles.manage',
  stepUp: true,
  input: z.object({ name: nameInput, patterns: patternsInput }),
  says: 'Makes a role.',
  async run(ctx, input): Promise<Role> {
    await mayHandOut(ctx, input)
    await isFree(ctx, input.name)
    const role = await addRole(ctx, input)
    ctx.emit('role.made', role.id, { name: role.name, patterns: role.patterns })
    return role
  },
})

async function isFree(ctx: Ctx, name: string, except?: string) {
  const taken = (await rolesOf(ctx)).some(
    (role) => role.id !== except && role.name.toLowerCase() === name.toLowerCase(),
  )
  if (taken) refuseField('name', 'role.name-taken')
}

export const saveRole = action({
  http: 'PATCH /roles/:role',
  right: 'roles.manage',
  stepUp: true,
  input: z.object({
    role: z.uuid(),
    version: z.int(),
    name: nameInput.optional(),
    patterns: patternsInput.optional(),
  }),
  says: 'Changes a role; its other users sign in again when their rights change.',
  async run(ctx, input): Promise<Role> {
    const { role: id, version, ...changes } = input
    const before = await lock(ctx, Role, id)
    await mayHandOut(ctx, before)
    if (changes.name) await isFree(ctx, changes.name, id)
    if (changes.patterns) {
      await mayHandOut(ctx, { patterns: changes.patterns })
      await keepSomebody(ctx, before, changes.patterns)
    }
    const after = await changeRole(ctx, id, changes, version)
    const differing = differences(Role, before, after)
    ctx.emit('role.changed', id, { name: after.name, changes: differing })
    if ('patterns' in differing) {
      const users = await all(ctx, User, { role: id })
      await endSessionsOf(
        ctx,
        users.map((user) => user.id),
        ctx.actor.sessionId,
      )
    }
    return after
  },
})

/** One active user keeps the rights to hand out rights. */
async function keepSomebody(ctx: Ctx, role: Role, patterns: readonly string[]) {
  const needed = ['users.manage', 'roles.manage']
  const had = rightsOf(role.patterns, needed).size === needed.length
  const has = rightsOf(patterns, needed).size === needed.length
  if (had && !has && (await otherAdministrators(ctx, { role: role.id })) === 0)
    refuse('user.last-administrator')
}

export const dropRole = action({
  http: 'DELETE /roles/:role',
  right: 'roles.manage',
  stepUp: true,
  input: z.object({ role: z.uuid() }),
  says: 'Removes a role that nobody has.',
  async run(ctx, input) {
    const role = await lock(ctx, Role, input.role)
    await mayHandOut(ctx, role)
    if ((await all(ctx, User, { role: role.id })).length > 0) refuse('role.in-use')
    await removeRole(ctx, role.id)
    ctx.emit('role.removed', role.id, { name: role.name, patterns: role.patterns })
    return {}
  },
})
