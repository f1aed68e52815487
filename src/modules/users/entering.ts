/** How a cookie or an API key becomes somebody: asked for at the door, before the tenant is known. */
import { refuse } from '../../base/refusal.ts'
import { dayOf } from '../../base/day.ts'
import type { Ctx } from '../../platform/context.ts'
import { nobodys } from '../../platform/database.ts'
import { CannotOpen } from '../../platform/sealed.ts'
import { find } from '../../platform/rows.ts'
import { isOnList, networkOf } from './network.ts'
import { enteredStatement, keySecretOf, type Entered, type Session } from './reads.ts'
import { ApiKey } from './schema.ts'
import { hashOf } from './secrets.ts'
import { accountSubject, countTry, keepPace, keyUsed, networkSubject, touchSession } from './writes.ts'

/** What every API key begins with, so that a leaked one is recognised by scanners. */
export const keyPrefix = 'pkh_'

/** Asks the database one thing as the owner, outside any transaction. */
export type Look = <T>(statement: string, values: readonly unknown[]) => Promise<T[]>

/** The user of a session's secret, in one statement; null when it is no longer good. */
export async function seeSession(look: Look, secret: string, now: Date): Promise<Entered | null> {
  const [found] = await look<Entered>(enteredStatement, [hashOf(secret)])
  if (!found || !found.isOpen || found.state !== 'active' || isOver(found, now)) return null
  return found
}

/** A session that was not used for a minute is used now. */
export const isToTouch = (session: Session, now: Date): boolean => isOlderThanAMinute(session.usedAt, now)
export const keepUsed = (ctx: Ctx, session: string) => touchSession(ctx, session)

function isOver(session: Session, now: Date): boolean {
  const idleSince = session.usedAt.getTime() + session.idleMinutes * 60_000
  return session.expiresAt <= now || idleSince <= now.getTime()
}

const isOlderThanAMinute = (moment: Date | null, now: Date) =>
  !moment || now.getTime() - moment.getTime() > 60_000

/** The key of a secret, in whose tenant the transaction then goes on; null when it is unknown, over or from elsewhere. */
export async function enterByKey(ctx: Ctx, secret: string): Promise<ApiKey | null> {
  return secret.startsWith(keyPrefix) ? enterByHash(ctx, hashOf(secret)) : null
}

/** What every access token begins with. */
const tokenPrefix = 'pka_'
const tokenPurpose = 'access-token'

export const isAccessToken = (text: string): boolean => text.startsWith(tokenPrefix)

type Token = {
  readonly key: string
  readonly hash: string
  readonly scopes: readonly string[] | null
  readonly endsAt: number
}

/** A token that opens what the secret of a key opens, for some time and perhaps for fewer rights; nothing of it is kept. */
export function sealToken(
  ctx: Ctx,
  given: { key: string; secret: string; scopes: readonly string[] | null; endsAt: Date },
): string {
  if (ctx.tenant !== nobodys) throw new Error('a token is sealed before a tenant is entered')
  const token: Token = {
    key: given.key,
    hash: hashOf(given.secret),
    scopes: given.scopes,
    endsAt: given.endsAt.getTime(),
  }
  return tokenPrefix + ctx.seal(tokenPurpose, JSON.stringify(token))
}

/** The key that a token was given for, with no more rights than both have today; its secret must still be good. */
export async function enterByToken(ctx: Ctx, text: string): Promise<ApiKey | null> {
  const token = openToken(ctx, text)
  if (!token || token.endsAt <= ctx.now.getTime()) return null
  const key = await enterByHash(ctx, token.hash)
  if (!key || key.id !== token.key) return null
  return {
    ...key,
    scopes: key.scopes.filter((scope) => token.scopes === null || token.scopes.includes(scope)),
  }
}

function openToken(ctx: Ctx, text: string): Token | null {
  try {
    return JSON.parse(ctx.unseal(tokenPurpose, text.slice(tokenPrefix.length))) as Token
  } catch (error) {
    if (error instanceof CannotOpen) return null
    throw error
  }
}

async function enterByHash(ctx: Ctx, hash: string): Promise<ApiKey | null> {
  const kept = await keySecretOf(ctx, hash)
  if (!kept) return null
  await ctx.db.enter(kept.home)
  const key = await find(ctx, ApiKey, kept.apiKey)
  if (!key) return null
  const fault = faultOf(key, kept.endsAt, ctx)
  if (fault) {
    await tellOnce(ctx, key, fault)
    return null
  }
  if (!(await keepPace(ctx, key.id))) refuse('api-key.too-many')
  if (isOlderThanAMinute(key.lastUsedAt, ctx.now)) await keyUsed(ctx, key.id)
  // A row per request would drown the log: use is told once a day, and when it begins after a day of rest.
  if (!key.lastUsedAt || dayOf(key.lastUsedAt) !== dayOf(ctx.now)) {
    ctx.emit('api-key.used', key.id, { name: key.name, address: ctx.actor.address ?? null })
  }
  return key
}

function faultOf(
  key: ApiKey,
  endsAt: Date | null,
  ctx: Ctx,
): 'revoked' | 'rotated' | 'expired' | 'address' | null {
  if (key.state === 'revoked') return 'revoked'
  if (endsAt && endsAt <= ctx.now) return 'rotated'
  if (key.expiresDay && key.expiresDay < dayOf(ctx.now)) return 'expired'
  return isOnList(key.addresses, ctx.actor.address ?? null) ? null : 'address'
}

/** A program that goes on with a dead key is told of five times in a quarter of an hour, not at every request. */
async function tellOnce(ctx: Ctx, key: ApiKey, reason: string) {
  if ((await countTry(ctx, [accountSubject('key', key.id)])) > 0) return
  ctx.emit('api-key.refused', key.id, { name: key.name, reason, address: ctx.actor.address ?? null })
}

/** A look at a public link by somebody who has none that we know: the minutes to wait when there were too many. */
export const countOfStranger = (ctx: Ctx, what: string): Promise<number> =>
  countTry(ctx, [networkSubject(what, networkOf(ctx.actor.address ?? ''))])

/** How often one public link may be used in a quarter of an hour: a family reading along, not a program. */
const mostUses = 300

export const countOfLink = (ctx: Ctx, what: string, about: string): Promise<number> =>
  countTry(ctx, [{ key: `${what}:${about}`, most: mostUses }])

/** Writes down that somebody asked for what they may not do. */
export function tellDenied(ctx: Ctx, right: string, asked: string): void {
  ctx.emit('right.denied', ctx.actor.id ?? ctx.newId(), { right, asked })
}
