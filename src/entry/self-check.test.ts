/** The books of an honest day are sound, and each thing that can be wrong with them is found by its own rule. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newMerchant, newWorld, shopOrder } from '../../test/support/world.ts'
import { draft, finalise } from '../modules/invoicing/actions.ts'
import { setSchedule } from '../platform/worker.ts'
import type { Tools } from '../platform/workflow.ts'
import { takeInOrders } from '../workflows/take-in-orders/take-in.ts'
import { checkBooks, checkEveryNight } from './self-check.ts'

const world = await newWorld()

/** A merchant with two invoiced orders, of which some is still to be sent. */
async function honestMerchant() {
  const merchant = await newMerchant(world.machine)
  const orders = [
    shopOrder([['BEL-1', 2, 1000]]),
    shopOrder([
      ['BAND-28', 1, 2500],
      ['BEL-1', 1, 1000],
    ]),
  ]
  const taken = await merchant.act((ctx) => takeInOrders(ctx, merchant.channel, orders))
  for (const { order } of taken) {
    await merchant.act(async (ctx) => finalise(ctx, (await draft(ctx, order!, null)).id))
  }
  return merchant
}

const owner = (sql: string, tenant: string) => world.database.owner.query(sql, [tenant])

test('an honest day is sound by every rule', async () => {
  const merchant = await honestMerchant()
  const check = await merchant.act(checkBooks)
  assert.deepEqual(
    check.rules.filter(({ faults }) => faults > 0),
    [],
  )
  assert.equal(check.isSound, true)
})

const planted: [string, string, string][] = [
  [
    'a movement that nobody brought to the shelf',
    'stock.ledger',
    `update stock_levels set on_hand = on_hand + 1000 where tenant_id = $1 and reserved > 0`,
  ],
  [
    'a promise that the shelf does not know',
    'stock.reserved',
    `update stock_levels set reserved = reserved - 1000 where tenant_id = $1 and reserved > 0`,
  ],
  [
    'a line that thinks it has more than it has',
    'order.reserved',
    `update order_lines set reserved = reserved - 1000 where tenant_id = $1 and number = 1`,
  ],
  [
    'a reservation for a line that is gone',
    'order.reserved',
    `update reservations set line = gen_random_uuid() where tenant_id = $1`,
  ],
  [
    'a line that costs a cent more',
    'order.totals',
    `update order_lines set gross = gross + 1, net = net + 1 where tenant_id = $1 and number = 2`,
  ],
  [
    'VAT that is not that of the lines',
    'order.totals',
    `update orders set total_vat = total_vat + 1, total_net = total_net - 1 where tenant_id = $1`,
  ],
  [
    'money that no payment brought',
    'order.paid',
    `update payments set captured = captured - 1 where tenant_id = $1`,
  ],
  ['an order that asks for money twice', 'order.due', `update orders set due = 100 where tenant_id = $1`],
  [
    'an invoice number that was left out',
    'invoice.series',
    `update issued_invoices set sequence = 3 where tenant_id = $1 and sequence = 2`,
  ],
  [
    'a number that was taken and never issued',
    'invoice.series',
    `update number_series set last_number = last_number + 1 where tenant_id = $1 and kind = 'invoice'`,
  ],
  [
    'an invoice that says other than what was issued',
    'invoice.issued',
    `update invoices set total = total + 1 where tenant_id = $1`,
  ],
  [
    'an issued document with another total',
    'invoice.issued',
    `update issued_invoices set document = jsonb_set(document, '{totals,gross}', '1') where tenant_id = $1`,
  ],
  [
    'an order of which a part was never invoiced',
    'invoice.order',
    `update invoices set state = 'deleted' where tenant_id = $1`,
  ],
]
for (const [story, rule, sql] of planted) {
  test(`${story} is found by ${rule}`, async () => {
    const merchant = await honestMerchant()
    const changed = await owner(sql, merchant.tenant)
    assert.ok(changed.rowCount! > 0, 'nothing was planted')
    const check = await merchant.act(checkBooks)
    assert.equal(check.isSound, false)
    const wrong = check.rules.filter(({ faults }) => faults > 0)
    assert.ok(
      wrong.some(({ name, examples }) => name === rule && examples.length > 0),
      JSON.stringify(wrong),
    )
  })
}

test('a schedule that was not run for more than an hour is found', async () => {
  const merchant = await honestMerchant()
  await merchant.act((ctx) =>
    setSchedule(ctx, { name: 'self-check', subject: merchant.tenant, everySeconds: 86_400 }),
  )
  assert.equal((await merchant.act(checkBooks)).isSound, true)
  await owner(
    `update schedules set next_at = clock_timestamp() - interval '61 minutes' where tenant_id = $1`,
    merchant.tenant,
  )
  const check = await merchant.act(checkBooks)
  assert.deepEqual(
    check.rules.filter(({ faults }) => faults > 0).map(({ name, examples }) => [name, examples]),
    [['work.waiting', ['self-check']]],
  )
})

test('what the nightly check finds is work for a person, until it is right again', async () => {
  const merchant = await honestMerchant()
  const tools: Tools = {
    tenant: merchant.tenant,
    act: merchant.act,
    open: () => Promise.reject(new Error('nothing outside is needed')),
    isStopping: () => false,
  }
  const open = async () =>
    (await owner(`select kind from tasks where tenant_id = $1 and state = 'open'`, merchant.tenant)).rows
  await owner('update orders set due = 100 where tenant_id = $1', merchant.tenant)
  for (const _twice of [1, 2]) await checkEveryNight.run(tools, {})
  assert.deepEqual(await open(), [{ kind: 'books.wrong' }])
  await owner('update orders set due = 0 where tenant_id = $1', merchant.tenant)
  await checkEveryNight.run(tools, {})
  assert.deepEqual(await open(), [])
})
