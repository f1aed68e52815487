/** Coming in and staying in, as a business's people live through it; rows S5 to S16 of the security list. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refusal } from '../../base/refusal.ts'
import { openTown, password } from '../../../test/support/people.ts'
import { makeFirstRunLink, openBusiness } from './actions/first-run.ts'
import { signIn, signOut, whoAmI } from './actions/session.ts'
import { rights } from './schema.ts'

const town = await openTown([
  ...Object.keys(rights),
  'orders.see',
  'orders.plan',
  'reporting.see',
  'settings.manage',
])

const says = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code

test('S10: an empty installation lets nobody in without the link of its first start, which works once', async () => {
  const ask = { email: 'eva@voorbeeld.nl', password: 'zeven blauwe lantaarns' }
  await assert.rejects(
    town.asNobody((ctx) => signIn(ctx, ask)),
    says('session.wrong'),
  )
  const token = (await town.asNobody(makeFirstRunLink))!
  const input = { ...ask, token, business: 'De Fietsenhoek', name: 'Eva de Groot', language: 'nl' as const }
  const answer = await town.asNobody((ctx) => openBusiness(ctx, input))
  assert.equal(answer.body.state, 'signed-in')
  assert.ok(!JSON.stringify(answer).includes(answer.secret!))
  await assert.rejects(
    town.asNobody((ctx) => openBusiness(ctx, input)),
    says('link.over'),
  )
  assert.equal(await town.asNobody(makeFirstRunLink), null)
  const me = await town.as(answer.secret!, (ctx) => whoAmI(ctx, {}))
  assert.equal(me?.user?.email, 'eva@voorbeeld.nl')
})

test('who signs out is out', async () => {
  await town.business('Bakkerij Zon', 'bas@zon.example')
  const cookie = await town.cookieOf('bas@zon.example', password)
  assert.ok(await town.as(cookie, (ctx) => whoAmI(ctx, {})))
  await town.as(cookie, (ctx) => signOut(ctx, {}))
  assert.equal(await town.actorOf(cookie), null)
})
