/** A business with people in it: a machine on a fresh database, its clock, and ways to sign in and to act as somebody. */
import { randomBytes, randomUUID } from 'node:crypto'
import { authenticate } from '../../src/entry/sign-in.ts'
import { openTenant } from '../../src/modules/users/actions/first-run.ts'
import { signIn } from '../../src/modules/users/actions/session.ts'
import { saveSignInRules } from '../../src/modules/users/actions/people.ts'
import { SessionAnswer } from '../../src/platform/action.ts'
import { system, type Actor, type Ctx } from '../../src/platform/context.ts'
import { nobodys, type Database } from '../../src/platform/database.ts'
import { openMachine, type Machine, type Subscriber } from '../../src/platform/machine.ts'
import { readKeys } from '../../src/platform/sealed.ts'
import { testDatabase } from './database.ts'

export const password = 'zeven blauwe lantaarns'

export type Town = {
  readonly database: Database
  readonly machine: Machine
  /** The moment that the machine believes it is; move it to let time pass. */
  readonly clock: { now: Date }
  readonly allRights: ReadonlySet<string>
  /** A new business, with a first user who signs in with `password`; no second factor is asked for. */
  business(name: string, email: string): Promise<{ tenant: string; admin: string }>
  asNobody<T>(work: (ctx: Ctx) => Promise<T>, address?: string): Promise<T>
  asSystem<T>(tenant: string, work: (ctx: Ctx) => Promise<T>): Promise<T>
  /** As whoever the cookie belongs to; null when it opens nothing. */
  as<T>(cookie: string, work: (ctx: Ctx) => Promise<T>): Promise<T | null>
  /** Signs in and answers the cookie. */
  cookieOf(email: string, secret?: string): Promise<string>
  actorOf(cookie: string): Promise<{ tenant: string; actor: Actor } | null>
}

export async function openTown(
  allRights: Iterable<string>,
  subscribers: readonly Subscriber[] = [],
): Promise<Town> {
  const { database } = await testDatabase()
  const clock = { now: new Date('2026-03-02T09:00:00Z') }
  const keys = readKeys(randomBytes(32).toString('base64url'), 'the test')
  const machine = openMachine(database, subscribers, { now: () => clock.now, keys })
  const known = new Set(allRights)
  const stranger = (address: string): Actor => ({
    kind: 'nobody',
    id: null,
    name: '',
    rights: new Set(),
    address,
  })
  const asNobody: Town['asNobody'] = (work, address = '203.0.113.7') =>
    machine.act({ tenant: nobodys, actor: stranger(address) }, work)
  const actorOf: Town['actorOf'] = (cookie) =>
    authenticate(machine, { cookie, bearer: null, address: '203.0.113.7' }, known)
  return {
    database,
    machine,
    clock,
    allRights: known,
    asNobody,
    actorOf,
    asSystem: (tenant, work) => machine.act({ tenant, actor: system }, work),
    async business(name, email) {
      const tenant = randomUUID()
      const made = await asNobody(async (ctx) => {
        const { user } = await openTenant(ctx, {
          id: tenant,
          business: name,
          name: 'Eva de Groot',
          email,
          password,
          language: 'nl',
        })
        await saveSignInRules(ctx, { secondFactorFor: 'nobody' })
        return user
      })
      return { tenant, admin: made.id }
    },
    async as(cookie, work) {
      const who = await actorOf(cookie)
      return who && machine.act(who, work)
    },
    async cookieOf(email, secret = password) {
      const answer = await asNobody((ctx) => signIn(ctx, { email, password: secret }))
      if (!(answer instanceof SessionAnswer) || !answer.secret) throw new Error(`${email} is not let in`)
      return answer.secret
    },
  }
}
