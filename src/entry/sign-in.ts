/** Who stands at the door: the user of a session's cookie, or the program of an API key or access token. */
import type { Lang } from '../base/words.ts'
import {
  enterByKey,
  enterByToken,
  isAccessToken,
  isToTouch,
  keepUsed,
  seeSession,
} from '../modules/users/entering.ts'
import { isScopeFor, rightsOf } from '../modules/users/rules.ts'
import type { Actor } from '../platform/context.ts'
import { nobodys } from '../platform/database.ts'
import type { Machine } from '../platform/machine.ts'

export type Asked = {
  readonly cookie: string | null
  readonly bearer: string | null
  readonly address: string
}

type Entrant = {
  readonly tenant: string
  readonly actor: Actor
  /** The one that a user chose; a program says with each request which it reads. */
  readonly lang?: Lang
}

/**
 * Null when the cookie or key opens nothing. A session exists only after the second factor, so whoever comes back from
 * here may go anywhere that the rights allow. `allRights` are the names that patterns of roles and scopes stand for.
 */
export async function authenticate(
  machine: Machine,
  asked: Asked,
  allRights: ReadonlySet<string>,
): Promise<Entrant | null> {
  const { cookie, bearer, address } = asked
  if (!cookie && !bearer) return null
  return bearer ? byKey(machine, bearer, address, allRights) : bySession(machine, cookie!, address, allRights)
}

async function byKey(
  machine: Machine,
  bearer: string,
  address: string,
  allRights: ReadonlySet<string>,
): Promise<Entrant | null> {
  const stranger: Actor = { kind: 'nobody', id: null, name: '', rights: new Set(), address }
  return machine.act({ tenant: nobodys, actor: stranger }, async (ctx): Promise<Entrant | null> => {
    const key = await (isAccessToken(bearer) ? enterByToken(ctx, bearer) : enterByKey(ctx, bearer))
    if (!key) return null
    const rights = new Set(
      [...rightsHeld(key.scopes, allRights)].filter((right) => isScopeFor(key.kind, right)),
    )
    const { id, name, channels, locations } = key
    const actor: Actor = { kind: 'key', id, name, rights, known: allRights, channels, locations, address }
    return { tenant: ctx.tenant, actor }
  })
}

async function bySession(
  machine: Machine,
  cookie: string,
  address: string,
  allRights: ReadonlySet<string>,
): Promise<Entrant | null> {
  const now = machine.now()
  const found = await seeSession(machine.database.look, cookie, now)
  if (!found) return null
  const actor: Actor = {
    kind: 'user',
    id: found.userId,
    name: found.name,
    rights: rightsHeld(found.patterns, allRights),
    known: allRights,
    channels: found.channels,
    locations: found.locations,
    provedAt: found.provedAt,
    sessionId: found.id,
    address,
  }
  if (isToTouch(found, now))
    await machine.act({ tenant: found.home, actor }, (ctx) => keepUsed(ctx, found.id))
  return { tenant: found.home, actor, lang: found.language === 'en' ? 'en' : 'nl' }
}

const resolved = new WeakMap<ReadonlySet<string>, Map<string, ReadonlySet<string>>>()

/** Patterns worked out once per set of patterns, for this is asked at every request. */
function rightsHeld(patterns: readonly string[], allRights: ReadonlySet<string>): ReadonlySet<string> {
  let byPatterns = resolved.get(allRights)
  if (!byPatterns) resolved.set(allRights, (byPatterns = new Map()))
  const key = patterns.join(' ')
  let rights = byPatterns.get(key)
  if (!rights) {
    if (byPatterns.size > 1000) byPatterns.clear()
    byPatterns.set(key, (rights = rightsOf(patterns, allRights)))
  }
  return rights
}
