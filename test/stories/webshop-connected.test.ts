/** S4-1: a webshop is connected, and an order placed in it appears by itself. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { magento } from '../../src/connectors/magento/index.ts'
import { bicycleShop } from '../../src/connectors/magento/simulated-shop.ts'
import { startMagento } from '../../src/connectors/magento/simulator.ts'
import { runHouse, until } from '../support/running.ts'

const shop = await startMagento()
after(() => shop.close())
const { call } = await runHouse([magento])

const business = await call('POST', '/businesses', { legalName: 'Fietsen De Wit B.V.', tradeName: 'Fietsen De Wit', country: 'NL' })
const location = await call('POST', '/locations', { name: 'Magazijn', type: 'warehouse' })
const channel = await call('POST', '/channels', { name: 'Webshop', type: 'shop', business: business.body.id })
await call('POST', '/channel-locations', { channel: channel.body.id, location: location.body.id })
let connection = ''

test('the connection is tested before it is used, and says what it found', async () => {
  const made = await call('POST', '/connections', { name: 'Fietsenshop', connector: 'magento', channel: channel.body.id, settings: shop.settings, importSince: '2020-01-01T00:00:00Z' })
  assert.equal(made.status, 200, JSON.stringify(made.body))
  connection = made.body.id
  const tested = await until(() => call('GET', `/connections/${connection}`), (answer) => answer.body.state !== 'testing')
  assert.equal(tested.body.state, 'active', JSON.stringify(tested.body))
  assert.doesNotMatch(JSON.stringify(tested.body), new RegExp(shop.settings.accessTokenSecret!))
})

test('an order placed in the shop stands on the open list within five seconds', async () => {
  const placed = shop.shopper.place({ lines: [{ sku: bicycleShop[0]!.sku, pieces: 1 }] })
  const from = Date.now()
  const list = await until(() => call('GET', '/orders?view=open'), (answer) => answer.body.rows.some((row) => row.number === placed.number))
  assert.ok(Date.now() - from < 5000, `${Date.now() - from} ms`)
  assert.equal(list.body.rows.length, 1)
})

test('wrong keys break the connection with a task, and the right ones mend it', async () => {
  await call('PATCH', `/connections/${connection}`, { settings: { accessTokenSecret: 'wrong' } })
  await until(() => call('GET', `/connections/${connection}`), (answer) => answer.body.state === 'broken')
  await call('PATCH', `/connections/${connection}`, { settings: { accessTokenSecret: shop.settings.accessTokenSecret } })
  await until(() => call('GET', `/connections/${connection}`), (answer) => answer.body.state === 'active')
})
