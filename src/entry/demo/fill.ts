/** Fills an empty installation with the demo's merchant and a year of its days, with a clock that runs ahead; then checks the books. */
import { addDays, dayOf, daysBetween, mondayOf, startOfDay, weekday, type Day } from '../../base/day.ts'
import { setTimeout as sleep } from 'node:timers/promises'
import { markReady } from '../../modules/fulfilment/actions/leaving.ts'
import { bringInShipments } from '../../modules/fulfilment/actions/shipments.ts'
import { issueAll } from '../../modules/invoicing/catch-up.ts'
import { placeOrders } from '../../modules/orders/actions.ts'
import { takeShopPayments } from '../../modules/payments/actions.ts'
import { bringInEntries, planOneOfMany, planOrder } from '../../modules/planning/actions.ts'
import { bookShipped, putOnShelves, receiveStock, reserve } from '../../modules/stock/actions.ts'
import type { Promise_ } from '../../modules/stock/rules.ts'
import { openTenant } from '../../modules/users/actions/first-run.ts'
import { openAccount } from '../../modules/users/actions/open-account.ts'
import { saveSignInRules } from '../../modules/users/actions/people.ts'
import { system, uuid7, type Ctx } from '../../platform/context.ts'
import { openMachine, type Machine } from '../../platform/machine.ts'
import { checkBooks, type SelfCheck } from '../self-check.ts'
import { accounts, demoPassword } from './accounts.ts'
import { chanceFrom, type Chance } from './chance.ts'
import { openMerchant, storePictures, type Merchant } from './merchant.ts'
import { leavingMoment, orderFrom, paidBy, placedOn, placeOf, type DemoOrder } from './orders.ts'
import { customersOf, type Customer } from './people.ts'
import { allProducts, brands, productsOf, type DemoProduct } from './products.ts'
import { salesOf, type Sale } from './sales.ts'

export type DemoSize = {
  readonly orders: number
  readonly days: number
  readonly products: number
  readonly customers: number
}

export const wholeDemo: DemoSize = { orders: 20_000, days: 365, products: allProducts, customers: 3000 }

export type Filled = { readonly tenant: string; readonly check: SelfCheck }

/** One seed: everybody's demo is the same shop, on another day. */
const seed = 20_260
/** A brand delivers every four weeks. */
const cycle = 28

/** What is sold and who buys: the same at every start. */
export function peopleAndThings(size: DemoSize): {
  chance: Chance
  products: DemoProduct[]
  customers: Customer[]
} {
  const chance = chanceFrom(seed)
  const products = productsOf(chance, size.products)
  return { chance, products, customers: customersOf(chance, size.customers, Math.ceil(size.customers / 12)) }
}

type Filling = {
  readonly merchant: Merchant
  readonly customers: readonly Customer[]
  readonly products: readonly DemoProduct[]
  readonly today: Day
  readonly first: Day
  readonly now: Date
  readonly chance: Chance
  /** Runs work as the merchant at a moment of the past. */
  at<T>(moment: Date, work: (ctx: Ctx) => Promise<T>): Promise<T>
}

/**
 * Somebody can sign in only when all of it is there: an interrupted fill leaves rows of a merchant that nobody can
 * reach, and the next start begins anew.
 */
export async function fillDemo(
  machine: Machine,
  size: DemoSize,
  tell: (line: string) => void,
): Promise<Filled> {
  // The clock below runs a little ahead of itself; nothing may have happened in the future.
  const now = new Date(machine.now().getTime() - 60_000)
  const tenant = uuid7(now)
  const { chance, products, customers } = peopleAndThings(size)
  const sales = salesOf(chance, { now, days: size.days, orders: size.orders, products, customers })
  const today = dayOf(now)
  let clock = now.getTime()
  // A millisecond for each thing that happens, so that ids and events keep the order in which they were made.
  const past = openMachine(machine.database, [], { now: () => new Date(clock++) })
  const at = <T>(moment: Date, work: (ctx: Ctx) => Promise<T>): Promise<T> => {
    clock = moment.getTime()
    return past.act({ tenant, actor: system }, async (ctx) => {
      // A fill that a power cut takes away is made again; waiting for the disk 700 times is not.
      await ctx.db.run('set local synchronous_commit = off')
      return work(ctx)
    })
  }
  tell(`${size.products} articles with pictures, ${size.customers} customers`)
  const pictures = await storePictures(products)
  const first = addDays(today, 1 - size.days)
  const merchant = await at(startOfDay(first), (ctx) => openMerchant(ctx, pictures, { products, customers }))
  const filling: Filling = { merchant, customers, products, today, first, now, chance, at }
  const analyze = () => machine.database.owner.query('analyze')
  await liveThrough(filling, sales, tell, analyze)
  const open = await placeOpen(
    filling,
    sales.filter(({ wait }) => wait !== null),
  )
  await planTheWeek(filling, open)
  tell('the books are checked')
  await analyze()
  const check = await at(now, checkBooks)
  await machine.act({ tenant, actor: system }, (ctx) => openTheDoor(ctx, tenant))
  return { tenant, check }
}

/** The colleagues come last: from here on the demo is there. */
async function openTheDoor(ctx: Ctx, tenant: string): Promise<void> {
  const [boss, ...others] = accounts
  await openTenant(ctx, {
    id: tenant,
    business: 'Polderpad B.V.',
    name: boss.name,
    email: boss.email,
    password: demoPassword,
    language: 'nl',
  })
  await saveSignInRules(ctx, { secondFactorFor: 'nobody' })
  for (const account of others) await openAccount(ctx, { ...account, password: demoPassword })
  await printNewest(ctx)
}

/** The invoices that a newcomer opens first become PDFs in the background; printing all of them would take an hour. */
async function printNewest(ctx: Ctx): Promise<void> {
  const newest = await ctx.db.rows<{ id: string }>(
    'select id from issued_invoices where tenant_id = $1 order by day desc, sequence desc limit 40',
  )
  for (const { id } of newest) {
    ctx.later({
      task: 'work',
      payload: { work: 'print-invoice', about: id },
      key: `print-invoice:${id}`,
      priority: 10,
    })
  }
}

/** Each day as it was: goods come in, parcels and invoices leave, money arrives, orders are placed. */
async function liveThrough(
  filling: Filling,
  sales: readonly Sale[],
  tell: (line: string) => void,
  analyze: () => Promise<unknown>,
): Promise<void> {
  const { today, first, merchant, at } = filling
  const past = sales.filter(({ wait }) => wait === null)
  const placed = groupBy(past, placedOn)
  const deliveries = deliveriesOf(filling, past)
  await at(startOfDay(first), (ctx) => stockUp(ctx, filling, past))
  const leaving = new Map<Day, DemoOrder[]>()
  const paying = new Map<Day, DemoOrder[]>()
  const later = (list: Map<Day, DemoOrder[]>, day: Day, order: DemoOrder) =>
    void list.set(day, [...(list.get(day) ?? []), order])
  let done = 0
  let counted = 25
  for (let day = first; day <= today; day = addDays(day, 1)) {
    const evening = new Date(Math.min(startOfDay(day).getTime() + 23.8 * 3_600_000, filling.now.getTime()))
    const afternoon = new Date(Math.min(Date.parse(`${day}T15:00:00Z`), filling.now.getTime()))
    const delivered = deliveries.get(day) ?? []
    const [out, money] = [leaving.get(day) ?? [], paying.get(day) ?? []]
    if (delivered.length + out.length + money.length > 0) {
      await at(afternoon, async (ctx) => {
        await receiveStock(ctx, delivered)
        await leave(ctx, merchant, today, day, out)
        await receiveMoney(ctx, money)
      })
    }
    const sold = placed.get(day) ?? []
    await at(evening, async (ctx) => {
      const orders = await place(ctx, filling, sold, [])
      await leave(
        ctx,
        merchant,
        today,
        day,
        orders.filter(({ sale }) => sale.leaveDay === day),
      )
      await receivePayments(
        ctx,
        orders.filter(({ sale }) => sale.payDay === day || sale.payDay === null),
      )
      for (const order of orders) {
        if (order.sale.leaveDay !== null && order.sale.leaveDay !== day)
          later(leaving, order.sale.leaveDay, order)
        if (order.sale.payDay !== null && order.sale.payDay !== day) later(paying, order.sale.payDay, order)
      }
    })
    leaving.delete(day)
    paying.delete(day)
    done += sold.length
    // The server counts its rows only now and then: plans made for empty tables are slow on full ones.
    if (done >= counted * 2) {
      await analyze()
      counted = done
    }
    if (day.endsWith('-01') || day === today) tell(`${done} orders up to ${day}`)
    // The event loop gets its turn, so that Ctrl-C is heard.
    await sleep(0)
  }
}

/** Orders with ids of their own, in one statement each for orders and lines. */
async function place(
  ctx: Ctx,
  filling: Filling,
  sales: readonly Sale[],
  promises: readonly Promise_[],
  ids = sales.map((sale) => idsOf(ctx, filling, sale)),
) {
  const orders = sales.map((sale, i) => orderFrom(filling, sale, ids[i]!, promises))
  await placeOrders(ctx, orders)
  return orders
}

const idsOf = (ctx: Ctx, { merchant }: Filling, sale: Sale) => ({
  order: ctx.newId(),
  lines: sale.lines.map(({ product }) => ({ id: ctx.newId(), product: merchant.products.get(product.sku)! })),
})

async function leave(
  ctx: Ctx,
  merchant: Merchant,
  today: Day,
  day: Day,
  orders: readonly DemoOrder[],
): Promise<void> {
  if (orders.length === 0) return
  const shipments = orders.map((order) => ({
    ...order,
    id: ctx.newId(),
    goods: order.lines.filter(({ kind }) => kind === 'goods'),
  }))
  await bookShipped(
    ctx,
    shipments.flatMap(({ order, goods, sale, id }) =>
      goods.map((line) => ({
        product: line.product!,
        location: placeOf(merchant, sale),
        quantity: -line.ordered,
        reason: null,
        reference: order.id,
        dedupe: `ship:${id}:${line.id}`,
      })),
    ),
  )
  const withGoods = shipments.filter(({ goods }) => goods.length > 0)
  await bringInShipments(
    ctx,
    withGoods.map(({ id, order, sale, goods }, i) =>
      shipmentRow(ctx, { id, order, sale, merchant, today, day, nth: i, pieces: goods.length }),
    ),
    withGoods.flatMap(({ id, goods }) =>
      goods.map((line) => ({ shipment: id, line: line.id, product: line.product, quantity: line.ordered })),
    ),
  )
  for (const business of new Set(merchant.businesses)) {
    const mine = shipments.filter(({ order }) => order.business === business.id)
    const asked = mine.map(({ order, lines, sale, id }) => ({
      order,
      lines: lines.map((line) => ({ ...line, invoiced: 0 })),
      prepaid: paidBy(sale, day),
      shipment: id,
    }))
    await issueAll(ctx, business, day, asked, 14)
  }
  if (day >= mondayOf(today))
    await bringInEntries(ctx, shipments.filter(({ sale }) => sale.channel !== 2).map(doneOn(merchant, day)))
  for (const { order, sale, id } of shipments) {
    ctx.emit(sale.delivery === 'pickup' ? 'order.collected' : 'order.shipped', order.id, {
      number: order.number,
      shipment: id,
      isWhole: true,
    })
    if (paidBy(sale, day) > 0) ctx.emit('order.closed', order.id, { number: order.number })
  }
}

/** What has left this week still stands on its day. */
const doneOn =
  (merchant: Merchant, day: Day) =>
  ({ order, sale }: DemoOrder) => ({
    orderId: order.id,
    day,
    type: sale.delivery === 'pickup' ? ('pickup' as const) : ('deliver' as const),
    location: placeOf(merchant, sale),
    state: 'done' as const,
  })

type Leaving = {
  id: string
  order: DemoOrder['order']
  sale: Sale
  merchant: Merchant
  today: Day
  day: Day
  nth: number
  pieces: number
}

function shipmentRow(ctx: Ctx, { id, order, sale, merchant, today, day, nth, pieces }: Leaving) {
  const isPickup = sale.delivery === 'pickup'
  const isThere = daysBetween(day, today) > 1
  const isOwn = order.shippingMethod === 'Thuisbezorgd door ons'
  const code = isPickup || isOwn ? null : `3SPOLD${day.replaceAll('-', '')}${String(nth).padStart(3, '0')}`
  return {
    id,
    orderId: order.id,
    number: `${order.number}-1`,
    kind: sale.delivery,
    state: isPickup ? ('collected' as const) : isThere ? ('delivered' as const) : ('handed_over' as const),
    location: placeOf(merchant, sale),
    day,
    carrierTitle: code ? 'PostNL' : '',
    weightGrams: sale.lines.reduce(
      (sum, { product, pieces: each }) => sum + product.grams * each,
      pieces * 20,
    ),
    trackingCode: code,
    labelKey: ctx.newId(),
    printedAt: ctx.now,
    packedAt: ctx.now,
    leftAt: leavingMoment(sale),
    deliveredAt: !isPickup && isThere ? new Date(ctx.now.getTime() + 20 * 3_600_000) : null,
  }
}

const receivePayments = (ctx: Ctx, orders: readonly DemoOrder[]) =>
  takeShopPayments(
    ctx,
    orders.map(({ order, sale }) => ({
      order: order.id,
      externalId: `pay-${order.number}`,
      method: sale.payment.method,
      methodTitle: sale.payment.title,
      captured: sale.payDay ? sale.total.gross : 0,
      refunded: 0,
      state: sale.payDay
        ? ('captured' as const)
        : sale.isCancelled
          ? ('cancelled' as const)
          : ('pending' as const),
    })),
  )

/** A transfer that came days after the order. */
async function receiveMoney(ctx: Ctx, orders: readonly DemoOrder[]): Promise<void> {
  await receivePayments(ctx, orders)
  for (const { order, sale } of orders) {
    ctx.emit('order.paid', order.id, { number: order.number, amount: sale.total.gross })
    if (sale.leaveDay !== null && sale.leaveDay <= sale.payDay!)
      ctx.emit('order.closed', order.id, { number: order.number })
  }
}

type Receipt = Parameters<typeof receiveStock>[1][number]

/** What leaves of a product from a location, by day: what must have come in before. */
function demandOf(
  { merchant, first }: Filling,
  sales: readonly Sale[],
): Map<string, { product: DemoProduct; location: string; byDay: Map<number, number> }> {
  const demand = new Map<string, { product: DemoProduct; location: string; byDay: Map<number, number> }>()
  for (const sale of sales) {
    if (sale.leaveDay === null) continue
    const day = daysBetween(first, sale.leaveDay)
    const location = placeOf(merchant, sale)
    for (const { product, pieces } of sale.lines) {
      if (product.kind !== 'goods') continue
      const key = `${product.sku} ${location}`
      const found = demand.get(key) ?? { product, location, byDay: new Map() }
      found.byDay.set(day, (found.byDay.get(day) ?? 0) + pieces)
      demand.set(key, found)
    }
  }
  return demand
}

const cycleDay = (product: DemoProduct) => brands.indexOf(product.brand as (typeof brands)[number])

const leavingBetween = (byDay: ReadonlyMap<number, number>, from: number, until: number) =>
  [...byDay].reduce((sum, [day, pieces]) => (day >= from && day < until ? sum + pieces : sum), 0)

/** Every four weeks a brand brings what the next four weeks take. */
function deliveriesOf(filling: Filling, sales: readonly Sale[]): Map<Day, Receipt[]> {
  const { merchant, first, today } = filling
  const deliveries = new Map<Day, Receipt[]>()
  for (const { product, location, byDay } of demandOf(filling, sales).values()) {
    for (let index = cycleDay(product); index <= daysBetween(first, today); index += cycle) {
      const pieces = leavingBetween(byDay, index, index + cycle)
      if (pieces === 0) continue
      const day = addDays(first, index)
      const receipt = {
        product: merchant.products.get(product.sku)!,
        location,
        quantity: pieces * 1000,
        reason: `Levering ${product.brand}`,
        reference: null,
        dedupe: `receipt:${day}:${product.sku}:${location}`,
      }
      deliveries.set(day, [...(deliveries.get(day) ?? []), receipt])
    }
  }
  return deliveries
}

/** What lies there on the first day: what always lies there, and what leaves before the first delivery. */
async function stockUp(ctx: Ctx, filling: Filling, sales: readonly Sale[]): Promise<void> {
  const { merchant, products } = filling
  const demand = demandOf(filling, sales)
  const goods = products.filter(({ kind }) => kind === 'goods')
  const levels = goods.flatMap((product) =>
    [merchant.warehouse, merchant.store].map((location, i) => {
      const before = leavingBetween(
        demand.get(`${product.sku} ${location}`)?.byDay ?? new Map(),
        0,
        cycleDay(product),
      )
      return {
        product: merchant.products.get(product.sku)!,
        location,
        pieces: product.base[i]! + before,
        sku: product.sku,
        position: i === 0 ? product.position : `W-${product.position.slice(0, 4)}`,
      }
    }),
  )
  await receiveStock(
    ctx,
    levels.map(({ product, location, pieces, sku }) => ({
      product,
      location,
      quantity: pieces * 1000,
      reason: 'Beginvoorraad',
      reference: null,
      dedupe: `opening:${sku}:${location}`,
    })),
  )
  await putOnShelves(ctx, levels)
}

/** The open orders, last: what they reserve can then no longer be sold from under them. */
async function placeOpen(filling: Filling, sales: readonly Sale[]): Promise<DemoOrder[]> {
  const all: DemoOrder[] = []
  for (const [day, sold] of groupBy(sales, placedOn)) {
    const evening = new Date(Math.min(startOfDay(day).getTime() + 23.9 * 3_600_000, filling.now.getTime()))
    const orders = await filling.at(evening, async (ctx) => {
      const ids = sold.map((sale) => idsOf(ctx, filling, sale))
      const placed = await place(ctx, filling, sold, await promisesFor(ctx, filling, sold, ids), ids)
      await receivePayments(ctx, placed)
      return placed
    })
    all.push(...orders)
  }
  return all
}

async function promisesFor(
  ctx: Ctx,
  { merchant }: Filling,
  sales: readonly Sale[],
  ids: readonly ReturnType<typeof idsOf>[],
): Promise<Promise_[]> {
  const promises: Promise_[] = []
  for (const [i, sale] of sales.entries()) {
    const { order, lines } = ids[i]!
    const wants = sale.lines.flatMap(({ product, pieces }, n) =>
      product.kind === 'goods'
        ? [{ line: lines[n]!.id, product: lines[n]!.product, quantity: pieces * 1000, order }]
        : [],
    )
    promises.push(
      ...(await reserve(ctx, merchant.channels[sale.channel].id, sale.delivery === 'pickup', wants)),
    )
  }
  return promises
}

/** What is complete goes on a day of this week, bicycles through the workshop first; some is set ready; what has been done stands on its day. */
async function planTheWeek(filling: Filling, open: readonly DemoOrder[]): Promise<void> {
  const { at, now, today, chance, merchant } = filling
  const days = [0, 1, 2, 3, 4, 5, 6].map((n) => addDays(today, n)).filter((day) => weekday(day) !== 7)
  for (const { order, sale, lines } of open) {
    if (sale.wait === 'ready') await at(now, (ctx) => markReady(ctx, { order: order.id }))
    if (sale.wait !== 'new' && sale.wait !== 'in-stock') continue
    if (!order.allAvailable || chance.happens(0.3)) continue
    const day = days[Math.min(days.length - 1, Math.floor(chance.next() ** 1.6 * days.length))]!
    await at(now, async (ctx) => {
      const planned = await planOneOfMany(ctx, order.id, { day, despite: [] })
      const needsWork = sale.lines.some(({ product }) => product.needsWorkshop)
      if (planned.state === 'done' && needsWork)
        await planOrder(ctx, {
          order: order.id,
          day,
          type: 'workshop',
          location: lines[0]!.location ?? merchant.store,
          despite: [],
        })
    })
  }
}

function groupBy<T>(list: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const one of list) {
    const group = groups.get(keyOf(one))
    if (group) group.push(one)
    else groups.set(keyOf(one), [one])
  }
  return groups
}
