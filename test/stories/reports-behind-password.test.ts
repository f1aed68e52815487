/** Several people at one workstation: reports ask for the password again after ten minutes, on the screen and over the API (S4-42). */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { draft, finalise } from '../../src/modules/invoicing/actions.ts'
import type { Channel } from '../../src/modules/channels/schema.ts'
import { system, type Ctx } from '../../src/platform/context.ts'
import { takeInOrders } from '../../src/workflows/take-in-orders/take-in.ts'
import { fietsenDeWit, runHouse } from '../support/running.ts'
import { shopOrder } from '../support/world.ts'

const { call, house, address } = await runHouse([])
const { owner } = house.database
const { rows: tenants } = await owner.query<{ id: string }>(
  `select id from tenants where id <> '00000000-0000-0000-0000-000000000000'`,
)
const act = <T>(work: (ctx: Ctx) => Promise<T>) =>
  house.machine.act({ tenant: tenants[0]!.id, actor: system }, work)

const business = (await call('POST', '/businesses', fietsenDeWit)).body.id
const channel = (await call('POST', '/channels', { name: 'Webshop', type: 'shop', business }))
  .body as unknown as Channel

async function invoiced(cents: number) {
  const [taken] = await act((ctx) => takeInOrders(ctx, channel, [shopOrder([['BEL-1', 1, cents - 595]])]))
  return act(async (ctx) => finalise(ctx, (await draft(ctx, taken!.order!, null)).id))
}

const year = new Date().getFullYear()
const period = `business=${business}&from=${year}-01-01&to=${year}-12-31`
const reports = [
  `/reports/vat-return?${period}`,
  `/reports/vat-return?${period}&as=csv`,
  `/reports/vat-return/1a/documents?${period}`,
  `/reports/icp?${period}`,
  `/reports/oss?business=${business}&year=${year}&quarter=4`,
  `/reports/finance?${period}`,
  '/reports/debtors',
  '/reports/debtors/documents?as=csv',
  '/reports/number-series',
]
const statuses = async () => {
  const found = new Set<string>()
  for (const path of reports) {
    const { status, body } = await call('GET', path)
    found.add(`${status} ${body.code ?? ''}`.trim())
  }
  return [...found]
}
const tenMinutesLater = () =>
  owner.query(`update sessions set proved_at = proved_at - interval '601 seconds'`)

test('who has just signed in sees them; ten minutes later every one of them asks again', async () => {
  const one = await invoiced(12_100)
  assert.deepEqual(await statuses(), ['200'])
  await tenMinutesLater()
  assert.deepEqual(await statuses(), ['401 session.proof-needed'])
  const made = await call('POST', '/reports/audit-files', { business, year })
  assert.deepEqual([made.status, made.body.code], [401, 'session.proof-needed'])
  assert.equal((await call('GET', `/invoices/${one.id}`)).status, 200, 'the day’s work goes on')

  const wrong = await call('POST', '/session/proof', { password: 'niet het goede wachtwoord' })
  assert.ok(wrong.status >= 400)
  assert.deepEqual(await statuses(), ['401 session.proof-needed'])
  const right = await call('POST', '/session/proof', { password: 'groene-fietsbel-op-zolder-77' })
  assert.equal(right.status, 200, JSON.stringify(right.body))
  assert.deepEqual(await statuses(), ['200'])
})

test('a key without the right is refused whatever it asks, and nobody at all gets nothing', async () => {
  const key = await call('POST', '/api-keys', {
    name: 'Bestellingen',
    kind: 'integration',
    scopes: ['orders.see'],
  })
  assert.equal(key.status, 200, JSON.stringify(key.body))
  for (const path of reports) {
    const asked = await fetch(`${address}/api${path}`, {
      headers: { authorization: `Bearer ${String(key.body.secret)}` },
    })
    assert.equal(asked.status, 403, path)
    assert.equal((await fetch(`${address}/api${path}`)).status, 401, path)
  }
})

test('the number series has no gap and no double, and a gap is named with its neighbours', async () => {
  const [, two, three] = [await invoiced(2_000), await invoiced(3_000), await invoiced(4_000)]
  const whole = await call('GET', '/reports/number-series')
  assert.equal(whole.body.isSound, true)
  const row = whole.body.rows.find(({ kind }) => kind === 'invoice')!
  assert.deepEqual([row.count, row.gaps, row.lastNumber], [4, [], three!.number])
  // Nobody can take a document away through the program; somebody with the database could.
  const { rows } = await owner.query<{ number: string }>(`select number from issued_invoices where id = $1`, [
    two!.id,
  ])
  await owner.query(`alter table issued_invoices disable trigger all`)
  await owner.query(`delete from issued_invoices where id = $1`, [two!.id])
  const holed = await call('GET', '/reports/number-series')
  assert.equal(holed.body.isSound, false)
  const gaps = holed.body.rows.find(({ kind }) => kind === 'invoice')!.gaps as { before: string }[]
  assert.deepEqual(
    gaps.map(({ before }) => before),
    [three!.number],
  )
  assert.ok(rows[0]!.number < three!.number!)
})
