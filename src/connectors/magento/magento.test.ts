/** The Magento coupling: the suite of every shop, and what only Magento does. */
import assert from 'node:assert/strict'
import { describe, test, type TestContext } from 'node:test'
import type { Shop, ShopPage, ShopShipment } from '../../contracts/shop.ts'
import { commonTroubles, shopSuite, type OpenShop, type ShopCall } from '../../contracts/shop.suite.ts'
import type { SimulatedFault } from '../../contracts/simulator.ts'
import { ConnectorFault, type Outcome } from '../../contracts/connector.ts'
import { contextFor } from '../../../test/support/connector-context.ts'
import type { MagentoSettings } from './client.ts'
import { magento } from './index.ts'
import { bicycleShop, type SimulatedOrder, type SimulatedProduct } from './simulated-shop.ts'
import { startMagento, type MagentoSimulator } from './simulator.ts'

const friday = new Date('2026-11-20T13:05:00Z')

/** Where each kind of call goes. */
const places: Record<ShopCall, Pick<SimulatedFault, 'path' | 'method'>> = {
  read: { path: '/V1/orders', method: 'GET' },
  ship: { path: '/ship', method: 'POST' },
  cancel: { path: '/cancel', method: 'POST' },
  stock: { path: '/V1/inventory/source-items', method: 'POST' },
  any: {},
}

const openWith =
  (pricesIncludeVat: boolean, hasSources = true): OpenShop =>
  async () => {
    const simulator = await startMagento({ from: friday, pricesIncludeVat, hasSources })
    const { shop, shopper } = simulator
    return {
      shop: couplingWith(simulator, hasSources ? {} : { source: '' }),
      close: simulator.close,
      world: {
        skus: ['BEL-KOPER', 'SLOT-RING', 'GIDS-NH'],
        now: simulator.now,
        advanceClock: simulator.advanceClock,
        placeOrder(wish = {}) {
          const lines = wish.lines ?? [
            { sku: 'BEL-KOPER', pieces: 1 },
            { sku: 'SLOT-RING', pieces: 1 },
          ]
          const { isPaid = false, isGuest = false, secondsAgo = 0 } = wish
          const coupon = wish.hasDiscount ? { coupon: { code: 'NAJAAR10', percent: 10 } } : {}
          return String(shopper.place({ lines, isPaid, isGuest, secondsAgo, ...coupon }).id)
        },
        cancelOrder: (id) => shopper.cancel(Number(id)),
        pay: (id) => shopper.pay(Number(id)),
        changeNote: (id, note) => shopper.comment(Number(id), note),
        poison: (id) => shopper.poison(Number(id)),
        shipments: (id) =>
          shop.orderOf(Number(id)).shipments.map((shipment) => ({
            pieces: shipment.items.reduce((sum, item) => sum + item.quantity, 0),
            trackingCode: shipment.tracks.map((track) => track.number).join(', ') || null,
          })),
        stockOf: (sku) => shop.salable(sku),
        trouble: (call, trouble, times = 1) =>
          void simulator.faults.push({
            ...commonTroubles[trouble],
            ...(call === 'stock' && !hasSources ? { path: '/stockItems/', method: 'PUT' } : places[call]),
            times,
          }),
        calm: () => void simulator.faults.splice(0),
      },
    }
  }

function couplingWith(simulator: MagentoSimulator, bend: Partial<MagentoSettings> = {}): Shop {
  const settings = { ...simulator.settings, ...bend } as MagentoSettings
  return magento.open(contextFor(settings, { now: simulator.now }))
}

shopSuite('Magento, prices with VAT', openWith(true))
shopSuite('Magento, prices without VAT and one stock', openWith(false, false))

async function given(t: TestContext, bend: Partial<MagentoSettings> = {}) {
  const simulator = await startMagento({ from: friday, products })
  t.after(simulator.close)
  const since = new Date(friday.getTime() - 3_600_000)
  return { simulator, since, shop: couplingWith(simulator, bend), shopper: simulator.shopper }
}

const products: readonly SimulatedProduct[] = [
  ...bicycleShop,
  {
    sku: 'SET/LOS 1',
    name: 'Losse set',
    cents: 2000,
    vat: 'standard',
    type: 'bundle',
    shipsInParts: true,
    parts: [
      { sku: 'KETTINGOLIE', pieces: 1 },
      { sku: 'LAMP/ACHTER+', pieces: 2 },
    ],
  },
  { sku: 'LAMP/ACHTER+', name: 'Achterlicht', cents: 1250, vat: 'standard', grams: 60 },
]

const refusedWith = (outcome: Outcome<unknown>) => (outcome.kind === 'refused' ? outcome.code : outcome.kind)

const parcel = (
  order: SimulatedOrder,
  lines: readonly (readonly [id: number, pieces: number])[],
): ShopShipment => ({
  orderExternalId: String(order.id),
  lines: lines.map(([id, pieces]) => ({ externalId: String(id), quantity: pieces * 1000 })),
  trackingCode: '3STEST000000001',
  carrier: 'postnl',
  carrierTitle: 'PostNL',
  trackingUrl: null,
  notifyCustomer: false,
})

describe('signing in at Magento', () => {
  const isAuth = (error: unknown) => error instanceof ConnectorFault && error.kind === 'auth'

  test('every request is signed anew, with the query in the signature', async (t) => {
    const { simulator, shop, shopper, since } = await given(t)
    shopper.place({ lines: [{ sku: 'BEL-KOPER', pieces: 1 }] })
    await shop.ordersSince(null, since, 10)
    await shop.ordersSince(null, since, 10)
    const headers = simulator.requests.map((request) => request.headers['authorization'] ?? '')
    assert.equal(new Set(headers).size, headers.length)
    assert.ok(headers.every((header) => header.startsWith('OAuth oauth_consumer_key=')))
  })

  test('one wrong secret is a matter of signing in', async (t) => {
    for (const wrong of ['consumerKey', 'consumerSecret', 'accessToken', 'accessTokenSecret'] as const) {
      const { shop, since } = await given(t, { [wrong]: 'niet-deze' })
      await assert.rejects(shop.ordersSince(null, since, 10), isAuth, wrong)
    }
  })

  test('a key that was not filled in is said before anything is asked', async (t) => {
    for (const missing of ['consumerKey', 'consumerSecret', 'accessToken', 'accessTokenSecret'] as const) {
      const { simulator, shop, since } = await given(t, { [missing]: '' })
      await assert.rejects(shop.ordersSince(null, since, 10), /four keys/, missing)
      assert.equal(simulator.requests.length, 0)
    }
  })

  test('an address that was copied from the manual, with /rest and all, works too', async (t) => {
    const { simulator, since } = await given(t)
    const shop = couplingWith(simulator, { url: `${simulator.address}/rest/default/V1/` })
    assert.deepEqual((await shop.ordersSince(null, since, 10)).items, [])
  })

  test('a bearer token is refused with the reason, until the shop switches it on', async (t) => {
    const { simulator, shop, since } = await given(t, { auth: 'bearer' })
    await assert.rejects(shop.ordersSince(null, since, 10), /Magento_Sales::actions_view.*2\.4\.4/)
    simulator.allowBearer(true)
    assert.equal((await shop.ordersSince(null, since, 10)).hasMore, false)
  })

  test('an address without Magento, and one that leads on, are settings to mend', async (t) => {
    const { simulator, since } = await given(t)
    const isConfig = (error: unknown) => error instanceof ConnectorFault && error.kind === 'config'
    const elsewhere = couplingWith(simulator, { url: `${simulator.address}/winkel/` })
    await assert.rejects(elsewhere.ordersSince(null, since, 10), isConfig)
    const moved = {
      kind: 'status',
      status: 301,
      headers: { location: 'https://www.example.com/' },
      times: 1,
    } as const
    simulator.faults.push(moved)
    await assert.rejects(couplingWith(simulator).ordersSince(null, since, 10), isConfig)
  })
})

describe('lists of Magento', () => {
  test('a page number past the end repeats the last page, so the connector never asks for a second', async (t) => {
    const { simulator, shop, shopper, since } = await given(t)
    for (let i = 0; i < 5; i++) shopper.place({ lines: [{ sku: 'BEL-KOPER', pieces: 1 }] })
    simulator.allowBearer(true)
    const headers = { authorization: `Bearer ${simulator.settings['accessToken']}` }
    const paged = `${simulator.address}/rest/V1/orders?searchCriteria[pageSize]=2&searchCriteria[currentPage]=`
    const page = async (number: number) => (await fetch(paged + number, { headers })).json()
    const [third, ninth] = [await page(3), await page(9)] as { items: unknown[]; total_count: number }[]
    assert.deepEqual([third?.items.length, third?.total_count], [1, 5])
    assert.deepEqual(ninth?.items, third?.items)

    simulator.requests.splice(0)
    for (let cursor: string | null = null, hasMore = true; hasMore;)
      ({ cursor, hasMore } = await shop.ordersSince(cursor, since, 2))
    assert.equal(simulator.requests.length, 1 + 3, 'the store views, and three pages')
    for (const { url } of simulator.requests.slice(1))
      assert.equal(url.searchParams.get('searchCriteria[currentPage]'), '1')
  })

  test('an unknown condition or field is refused, as the shop does', async (t) => {
    const { simulator } = await given(t)
    simulator.allowBearer(true)
    const headers = { authorization: `Bearer ${simulator.settings['accessToken']}` }
    simulator.shopper.place({ lines: [{ sku: 'BEL-KOPER', pieces: 1 }] })
    const at = 'searchCriteria[filter_groups][0][filters][0]'
    for (const query of [
      `${at}[field]=kleur&${at}[value]=1`,
      `${at}[field]=state&${at}[condition_type]=bevat`,
    ]) {
      const answer = await fetch(`${simulator.address}/rest/V1/orders?${query}`, { headers })
      assert.equal(answer.status, 400)
    }
  })

  test('broken orders among many are found in few requests, and not looked for again', async (t) => {
    const { simulator, shop, shopper, since } = await given(t)
    const placed = Array.from(
      { length: 150 },
      () => shopper.place({ lines: [{ sku: 'BEL-KOPER', pieces: 1 }] }).id,
    )
    const broken = [placed[17], placed[18], placed[149]].map(Number)
    for (const id of broken) shopper.poison(id)
    const unreadable = new Map<string, string>()
    const seen = new Set<string>()
    let cursor: string | null = null
    const sweep = async () => {
      for (let hasMore = true; hasMore;) {
        const page: ShopPage = await shop.ordersSince(cursor, since, 50)
        for (const item of page.items) {
          seen.add(item.externalId)
          if ('unreadable' in item) unreadable.set(item.externalId, item.unreadable.en)
        }
        ;({ cursor, hasMore } = page)
      }
    }
    await sweep()
    assert.equal(seen.size, 150)
    assert.deepEqual([...unreadable.keys()].map(Number).toSorted(), broken)
    assert.match([...unreadable.values()].join(), /same ID/)
    assert.ok(simulator.requests.length < 120, `${simulator.requests.length} requests`)

    simulator.requests.splice(0)
    simulator.advanceClock(60)
    const fresh = shopper.place({ lines: [{ sku: 'BEL-KOPER', pieces: 1 }] }).id
    await sweep()
    assert.ok(seen.has(String(fresh)))
    assert.ok(simulator.requests.length <= 7, 'the broken ones are passed by')
  })

  test('a shop that fails on everything has no broken orders: it is tried again later', async (t) => {
    const { simulator, shop, shopper, since } = await given(t)
    const { id } = shopper.place({ lines: [{ sku: 'BEL-KOPER', pieces: 1 }] })
    simulator.faults.push({
      kind: 'status',
      status: 500,
      body: '{"message":"Internal Error"}',
      path: '/orders',
      times: 99,
    })
    const isTransient = (error: unknown) => error instanceof ConnectorFault && error.kind === 'transient'
    await assert.rejects(shop.ordersSince(null, since, 50), isTransient)
    await assert.rejects(shop.ordersById([String(id)]), isTransient)
    assert.equal(simulator.requests.length, 1 + 4, 'the store views, and for each a page and a proof')
  })

  test('one hiccup costs a smaller page and nothing else', async (t) => {
    const { simulator, shop, shopper, since } = await given(t)
    for (let i = 0; i < 6; i++) shopper.place({ lines: [{ sku: 'BEL-KOPER', pieces: 1 }] })
    simulator.faults.push({
      kind: 'status',
      status: 500,
      body: '{"message":"Internal Error"}',
      path: '/orders',
      times: 1,
    })
    const page = await shop.ordersSince(null, since, 6)
    assert.deepEqual([page.items.length, page.hasMore], [3, true])
    assert.ok(page.items.every((item) => 'order' in item))
  })

  test('an order that makes no sense is set aside with the field that is missing', async (t) => {
    const { simulator, shop, since } = await given(t)
    const items = [
      { entity_id: 1187, updated_at: '2026-11-20 13:00:00', increment_id: 'NL000001187', items: [] },
    ]
    const body = JSON.stringify({ items, total_count: 1 })
    simulator.faults.push({ kind: 'status', status: 200, body, path: '/orders', times: 1 })
    const page = await shop.ordersSince(null, since, 6)
    assert.deepEqual(page.items, [
      {
        externalId: '1187',
        unreadable: { nl: 'het veld grand_total ontbreekt', en: 'the field grand_total is missing' },
      },
    ])
  })

  test('a coupling with one store view sees the orders of that view, in its language', async (t) => {
    const { simulator, shopper, since } = await given(t)
    shopper.place({ lines: [{ sku: 'BEL-KOPER', pieces: 1 }] })
    const { id } = shopper.place({ lines: [{ sku: 'BEL-KOPER', pieces: 1 }], storeId: 2 })
    const languagesOf = async (storeCode: string) => {
      const { items } = await couplingWith(simulator, { storeCode }).ordersSince(null, since, 10)
      return items.map((item) => ('order' in item ? item.order.customer.language : item.unreadable.en))
    }
    assert.deepEqual(await languagesOf('all'), ['nl', 'de'])
    assert.deepEqual(await languagesOf('de'), ['de'])
    await assert.rejects(languagesOf('default'), /no store view "default"/)
    simulator.shopper.poison(id)
    assert.deepEqual(await languagesOf('nl'), ['nl'])
    assert.match(String(await languagesOf('de')), /same ID/)
  })

  test('without the right to stores, orders are read and the language stays empty', async (t) => {
    const { simulator, shop, shopper, since } = await given(t)
    shopper.place({ lines: [{ sku: 'BEL-KOPER', pieces: 1 }] })
    simulator.faults.push({ kind: 'status', status: 401, path: '/store/storeConfigs', times: 9 })
    const [item] = (await shop.ordersSince(null, since, 10)).items
    assert.equal(item && 'order' in item && item.order.customer.language, null)
  })

  test('an edited order replaces the one that it was made from', async (t) => {
    const { shop, shopper } = await given(t)
    const old = shopper.place({ lines: [{ sku: 'BEL-KOPER', pieces: 1 }] })
    const edited = shopper.place({ lines: [{ sku: 'BEL-KOPER', pieces: 2 }], replaces: old.id })
    const items = await shop.ordersById([String(old.id), String(edited.id)])
    const [was, is] = items.map((item) => ('order' in item ? item.order : assert.fail(item.unreadable.en)))
    assert.equal(was?.state, 'cancelled')
    assert.deepEqual([is?.number, is?.replaces], ['NL000001187-1', String(old.id)])
  })
})

describe('shipping at Magento', () => {
  test('the request names the source, the track and our key, and mails when the setting says so', async (t) => {
    const { simulator, shop, shopper } = await given(t, { notify: 'yes' })
    const order = shopper.place({ lines: [{ sku: 'HELM-M', pieces: 2 }], isPaid: true })
    const stock = simulator.shop.sources.get('default')
    const before = stock?.get('HELM-M')?.quantity ?? 0
    const outcome = await shop.ship(parcel(order, [[order.items[0]?.id ?? 0, 1]]), 'verbinding:ship:7:1')
    assert.equal(outcome.kind, 'ok')
    const body: unknown = JSON.parse(simulator.requests.at(-1)?.body ?? '')
    assert.deepEqual(body, {
      items: [{ order_item_id: order.items[0]?.id, qty: 1 }],
      notify: true,
      appendComment: false,
      comment: { comment: 'Pakhuis verbinding:ship:7:1', is_visible_on_front: 0 },
      tracks: [{ track_number: '3STEST000000001', title: 'PostNL', carrier_code: 'custom' }],
      arguments: { extension_attributes: { source_code: 'default' } },
    })
    // A configurable article ships under its parent, and its variant leaves the shelf.
    assert.equal(stock?.get('HELM-M')?.quantity, before - 1)
  })

  for (const [story, sku, second] of [
    ['as a whole', 'SET-ONDERHOUD', 'POETSDOEK'],
    ['in parts', 'SET/LOS 1', 'LAMP/ACHTER+'],
  ] as const)
    test(`a set that ships ${story} leaves when its parts leave`, async (t) => {
      const { simulator, shop, shopper } = await given(t)
      const order = shopper.place({ lines: [{ sku, pieces: 2 }], isPaid: true })
      const [, oil, other] = order.items
      assert.ok(oil && other?.product.sku === second)
      const outcome = await shop.ship(
        parcel(order, [
          [oil.id, 1],
          [other.id, 2],
        ]),
        'key-1',
      )
      assert.equal(outcome.kind, 'ok')
      assert.deepEqual([oil.shipped, other.shipped], [1, 2])
      const rest = [
        [oil.id, 1],
        [other.id, 2],
      ] as const
      assert.equal((await shop.ship({ ...parcel(order, rest), trackingCode: '3STEST2' }, 'key-2')).kind, 'ok')
      const [item] = await shop.ordersById([String(order.id)])
      assert.equal(item && 'order' in item && item.order.state, 'shipped')
      assert.equal(simulator.shop.salable('KETTINGOLIE'), 498)
    })

  test('half a set cannot leave when the shop ships it as a whole, and the shop says so', async (t) => {
    const { shop, shopper } = await given(t)
    const order = shopper.place({ lines: [{ sku: 'SET-ONDERHOUD', pieces: 1 }], isPaid: true })
    const outcome = await shop.ship(parcel(order, [[order.items[1]?.id ?? 0, 1]]), 'key-1')
    assert.equal(outcome.kind, 'refused')
    assert.match(outcome.kind === 'refused' ? outcome.text : '', /without products/)
  })

  test('too many pieces are refused before the shop silently ships fewer', async (t) => {
    const { simulator, shop, shopper } = await given(t)
    const order = shopper.place({ lines: [{ sku: 'BEL-KOPER', pieces: 2 }], isPaid: true })
    const outcome = await shop.ship(parcel(order, [[order.items[0]?.id ?? 0, 3]]), 'key-1')
    assert.equal(refusedWith(outcome), 'too-many')
    assert.match((outcome.kind === 'refused' && outcome.words?.nl) || '', /BEL-KOPER nog 2 stuks/)
    assert.equal(refusedWith(await shop.ship(parcel(order, [[999, 1]]), 'key-1')), 'line-not-found')
    assert.ok(simulator.requests.every((request) => request.method === 'GET'))
  })

  test('a shipment with our tracking code is ours, even when a module dropped the comment', async (t) => {
    const { simulator, shop, shopper } = await given(t)
    const order = shopper.place({ lines: [{ sku: 'BEL-KOPER', pieces: 2 }], isPaid: true })
    const made = simulator.shop.ship(order, new Map([[order.items[0]?.id ?? 0, 1]]), {
      source: 'default',
      tracks: [{ number: '3STEST000000001', title: 'PostNL', carrier: 'custom' }],
      comment: null,
    })
    const outcome = await shop.ship(parcel(order, [[order.items[0]?.id ?? 0, 1]]), 'key-1')
    assert.deepEqual(outcome, { kind: 'ok', value: { externalId: String(made.id) } })
    assert.equal(order.shipments.length, 1)
  })

  test('a server error while shipping leaves the outcome unknown', async (t) => {
    const { simulator, shop, shopper } = await given(t)
    const order = shopper.place({ lines: [{ sku: 'BEL-KOPER', pieces: 1 }], isPaid: true })
    const body = '{"message":"Could not save a shipment, see error log for details"}'
    simulator.faults.push({ kind: 'status', status: 500, body, path: '/ship', method: 'POST', times: 1 })
    const outcome = await shop.ship(parcel(order, [[order.items[0]?.id ?? 0, 1]]), 'key-1')
    assert.deepEqual(outcome, {
      kind: 'unknown',
      text: 'Could not save a shipment, see error log for details',
    })
  })

  test('a paid order is not cancelled, and the merchant reads what to do instead', async (t) => {
    const { shop, shopper } = await given(t)
    const order = shopper.place({ lines: [{ sku: 'BEL-KOPER', pieces: 1 }], isPaid: true })
    const outcome = await shop.cancel(String(order.id), 'key-1')
    assert.equal(refusedWith(outcome), 'cannot-cancel')
    assert.match((outcome.kind === 'refused' && outcome.words?.nl) || '', /creditnota/)
    assert.equal(order.state, 'processing')
  })
})

describe('stock at Magento', () => {
  test('a sku with a slash and a plus is found, and a composed article is refused', async (t) => {
    const { simulator, shop } = await given(t)
    const answers = await shop.setStock([
      { sku: 'LAMP/ACHTER+', available: 7 },
      { sku: 'SET-ONDERHOUD', available: 7 },
    ])
    assert.deepEqual(
      answers.map((answer) => refusedWith(answer.outcome)),
      ['ok', 'composite'],
    )
    assert.equal(simulator.shop.salable('LAMP/ACHTER+'), 7)
  })

  test('a web server that refuses a slash in an address costs one sku its answer, not the others', async (t) => {
    const { simulator, shop } = await given(t)
    const page = {
      kind: 'status',
      status: 404,
      headers: { 'content-type': 'text/html' },
      body: '<h1>404</h1>',
    } as const
    simulator.faults.push({ ...page, path: 'LAMP%2FACHTER', times: 1 })
    const answers = await shop.setStock([
      { sku: 'LAMP/ACHTER+', available: 7 },
      { sku: 'BEL-KOPER', available: 7 },
    ])
    assert.deepEqual(
      answers.map((answer) => refusedWith(answer.outcome)),
      ['sku-in-address', 'ok'],
    )
  })

  test('a source that was marked as out of stock counts for nothing, and comes back', async (t) => {
    const { simulator, shop } = await given(t)
    simulator.shop.sources.get('default')?.set('BEL-KOPER', { quantity: 40, isIn: false })
    await shop.setStock([{ sku: 'BEL-KOPER', available: 6 }])
    assert.deepEqual(simulator.shop.sources.get('default')?.get('BEL-KOPER'), { quantity: 6, isIn: true })
  })

  test('when the shop refuses a batch, each sku is asked alone', async (t) => {
    const { simulator, shop } = await given(t)
    const body = '{"message":"Validation Failed"}'
    const path = '/V1/inventory/source-items'
    simulator.faults.push({ kind: 'status', status: 400, body, path, method: 'POST', times: 2 })
    const answers = await shop.setStock([
      { sku: 'BEL-KOPER', available: 1 },
      { sku: 'SLOT-RING', available: 2 },
    ])
    assert.deepEqual(
      answers.map((answer) => refusedWith(answer.outcome)),
      ['http-400', 'ok'],
    )
    assert.deepEqual([simulator.shop.salable('BEL-KOPER'), simulator.shop.salable('SLOT-RING')], [500, 2])
  })

  test('a fault in a later batch keeps the answers of the earlier one', async (t) => {
    const many = Array.from({ length: 25 }, (_, i): SimulatedProduct => {
      return { sku: `VELE-${i}`, name: `Artikel ${i}`, cents: 100, vat: 'standard' }
    })
    const simulator = await startMagento({ from: friday, products: many })
    t.after(simulator.close)
    simulator.faults.push({ kind: 'status', status: 503, path: '/V1/products', skip: 1, times: 9 })
    const answers = await couplingWith(simulator).setStock(many.map(({ sku }) => ({ sku, available: 3 })))
    const kinds = answers.map((answer) => answer.outcome.kind)
    assert.deepEqual(kinds, [...Array(20).fill('ok'), ...Array(5).fill('unknown')])
  })

  test('a source that is linked to no stock is a setting to mend', async (t) => {
    const { shop } = await given(t, { source: 'winkel' })
    await assert.rejects(shop.setStock([{ sku: 'BEL-KOPER', available: 1 }]), /winkel/)
  })
})

describe('a Magento without stock sources', () => {
  test('is refused a source when it ships, so the setting stays empty', async (t) => {
    const simulator = await startMagento({ from: friday, hasSources: false })
    t.after(simulator.close)
    const order = simulator.shopper.place({ lines: [{ sku: 'BEL-KOPER', pieces: 1 }], isPaid: true })
    const bell = parcel(order, [[order.items[0]?.id ?? 0, 1]])
    assert.equal(refusedWith(await couplingWith(simulator).ship(bell, 'key-1')), 'http-400')
    const shop = couplingWith(simulator, { source: '' })
    assert.equal((await shop.ship(bell, 'key-1')).kind, 'ok')
    assert.deepEqual(
      [(await shop.test()).isHealthy, (await couplingWith(simulator).test()).isHealthy],
      [true, false],
    )
  })
})

describe('a Magento without stock sources and a strict web server', () => {
  test('loses one sku and sets the rest', async (t) => {
    const simulator = await startMagento({ from: friday, hasSources: false, products })
    t.after(simulator.close)
    const page = { status: 404, headers: { 'content-type': 'text/html' }, body: '<h1>404</h1>' } as const
    simulator.faults.push({ kind: 'status', ...page, path: 'LAMP%2FACHTER', times: 1 })
    const answers = await couplingWith(simulator, { source: '' }).setStock([
      { sku: 'LAMP/ACHTER+', available: 7 },
      { sku: 'SET-ONDERHOUD', available: 7 },
      { sku: 'BEL-KOPER', available: 7 },
    ])
    assert.deepEqual(
      answers.map((answer) => refusedWith(answer.outcome)),
      ['sku-in-address', 'composite', 'ok'],
    )
    assert.equal(simulator.shop.salable('BEL-KOPER'), 7)
  })
})

describe('the test of a Magento coupling', () => {
  const red = async (shop: Shop) => {
    const health = await shop.test()
    return health.checks.filter((check) => !check.isGood).map((check) => check.words.en)
  }

  test('all lights are green in a good shop, and the shop is named', async (t) => {
    const { simulator, shop } = await given(t)
    const health = await shop.test()
    assert.deepEqual(
      [health.isHealthy, health.account, health.checks.length],
      [true, `${simulator.address}/`, 6],
    )
  })

  test('each light goes red for its own reason', async (t) => {
    const reasons: [Partial<MagentoSettings>, string[]][] = [
      [{ accessToken: 'niet-deze' }, ['Signed in']],
      [{ storeCode: 'default' }, ['Store view code exists']],
      [{ source: 'oost' }, ['Stock source exists']],
    ]
    for (const [bend, lights] of reasons) assert.deepEqual(await red((await given(t, bend)).shop), lights)
    const { simulator } = await given(t)
    const late = () => new Date(simulator.now().getTime() - 300_000)
    const settings = { ...simulator.settings } as MagentoSettings
    assert.deepEqual(await red(magento.open(contextFor(settings, { now: late }))), ['Clock is in sync'])
    simulator.faults.push({ kind: 'own', name: 'maintenance', times: 9 })
    assert.deepEqual(await red(couplingWith(simulator)), ['Webshop reachable'])
  })

  test('rights for the shop but not for its orders', async (t) => {
    const { simulator, shop } = await given(t)
    const body =
      '{"message":"The consumer isn\'t authorized to access %resources.","parameters":{"resources":"X"}}'
    simulator.faults.push({ kind: 'status', status: 401, body, path: '/V1/orders', times: 9 })
    assert.deepEqual(await red(shop), ['Orders readable'])
  })
})
