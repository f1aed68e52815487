/** A key is rotated to its end: what lay under the old one is sealed anew, and opens when the old one is gone (S28). */
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { promisify } from 'node:util'
import { testDatabase } from '../../test/support/database.ts'
import { newMerchant, shopOrder } from '../../test/support/world.ts'
import { listActivities } from '../modules/activity/actions.ts'
import { actorSaid } from '../modules/activity/rules.ts'
import { secretsOf } from '../modules/apps/actions.ts'
import { Connection } from '../modules/apps/schema.ts'
import { draft, finalise } from '../modules/invoicing/actions.ts'
import { linkOf } from '../modules/invoicing/links.ts'
import { Invoice } from '../modules/invoicing/schema.ts'
import { changeParty, changePayment, getContract } from '../modules/organisations/actions/contract.ts'
import { Message } from '../modules/messages/schema.ts'
import { system } from '../platform/context.ts'
import { diskFiles, useFiles } from '../platform/files.ts'
import { openMachine } from '../platform/machine.ts'
import { get, insert } from '../platform/rows.ts'
import { CannotOpen, readKeys } from '../platform/sealed.ts'
import { takeInOrders } from '../workflows/take-in-orders/take-in.ts'
import { sealAnew } from './sealed-secrets.ts'

const folder = await mkdtemp(join(tmpdir(), 'pakhuis-'))
after(() => rm(folder, { recursive: true, force: true }))
useFiles(diskFiles(folder))
const [old, young] = [0, 1].map(() => randomBytes(32).toString('base64url')) as [string, string]
const { database, address } = await testDatabase()
const withKeys = (text: string) => openMachine(database, [], { keys: readKeys(text, 'the test') })
const before = withKeys(old)
const { tenant, act, channel } = await newMerchant(before)
const at = <T>(keys: string, work: Parameters<typeof before.act<T>>[1]) =>
  withKeys(keys).act({ tenant, actor: system, lang: 'en' }, work)
const owner = (statement: string, values: unknown[]) => database.owner.query(statement, values)

const invoice = await act(async (ctx) => {
  const [taken] = await takeInOrders(ctx, channel, [shopOrder()])
  return (await finalise(ctx, (await draft(ctx, taken!.order!, null)).id)).id
})
const token = await act(async (ctx) => (await linkOf(ctx, await get(ctx, Invoice, invoice))).token)
await act(async (ctx) => {
  await changeParty(ctx, { name: 'Fietsen De Wit B.V.' } as never)
  await changePayment(ctx, {
    paymentMethod: 'mandate',
    iban: 'NL91ABNA0417164300',
    ibanHolder: 'Fietsen De Wit B.V.',
    mandateReference: 'PAKHUIS-1',
    mandateDay: '2026-01-05',
  } as never)
})
const connection = await act(async (ctx) => {
  const id = ctx.newId()
  const secrets = ctx.seal(`connection:${id}`, '{"token":"geheim"}')
  return insert(ctx, Connection, {
    id,
    name: 'Webshop',
    connector: 'shop',
    kind: 'shop',
    channel: channel.id,
    state: 'paused',
    hook: ctx.newId(),
    secrets,
  })
})
const message = await act((ctx) =>
  insert(ctx, Message, {
    event: 'quote.sent',
    state: 'queued',
    about: invoice,
    aboutKind: 'quote',
    language: 'nl',
    toAddress: 'eva@voorbeeld.example',
    subject: 'Offerte',
    html: '',
    plain: '',
    dedupe: 'proef',
    sendAt: ctx.now,
    sealed: ctx.seal('mail-link', 'geheim'),
  }),
)
/** Half a thousand invitations more than one call takes, an app at a login, and one that is being set up. */
const [app, setup] = await act(async (ctx) => {
  const ids = [ctx.newId(), ctx.newId()] as const
  await ctx.db.run(
    `insert into logins (id, home, user_id, email, totp, created_at) values ($2, $1, $2, 'eva@voorbeeld.example', $3, $4)`,
    [ids[0], ctx.seal('totp', 'geheim'), ctx.now],
  )
  const link = `insert into entry_links (id, hash, kind, home, sealed, ends_at)
    select case $2 when 'totp' then $5::uuid else gen_random_uuid() end, $2 || n, $2, $1, $3, $4::timestamptz + interval '1 day' from generate_series(1, $6::int) n`
  await ctx.db.run(link, ['totp', ctx.seal('totp', 'geheim'), ctx.now, ids[1], 1])
  await ctx.db.run(link, ['invite', ctx.seal('link', 'geheim'), ctx.now, ids[1], 600])
  return ids
})

test('every place that seals is known to what seals anew, with the purpose that it opens with', () => {
  const sealing = globSync('src/**/*.ts').filter(
    (path) => !path.includes('.test.') && /ctx\.seal\(/.test(readFileSync(path, 'utf8')),
  )
  assert.deepEqual(sealing.toSorted(), [
    'src/entry/sealed-secrets.ts',
    'src/modules/apps/actions.ts',
    'src/modules/invoicing/links.ts',
    'src/modules/messages/compose.ts',
    'src/modules/organisations/actions/contract.ts',
    'src/modules/users/actions/second-factor.ts',
    // Tokens of an hour, which stand nowhere.
    'src/modules/users/entering.ts',
    'src/modules/users/writes.ts',
  ])
})

/** Opens everything as the program itself does, with these keys. */
async function opened(keys: string) {
  const one = async (table: string, id: string, column: string) =>
    (await owner(`select ${column} as text from ${table} where id = $1`, [id])).rows[0]!.text as string
  const invites = await owner(`select sealed from entry_links where kind = 'invite'`, [])
  const sealed = {
    totp: [await one('logins', app, 'totp'), await one('entry_links', setup, 'sealed')],
    link: invites.rows.map((row) => row.sealed as string),
    'mail-link': [await one('messages', message.id, 'sealed')],
  }
  return at(keys, async (ctx) => ({
    token: (await linkOf(ctx, await get(ctx, Invoice, invoice))).token,
    iban: (await getContract(ctx, {})).contract?.iban,
    connection: secretsOf(ctx, await get(ctx, Connection, connection.id)),
    others: [
      ...new Set(
        Object.entries(sealed).flatMap(([purpose, texts]) => texts.map((text) => ctx.unseal(purpose, text))),
      ),
    ],
  }))
}

test('until it is done anew the old key cannot go; then it can, and everything still opens', async () => {
  const all = await opened(old)
  assert.deepEqual([all.token, all.connection, all.others], [token, { token: 'geheim' }, ['geheim']])
  assert.match(all.iban!, /4300$/)
  await assert.rejects(opened(young), CannotOpen)
  const both = `${young},${old}`
  // Broken off after its first batch: both keys are needed, and the next call goes on.
  const first = await at(both, (ctx) => sealAnew(ctx, {}))
  assert.deepEqual([first.sealed, first.isDone], [500, false])
  assert.deepEqual(await opened(both), all)
  await assert.rejects(opened(young), CannotOpen)
  assert.deepEqual(await at(both, (ctx) => sealAnew(ctx, {})), {
    sealed: 106,
    isDone: true,
    isSound: true,
    shut: [],
  })
  assert.equal((await at(both, (ctx) => sealAnew(ctx, {}))).sealed, 0)
  assert.deepEqual(await opened(young), all)
  await assert.rejects(opened(old), CannotOpen)
})

test('what no key opens stays as it is and is told, in the language of who asks', async () => {
  const lost = randomBytes(32).toString('base64url')
  const stranger = withKeys(lost)
  const text = await stranger.act({ tenant, actor: system }, async (ctx) => ctx.seal('totp', 'verloren'))
  await owner('update logins set totp = $2 where id = $1', [app, text])
  const moved = await at(old, async (ctx) => ctx.seal('connection:of-another', '{}'))
  await owner('update connections set secrets = $2 where id = $1', [connection.id, moved])
  const { sealed, isSound, shut } = await at(`${young},${old}`, (ctx) => sealAnew(ctx, {}))
  assert.deepEqual([sealed, isSound], [0, false])
  assert.deepEqual(
    shut.map(({ table, count, ids }) => [table, count, ids]),
    [
      ['logins', 1, [app]],
      ['connections', 1, [connection.id]],
    ],
  )
  assert.match(shut[0]!.why, /^Sealed with key \S{8}, which is not in SECRET_KEY/)
  assert.match(shut[1]!.why, /^Damaged, or of another business/)
  const kept = await owner('select totp from logins where id = $1', [app])
  assert.equal(kept.rows[0]!.totp, text)
  const dutch = await withKeys(young).act({ tenant, actor: system, lang: 'nl' }, (ctx) => sealAnew(ctx, {}))
  assert.match(dutch.shut[0]!.what, /^Tweede stap van inloggen$/)
})

test('by hand one command does all batches, and its line in the log reads in both languages', async () => {
  await owner('update logins set totp = null where id = $1', [app])
  const text = await at(young, async (ctx) => ctx.seal(`connection:${connection.id}`, '{}'))
  await owner('update connections set secrets = $2 where id = $1', [connection.id, text])
  const newest = randomBytes(32).toString('base64url')
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['scripts/pakhuis.mjs', 'sealedSecrets.sealAnew', JSON.stringify({ tenant })],
    {
      env: {
        ...process.env,
        DATA_DIR: folder,
        DATABASE_URL: address.owner,
        SECRET_KEY: `${newest},${young}`,
      },
    },
  )
  assert.match(
    stdout,
    /"sealed": 500,\s+"isDone": false[^]*"sealed": 105,\s+"isDone": true,\s+"isSound": true/,
  )
  const [line] = (await act((ctx) => listActivities(ctx, { kind: 'secrets.sealed-anew', limit: 1 }))).rows
  assert.equal(actorSaid(line!, 'nl'), 'Opdrachtregel')
  assert.equal(actorSaid(line!, 'en'), 'Command line')
  assert.equal(actorSaid({ actorKind: 'user', actorName: 'command line' }, 'nl'), 'command line')
})
