/** The doors of the running program, tried over http as somebody would who wants in: the rows of OWASP's checklists. */
import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { test } from 'node:test'
import { actionsOf } from '../../src/entry/catalogue.ts'
import { runBusyHouse } from '../support/busy-house.ts'
import { until } from '../support/running.ts'

const { house, address, call, cookie, ids, tenant, lines } = await runBusyHouse({
  trustedProxies: ['127.0.0.1'],
})
const own = { origin: address }
const json = { 'content-type': 'application/json' }
const jar = () => ({ cookie: cookie() })
const ask = (path: string, init: RequestInit = {}) =>
  fetch(`${address}${path}`, { redirect: 'manual', ...init })
const rows = async <T>(statement: string) =>
  (await house.database.owner.query(statement, statement.includes('$1') ? [tenant] : [])).rows as T[]

assert.equal((await call('PATCH', '/sign-in-rules', { secondFactorFor: 'nobody' })).status, 200)

const addressOf = (http: string, fill: (field: string) => string = () => 'nergens') => {
  const [method, path] = http.split(' ') as [string, string]
  const noun = path.split('/')[1]!.replace(/-/g, '_')
  return {
    method,
    path: path.replace(/:([a-zA-Z]+)/g, (_, field: string) => ids.get(noun)?.[0] ?? fill(field)),
  }
}
const reading = actionsOf().filter(({ action }) => action.http.startsWith('GET '))
const changing = actionsOf().filter(({ action }) => !action.http.startsWith('GET '))

// Begun first, for it ends by itself: somebody who never finishes the heading of a request.
const loris = new Promise<string>((closed) => {
  const { port } = new URL(address)
  let said = ''
  const socket = connect(Number(port), '127.0.0.1', () =>
    socket.write('GET /api/session HTTP/1.1\r\nhost: x\r\nx-slow: '),
  )
  socket.on('data', (piece) => (said += piece.toString()))
  socket.on('close', () => closed(said))
  socket.on('error', () => undefined)
})

test('S8: nothing is changed for a page of another site, whatever it sends and at whatever address', async () => {
  const before = await rows<{ n: number }>('select count(*)::int as n from brands where tenant_id = $1')
  const ways: [string, Record<string, string>, string][] = [
    ['another site', { ...json, origin: 'https://evil.example' }, '{"name":"x"}'],
    ['a page without a site', { ...json, origin: 'null' }, '{"name":"x"}'],
    ['a site whose name begins like ours', { ...json, origin: `${address}.evil.example` }, '{"name":"x"}'],
    ['our host with another port', { ...json, origin: 'http://127.0.0.1:1' }, '{"name":"x"}'],
    ['no word of where it comes from', json, '{"name":"x"}'],
    ['a neighbour on the same domain', { ...json, 'sec-fetch-site': 'same-site' }, '{"name":"x"}'],
    [
      'a form',
      {
        'content-type': 'application/x-www-form-urlencoded',
        origin: 'https://evil.example',
        'sec-fetch-site': 'cross-site',
      },
      'name=x',
    ],
    [
      'a form that looks like JSON',
      { 'content-type': 'text/plain', origin: 'https://evil.example' },
      '{"name":"x"}',
    ],
    [
      'a password meant for a proxy',
      { ...json, origin: 'https://evil.example', authorization: 'Basic ZXZpbDpldmls' },
      '{"name":"x"}',
    ],
    ['text from ourselves', { 'content-type': 'text/plain', ...own }, '{"name":"x"}'],
    ['a form from ourselves', { 'content-type': 'application/x-www-form-urlencoded', ...own }, 'name=x'],
  ]
  for (const [story, headers, body] of ways) {
    const answer = await ask('/api/brands', { method: 'POST', headers: { ...jar(), ...headers }, body })
    assert.ok([403, 415].includes(answer.status), `${story}: ${answer.status}`)
    assert.match(answer.headers.get('content-type')!, /problem\+json/, story)
  }
  for (const { action, name } of changing) {
    // This one looks at no cookie: it is for programs.
    if (name === 'accessTokens.giveToken') continue
    const { method, path } = addressOf(action.http)
    const answer = await ask(`/api${path}`, {
      method,
      headers: { ...jar(), ...json, origin: 'https://evil.example' },
      body: '{}',
    })
    assert.equal(answer.status, 403, name)
  }
  assert.deepEqual(await rows('select count(*)::int as n from brands where tenant_id = $1'), before)
})

test('a webshop that knocks, which is no browser and has no session, is heard', async () => {
  const knock = (headers: Record<string, string>) =>
    ask(`/api/hooks/${tenant}/nobody-knows-this`, {
      method: 'POST',
      headers: { ...json, ...headers },
      body: '{"order_id":7}',
    })
  assert.equal((await knock({})).status, 404, 'a hook that does not exist, not a page of another site')
  assert.equal((await knock({ origin: 'https://evil.example' })).status, 403)
  assert.equal((await knock(jar())).status, 403)
})

test('S8: looking changes nothing', async () => {
  const tables = await rows<{ name: string }>(
    "select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by 1",
  )
  // Own jobs may still run after the first days' work, and who looks leaves a trace of having looked.
  const busy = new Set([
    'sessions',
    'tries',
    'events',
    'event_seals',
    'worker_heartbeats',
    'outbound_calls',
    'schedules',
    'runs',
    'run_items',
    'messages',
  ])
  const prints = async () => {
    const found: Record<string, string> = {}
    for (const { name } of tables)
      if (!busy.has(name))
        found[name] = (
          await rows<{ hash: string }>(
            `select coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '') as hash from ${name} t`,
          )
        )[0]!.hash
    return found
  }
  await until(
    async () =>
      rows(
        'select 1 from graphile_worker.jobs where locked_at is not null or (run_at <= now() and attempts < max_attempts)',
      ),
    (jobs) => jobs.length === 0,
  )
  const before = await prints()
  for (const { action } of reading)
    await call('GET', addressOf(action.http, () => ids.get('orders')![0]!).path)
  assert.deepEqual(await prints(), before)
})

test('S34: every kind of answer comes with the headers that hold a browser back, and a page with a nonce of its own', async () => {
  const secured = { 'x-forwarded-proto': 'https', 'x-forwarded-for': '203.0.113.9' }
  const kinds: [string, RequestInit, number][] = [
    ['/', {}, 200],
    ['/orders/anything', {}, 200],
    ['/sign-in?to=//evil.example', {}, 200],
    ['/healthz', {}, 200],
    ['/readyz', {}, 200],
    ['/metrics', {}, 404],
    ['/assets/none.js', {}, 404],
    ['/api/session', {}, 401],
    ['/api/nowhere', {}, 404],
    ['/api/openapi.json', {}, 401],
    ['/api/%zz', {}, 414],
    [`/api/orders/${'x'.repeat(500)}`, {}, 414],
    ['/api/session', { method: 'POST', headers: { ...json, origin: 'https://x.example' }, body: '{' }, 400],
    ['/nowhere', { method: 'POST' }, 404],
  ]
  for (const [path, init, status] of kinds) {
    const { headers, status: got } = await ask(path, {
      ...init,
      headers: { ...(init.headers as Record<string, string>), ...secured },
    })
    assert.equal(got, status, path)
    assert.equal(headers.get('x-content-type-options'), 'nosniff', path)
    // The router does not look at the proxy's word for an address that it cannot read.
    if (status !== 414) assert.equal(headers.get('strict-transport-security'), 'max-age=31536000', path)
    assert.equal(headers.get('referrer-policy'), 'same-origin', path)
    assert.equal(headers.get('cross-origin-opener-policy'), 'same-origin', path)
    assert.match(headers.get('permissions-policy')!, /geolocation=\(\)/, path)
    assert.match(headers.get('content-security-policy')!, /frame-ancestors 'none'; object-src 'none'/, path)
    assert.doesNotMatch(
      headers.get('content-security-policy')!,
      /unsafe-eval|script-src[^;]*unsafe-inline/,
      path,
    )
    assert.equal(headers.get('x-powered-by'), null, path)
    assert.equal(headers.get('server'), null, path)
  }
  const nonces = new Set<string>()
  for (let n = 0; n < 3; n++)
    nonces.add(/'nonce-([^']{22,})'/.exec((await ask('/')).headers.get('content-security-policy')!)![1]!)
  assert.equal(nonces.size, 3, 'no nonce comes twice')
  assert.equal(
    (await ask('/')).headers.get('strict-transport-security'),
    null,
    'without TLS there is none to insist on',
  )
})

test('S5: over TLS the cookie is bound to this host and never sent in the clear', async () => {
  const signIn = (headers: Record<string, string>) =>
    ask('/api/session', {
      method: 'POST',
      headers: { ...json, ...own, ...headers },
      body: '{"email":"sanne@dewit.example","password":"groene-fietsbel-op-zolder-77"}',
    })
  const cookieOf = async (headers: Record<string, string>) =>
    (await signIn(headers)).headers.get('set-cookie')!
  assert.match(
    await cookieOf({ 'x-forwarded-proto': 'https', 'x-forwarded-for': '203.0.113.9' }),
    /^__Host-pakhuis=[\w-]{43}; .*Path=\/; .*HttpOnly; Secure; SameSite=Lax$/,
  )
  assert.match(await cookieOf({}), /^pakhuis=[\w-]{43}; .*Path=\/; .*HttpOnly; SameSite=Lax$/)
})

test('S34: what somebody uploaded or wrote is shown apart from our own pages, without scripts', async () => {
  const invoice = ids.get('invoices')![0]!
  await until(
    () => call('GET', `/invoices/${invoice}`),
    (answer) => answer.body.pdf !== null,
    60,
  )
  for (const path of [`/api/invoices/${invoice}/pdf`, '/api/organisations/export', '/api/activity/export']) {
    const answer = await ask(path, { headers: jar() })
    if (answer.status === 404) continue
    assert.equal(answer.status, 200, path)
    assert.match(answer.headers.get('content-security-policy')!, /^sandbox; default-src 'none'/, path)
    assert.match(answer.headers.get('content-disposition')!, /^(inline|attachment); filename\*=UTF-8''/, path)
    assert.equal(answer.headers.get('cache-control'), 'no-store', path)
  }
})

test('S35: no other site may read an answer, and none is told that it may', async () => {
  for (const origin of ['https://evil.example', 'null', address]) {
    for (const path of ['/api/session', '/api/orders', '/', '/healthz']) {
      const answer = await ask(path, { headers: { ...jar(), origin } })
      for (const name of answer.headers.keys())
        assert.doesNotMatch(name, /^access-control-/, `${path} for ${origin}`)
    }
    const before = await ask('/api/orders', {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization',
      },
    })
    assert.ok(before.status >= 400)
    assert.equal(before.headers.get('access-control-allow-origin'), null)
  }
})

test('S36: no address sends a visitor to another site', async () => {
  const away = [
    '//evil.example',
    '/\\evil.example',
    'https:evil.example',
    'https://evil.example',
    '/%2f%2fevil.example',
    '/%5cevil.example',
    '/.//evil.example',
  ]
  const names = ['to', 'next', 'url', 'redirect', 'return', 'returnTo', 'continue']
  for (const path of ['/', '/sign-in', '/api/session', '/api/docs', '/api/docs/', '/first-run']) {
    for (const to of away) {
      for (const asked of [
        `${path}?${names.map((name) => `${name}=${encodeURIComponent(to)}`).join('&')}`,
        `${path}${to}`,
      ]) {
        const answer = await ask(asked, { headers: jar() })
        const location = answer.headers.get('location')
        if (location !== null)
          assert.equal(new URL(location, `${address}${path}`).host, new URL(address).host, asked)
        assert.doesNotMatch(answer.headers.get('refresh') ?? '', /evil/)
      }
    }
  }
})

test('S38: a message that is too large, too deep or too long is refused before anything is done with it', async () => {
  const post = (body: string, path = '/api/brands') =>
    ask(path, { method: 'POST', headers: { ...jar(), ...json, ...own }, body })
  assert.equal((await post(JSON.stringify({ name: 'x'.repeat(1_048_576) }))).status, 413)
  const huge = await post('x'.repeat(10_000_000)).catch(() => null)
  assert.ok(huge === null || huge.status === 413, 'cut off or refused')
  const deep = await post(`{"name":${'['.repeat(100_000)}${']'.repeat(100_000)}}`)
  assert.deepEqual([deep.status, (await deep.json()).code], [422, 'input.too-deep'])
  const fortyOne = await post(`{"name":${'{"a":'.repeat(41)}1${'}'.repeat(41)}}`)
  assert.equal((await fortyOne.json()).code, 'input.too-deep')
  const long = await post(JSON.stringify({ name: 'x', more: Array.from({ length: 1001 }, () => 1) }))
  assert.equal((await long.json()).code, 'input.too-deep')
  const many = await post(
    JSON.stringify(Object.fromEntries(Array.from({ length: 1001 }, (_, n) => [`a${n}`, 1]))),
  )
  assert.equal((await many.json()).code, 'input.too-deep')
  const planned = await call('POST', '/planning/plan-many', {
    orders: Array.from({ length: 1500 }, () => ids.get('orders')![0]),
    day: '2026-11-23',
  })
  assert.equal(planned.status, 200, 'where more is declared, more is taken')
  assert.equal((await post('{"name":"x"', '/api/brands')).status, 400)
})

test('S38: no list gives more than two hundred at a time, whatever is asked', async () => {
  let lists = 0
  for (const { action, name } of reading) {
    if (!('shape' in action.input) || !('limit' in (action.input as { shape: object }).shape)) continue
    const { path } = addressOf(action.http)
    for (const limit of ['201', '1e9', '-1', '0', 'x', '200.5'])
      assert.equal((await call('GET', `${path}?limit=${limit}`)).status, 422, `${name} ${limit}`)
    lists++
  }
  assert.ok(lists > 20, `${lists} lists`)
})

const slowForPatterns = [
  '%%%%',
  '%'.repeat(200),
  '_'.repeat(200),
  '\\'.repeat(200),
  `${'a'.repeat(200)}!`,
  `${'a@'.repeat(60)}`,
  `${' '.repeat(200)}x`,
  `${'1'.repeat(199)}a`,
  `${'-'.repeat(200)}`,
  `${'(a+)+'.repeat(40)}`,
  `"${'"'.repeat(190)}`,
  `${'a:'.repeat(100)}`,
  `${'0'.repeat(200)}`,
  `${'a.'.repeat(100)}@`,
  `${'\t'.repeat(100)}=`,
  `${'x'.repeat(100)} ${'x'.repeat(99)}`,
]

test(
  'S38: words that make a bad search think for ever are answered like any other',
  { timeout: 120_000 },
  async () => {
    let asked = 0
    for (const { action, name } of reading) {
      const shape = 'shape' in action.input ? Object.keys((action.input as { shape: object }).shape) : []
      for (const field of shape.filter((one) =>
        /^(search|text|query|q|term|name|number|code|sku|email)$/.test(one),
      )) {
        for (const words of slowForPatterns) {
          const answer = await call(
            'GET',
            `${addressOf(action.http).path}?${field}=${encodeURIComponent(words)}`,
          )
          assert.ok(answer.status < 500, `${name} ${field}=${words} ${lines.at(-1)}`)
          asked++
        }
      }
    }
    for (const words of slowForPatterns.map((one) => one.repeat(4))) {
      for (const [path, body] of [
        ['/customers', { name: 'x', email: words, phone: words, postcode: words }],
        ['/organisations', { name: 'x', vatNumber: words, cocNumber: words, iban: words, website: words }],
        ['/vat-numbers', { number: words, country: 'NL' }],
        ['/session', { email: words, password: words }],
      ] as const)
        assert.ok((await call('POST', path, body)).status < 500, path)
    }
    assert.ok(asked > 100, `${asked} searches`)
  },
)

test('S38: a search for a sign that stands for anything finds only that sign', async () => {
  for (const words of ['S%e', '_anne', 'Jan%en', 'Sanne\\', '%1000%']) {
    const found = await call('GET', `/orders?search=${encodeURIComponent(words)}`)
    assert.deepEqual([found.status, found.body.rows], [200, []], words)
  }
  const [{ email }] = (await rows<{ email: string }>(
    'select email_key as email from orders where tenant_id = $1',
  )) as [{ email: string }]
  for (const words of ['Sanne', 'jansen', email, email.slice(0, -6)])
    assert.ok((await call('GET', `/orders?search=${encodeURIComponent(words)}`)).body.rows.length > 0, words)
})

test('S39: a prototype or a doubled name in a body or an address changes nothing of the program', async () => {
  const poison = [
    '{"__proto__":{"isAdmin":true,"rights":"all"}}',
    '{"constructor":{"prototype":{"isAdmin":true}}}',
    '{"name":"x","a":{"__proto__":{"isAdmin":true}}}',
    '{"name":"x","settings":{"constructor":{"prototype":{"isAdmin":true}}}}',
  ]
  for (const { action, name } of changing) {
    const { method, path } = addressOf(action.http)
    for (const body of poison) {
      const answer = await ask(`/api${path}`, { method, headers: { ...jar(), ...json, ...own }, body })
      assert.equal(answer.status, 400, `${name} ${body}`)
    }
  }
  for (const { action, name } of reading) {
    for (const query of [
      '__proto__[isAdmin]=1&__proto__=1',
      'constructor.prototype=1&constructor[prototype][isAdmin]=1',
      'a[]=1&a=2&a=3',
      'limit=1&limit=2',
      'search=a&search=b',
      'after[]=1',
    ]) {
      const answer = await call('GET', `${addressOf(action.http).path}?${query}`)
      assert.ok(answer.status < 500, `${name}?${query}: ${answer.status}`)
    }
  }
  const form = new FormData()
  form.append('__proto__', 'x')
  form.append('constructor', 'x')
  assert.ok(
    (await ask('/api/brands', { method: 'POST', headers: { ...jar(), ...own }, body: form })).status < 500,
  )
  assert.equal(({} as { isAdmin?: boolean }).isAdmin, undefined)
  assert.equal(Object.keys(Object.prototype).length, 0)
})

test('S42: what answers is what the OpenAPI document names, each with a right; figures and documents are not for strangers', async () => {
  const document = (await call('GET', '/openapi.json')).body as unknown as {
    paths: Record<string, Record<string, { description: string }>>
  }
  const named = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  )
  assert.deepEqual(
    new Set(named),
    new Set(actionsOf().map(({ action }) => action.http.replace(/:([a-zA-Z]+)/g, '{$1}'))),
  )
  for (const methods of Object.values(document.paths))
    for (const { description } of Object.values(methods))
      assert.match(description, /^(Right: |Open to everybody)/)
  const isNamed = (method: string, path: string) =>
    actionsOf().some(
      ({ action }) =>
        action.http.startsWith(`${method} `) &&
        new RegExp(`^${action.http.slice(method.length + 1).replace(/:[a-zA-Z]+/g, '[^/]+')}$`).test(path),
    )
  const guesses = [
    'admin',
    'debug',
    'console',
    'graphql',
    'swagger',
    'swagger.json',
    'v1',
    'v2',
    'v1/orders',
    'internal',
    'test',
    'env',
    '.env',
    'config',
    'config.json',
    'metrics',
    'health',
    'status',
    'users/me',
    'login',
    'logout',
    'token',
    'oauth',
    'backup',
    'dump',
    'export',
    'import',
    'sql',
    'query',
    'eval',
    'exec',
    'shell',
    'upload',
    'files',
    'static',
    'jobs',
    'queue',
    'cron',
    'migrate',
    'seed',
    'reset',
    'tenants',
    'tenant',
    'impersonate',
    'sudo',
    '.git/config',
    '.git/HEAD',
    'package.json',
    'server-status',
    'actuator',
    'actuator/env',
    'wp-login.php',
    'phpmyadmin',
    'id_rsa',
    'secret.key',
    'database-passwords.json',
    '..%2fsecret.key',
  ]
  for (const guess of guesses) {
    for (const method of ['GET', 'POST', 'PUT', 'DELETE', 'PATCH']) {
      if (isNamed(method, `/${guess}`)) continue
      const answer = await ask(`/api/${guess}`, {
        method,
        headers: { ...jar(), ...own, ...(method === 'GET' ? {} : json) },
        ...(method === 'GET' ? {} : { body: '{}' }),
      })
      assert.ok([404, 414].includes(answer.status), `${method} ${guess}: ${answer.status}`)
    }
    const page = await ask(`/${guess}`)
    if (guess !== 'metrics')
      assert.match(await page.text(), /^<!doctype html>|address\.(not-found|unreadable)/i, guess)
  }
  for (const path of [
    '/assets/../../package.json',
    '/assets/..%2f..%2fpackage.json',
    '/assets/%2e%2e/%2e%2e/package.json',
  ])
    assert.doesNotMatch(await (await ask(path)).text(), /"dependencies"/)
  const stranger = { 'x-forwarded-for': '203.0.113.9' }
  assert.equal((await ask('/metrics', { headers: stranger })).status, 404)
  assert.equal(
    (await ask('/metrics', { headers: { ...stranger, ...jar() } })).status,
    200,
    'for who may check the program',
  )
  assert.equal((await ask('/metrics')).status, 200, 'and for this machine itself')
  for (const path of ['/api/openapi.json', '/api/docs', '/api/docs/'])
    assert.equal((await ask(path)).status, 401, path)
  const page = await fetch(`${address}/api/docs`, { headers: jar() })
  assert.deepEqual(
    [page.status, page.headers.get('content-type')!.split(';')[0]],
    [200, 'text/html'],
    'who is signed in reads the documents',
  )
})

test('S43: no answer of the API is kept by a browser or a proxy on the way', async () => {
  for (const { action, name } of reading)
    assert.equal(
      (await call('GET', addressOf(action.http).path)).headers.get('cache-control'),
      'no-store',
      name,
    )
  for (const path of ['/', '/orders'])
    assert.equal((await ask(path)).headers.get('cache-control'), 'no-cache', path)
})

const sqlstates: [string, number, string][] = [
  ['22003', 422, 'input.not-storable'],
  ['22P02', 422, 'input.not-storable'],
  ['22P05', 422, 'input.not-storable'],
  ['23505', 409, 'record.taken'],
  ['23503', 409, 'record.link-not-found'],
  ['23514', 409, 'record.not-possible'],
  ['53100', 503, 'disk.full'],
  ['40001', 503, 'database.busy'],
  ['23502', 500, 'fault.internal'],
  ['23P01', 500, 'fault.internal'],
  ['25006', 500, 'fault.internal'],
  ['28000', 500, 'fault.internal'],
  ['0A000', 500, 'fault.internal'],
  ['2F003', 500, 'fault.internal'],
  ['3D000', 500, 'fault.internal'],
  ['42501', 500, 'fault.internal'],
  ['42P01', 500, 'fault.internal'],
  ['54000', 500, 'fault.internal'],
  ['58030', 500, 'fault.internal'],
  ['P0001', 500, 'fault.internal'],
  ['XX000', 500, 'fault.internal'],
]

test(
  'S37: of whatever class the database complains, the answer has a code and words, a fault has a reference that stands in the log, and nothing of the inside is told',
  { timeout: 120_000 },
  async () => {
    const inside = 'insert into brands of geheim_schema violates'
    await house.database.owner.query(`
    create function complain() returns trigger language plpgsql as $$ begin
      if new.name ~ '^klacht ' then raise exception using errcode = substr(new.name, 8), message = '${inside}'; end if;
      return new; end $$;
    create trigger complain before insert on brands for each row execute function complain()`)
    for (const [state, status, code] of sqlstates) {
      const answer = await call('POST', '/brands', { name: `klacht ${state}` })
      assert.deepEqual(
        [answer.status, answer.body.code, answer.headers.get('content-type')],
        [status, code, 'application/problem+json; charset=utf-8'],
        state,
      )
      assert.doesNotMatch(
        JSON.stringify(answer.body),
        /geheim_schema|insert into|\.ts|node_modules|\bat \//,
        state,
      )
      assert.ok(String(answer.body.detail).length > 20, state)
      if (status === 503) assert.ok(Number(answer.headers.get('retry-after')) > 0, state)
      if (status !== 500) continue
      const { reference } = answer.body as unknown as { reference: string }
      assert.match(reference, /^[0-9a-f]{8}$/, state)
      assert.ok(
        lines.some((line) => line.includes(reference) && line.includes('geheim_schema')),
        state,
      )
      assert.ok(String(answer.body.detail).includes(reference), state)
    }
    await house.database.owner.query('drop trigger complain on brands; drop function complain()')
  },
)

test('S49: an open stream of news ends when the session does, and is not opened for another site', async () => {
  assert.equal(
    (await ask('/api/live', { headers: { ...jar(), origin: 'https://evil.example' } })).status,
    403,
  )
  assert.equal((await ask('/api/live')).status, 401)
  const email = 'sanne@dewit.example'
  const signedIn = await ask('/api/session', {
    method: 'POST',
    headers: { ...json, ...own },
    body: JSON.stringify({ email, password: 'groene-fietsbel-op-zolder-77' }),
  })
  const other = signedIn.headers.get('set-cookie')!.split(';')[0]!
  const stream = await ask('/api/live', { headers: { cookie: other } })
  assert.equal(stream.status, 200)
  assert.equal(stream.headers.get('cache-control'), 'no-store')
  assert.equal((await call('POST', '/sessions/end-others', {})).status, 200)
  let heard = ''
  for await (const piece of stream.body!) heard += Buffer.from(piece).toString()
  assert.match(heard, /hello/)
  assert.equal((await ask('/api/session', { headers: { cookie: other } })).status, 401)
})

test('S50: a paper with a number in its address is not for who guesses the number, nor for who has no session', async () => {
  const invoice = ids.get('invoices')![0]!
  const [{ number }] = (await rows<{ number: string }>(
    'select number from invoices where tenant_id = $1 and number is not null',
  )) as [{ number: string }]
  for (const { action, name } of reading) {
    const { path } = addressOf(action.http, () => invoice)
    if (action.right === 'public') continue
    assert.equal((await ask(`/api${path}`)).status, 401, name)
  }
  for (const guess of [number, number.replace(/\d$/, '9'), '1', '00000000-0000-7000-8000-000000000000']) {
    const answer = await ask(`/api/invoices/${encodeURIComponent(guess)}/pdf`, { headers: jar() })
    assert.ok([404, 422].includes(answer.status), `${guess}: ${answer.status}`)
  }
})

test('S38: who never finishes asking is shown out', { timeout: 60_000 }, async () => {
  assert.match(await loris, /^HTTP\/1\.1 408 /)
})
