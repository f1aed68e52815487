/** Step 8: an order that came in becomes a final invoice and a PDF, over the API. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { bicycleShop } from '../../src/connectors/magento/simulated-shop.ts'
import { startMagento } from '../../src/connectors/magento/simulator.ts'
import { magento } from '../../src/connectors/magento/index.ts'
import { fietsenDeWit, runHouse, until } from '../support/running.ts'

const shop = await startMagento()
after(() => shop.close())
const { call } = await runHouse([magento])
const business = await call('POST', '/businesses', fietsenDeWit)
const channel = await call('POST', '/channels', { name: 'Webshop', type: 'shop', business: business.body.id })
await call('POST', '/connections', {
  name: 'Fietsenshop',
  connector: 'magento',
  channel: channel.body.id,
  settings: shop.settings,
  importSince: '2020-01-01T00:00:00Z',
})

test('the invoice of a webshop order gets a number, a PDF and the amounts of the shop', async () => {
  const placed = shop.shopper.place({ lines: [{ sku: bicycleShop[0]!.sku, pieces: 2 }], isPaid: true })
  const list = await until(
    () => call('GET', '/orders?view=open'),
    (answer) => answer.body.rows?.length === 1,
  )
  const order = list.body.rows[0] as { id: string; total: number }
  assert.equal(order.total, placed.grandTotal)
  const concept = await call('POST', `/orders/${order.id}/invoices`, {})
  assert.equal(concept.status, 200, JSON.stringify(concept.body))
  assert.equal(concept.body.state, 'concept')
  const final = await call('POST', `/invoices/${concept.body.id}/finalise`, {})
  assert.match(String(final.body.number), /^\d{4}-00001$/)
  assert.equal(final.body.total, order.total)
  const printed = await until(
    () => call('GET', `/invoices/${concept.body.id}`),
    (answer) => answer.body.pdf !== null,
  )
  assert.ok(printed.body.pdf)
})

test('a final invoice is not deleted, and the refusal says what to do instead', async () => {
  const { body } = await call('GET', '/invoices')
  const refused = await call('DELETE', `/invoices/${String(body.rows[0]!.id)}`)
  assert.equal(refused.status, 409)
  assert.equal(refused.body.code, 'invoice.not-a-concept')
  assert.match(String(refused.body.detail), /creditnota/)
})
