/** What happens to an organisation's order that came in above its limit (S2-5). */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createCustomer } from '../modules/organisations/actions/customers.ts'
import { createOrganisation } from '../modules/organisations/actions/organisations.ts'
import type { Organisation } from '../modules/organisations/schema.ts'
import type { Told } from '../platform/workflow.ts'
import { newWorld, shopOrder } from '../../test/support/world.ts'
import { takeInOrders } from './take-in-orders/take-in.ts'
import { watchCreditLimits } from './watch-credit-limits.ts'

const world = await newWorld()
const { act } = world

/** One order of € 100 of an organisation, and what the reaction makes of it; twice, as a worker may. */
async function ordered(policy: Organisation['creditPolicy'], creditLimit: number | null, paid = 0) {
  const company = await act((ctx) =>
    createOrganisation(ctx, { name: `Bedrijf ${policy} ${creditLimit}`, creditPolicy: policy, creditLimit }),
  )
  const shop = shopOrder([['BAND-28', 1, 9405]])
  await act((ctx) =>
    createCustomer(ctx, { name: 'Inkoper', email: shop.customer.email, organisation: company.id }),
  )
  const [taken] = await act((ctx) =>
    takeInOrders(ctx, world.channel, [
      { ...shop, payments: shop.payments.map((payment) => ({ ...payment, captured: paid })) },
    ]),
  )
  const order = taken!.order!
  const events = await act((ctx) =>
    ctx.db.rows<Told>(
      `select * from events where tenant_id = $1 and about = $2 and kind = 'order.placed-by-organisation'`,
      [order],
    ),
  )
  assert.equal(events.length, 1)
  for (const _twice of [1, 2]) await act((ctx) => watchCreditLimits.run(ctx, events[0]!))
  const { holds } = (await act((ctx) =>
    ctx.db.one<{ holds: string[] }>('select holds from orders where tenant_id = $1 and id = $2', [order]),
  ))!
  const tasks = await act((ctx) =>
    ctx.db.rows<{ kind: string }>('select kind from tasks where tenant_id = $1 and about = $2', [order]),
  )
  return [holds, tasks.map((task) => task.kind)]
}

test('within the limit nothing happens, and without a limit neither', async () => {
  assert.deepEqual(await ordered('hold', 100_00), [[], []])
  assert.deepEqual(await ordered('hold', null), [[], []])
})
test('a cent above it is held', async () => assert.deepEqual(await ordered('hold', 99_99), [['credit'], []]))
test('an order from a shop cannot be refused any more, and is held', async () =>
  assert.deepEqual(await ordered('block', 50_00), [['credit'], []]))
test('or a person is told, once', async () =>
  assert.deepEqual(await ordered('warn', 50_00), [[], ['organisation.over-limit']]))
test('what was paid at once owes nothing', async () =>
  assert.deepEqual(await ordered('hold', 0, 100_00), [[], []]))

test('an order of a private person is nobody’s credit', async () => {
  const [taken] = await act((ctx) => takeInOrders(ctx, world.channel, [shopOrder()]))
  const events = await act((ctx) =>
    ctx.db.rows(
      `select 1 from events where tenant_id = $1 and about = $2 and kind = 'order.placed-by-organisation'`,
      [taken!.order],
    ),
  )
  assert.deepEqual(events, [])
})
