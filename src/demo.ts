/** The program with the demo's merchant in it, and simulated webshops, carrier, VAT check and e-invoicing beside it. */
import { createServer } from 'node:net'
import { dayOf } from './base/day.ts'
import { startMagento } from './connectors/magento/simulator.ts'
import { startMyParcel } from './connectors/myparcel/simulator.ts'
import { documentTypes } from './connectors/peppol-provider/map.ts'
import { startPeppolProvider } from './connectors/peppol-provider/simulator.ts'
import { startVendureSimulator } from './connectors/vendure/simulator.ts'
import { startVies } from './connectors/vies/simulator.ts'
import type { Config } from './entry/config.ts'
import { wholeDemo, type DemoSize } from './entry/demo/fill.ts'
import type { OpenOutside, Outside, Purchase, ShopStandIn, ShopWindow } from './entry/demo/outside.ts'
import { startDemo, welcome, type Demo } from './entry/demo/start.ts'
import type { OpenableConnector } from './entry/outside.ts'
import { openQuietLog, startHouse, type House } from './entry/start.ts'

/** Below the ports that systems hand out themselves (from 32768 on), so that they are the same at every start. */
const ports = { bicycles: 29_310, outdoor: 29_320, carrier: 29_330, vatCheck: 29_340, eInvoices: 29_350 }

export async function startDemoHouse(
  config: Config,
  connectors: readonly OpenableConnector[],
  size: DemoSize = wholeDemo,
): Promise<House> {
  let demo: Demo | undefined
  const house = await startHouse(config, connectors, openQuietLog(), async (machine) => {
    demo = await startDemo(machine, { folder: config.dataFolder, openOutside, tell: say, size })
  }).catch(async (error: unknown) => {
    await demo?.stop()
    throw error
  })
  process.stdout.write(welcome(house.publicUrl ?? 'no web address in this role', config.dataFolder))
  return {
    ...house,
    async stop() {
      await demo?.stop()
      await house.stop()
    },
  }
}

const say = (line: string) => void process.stdout.write(`  ${line}\n`)

const openOutside: OpenOutside = async ({ shops: [bicycles, outdoor], companies }): Promise<Outside> => {
  const first = await openBicycleShop(bicycles)
  const second = await openOutdoorShop(outdoor)
  const carrier = await startMyParcel({ port: await freePort(ports.carrier) })
  const vatCheck = await startVies({
    port: await freePort(ports.vatCheck),
    register: Object.fromEntries(
      companies.map(({ name, vatNumber, address }) => [vatNumber, { name, address }]),
    ),
  })
  const eInvoices = await startPeppolProvider({
    port: await freePort(ports.eInvoices),
    participants: Object.fromEntries(
      companies.map(({ cocNumber }) => [`0106:${cocNumber}`, Object.values(documentTypes)]),
    ),
  })
  return {
    shops: [first, second],
    others: [
      { connector: 'myparcel', title: 'MyParcel', settings: { ...carrier.settings } },
      { connector: 'vies', title: 'VIES', settings: { ...vatCheck.settings('rest') } },
      { connector: 'peppol-provider', title: 'Peppol', settings: { ...eInvoices.settings } },
    ],
    moveParcels() {
      for (const { id, status } of carrier.shipments.values()) {
        const next = steps.get(status)
        if (next !== undefined) carrier.move(String(id), next)
      }
      for (const { id, state } of eInvoices.documents.values())
        if (state === 'accepted') eInvoices.move(id, 'delivered')
    },
    async close() {
      await Promise.all([first, second, carrier, vatCheck, eInvoices].map((one) => one.close()))
    },
  }
}

/** From registered by way of handed over and sorted to delivered, in the carrier's numbers. */
const steps = new Map([
  [2, 3],
  [3, 4],
  [4, 7],
])

/** What a stand-in has in stock; ours is the stock that counts. */
const plenty = 100_000

type Open = ShopStandIn & { close(): Promise<void> }

async function openBicycleShop({ products, lastOrder }: ShopWindow): Promise<Open> {
  const shop = await startMagento({
    port: await freePort(ports.bicycles),
    lastOrder,
    products: products.map(({ sku, name, cents, vatRate, grams, barcode }) => ({
      sku,
      name,
      cents,
      vat: vatRate === 900 ? ('reduced' as const) : ('standard' as const),
      grams,
      stock: plenty,
      ...(barcode ? { barcode } : {}),
    })),
  })
  return {
    connector: 'magento',
    title: 'Polderpad Fietsen',
    settings: shop.settings,
    close: shop.close,
    place({ customer, lines, isPickup, isPaid, note }: Purchase, secondsAgo) {
      const address = {
        firstname: customer.firstName,
        lastname: customer.lastName,
        street: [customer.street, customer.houseNumber, ...(customer.suffix ? [customer.suffix] : [])],
        postcode: customer.postcode,
        city: customer.city,
        country: 'NL',
        telephone: customer.phone,
        ...(customer.company ? { company: customer.company.name, vatId: customer.company.vatNumber } : {}),
      }
      const order = shop.shopper.place({
        lines,
        email: customer.email,
        billing: address,
        shipTo: address,
        isPaid,
        secondsAgo,
        payment: isPaid
          ? { method: 'ideal', title: 'iDEAL' }
          : { method: 'banktransfer', title: 'Overboeking' },
        ...(isPickup
          ? { shipping: { method: 'instore_pickup', title: 'Afhalen in Hoorn' }, shippingCents: 0 }
          : { shipping: { method: 'flatrate_flatrate', title: 'Pakket' } }),
        ...(note ? { note } : {}),
      })
      return { pay: () => shop.shopper.pay(order.id), cancel: () => shop.shopper.cancel(order.id) }
    },
  }
}

/**
 * The shop knows one rate for its parcels, but the costs of sending books bear the rate of books: it sends them free.
 * Once a day it forgets, so that there is a task about VAT to see.
 */
function parcelMethods(reduced: ReadonlySet<string>): (skus: readonly string[], day: string) => string {
  const forgotten = new Set<string>()
  return (skus, day) => {
    if (!skus.some((sku) => reduced.has(sku))) return 'pakket'
    if (forgotten.has(day)) return 'gratis'
    forgotten.add(day)
    return 'pakket'
  }
}

async function openOutdoorShop({ products, lastOrder }: ShopWindow): Promise<Open> {
  const parcelFor = parcelMethods(
    new Set(products.filter(({ vatRate }) => vatRate === 900).map(({ sku }) => sku)),
  )
  const { shop, settings, close } = await startVendureSimulator({
    port: await freePort(ports.outdoor),
    lastId: lastOrder,
    variants: products.map(({ sku, name, cents, vatRate }) => ({
      sku,
      name,
      price: cents,
      vatRate,
      stock: plenty,
    })),
    methods: [
      { code: 'pakket', name: 'Pakket', price: 595, vatRate: 2100 },
      { code: 'gratis', name: 'Pakket, gratis bij een gids', price: 0, vatRate: 2100 },
      { code: 'afhalen', name: 'Afhalen in Hoorn', price: 0, vatRate: 2100 },
    ],
  })
  return {
    connector: 'vendure',
    title: 'Duinroos Outdoor',
    settings: { ...settings, pickupMethods: 'afhalen' },
    close,
    place({ customer, lines, isPickup, isPaid, note }: Purchase, secondsAgo) {
      const day = dayOf(new Date(Date.now() - secondsAgo * 1000))
      const skus = lines.map(({ sku }) => sku)
      const id = shop.place({
        lines,
        firstName: customer.firstName,
        lastName: customer.lastName,
        email: customer.email,
        phone: customer.phone,
        address: {
          name: customer.name,
          street: `${customer.street} ${customer.houseNumber}${customer.suffix ?? ''}`,
          postcode: customer.postcode,
          city: customer.city,
          country: 'NL',
          phone: customer.phone,
          ...(customer.company ? { company: customer.company.name } : {}),
        },
        method: isPickup ? 'afhalen' : parcelFor(skus, day),
        isPaid,
        secondsAgo,
      })
      if (note) shop.addNote(id, note)
      return { pay: () => shop.settle(id), cancel: () => void shop.cancel(id) }
    },
  }
}

/** The wanted port, or 0 for any free one when another program has it. */
async function freePort(wanted: number): Promise<number> {
  const server = createServer()
  const isFree = await new Promise<boolean>((tell) => {
    server.once('error', () => tell(false))
    server.listen(wanted, '127.0.0.1', () => tell(true))
  })
  await new Promise((done) => (isFree ? server.close(done) : done(null)))
  return isFree ? wanted : 0
}
