/** Looking up who may come in, before and after it is known who asks. */
import type { Row } from '../../base/record.ts'
import type { Ctx } from '../../platform/context.ts'
import { all, get } from '../../platform/rows.ts'
import { rightsOf } from './rules.ts'
import { Role, SignInRules, User } from './schema.ts'
import { hashOf } from './secrets.ts'

/** Tables without a tenant are read before it is known who asks; every statement names the asker all the same. */
const asked = '$1::uuid is not null'

export type Login = {
  readonly id: string
  readonly home: string
  readonly userId: string
  readonly email: string
  readonly password: string | null
  readonly totp: string | null
  readonly totpStep: number
  readonly isOpen: boolean
}

const loginColumns = 'l.id, l.home, l.user_id, l.email, l.password, l.totp, l.totp_step, l.is_open'

/** The login of an address, and in whose activity log a failed try belongs: that of the only business here, if so. */
export async function loginOf(
  ctx: Ctx,
  email: string,
): Promise<{ login: Login | null; onlyTenant: string | null }> {
  const row = await ctx.db.one<Partial<Login> & { onlyTenant: string | null }>(
    `select ${loginColumns}, (select min(t.id::text) from (select id from tenants limit 2) t having count(*) = 1) as only_tenant
     from (select 1) one left join logins l on ${asked} and l.email = $2`,
    [email],
  )
  return { login: row?.id ? (row as Login) : null, onlyTenant: row?.onlyTenant ?? null }
}

export async function loginOfUser(ctx: Ctx, user: string): Promise<Login | undefined> {
  return ctx.db.one<Login>(`select ${loginColumns} from logins l where l.home = $1 and l.user_id = $2`, [
    user,
  ])
}

/** The same, locked, so that a code cannot be used twice at the same moment. */
export async function lockLogin(ctx: Ctx, id: string): Promise<Login | undefined> {
  return ctx.db.one<Login>(`select ${loginColumns} from logins l where ${asked} and l.id = $2 for update`, [
    id,
  ])
}

export async function isAnybodyKnown(ctx: Ctx): Promise<boolean> {
  return (await ctx.db.one('select 1 as found from logins limit 1')) !== undefined
}

export type Session = {
  readonly id: string
  readonly home: string
  readonly userId: string
  readonly login: string
  readonly startedAt: Date
  readonly expiresAt: Date
  readonly idleMinutes: number
  readonly usedAt: Date
  readonly provedAt: Date
  readonly address: string | null
  readonly isOpen: boolean
}

const sessionColumns =
  's.id, s.home, s.user_id, s.login, s.started_at, s.expires_at, s.idle_minutes, s.used_at, s.proved_at, s.address'

export async function sessionsOf(ctx: Ctx, user: string): Promise<Session[]> {
  return ctx.db.rows<Session>(
    `select ${sessionColumns}, true as is_open from sessions s
     where s.home = $1 and s.user_id = $2 and s.expires_at > $3 and s.used_at + s.idle_minutes * interval '1 minute' > $3
     order by s.used_at desc, s.id`,
    [user, ctx.now],
  )
}

/** The patterns of a user's role. */
export async function patternsOf(ctx: Ctx, user: string): Promise<readonly string[]> {
  const row = await ctx.db.one<{ patterns: string[] }>(
    'select r.patterns from users u join roles r on r.tenant_id = $1 and r.id = u.role where u.tenant_id = $1 and u.id = $2',
    [user],
  )
  return row!.patterns
}

/** What a session leads to: asked at every request, so in one statement, as the owner, before any tenant is known. */
export type Entered = Session & {
  readonly name: string
  readonly state: User['state']
  readonly language: string
  readonly channels: readonly string[] | null
  readonly locations: readonly string[] | null
  readonly patterns: readonly string[]
}

/** `$1` is the hash of the cookie's secret. */
export const enteredStatement = `
  select ${sessionColumns}, l.is_open, u.name, u.state, u.language, u.channels, u.locations, r.patterns
  from sessions s join logins l on l.id = s.login
  join users u on u.tenant_id = s.home and u.id = s.user_id
  join roles r on r.tenant_id = u.tenant_id and r.id = u.role
  where s.hash = $1`

export async function rolesOf(ctx: Ctx): Promise<Role[]> {
  return all(ctx, Role, {}, 'name')
}

export async function signInRules(ctx: Ctx): Promise<Row<typeof SignInRules> | null> {
  return (await all(ctx, SignInRules))[0] ?? null
}

export async function tenantName(ctx: Ctx): Promise<string> {
  return (await ctx.db.one<{ name: string }>('select name from tenants where id = $1'))?.name ?? ''
}

/**
 * Active users, other than one, who can hand out rights: there must always be one. They stay locked, so that two
 * administrators who switch each other off at once are not both gone.
 */
export async function otherAdministrators(
  ctx: Ctx,
  except: { user?: string; role?: string },
): Promise<number> {
  const rows = await ctx.db.rows<{ id: string; role: string; patterns: string[] }>(
    `select u.id, u.role, r.patterns from users u join roles r on r.tenant_id = u.tenant_id and r.id = u.role
     where u.tenant_id = $1 and u.state = 'active' order by u.id limit 5000 for update of u`,
  )
  const needed = ['users.manage', 'roles.manage']
  return rows.filter(
    (row) =>
      row.id !== except.user &&
      row.role !== except.role &&
      rightsOf(row.patterns, needed).size === needed.length,
  ).length
}

export type Passkey = {
  readonly id: string
  readonly login: string
  readonly name: string
  readonly credential: string
  readonly publicKey: string
  readonly counter: number
  readonly transports: readonly string[]
  readonly createdAt: Date
  readonly lastUsedAt: Date | null
}

const passkeyColumns =
  'id, login, name, credential, public_key, counter, transports, created_at, last_used_at'

export async function passkeysOf(ctx: Ctx, login: string): Promise<Passkey[]> {
  return ctx.db.rows<Passkey>(
    `select ${passkeyColumns} from passkeys where ${asked} and login = $2 order by id`,
    [login],
  )
}

export async function passkeyOf(
  ctx: Ctx,
  credential: string,
): Promise<(Passkey & { home: string; userId: string }) | undefined> {
  return ctx.db.one(
    `select p.id, p.login, p.name, p.credential, p.public_key, p.counter, p.transports, p.created_at, p.last_used_at,
       l.home, l.user_id
     from passkeys p join logins l on l.id = p.login where ${asked} and p.credential = $2 and l.is_open for update of p`,
    [credential],
  )
}

/** The web address that people and links come in by, such as https://pakhuis.example.nl, when it is set. */
export async function publicUrl(ctx: Ctx): Promise<string | null> {
  const row = await ctx.db.one<{ value: string }>("select value from installation where name = 'public-url'")
  return row?.value ?? null
}

type KeySecret = { readonly home: string; readonly apiKey: string; readonly endsAt: Date | null }

/** By the hash of a key's secret. */
export async function keySecretOf(ctx: Ctx, hash: string): Promise<KeySecret | undefined> {
  return ctx.db.one<KeySecret>(
    `select home, api_key, ends_at from api_key_secrets where ${asked} and hash = $2`,
    [hash],
  )
}

export type LinkKind =
  | 'first-run'
  | 'invite'
  | 'reset'
  | 'email'
  | 'second-factor'
  | 'second-factor-setup'
  | 'totp'
  | 'passkey-sign-in'
  | 'passkey-add'
  | 'passkey-proof'

export type EntryLink = {
  readonly id: string
  readonly kind: LinkKind
  readonly home: string | null
  readonly userId: string | null
  readonly email: string | null
  readonly sealed: string | null
  readonly detail: Readonly<Record<string, unknown>>
}

/** An unused link of these kinds that has not ended, locked; undefined when there is none. */
export async function openLink(
  ctx: Ctx,
  kinds: readonly LinkKind[],
  secret: string,
): Promise<EntryLink | undefined> {
  return ctx.db.one<EntryLink>(
    `select id, kind, home, user_id, email, sealed, detail from entry_links
     where ${asked} and hash = $2 and kind = any($3) and used_at is null and ends_at > $4 for update`,
    [hashOf(secret), kinds, ctx.now],
  )
}

/**
 * What a mail with a link needs, for the workflow that sends it: the events `user.invited`, `user.reset-asked`
 * and `user.email-asked` name this link in their detail. Null when there is nobody to write to (nobody has that address) or when the link is over.
 */
export async function linkToMail(
  ctx: Ctx,
  id: string,
): Promise<{
  kind: 'invite' | 'reset' | 'email'
  email: string
  name: string
  language: string
  secret: string
  publicUrl: string | null
} | null> {
  const link = await ctx.db.one<EntryLink>(
    `select id, kind, home, user_id, email, sealed, detail from entry_links
     where home = $1 and id = $2 and kind in ('invite', 'reset', 'email') and used_at is null and ends_at > $3`,
    [id, ctx.now],
  )
  if (!link?.userId || !link.sealed || !link.email) return null
  const user = await get(ctx, User, link.userId)
  return {
    kind: link.kind as 'invite' | 'reset' | 'email',
    email: link.email,
    name: user.name,
    language: user.language,
    secret: ctx.unseal('link', link.sealed),
    publicUrl: await publicUrl(ctx),
  }
}
