/** A small demo: a month of two hundred orders whose books add up, with something to see in every view. */
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { testDatabase } from '../../../test/support/database.ts'
import { dayOf } from '../../base/day.ts'
import { countViews } from '../../modules/orders/reads.ts'
import { cardsOf } from '../../modules/planning/reads.ts'
import { signIn } from '../../modules/users/actions/session.ts'
import { SessionAnswer } from '../../platform/action.ts'
import { system } from '../../platform/context.ts'
import { nobodys } from '../../platform/database.ts'
import { diskFiles, useFiles } from '../../platform/files.ts'
import { openMachine } from '../../platform/machine.ts'
import { checkBooks } from '../self-check.ts'
import { accounts, demoPassword } from './accounts.ts'
import { chanceFrom } from './chance.ts'
import { fillDemo } from './fill.ts'
import { barcodeOf, productsOf } from './products.ts'

const folder = await mkdtemp(join(tmpdir(), 'demo-'))
after(() => rm(folder, { recursive: true, force: true }))
useFiles(diskFiles(folder))
const { database } = await testDatabase()
const now = new Date('2026-11-20T15:20:00Z')
const machine = openMachine(database, [], () => now)
const lines: string[] = []
const size = { orders: 200, days: 30, products: 160, customers: 120 }
const { tenant, check } = await fillDemo(machine, size, (line) => lines.push(line))
const asMerchant = <T>(work: Parameters<typeof machine.act<T>>[1]) =>
  machine.act({ tenant, actor: system }, work)
const count = async (sql: string) =>
  (await database.owner.query<{ n: number }>(`select count(*)::int as n from ${sql}`)).rows[0]!.n

test('all that was asked for is there', async () => {
  assert.equal(await count('orders'), size.orders)
  assert.equal(await count('products'), size.products)
  assert.equal(await count('contacts'), size.customers)
  assert.equal(await count('businesses'), 2)
  assert.equal(await count('channels'), 3)
  assert.equal(await count('locations'), 2)
  assert.equal(await count("products where kind = 'goods' and image is null"), 0)
})

test('its books add up by every rule', async () => {
  assert.deepEqual(
    check.rules.filter(({ faults }) => faults > 0),
    [],
  )
  assert.equal((await asMerchant(checkBooks)).isSound, true)
})

test('every view of the orders has something to see', async () => {
  const { all: _all, ...views } = await asMerchant(countViews)
  assert.deepEqual(
    Object.entries(views).filter(([, orders]) => orders === 0),
    [],
  )
})

test('goods that left were shipped, invoiced and taken off the shelf', async () => {
  const left = await count("orders where supply in ('shipped', 'collected')")
  assert.ok(left > 150, `only ${left} orders left the house`)
  assert.equal(
    await count(
      "orders o where supply in ('shipped', 'collected') and not exists (select 1 from invoices i where i.order_id = o.id)",
    ),
    0,
  )
  const moved =
    "select coalesce(sum(-quantity), 0) from stock_movements m where m.kind = 'ship' and m.reference = o.id"
  const shipped = 'select coalesce(sum(shipped), 0) from order_lines l where l.order_id = o.id'
  assert.equal(await count(`orders o where (${moved}) <> (${shipped})`), 0)
})

test('invoices are numbered in the order of their days', async () => {
  assert.equal(
    await count(
      'issued_invoices a join issued_invoices b on b.business = a.business and b.year = a.year and b.sequence = a.sequence + 1 where b.day < a.day',
    ),
    0,
  )
  assert.equal(
    new Set(
      (await database.owner.query('select business from issued_invoices')).rows.map(
        ({ business }) => business,
      ),
    ).size,
    2,
  )
})

test('nothing happened in the future', async () => {
  assert.equal((await database.owner.query('select 1 from orders where placed_at > $1', [now])).rowCount, 0)
  assert.equal((await database.owner.query('select 1 from events where at > $1', [now])).rowCount, 0)
})

test('what happened to an order stands in the order in which it happened', async () => {
  const placed = "select 1 from events p where p.about = e.about and p.kind = 'order.placed' and p.id > e.id"
  assert.equal(
    await count(
      `events e where kind in ('order.shipped', 'order.collected', 'order.closed') and exists (${placed})`,
    ),
    0,
  )
})

test('days of this week have orders to deliver', async () => {
  const today = dayOf(now)
  const cards = await asMerchant((ctx) => cardsOf(ctx, today, '2026-11-30', {}))
  assert.ok(cards.some(({ state }) => state === 'planned'))
})

test('everybody whose name stands on the screen can sign in', async () => {
  for (const { email } of accounts) {
    const answer = await machine.act({ tenant: nobodys, actor: system }, (ctx) =>
      signIn(ctx, { email, password: demoPassword }),
    )
    assert.ok(answer instanceof SessionAnswer, `${email} is not let in`)
  }
})

test('barcodes end in their check digit, and every article has its own code', () => {
  // The example of the GS1 General Specifications' reckoning, worked by hand: 2·1 + 9·3 + 1·3 = 32, so 8.
  assert.equal(barcodeOf(1), '2900000000018')
  const products = productsOf(chanceFrom(1))
  assert.equal(products.length, 2000)
  assert.equal(new Set(products.map(({ sku }) => sku)).size, 2000)
  const codes = products.flatMap(({ barcode }) => barcode ?? [])
  assert.equal(new Set(codes).size, codes.length)
  for (const code of codes) {
    const sum = [...code].reduce((total, digit, i) => total + Number(digit) * (i % 2 === 0 ? 1 : 3), 0)
    assert.equal(sum % 10, 0, code)
  }
})

test('the same seed makes the same shop', () => {
  assert.deepEqual(productsOf(chanceFrom(5), 100), productsOf(chanceFrom(5), 100))
  assert.notDeepEqual(productsOf(chanceFrom(5), 100), productsOf(chanceFrom(6), 100))
})
