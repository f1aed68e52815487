/** What nobody may read: secrets sent through every address stand in no log, in no answer and not in clear in the database. */
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { lstat, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { after, test } from 'node:test'
import { promisify } from 'node:util'
import { generate } from 'otplib'
import pg from 'pg'
import { magento } from '../../src/connectors/magento/index.ts'
import { bicycleShop } from '../../src/connectors/magento/simulated-shop.ts'
import { startMagento } from '../../src/connectors/magento/simulator.ts'
import { actionsOf } from '../../src/entry/catalogue.ts'
import { serverAddress, testDatabase } from '../support/database.ts'
import { openChannel, runHouse, until } from '../support/running.ts'

const shop = await startMagento({ products: bicycleShop })
after(() => shop.close())
const running = await runHouse([magento])
const { house, address, call, cookie, lines } = running
const secrets = new Map<string, string>()
const keep = (what: string, secret: unknown) => secrets.set(what, String(secret))
keep('the password', 'groene-fietsbel-op-zolder-77')
const cookies: string[] = [cookie().split('=')[1]!]
/** All that was answered, but for the answer that shows a secret once. */
const said: string[] = []

async function ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const answer = await call(method, path, body, headers)
  cookies.push(cookie().split('=')[1]!)
  said.push(JSON.stringify(answer.body))
  return answer
}

test('every secret is used as it is meant to be', { timeout: 60_000 }, async () => {
  const { channel } = await openChannel(running)
  const made = await ask('POST', '/connections', {
    name: 'Fietsenshop',
    connector: 'magento',
    channel: channel.id,
    settings: shop.settings,
    importSince: '2020-01-01T00:00:00Z',
  })
  assert.equal(made.status, 200, JSON.stringify(made.body))
  assert.equal((await ask('POST', `/connections/${made.body.id}/detail-log`, { days: 1 })).status, 200)
  for (const [name, value] of Object.entries(shop.settings))
    if (/secret|token|consumerKey/i.test(name)) keep(`the shop's ${name}`, value)
  const state = await until(
    () => ask('GET', `/connections/${made.body.id}`),
    (answer) => answer.body.state !== 'testing',
    30,
  )
  assert.equal(state.body.state, 'active', JSON.stringify(state.body))
  await ask('PATCH', `/connections/${made.body.id}`, {
    settings: { accessToken: 'kanarie-verkeerd-token-0001' },
  })
  keep('a token that the shop refuses', 'kanarie-verkeerd-token-0001')
  await until(
    () => ask('GET', `/connections/${made.body.id}`),
    (answer) => !['testing', 'active'].includes(answer.body.state),
    30,
  )

  const key = await call('POST', '/api-keys', { name: 'Winkel', kind: 'integration', scopes: ['orders.see'] })
  keep('an API key', key.body.secret)
  const bearer = { authorization: `Bearer ${key.body.secret}` }
  assert.equal((await ask('GET', '/orders', undefined, bearer)).status, 200)
  await ask('GET', '/users', undefined, bearer)
  await ask('GET', `/orders?access_token=${key.body.secret}&key=${key.body.secret}`)
  const setup = await call('POST', '/session/totp', {})
  keep('the seed of the codes', setup.body.secret)
  const code = await generate({ secret: String(setup.body.secret) })
  const confirmed = await call('POST', '/session/totp/confirm', { setup: setup.body.setup, code })
  assert.equal(confirmed.status, 200, JSON.stringify(confirmed.body))
  for (const [n, recovery] of (confirmed.body.recoveryCodes as string[]).entries())
    keep(`recovery code ${n}`, recovery)
  await ask('POST', '/session/proof', { password: 'kanarie-verkeerd-wachtwoord' })
  keep('a wrong password', 'kanarie-verkeerd-wachtwoord')
  await ask('POST', '/users', { email: 'inpakker@dewit.example', name: 'Ina Pakker', role: null })
})

test(
  'S29: a secret in whatever field of whatever address stands in no line of the log and comes back in no answer',
  { timeout: 120_000 },
  async () => {
    let count = 0
    for (const { action } of actionsOf()) {
      if (action.http === 'DELETE /session') continue
      const [method, path] = action.http.split(' ') as [string, string]
      const canary = `kanarie${(count++).toString().padStart(4, '0')}GeheimWoord`
      keep(`a secret sent to ${action.http}`, canary)
      const shape = 'shape' in action.input ? Object.keys((action.input as { shape: object }).shape) : []
      const body = {
        password: canary,
        current: canary,
        next: canary,
        secret: canary,
        token: canary,
        ticket: canary,
        code: canary,
        settings: { accessToken: canary, password: canary },
        ...Object.fromEntries(shape.map((field) => [field, canary])),
      }
      const to = path.replace(/:([a-zA-Z]+)/g, '01900000-0000-7000-8000-000000000000')
      const headers = { 'idempotency-key': canary, 'x-api-key': canary }
      if (method === 'GET') {
        await ask('GET', `${to}?${new URLSearchParams({ ...body, settings: canary })}`, undefined, headers)
        const answer = await fetch(`${address}/api${to}?token=${canary}`, {
          headers: { authorization: `Bearer ${canary}`, cookie: `pakhuis=${canary}` },
        })
        said.push(await answer.text())
      } else {
        await ask(method, to, body, headers)
        const answer = await fetch(`${address}/api${to}`, {
          method,
          headers: { authorization: `Bearer ${canary}`, 'content-type': 'application/json' },
          body: JSON.stringify(body),
        })
        said.push(await answer.text())
      }
    }
    assert.equal((await call('GET', '/session')).status, 200)
    const found: string[] = []
    for (const [what, secret] of secrets) {
      if (lines.some((line) => line.includes(secret))) found.push(`${what} in the log`)
      // A name that somebody gives is theirs to see again; what is secret never is.
      if (!what.startsWith('a secret sent to') && said.some((answer) => answer.includes(secret)))
        found.push(`${what} in an answer`)
    }
    for (const secret of cookies)
      if (lines.some((line) => line.includes(secret)) || said.some((answer) => answer.includes(secret)))
        found.push('a cookie')
    assert.deepEqual(found, [])
    assert.ok(secrets.size > 200)
  },
)

test('S29: no line of everyday news names a customer or a user', () => {
  for (const line of lines.filter((one) => one.includes('"level":"info"')))
    assert.doesNotMatch(line, /@[a-z0-9-]+\.[a-z]|sanne|jansen|NL\d\d[A-Z]{4}/i)
})

test('S28: whoever carries off the database has none of the secrets', async () => {
  const { rows: tables } = await house.database.owner.query<{ schema: string; name: string }>(
    "select n.nspname as schema, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and n.nspname in ('public', 'graphile_worker')",
  )
  const found: string[] = []
  const real = [...secrets].filter(([what]) => !what.startsWith('a secret sent to'))
  for (const { schema, name } of tables) {
    const { rows } = await house.database.owner.query<{ text: string }>(
      `select t::text as text from ${schema}.${name} t`,
    )
    for (const { text } of rows) {
      for (const [what, secret] of real) if (text.includes(secret)) found.push(`${what} in ${name}`)
      for (const secret of cookies) if (text.includes(secret)) found.push(`a cookie in ${name}`)
    }
  }
  assert.deepEqual([...new Set(found)], [])
})

const embedded = await serverAddress()
const asOwner = new pg.Client({ connectionString: embedded.owner })
await asOwner.connect()
after(() => asOwner.end())
const shown = async (setting: string) => String((await asOwner.query(`show ${setting}`)).rows[0][setting])
const mode = async (path: string) => ((await lstat(path)).mode & 0o777).toString(8)

test('S45: the database that comes with the program listens to nobody outside, and its folder is its own', async () => {
  const data = await shown('data_directory')
  assert.equal(await shown('listen_addresses'), '')
  assert.equal(await shown('password_encryption'), 'scram-sha-256')
  assert.equal(await mode(data), '700')
  assert.equal(await mode(await shown('unix_socket_directories')), '700')
  assert.equal(await mode(join(dirname(data), 'database-passwords.json')), '600')
  const ways = (await readFile(join(data, 'pg_hba.conf'), 'utf8'))
    .split('\n')
    .filter((line) => line.trim() && !line.startsWith('#'))
  for (const line of ways) assert.match(line, /scram-sha-256$/, 'nobody comes in without a password')
  const passwords = JSON.parse(
    await readFile(join(dirname(data), 'database-passwords.json'), 'utf8'),
  ) as Record<string, string>
  for (const password of Object.values(passwords)) assert.match(password, /^[0-9a-f]{48}$/)
  const wrong = new pg.Client({ connectionString: embedded.owner.replace(passwords.owner!, 'pakhuis') })
  await assert.rejects(wrong.connect(), /password authentication failed/)
})

test('S45: the role of the program cannot alter a table, see another merchant or put the walls aside', async () => {
  const { address: place } = await testDatabase()
  const app = new pg.Client({ connectionString: place.app! })
  await app.connect()
  const refused = [
    'alter table orders add column x int',
    'drop table orders',
    'create table x (a int)',
    'alter table orders disable row level security',
    'set role pakhuis_owner',
    'set session authorization pakhuis_owner',
    'truncate orders',
    "copy orders to program 'id'",
    "select pg_read_file('/etc/passwd')",
    'alter role pakhuis_program bypassrls',
    'update events set kind = kind',
    'delete from events',
    'create extension dblink',
  ]
  for (const statement of refused)
    await assert.rejects(
      app.query(statement),
      (error: { code?: string }) => error.code === '42501',
      statement,
    )
  const { rows } = await app.query(
    "select rolname from pg_roles where (rolsuper or rolbypassrls) and pg_has_role(current_user, oid, 'member')",
  )
  assert.deepEqual(rows, [])
  await app.query("set row_security = off; set app.tenant_id = ''").catch(() => undefined)
  const orders = await app.query('select 1 from orders limit 1').then(
    ({ rowCount }) => rowCount,
    (error: { code?: string }) => error.code,
  )
  assert.ok(orders === 0 || orders === '42501')
  await app.end()
})

test(
  'S45: another user of the machine does not get to the database',
  { skip: process.getuid?.() === 0 ? false : 'only root can be another user' },
  async () => {
    const socket = join(await shown('unix_socket_directories'), '.s.PGSQL.5432')
    const tried = `import('node:net').then(({ connect }) => connect('${socket}').on('error', (e) => console.log(e.code)).on('connect', () => { console.log('in'); process.exit() }))`
    const { stdout } = await promisify(execFile)('setpriv', [
      '--reuid=54321',
      '--regid=54321',
      '--clear-groups',
      process.execPath,
      '-e',
      tried,
    ])
    assert.equal(stdout.trim(), 'EACCES')
  },
)
