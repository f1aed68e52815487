/**
 * The Vendure connector against a real Vendure 3.7.1, which is installed beside the project when it is not there yet;
 * with `--record` its answers become the samples that the simulator is compared with.
 */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { vendureSuite } from '../../src/connectors/vendure/vendure.suite.ts'
import { shopSuite } from '../../src/contracts/shop.suite.ts'
import { startVendure } from './vendure-install.ts'
import { dutchShop } from './vendure-world.ts'

const say = (text: string) => console.log(`# ${text}`)

const server = await startVendure(say).catch((error: unknown) => {
  say(`no Vendure to test against: ${error instanceof Error ? error.message : String(error)}`)
  return null
})
if (server) {
  after(server.stop)
  const { open, withApiKey } = await dutchShop(server)
  shopSuite('Vendure 3.7.1, real', open)
  vendureSuite('Vendure and only Vendure, real', open, process.argv.includes('--record'))
  test('an API key opens the real shop without signing in', async () => {
    const shop = await withApiKey()
    const health = await shop.test()
    assert.deepEqual(
      health.checks.filter((check) => !check.isGood),
      [],
    )
    assert.deepEqual([health.isHealthy, health.account], [true, '__default_channel__'])
    assert.equal((await shop.products(null, 5)).items.length, 5)
  })
} else {
  test(
    'Vendure 3.7.1, real',
    { skip: 'it could not be installed or started; the reason stands above' },
    () => {},
  )
}
