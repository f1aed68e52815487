/** Changes to users, roles, keys and everything that lets somebody in. */
import type { NewRow, Row } from '../../base/record.ts'
import type { Ctx } from '../../platform/context.ts'
import { change, insert, remove } from '../../platform/rows.ts'
import type { EntryLink, LinkKind, Login, Passkey } from './reads.ts'
import { mostTries, sessionDays, tryMinutes } from './rules.ts'
import { ApiKey, Role, SignInRules, User } from './schema.ts'
import { hashOf, newSecret } from './secrets.ts'

const asked = '$1::uuid is not null'
const after = (now: Date, minutes: number) => new Date(now.getTime() + minutes * 60_000)

export const addUser = (ctx: Ctx, user: NewRow<typeof User>) => insert(ctx, User, user)
export const changeUser = (ctx: Ctx, id: string, changes: Partial<User>, version?: number) =>
  change(ctx, User, id, changes, version)
/** Leaves the version as it is: signing in is no change that somebody's open form should stumble over. */
export async function keepSignIn(ctx: Ctx, id: string): Promise<void> {
  await ctx.db.run('update users set last_sign_in_at = $3 where tenant_id = $1 and id = $2', [id, ctx.now])
}

export const addRole = (ctx: Ctx, role: NewRow<typeof Role>) => insert(ctx, Role, role)
export const changeRole = (ctx: Ctx, id: string, changes: Partial<Role>, version?: number) =>
  change(ctx, Role, id, changes, version)
export const removeRole = (ctx: Ctx, id: string) => remove(ctx, Role, id)
export const addApiKey = (ctx: Ctx, key: NewRow<typeof ApiKey>) => insert(ctx, ApiKey, key)
export const changeApiKey = (ctx: Ctx, id: string, changes: Partial<ApiKey>, version?: number) =>
  change(ctx, ApiKey, id, changes, version)

export async function keepRules(
  ctx: Ctx,
  before: Row<typeof SignInRules> | null,
  rules: Partial<SignInRules>,
): Promise<SignInRules> {
  return before ? change(ctx, SignInRules, before.id, rules) : insert(ctx, SignInRules, rules)
}

export async function addTenant(ctx: Ctx, id: string, name: string): Promise<void> {
  await ctx.db.run(`insert into tenants (id, name, created_at) select $2, $3, $4 where ${asked}`, [
    id,
    name,
    ctx.now,
  ])
}

export async function keepPublicUrl(ctx: Ctx, url: string): Promise<void> {
  await ctx.db.run(
    `insert into installation (name, value) select 'public-url', $2 where ${asked}
     on conflict (name) do update set value = excluded.value`,
    [url],
  )
}

/** The id of the new login; null when another one has the address already. */
export async function addLogin(
  ctx: Ctx,
  user: { id: string; email: string },
  password: string,
): Promise<string | null> {
  const id = ctx.newId()
  const added = await ctx.db.run(
    `insert into logins (id, home, user_id, email, password, created_at) values ($2, $1, $3, $4, $5, $6)
     on conflict (email) do nothing`,
    [id, user.id, user.email, password, ctx.now],
  )
  return added === 1 ? id : null
}

export async function setPassword(ctx: Ctx, login: string, password: string): Promise<void> {
  await ctx.db.run('update logins set password = $3 where home = $1 and id = $2', [login, password])
}

/** False when another login has the address already. */
export async function setEmail(ctx: Ctx, login: string, email: string): Promise<boolean> {
  const changed = await ctx.db.run(
    'update logins set email = $3 where home = $1 and id = $2 and not exists (select 1 from logins where email = $3)',
    [login, email],
  )
  return changed === 1
}

export async function openOrCloseLogin(ctx: Ctx, user: string, isOpen: boolean): Promise<void> {
  await ctx.db.run('update logins set is_open = $3 where home = $1 and user_id = $2', [user, isOpen])
}

export async function setTotp(ctx: Ctx, login: string, sealed: string | null, step: number): Promise<void> {
  await ctx.db.run('update logins set totp = $3, totp_step = $4 where home = $1 and id = $2', [
    login,
    sealed,
    step,
  ])
}

/** Replaces all recovery codes; an empty list takes them away. */
export async function keepRecoveryCodes(ctx: Ctx, login: string, hashes: readonly string[]): Promise<void> {
  await ctx.db.run(`delete from recovery_codes where ${asked} and login = $2`, [login])
  await ctx.db.run(`insert into recovery_codes (login, hash) select $2, unnest($3::text[]) where ${asked}`, [
    login,
    hashes,
  ])
}

/** Whether the code was there; it is gone now. */
export async function useRecoveryCode(ctx: Ctx, login: string, hash: string): Promise<boolean> {
  return (
    (await ctx.db.run(`delete from recovery_codes where ${asked} and login = $2 and hash = $3`, [
      login,
      hash,
    ])) === 1
  )
}

export async function addPasskey(
  ctx: Ctx,
  key: Omit<Passkey, 'id' | 'createdAt' | 'lastUsedAt'>,
): Promise<boolean> {
  const added = await ctx.db.run(
    `insert into passkeys (id, login, name, credential, public_key, counter, transports, created_at)
     select $2, $3, $4, $5, $6, $7, $8, $9 where ${asked} on conflict (credential) do nothing`,
    [ctx.newId(), key.login, key.name, key.credential, key.publicKey, key.counter, key.transports, ctx.now],
  )
  return added === 1
}

export async function passkeyUsed(ctx: Ctx, id: string, counter: number): Promise<void> {
  await ctx.db.run(`update passkeys set counter = $3, last_used_at = $4 where ${asked} and id = $2`, [
    id,
    counter,
    ctx.now,
  ])
}

export async function removePasskeys(ctx: Ctx, login: string, only?: string): Promise<number> {
  return ctx.db.run(`delete from passkeys where ${asked} and login = $2 and ($3::uuid is null or id = $3)`, [
    login,
    only ?? null,
  ])
}

/** A new session in the tenant that was entered; the secret goes into the cookie and nowhere else. */
export async function startSession(
  ctx: Ctx,
  login: Pick<Login, 'id' | 'userId'>,
  idleMinutes: number,
): Promise<{ secret: string; expiresAt: Date }> {
  const secret = newSecret()
  const expiresAt = after(ctx.now, sessionDays * 1440)
  await ctx.db.run(
    `insert into sessions (id, hash, home, user_id, login, started_at, expires_at, idle_minutes, used_at, proved_at, address)
     values ($2, $3, $1, $4, $5, $6, $7, $8, $6, $6, $9)`,
    [
      ctx.newId(),
      hashOf(secret),
      login.userId,
      login.id,
      ctx.now,
      expiresAt,
      idleMinutes,
      ctx.actor.address ?? null,
    ],
  )
  return { secret, expiresAt }
}

/** The same session under a new secret, after the password was given again; the old cookie is dead. */
export async function renewSession(
  ctx: Ctx,
  id: string,
): Promise<{ secret: string; expiresAt: Date } | null> {
  const secret = newSecret()
  const row = await ctx.db.one<{ expiresAt: Date }>(
    'update sessions set hash = $3, proved_at = $4, used_at = $4 where home = $1 and id = $2 returning expires_at',
    [id, hashOf(secret), ctx.now],
  )
  return row ? { secret, expiresAt: row.expiresAt } : null
}

export async function touchSession(ctx: Ctx, id: string): Promise<void> {
  await ctx.db.run('update sessions set used_at = $3 where home = $1 and id = $2 and used_at < $3', [
    id,
    ctx.now,
  ])
}

export async function endSession(ctx: Ctx, id: string, user?: string): Promise<boolean> {
  const ended = await ctx.db.run(
    `delete from sessions where ${asked} and id = $2 and ($3::uuid is null or (home = $1 and user_id = $3))`,
    [id, user ?? null],
  )
  return ended === 1
}

/** Ends all sessions of these users, but not the one that asks for it when it says so. */
export async function endSessionsOf(
  ctx: Ctx,
  users: readonly string[],
  except?: string | null,
): Promise<number> {
  return ctx.db.run(
    'delete from sessions where home = $1 and user_id = any($2::uuid[]) and id is distinct from $3::uuid',
    [users, except ?? null],
  )
}

type NewLink = {
  readonly kind: LinkKind
  readonly minutes: number
  readonly userId?: string | null
  readonly email?: string | null
  /** Keeps the secret itself, sealed, for the mail that carries it. */
  readonly toMail?: boolean
  readonly sealed?: string
  readonly detail?: Readonly<Record<string, unknown>>
}

/** A link that works once, in the tenant that was entered. Earlier unused ones of the same user and kind end. */
export async function addLink(ctx: Ctx, link: NewLink): Promise<{ id: string; secret: string }> {
  const secret = newSecret()
  const id = ctx.newId()
  await endLinks(ctx, link.userId ?? null, [link.kind])
  await ctx.db.run(
    `insert into entry_links (id, hash, kind, home, user_id, email, sealed, detail, ends_at)
     values ($2, $3, $4, $1, $5, $6, $7, $8::jsonb, $9)`,
    [
      id,
      hashOf(secret),
      link.kind,
      link.userId ?? null,
      link.email ?? null,
      link.toMail ? ctx.seal('link', secret) : (link.sealed ?? null),
      JSON.stringify(link.detail ?? {}),
      after(ctx.now, link.minutes),
    ],
  )
  return { id, secret }
}

/** Ends the unused links of a user, of these kinds or of all. */
export async function endLinks(
  ctx: Ctx,
  user: string | null,
  kinds: readonly LinkKind[] | null,
): Promise<void> {
  await ctx.db.run(
    `update entry_links set used_at = $4, sealed = null
     where home = $1 and user_id = $2 and ($3::text[] is null or kind = any($3)) and used_at is null`,
    [user, kinds, ctx.now],
  )
}

export async function useLink(ctx: Ctx, link: EntryLink): Promise<void> {
  await ctx.db.run(`update entry_links set used_at = $3, sealed = null where ${asked} and id = $2`, [
    link.id,
    ctx.now,
  ])
}

export async function changeLink(
  ctx: Ctx,
  link: EntryLink,
  detail: Readonly<Record<string, unknown>>,
): Promise<void> {
  await ctx.db.run(`update entry_links set detail = $3::jsonb where ${asked} and id = $2`, [
    link.id,
    JSON.stringify(detail),
  ])
}

export async function dropFirstRunLinks(ctx: Ctx): Promise<void> {
  await ctx.db.run("delete from entry_links where kind = 'first-run'")
}

type Subject = { readonly key: string; readonly most: number }

export const accountSubject = (what: string, email: string): Subject => ({
  key: `${what}:${email}`,
  most: mostTries.account,
})
export const networkSubject = (what: string, network: string): Subject => ({
  key: `${what}@${network}`,
  most: mostTries.network,
})

/**
 * Counts one try against each subject before it is known how it ends, and answers the minutes to wait when there were
 * too many. The rows stay locked until the transaction ends, so that fifty guesses at once are still counted one by one.
 */
export async function countTry(ctx: Ctx, subjects: readonly Subject[]): Promise<number> {
  let wait = 0
  for (const { key, most } of subjects) {
    const row = await ctx.db.one<{ moments: Date[] }>(
      `insert into failed_tries as f (subject, moments, ends_at) select $2, array[$3::timestamptz], $4 where ${asked}
       on conflict (subject) do update set ends_at = $4, moments =
         case when cardinality(array(select m from unnest(f.moments) m where m > $5)) >= $6
           then array(select m from unnest(f.moments) m where m > $5) || null::timestamptz
           else array(select m from unnest(f.moments) m where m > $5) || $3::timestamptz end
       returning moments`,
      [key, ctx.now, after(ctx.now, tryMinutes), after(ctx.now, -tryMinutes), most],
    )
    const moments = row!.moments
    if (moments.at(-1) !== null) continue
    const first = moments[moments.length - 1 - most]!
    wait = Math.max(wait, Math.ceil((after(first, tryMinutes).getTime() - ctx.now.getTime()) / 60_000), 1)
  }
  return wait
}

/** A try that succeeded counts no more: the account starts afresh, the network gets this one back. */
export async function forgiveTry(ctx: Ctx, account: Subject, network: Subject | null): Promise<void> {
  await ctx.db.run(`delete from failed_tries where ${asked} and subject = $2`, [account.key])
  if (!network) return
  await ctx.db.run(
    `update failed_tries set moments = moments[1:cardinality(moments) - 1] where ${asked} and subject = $2`,
    [network.key],
  )
}

export async function addKeySecret(ctx: Ctx, key: string, hash: string): Promise<void> {
  await ctx.db.run('insert into api_key_secrets (hash, home, api_key) values ($3, $1, $2)', [key, hash])
}

/** The secrets of a key that are good now stop being so at a moment. */
export async function endKeySecrets(ctx: Ctx, key: string, at: Date): Promise<void> {
  await ctx.db.run(
    'update api_key_secrets set ends_at = $3 where home = $1 and api_key = $2 and (ends_at is null or ends_at > $3)',
    [key, at],
  )
}

export async function keyUsed(ctx: Ctx, key: string): Promise<void> {
  await ctx.db.run('update api_keys set last_used_at = $3 where tenant_id = $1 and id = $2', [key, ctx.now])
}

/** Ten a second with forty at once; false when that is exceeded (GCRA, one row per key). */
export async function keepPace(ctx: Ctx, key: string): Promise<boolean> {
  const kept = await ctx.db.run(
    `insert into api_key_pace as p (api_key, due_at) select $2, $3::timestamptz + interval '100 ms' where ${asked}
     on conflict (api_key) do update set due_at = greatest(p.due_at, $3) + interval '100 ms'
       where p.due_at <= $3::timestamptz + interval '3900 ms'`,
    [key, ctx.now],
  )
  return kept === 1
}

/** Throws away what is over: sessions, links, counts. Answers how many rows. */
export async function sweep(ctx: Ctx): Promise<number> {
  const aWeekAgo = after(ctx.now, -7 * 1440)
  const gone = [
    await ctx.db.run(`delete from sessions where ${asked} and expires_at < $2`, [ctx.now]),
    await ctx.db.run(`delete from entry_links where ${asked} and ends_at < $2`, [aWeekAgo]),
    await ctx.db.run(`delete from failed_tries where ${asked} and ends_at < $2`, [ctx.now]),
    await ctx.db.run(`delete from api_key_secrets where ${asked} and ends_at < $2`, [aWeekAgo]),
  ]
  return gone.reduce((sum, count) => sum + count, 0)
}
