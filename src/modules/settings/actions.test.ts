/** General terms come in versions per language; an old one is never changed. */
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { Refusal } from '../../base/refusal.ts'
import { diskFiles, useFiles } from '../../platform/files.ts'
import { newWorld, shopOrder } from '../../../test/support/world.ts'
import { takeInOrders } from '../../workflows/take-in-orders/take-in.ts'
import { currentTerms, getCurrentTerms, listGeneralTerms, publishGeneralTerms } from './actions.ts'

const folder = await mkdtemp(join(tmpdir(), 'pakhuis-files-'))
useFiles(diskFiles(folder))
after(() => rm(folder, { recursive: true, force: true }))
const world = await newWorld({ now: () => new Date('2026-06-01T10:00:00Z') })
const { act, business } = world
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'accepted',
    (error: unknown) => (error instanceof Refusal ? error.code : String(error)),
  )
const publish = (more: object) =>
  act((ctx) =>
    publishGeneralTerms(ctx, {
      business,
      language: 'nl',
      title: 'Voorwaarden',
      validFrom: '2026-01-01',
      ...more,
    }),
  )

test('the version that holds today is the newest that has begun, in the language of the customer', async () => {
  assert.equal((await act((ctx) => getCurrentTerms(ctx, { business, language: 'nl' }))).terms, null)
  await publish({ text: 'Eerste' })
  await publish({ text: 'Tweede', validFrom: '2026-05-01' })
  await publish({ url: 'https://winkel.example/voorwaarden', validFrom: '2026-07-01' })
  await publish({
    language: 'en',
    pdf: { name: 'terms.pdf', type: 'application/pdf', bytes: Buffer.from('%PDF-1.7 …') },
  })
  const current = (language: string) => act(async (ctx) => (await currentTerms(ctx, business, language))!)
  assert.deepEqual([(await current('nl')).number, (await current('nl')).text], [2, 'Tweede'])
  assert.deepEqual([(await current('en')).number, (await current('en')).file !== null], [1, true])
  assert.equal((await current('de')).language, 'en')
  await publish({ language: 'de', text: 'Es gelten unsere Bedingungen.' })
  assert.equal((await current('de')).text, 'Es gelten unsere Bedingungen.')
  assert.deepEqual(
    (await act((ctx) => listGeneralTerms(ctx, { business, language: 'nl' }))).rows.map((row) => row.number),
    [1, 2, 3],
  )
})

test('terms of nothing, a file that is no PDF and a day before the last version are refused', async () => {
  assert.equal(await codeOf(publish({ text: '  ' })), 'general-terms.empty')
  assert.equal(
    await codeOf(publish({ pdf: { name: 'x', type: 'application/pdf', bytes: Buffer.from('MZ') } })),
    'general-terms.not-a-pdf',
  )
  assert.equal(await codeOf(publish({ text: 'Terug', validFrom: '2026-06-30' })), 'general-terms.goes-back')
})

test('an order keeps the version that held on the day it was placed, in its own language', async () => {
  const placed = (placedAt: string, language: string) =>
    shopOrder(undefined, {
      placedAt: new Date(placedAt),
      customer: { ...shopOrder().customer, email: `${language}@example.nl`, language },
    })
  const orders = [placed('2026-04-01T10:00:00Z', 'nl'), placed('2026-05-31T10:00:00Z', 'nl')]
  const abroad = placed('2026-05-31T10:00:00Z', 'en')
  await act((ctx) => takeInOrders(ctx, world.channel, [...orders, abroad]))
  const kept = await act((ctx) =>
    ctx.db.rows<{ number: string; title: string; version: number; language: string }>(
      `select o.external_number as number, t.number as version, t.language from orders o
       join general_terms t on t.tenant_id = $1 and t.id = o.terms where o.tenant_id = $1 order by o.external_number`,
    ),
  )
  assert.deepEqual(
    kept.map((row) => [row.language, row.version]),
    [
      ['nl', 1],
      ['nl', 2],
      ['en', 1],
    ],
  )
})

test('a version cannot be changed by the program itself', async () => {
  await assert.rejects(
    act((ctx) => ctx.db.run("update general_terms set text = 'Anders' where tenant_id = $1")),
    /permission denied/,
  )
})
