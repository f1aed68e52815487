/** Invoices found by their number, their order's number and the name of who they are for. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newWorld, shopOrder } from '../../../test/support/world.ts'
import { takeInOrders } from '../../workflows/take-in-orders/take-in.ts'
import { draft, finalise, listInvoices } from './actions.ts'

const world = await newWorld({ stock: { 'BEL-1': 1000 } })
const { act } = world

const invoiced = async (name: string) => {
  const order = shopOrder([['BEL-1', 1, 12100]])
  const billing = { ...order.billing, name }
  const [taken] = await act((ctx) => takeInOrders(ctx, world.channel, [{ ...order, billing }]))
  const invoice = await act(async (ctx) => finalise(ctx, (await draft(ctx, taken!.order!, null)).id))
  return { id: invoice.id, number: invoice.number!, shop: order.number }
}
const ondine = await invoiced('Ondine Kruidhof')
const berend = await invoiced('Berend Zaagmans')
const found = async (search: string, state?: 'concept' | 'final') =>
  (await act((ctx) => listInvoices(ctx, { search, state, limit: 50 }))).rows.map(({ id }) => id)

test('an invoice is found by its number, also by how that begins', async () => {
  assert.deepEqual(await found(ondine.number), [ondine.id])
  assert.deepEqual(await found(ondine.number.slice(0, -1).toLowerCase()), [berend.id, ondine.id])
})

test('an invoice is found by the number of its order', async () => {
  assert.deepEqual(await found(berend.shop), [berend.id])
})

test('an invoice is found by a part of the name, in the state that was asked for', async () => {
  assert.deepEqual(await found('kruidh'), [ondine.id])
  assert.deepEqual(await found('ondine kruidhof'), [ondine.id])
  assert.deepEqual(await found('kruidh', 'concept'), [])
  assert.deepEqual(await found('100%'), [])
})

test('one letter is no search', async () => {
  await assert.rejects(found('k'), { code: 'contact.search-too-short' })
})
