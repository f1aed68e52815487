/** The first minutes of an installation: a link that works once makes the business and its first user. */
import { z } from 'zod'
import { refuse, refuseField } from '../../../base/refusal.ts'
import { action, SessionAnswer } from '../../../platform/action.ts'
import type { Ctx } from '../../../platform/context.ts'
import { nobodys } from '../../../platform/database.ts'
import { isAnybodyKnown, openLink } from '../reads.ts'
import { linkMinutes, passwordFault } from '../rules.ts'
import { presets } from '../presets.ts'
import { rolePresets, type RolePreset, type User } from '../schema.ts'
import { hashPassword } from '../secrets.ts'
import {
  addLink,
  addLogin,
  addRole,
  addTenant,
  addUser,
  dropFirstRunLinks,
  keepPublicUrl,
  startSession,
  useLink,
} from '../writes.ts'
import { emailInput, passwordInput, secretInput, type SignedIn } from './session.ts'

/** The secret of a fresh first-run link, good for half an hour; null when somebody can sign in already. */
export async function makeFirstRunLink(ctx: Ctx): Promise<string | null> {
  if (await isAnybodyKnown(ctx)) return null
  await dropFirstRunLinks(ctx)
  return (await addLink(ctx, { kind: 'first-run', minutes: linkMinutes })).secret
}

/** Keeps the web address that links in mails begin with and that passkeys belong to. */
export async function setPublicUrl(ctx: Ctx, url: string): Promise<void> {
  await keepPublicUrl(ctx, new URL(url).origin)
}

export const seeFirstRun = action({
  http: 'GET /first-run',
  right: 'public',
  input: z.object({}),
  says: 'Whether this installation still waits for its first user.',
  async run(ctx) {
    return { isWaiting: !(await isAnybodyKnown(ctx)) }
  },
})

export const openBusiness = action({
  http: 'POST /first-run',
  right: 'public',
  input: z.object({
    token: secretInput,
    business: z.string().trim().min(1).max(120),
    name: z.string().trim().min(1).max(120),
    email: emailInput,
    password: passwordInput,
    language: z.enum(['nl', 'en']).default('nl'),
  }),
  says: 'Makes the business and its first user, with the link that the program showed at its first start.',
  async run(ctx, input): Promise<SessionAnswer<SignedIn>> {
    const link = await openLink(ctx, ['first-run'], input.token)
    if (!link || (await isAnybodyKnown(ctx))) refuse('link.over')
    const fault = passwordFault(input.password, [input.name, input.email, input.business, 'pakhuis'])
    if (fault) refuseField('password', fault)
    await useLink(ctx, link)
    const { user, login } = await openTenant(ctx, { ...input, id: ctx.newId() })
    const { secret, expiresAt } = await startSession(ctx, { id: login, userId: user.id }, 480)
    ctx.emit('session.started', user.id, { name: user.name, with: 'first-run' })
    return new SessionAnswer(secret, expiresAt, { state: 'signed-in' })
  },
})

type NewTenant = {
  readonly id: string
  readonly business: string
  readonly name: string
  readonly email: string
  readonly password: string
  readonly language: 'nl' | 'en'
}

/** A tenant with its nine roles and an administrator; the transaction began as nobody's and goes on as the tenant's. */
export async function openTenant(ctx: Ctx, tenant: NewTenant): Promise<{ user: User; login: string }> {
  await addTenant(ctx, tenant.id, tenant.business)
  if (ctx.tenant === nobodys) await ctx.db.enter(tenant.id)
  let administrator = ''
  for (const [preset, { patterns }] of Object.entries(presets)) {
    const name = rolePresets[preset as RolePreset][tenant.language]
    const role = await addRole(ctx, { name, preset, patterns })
    if (preset === 'administrator') administrator = role.id
  }
  const { name, email, language } = tenant
  const user = await addUser(ctx, {
    name,
    email: email.toLowerCase(),
    role: administrator,
    state: 'active',
    language,
  })
  const login = await addLogin(ctx, user, await hashPassword(tenant.password))
  if (!login) refuseField('email', 'user.email-taken')
  ctx.emit('tenant.opened', tenant.id, { business: tenant.business })
  ctx.emit('user.joined', user.id, { name, email: user.email })
  return { user, login }
}
