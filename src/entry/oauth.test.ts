/** Access tokens as a program that knows RFC 6749 asks for them, and the pace of exports. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openDoor } from '../../test/support/door.ts'

const door = await openDoor()
const { town, logged } = door
const ask = (method: string, url: string, headers: Record<string, string> = {}, payload?: object | string) =>
  door.ask(method, url, payload, headers)
type Read = {
  access_token: string
  token_type: string
  expires_in: number
  scope: string
  error: string
  error_description: string
  code: string
}
const read = (answer: { json(): unknown }) => answer.json() as Read

async function shop() {
  const cookie = { cookie: (await door.shop()).cookie }
  const made = await ask('POST', '/api-keys', cookie, {
    name: 'Boekhouding',
    kind: 'integration',
    scopes: ['orders.see', 'invoices.see', 'customers.export', 'customers.see'],
  })
  const { id, secret } = made.json() as { id: string; secret: string }
  return { cookie, id, secret }
}
const form = { 'content-type': 'application/x-www-form-urlencoded' }
const tokenFor = (id: string, secret: string, scope?: string) =>
  ask(
    'POST',
    '/oauth/token',
    form,
    new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: id,
      client_secret: secret,
      ...(scope ? { scope } : {}),
    }).toString(),
  )
const by = (token: string) => ({ authorization: `Bearer ${token}` })

test("a program changes its key's id and secret for a token of an hour, and does with it what the key may", async () => {
  const { id, secret } = await shop()
  const given = await tokenFor(id, secret)
  assert.equal(given.statusCode, 200, given.body)
  assert.deepEqual([given.headers['cache-control'], given.headers['pragma']], ['no-store', 'no-cache'])
  const { access_token: token, ...rest } = read(given)
  assert.deepEqual(rest, {
    token_type: 'Bearer',
    expires_in: 3600,
    scope: 'orders.see invoices.see customers.export customers.see',
  })
  assert.equal((await ask('GET', '/orders', by(token))).statusCode, 200)
  assert.equal((await ask('GET', '/users', by(token))).statusCode, 403)
  town.clock.now = new Date(town.clock.now.getTime() + 3_599_000)
  assert.equal((await ask('GET', '/orders', by(token))).statusCode, 200)
  town.clock.now = new Date(town.clock.now.getTime() + 1000)
  assert.equal((await ask('GET', '/orders', by(token))).statusCode, 401)
})

test('id and secret may come as Basic, the rest as a form or as JSON', async () => {
  const { id, secret } = await shop()
  const basic = { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` }
  assert.equal(
    (await ask('POST', '/oauth/token', { ...basic, ...form }, 'grant_type=client_credentials')).statusCode,
    200,
  )
  assert.equal(
    (
      await ask(
        'POST',
        '/oauth/token',
        { ...basic, 'content-type': 'application/json' },
        { grant_type: 'client_credentials' },
      )
    ).statusCode,
    200,
  )
})

test('a token can be asked for fewer rights, and never for more', async () => {
  const { id, secret } = await shop()
  const { access_token: token, scope } = read(await tokenFor(id, secret, 'orders.see'))
  assert.equal(scope, 'orders.see')
  assert.equal((await ask('GET', '/orders', by(token))).statusCode, 200)
  assert.equal((await ask('GET', '/invoices', by(token))).statusCode, 403)
  const more = await tokenFor(id, secret, 'orders.see users.manage')
  assert.deepEqual([more.statusCode, read(more).error], [400, 'invalid_scope'])
})

test('a token dies with its key, at once, and loses what the key loses', async () => {
  const { cookie, id, secret } = await shop()
  const { access_token: token } = read(await tokenFor(id, secret))
  const before = (await ask('GET', '/api-keys', cookie)).json() as { rows: { id: string; version: number }[] }
  const { version } = before.rows.find((row) => row.id === id)!
  assert.equal(
    (await ask('PATCH', `/api-keys/${id}`, cookie, { version, scopes: ['orders.see'] })).statusCode,
    200,
  )
  assert.equal((await ask('GET', '/invoices', by(token))).statusCode, 403)
  assert.equal((await ask('POST', `/api-keys/${id}/revoke`, cookie, {})).statusCode, 200)
  assert.equal((await ask('GET', '/orders', by(token))).statusCode, 401)
  const again = await tokenFor(id, secret)
  assert.deepEqual([again.statusCode, read(again).error], [401, 'invalid_client'])
})

test("another key's secret, an altered token, a wrong grant and a doubled parameter are refused as the standard says", async () => {
  const [one, other] = [await shop(), await shop()]
  const crossed = await tokenFor(one.id, other.secret)
  assert.deepEqual(
    [crossed.statusCode, read(crossed).error, crossed.headers['www-authenticate']],
    [401, 'invalid_client', 'Basic realm="Pakhuis"'],
  )
  const { access_token: token } = read(await tokenFor(one.id, one.secret))
  for (const altered of [
    `${token.slice(0, -2)}${token.endsWith('AA') ? 'BB' : 'AA'}`,
    token.slice(0, 60),
    'pka_',
    'pka_s1.x.y',
    token.replace('pka_', 'pkh_'),
  ])
    assert.equal((await ask('GET', '/orders', by(altered))).statusCode, 401, altered)
  const credentials = `client_id=${one.id}&client_secret=${one.secret}`
  const cases: [string, string][] = [
    [`grant_type=password&${credentials}`, 'unsupported_grant_type'],
    [credentials, 'invalid_request'],
    [`grant_type=client_credentials&grant_type=client_credentials&${credentials}`, 'invalid_request'],
    ['grant_type=client_credentials', 'invalid_client'],
  ]
  for (const [body, error] of cases)
    assert.equal(read(await ask('POST', '/oauth/token', form, body)).error, error, body)
  assert.ok(logged.every((line) => !line.includes(one.secret) && !line.includes(token)))
})

test('who guesses at a secret is told to wait; the key goes on for others', async () => {
  const { id, secret } = await shop()
  const tries = []
  for (let n = 0; n < 6; n++) tries.push((await tokenFor(id, `pkh_${'x'.repeat(43)}`)).statusCode)
  assert.deepEqual(tries, [401, 401, 401, 401, 401, 429])
  assert.equal((await ask('GET', '/orders', by(secret))).statusCode, 200)
})

test('S13: the sixth export within an hour is told when the next may be made', async () => {
  const { cookie, secret } = await shop()
  const statuses = []
  for (let n = 0; n < 6; n++)
    statuses.push((await ask('GET', '/organisations/export', by(secret))).statusCode)
  assert.deepEqual(statuses, [200, 200, 200, 200, 200, 429])
  const no = await ask('GET', '/organisations/export', by(secret))
  assert.equal(read(no).code, 'export.too-many')
  assert.equal(no.headers['retry-after'], '3600')
  assert.equal((await ask('GET', '/organisations/export', cookie)).statusCode, 200, 'somebody else may')
  town.clock.now = new Date(town.clock.now.getTime() + 3_600_001)
  assert.equal((await ask('GET', '/organisations/export', by(secret))).statusCode, 200)
})
