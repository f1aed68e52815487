/** S0-4d, S0-4e: what a channel can sell is what its webshop sells, in both kinds of webshop, and faults pass by. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { magento } from '../../src/connectors/magento/index.ts'
import { bicycleShop } from '../../src/connectors/magento/simulated-shop.ts'
import { startMagento } from '../../src/connectors/magento/simulator.ts'
import { vendure } from '../../src/connectors/vendure/index.ts'
import { startVendureSimulator } from '../../src/connectors/vendure/simulator.ts'
import { openChannel, runHouse, until, type Body } from '../support/running.ts'

const [bell, tyre] = bicycleShop.map((product) => product.sku) as [string, string]
const magentoShop = await startMagento()
const variants = [bell, tyre].map((sku) => ({
  sku,
  name: sku,
  price: 1295,
  vatRate: 2100,
  product: sku,
  productFacets: [],
}))
const vendureShop = await startVendureSimulator({ variants })
after(() => Promise.all([magentoShop.close(), vendureShop.close()]))
const { call, made } = await runHouse([magento, vendure])
const { business, location, channel } = await openChannel({ made })
const second = await made('/channels', { name: 'Tweede webshop', type: 'shop', business: business.id })
await made('/channel-locations', { channel: second.id, location: location.id, buffer: 2000 })

const products = new Map<string, string>()
for (const sku of [bell, tyre, 'ALLEEN-HIER']) {
  const product = await made('/products', { sku, name: sku, price: 100_000 })
  products.set(sku, product.id)
}
const count = (sku: string, onHand: number, at: Body = location) =>
  made(`/products/${products.get(sku)}/stock/${at.id}`, { onHand: onHand * 1000, reason: 'telling' })
const connect = async (name: string, connector: string, sold: Body, settings: object) => {
  const connection = await made('/connections', {
    name,
    connector,
    channel: sold.id,
    settings,
    importSince: '2020-01-01T00:00:00Z',
  })
  await until(
    () => call('GET', `/connections/${connection.id}`),
    (answer) => answer.body.state === 'active',
  )
  return connection
}
const atMagento = (sku: string) => magentoShop.shop.salable(sku)
const atVendure = (sku: string) => {
  const variant = vendureShop.shop.variants.find((one) => one.sku === sku)!
  return variant.onHand - variant.allocated
}
const shown = async (sku: string, name: string) =>
  (await call('GET', `/products/${products.get(sku)}/channels`)).body.rows.find(
    (row) => row.channelName === name,
  )!
/** The shop sells what the screen says, and the screen says that it was told so. */
const agrees = (sku: string, name: string, there: (sku: string) => number | null, figure: number) =>
  until(
    async (): Promise<Record<string, unknown>> => ({ ...(await shown(sku, name)), there: there(sku) }),
    (row) => row.available === figure && row.told === figure && row.there === figure && !row.isWaiting,
  )
const openTasks = async () => (await call('GET', '/tasks')).body.rows
const writes = () =>
  magentoShop.requests.filter(({ method, url }) => method === 'POST' && url.pathname.includes('source-items'))
    .length

await count(bell, 10)
await count(tyre, 6)
await count('ALLEEN-HIER', 3)
const fietsenshop = await connect('Fietsenshop', 'magento', channel, magentoShop.settings)
const webwinkel = await connect('Webwinkel', 'vendure', second, vendureShop.settings)

test('a webshop keeps its own stock until the merchant says that ours counts', async () => {
  const before = atMagento(bell)
  await count(bell, 11)
  await count(bell, 10)
  const preview = (await call('GET', `/connections/${fietsenshop.id}/stock`)).body
  assert.deepEqual([preview.products, preview.empty], [3, 0])
  assert.equal(writes(), 0)
  assert.equal(atMagento(bell), before)
})

test('then it is told everything once, and each channel its own figure', async () => {
  await made(`/connections/${fietsenshop.id}/stock`, { leads: 'us' })
  await made(`/connections/${webwinkel.id}/stock`, { leads: 'us' })
  await agrees(bell, 'Webshop', atMagento, 10)
  await agrees(tyre, 'Webshop', atMagento, 6)
  await agrees(bell, 'Tweede webshop', atVendure, 8)
})

test('an article that the webshop does not sell is said on its page and makes no task', async () => {
  const row = await until(
    () => shown('ALLEEN-HIER', 'Webshop'),
    (found) => Boolean(found.problem),
  )
  assert.equal(row.told, null)
  assert.deepEqual(
    (await openTasks()).map((task) => task.kind),
    [],
  )
})

test('an order in one webshop takes its pieces off in the other too', async () => {
  magentoShop.shopper.place({ lines: [{ sku: bell, pieces: 3 }], isPaid: true })
  await agrees(bell, 'Webshop', atMagento, 7)
  await agrees(bell, 'Tweede webshop', atVendure, 5)
})

test('a second location and another safety stock count, and what changes nothing is not told', async () => {
  const store = await made('/locations', { name: 'Winkel', type: 'store' })
  const link = await made('/channel-locations', { channel: channel.id, location: store.id, priority: 2 })
  await count(bell, 4, store)
  await agrees(bell, 'Webshop', atMagento, 11)
  await call('PATCH', `/channel-locations/${link.id}`, { buffer: 1000 })
  await agrees(bell, 'Webshop', atMagento, 10)
  await call('DELETE', `/channel-locations/${link.id}`)
  await agrees(bell, 'Webshop', atMagento, 7)
  const told = writes()
  await call('PATCH', `/products/${products.get(bell)}`, { name: 'Fietsbel' })
  await until(
    () => shown(bell, 'Webshop'),
    (row) => !row.isWaiting,
  )
  assert.equal(writes(), told)
})

test('a webshop that is away hears the last figure when it is back, and nobody has to do anything', async () => {
  magentoShop.faults.push({ kind: 'status', status: 503, path: 'source-items', times: 1, body: 'onderhoud' })
  vendureShop.faults.push({ kind: 'cut-after', bodyHas: 'updateProductVariants', times: 1 })
  await count(tyre, 5)
  await count(tyre, 9)
  await agrees(tyre, 'Webshop', atMagento, 9)
  await agrees(tyre, 'Tweede webshop', atVendure, 7)
})

test('one that stays away is a task, which is gone when it answers again', async () => {
  const fault = { kind: 'status' as const, status: 503, path: 'source-items', body: 'onderhoud' }
  magentoShop.faults.push(fault)
  await count(tyre, 4)
  const [task] = await until(openTasks, (tasks) => tasks.length > 0, 40)
  assert.equal(task!.kind, 'stock.not-told')
  magentoShop.faults.splice(magentoShop.faults.indexOf(fault), 1)
  await made(`/tasks/${String(task!.id)}/retry`, {})
  await agrees(tyre, 'Webshop', atMagento, 4)
  assert.deepEqual(await openTasks(), [])
})

test('a webshop that counts for itself again is left alone', async () => {
  await made(`/connections/${fietsenshop.id}/stock`, { leads: 'shop' })
  const told = writes()
  await count(bell, 20)
  await agrees(bell, 'Tweede webshop', atVendure, 15)
  assert.equal(writes(), told)
  assert.equal((await shown(bell, 'Webshop')).told, null)
})
