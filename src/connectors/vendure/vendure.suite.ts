/** What only Vendure does, tried alike on its simulator and on a real server, and compared with what was recorded. */
import assert from 'node:assert/strict'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { describe, test, type TestContext } from 'node:test'
import type { Shop, ShopItem, ShopOrder } from '../../contracts/shop.ts'
import type { ShopWorld } from '../../contracts/shop.suite.ts'
import type { VendureClient } from './client.ts'
import * as wire from './wire.ts'

export type VendureWorld = ShopWorld & {
  /** A conversation with the server, past all troubles. */
  readonly client: VendureClient
  /** The cart was last touched so long before it became an order. */
  placeFromOldCart(seconds: number): Promise<string>
  /** Whoever is signed in is so no longer. */
  endSessions(): Promise<void>
  cancelPieces(id: string, line: string, pieces: number): Promise<void>
  /** Money goes back, first as pending and then for good. */
  refund(id: string, amount: number): Promise<void>
  settleRefunds(id: string): Promise<void>
}

export type OpenVendure = () => Promise<{ shop: Shop; world: VendureWorld; close: () => Promise<void> }>

const samples = new URL('../../../samples/vendure/', import.meta.url)

/** With `isRecording` the answers are kept as samples; otherwise they are compared with them. */
export function vendureSuite(name: string, open: OpenVendure, isRecording = false): void {
  const given = async (t: TestContext) => {
    const opened = await open()
    t.after(opened.close)
    return { ...opened, since: new Date(opened.world.now().getTime() - 3_600_000) }
  }

  describe(name, () => {
    test('an order whose cart stood for an hour is not missed, though its updatedAt is an hour old', async (t) => {
      const { shop, world } = await given(t)
      world.advanceClock(7200)
      await world.placeOrder()
      const { cursor } = await shop.ordersSince(null, new Date(world.now().getTime() - 1_800_000), 50)
      world.advanceClock(1200)
      const id = await world.placeFromOldCart(3600)
      const page = await shop.ordersSince(cursor, world.now(), 50)
      assert.ok(page.items.some((item) => item.externalId === id))
    })

    test('a session that ends between two pages is renewed, and no order is lost', async (t) => {
      const { shop, world, since } = await given(t)
      const placed = [await world.placeOrder(), await world.placeOrder(), await world.placeOrder()]
      const first = await shop.ordersSince(null, since, 2)
      await world.endSessions()
      const second = await shop.ordersSince(first.cursor, since, 2)
      assert.deepEqual(
        [...first.items, ...second.items].map((item) => item.externalId),
        placed,
      )
    })

    test('what was shipped before it was paid shows as shipped, though Vendure calls it authorised', async (t) => {
      const { shop, world } = await given(t)
      const id = await world.placeOrder()
      const before = await read(shop, id)
      const lines = before.lines.map((line) => ({ externalId: line.externalId, quantity: line.quantity }))
      const parcel = {
        carrier: 'eigen',
        carrierTitle: 'Eigen bezorging',
        trackingCode: null,
        trackingUrl: null,
      }
      const shipment = { orderExternalId: id, lines, notifyCustomer: false, ...parcel }
      assert.equal((await shop.ship(shipment, 'sleutel')).kind, 'ok')
      const after = await read(shop, id)
      assert.equal(after.state, 'shipped')
      assert.equal(after.payments[0]?.state, 'authorized')
    })

    test('a fulfilment that was made but not handed over is handed over the next time', async (t) => {
      const { shop, world } = await given(t)
      const id = await world.placeOrder({ isPaid: true })
      const order = await read(shop, id)
      const lines = order.lines.map((line) => ({ externalId: line.externalId, quantity: line.quantity }))
      const parcel = {
        carrier: 'postnl',
        carrierTitle: 'PostNL',
        trackingCode: '3SPENDING',
        trackingUrl: null,
      }
      const input = {
        lines: lines.map((line) => ({ orderLineId: line.externalId, quantity: line.quantity / 1000 })),
        handler: {
          code: 'manual-fulfillment',
          arguments: [
            { name: 'method', value: 'PostNL' },
            { name: 'trackingCode', value: '3SPENDING' },
          ],
        },
      }
      await world.client.ask(wire.fulfilDocument, { input })
      assert.equal((await read(shop, id)).state, 'open')
      const shipment = { orderExternalId: id, lines, notifyCustomer: false, ...parcel }
      assert.equal((await shop.ship(shipment, 'sleutel')).kind, 'ok')
      assert.equal((await read(shop, id)).state, 'shipped')
      assert.equal((await world.shipments(id)).length, 1)
    })

    test('a piece cancelled and refunded: amounts of what is left, and money back only when it went', async (t) => {
      const { shop, world } = await given(t)
      const id = await world.placeOrder({
        isPaid: true,
        hasDiscount: true,
        lines: [
          { sku: world.skus[0], pieces: 2 },
          { sku: world.skus[2], pieces: 3 },
        ],
      })
      const [, line] = (await read(shop, id)).lines
      await world.cancelPieces(id, line?.externalId ?? '', 1)
      await world.refund(id, 2246)
      const pending = await read(shop, id)
      assert.deepEqual(
        pending.lines.map((one) => [one.quantity, one.cancelledQuantity, one.gross, one.net]),
        [
          [2000, 0, 233_820, 193_240],
          [3000, 1000, 4491, 4120],
        ],
      )
      assert.deepEqual([pending.discount, pending.total.gross], [26_479, 238_811])
      assert.deepEqual(pending.payments.map(money), [[241_057, 0]])
      await world.settleRefunds(id)
      assert.deepEqual((await read(shop, id)).payments.map(money), [[241_057, 2246]])
    })

    test('every answer that we count on has the fields and figures that were recorded', async (t) => {
      const { world } = await given(t)
      const answers = await conversationWith(world)
      if (isRecording) await record(answers)
      for (const [sample, answer] of Object.entries(answers)) {
        const recorded: unknown = JSON.parse(await readFile(new URL(`${sample}.json`, samples), 'utf8'))
        assert.deepEqual(comparable(answer), comparable(recorded), sample)
      }
    })
  })
}

const money = (payment: ShopOrder['payments'][number]) => [payment.captured, payment.refunded]

async function read(shop: Shop, id: string): Promise<ShopOrder> {
  const [item] = await shop.ordersById([id])
  return orderIn(item)
}

export function orderIn(item: ShopItem | undefined): ShopOrder {
  if (item && 'order' in item) return item.order
  return assert.fail(item ? item.unreadable.en : 'no order')
}

/** A business customer's order with a coupon and two VAT rates, from taking in to cancelling, and the usual noes. */
async function conversationWith(world: VendureWorld): Promise<Record<string, unknown>> {
  const answers: Record<string, unknown> = {}
  const ask = async (sample: string, document: string, variables: Record<string, unknown>) =>
    (answers[sample] = JSON.parse(JSON.stringify(await world.client.ask(document, variables)))) as Answer
  const id = await world.placeOrder({
    hasDiscount: true,
    lines: [
      { sku: world.skus[0], pieces: 2 },
      { sku: world.skus[2], pieces: 3 },
    ],
  })
  const only = { options: { filter: { id: { in: [id] } } } }
  const placed = await ask('order-authorised', wire.ordersDocument, only)
  const [first, second] = placed.data.orders.items[0]?.lines.map((line) => line.id) ?? []
  await world.pay(id)
  await world.cancelPieces(id, second ?? '', 1)
  await world.refund(id, 2246)
  await world.changeNote(id, 'Eerst bellen')
  await ask('order-piece-cancelled', wire.ordersDocument, only)
  const parcel = (quantity: number) => ({
    input: {
      lines: [{ orderLineId: first, quantity }],
      handler: {
        code: 'manual-fulfillment',
        arguments: [
          { name: 'method', value: 'PostNL' },
          { name: 'trackingCode', value: '3SABCD0000001' },
        ],
      },
    },
  })
  const made = await ask('fulfilment-made', wire.fulfilDocument, parcel(2))
  const moved = { id: made.data.addFulfillmentToOrder.id, state: 'Shipped' }
  await ask('fulfilment-shipped', wire.moveFulfilmentDocument, moved)
  await ask('fulfilment-shipped-again', wire.moveFulfilmentDocument, moved)
  await ask('fulfilment-too-many', wire.fulfilDocument, parcel(1))
  await ask('order-stand', wire.orderStandDocument, { id })
  await ask('order-part-shipped', wire.ordersDocument, only)
  await ask('cancelled', wire.cancelDocument, { input: { orderId: id, cancelShipping: true } })
  await ask('cancelled-again', wire.cancelDocument, { input: { orderId: id, cancelShipping: true } })
  await ask('order-cancelled', wire.ordersDocument, only)
  await ask('cancel-unknown', wire.cancelDocument, { input: { orderId: '987654321' } })
  await ask('orders-too-many', wire.ordersDocument, { options: { take: 1001 } })
  const bad = await world.placeOrder()
  await world.poison(bad)
  const both = { options: { filter: { id: { in: [id, bad] } }, sort: { id: 'ASC' } } }
  await ask('orders-one-broken', wire.ordersDocument, both)
  await ask('order-keys', wire.orderKeysDocument, both)
  await ask('orders-apart', wire.ordersApartDocument(3), { id0: id, id1: bad, id2: '987654321' })
  const article = { options: { filter: { sku: { in: [world.skus[2]] } } } }
  await ask('articles', wire.variantsDocument, article)
  const stock = await ask('stock', wire.stockDocument, article)
  const variant = stock.data.productVariants.items[0]?.id
  await ask('stock-set', wire.setStockDocument, { input: [{ id: variant, stockOnHand: 7 }] })
  await ask('stock-negative', wire.setStockDocument, { input: [{ id: variant, stockOnHand: -1 }] })
  await ask('sign-in-refused', wire.loginDocument, { username: 'niemand', password: 'fout' })
  return answers
}

/** The parts of the answers that the conversation goes on with. */
type Answer = {
  data: {
    orders: { items: { lines: { id: string }[] }[] }
    addFulfillmentToOrder: { id: string }
    productVariants: { items: { id: string }[] }
  }
}

async function record(answers: Record<string, unknown>): Promise<void> {
  await mkdir(samples, { recursive: true })
  for (const [sample, answer] of Object.entries(answers))
    await writeFile(new URL(`${sample}.json`, samples), `${JSON.stringify(answer, null, 2)}\n`)
}

/** An answer without what differs each time: ids, codes and moments stay as their kind, and messages lose ids. */
function comparable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(comparable)
  if (value === null || typeof value !== 'object')
    return typeof value === 'string' ? value.replace(/"\d+"/g, '"…"') : value
  const isOrder = 'orderPlacedAt' in value
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, held]) => [
        key,
        (changing.has(key) || (isOrder && key === 'code')) && held !== null ? typeof held : comparable(held),
      ]),
  )
}

const changing = new Set([
  'id',
  'orderLineId',
  'transactionId',
  'createdAt',
  'updatedAt',
  'orderPlacedAt',
  'stockOnHand',
  'stockAllocated',
])
