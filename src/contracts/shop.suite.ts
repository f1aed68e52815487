/** What every webshop connector must do, run against its simulator with faults injected. */
import assert from 'node:assert/strict'
import { describe, test, type TestContext } from 'node:test'
import { sum } from '../base/money.ts'
import { ConnectorFault, type FaultKind } from './connector.ts'
import type { Shop, ShopItem, ShopOrder, ShopShipment } from './shop.ts'
import type { SimulatedFault } from './simulator.ts'

/** What goes wrong, in words that hold for every system; the world turns it into faults of its simulator. */
export type Trouble =
  /** The shop says that we go too fast, and to wait seven seconds. */
  | 'too-fast'
  /** The shop no longer accepts our credentials, said in its own way. */
  | 'signed-out'
  /** A web page with status 200 where the answer should be. */
  | 'html-page'
  /** Maintenance: 503. */
  | 'down'
  /** The connection breaks in the middle of the answer. */
  | 'half-answer'
  /** The connection breaks before anything was done. */
  | 'cut-before'
  /** The work is done and the answer never comes. */
  | 'cut-after'

/** The troubles as most systems show them; a world adds the path, and replaces what its system does otherwise. */
export const commonTroubles: Readonly<Record<Trouble, SimulatedFault>> = {
  'too-fast': { kind: 'status', status: 429, headers: { 'retry-after': '7' }, body: 'Too many requests' },
  'signed-out': { kind: 'status', status: 401, headers: { 'content-type': 'application/json' }, body: '{}' },
  'html-page': {
    kind: 'status',
    status: 200,
    headers: { 'content-type': 'text/html' },
    body: '<html><p>Hi</html>',
  },
  down: {
    kind: 'status',
    status: 503,
    headers: { 'content-type': 'text/html' },
    body: '<html>Maintenance</html>',
  },
  'half-answer': { kind: 'half-answer' },
  'cut-before': { kind: 'cut-before' },
  'cut-after': { kind: 'cut-after' },
}

/** Which requests a trouble strikes: `read` any reading of orders, the others only the request that writes. */
export type ShopCall = 'read' | 'ship' | 'cancel' | 'stock' | 'any'

export type OrderWish = {
  /** Two different skus, one piece each, when left out. */
  readonly lines?: readonly { readonly sku: string; readonly pieces: number }[]
  /** A coupon of ten per cent on everything but shipping. */
  readonly hasDiscount?: boolean
  readonly isPaid?: boolean
  readonly isGuest?: boolean
  /** Surfaces late: its times lie this long before the shop's clock, as of a transaction that was open. */
  readonly secondsAgo?: number
}

type Eventually<T> = T | Promise<T>

/** The handle that a connector's simulator gives to the suite. */
export type ShopWorld = {
  /** Sold by the shop and plentiful; the first two at the standard rate, the third at the reduced one. */
  readonly skus: readonly [string, string, string]
  /** The shop's clock, which is also the clock of the connector's context. */
  now(): Date
  advanceClock(seconds: number): void
  /** Gives the external id. */
  placeOrder(wish?: OrderWish): Eventually<string>
  /** As the shop's own staff would. */
  cancelOrder(externalId: string): Eventually<void>
  /** The whole amount comes in. */
  pay(externalId: string): Eventually<void>
  changeNote(externalId: string, note: string): Eventually<void>
  /** Breaks one order, so that it can no longer be read, alone or among others. */
  poison(externalId: string): Eventually<void>
  /** Of several parcels in one shipment every code, joined. */
  shipments(
    externalId: string,
  ): Eventually<readonly { readonly pieces: number; readonly trackingCode: string | null }[]>
  /** What the shop can still sell; null for a sku it does not know. */
  stockOf(sku: string): Eventually<number | null>
  /** Once when `times` is left out. */
  trouble(call: ShopCall, trouble: Trouble, times?: number): void
  /** Ends all troubles. */
  calm(): void
}

export type OpenShop = () => Promise<{ shop: Shop; world: ShopWorld; close: () => Promise<void> }>

/** Declares the tests under `name`; every test opens a shop of its own. */
export function shopSuite(name: string, open: OpenShop): void {
  const given = async (t: TestContext) => {
    const opened = await open()
    t.after(opened.close)
    const since = new Date(opened.world.now().getTime() - 3_600_000)
    return { ...opened, since }
  }

  describe(name, () => {
    describe('reading orders', () => {
      test('a fresh order is seen, with its number, lines and customer', async (t) => {
        const { shop, world, since } = await given(t)
        const [first, second] = world.skus
        const id = await world.placeOrder({
          lines: [
            { sku: first, pieces: 2 },
            { sku: second, pieces: 1 },
          ],
        })
        const order = only(await readAll(shop, null, since), id)
        assert.notEqual(order.number, '')
        assert.deepEqual(
          order.lines.filter((line) => line.kind === 'goods').map((line) => [line.sku, line.quantity]),
          [
            [first, 2000],
            [second, 1000],
          ],
        )
        assert.equal(order.state, 'open')
        assert.equal(order.placedAt.getTime(), Math.floor(world.now().getTime() / 1000) * 1000)
        assert.match(order.customer.email, /@/)
        assert.match(order.billing.country, /^[A-Z]{2}$/)
        assert.notEqual(order.billing.houseNumber, '')
        assert.equal(order.currency, 'EUR')
      })

      test('amounts agree to the cent, with two rates and a discount', async (t) => {
        const { shop, world, since } = await given(t)
        const [first, , reduced] = world.skus
        for (const pieces of [1, 3, 7])
          for (const hasDiscount of [false, true])
            await world.placeOrder({
              lines: [
                { sku: first, pieces },
                { sku: reduced, pieces: pieces + 1 },
              ],
              hasDiscount,
            })
        const orders = readable(await readAll(shop, null, since))
        assert.equal(orders.length, 6)
        for (const order of orders) {
          agrees(order)
          assert.equal(new Set(order.lines.map((line) => line.vatRate)).size, 2)
        }
        assert.equal(orders.filter((order) => order.discount > 0).length, 3)
      })

      test('nothing is read from before the day one starts', async (t) => {
        const { shop, world } = await given(t)
        const old = await world.placeOrder()
        world.advanceClock(40 * 86_400)
        const fresh = await world.placeOrder()
        const items = await readAll(shop, null, new Date(world.now().getTime() - 86_400_000))
        assert.deepEqual([...idsOf(items)], [fresh])
        assert.ok(!idsOf(items).has(old))
      })

      test('a cursor read twice gives the same', async (t) => {
        const { shop, world, since } = await given(t)
        for (let i = 0; i < 5; i++) await world.placeOrder()
        const first = await shop.ordersSince(null, since, 2)
        assert.ok(first.hasMore)
        const once = await shop.ordersSince(first.cursor, since, 2)
        const twice = await shop.ordersSince(first.cursor, since, 2)
        assert.deepEqual(twice, once)
      })

      test('an order placed in the second that was just read is not missed', async (t) => {
        const { shop, world, since } = await given(t)
        await world.placeOrder()
        const cursor = await lastCursor(shop, null, since)
        const second = await world.placeOrder()
        assert.ok(idsOf(await readAll(shop, cursor, since)).has(second))
      })

      test('an order that surfaces a minute late is not missed', async (t) => {
        const { shop, world, since } = await given(t)
        world.advanceClock(1200)
        await world.placeOrder()
        const cursor = await lastCursor(shop, null, since)
        world.advanceClock(30)
        const late = await world.placeOrder({ secondsAgo: 60 })
        assert.ok(idsOf(await readAll(shop, cursor, since)).has(late))
      })

      test('an order cancelled in the shop comes by again, as cancelled', async (t) => {
        const { shop, world, since } = await given(t)
        const id = await world.placeOrder()
        const cursor = await lastCursor(shop, null, since)
        world.advanceClock(3600)
        await world.cancelOrder(id)
        assert.equal(only(await readAll(shop, cursor, since), id).state, 'cancelled')
      })

      test('a quiet shop gives an empty page and a cursor that works on', async (t) => {
        const { shop, world, since } = await given(t)
        const page = await shop.ordersSince(null, since, 50)
        assert.deepEqual([page.items.length, page.hasMore], [0, false])
        const id = await world.placeOrder()
        assert.ok(idsOf(await readAll(shop, page.cursor, since)).has(id))
      })

      test('paging ends and misses none when thirty orders share one second', async (t) => {
        const { shop, world, since } = await given(t)
        const placed = new Set<string>()
        for (let i = 0; i < 30; i++) placed.add(await world.placeOrder())
        const items = await readAll(shop, null, since, 4)
        assert.deepEqual(missed(placed, idsOf(items)), [])
      })

      test('paging misses none while orders change and arrive in between', async (t) => {
        const { shop, world, since } = await given(t)
        const placed: string[] = []
        for (let i = 0; i < 20; i++) {
          placed.push(await world.placeOrder())
          world.advanceClock(1)
        }
        const seen = new Set<string>()
        let cursor: string | null = null
        for (let page = 0, hasMore = true; hasMore; page++) {
          assert.ok(page < 60, 'paging does not end')
          const got = await shop.ordersSince(cursor, since, 4)
          for (const item of got.items) seen.add(item.externalId)
          ;({ cursor, hasMore } = got)
          world.advanceClock(1)
          const [read, unread] = [placed[page], placed[19 - page]]
          if (page < 4 && read && unread) {
            await world.cancelOrder(read)
            await world.pay(unread)
            placed.push(await world.placeOrder())
          }
        }
        for (const item of await readAll(shop, cursor, since)) seen.add(item.externalId)
        assert.deepEqual(missed(placed, seen), [])
      })

      test('a page that fails throws, and the cursor before it reads everything after all', async (t) => {
        const { shop, world, since } = await given(t)
        const placed = new Set<string>()
        for (let i = 0; i < 9; i++) placed.add(await world.placeOrder())
        const first = await shop.ordersSince(null, since, 3)
        world.trouble('read', 'down')
        await faults('outage', () => shop.ordersSince(first.cursor, since, 3))
        world.calm()
        const rest = await readAll(shop, first.cursor, since, 3)
        assert.deepEqual(missed(placed, idsOf([...first.items, ...rest])), [])
      })

      test('one poisoned order is reported as such and holds up no other', async (t) => {
        const { shop, world, since } = await given(t)
        const placed: string[] = []
        for (let i = 0; i < 11; i++) {
          placed.push(await world.placeOrder())
          if (i % 2) world.advanceClock(1)
        }
        const bad = placed[6]
        assert.ok(bad)
        await world.poison(bad)
        for (const limit of [50, 4, 1]) {
          const items = await readAll(shop, null, since, limit)
          assert.deepEqual([...idsOf(items)].toSorted(), placed.toSorted(), `by pages of ${limit}`)
          const unreadable = items.filter((item) => 'unreadable' in item)
          assert.deepEqual([...idsOf(unreadable)], [bad])
          assert.notEqual(unreadable[0] && 'unreadable' in unreadable[0] && unreadable[0].unreadable.nl, '')
        }
        const byId = await shop.ordersById(placed)
        assert.equal(byId.length, placed.length)
        assert.deepEqual([...idsOf(byId.filter((item) => 'unreadable' in item))], [bad])
      })

      test('orders by id leave out a missing one', async (t) => {
        const { shop, world } = await given(t)
        const ids = [await world.placeOrder(), await world.placeOrder()]
        const items = await shop.ordersById([...ids, '987654321'])
        assert.deepEqual([...idsOf(items)].toSorted(), ids.toSorted())
        assert.deepEqual(await shop.ordersById([]), [])
      })

      test('by id one sees the payment and the note, even when no list tells of them', async (t) => {
        const { shop, world } = await given(t)
        const id = await world.placeOrder()
        const before = only(await shop.ordersById([id]), id)
        assert.equal(sum(before.payments.map((payment) => payment.captured)), 0)
        await world.pay(id)
        await world.changeNote(id, 'Achterom leveren')
        const after = only(await shop.ordersById([id]), id)
        assert.equal(sum(after.payments.map((payment) => payment.captured)), after.total.gross)
        assert.match(after.note ?? '', /Achterom leveren/)
        agrees(after)
      })
    })

    describe('faults', () => {
      const kinds: [Trouble, FaultKind][] = [
        ['too-fast', 'pace'],
        ['signed-out', 'auth'],
        ['html-page', 'unreadable'],
        ['down', 'outage'],
        ['half-answer', 'transient'],
        ['cut-before', 'transient'],
      ]
      for (const [trouble, kind] of kinds)
        test(`reading with trouble "${trouble}" is a fault of kind ${kind}`, async (t) => {
          const { shop, world, since } = await given(t)
          const id = await world.placeOrder()
          world.trouble('read', trouble, 20)
          const fault = await faults(kind, () => shop.ordersSince(null, since, 10))
          if (kind === 'pace') assert.equal(fault.retryAfterSeconds, 7)
          await faults(kind, () => shop.ordersById([id]))
          world.calm()
          assert.ok(idsOf(await readAll(shop, null, since)).has(id))
        })

      test('the test of the coupling tells what is wrong and never throws', async (t) => {
        const { shop, world } = await given(t)
        const healthy = await shop.test()
        assert.deepEqual(
          healthy.checks.filter((check) => !check.isGood),
          [],
        )
        assert.ok(healthy.isHealthy)
        for (const trouble of ['signed-out', 'down', 'html-page', 'cut-before'] as const) {
          world.trouble('any', trouble, 50)
          const sick = await shop.test()
          assert.equal(sick.isHealthy, false, trouble)
          assert.ok(sick.checks.some((check) => !check.isGood && check.detail !== ''))
          world.calm()
        }
      })
    })

    describe('shipping', () => {
      test('told once, the shop ships with our tracking code, and by id it shows as shipped', async (t) => {
        const { shop, world } = await given(t)
        const id = await world.placeOrder({ isPaid: true })
        const outcome = await shop.ship(await wholeShipment(shop, id), 'key-1')
        assert.equal(outcome.kind, 'ok')
        assert.deepEqual(await world.shipments(id), [{ pieces: 2, trackingCode: '3STEST000000001' }])
        const order = only(await shop.ordersById([id]), id)
        assert.match(order.state, /^(shipped|closed)$/)
        for (const line of order.lines)
          if (line.kind === 'goods') assert.equal(line.shippedQuantity, line.quantity)
      })

      test('told twice with one key, it ships once', async (t) => {
        const { shop, world } = await given(t)
        const id = await world.placeOrder({ isPaid: true })
        const shipment = await wholeShipment(shop, id)
        const once = await shop.ship(shipment, 'key-1')
        const twice = await shop.ship(shipment, 'key-1')
        assert.equal(once.kind, 'ok')
        assert.deepEqual(twice, once)
        assert.equal((await world.shipments(id)).length, 1)
      })

      test('a connection cut after the work is unknown, and the same key ships no second time', async (t) => {
        const { shop, world } = await given(t)
        const id = await world.placeOrder({ isPaid: true })
        const whole = await wholeShipment(shop, id)
        // Half of what was ordered: a second shipment would be accepted, so only the key can hold it back.
        const half = { ...whole, lines: whole.lines.slice(0, 1) }
        world.trouble('ship', 'cut-after')
        assert.equal((await shop.ship(half, 'key-1')).kind, 'unknown')
        assert.equal((await world.shipments(id)).length, 1)
        assert.equal((await shop.ship(half, 'key-1')).kind, 'ok')
        assert.equal((await world.shipments(id)).length, 1)
      })

      test('so it is without a tracking code', async (t) => {
        const { shop, world } = await given(t)
        const id = await world.placeOrder({ isPaid: true, lines: [{ sku: world.skus[0], pieces: 4 }] })
        const whole = await wholeShipment(shop, id)
        const [line] = whole.lines
        assert.ok(line)
        const one = { ...whole, lines: [{ ...line, quantity: 1000 }], trackingCode: null, trackingUrl: null }
        world.trouble('ship', 'cut-after')
        assert.equal((await shop.ship(one, 'key-1')).kind, 'unknown')
        assert.equal((await shop.ship(one, 'key-1')).kind, 'ok')
        assert.equal((await world.shipments(id)).length, 1)
      })

      test('a connection cut before the work is unknown too, and the same key ships then', async (t) => {
        const { shop, world } = await given(t)
        const id = await world.placeOrder({ isPaid: true })
        const shipment = await wholeShipment(shop, id)
        world.trouble('ship', 'cut-before')
        assert.equal((await shop.ship(shipment, 'key-1')).kind, 'unknown')
        assert.equal((await world.shipments(id)).length, 0)
        assert.equal((await shop.ship(shipment, 'key-1')).kind, 'ok')
        assert.equal((await world.shipments(id)).length, 1)
      })

      test('two parcels under two keys are two shipments', async (t) => {
        const { shop, world } = await given(t)
        const id = await world.placeOrder({ isPaid: true })
        const whole = await wholeShipment(shop, id)
        for (const [index, line] of whole.lines.entries()) {
          const parcel = { ...whole, lines: [line], trackingCode: `3STEST00000002${index}` }
          assert.equal((await shop.ship(parcel, `key-${index}`)).kind, 'ok')
        }
        const made = await world.shipments(id)
        assert.deepEqual(made.map((shipment) => shipment.trackingCode).toSorted(), [
          '3STEST000000020',
          '3STEST000000021',
        ])
      })

      test('one shipment in three parcels tells the shop every code, once', async (t) => {
        const { shop, world } = await given(t)
        const id = await world.placeOrder({ isPaid: true })
        const codes = ['3STEST000000032', '3STEST000000033']
        const spread = {
          ...(await wholeShipment(shop, id)),
          furtherParcels: codes.map((trackingCode) => ({ trackingCode, trackingUrl: null })),
        }
        assert.equal((await shop.ship(spread, 'key-1')).kind, 'ok')
        assert.equal((await shop.ship(spread, 'key-1')).kind, 'ok')
        const [made, ...others] = await world.shipments(id)
        assert.deepEqual([made?.pieces, others.length], [2, 0])
        for (const code of ['3STEST000000001', ...codes])
          assert.match(made?.trackingCode ?? '', new RegExp(code))
      })

      test('more than was ordered is refused, in words', async (t) => {
        const { shop, world } = await given(t)
        const id = await world.placeOrder({ isPaid: true })
        const whole = await wholeShipment(shop, id)
        const lines = whole.lines.map((line) => ({ ...line, quantity: line.quantity + 5000 }))
        const outcome = await shop.ship({ ...whole, lines }, 'key-1')
        assert.equal(outcome.kind, 'refused')
        assert.ok(outcome.kind === 'refused' && outcome.text !== '' && !outcome.text.includes('%'))
        assert.equal((await world.shipments(id)).length, 0)
      })

      test('an order that the shop cancelled meanwhile is refused', async (t) => {
        const { shop, world } = await given(t)
        const id = await world.placeOrder()
        const whole = await wholeShipment(shop, id)
        await world.cancelOrder(id)
        assert.equal((await shop.ship(whole, 'key-1')).kind, 'refused')
        assert.equal((await world.shipments(id)).length, 0)
      })

      test('a shop in maintenance has not shipped, and says so as a fault or as unknown', async (t) => {
        const { shop, world } = await given(t)
        const id = await world.placeOrder({ isPaid: true })
        const whole = await wholeShipment(shop, id)
        world.trouble('ship', 'down')
        const ended = await shop.ship(whole, 'key-1').then(
          (outcome) => outcome.kind,
          (error: unknown) => error instanceof ConnectorFault && error.kind,
        )
        assert.match(String(ended), /^(unknown|outage)$/)
        assert.equal((await shop.ship(whole, 'key-1')).kind, 'ok')
      })
    })

    describe('cancelling', () => {
      test('a cancelled order shows as cancelled, and cancelling again under the key is no error', async (t) => {
        const { shop, world } = await given(t)
        const id = await world.placeOrder()
        assert.equal((await shop.cancel(id, 'key-1')).kind, 'ok')
        assert.equal(only(await shop.ordersById([id]), id).state, 'cancelled')
        assert.equal((await shop.cancel(id, 'key-1')).kind, 'ok')
      })

      test('a connection cut after cancelling is unknown, and then done', async (t) => {
        const { shop, world } = await given(t)
        const id = await world.placeOrder()
        world.trouble('cancel', 'cut-after')
        assert.equal((await shop.cancel(id, 'key-1')).kind, 'unknown')
        assert.equal((await shop.cancel(id, 'key-1')).kind, 'ok')
      })

      test('an order that does not exist is refused', async (t) => {
        const { shop } = await given(t)
        assert.equal((await shop.cancel('987654321', 'key-1')).kind, 'refused')
      })
    })

    describe('stock', () => {
      test('each sku gets its own answer, and an unknown one is refused', async (t) => {
        const { shop, world } = await given(t)
        const [first, second] = world.skus
        const answers = await shop.setStock([
          { sku: first, available: 5 },
          { sku: 'BESTAAT-NIET', available: 3 },
          { sku: second, available: 0 },
        ])
        assert.deepEqual(
          answers.map((answer) => [answer.sku, answer.outcome.kind]),
          [
            [first, 'ok'],
            ['BESTAAT-NIET', 'refused'],
            [second, 'ok'],
          ],
        )
        assert.deepEqual([await world.stockOf(first), await world.stockOf(second)], [5, 0])
        assert.equal(await world.stockOf('BESTAAT-NIET'), null)
      })

      test('what we say can be sold is what the shop sells, open orders there notwithstanding', async (t) => {
        const { shop, world } = await given(t)
        const [sku] = world.skus
        const id = await world.placeOrder({ isPaid: true, lines: [{ sku, pieces: 3 }] })
        await shop.setStock([{ sku, available: 8 }])
        assert.equal(await world.stockOf(sku), 8)
        // The goods leave: they were not for sale any more, so nothing changes for who looks in the shop.
        assert.equal((await shop.ship(await wholeShipment(shop, id), 'key-1')).kind, 'ok')
        assert.equal(await world.stockOf(sku), 8)
      })

      test('no answer to a stock change is unknown for each sku that it held', async (t) => {
        const { shop, world } = await given(t)
        const [first, second] = world.skus
        const levels = [
          { sku: first, available: 5 },
          { sku: second, available: 6 },
        ]
        world.trouble('stock', 'cut-after', 9)
        const answers = await shop.setStock(levels)
        assert.deepEqual(
          answers.map((answer) => [answer.sku, answer.outcome.kind]),
          [
            [first, 'unknown'],
            [second, 'unknown'],
          ],
        )
        world.calm()
        await shop.setStock(levels)
        assert.deepEqual([await world.stockOf(first), await world.stockOf(second)], [5, 6])
      })
    })

    test('all products are listed once, page by page', async (t) => {
      const { shop, world } = await given(t)
      const skus: string[] = []
      let cursor: string | null = null
      for (let hasMore = true; hasMore;) {
        assert.ok(skus.length < 10_000, 'paging does not end')
        const page = await shop.products(cursor, 2)
        assert.ok(page.items.length <= 2)
        for (const product of page.items) {
          skus.push(product.sku)
          assert.notEqual(product.name, '')
          assert.ok(product.price >= 0)
        }
        ;({ cursor, hasMore } = page)
      }
      assert.equal(new Set(skus).size, skus.length)
      for (const sku of world.skus) assert.ok(skus.includes(sku), sku)
    })
  })
}

/** Everything from the cursor on, page after page. */
async function readAll(shop: Shop, from: string | null, since: Date, limit = 50): Promise<ShopItem[]> {
  const items: ShopItem[] = []
  let cursor = from
  for (let page = 0, hasMore = true; hasMore; page++) {
    assert.ok(page < 200, 'paging does not end')
    const got = await shop.ordersSince(cursor, since, limit)
    assert.ok(got.items.length <= limit, 'a page holds more than was asked')
    items.push(...got.items)
    ;({ cursor, hasMore } = got)
  }
  return items
}

async function lastCursor(shop: Shop, from: string | null, since: Date): Promise<string> {
  let page = await shop.ordersSince(from, since, 50)
  while (page.hasMore) page = await shop.ordersSince(page.cursor, since, 50)
  return page.cursor
}

const idsOf = (items: readonly ShopItem[]) => new Set(items.map((item) => item.externalId))

const missed = (placed: Iterable<string>, seen: ReadonlySet<string>) =>
  [...placed].filter((id) => !seen.has(id))

const readable = (items: readonly ShopItem[]): ShopOrder[] =>
  items.flatMap((item) =>
    'order' in item ? [item.order] : assert.fail(`${item.externalId}: ${item.unreadable.en}`),
  )

function only(items: readonly ShopItem[], id: string): ShopOrder {
  const found = readable(items.filter((item) => item.externalId === id))
  assert.equal(found.length, 1, `order ${id} was read ${found.length} times`)
  return found[0] as ShopOrder
}

/** Lines, shipping and surcharges make the total, net and VAT make the gross. */
function agrees(order: ShopOrder): void {
  const parts = [...order.lines, order.shippingCost, ...order.surcharges]
  for (const part of [...parts, order.total]) {
    assert.equal(part.net + part.vat, part.gross)
    for (const amount of [part.net, part.vat, part.gross]) assert.ok(Number.isSafeInteger(amount))
  }
  for (const column of ['net', 'vat', 'gross'] as const)
    assert.equal(sum(parts.map((part) => part[column])), order.total[column], `${order.number}: ${column}`)
}

async function wholeShipment(shop: Shop, id: string): Promise<ShopShipment> {
  const order = only(await shop.ordersById([id]), id)
  return {
    orderExternalId: id,
    lines: order.lines
      .filter((line) => line.kind === 'goods')
      .map((line) => ({ externalId: line.externalId, quantity: line.quantity })),
    trackingCode: '3STEST000000001',
    carrier: 'postnl',
    carrierTitle: 'PostNL',
    trackingUrl: null,
    notifyCustomer: false,
  }
}

async function faults(kind: FaultKind, work: () => Promise<unknown>): Promise<ConnectorFault> {
  const caught = await work().then(
    () => assert.fail(`expected a fault of kind ${kind}`),
    (error: unknown) => error,
  )
  assert.ok(caught instanceof ConnectorFault, String(caught))
  assert.equal(caught.kind, kind, caught.message)
  return caught
}
