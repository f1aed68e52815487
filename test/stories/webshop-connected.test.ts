/** S4-1: a webshop is connected, and an order placed in it appears by itself. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { magento } from '../../src/connectors/magento/index.ts'
import { bicycleShop } from '../../src/connectors/magento/simulated-shop.ts'
import { startMagento } from '../../src/connectors/magento/simulator.ts'
import { openChannel, runHouse, until } from '../support/running.ts'

const shop = await startMagento()
after(() => shop.close())
const { house, call, made } = await runHouse([magento])
const { channel } = await openChannel({ made })
// The merchant knew this one better than the shop does.
const [bell, lock] = [bicycleShop[0]!, bicycleShop[1]!]
await made('/products', { sku: bell.sku, name: 'Bel van thuis', price: 123_400 })
let connection = ''

test('the connection is tested before it is used, and says what it found', async () => {
  connection = (
    await made('/connections', {
      name: 'Fietsenshop',
      connector: 'magento',
      channel: channel.id,
      settings: shop.settings,
      importSince: '2020-01-01T00:00:00Z',
    })
  ).id
  const tested = await until(
    () => call('GET', `/connections/${connection}`),
    (answer) => answer.body.state !== 'testing',
  )
  assert.equal(tested.body.state, 'active', JSON.stringify(tested.body))
  assert.doesNotMatch(JSON.stringify(tested.body), new RegExp(shop.settings.accessTokenSecret!))
  assert.deepEqual(tested.body['keptSecrets'], [
    'consumerKey',
    'consumerSecret',
    'accessToken',
    'accessTokenSecret',
  ])
})

test('its articles are taken over, and what we knew of one stays as it was', async () => {
  const found = async ({ sku }: { sku: string }) =>
    (await call('GET', `/products?search=${encodeURIComponent(sku)}`)).body.rows[0]
  const taken = await until(
    () => found(lock),
    (row) => row !== undefined,
  )
  assert.equal(taken!['name'], lock.name)
  assert.equal((await found(bell))!['name'], 'Bel van thuis')
  // What only gathers sizes is not bought itself.
  const sold = bicycleShop.filter(({ type }) => type !== 'configurable')
  const runs = await until(
    () => call('GET', `/connections/${connection}/runs`),
    (answer) => answer.body.rows.some((run) => run['stream'] === 'articles'),
  )
  assert.equal(runs.body.rows.find((run) => run['stream'] === 'articles')!['new'], sold.length - 1)
})

test('an order placed in the shop stands on the open list within five seconds', async () => {
  const placed = shop.shopper.place({ lines: [{ sku: bell.sku, pieces: 1 }] })
  const from = Date.now()
  const list = await until(
    () => call('GET', '/orders?view=open'),
    (answer) => answer.body.rows.some((row) => row.number === placed.number),
  )
  assert.ok(Date.now() - from < 5000, `${Date.now() - from} ms`)
  assert.equal(list.body.rows.length, 1)
})

test('wrong keys break the connection with a task, and the right ones mend it', async () => {
  await call('PATCH', `/connections/${connection}`, { settings: { accessTokenSecret: 'wrong' } })
  await until(
    () => call('GET', `/connections/${connection}`),
    (answer) => answer.body.state === 'broken',
  )
  await call('PATCH', `/connections/${connection}`, {
    settings: { accessTokenSecret: shop.settings.accessTokenSecret },
  })
  await until(
    () => call('GET', `/connections/${connection}`),
    (answer) => answer.body.state === 'active',
  )
})

test('a connection whose key is lost opens on its page, and works again once its secrets are given anew', async () => {
  await house.database.owner.query(
    "update connections set secrets = regexp_replace(secrets, '^s1[.][^.]+', 's1.verloren') where id = $1",
    [connection],
  )
  const shut = await call('GET', `/connections/${connection}`)
  assert.deepEqual([shut.status, shut.body['keptSecrets']], [200, []])
  const whole = await call('PATCH', `/connections/${connection}`, { settings: shop.settings })
  assert.equal(whole.status, 200, JSON.stringify(whole.body))
  await until(
    () => call('GET', `/connections/${connection}`),
    (answer) => answer.body.state === 'active',
  )
})
