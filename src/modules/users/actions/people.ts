/** The users of a business: inviting, changing, switching off; and how signing in goes there. */
import { z } from 'zod'
import { changesOf, fieldsOf, pageInput } from '../../../base/check.ts'
import { refuse, refuseField } from '../../../base/refusal.ts'
import { action, type SessionAnswer } from '../../../platform/action.ts'
import type { Ctx } from '../../../platform/context.ts'
import { all, differences, find, get, lock, page } from '../../../platform/rows.ts'
import { loginOfUser, openLink, otherAdministrators, passkeysOf, signInRules, tenantName } from '../reads.ts'
import { holdsAll, inviteDays, passwordFault, rightsOf } from '../rules.ts'
import { Role, SignInRules, User } from '../schema.ts'
import { hashPassword } from '../secrets.ts'
import {
  addLink,
  addLogin,
  addUser,
  changeUser,
  endLinks,
  endSessionsOf,
  keepRecoveryCodes,
  keepRules,
  openOrCloseLogin,
  removePasskeys,
  setTotp,
  useLink,
} from '../writes.ts'
import { emailInput, passwordInput, secretInput, welcome, type Halfway, type SignedIn } from './session.ts'

/** Apart from the action: inside it the compiler takes all of the record's fields for asked. */
const nameAndRole = fieldsOf(User, ['name', 'role'])
const scopeInput = z.array(z.uuid()).max(500).nullable()

export const listUsers = action({
  http: 'GET /users',
  right: 'users.see',
  input: z.object({
    ...pageInput,
    search: z.string().max(100).optional(),
    state: z.enum(['invited', 'active', 'inactive']).optional(),
    role: z.uuid().optional(),
  }),
  says: 'The users of this business.',
  async run(ctx, input) {
    const { after, limit, search, ...where } = input
    const found = search ? { search: { text: search, fields: ['name', 'email'] } } : {}
    return page(ctx, User, { where, after, limit, ...found })
  },
})

export const getUser = action({
  http: 'GET /users/:user',
  right: 'users.see',
  input: z.object({ user: z.uuid() }),
  says: 'One user, and whether a second step is set up.',
  async run(ctx, input) {
    const user = await get(ctx, User, input.user)
    const login = await loginOfUser(ctx, user.id)
    const hasSecondFactor =
      login !== undefined && (login.totp !== null || (await passkeysOf(ctx, login.id)).length > 0)
    return { ...user, hasSecondFactor }
  },
})

export const inviteUser = action({
  http: 'POST /users',
  right: 'users.manage',
  stepUp: true,
  input: z.object({
    ...nameAndRole,
    email: emailInput,
    language: z.enum(['nl', 'en']).default('nl'),
    channels: scopeInput.default(null),
    locations: scopeInput.default(null),
  }),
  says: 'Invites somebody by mail; the link in it works once, for seven days.',
  async run(ctx, input): Promise<User> {
    await mayHandOut(ctx, await get(ctx, Role, input.role))
    const [taken] = await all(ctx, User, { email: input.email })
    if (taken) refuseField('email', 'user.email-taken')
    const user = await addUser(ctx, input)
    await sendInvitation(ctx, user)
    return user
  },
})

export const inviteAgain = action({
  http: 'POST /users/:user/invite-again',
  right: 'users.manage',
  input: z.object({ user: z.uuid() }),
  says: 'Sends a fresh invitation; the earlier link stops working.',
  async run(ctx, input): Promise<User> {
    const user = await lock(ctx, User, input.user)
    if (user.state !== 'invited') refuse('user.not-invited')
    await sendInvitation(ctx, user)
    return user
  },
})

/** The event names the link, which holds its secret sealed for the mail; see `linkToMail`. */
async function sendInvitation(ctx: Ctx, user: User) {
  const minutes = inviteDays * 1440
  const { id } = await addLink(ctx, {
    kind: 'invite',
    minutes,
    userId: user.id,
    email: user.email,
    toMail: true,
  })
  ctx.emit('user.invited', user.id, { link: id, email: user.email })
}

/** Nobody hands out, or takes over, more than they hold themselves. */
export async function mayHandOut(ctx: Ctx, role: Pick<Role, 'patterns'>): Promise<void> {
  const { rights, known } = ctx.actor
  if (rights === 'all') return
  if (!known) throw new Error('without the names of all rights a role cannot be measured')
  if (!holdsAll(rights, rightsOf(role.patterns, known))) refuse('role.not-allowed')
}

export const seeInvitation = action({
  http: 'POST /invitations/look',
  right: 'public',
  input: z.object({ token: secretInput }),
  says: 'Who is invited where; the token travels in the body so that it stands in no log of addresses.',
  async run(ctx, input) {
    const link = await openLink(ctx, ['invite'], input.token)
    if (!link?.home || !link.userId) refuse('link.over')
    await ctx.db.enter(link.home)
    const user = await get(ctx, User, link.userId)
    return { name: user.name, email: user.email, language: user.language, business: await tenantName(ctx) }
  },
})

export const acceptInvitation = action({
  http: 'POST /invitations/accept',
  right: 'public',
  input: z.object({
    token: secretInput,
    password: passwordInput,
    name: z.string().trim().min(1).max(120).optional(),
  }),
  says: "Accepts an invitation with a password of one's own, and signs in.",
  async run(ctx, input): Promise<SessionAnswer<SignedIn> | Halfway> {
    const link = await openLink(ctx, ['invite'], input.token)
    if (!link?.home || !link.userId) refuse('link.over')
    await ctx.db.enter(link.home)
    const user = await lock(ctx, User, link.userId)
    // The address in the link is the one the mail went to: an invitation cannot be moved to another address.
    if (user.state !== 'invited' || user.email !== link.email) refuse('link.over')
    const name = input.name ?? user.name
    const fault = passwordFault(input.password, [name, user.email, await tenantName(ctx), 'pakhuis'])
    if (fault) refuseField('password', fault)
    if (!(await addLogin(ctx, user, await hashPassword(input.password)))) refuse('user.email-elsewhere')
    await useLink(ctx, link)
    await changeUser(ctx, user.id, { state: 'active', name })
    ctx.emit('user.joined', user.id, { name, email: user.email })
    return welcome(ctx, (await loginOfUser(ctx, user.id))!, 'invitation')
  },
})

export const changeOtherUser = action({
  http: 'PATCH /users/:user',
  right: 'users.manage',
  stepUp: true,
  input: z.object({
    user: z.uuid(),
    version: z.int(),
    ...changesOf(User, ['name', 'role']),
    language: z.enum(['nl', 'en']).optional(),
    channels: scopeInput.optional(),
    locations: scopeInput.optional(),
  }),
  says: 'Changes a user; after another role or another limit the user signs in again.',
  async run(ctx, input): Promise<User> {
    const { user: id, version, ...changes } = input
    const before = await lock(ctx, User, id)
    await mayHandOut(ctx, await get(ctx, Role, before.role))
    if (changes.role !== undefined && changes.role !== before.role) {
      const role = await find(ctx, Role, changes.role)
      if (!role) refuseField('role', 'record.not-found')
      await mayHandOut(ctx, role)
      await keepAnAdministrator(ctx, before, role)
    }
    const after = await changeUser(ctx, id, changes, version)
    const differing = differences(User, before, after)
    ctx.emit('user.changed', id, { changes: differing })
    if ('role' in differing || 'channels' in differing || 'locations' in differing) {
      await endSessionsOf(ctx, [id], ctx.actor.sessionId)
    }
    return after
  },
})

/** Without somebody who hands out rights the business is locked out of its own settings. */
async function keepAnAdministrator(ctx: Ctx, user: User, next: Role | null) {
  const needed = ['users.manage', 'roles.manage']
  if (user.state !== 'active') return
  const current = await get(ctx, Role, user.role)
  const isOne = rightsOf(current.patterns, needed).size === needed.length
  const staysOne = next !== null && rightsOf(next.patterns, needed).size === needed.length
  if (isOne && !staysOne && (await otherAdministrators(ctx, { user: user.id })) === 0)
    refuse('user.last-administrator')
}

export const deactivateUser = action({
  http: 'POST /users/:user/deactivate',
  right: 'users.manage',
  input: z.object({ user: z.uuid() }),
  says: 'Switches a user off; all sessions and links of the user end at once.',
  async run(ctx, input): Promise<User> {
    const user = await lock(ctx, User, input.user)
    if (user.state === 'inactive') return user
    if (user.id === ctx.actor.id) refuse('user.own-account')
    await mayHandOut(ctx, await get(ctx, Role, user.role))
    await keepAnAdministrator(ctx, user, null)
    await openOrCloseLogin(ctx, user.id, false)
    await endSessionsOf(ctx, [user.id])
    await endLinks(ctx, user.id, null)
    ctx.emit('user.deactivated', user.id, { name: user.name, changes: { state: [user.state, 'inactive'] } })
    return changeUser(ctx, user.id, { state: 'inactive' })
  },
})

export const activateUser = action({
  http: 'POST /users/:user/activate',
  right: 'users.manage',
  stepUp: true,
  input: z.object({ user: z.uuid() }),
  says: 'Switches a user on again; who never accepted the invitation is invited anew.',
  async run(ctx, input): Promise<User> {
    const user = await lock(ctx, User, input.user)
    if (user.state !== 'inactive') return user
    await mayHandOut(ctx, await get(ctx, Role, user.role))
    const hasLogin = (await loginOfUser(ctx, user.id)) !== undefined
    await openOrCloseLogin(ctx, user.id, true)
    ctx.emit('user.activated', user.id, { name: user.name })
    const after = await changeUser(ctx, user.id, { state: hasLogin ? 'active' : 'invited' })
    if (!hasLogin) await sendInvitation(ctx, after)
    return after
  },
})

export const endUserSessions = action({
  http: 'POST /users/:user/end-sessions',
  right: 'users.manage',
  input: z.object({ user: z.uuid() }),
  says: 'Signs a user out everywhere.',
  async run(ctx, input) {
    const user = await get(ctx, User, input.user)
    const ended = await endSessionsOf(ctx, [user.id], user.id === ctx.actor.id ? ctx.actor.sessionId : null)
    ctx.emit('sessions.ended', user.id, { ended })
    return { ended }
  },
})

export const removeSecondFactor = action({
  http: 'POST /users/:user/remove-second-factor',
  right: 'users.manage',
  stepUp: true,
  input: z.object({ user: z.uuid() }),
  says: 'Takes away the second step of somebody who lost the phone; all sessions of that user end.',
  async run(ctx, input) {
    const user = await lock(ctx, User, input.user)
    if (user.id === ctx.actor.id) refuse('user.own-account')
    await mayHandOut(ctx, await get(ctx, Role, user.role))
    const login = await loginOfUser(ctx, user.id)
    if (!login) return {}
    await setTotp(ctx, login.id, null, 0)
    await removePasskeys(ctx, login.id)
    await keepRecoveryCodes(ctx, login.id, [])
    await endSessionsOf(ctx, [user.id])
    ctx.emit('user.second-factor-removed', user.id, { name: user.name })
    return {}
  },
})

export const seeSignInRules = action({
  http: 'GET /sign-in-rules',
  right: 'users.see',
  input: z.object({}),
  says: 'How signing in goes at this business.',
  async run(ctx) {
    const { secondFactorFor, idleMinutes } = (await signInRules(ctx)) ?? {
      secondFactorFor: 'admins',
      idleMinutes: 480,
    }
    return { secondFactorFor, idleMinutes }
  },
})

export const saveSignInRules = action({
  http: 'PATCH /sign-in-rules',
  right: 'users.manage',
  stepUp: true,
  input: z.object(changesOf(SignInRules, ['secondFactorFor', 'idleMinutes'])),
  says: 'Says for whom a second step is required and how long a session may be idle.',
  async run(ctx, input) {
    const before = await signInRules(ctx)
    const after = await keepRules(ctx, before, input)
    const changes = before ? differences(SignInRules, before, after) : input
    ctx.emit('sign-in-rules.changed', after.id, { changes })
    return { secondFactorFor: after.secondFactorFor, idleMinutes: after.idleMinutes }
  },
})
