/**
 * Whatever a webshop, a carrier or a mail server does, nothing is lost or doubled, and somebody reads what is wrong and
 * what to do, in Dutch and in English. Here what comes from webshops; beside it:
 * - a label that the carrier refuses, and one without an answer: planned-and-shipped.test.ts
 * - a mail server that is down or refuses: mail.test.ts
 * - answers that break off, slow ones, and wrong keys, per system: contracts/*.suite.ts
 */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { magento } from '../../src/connectors/magento/index.ts'
import { bicycleShop } from '../../src/connectors/magento/simulated-shop.ts'
import { startMagento } from '../../src/connectors/magento/simulator.ts'
import { say, words } from '../../src/base/words.ts'
import type { ShopConnector, ShopOrder } from '../../src/contracts/shop.ts'
import { taskWords } from '../../src/entry/catalogue.ts'
import { statementsOf } from '../support/database.ts'
import { openChannel, runHouse, until } from '../support/running.ts'
import { shopOrder } from '../support/world.ts'

/** A webshop that tells whatever it is given: for what the systems that we know never send. */
const told = new Map<string, ShopOrder>()
const oddShop: ShopConnector = {
  name: 'odd-shop',
  title: 'Vreemde webshop',
  kind: 'shop',
  words: words('Een webshop die van alles vertelt', 'A webshop that tells anything'),
  settings: [],
  limits: { perSecond: 1000, parallel: 4 },
  open: () => ({
    test: async () => ({ isHealthy: true, account: 'odd', checks: [] }),
    ordersSince: async () => ({
      items: itemsOf([...told.keys()]),
      cursor: String(told.size),
      hasMore: false,
    }),
    ordersById: async (ids) => itemsOf(ids),
    ship: async () => ({ kind: 'ok', value: { externalId: '1' } }),
    cancel: async (id) => ({ kind: 'ok', value: { externalId: id } }),
    products: async () => ({ items: [], cursor: '', hasMore: false }),
    setStock: async () => [],
  }),
}
const itemsOf = (ids: readonly string[]) =>
  ids.flatMap((externalId) => {
    const order = told.get(externalId)
    return order ? [{ externalId, order }] : []
  })

const shop = await startMagento()
after(() => shop.close())
const { call, made, house } = await runHouse([magento, oddShop as never])
const { business, location, channel } = await openChannel({ made })
const odd = await made('/channels', { name: 'Vreemd', type: 'shop', business: business.id })
await made('/channel-locations', { channel: odd.id, location: location.id })
const importSince = '2020-01-01T00:00:00Z'
const connection = await made('/connections', {
  name: 'Fietsenshop',
  connector: 'magento',
  channel: channel.id,
  settings: shop.settings,
  importSince,
})
const oddOne = await made('/connections', {
  name: 'Vreemde winkel',
  connector: 'odd-shop',
  channel: odd.id,
  settings: {},
  importSince,
})
await call('PATCH', `/connections/${oddOne.id}`, { pollSeconds: 1 })

type Task = { id: string; kind: string; detail: Record<string, unknown> }
/** What our own VAT rules think of five hundred rounded lines is another story. */
const openTasks = async () =>
  ((await call('GET', '/tasks?limit=200')).body.rows as unknown as Task[]).filter(
    ({ kind }) => !kind.startsWith('vat.'),
  )
const taskOf = (externalId: string) =>
  until(
    async () => (await openTasks()).filter((task) => task.detail.externalId === externalId),
    (tasks) => tasks.length > 0,
  )
const ordersOf = async (number: string) =>
  (await call('GET', `/orders?view=all&search=${number}`)).body.rows.filter((row) => row.number === number)
const taken = (number: string) =>
  until(
    () => ordersOf(number),
    (rows) => rows.length > 0,
    30,
  )

/** Both sentences are whole: every figure that they name is there, and they end with what to do. */
function saysWhatToDo(task: Task): void {
  const text = taskWords().get(task.kind)
  assert.ok(text, task.kind)
  for (const lang of ['nl', 'en'] as const) {
    const sentence = say(text, lang, task.detail as Record<string, string>)
    assert.doesNotMatch(sentence, /[{}]/, sentence)
    assert.match(sentence, lang === 'nl' ? /probeer dan opnieuw|geef .* vrij/ : /try again|release/, sentence)
  }
}

const bell = shopOrder([['BEL-1', 1, 1000]])
const bad: [string, Partial<ShopOrder>, string][] = [
  ['without lines', { lines: [] }, 'intake.no-lines'],
  [
    'with totals that do not add up',
    { total: { ...bell.total, gross: 1, net: 1, vat: 0 } },
    'intake.totals-differ',
  ],
  [
    'with a VAT rate that does not exist',
    { lines: bell.lines.map((line) => ({ ...line, vatRate: 9900 })) },
    'intake.unknown-vat-rate',
  ],
  [
    'whose VAT is not the difference',
    { lines: bell.lines.map((line) => ({ ...line, vat: 1 })) },
    'intake.vat-differs',
  ],
  [
    'with a negative quantity',
    { lines: bell.lines.map((line) => ({ ...line, quantity: -1000 })) },
    'intake.negative-quantity',
  ],
  ['in a currency that we do not sell in', { currency: 'SEK' }, 'intake.currency'],
]
for (const [story, bend, code] of bad)
  test(`an order ${story} is set aside with a way out, and comes in once it is right`, async () => {
    const good = shopOrder()
    const order = shopOrder([['BEL-1', 1, 1000]])
    told.set(order.externalId, { ...order, ...bend })
    told.set(good.externalId, good)
    const [task] = await taskOf(order.externalId)
    assert.equal(task!.kind, code)
    saysWhatToDo(task!)
    assert.equal((await taken(good.number)).length, 1, 'its neighbour came in')
    assert.equal((await ordersOf(order.number)).length, 0)

    told.set(order.externalId, order)
    await made(`/tasks/${task!.id}/retry`, {})
    assert.equal((await taken(order.number)).length, 1)
    await until(openTasks, (tasks) => tasks.length === 0)
  })

test('a currency that the channel learns to sell in brings the order in', async () => {
  const order = { ...shopOrder(), currency: 'SEK' }
  told.set(order.externalId, order)
  const [task] = await taskOf(order.externalId)
  await call('PATCH', `/channels/${odd.id}`, { takesCurrencies: ['EUR', 'SEK'] })
  await made(`/tasks/${task!.id}/retry`, {})
  assert.equal((await taken(order.number)).length, 1)
  await until(openTasks, (tasks) => tasks.length === 0)
})

test('an order that the webshop cancels after it left is open for somebody to settle, told once', async () => {
  const order = shopOrder()
  told.set(order.externalId, {
    ...order,
    lines: order.lines.map((line) => ({ ...line, shippedQuantity: 1000 })),
  })
  await taken(order.number)
  told.set(order.externalId, { ...order, state: 'cancelled' })
  const [task, ...others] = await taskOf(order.externalId)
  assert.deepEqual([task!.kind, others.length], ['intake.cancelled-too-late', 0])
  saysWhatToDo(task!)
  const [row] = await ordersOf(order.number)
  assert.deepEqual([row!['phase'], row!['holds']], ['open', ['sync']])
  await call('POST', `/tasks/${task!.id}/skip`, { reason: 'retour genomen' })
})

const [first] = bicycleShop
test('five hundred lines, emoji, names from right to left and a note of two megabytes come in whole', async () => {
  const name = { first: 'أحمد 🚲', last: 'Ünal\u202e' }
  const big = shop.shopper.place({
    lines: Array.from({ length: 500 }, () => ({ sku: first!.sku, pieces: 1 })),
    isPaid: true,
  })
  const long = shop.shopper.place({
    lines: [{ sku: first!.sku, pieces: 1 }],
    note: `Voor ${name.first} ${'x'.repeat(2_000_000)}`,
  })
  const odd = { ...shopOrder(), note: '🚲'.repeat(1000) }
  told.set(odd.externalId, { ...odd, customer: { ...odd.customer, name: `${name.first} ${name.last}` } })
  const [many] = await taken(big.number)
  assert.equal(many!['lineCount'], 500)
  const [noted] = await taken(long.number)
  const note = (await call('GET', `/orders/${String(noted!['id'])}`)).body['note'] as string
  assert.ok(note.startsWith('Voor أحمد 🚲') && note.length <= 20_000, String(note.length))
  const [named] = await taken(odd.number)
  assert.equal(named!['customerName'], `${name.first} ${name.last}`)
  assert.deepEqual(await openTasks(), [])
})

test('the same webhook a thousand times is one look at the shop, and the order comes in once', async () => {
  const { rows } = await house.database.owner.query<{ tenant_id: string; hook: string }>(
    'select tenant_id, hook from connections where id = $1',
    [connection.id],
  )
  const placed = shop.shopper.place({ lines: [{ sku: first!.sku, pieces: 1 }] })
  const before = shop.requests.length
  const knock = async () => {
    const { status } = await call('POST', `/hooks/${rows[0]!.tenant_id}/${rows[0]!.hook}`, {})
    assert.ok(status === 200 || status === 429, String(status))
  }
  // One each to see whose cookie it is; each knock in a transaction of its own would be two thousand more.
  const spent = await statementsOf(house.database, async () => {
    for (let i = 0; i < 20; i++) await Promise.all(Array.from({ length: 50 }, knock))
  })
  assert.ok(spent < 2000, `${spent} statements`)
  assert.equal((await taken(placed.number)).length, 1)
  assert.ok(shop.requests.length - before < 200, `${shop.requests.length - before} requests`)
})

test('a page that fails in the middle loses no order and doubles none', async () => {
  await call('POST', `/connections/${connection.id}/pause`, {})
  const numbers = Array.from(
    { length: 230 },
    () => shop.shopper.place({ lines: [{ sku: first!.sku, pieces: 1 }] }).number,
  )
  shop.faults.push(
    { kind: 'status', status: 503, path: '/orders', method: 'GET', skip: 2, times: 2, body: 'onderhoud' },
    { kind: 'half-answer', path: '/orders', method: 'GET', skip: 3, times: 1 },
  )
  await call('POST', `/connections/${connection.id}/resume`, {})
  const count = async () =>
    (
      await house.database.owner.query<{ external_number: string; n: number }>(
        'select external_number, count(*)::int as n from orders where external_number = any($1::text[]) group by 1',
        [numbers],
      )
    ).rows
  const found = await until(count, (rows) => rows.length === numbers.length, 90)
  assert.ok(found.every(({ n }) => n === 1))
  await until(openTasks, (tasks) => tasks.length === 0, 30)
})
