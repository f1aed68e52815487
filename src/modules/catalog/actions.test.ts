/** Purchase prices are for who may see them, and a product is found however its code is typed. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { newWorld } from '../../../test/support/world.ts'
import { Refusal } from '../../base/refusal.ts'
import { system, type Actor, type Ctx } from '../../platform/context.ts'
import { all } from '../../platform/rows.ts'
import { changeProduct, createProduct, getProduct, listProducts } from './actions.ts'
import { Product } from './schema.ts'

const world = await newWorld()
const bell = world.products.get('BEL-1')!
await world.act((ctx) => changeProduct(ctx, { id: bell, costPrice: 41_900 }))

const clerk: Actor = {
  kind: 'user',
  id: randomUUID(),
  name: 'Balie',
  rights: new Set(['catalog.see', 'catalog.manage']),
}
const asClerk = <T>(work: (ctx: Ctx) => Promise<T>) =>
  world.machine.act({ tenant: world.tenant, actor: clerk }, work)
const asked = { search: 'BEL-1', limit: 10 }

test('who may not see purchase prices gets a product without them, however it is asked for', async () => {
  const seen = [
    await asClerk((ctx) => getProduct(ctx, { id: bell })),
    (await asClerk((ctx) => listProducts(ctx, asked))).rows[0]!,
    await asClerk((ctx) => changeProduct(ctx, { id: bell, name: 'Fietsbel' })),
    await asClerk((ctx) => createProduct(ctx, { sku: 'BEL-2', name: 'Fietsbel, groot' })),
  ]
  for (const product of seen)
    assert.deepEqual([product.sku.slice(0, 3), 'costPrice' in product], ['BEL', false])
  const whole = await world.machine.act({ tenant: world.tenant, actor: system }, (ctx) =>
    getProduct(ctx, { id: bell }),
  )
  assert.deepEqual([whole.name, whole.costPrice], ['Fietsbel', 41_900])
})

test('without a search all products are read, a page at a time and each once, without purchase prices for who may not see them', async () => {
  const seen: string[] = []
  let after: string | undefined
  do {
    const { rows, next } = await asClerk((ctx) => listProducts(ctx, { after, limit: 2 }))
    assert.ok(rows.every((row) => !('costPrice' in row)))
    assert.ok(rows.length === 2 || next === null)
    seen.push(...rows.map(({ id }) => id))
    after = next ?? undefined
  } while (after)
  const there = await world.act((ctx) => all(ctx, Product))
  assert.deepEqual(
    seen,
    there.map(({ id }) => id),
  )
  assert.ok(seen.length > 2)
  assert.equal(listProducts.input.parse({}).limit, 50)
  const unasked = await asClerk((ctx) => listProducts(ctx, { search: '', limit: 1 }))
  assert.equal(unasked.rows[0]!.id, seen[0])
  await assert.rejects(
    asClerk((ctx) => listProducts(ctx, { search: 'b', limit: 2 })),
    { code: 'product.search-too-short' },
  )
})

test('a code that another product has is refused at its field, whether it is made or changed', async () => {
  const refusedAt = (work: Promise<unknown>) =>
    assert.rejects(work, { code: 'record.taken', field: 'sku', status: 422 })
  await refusedAt(asClerk((ctx) => createProduct(ctx, { sku: 'BEL-1', name: 'Nog een bel' })))
  await refusedAt(asClerk((ctx) => changeProduct(ctx, { id: bell, sku: 'BAND-28' })))
})

test('nor can they set one, not even to nothing', async () => {
  for (const costPrice of [1, null])
    await assert.rejects(
      asClerk((ctx) => changeProduct(ctx, { id: bell, costPrice })),
      (error) =>
        error instanceof Refusal && error.code === 'record.field-not-yours' && error.field === 'costPrice',
    )
})

test('a code is found with capitals and without', async () => {
  await asClerk((ctx) => createProduct(ctx, { sku: 'slot-9', name: 'Ringslot' }))
  const found = async (search: string) =>
    (await asClerk((ctx) => listProducts(ctx, { search, limit: 10 }))).rows.map(({ sku }) => sku)
  assert.deepEqual(
    [await found('bel-1'), await found('BEL-1'), await found('SLOT-9'), await found('RINGslot')],
    [['BEL-1'], ['BEL-1'], ['slot-9'], ['slot-9']],
  )
})
