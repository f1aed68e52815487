/** Signing in and out, and who one is. */
import { z } from 'zod'
import { refuse, refuseAndKeep, refuseField } from '../../../base/refusal.ts'
import { changesOf } from '../../../base/check.ts'
import { action, SessionAnswer } from '../../../platform/action.ts'
import type { Ctx } from '../../../platform/context.ts'
import { nobodys } from '../../../platform/database.ts'
import { hasMailServer } from '../../../platform/mail/smtp.ts'
import { differences, get } from '../../../platform/rows.ts'
import { activeApps } from '../../settings/reads.ts'
import { networkOf } from '../network.ts'
import {
  lockLogin,
  loginOf,
  loginOfUser,
  passkeysOf,
  sessionsOf,
  signInRules,
  tenantName,
  patternsOf,
  type Login,
} from '../reads.ts'
import { isAdministrator, passwordFault, rightsOf, roleName, ticketMinutes } from '../rules.ts'
import { Role, User } from '../schema.ts'
import { hashPassword, isOutdated, isPassword } from '../secrets.ts'
import {
  accountSubject,
  addLink,
  changeUser,
  countTry,
  endSession,
  endSessionsOf,
  forgiveTry,
  keepSignIn,
  networkSubject,
  renewSession,
  setPassword,
  startSession,
} from '../writes.ts'

export const emailInput = z
  .string()
  .trim()
  .max(254)
  .transform((text) => text.toLowerCase())
  .pipe(z.email())
/** Any signs, spaces at the ends included; the length that counts is checked in rules.ts. */
export const passwordInput = z.string().min(1).max(1000)
export const secretInput = z.string().min(20).max(200)

export type SignedIn = { readonly state: 'signed-in' }
/** The password was right; the ticket is good for ten minutes at the addresses of the second factor and nowhere else. */
export type Halfway = {
  readonly state: 'second-factor' | 'second-factor-setup'
  readonly ticket: string
  readonly ways: readonly ('code' | 'passkey')[]
}

export const signIn = action({
  http: 'POST /session',
  right: 'public',
  input: z.object({ email: emailInput, password: passwordInput }),
  says: 'Signs in with e-mail address and password; a second factor may be asked for after it.',
  async run(ctx, input): Promise<SessionAnswer<SignedIn> | Halfway> {
    const { login, onlyTenant } = await loginOf(ctx, input.email)
    await ctx.db.enter(login?.home ?? onlyTenant ?? nobodys)
    await guarded(ctx, 'sign-in', input.email, async () => {
      const isRight = await isPassword(input.password, login?.isOpen ? login.password : null)
      if (!isRight) tellRefused(ctx, login, input.email, 'password')
      return isRight ? null : 'session.wrong'
    })
    // A wrong password never comes this far; an unknown address has no right password.
    if (login!.password && isOutdated(login!.password)) {
      await setPassword(ctx, login!.id, await hashPassword(input.password))
    }
    return welcome(ctx, login!, 'password')
  },
})

/**
 * Does something that may be guessed at, at most five times a quarter of an hour per account and twenty per network.
 * `attempt` answers the refusal of a wrong guess, which is counted and kept, or null.
 */
export async function guarded(
  ctx: Ctx,
  what: string,
  account: string,
  attempt: () => Promise<`session.${string}` | null>,
): Promise<void> {
  const subject = accountSubject(what, account)
  const network = ctx.actor.address ? networkSubject(what, networkOf(ctx.actor.address)) : null
  const minutes = await countTry(ctx, network ? [subject, network] : [subject])
  if (minutes > 0) refuse('sign-in.too-many', { minutes })
  const refusal = await attempt()
  if (refusal) refuseAndKeep(refusal)
  await forgiveTry(ctx, subject, network)
}

export function tellRefused(ctx: Ctx, login: Login | null, email: string, what: string): void {
  ctx.emit('session.refused', login?.userId ?? ctx.newId(), { email, what })
}

/** After the password: a session, or the ticket to the second factor. */
export async function welcome(
  ctx: Ctx,
  login: Login,
  how: 'password' | 'invitation',
): Promise<SessionAnswer<SignedIn> | Halfway> {
  const hasPasskey = (await passkeysOf(ctx, login.id)).length > 0
  if (login.totp || hasPasskey) {
    const { secret } = await addLink(ctx, {
      kind: 'second-factor',
      minutes: ticketMinutes,
      userId: login.userId,
    })
    const ways = [...(login.totp ? (['code'] as const) : []), ...(hasPasskey ? (['passkey'] as const) : [])]
    return { state: 'second-factor', ticket: secret, ways }
  }
  if (await mustHaveSecondFactor(ctx, login.userId)) {
    const { secret } = await addLink(ctx, {
      kind: 'second-factor-setup',
      minutes: ticketMinutes,
      userId: login.userId,
    })
    return { state: 'second-factor-setup', ticket: secret, ways: ['code', 'passkey'] }
  }
  return letIn(ctx, login, how)
}

export async function mustHaveSecondFactor(ctx: Ctx, user: string): Promise<boolean> {
  const rules = await signInRules(ctx)
  const whom = rules?.secondFactorFor ?? 'admins'
  if (whom !== 'admins') return whom === 'everybody'
  const patterns = await patternsOf(ctx, user)
  return isAdministrator(rightsOf(patterns, ['users.manage', 'roles.manage', 'api-keys.manage']))
}

/** A session of its own for each sign-in; the one that this browser still had ends. */
export async function letIn<B extends object = SignedIn>(
  ctx: Ctx,
  login: Login,
  how: string,
  body?: B,
): Promise<SessionAnswer<B & SignedIn>> {
  const user = await get(ctx, User, login.userId)
  if (user.state !== 'active') refuse('session.wrong')
  if (ctx.actor.sessionId) await endSession(ctx, ctx.actor.sessionId)
  const rules = await signInRules(ctx)
  const { secret, expiresAt } = await startSession(ctx, login, rules?.idleMinutes ?? 480)
  await keepSignIn(ctx, user.id)
  ctx.emit('session.started', user.id, { name: user.name, with: how })
  return new SessionAnswer(secret, expiresAt, { ...(body as B), state: 'signed-in' })
}

export const signOut = action({
  http: 'DELETE /session',
  right: 'signed-in',
  input: z.object({}),
  says: 'Ends this session.',
  async run(ctx) {
    const { session, user } = personOf(ctx)
    await endSession(ctx, session, user)
    ctx.emit('session.ended', user)
    return new SessionAnswer(null, null, {})
  },
})

/** The signed-in user; a program with a key has no session and no password. */
export function personOf(ctx: Ctx): { user: string; session: string } {
  const { kind, id, sessionId } = ctx.actor
  if (kind !== 'user' || !id || !sessionId) refuse('user.only-people')
  return { user: id, session: sessionId }
}

/** The login of who is signed in, locked: its factors are changed by one request at a time. */
export async function ownLogin(ctx: Ctx): Promise<Login> {
  const { user } = personOf(ctx)
  const login = await loginOfUser(ctx, user)
  return (login && (await lockLogin(ctx, login.id))) ?? refuse('session.missing')
}

export const whoAmI = action({
  http: 'GET /session',
  right: 'signed-in',
  input: z.object({}),
  says: 'Who is signed in, with the rights held, the apps in use, and whether mails can leave.',
  async run(ctx) {
    const { actor } = ctx
    const rights = actor.rights === 'all' ? 'all' : [...actor.rights].sort()
    const tenant = { id: ctx.tenant, name: await tenantName(ctx) }
    const limits = { channels: actor.channels ?? null, locations: actor.locations ?? null }
    const apps = await activeApps(ctx)
    const house = { tenant, apps, hasMail: hasMailServer() }
    if (actor.kind !== 'user') return { kind: actor.kind, ...house, rights, ...limits, user: null }
    const { user: id } = personOf(ctx)
    const user = await get(ctx, User, id)
    const role = await get(ctx, Role, user.role)
    const login = await loginOfUser(ctx, id)
    const isSet = login !== undefined && (login.totp !== null || (await passkeysOf(ctx, login.id)).length > 0)
    return {
      kind: actor.kind,
      ...house,
      rights,
      ...limits,
      user: {
        id,
        version: user.version,
        name: user.name,
        email: user.email,
        role: roleName(role, user.language === 'en' ? 'en' : 'nl'),
        language: user.language,
        theme: user.theme,
      },
      provedAt: actor.provedAt ?? null,
      secondFactor: { isSet, isRequired: await mustHaveSecondFactor(ctx, id) },
    }
  },
})

export const changeOwnProfile = action({
  http: 'PATCH /session',
  right: 'signed-in',
  input: z.object({ ...changesOf(User, ['name', 'theme']), language: z.enum(['nl', 'en']).optional() }),
  says: "Changes one's own name, language or appearance.",
  async run(ctx, input) {
    const { user: id } = personOf(ctx)
    const before = await get(ctx, User, id)
    const after = await changeUser(ctx, id, input)
    ctx.emit('user.changed', id, { changes: differences(User, before, after) })
    return { id, version: after.version, name: after.name, language: after.language, theme: after.theme }
  },
})

export const changeOwnPassword = action({
  http: 'POST /session/password',
  right: 'signed-in',
  shownOnce: true,
  input: z.object({ current: passwordInput, next: passwordInput }),
  says: 'Gives oneself another password; all other sessions end.',
  async run(ctx, input): Promise<SessionAnswer<SignedIn>> {
    const { user: id, session } = personOf(ctx)
    const login = (await loginOfUser(ctx, id))!
    await guarded(ctx, 'sign-in', login.email, async () => {
      const isRight = await isPassword(input.current, login.password)
      if (!isRight) tellRefused(ctx, login, login.email, 'password')
      return isRight ? null : 'session.wrong-own'
    })
    await keepNewPassword(ctx, login, input.next, 'next')
    await endSessionsOf(ctx, [id], session)
    const { secret, expiresAt } = (await renewSession(ctx, session))!
    return new SessionAnswer(secret, expiresAt, { state: 'signed-in' })
  },
})

/** Checks and keeps a password; `field` is where a refusal points to. */
export async function keepNewPassword(
  ctx: Ctx,
  login: Login,
  password: string,
  field: string,
): Promise<void> {
  const user = await get(ctx, User, login.userId)
  const fault = passwordFault(password, [user.name, user.email, await tenantName(ctx), 'pakhuis'])
  if (fault) refuseField(field, fault)
  await setPassword(ctx, login.id, await hashPassword(password))
  ctx.emit('user.password-changed', user.id)
}

export const seeOwnSessions = action({
  http: 'GET /sessions',
  right: 'signed-in',
  input: z.object({}),
  says: 'The places where one is signed in.',
  async run(ctx) {
    const { user, session } = personOf(ctx)
    const rows = await sessionsOf(ctx, user)
    return {
      rows: rows.map(({ id, startedAt, usedAt, expiresAt, address }) => ({
        id,
        startedAt,
        usedAt,
        expiresAt,
        address,
        isThisOne: id === session,
      })),
    }
  },
})

export const endOwnSession = action({
  http: 'DELETE /sessions/:session',
  right: 'signed-in',
  input: z.object({ session: z.uuid() }),
  says: 'Signs out somewhere else.',
  async run(ctx, input) {
    const { user } = personOf(ctx)
    if (!(await endSession(ctx, input.session, user))) refuse('record.not-found', { what: 'sessions' })
    ctx.emit('session.ended', user)
    return {}
  },
})

export const endOtherSessions = action({
  http: 'POST /sessions/end-others',
  right: 'signed-in',
  input: z.object({}),
  says: 'Signs out everywhere but here.',
  async run(ctx) {
    const { user, session } = personOf(ctx)
    const ended = await endSessionsOf(ctx, [user], session)
    ctx.emit('sessions.ended', user, { ended })
    return { ended }
  },
})
