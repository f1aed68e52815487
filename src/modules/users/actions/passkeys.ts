/** Passkeys: adding one, signing in with one, and the question and answer that WebAuthn is made of. */
import { isIP } from 'node:net'
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import { z } from 'zod'
import { refuse, refuseAndKeep } from '../../../base/refusal.ts'
import { action, type SessionAnswer } from '../../../platform/action.ts'
import type { Ctx } from '../../../platform/context.ts'
import { get } from '../../../platform/rows.ts'
import {
  lockLogin,
  openLink,
  passkeyOf,
  passkeysOf,
  publicUrl,
  type EntryLink,
  type Passkey,
} from '../reads.ts'
import { ticketMinutes } from '../rules.ts'
import { User } from '../schema.ts'
import { addLink, addPasskey, changeLink, passkeyUsed, removePasskeys, useLink } from '../writes.ts'
import { letIn, mustHaveSecondFactor, ownLogin, secretInput, tellRefused, type SignedIn } from './session.ts'

const bytesInput = z
  .string()
  .max(20_000)
  .regex(/^[A-Za-z0-9_-]*$/)

/** Loaded when the first passkey is used: it is a tenth of all that the program reads at its start. */
const webauthn = () => import('@simplewebauthn/server')

/** What a browser answers to the question; the library checks the inside, we check sizes and signs. */
export const passkeyInput = z.object({
  id: bytesInput.min(1),
  rawId: bytesInput.min(1),
  type: z.literal('public-key'),
  clientExtensionResults: z.record(z.string(), z.unknown()).default({}),
  response: z.object({
    clientDataJSON: bytesInput,
    authenticatorData: bytesInput,
    signature: bytesInput,
    userHandle: bytesInput.optional(),
  }),
})

const newPasskeyInput = passkeyInput.extend({
  response: z.object({
    clientDataJSON: bytesInput,
    attestationObject: bytesInput,
    transports: z.array(z.string().max(20)).max(10).default([]),
  }),
})

/** EdDSA, ES256 and RS256, by their COSE numbers: what phones, keys and Windows make. */
const algorithms = [-8, -7, -257]

/** The site that passkeys belong to: browsers give one only to pages of that address. */
async function siteOf(ctx: Ctx): Promise<{ origin: string; host: string }> {
  const url = (await publicUrl(ctx)) ?? refuse('passkey.not-possible')
  const host = new URL(url).hostname
  // WebAuthn, section 5.1.2: the site must be a domain; a browser refuses the number of a machine.
  if (isIP(host.replace(/[[\]]/g, '')) > 0) refuse('passkey.not-possible')
  return { origin: url, host }
}

/** The question; its challenge is kept with the ticket and works once. */
export async function passkeyQuestion(ctx: Ctx, link: EntryLink, passkeys: readonly Passkey[] | null) {
  const { host } = await siteOf(ctx)
  const question = await (
    await webauthn()
  ).generateAuthenticationOptions({
    rpID: host,
    userVerification: 'required',
    ...(passkeys
      ? { allowCredentials: passkeys.map((key) => ({ id: key.credential, transports: [...key.transports] })) }
      : {}),
  })
  await changeLink(ctx, link, { challenge: question.challenge })
  return { question }
}

/** Whether the answer comes from a passkey of this login, to the question of this ticket. */
export async function isPasskeyOf(
  ctx: Ctx,
  link: EntryLink,
  login: string,
  answer: z.infer<typeof passkeyInput>,
): Promise<boolean> {
  const passkey = await passkeyOf(ctx, answer.id)
  return passkey !== undefined && passkey.login === login && isAnswered(ctx, link, passkey, answer)
}

async function isAnswered(ctx: Ctx, link: EntryLink, passkey: Passkey, answer: z.infer<typeof passkeyInput>) {
  const { challenge } = link.detail
  if (typeof challenge !== 'string') return false
  const { origin, host } = await siteOf(ctx)
  const found = await (
    await webauthn()
  )
    .verifyAuthenticationResponse({
      response: answer as AuthenticationResponseJSON,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: host,
      requireUserVerification: true,
      credential: {
        id: passkey.credential,
        publicKey: new Uint8Array(Buffer.from(passkey.publicKey, 'base64url')),
        counter: passkey.counter,
      },
    })
    .catch(() => ({ verified: false, authenticationInfo: null }))
  if (!found.verified || !found.authenticationInfo) return false
  await passkeyUsed(ctx, passkey.id, found.authenticationInfo.newCounter)
  return true
}

export const askToSignInByPasskey = action({
  http: 'POST /session/passkey/question',
  right: 'public',
  input: z.object({}),
  says: 'The question for signing in with a passkey, without a password.',
  async run(ctx) {
    const { secret } = await addLink(ctx, { kind: 'passkey-sign-in', minutes: ticketMinutes })
    const link = (await openLink(ctx, ['passkey-sign-in'], secret))!
    return { ticket: secret, ...(await passkeyQuestion(ctx, link, null)) }
  },
})

export const signInByPasskey = action({
  http: 'POST /session/passkey',
  right: 'public',
  input: z.object({ ticket: secretInput, passkey: passkeyInput }),
  says: 'Signs in with a passkey; it holds both steps, for the device asks for a finger, face or code itself.',
  async run(ctx, input): Promise<SessionAnswer<SignedIn>> {
    const link = (await openLink(ctx, ['passkey-sign-in'], input.ticket)) ?? refuse('session.ticket-over')
    await useLink(ctx, link)
    const passkey = await passkeyOf(ctx, input.passkey.id)
    if (passkey) await ctx.db.enter(passkey.home)
    const login = passkey && (await lockLogin(ctx, passkey.login))
    if (!passkey || !login?.isOpen || !(await isAnswered(ctx, link, passkey, input.passkey))) {
      if (login) tellRefused(ctx, login, login.email, 'passkey')
      refuseAndKeep('session.wrong-passkey')
    }
    return letIn(ctx, login, 'passkey')
  },
})

export const listPasskeys = action({
  http: 'GET /session/passkeys',
  right: 'signed-in',
  input: z.object({}),
  says: "One's own passkeys.",
  async run(ctx) {
    const login = await ownLogin(ctx)
    const rows = await passkeysOf(ctx, login.id)
    return { rows: rows.map(({ id, name, createdAt, lastUsedAt }) => ({ id, name, createdAt, lastUsedAt })) }
  },
})

export const askForNewPasskey = action({
  http: 'POST /session/passkeys/question',
  right: 'signed-in',
  stepUp: true,
  input: z.object({}),
  says: 'The question for making a passkey.',
  async run(ctx) {
    const login = await ownLogin(ctx)
    const user = await get(ctx, User, login.userId)
    const { host } = await siteOf(ctx)
    const known = await passkeysOf(ctx, login.id)
    const question = await (
      await webauthn()
    ).generateRegistrationOptions({
      rpName: 'Pakhuis',
      rpID: host,
      userName: login.email,
      userDisplayName: user.name,
      userID: new TextEncoder().encode(login.id),
      excludeCredentials: known.map((key) => ({ id: key.credential, transports: [...key.transports] })),
      supportedAlgorithmIDs: algorithms,
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    })
    const detail = { challenge: question.challenge }
    const { secret } = await addLink(ctx, {
      kind: 'passkey-add',
      minutes: ticketMinutes,
      userId: login.userId,
      detail,
    })
    return { ticket: secret, question }
  },
})

export const addOwnPasskey = action({
  http: 'POST /session/passkeys',
  right: 'signed-in',
  stepUp: true,
  input: z.object({ ticket: secretInput, name: z.string().trim().min(1).max(80), passkey: newPasskeyInput }),
  says: 'Keeps a passkey that the browser made.',
  async run(ctx, input) {
    const login = await ownLogin(ctx)
    const link = await openLink(ctx, ['passkey-add'], input.ticket)
    if (!link || link.userId !== login.userId || link.home !== login.home) refuse('session.ticket-over')
    await useLink(ctx, link)
    const { origin, host } = await siteOf(ctx)
    const found = await (
      await webauthn()
    )
      .verifyRegistrationResponse({
        response: input.passkey as RegistrationResponseJSON,
        expectedChallenge: String(link.detail.challenge),
        expectedOrigin: origin,
        expectedRPID: host,
        supportedAlgorithmIDs: algorithms,
      })
      .catch(() => null)
    if (!found?.verified) refuse('session.wrong-passkey')
    const { credential } = found.registrationInfo
    const isNew = await addPasskey(ctx, {
      login: login.id,
      name: input.name,
      credential: credential.id,
      publicKey: Buffer.from(credential.publicKey).toString('base64url'),
      counter: credential.counter,
      transports: input.passkey.response.transports,
    })
    if (!isNew) refuse('session.wrong-passkey')
    ctx.emit('user.second-factor-set', login.userId, { with: 'passkey', name: input.name })
    return {}
  },
})

export const removeOwnPasskey = action({
  http: 'DELETE /session/passkeys/:passkey',
  right: 'signed-in',
  stepUp: true,
  input: z.object({ passkey: z.uuid() }),
  says: 'Takes a passkey away; not the only second step when one is required.',
  async run(ctx, input) {
    const login = await ownLogin(ctx)
    const others = (await passkeysOf(ctx, login.id)).filter((key) => key.id !== input.passkey)
    const isLast = others.length === 0 && !login.totp
    if (isLast && (await mustHaveSecondFactor(ctx, login.userId))) refuse('second-factor.needed')
    if ((await removePasskeys(ctx, login.id, input.passkey)) === 0)
      refuse('record.not-found', { what: 'passkeys' })
    ctx.emit('user.second-factor-removed', login.userId, { with: 'passkey' })
    return {}
  },
})
