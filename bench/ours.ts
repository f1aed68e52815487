/** Our side of the measurements: the same orders through our own verbs, and reads over http as a screen asks them. */
import { setTimeout as sleep } from 'node:timers/promises'
import { createBusiness } from '../src/modules/organisations/actions.ts'
import { createChannel, linkLocation } from '../src/modules/channels/actions.ts'
import type { Channel } from '../src/modules/channels/schema.ts'
import { productsFor } from '../src/modules/catalog/actions.ts'
import { createLocation } from '../src/modules/locations/actions.ts'
import { setStock } from '../src/modules/stock/actions.ts'
import { takeInOrders } from '../src/workflows/take-in-orders/take-in.ts'
import type { ShopOrder } from '../src/contracts/shop.ts'
import { dayOf } from '../src/base/day.ts'
import { vatInside } from '../src/base/money.ts'
import { planOrder } from '../src/modules/planning/actions.ts'
import { ask } from './ask.ts'
import { startHouse, type House } from '../src/entry/start.ts'
import { system, type Ctx } from '../src/platform/context.ts'
import { openLog } from '../src/platform/log.ts'
import { multiplyOurs } from './multiply.ts'
import { orderOf, productCount, productOf, spreadDay, type BenchOrder } from './workload.ts'

export type Ours = {
  readonly house: House
  one(number: number): Promise<void>
  many(from: number, count: number): Promise<void>
  get(path: string): Promise<{ rows?: unknown[] }>
  grow(from: number, to: number): Promise<void>
  settle(size: number, times: number): Promise<void>
  /** Of the session that asks, for a program of its own on the same database. */
  readonly cookie: string
  setStock(levels: readonly number[]): Promise<void>
  anyOrder(): string
  /** Plans so many of the newest open orders, and answers on which day. */
  plan(orders: number): Promise<string>
  statements(): number
  /** Waits until the server has written down and tidied what came before, as it has on any morning. */
  calm(): Promise<void>
}

/** Starts the house on a database of its own and makes the merchant of the workload. */
export async function openOurs(url: string, folder: string): Promise<Ours> {
  const house = await startHouse(
    {
      port: 0,
      host: '127.0.0.1',
      dataFolder: folder,
      databaseUrl: url,
      namesStatements: true,
      publicUrl: null,
      secretKey: undefined,
      smtpUrl: null,
      mailFrom: null,
      trustedProxies: [],
      roles: new Set(['web']),
      isDemo: false,
    },
    [],
    openLog(() => undefined),
  )
  const cookie = await signIn(house)
  const tenant = (await house.database.owner.query<{ id: string }>('select id from tenants')).rows[0]!.id
  const act = <T>(work: (ctx: Ctx) => Promise<T>) => house.machine.act({ tenant, actor: system }, work)
  const products = Array.from({ length: productCount }, (_, i) => productOf(i))
  const made = await act(async (ctx) => {
    const business = await createBusiness(ctx, { legalName: 'Bench B.V.', tradeName: 'Bench', country: 'NL' })
    const location = await createLocation(ctx, { name: 'Magazijn', type: 'warehouse' })
    const channel = await createChannel(ctx, { name: 'Webshop', type: 'shop', business: business.id })
    await linkLocation(ctx, { channel: channel.id, location: location.id })
    const known = await productsFor(
      ctx,
      products.map((p) => ({ sku: p.sku, name: p.name, price: p.grossCents * 100, barcode: null })),
    )
    await setStock(
      ctx,
      [...known.values()].map((p) => ({ product: p.id, location: location.id, onHand: 100_000_000_000 })),
      'count',
      'begin',
    )
    return { channel, location: location.id, ids: products.map((p) => known.get(p.sku)!.id) }
  })
  const { channel } = made
  let orders: string[] = []

  return {
    house,
    one: async (number) =>
      void (await act((ctx) => takeInOrders(ctx, channel, [shopOrderOf(orderOf(number), products)]))),
    many: async (from, count) =>
      void (await act((ctx) =>
        takeInOrders(
          ctx,
          channel,
          Array.from({ length: count }, (_, i) => shopOrderOf(orderOf(from + i), products)),
        ),
      )),
    get: async (path) => JSON.parse(await ask(`${house.address}/api${path}`, cookie)) as { rows?: unknown[] },
    cookie,
    grow: (from, to) => fill(act, channel, products, from, to),
    async settle(size, times) {
      // As many open ones as in the yardstick; the rest has been dealt with.
      await house.database.owner.query(
        `update orders set phase = 'closed', due = 0 where id in (select id from orders order by external_id::bigint offset $1)`,
        [Math.max(1000, Math.ceil(size / 50))],
      )
      await multiplyOurs(url, size, times)
      await house.database.owner.query('vacuum analyze')
      orders = (
        await house.database.owner.query<{ id: string }>('select id from orders order by random() limit 500')
      ).rows.map((row) => row.id)
    },
    setStock: async (levels) =>
      void (await act((ctx) =>
        setStock(
          ctx,
          levels.map((onHand, i) => ({ product: made.ids[i]!, location: made.location, onHand })),
          'external_sync',
          null,
        ),
      )),
    anyOrder: () => orders[Math.floor(performance.now() * 7) % orders.length]!,
    async plan(count) {
      const day = dayOf(new Date())
      const { rows } = await house.database.owner.query<{ id: string }>(
        "select id from orders where phase = 'open' order by placed_at desc limit $1",
        [count],
      )
      await act(async (ctx) => {
        for (const { id } of rows) await planOrder(ctx, { order: id, day, despite: ['capacity', 'stock'] })
      })
      return day
    },
    statements: () => house.database.statements(),
    async calm() {
      const { owner } = house.database
      await owner.query('checkpoint')
      const tidies = "select 1 from pg_stat_activity where backend_type = 'autovacuum worker'"
      while ((await owner.query(tidies)).rows.length > 0) await sleep(500)
    },
  }
}

async function fill(
  act: <T>(work: (ctx: Ctx) => Promise<T>) => Promise<T>,
  channel: Channel,
  products: readonly ReturnType<typeof productOf>[],
  from: number,
  to: number,
) {
  for (let n = from; n < to; n += 1000) {
    const some = Array.from({ length: Math.min(1000, to - n) }, (_, i) =>
      shopOrderOf(orderOf(500_000_000 + n + i, spreadDay(n + i)), products),
    )
    await act((ctx) => takeInOrders(ctx, channel, some))
  }
}

function shopOrderOf(order: BenchOrder, products: readonly ReturnType<typeof productOf>[]): ShopOrder {
  const { customer } = order
  const lines = order.lines.map(({ product, pieces }, i) => {
    const { sku, name, grossCents } = products[product]!
    const gross = grossCents * pieces
    const vat = vatInside(gross, 2100)
    return {
      externalId: `${order.number}-${i}`,
      sku,
      name,
      kind: 'goods' as const,
      quantity: pieces * 1000,
      cancelledQuantity: 0,
      shippedQuantity: 0,
      unitPrice: grossCents * 100,
      vatRate: 2100,
      net: gross - vat,
      vat,
      gross,
      note: null,
    }
  })
  const gross = lines.reduce((sum, line) => sum + line.gross, 595)
  const vat = lines.reduce((sum, line) => sum + line.vat, 103)
  const address = { ...customer, company: null, houseNumberSuffix: null, country: 'NL', region: null }
  return {
    externalId: String(order.number),
    number: order.reference,
    placedAt: order.placedAt,
    state: 'open',
    currency: 'EUR',
    customer: {
      email: customer.email,
      name: customer.name,
      company: null,
      vatNumber: null,
      phone: customer.phone,
      isGuest: true,
      language: 'nl',
    },
    billing: address,
    shipping: address,
    delivery: 'ship',
    shippingMethod: 'Pakket',
    pricesIncludeVat: true,
    lines,
    shippingCost: { net: 492, vat: 103, gross: 595, vatRate: 2100 },
    surcharges: [],
    discount: 0,
    total: { net: gross - vat, vat, gross },
    payments: [
      {
        externalId: `p${order.number}`,
        method: 'ideal',
        methodTitle: 'iDEAL',
        captured: gross,
        refunded: 0,
        state: 'captured',
      },
    ],
    wishedDay: null,
    reference: null,
    note: null,
    referrer: null,
    replaces: null,
  }
}

async function signIn(house: House): Promise<string> {
  const answer = await fetch(`${house.address}/api/first-run`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: house.address! },
    body: JSON.stringify({
      token: house.firstRunLink!.split('#')[1],
      business: 'Bench',
      name: 'Bench',
      email: 'bench@example.nl',
      password: 'meetlat-op-de-werkbank-12',
    }),
  })
  const cookie = answer.headers.get('set-cookie')
  if (!cookie) throw new Error(`no session: ${await answer.text()}`)
  return cookie.split(';')[0]!
}
