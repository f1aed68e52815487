/** The demo's merchant before the first order: businesses, locations, channels, brands, articles with pictures, relations. */
import { bringInRelations, createBusiness } from '../../modules/organisations/actions.ts'
import type { Business } from '../../modules/organisations/schema.ts'
import { bringInBrands, bringInProducts } from '../../modules/catalog/actions.ts'
import { createChannel, linkLocation } from '../../modules/channels/actions.ts'
import type { Channel } from '../../modules/channels/schema.ts'
import { createLocation } from '../../modules/locations/actions.ts'
import { createPolicy } from '../../modules/planning/actions.ts'
import { createShippingRule } from '../../modules/fulfilment/actions/settings.ts'
import type { Ctx } from '../../platform/context.ts'
import { keepFile, storeBytes, type Stored } from '../../platform/files.ts'
import type { Customer } from './people.ts'
import { drawPictures, pictureOf } from './pictures.ts'
import { brands, type DemoProduct } from './products.ts'

export type Merchant = {
  /** By the place of their channel: bicycle webshop, outdoor webshop, counter. */
  readonly channels: readonly [Channel, Channel, Channel]
  readonly businesses: readonly [Business, Business, Business]
  readonly warehouse: string
  readonly store: string
  /** Product ids by item code. */
  readonly products: ReadonlyMap<string, string>
  /** Ids by the place of the customer. */
  readonly contacts: readonly string[]
  readonly organisations: readonly (string | null)[]
}

const place = { street: 'Gildenweg', houseNumber: '6', postcode: '1695 GD', city: 'Blokker', country: 'NL' }
/** One company that sells under two names; the numbers are the ones that examples use. */
export const company = {
  ...place,
  legalName: 'Polderpad B.V.',
  cocNumber: '12345678',
  vatNumber: 'NL004495445B01',
  iban: 'NL02ABNA0123456789',
  bic: 'ABNANL2A',
  phone: '0229 123 456',
}

export async function openMerchant(
  ctx: Ctx,
  drawn: ReadonlyMap<string, Stored>,
  given: { readonly products: readonly DemoProduct[]; readonly customers: readonly Customer[] },
): Promise<Merchant> {
  const cycling = await createBusiness(ctx, {
    ...company,
    tradeName: 'Polderpad Fietsen',
    email: 'fietsen@polderpad.example',
    website: 'https://fietsen.polderpad.example',
  })
  const outdoor = await createBusiness(ctx, {
    ...company,
    tradeName: 'Duinroos Outdoor',
    email: 'outdoor@polderpad.example',
    website: 'https://duinroos.polderpad.example',
  })
  const warehouse = await createLocation(ctx, {
    ...place,
    name: 'Magazijn Blokker',
    type: 'warehouse',
    business: cycling.id,
    closedWeekdays: ['7'],
  })
  const store = await createLocation(ctx, {
    ...place,
    street: 'Hoofdstraat',
    houseNumber: '21',
    postcode: '1621 AB',
    city: 'Hoorn',
    name: 'Winkel Hoorn',
    type: 'store',
    business: cycling.id,
    closedWeekdays: ['7'],
  })
  const channels = [
    await createChannel(ctx, { name: 'Polderpad Fietsen (webshop)', type: 'shop', business: cycling.id }),
    await createChannel(ctx, {
      name: 'Duinroos Outdoor (webshop)',
      type: 'shop',
      business: outdoor.id,
      orderPrefix: 'D',
    }),
    await createChannel(ctx, { name: 'Balie Hoorn', type: 'manual', business: cycling.id, orderPrefix: 'B' }),
  ] as const
  for (const [i, channel] of channels.entries()) {
    if (i < 2)
      await linkLocation(ctx, {
        channel: channel.id,
        location: warehouse.id,
        priority: 1,
        mayBePickedUp: false,
      })
    await linkLocation(ctx, { channel: channel.id, location: store.id, priority: 2, mayShip: i < 2 })
  }
  for (const business of [cycling, outdoor])
    await createPolicy(ctx, { business: business.id, mode: 'propose' })
  await createShippingRule(ctx, {
    name: 'Fietsen met eigen bezorging',
    priority: 10,
    business: cycling.id,
    shippingMethod: 'Thuisbezorgd door ons',
  })
  return {
    channels,
    businesses: [cycling, outdoor, cycling],
    warehouse: warehouse.id,
    store: store.id,
    products: await stockCatalogue(ctx, drawn, given.products),
    ...(await meetCustomers(ctx, given.customers)),
  }
}

/** Drawn and stored before the transaction that makes files of them. */
export async function storePictures(products: readonly DemoProduct[]): Promise<Map<string, Stored>> {
  const stored = new Map<string, Stored>()
  for (const [name, bytes] of await drawPictures(products)) stored.set(name, await storeBytes(bytes))
  return stored
}

async function stockCatalogue(
  ctx: Ctx,
  drawn: ReadonlyMap<string, Stored>,
  products: readonly DemoProduct[],
): Promise<Map<string, string>> {
  const images = new Map<string, string>()
  for (const [name, stored] of drawn) {
    images.set(
      name,
      await keepFile(ctx, {
        stored,
        name: `${name}.png`,
        type: 'image/png',
        about: null,
        kind: 'product-image',
      }),
    )
  }
  const made = await bringInBrands(
    ctx,
    brands.map((name) => ({ name })),
  )
  const brandIds = new Map(made.map(({ id, name }) => [name, id]))
  const rows = await bringInProducts(
    ctx,
    products.map((product) => ({
      sku: product.sku,
      name: product.name,
      brand: product.brand && brandIds.get(product.brand)!,
      barcode: product.barcode,
      kind: product.kind,
      taxCategory: product.vatRate === 900 ? 'bike_repair_labour' : 'standard',
      price: product.cents * 100,
      costPrice: product.costCents * 100,
      weightGrams: product.grams,
      leadTimeDays: product.cents > 20_000 ? 14 : 5,
      stockMin: Math.floor(product.base[0] / 4) * 1000,
      stockMax: product.base[0] * 2000,
      image: images.get(pictureOf(product)) ?? null,
      needsWorkshop: product.needsWorkshop,
    })),
  )
  return new Map(rows.map(({ sku, id }) => [sku, id]))
}

async function meetCustomers(ctx: Ctx, customers: readonly Customer[]) {
  const contacts = customers.map(() => ctx.newId())
  const organisations = customers.map(({ company: has }) => (has ? ctx.newId() : null))
  await bringInRelations(
    ctx,
    customers.flatMap(({ company: has, email, phone }, i) =>
      has
        ? [
            {
              id: organisations[i]!,
              name: has.name,
              cocNumber: has.cocNumber,
              vatNumber: has.vatNumber,
              email,
              phone,
            },
          ]
        : [],
    ),
    customers.map((customer, i) => ({
      id: contacts[i]!,
      name: customer.name,
      email: customer.email,
      phone: customer.phone,
      organisation: organisations[i]!,
      isGuest: i % 3 === 0,
      street: customer.street,
      houseNumber: `${customer.houseNumber}${customer.suffix ?? ''}`,
      postcode: customer.postcode,
      city: customer.city,
    })),
  )
  return { contacts, organisations }
}
