/** Steps 5 to 9 over the API: an order from a webshop is planned, printed, handed over, and the webshop hears of it once. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { magento } from '../../src/connectors/magento/index.ts'
import { bicycleShop } from '../../src/connectors/magento/simulated-shop.ts'
import { startMagento } from '../../src/connectors/magento/simulator.ts'
import { myparcel } from '../../src/connectors/myparcel/index.ts'
import { startMyParcel } from '../../src/connectors/myparcel/simulator.ts'
import { addDays } from '../../src/base/day.ts'
import { openChannel, runHouse, until } from '../support/running.ts'

const shop = await startMagento()
const carrier = await startMyParcel()
after(() => Promise.all([shop.close(), carrier.close()]))
const { call, made, address, cookie } = await runHouse([magento, myparcel])
const { location, channel } = await openChannel({ made })
const sku = bicycleShop[0]!.sku
const product = await made('/products', { sku, name: 'Fietsbel', price: 100_000 })
await made(`/products/${product.id}/stock/${location.id}`, { onHand: 5000, reason: 'beginvoorraad' })
const coupled = await made('/connections', {
  name: 'Pakketdienst',
  connector: 'myparcel',
  settings: carrier.settings,
})
await until(
  () => call('GET', `/connections/${coupled.id}`),
  (answer) => answer.body.state === 'active',
)
await made('/connections', {
  name: 'Fietsenshop',
  connector: 'magento',
  channel: channel.id,
  settings: shop.settings,
  importSince: '2020-01-01T00:00:00Z',
})

test('from the webshop to the doorstep, and back to the webshop', async () => {
  const placed = shop.shopper.place({ lines: [{ sku, pieces: 2 }], isPaid: true })
  const list = await until(
    () => call('GET', '/orders?view=available'),
    (answer) => answer.body.rows?.length === 1,
  )
  const order = list.body.rows[0] as { id: string }

  // By the usual policy a day is proposed as soon as all is there and paid.
  const proposed = await until(
    () => call('GET', `/orders/${order.id}/planning`),
    (answer) => answer.body.rows.length === 1,
  )
  assert.equal(proposed.body.rows[0]!.state, 'proposed')
  const day = addDays(String(proposed.body.rows[0]!.day), 0)
  assert.equal((await made('/planning/plan-many', { orders: [order.id] })).planned, 1)

  for (const paper of ['day-plan', 'workshop', 'pack-ship', 'pack-pickup']) {
    const answer = await fetch(`${address}/api/planning/days/${day}/print/${paper}`, {
      headers: { cookie: cookie() },
    })
    assert.equal(answer.headers.get('content-type'), 'application/pdf')
    assert.match(
      Buffer.from(await answer.arrayBuffer())
        .subarray(0, 5)
        .toString(),
      /%PDF-/,
    )
  }

  const { run } = await made(`/planning/days/${day}/prints`, {})
  const printed = await until(
    () => call('GET', `/print-runs/${String(run)}`),
    (answer) => answer.body.state === 'done',
    30,
  )
  assert.deepEqual([printed.body.done, printed.body.failed], [1, 0], JSON.stringify(printed.body))
  const [invoices] = printed.body.files as { file: string }[]
  const file = await fetch(`${address}/api/files/${invoices!.file}`, { headers: { cookie: cookie() } })
  assert.match(
    Buffer.from(await file.arrayBuffer())
      .subarray(0, 5)
      .toString(),
    /%PDF-/,
  )

  const { rows } = (await call('GET', `/orders/${order.id}/shipments`)).body
  const shipment = rows[0] as { id: string; number: string; trackingCode: string }
  for (const code of [shipment.number, shipment.trackingCode]) {
    assert.equal((await call('GET', `/shipments/scan/${code}`)).body.id, shipment.id)
  }
  await made(`/shipments/${shipment.id}/hand-over`, {})
  const theirs = () => [...shop.shop.orders.values()].find((each) => each.number === placed.number)!
  await until(
    async () => theirs().shipments.length,
    (count) => count === 1,
  )
  assert.match(JSON.stringify(theirs().shipments[0]), new RegExp(shipment.trackingCode))
  const closed = await call('GET', `/orders/${order.id}`)
  assert.equal(closed.body.phase, 'closed')
  assert.equal(carrier.paid(), 1)
})
