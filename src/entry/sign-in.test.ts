/** The door as a browser and a program meet it: over http, with cookies, keys, origins and rights. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { generate } from 'otplib'
import { openDoor } from '../../test/support/door.ts'
import { password } from '../../test/support/people.ts'
import { actionsOf } from './catalogue.ts'

const { town, app, logged, ask, shop: openShop } = await openDoor()
const codeOf = (answer: { json(): unknown }) => (answer.json() as { code?: string }).code

async function shop() {
  const made = await openShop()
  return { ...made, secret: made.cookie.split('=')[1]! }
}

test('S5: the cookie is out of reach of scripts and other sites, and its value stands in no answer and no log', async () => {
  const { answer, cookie, secret } = await shop()
  assert.match(String(answer.headers['set-cookie']), /HttpOnly/)
  assert.match(String(answer.headers['set-cookie']), /SameSite=Lax/)
  assert.match(String(answer.headers['set-cookie']), /Path=\//)
  assert.equal(answer.headers['cache-control'], 'no-store')
  for (const url of ['/session', '/sessions', '/users', '/activity', '/api-keys', '/roles']) {
    const body = await ask('GET', url, undefined, { cookie })
    assert.equal(body.statusCode, 200, url)
    assert.ok(!body.body.includes(secret), url)
  }
  assert.ok(!answer.body.includes(secret))
  assert.ok(!logged.join().includes(secret))
})

test('S3: every address but the public ones refuses who is not signed in', async () => {
  let refused = 0
  for (const { action, name } of actionsOf()) {
    if (action.right === 'public') continue
    const [method, path] = action.http.split(' ') as ['GET', string]
    const url = path.replace(/:[a-zA-Z]+/g, '01900000-0000-7000-8000-000000000000')
    const answer = await ask(method, url, method === 'GET' ? undefined : {})
    assert.equal(answer.statusCode, 401, name)
    refused++
  }
  assert.ok(refused > 40)
})

test('S11: the ticket between password and second step opens none of them, as cookie or as key', async () => {
  const { cookie, email } = await shop()
  const offer = (await ask('POST', '/session/totp', {}, { cookie })).json() as {
    secret: string
    setup: string
  }
  const code = await generate({ secret: offer.secret, epoch: town.clock.now.getTime() / 1000 })
  assert.equal(
    (await ask('POST', '/session/totp/confirm', { setup: offer.setup, code }, { cookie })).statusCode,
    200,
  )
  const halfway = await ask('POST', '/session', { email, password })
  assert.equal(halfway.headers['set-cookie'], undefined)
  const { ticket } = halfway.json() as { ticket: string }
  for (const { action, name } of actionsOf()) {
    if (action.right === 'public') continue
    const [method, path] = action.http.split(' ') as ['GET', string]
    const url = path.replace(/:[a-zA-Z]+/g, '01900000-0000-7000-8000-000000000000')
    const way: Record<string, string> =
      method === 'GET' ? { cookie: `pakhuis=${ticket}` } : { authorization: `Bearer ${ticket}` }
    assert.equal((await ask(method, url, method === 'GET' ? undefined : {}, way)).statusCode, 401, name)
  }
})

test('S6: signing in again from the same browser kills the cookie that it had', async () => {
  const { cookie, email } = await shop()
  assert.equal((await ask('POST', '/session', { email, password }, { cookie })).statusCode, 200)
  assert.equal((await ask('GET', '/session', undefined, { cookie })).statusCode, 401)
})

test('signing out takes the cookie away and empties what the browser kept', async () => {
  const { cookie } = await shop()
  const answer = await ask('DELETE', '/session', {}, { cookie })
  assert.match(String(answer.headers['set-cookie']), /pakhuis=;/)
  assert.match(String(answer.headers['clear-site-data']), /storage/)
  assert.equal((await ask('GET', '/session', undefined, { cookie })).statusCode, 401)
})

test('S8: a page of another site changes nothing, whatever it sends', async () => {
  const { cookie } = await shop()
  const foreign: Record<string, string>[] = [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'http://localhost.evil.example' },
    { origin: '', 'sec-fetch-site': 'cross-site' },
  ]
  for (const headers of foreign) {
    const answer = await ask('POST', '/sessions/end-others', {}, { cookie, ...headers })
    assert.equal(answer.statusCode, 403, JSON.stringify(headers))
  }
  const bare = await app.inject({
    method: 'POST',
    url: '/api/sessions/end-others',
    headers: { cookie },
    payload: {},
  })
  assert.equal(bare.statusCode, 403)
  const form = 'application/x-www-form-urlencoded'
  const asForm = await ask('POST', '/sessions/end-others', 'a=1', { cookie, 'content-type': form })
  assert.ok(asForm.statusCode >= 400)
})

test('S12: eleven minutes after the password, what asks for it asks again; giving it opens the way under a new cookie', async () => {
  const { cookie } = await shop()
  const make = (with_: string) =>
    ask('POST', '/roles', { name: 'Inpakker', patterns: ['orders.see'] }, { cookie: with_ })
  town.clock.now = new Date(town.clock.now.getTime() + 11 * 60_000)
  const no = await make(cookie)
  assert.deepEqual([no.statusCode, codeOf(no)], [401, 'session.proof-needed'])
  assert.equal(
    (await ask('POST', '/session/proof', { password: 'mis mis mis mis' }, { cookie })).statusCode,
    401,
  )
  const proof = await ask('POST', '/session/proof', { password }, { cookie })
  const fresh = String(proof.headers['set-cookie']).split(';')[0]!
  assert.equal((await make(fresh)).statusCode, 200)
  assert.equal((await ask('GET', '/session', undefined, { cookie })).statusCode, 401)
})

test('S13: the sixth try is told to wait', async () => {
  const { email } = await shop()
  const answers = []
  for (let n = 0; n < 6; n++)
    answers.push(
      (
        await ask(
          'POST',
          '/session',
          { email, password: 'mis mis mis mis' },
          { 'x-forwarded-for': `192.0.2.${n}` },
        )
      ).statusCode,
    )
  assert.deepEqual(answers, [401, 401, 401, 401, 401, 429])
})

test('S16: a key does what its scopes say over http, and a missing right is refused by name and written down', async () => {
  const { cookie, tenant } = await shop()
  const made = await ask(
    'POST',
    '/api-keys',
    { name: 'Winkel', kind: 'integration', scopes: ['orders.see'] },
    { cookie },
  )
  const { secret, id } = made.json() as { secret: string; id: string }
  const by = { authorization: `Bearer ${secret}` }
  assert.equal((await ask('GET', '/session', undefined, by)).statusCode, 200)
  const denied = await ask('GET', '/users', undefined, by)
  assert.deepEqual([denied.statusCode, codeOf(denied)], [403, 'right.not-allowed'])
  const { rows } = await town.database.owner.query(
    "select about, detail from events where tenant_id = $1 and kind = 'right.denied'",
    [tenant],
  )
  assert.deepEqual(rows, [{ about: id, detail: { right: 'users.see', asked: 'GET /users' } }])
  assert.equal(
    (await app.inject({ method: 'GET', url: `/api/users?key=${secret}&access_token=${secret}` })).statusCode,
    401,
  )
  assert.equal(
    (await ask('POST', '/session/password', { current: password, next: 'een heel nieuwe lantaarn' }, by))
      .statusCode,
    409,
  )
  assert.ok(!logged.join().includes(secret))
})

test('a program is refused in the language that it reads, and so is who comes from elsewhere', async () => {
  const { cookie } = await shop()
  const made = await ask(
    'POST',
    '/api-keys',
    { name: 'Kassa', kind: 'integration', scopes: ['orders.see'] },
    { cookie },
  )
  const by = { authorization: `Bearer ${made.json().secret}` }
  const told = async (headers: Record<string, string>) =>
    (await ask('GET', '/users', undefined, headers)).json().detail
  const [dutch, english] = [await told(by), await told({ ...by, 'accept-language': 'en' })]
  assert.notEqual(dutch, english)
  assert.equal(await told({ ...by, 'accept-language': 'de-DE, en;q=0.5, nl;q=0.3' }), english)
  assert.equal(await told({ ...by, 'accept-language': 'fy, nl-NL;q=0.9, en;q=0.5' }), dutch)
  assert.equal(await told({ 'accept-language': 'pl' }), await told({ 'accept-language': 'en-GB' }))
  assert.equal(await told({ 'accept-language': '*' }), await told({ 'accept-language': 'nl' }))
})

test('S28: a secret that is shown once is not kept for a repeated request either', async () => {
  const { cookie } = await shop()
  const headers = { cookie, 'idempotency-key': 'k2' }
  const made = await ask(
    'POST',
    '/api-keys',
    { name: 'Winkel', kind: 'integration', scopes: ['orders.see'] },
    headers,
  )
  const { secret } = made.json() as { secret: string }
  const offer = (await ask('POST', '/session/totp', {}, { ...headers, 'idempotency-key': 'k3' })).json() as {
    secret: string
  }
  const { rows } = await town.database.owner.query<{ answer: string }>(
    'select answer::text as answer from requests',
  )
  assert.ok(!rows.some(({ answer }) => answer.includes(secret) || answer.includes(offer.secret)))
})

test('S4: what a body holds besides is not taken over', async () => {
  const { cookie, tenant } = await shop()
  const other = '01900000-0000-7000-8000-000000000000'
  const body = {
    name: 'Eva',
    tenantId: other,
    tenant: other,
    role: other,
    state: 'inactive',
    isAdmin: true,
    email: 'x@evil.example',
  }
  assert.equal((await ask('PATCH', '/session', body, { cookie })).statusCode, 200)
  const { rows } = await town.database.owner.query(
    'select name, state, email <> $2 as is_same from users where tenant_id = $1',
    [tenant, 'x@evil.example'],
  )
  assert.deepEqual(rows, [{ name: 'Eva', state: 'active', is_same: true }])
})

test('S39: a body with a prototype in it is refused', async () => {
  const payload = '{"email":"a@b.example","password":"x","__proto__":{"rights":"all"}}'
  const answer = await ask('POST', '/session', payload, { 'content-type': 'application/json' })
  assert.equal(answer.statusCode, 400)
})

test('who asks twice with one Idempotency-Key gets the first answer again, but no hash of a password is kept for it', async () => {
  const { cookie, tenant } = await shop()
  const headers = { cookie, 'idempotency-key': 'k1' }
  const first = await ask('PATCH', '/session', { name: 'Eva' }, headers)
  const again = await ask('PATCH', '/session', { name: 'Eva' }, headers)
  assert.deepEqual(
    [again.statusCode, again.headers['idempotent-replayed'], again.json()],
    [200, 'true', first.json()],
  )
  assert.equal(
    (await ask('POST', '/session/proof', { password }, { cookie, 'idempotency-key': 'k4' })).statusCode,
    200,
  )
  const { rows } = await town.database.owner.query('select key from requests where tenant_id = $1', [tenant])
  assert.equal(rows.length, 1)
})
