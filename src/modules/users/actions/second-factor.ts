/** The second step: a code of an app, a recovery code or a passkey; setting it up, and giving proof again. */
import { generateSecret, generateURI, verify } from 'otplib'
import { z } from 'zod'
import { refuse } from '../../../base/refusal.ts'
import { action, SessionAnswer } from '../../../platform/action.ts'
import type { Ctx } from '../../../platform/context.ts'
import { get } from '../../../platform/rows.ts'
import { barcode } from '../../../platform/pdf/barcode.ts'
import {
  lockLogin,
  loginOfUser,
  openLink,
  passkeysOf,
  tenantName,
  type EntryLink,
  type Login,
} from '../reads.ts'
import { ticketMinutes } from '../rules.ts'
import { User } from '../schema.ts'
import { hashOfCode, isPassword, newRecoveryCode } from '../secrets.ts'
import {
  addLink,
  endSessionsOf,
  keepRecoveryCodes,
  renewSession,
  setTotp,
  useLink,
  useRecoveryCode,
} from '../writes.ts'
import { isPasskeyOf, passkeyInput, passkeyQuestion } from './passkeys.ts'
import {
  guarded,
  letIn,
  mustHaveSecondFactor,
  ownLogin,
  passwordInput,
  personOf,
  secretInput,
  tellRefused,
  type SignedIn,
} from './session.ts'

const codeInput = z
  .string()
  .max(40)
  .transform((text) => text.replace(/\s/g, ''))

type Given = {
  code?: string | undefined
  recoveryCode?: string | undefined
  passkey?: z.infer<typeof passkeyInput> | undefined
}

export const askForPasskey = action({
  http: 'POST /session/second-factor/passkey',
  right: 'public',
  input: z.object({ ticket: secretInput }),
  says: 'The question for a passkey as second step.',
  async run(ctx, input) {
    const { link, login } = await halfway(ctx, 'second-factor', input.ticket)
    return passkeyQuestion(ctx, link, await passkeysOf(ctx, login.id))
  },
})

export const giveSecondFactor = action({
  http: 'POST /session/second-factor',
  right: 'public',
  input: z.object({
    ticket: secretInput,
    code: codeInput.optional(),
    recoveryCode: z.string().max(40).optional(),
    passkey: passkeyInput.optional(),
  }),
  says: 'The second step of signing in: one of code, recovery code and passkey.',
  async run(ctx, input): Promise<SessionAnswer<SignedIn>> {
    const { link, login } = await halfway(ctx, 'second-factor', input.ticket)
    await guarded(ctx, 'second-factor', login.id, async () => {
      const isRight = await isSecondFactor(ctx, link, login, input)
      if (!isRight) tellRefused(ctx, login, login.email, 'second-factor')
      return isRight ? null : 'session.wrong-code'
    })
    await useLink(ctx, link)
    return letIn(ctx, login, input.passkey ? 'passkey' : input.code ? 'code' : 'recovery-code')
  },
})

/** The ticket and whose it is; the login stays locked so that one code lets in once. */
async function halfway(ctx: Ctx, kind: 'second-factor' | 'second-factor-setup', ticket: string) {
  const link = await openLink(ctx, [kind], ticket)
  if (!link?.home || !link.userId) refuse('session.ticket-over')
  await ctx.db.enter(link.home)
  const found = await loginOfUser(ctx, link.userId)
  const login = found && (await lockLogin(ctx, found.id))
  if (!login?.isOpen) refuse('session.ticket-over')
  return { link, login }
}

async function isSecondFactor(ctx: Ctx, link: EntryLink, login: Login, given: Given): Promise<boolean> {
  if (given.passkey) return isPasskeyOf(ctx, link, login.id, given.passkey)
  if (given.recoveryCode) {
    const isRight = await useRecoveryCode(ctx, login.id, hashOfCode(login.id, given.recoveryCode))
    if (isRight) ctx.emit('user.recovery-code-used', login.userId)
    return isRight
  }
  if (!given.code || !login.totp) return false
  const step = await stepOf(ctx, ctx.unseal('totp', login.totp), given.code, login.totpStep)
  if (step === null) return false
  await setTotp(ctx, login.id, login.totp, step)
  return true
}

/** The half minute a code belongs to, one early or late allowed; null when it is wrong or was used (RFC 6238, 5.2). */
async function stepOf(ctx: Ctx, secret: string, code: string, after: number): Promise<number | null> {
  if (!/^\d{6}$/.test(code)) return null
  const epoch = Math.floor(ctx.now.getTime() / 1000)
  const result = await verify({ secret, token: code, epoch, epochTolerance: 30 })
  return result.valid && 'timeStep' in result && result.timeStep > after ? result.timeStep : null
}

export const startRequiredSetup = action({
  http: 'POST /session/second-factor/setup',
  right: 'public',
  input: z.object({ ticket: secretInput }),
  says: 'The secret for an app, for who must have a second step before coming in.',
  async run(ctx, input) {
    const { login } = await halfway(ctx, 'second-factor-setup', input.ticket)
    return offerTotp(ctx, login)
  },
})

/** A fresh secret for an app, kept sealed beside its ticket until a first code proves that the app has it. */
async function offerTotp(ctx: Ctx, login: Login) {
  const secret = generateSecret()
  const kept = {
    kind: 'totp' as const,
    minutes: ticketMinutes,
    userId: login.userId,
    sealed: ctx.seal('totp', secret),
  }
  const link = await addLink(ctx, kept)
  const issuer = `Pakhuis ${await tenantName(ctx)}`
  const uri = generateURI({ issuer, label: login.email, secret })
  const picture = `data:image/svg+xml;base64,${Buffer.from(barcode('qrcode', uri)).toString('base64')}`
  return { setup: link.secret, secret, uri, picture }
}

export const finishRequiredSetup = action({
  http: 'POST /session/second-factor/setup/confirm',
  right: 'public',
  input: z.object({ ticket: secretInput, setup: secretInput, code: codeInput }),
  says: 'Confirms the app with its first code, answers the recovery codes and signs in.',
  async run(ctx, input): Promise<SessionAnswer<SignedIn & { recoveryCodes: string[] }>> {
    const { link, login } = await halfway(ctx, 'second-factor-setup', input.ticket)
    const recoveryCodes = await confirmTotp(ctx, login, input.setup, input.code)
    await useLink(ctx, link)
    return letIn(ctx, login, 'code', { recoveryCodes })
  },
})

async function confirmTotp(ctx: Ctx, login: Login, setup: string, code: string): Promise<string[]> {
  const link = await openLink(ctx, ['totp'], setup)
  if (!link?.sealed || link.userId !== login.userId || link.home !== login.home)
    refuse('second-factor.not-started')
  const { sealed } = link
  let step = 0
  await guarded(ctx, 'second-factor', login.id, async () => {
    step = (await stepOf(ctx, ctx.unseal('totp', sealed), code, 0)) ?? 0
    return step > 0 ? null : 'session.wrong-code'
  })
  await useLink(ctx, link)
  await setTotp(ctx, login.id, sealed, step)
  ctx.emit('user.second-factor-set', login.userId, { with: 'code' })
  return makeRecoveryCodes(ctx, login)
}

async function makeRecoveryCodes(ctx: Ctx, login: Login): Promise<string[]> {
  const codes = Array.from({ length: 10 }, newRecoveryCode)
  await keepRecoveryCodes(
    ctx,
    login.id,
    codes.map((code) => hashOfCode(login.id, code)),
  )
  return codes
}

export const startSetup = action({
  http: 'POST /session/totp',
  right: 'signed-in',
  stepUp: true,
  shownOnce: true,
  input: z.object({}),
  says: 'The secret for an app, for who is signed in.',
  async run(ctx) {
    return offerTotp(ctx, await ownLogin(ctx))
  },
})

export const finishSetup = action({
  http: 'POST /session/totp/confirm',
  right: 'signed-in',
  stepUp: true,
  shownOnce: true,
  input: z.object({ setup: secretInput, code: codeInput }),
  says: 'Confirms the app with its first code; the recovery codes are shown once, all other sessions end.',
  async run(ctx, input) {
    const login = await ownLogin(ctx)
    const recoveryCodes = await confirmTotp(ctx, login, input.setup, input.code)
    await endSessionsOf(ctx, [login.userId], ctx.actor.sessionId)
    return { recoveryCodes }
  },
})

export const removeTotp = action({
  http: 'DELETE /session/totp',
  right: 'signed-in',
  stepUp: true,
  input: z.object({}),
  says: 'Takes the app away; not when it is the only second step and one is required.',
  async run(ctx) {
    const login = await ownLogin(ctx)
    const hasOther = (await passkeysOf(ctx, login.id)).length > 0
    if (!hasOther && (await mustHaveSecondFactor(ctx, login.userId))) refuse('second-factor.needed')
    await setTotp(ctx, login.id, null, 0)
    if (!hasOther) await keepRecoveryCodes(ctx, login.id, [])
    ctx.emit('user.second-factor-removed', login.userId, { with: 'code' })
    return {}
  },
})

export const renewRecoveryCodes = action({
  http: 'POST /session/recovery-codes',
  right: 'signed-in',
  stepUp: true,
  shownOnce: true,
  input: z.object({}),
  says: 'Ten new recovery codes; the earlier ones stop working.',
  async run(ctx) {
    const login = await ownLogin(ctx)
    if (!login.totp && (await passkeysOf(ctx, login.id)).length === 0) refuse('second-factor.not-started')
    ctx.emit('user.second-factor-set', login.userId, { with: 'recovery-codes' })
    return { recoveryCodes: await makeRecoveryCodes(ctx, login) }
  },
})

export const askForProofByPasskey = action({
  http: 'POST /session/proof/passkey',
  right: 'signed-in',
  input: z.object({}),
  says: 'The question for a passkey as proof.',
  async run(ctx) {
    const login = await ownLogin(ctx)
    const { secret } = await addLink(ctx, {
      kind: 'passkey-proof',
      minutes: ticketMinutes,
      userId: login.userId,
    })
    const link = (await openLink(ctx, ['passkey-proof'], secret))!
    return { ticket: secret, ...(await passkeyQuestion(ctx, link, await passkeysOf(ctx, login.id))) }
  },
})

export const giveProof = action({
  http: 'POST /session/proof',
  right: 'signed-in',
  shownOnce: true,
  input: z.union([
    z.object({ password: passwordInput }),
    z.object({ ticket: secretInput, passkey: passkeyInput }),
  ]),
  says: 'The password or passkey once more: opens what asks for it during ten minutes, under a new session secret.',
  async run(ctx, input): Promise<SessionAnswer<{ provedAt: Date }>> {
    const { user: id, session } = personOf(ctx)
    const login = await ownLogin(ctx)
    await guarded(ctx, 'sign-in', login.email, async () => {
      const isRight =
        'password' in input
          ? await isPassword(input.password, login.password)
          : await isProvedBy(ctx, login, input)
      if (!isRight) tellRefused(ctx, login, login.email, 'proof')
      return isRight ? null : 'password' in input ? 'session.wrong-own' : 'session.wrong-passkey'
    })
    const user = await get(ctx, User, id)
    ctx.emit('session.proved', id, { name: user.name })
    const renewed = (await renewSession(ctx, session)) ?? refuse('session.missing')
    return new SessionAnswer(renewed.secret, renewed.expiresAt, { provedAt: ctx.now })
  },
})

async function isProvedBy(
  ctx: Ctx,
  login: Login,
  input: { ticket: string; passkey: z.infer<typeof passkeyInput> },
) {
  const link = await openLink(ctx, ['passkey-proof'], input.ticket)
  if (!link || link.userId !== login.userId || link.home !== login.home) return false
  const isRight = await isPasskeyOf(ctx, link, login.id, input.passkey)
  if (isRight) await useLink(ctx, link)
  return isRight
}
