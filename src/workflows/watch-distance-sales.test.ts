/** Near the limit of sales to consumers elsewhere a person is told once, and with OSS nobody is. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { draft, finalise } from '../modules/invoicing/actions.ts'
import { vatOfOrder } from '../modules/invoicing/actions/vat.ts'
import { addTaxLimit } from '../modules/tax/actions/tables.ts'
import { addTaxRegistration } from '../modules/tax/actions/policy.ts'
import { all } from '../platform/rows.ts'
import { Task } from '../platform/tasks.ts'
import { takeInOrders } from './take-in-orders/take-in.ts'
import { watchDistanceSales } from './watch-distance-sales.ts'
import { anAddress, newWorld, shopOrder } from '../../test/support/world.ts'

const world = await newWorld({ stock: { 'BEL-1': 100 }, now: () => new Date('2026-11-20T12:00:00Z') })
const { act, business } = world
await act((ctx) =>
  addTaxLimit(ctx, { name: 'distance-sales', amount: 21_000, validFrom: '2026-01-01', source: 'proef' }),
)

const berlin = { ...anAddress, country: 'DE', postcode: '10115', city: 'Berlin' }

let last = ''

/** An invoice of 100.00 without VAT to a consumer in Berlin, and what is on the work list after it. */
async function sold(): Promise<string[]> {
  const asked = shopOrder([['BEL-1', 1, 11_505]], { billing: berlin, shipping: berlin })
  const [taken] = await act((ctx) => takeInOrders(ctx, world.channel, [asked]))
  last = taken!.order!
  const invoice = await act(async (ctx) => finalise(ctx, (await draft(ctx, taken!.order!, null)).id))
  await act((ctx) =>
    watchDistanceSales.run(ctx, {
      id: ctx.newId(),
      kind: 'invoice.finalised',
      about: invoice.id,
      detail: {},
      at: ctx.now,
      actorKind: 'system',
      actorId: null,
      actorName: 'Pakhuis',
    }),
  )
  const tasks = await act((ctx) => all(ctx, Task, { about: business, state: 'open' }))
  for (const { detail } of tasks)
    assert.match(`${detail['total']} of ${detail['limit']}`, /^EUR \d+\.\d\d of EUR \d+\.\d\d$/)
  return tasks.map(({ kind }) => kind)
}

// The third sale bears Dutch VAT where German is due; it counts towards the limit all the same.
test('half way nobody is told, at four fifths somebody is, and above the limit it is another task', async () => {
  assert.deepEqual(await sold(), [])
  // A fuller year before, still below the limit, is not this year's.
  await act((ctx) =>
    ctx.db.run(
      `insert into tax_decisions select (jsonb_populate_record(d, jsonb_build_object('id', $2::uuid, 'day', '2025-06-01', 'cross_border_net', 20900))).*
       from tax_decisions d where tenant_id = $1 and about_kind <> 'orders'`,
      [ctx.newId()],
    ),
  )
  assert.deepEqual(await sold(), ['vat.distance-sales-near'])
  const [near] = await act((ctx) => all(ctx, Task, { about: business, state: 'open' }))
  assert.equal(near?.detail['total'], 'EUR 200.00')
  // Looked at again it does not count twice, as its invoice and as the order itself.
  const { decision, compared } = await act((ctx) => vatOfOrder(ctx, { order: last }))
  assert.deepEqual([decision?.lines[0]?.treatment, compared?.isEqual], ['distance-sale-origin', true])
  assert.deepEqual(await sold(), ['vat.distance-sales-passed'])
})

test('with OSS the limit says nothing any more, and the task is done', async () => {
  await act((ctx) =>
    addTaxRegistration(ctx, { business, kind: 'oss_union', country: 'NL', validFrom: '2026-01-01' }),
  )
  assert.deepEqual(await sold(), [])
})
