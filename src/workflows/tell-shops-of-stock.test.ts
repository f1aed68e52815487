/** Whose stock counts in a webshop, and which articles it must hear of. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refusal } from '../base/refusal.ts'
import { Connection } from '../modules/apps/schema.ts'
import { changeProduct } from '../modules/catalog/actions.ts'
import { correctStock } from '../modules/stock/actions.ts'
import { sellingOf, waitingStock } from '../modules/stock/reads.ts'
import { insert } from '../platform/rows.ts'
import { newWorld } from '../../test/support/world.ts'
import { chooseStockLeader, noteStockChange, previewStock, tellShopOfStock } from './tell-shops-of-stock.ts'
import type { Shop } from '../contracts/shop.ts'
import type { Tools } from '../platform/workflow.ts'

const world = await newWorld()
const { act } = world
const connect = (kind: 'shop' | 'carrier', channel: string | null) =>
  act((ctx) =>
    insert(ctx, Connection, { name: kind, connector: kind, kind, channel, state: 'active', hook: kind }),
  )
const shop = (await connect('shop', world.channel.id)).id
const heard: { sku: string; available: number }[][] = []
let answer: 'ok' | 'refused' | 'unknown' = 'ok'
const port: Pick<Shop, 'setStock'> = {
  async setStock(levels) {
    heard.push(levels.map((level) => ({ ...level })))
    return levels.map(({ sku }) => ({
      sku,
      outcome:
        answer === 'ok'
          ? { kind: 'ok', value: null }
          : answer === 'refused'
            ? { kind: 'refused', code: 'composite', text: 'Een set heeft geen eigen voorraad.' }
            : { kind: 'unknown', text: 'geen antwoord' },
    }))
  },
}
const tools: Tools = { tenant: world.tenant, act, open: async <P>() => port as P, isStopping: () => false }
const product = (sku: string) => world.products.get(sku)!
const waiting = () => act((ctx) => waitingStock(ctx, shop, world.channel.id, 50))
const changed = async (sku: string, pieces: number) => {
  const given = { product: product(sku), location: world.location, onHand: pieces * 1000, reason: 'telling' }
  await act((ctx) => correctStock(ctx, given))
  await noteStockChange.run(tools, { products: [product(sku)] })
}
const tell = (more: object = {}) => tellShopOfStock.run(tools, { about: shop, ...more })

test('only a webshop can be told stock', async () => {
  const carrier = (await connect('carrier', null)).id
  for (const ask of [
    () => act((ctx) => previewStock(ctx, { connection: carrier })),
    () => act((ctx) => chooseStockLeader(ctx, { connection: carrier, leads: 'us' })),
  ])
    await assert.rejects(ask, (error) => error instanceof Refusal && error.code === 'connection.no-stock')
})

test('as long as the webshop counts for itself nothing waits', async () => {
  await changed('BEL-1', 9)
  assert.deepEqual(await waiting(), [])
})

test('switching over tells everything that has stock or is out of it, in one go', async () => {
  assert.deepEqual(await act((ctx) => previewStock(ctx, { connection: shop })), { products: 2, empty: 0 })
  await act((ctx) => chooseStockLeader(ctx, { connection: shop, leads: 'us' }))
  await tell()
  assert.deepEqual(
    heard.flat().sort((a, b) => (a.sku < b.sku ? -1 : 1)),
    [
      { sku: 'BAND-28', available: 10 },
      { sku: 'BEL-1', available: 9 },
    ],
  )
  assert.equal(heard.length, 1)
})

test('many changes of an article are told once, and one that was undone not at all', async () => {
  heard.length = 0
  for (const pieces of [1, 2, 3]) await changed('BEL-1', pieces)
  await changed('BAND-28', 4)
  await changed('BAND-28', 10)
  await tell()
  await tell()
  assert.deepEqual(heard, [[{ sku: 'BEL-1', available: 3 }]])
  assert.deepEqual(await waiting(), [])
})

test('what the webshop refuses is one task with the reason, and trying again asks it again', async () => {
  answer = 'refused'
  await changed('BEL-1', 5)
  await tell()
  const [row] = await act((ctx) => sellingOf(ctx, product('BEL-1')))
  assert.deepEqual([row!.available, row!.told, row!.problem], [5, 3, 'Een set heeft geen eigen voorraad.'])
  const tasks = () =>
    world.database.owner.query<{ kind: string }>(`select kind from tasks where state = 'open'`)
  assert.deepEqual((await tasks()).rows, [{ kind: 'stock.refused' }])
  answer = 'ok'
  await tell({ again: true })
  assert.equal((await act((ctx) => sellingOf(ctx, product('BEL-1'))))[0]!.told, 5)
  assert.deepEqual((await tasks()).rows, [])
})

test('without an answer the article stays waiting, and the job fails so that it is tried again', async () => {
  answer = 'unknown'
  await changed('BEL-1', 6)
  await assert.rejects(tell(), /geen antwoord/)
  assert.deepEqual(
    (await waiting()).map(({ sku, available }) => [sku, available]),
    [['BEL-1', 6]],
  )
  answer = 'ok'
  await tell()
  assert.deepEqual(await waiting(), [])
})

test('a change while the webshop answers is told after all', async () => {
  heard.length = 0
  const { setStock } = port
  port.setStock = async (levels) => {
    port.setStock = setStock
    await changed('BEL-1', 2)
    return setStock(levels)
  }
  await changed('BEL-1', 1)
  await tell()
  assert.deepEqual(
    heard.flat().map(({ available }) => available),
    [1, 2],
  )
})

test('what may be sold without stock is not told', async () => {
  heard.length = 0
  await act((ctx) => changeProduct(ctx, { id: product('BEL-1'), sellsWithoutStock: true }))
  await changed('BEL-1', 0)
  await tell()
  assert.deepEqual(heard, [])
})
