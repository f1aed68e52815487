/** The demo, small: it fills itself, orders come in by themselves, and at the next start everybody still knows them. */
import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { magento } from '../../src/connectors/magento/index.ts'
import { myparcel } from '../../src/connectors/myparcel/index.ts'
import { peppolProvider } from '../../src/connectors/peppol-provider/index.ts'
import { vendure } from '../../src/connectors/vendure/index.ts'
import { vies } from '../../src/connectors/vies/index.ts'
import { startDemoHouse } from '../../src/demo.ts'
import { testDatabase } from '../support/database.ts'
import { until } from '../support/running.ts'

const { address, database } = await testDatabase()
const folder = await mkdtemp(join(tmpdir(), 'demo-'))
after(() => rm(folder, { recursive: true, force: true }))
const size = { orders: 200, days: 30, products: 400, customers: 120 }

const start = () =>
  startDemoHouse(
    {
      port: 0,
      host: '127.0.0.1',
      dataFolder: folder,
      databaseUrl: address.owner,
      namesStatements: true,
      publicUrl: null,
      secretKey: undefined,
      smtpUrl: null,
      mailFrom: null,
      trustedProxies: [],
      roles: new Set(['web', 'worker'] as const),
      isDemo: true,
    },
    [magento, vendure, myparcel, vies, peppolProvider],
    size,
  )

const rows = async <T>(sql: string): Promise<T[]> => (await database.owner.query(sql)).rows as T[]
const liveOrders = () =>
  rows<{ number: string }>('select number from orders where external_id is not null order by number')

/** What the stand-in of VIES says about the numbers of the merchant's businesses. */
async function ownNumbersInVies(): Promise<unknown[]> {
  const [vat] = await rows<{ host: string }>(
    "select settings->>'host' as host from connections where connector = 'vies'",
  )
  const own = await rows<{ number: string }>('select vat_number as number from businesses where is_active')
  return Promise.all(
    own.map(async ({ number }) => {
      const answer = await fetch(`${vat!.host}/rest-api/check-vat-number`, {
        method: 'POST',
        body: JSON.stringify({ countryCode: number.slice(0, 2), vatNumber: number.slice(2) }),
      })
      return ((await answer.json()) as { valid?: unknown }).valid
    }),
  )
}

test('orders come in from the webshops by themselves, and after a new start nothing of it was forgotten', async () => {
  const house = await start()
  let before: { number: string }[] = []
  try {
    const states = await until(
      () => rows<{ state: string }>('select distinct state from connections'),
      (found) => found.length === 1 && found[0]!.state === 'active',
      30,
    )
    assert.deepEqual(states, [{ state: 'active' }])
    before = await until(liveOrders, (found) => found.length > 0, 60)
  } finally {
    await house.stop()
  }
  const kept = (await readFile(join(folder, 'webshops.jsonl'), 'utf8')).trim().split('\n')
  assert.ok(kept.length > before.length, 'an order was taken in that no webshop remembers')

  const again = await start()
  try {
    const orders = await until(liveOrders, (found) => found.length > before.length, 60)
    const numbers = orders.map(({ number }) => number)
    assert.equal(new Set(numbers).size, numbers.length)
    for (const { number } of before) assert.ok(numbers.includes(number))
    assert.deepEqual(
      await rows(
        'select c.name, n.name as shop from connections n join channels c on c.id = n.channel order by c.name',
      ),
      [
        { name: 'Duinroos Outdoor (webshop)', shop: 'Duinroos Outdoor' },
        { name: 'Polderpad Fietsen (webshop)', shop: 'Polderpad Fietsen' },
      ],
    )
    assert.deepEqual(await rows("select kind, detail from tasks where state = 'open'"), [])
    assert.deepEqual(await ownNumbersInVies(), [true, true])
    await until(
      () => rows("select state from vat_numbers where is_own and state = 'valid'"),
      (found) => found.length === 1,
      30,
    )
  } finally {
    await again.stop()
  }
})
