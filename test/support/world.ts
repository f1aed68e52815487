/** A small world to test in: a Dutch merchant with a business, a location, a webshop channel and stock. */
import type { ShopLine, ShopOrder } from '../../src/contracts/shop.ts'
import { createBusiness } from '../../src/modules/organisations/actions.ts'
import { createProduct } from '../../src/modules/catalog/actions.ts'
import { createChannel, linkLocation } from '../../src/modules/channels/actions.ts'
import type { Channel } from '../../src/modules/channels/schema.ts'
import { createLocation } from '../../src/modules/locations/actions.ts'
import { setStock } from '../../src/modules/stock/actions.ts'
import { system, uuid7, type Ctx } from '../../src/platform/context.ts'
import type { Database, DatabaseAddress } from '../../src/platform/database.ts'
import { openMachine, type Machine, type Subscriber } from '../../src/platform/machine.ts'
import { vatInside } from '../../src/base/money.ts'
import { testDatabase } from './database.ts'

export type World = {
  readonly database: Database
  readonly address: DatabaseAddress
  readonly machine: Machine
  readonly tenant: string
  readonly business: string
  readonly location: string
  readonly channel: Channel
  /** Product ids by SKU. */
  readonly products: ReadonlyMap<string, string>
  act<T>(work: (ctx: Ctx) => Promise<T>): Promise<T>
}

export type WorldOptions = {
  readonly stock?: Readonly<Record<string, number>>
  readonly subscribers?: readonly Subscriber[]
  readonly now?: () => Date
}

/** Ten bells and ten tyres in stock, and no saddle. */
const usualStock = { 'BEL-1': 10, 'BAND-28': 10, 'ZADEL-L': 0 }

export async function newWorld(options: WorldOptions = {}): Promise<World> {
  const { database, address } = await testDatabase()
  const machine = openMachine(database, options.subscribers ?? [], options.now)
  return { address, ...(await newMerchant(machine, options.stock)) }
}

/** A merchant of its own in a running machine: another tenant. */
export async function newMerchant(machine: Machine, stock: Readonly<Record<string, number>> = usualStock) {
  const tenant = uuid7(machine.now())
  await machine.database.owner.query('insert into tenants (id, name, created_at) values ($1, $2, $3)', [
    tenant,
    'Fietsen De Wit',
    machine.now(),
  ])
  const act = <T>(work: (ctx: Ctx) => Promise<T>) => machine.act({ tenant, actor: system }, work)
  const made = await act(async (ctx) => {
    const business = await createBusiness(ctx, {
      legalName: 'Fietsen De Wit B.V.',
      tradeName: 'Fietsen De Wit',
      country: 'NL',
      vatNumber: 'NL004495445B01',
      cocNumber: '12345678',
      street: 'Dorpsstraat',
      houseNumber: '1',
      postcode: '1695 AA',
      city: 'Blokker',
    })
    const location = await createLocation(ctx, { name: 'Magazijn', type: 'warehouse', business: business.id })
    const channel = await createChannel(ctx, { name: 'Webshop', type: 'shop', business: business.id })
    await linkLocation(ctx, { channel: channel.id, location: location.id })
    const products = new Map<string, string>()
    for (const sku of Object.keys(stock))
      products.set(sku, (await createProduct(ctx, { sku, name: `Artikel ${sku}`, price: 100_000 })).id)
    await setStock(
      ctx,
      Object.entries(stock).map(([sku, pieces]) => ({
        product: products.get(sku)!,
        location: location.id,
        onHand: pieces * 1000,
      })),
      'count',
      'beginvoorraad',
    )
    return { business: business.id, location: location.id, channel, products }
  })
  return { database: machine.database, machine, tenant, act, ...made }
}

let placed = 0

/** An order as a webshop tells it: lines of `[sku, pieces, gross cents each]` at 21 %, paid in full by iDEAL. */
export function shopOrder(
  lines: readonly (readonly [string, number, number])[] = [['BEL-1', 1, 1000]],
  bend: Partial<ShopOrder> = {},
): ShopOrder {
  const number = String(100_000 + ++placed)
  const shopLines = lines.map(([sku, pieces, each], i): ShopLine => {
    const gross = pieces * each
    const vat = vatInside(gross, 2100)
    return {
      externalId: `${number}-${i}`,
      sku,
      name: `Artikel ${sku}`,
      kind: 'goods',
      quantity: pieces * 1000,
      cancelledQuantity: 0,
      shippedQuantity: 0,
      unitPrice: each * 100,
      vatRate: 2100,
      net: gross - vat,
      vat,
      gross,
      note: null,
    }
  })
  const shippingGross = 595
  const shippingVat = vatInside(shippingGross, 2100)
  const gross = shopLines.reduce((sum, line) => sum + line.gross, shippingGross)
  const vat = shopLines.reduce((sum, line) => sum + line.vat, shippingVat)
  return {
    externalId: number,
    number,
    placedAt: new Date('2026-11-20T10:00:00Z'),
    state: 'open',
    currency: 'EUR',
    customer: {
      email: `klant${number}@example.nl`,
      name: 'Sanne Jansen',
      company: null,
      vatNumber: null,
      phone: '06 12345678',
      isGuest: true,
      language: 'nl',
    },
    billing: anAddress,
    shipping: anAddress,
    delivery: 'ship',
    shippingMethod: 'Pakket',
    pricesIncludeVat: true,
    lines: shopLines,
    shippingCost: { net: shippingGross - shippingVat, vat: shippingVat, gross: shippingGross, vatRate: 2100 },
    surcharges: [],
    discount: 0,
    total: { net: gross - vat, vat, gross },
    payments: [
      {
        externalId: `pay-${number}`,
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
    ...bend,
  }
}

export const anAddress: ShopOrder['billing'] = {
  name: 'Sanne Jansen',
  company: null,
  street: 'Gildenweg',
  houseNumber: '6',
  houseNumberSuffix: null,
  postcode: '1695 GD',
  city: 'Blokker',
  country: 'NL',
  region: null,
  phone: null,
}
