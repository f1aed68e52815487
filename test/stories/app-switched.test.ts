/** The app Orders is switched off and on again: Businesses goes and comes back, and everything was kept (S0-2a). */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fietsenDeWit, runHouse } from '../support/running.ts'

const { call, made } = await runHouse([])
const { id } = await made('/businesses', fietsenDeWit)
const account = {
  business: id,
  name: 'Betaalrekening',
  holder: 'Fietsen De Wit B.V.',
  iban: 'NL91ABNA0417164300',
  currency: 'EUR',
}
const appsOfSession = async () => (await call('GET', '/session')).body['apps']

test('a new merchant begins with the app in use', async () => {
  assert.deepEqual((await call('GET', '/apps')).body.rows, [{ app: 'orders', isActive: true }])
  assert.deepEqual(await appsOfSession(), ['orders'])
})

test('switched off, each screen knows it, and businesses can be read but not changed', async () => {
  assert.equal((await call('PUT', '/apps/orders', { isActive: false })).status, 200)
  assert.deepEqual(await appsOfSession(), [])
  assert.equal((await call('GET', `/businesses/${id}`)).body['tradeName'], fietsenDeWit.tradeName)
  const asked: [string, string, object?][] = [
    ['POST', '/businesses', fietsenDeWit],
    ['PATCH', `/businesses/${id}`, { phone: '0228 111222' }],
    ['DELETE', `/businesses/${id}/logo`],
    ['POST', '/business-accounts', account],
    [
      'PUT',
      `/businesses/${id}/number-series`,
      { kind: 'invoice', year: 2027, prefix: 'F{year}-', firstNumber: 1, digits: 4 },
    ],
  ]
  for (const [method, path, body] of asked) {
    const refused = await call(method, path, body)
    assert.deepEqual([path, refused.status, refused.body.code], [path, 409, 'app.not-active'])
    assert.match(String(refused.body['detail']), /De app Bestellingen staat uit/)
  }
})

test('orders and invoices go on as they were', async () => {
  assert.equal((await call('GET', '/orders?view=all')).status, 200)
  assert.equal((await call('GET', '/house-style')).status, 200)
})

test('switched on again, everything is there as it was', async () => {
  await call('PUT', '/apps/orders', { isActive: true })
  assert.deepEqual(await appsOfSession(), ['orders'])
  assert.equal((await call('PATCH', `/businesses/${id}`, { phone: '0228 111222' })).status, 200)
  const { rows } = (await call('GET', '/activity')).body
  const switched = rows.filter((row) => row['kind'] === 'app.switched')
  assert.equal(switched.length, 2)
})

test('two who switch it off at once make one switch of it', async () => {
  const answers = await Promise.all([1, 2, 3, 4].map(() => call('PUT', '/apps/orders', { isActive: false })))
  assert.deepEqual(
    answers.map(({ status }) => status),
    [200, 200, 200, 200],
  )
  assert.deepEqual((await call('GET', '/apps')).body.rows, [{ app: 'orders', isActive: false }])
})

test('an app that does not exist is refused', async () => {
  assert.equal((await call('PUT', '/apps/kassa', { isActive: false })).status, 422)
})
