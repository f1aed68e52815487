/** S1-3a, I-19: each order is invoiced once, at the moment that its business or its channel chose. */
import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import { addDays, dayOf } from '../../src/base/day.ts'
import type { ShopOrder } from '../../src/contracts/shop.ts'
import { changeChannel } from '../../src/modules/channels/actions.ts'
import { handOver } from '../../src/modules/fulfilment/actions/leaving.ts'
import { makeShipment } from '../../src/modules/fulfilment/actions/shipments.ts'
import { shipmentsOf } from '../../src/modules/fulfilment/reads.ts'
import { draft, finaliseInvoice } from '../../src/modules/invoicing/actions.ts'
import { draftDeposit } from '../../src/modules/invoicing/deposits.ts'
import { invoicesOfOrder, issuedInvoice } from '../../src/modules/invoicing/reads.ts'
import { hold, releaseOrder } from '../../src/modules/orders/actions.ts'
import { lockOrder } from '../../src/modules/orders/reads.ts'
import { changeBusiness } from '../../src/modules/organisations/actions.ts'
import type { Business } from '../../src/modules/organisations/schema.ts'
import { recordPayment } from '../../src/modules/payments/actions.ts'
import { planOrder, printDay, printRun } from '../../src/modules/planning/actions.ts'
import { addVatNumber, recordVatCheck } from '../../src/modules/tax/actions/numbers.ts'
import { invoiceAtMoment } from '../../src/workflows/invoice-at-moment.ts'
import { takeInOrders } from '../../src/workflows/take-in-orders/take-in.ts'
import { until } from '../support/running.ts'
import { shippingWorld } from '../support/shipping-world.ts'
import { anAddress, shopOrder } from '../support/world.ts'

const world = await shippingWorld()
const { act } = world
let days = 7
const newDay = () => addDays(dayOf(world.machine.now()), days++)

let stop = async () => {}
beforeEach(async () => {
  stop = await world.start()
})
afterEach(() => stop())

const choose = (invoiceMoment: Business['invoiceMoment']) =>
  act((ctx) => changeBusiness(ctx, { id: world.business, invoiceMoment }))
const comesIn = async (lines?: Parameters<typeof shopOrder>[0], bend: Partial<ShopOrder> = {}) =>
  (await act((ctx) => takeInOrders(ctx, world.channel, [shopOrder(lines, bend)])))[0]!.order!
const invoicesOf = (order: string) => act((ctx) => invoicesOfOrder(ctx, order))
const orderOf = async (order: string) => (await act((ctx) => lockOrder(ctx, order))).order
/** Every event has been answered: what is not there by now does not come by itself. */
const settled = () =>
  until(
    () => world.query('select 1 from graphile_worker.jobs where run_at <= now() and attempts < max_attempts'),
    (jobs) => jobs.length === 0,
    30,
  )
const finals = async (order: string) => {
  await settled()
  return (await invoicesOf(order)).filter(({ number }) => number !== null)
}
const printed = async (order: string) => {
  const day = newDay()
  await act((ctx) => planOrder(ctx, { order, day, despite: [] }))
  const { run } = await act((ctx) => printDay(ctx, { day, again: false }))
  return until(
    () => act((ctx) => printRun(ctx, { run })),
    ({ state }) => state === 'done',
    30,
  )
}
const leaves = async (order: string, shipment?: string) =>
  act(async (ctx) => {
    const id = shipment ?? (await shipmentsOf(ctx, order))[0]?.id ?? (await makeShipment(ctx, { order })).id
    await handOver(ctx, { shipment: id, trackingCode: `T-${id.slice(-6)}`, carrierTitle: 'Eigen bezorging' })
  })
const again = (kind: string, order: string) =>
  act((ctx) =>
    invoiceAtMoment.run(ctx, {
      id: ctx.newId(),
      kind,
      about: order,
      detail: {},
      at: ctx.now,
      actorKind: 'system',
      actorId: null,
      actorName: '',
    }),
  )

test('an order asks for the job of its invoice only where another moment than printing was chosen', async () => {
  await stop()
  stop = async () => {}
  const asked = async () => {
    const order = await comesIn()
    const jobs = await world.query<{ payload: Record<string, unknown> }>(
      'select payload from graphile_worker._private_jobs',
    )
    return jobs.some(({ payload }) => payload.subscriber === 'invoice-at-moment' && payload.about === order)
  }
  const chooseHere = (invoiceMoment: Business['invoiceMoment'] | null) =>
    act((ctx) => changeChannel(ctx, { id: world.channel.id, invoiceMoment }))
  await choose('planned')
  assert.equal(await asked(), false)
  await choose('direct')
  assert.equal(await asked(), true)
  await chooseHere('planned')
  assert.equal(await asked(), false)
  await chooseHere('paid')
  assert.equal(await asked(), true)
  await chooseHere(null)
})

test('direct: an open order is invoiced at once and once, and the print run uses that invoice', async () => {
  await choose('direct')
  const order = await comesIn()
  const [invoice, ...others] = await finals(order)
  assert.deepEqual([invoice?.state, others.length], ['paid', 0])
  await Promise.all(['order.placed', 'order.paid', 'order.taken-over'].map((kind) => again(kind, order)))
  const run = await printed(order)
  assert.deepEqual([run.done, run.items[0]!.code, run.items[0]!.detail.invoices], [1, null, [invoice!.id]])
  assert.deepEqual(run.files.map(({ kind }) => kind).sort(), ['invoices', 'stickers'])
  await leaves(order)
  assert.equal((await finals(order)).length, 1)
  assert.equal((await orderOf(order)).phase, 'closed')
})

test('direct: an order that is held is invoiced when it is released', async () => {
  await choose('by-hand')
  const order = await comesIn()
  await act((ctx) => hold(ctx, order, 'manual', 'Adres nabellen'))
  await choose('direct')
  await again('order.placed', order)
  assert.equal((await finals(order)).length, 0)
  await act((ctx) => releaseOrder(ctx, { order, kind: 'manual' }))
  assert.equal((await finals(order)).length, 1)
})

test('direct: after a deposit the rest is invoiced with the delivery', async () => {
  await choose('by-hand')
  const order = await comesIn([['BEL-1', 2, 1000]], { payments: [] })
  await act(async (ctx) =>
    finaliseInvoice(ctx, { invoice: (await draftDeposit(ctx, order, { percent: 3000 })).id }),
  )
  await choose('direct')
  await again('order.placed', order)
  assert.deepEqual(
    (await finals(order)).map(({ isDeposit }) => isDeposit),
    [true],
  )
  await leaves(order)
  assert.deepEqual(
    (await finals(order)).map(({ isDeposit }) => isDeposit),
    [true, false],
  )
})

test('paid: printed without an invoice, which says so; the money brings the invoice', async () => {
  await choose('paid')
  const order = await comesIn([['BEL-1', 2, 1000]], { payments: [] })
  const run = await printed(order)
  assert.deepEqual(
    [run.done, run.items[0]!.code, run.items[0]!.name],
    [1, 'print.invoice-when-paid', (await orderOf(order)).number],
  )
  assert.deepEqual(
    run.files.map(({ kind }) => kind),
    ['stickers'],
    'there is no page without an invoice',
  )
  const { total } = await orderOf(order)
  await act((ctx) => recordPayment(ctx, { order, amount: total - 500, method: 'bank' }))
  assert.equal((await finals(order)).length, 0, 'a part is not the whole')
  await act((ctx) => recordPayment(ctx, { order, amount: 500, method: 'bank' }))
  const [invoice, ...others] = await finals(order)
  assert.deepEqual([invoice?.total, invoice?.due, invoice?.state, others.length], [total, 0, 'paid', 0])
})

test('planned: nothing comes before the day is printed', async () => {
  await choose('planned')
  const order = await comesIn()
  assert.equal((await finals(order)).length, 0)
  const run = await printed(order)
  const [invoice] = await finals(order)
  assert.deepEqual([run.items[0]!.code, run.items[0]!.detail.invoices], [null, [invoice!.id]])
})

test('planned: what leaves without having been printed is invoiced then, and its order closes', async () => {
  await choose('planned')
  const order = await comesIn()
  await leaves(order)
  assert.equal((await finals(order)).length, 1)
  assert.equal((await orderOf(order)).phase, 'closed')
})

test('shipped: each shipment is invoiced when it has left, and not on paper before', async () => {
  await choose('shipped')
  const order = await comesIn([['BEL-1', 3, 1000]])
  const { lines } = await act((ctx) => lockOrder(ctx, order))
  const first = await act((ctx) =>
    makeShipment(ctx, { order, lines: [{ line: lines[0]!.id, quantity: 2000 }] }),
  )
  const second = await act((ctx) => makeShipment(ctx, { order }))
  assert.equal((await printed(order)).items[0]!.code, 'print.invoice-when-shipped')
  assert.equal((await finals(order)).length, 0)
  await leaves(order, first.id)
  assert.deepEqual(
    (await finals(order)).map(({ shipment, total }) => [shipment, total]),
    [[first.id, 2595]],
  )
  await leaves(order, second.id)
  await Promise.all([again('order.shipped', order), again('order.shipped', order)])
  assert.deepEqual(
    (await finals(order)).map(({ shipment, total }) => [shipment, total]),
    [
      [first.id, 2595],
      [second.id, 1000],
    ],
  )
})

test('by hand: neither printing nor shipping makes an invoice, a person does', async () => {
  await choose('by-hand')
  const order = await comesIn()
  assert.equal((await printed(order)).items[0]!.code, 'print.invoice-by-hand')
  await leaves(order)
  assert.equal((await finals(order)).length, 0)
  assert.equal((await orderOf(order)).phase, 'open', 'it stays on the list until it is invoiced')
  await act(async (ctx) => finaliseInvoice(ctx, { invoice: (await draft(ctx, order, null)).id }))
  assert.equal((await orderOf(order)).phase, 'closed')
})

test('the invoice of a business in another EU country waits for the day of shipping, whatever the moment', async () => {
  await choose('direct')
  await act(async (ctx) => {
    const { id } = await addVatNumber(ctx, { number: 'BE0403170701', isOtherCountryMeant: false })
    await recordVatCheck(ctx, { vatNumber: id, outcome: 'valid', consultationNumber: '', holder: '' })
  })
  const order = await comesIn(undefined, withoutVat('BE0403170701'))
  assert.equal((await finals(order)).length, 0)
  assert.deepEqual(await world.query('select kind from tasks where about = $1', [order]), [])
  await leaves(order)
  const [invoice] = await finals(order)
  const { document } = (await act((ctx) => issuedInvoice(ctx, invoice!.id)))!
  assert.deepEqual([document.vat[0]!.category, document.deliveryDay], ['K', dayOf(world.machine.now())])
})

test('what keeps the invoice from being made is told to a person, and the invoice closes that task', async () => {
  await choose('direct')
  await act((ctx) => changeBusiness(ctx, { id: world.business, vatNumber: null }))
  const order = await comesIn()
  await settled()
  const open = () =>
    world.query<{ kind: string }>(`select kind from tasks where about = $1 and state = 'open'`, [order])
  assert.deepEqual(
    (await open()).map(({ kind }) => kind),
    ['order.invoice-not-made'],
  )
  await act((ctx) => changeBusiness(ctx, { id: world.business, vatNumber: 'NL004495445B01' }))
  await leaves(order)
  assert.equal((await finals(order)).length, 1)
  assert.deepEqual(await open(), [])
})

test('a concept that somebody made is left to that person', async () => {
  await choose('shipped')
  const order = await comesIn()
  const concept = await act((ctx) => draft(ctx, order, null))
  await leaves(order)
  await settled()
  assert.deepEqual(
    (await invoicesOf(order)).map(({ id, state }) => [id, state]),
    [[concept.id, 'concept']],
  )
})

test('a sales channel can have a moment of its own', async () => {
  await choose('by-hand')
  await act((ctx) => changeChannel(ctx, { id: world.channel.id, invoiceMoment: 'direct' }))
  assert.equal((await finals(await comesIn())).length, 1)
  await act((ctx) => changeChannel(ctx, { id: world.channel.id, invoiceMoment: null }))
  assert.equal((await finals(await comesIn())).length, 0)
})

test('a moment that is none is refused at its field', () => {
  for (const { input } of [changeBusiness, changeChannel]) {
    const parsed = input.safeParse({ id: world.business, invoiceMoment: 'ooit' })
    assert.deepEqual(
      parsed.error?.issues.map(({ path }) => path),
      [['invoiceMoment']],
    )
  }
})

/** One bell of 10.00 without VAT to a Belgian business, and no shipping. */
function withoutVat(vatNumber: string): Partial<ShopOrder> {
  const plain = shopOrder()
  const place = { ...anAddress, country: 'BE', postcode: '2000', city: 'Antwerpen' }
  const gross = 1000
  return {
    customer: { ...plain.customer, vatNumber, company: 'BV Voorbeeld Rijwielen' },
    billing: place,
    shipping: place,
    lines: plain.lines.map((line) => ({ ...line, vatRate: 0, net: gross, vat: 0, gross })),
    shippingCost: { net: 0, vat: 0, gross: 0, vatRate: 0 },
    total: { net: gross, vat: 0, gross },
    payments: plain.payments.map((payment) => ({ ...payment, captured: gross })),
  }
}
