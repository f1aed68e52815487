/** S4-3 to S4-5, S4-30 to S4-39: a day is planned, printed, handed over and told back, whatever goes wrong on the way. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, dayOf } from '../../src/base/day.ts'
import { askLabel, takeLabelBack as askLabelBack } from '../../src/modules/fulfilment/actions/labels.ts'
import { handOver, markCollected, markReady } from '../../src/modules/fulfilment/actions/leaving.ts'
import { makeManifests } from '../../src/modules/fulfilment/actions/manifests.ts'
import { cancelShipment, makeShipment } from '../../src/modules/fulfilment/actions/shipments.ts'
import { shipmentsOf } from '../../src/modules/fulfilment/reads.ts'
import { hold, releaseOrder } from '../../src/modules/orders/actions.ts'
import { lockOrder, wholeOrder } from '../../src/modules/orders/reads.ts'
import { planMany, printDay, printRun, retryPrintRun, week } from '../../src/modules/planning/actions.ts'
import { cardsOf } from '../../src/modules/planning/reads.ts'
import { levelsOf } from '../../src/modules/stock/reads.ts'
import { Refusal } from '../../src/base/refusal.ts'
import { fileOf, readBytes } from '../../src/platform/files.ts'
import { planningRun } from '../../src/modules/planning/actions.ts'
import { printInvoicesAndStickers } from '../../src/workflows/print-and-label/print-invoices-and-stickers.ts'
import { takeInOrders } from '../../src/workflows/take-in-orders/take-in.ts'
import { followParcels } from '../../src/workflows/follow-parcels.ts'
import { labelShipment, takeLabelBack } from '../../src/workflows/print-and-label/label-shipments.ts'
import { workflows } from '../../src/entry/register.ts'
import { work, type Tools } from '../../src/platform/workflow.ts'
import { readPdf } from '../support/read-pdf.ts'
import { until } from '../support/running.ts'
import { shippingWorld } from '../support/shipping-world.ts'
import { anAddress, shopOrder } from '../support/world.ts'

const world = await shippingWorld()
const { act, planned, carrier } = world
const today = dayOf(world.machine.now())
let days = 0
/** A day of its own for each story. */
const newDay = () => addDays(today, 7 + days++)
const orderOf = async (id: string) => (await act((ctx) => lockOrder(ctx, id))).order
const shipmentOf = async (id: string) => (await act((ctx) => shipmentsOf(ctx, id))).at(-1)!
const runOf = (run: string) => act((ctx) => printRun(ctx, { run }))
const printed = (run: string) =>
  until(
    () => runOf(run),
    (answer) => answer.state === 'done',
    40,
  )
const refusedWith = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code
const pdfOf = async (run: Awaited<ReturnType<typeof runOf>>, kind: string) => {
  const { file } = run.files.find((each) => each.kind === kind)!
  return readPdf(await readBytes(await act((ctx) => fileOf(ctx, file))))
}
const invoicesOf = (order: string) =>
  world.query<{ number: string }>('select number from invoices where order_id = $1 and number is not null', [
    order,
  ])

test('one run prints the invoices and the stickers of a day, in the same order', async () => {
  const stop = await world.start()
  const day = newDay()
  const orders = [await planned(day), await planned(day, {}, [['BAND-28', 1, 2000]]), await planned(day)]
  const pickup = await planned(day, { delivery: 'pickup' })
  const paid = carrier.paid()
  const { run } = await act((ctx) => printDay(ctx, { day, again: false }))
  const done = await printed(run)
  assert.deepEqual([done.total, done.done, done.failed], [4, 4, 0], JSON.stringify(done.items))
  assert.equal(carrier.paid() - paid, 3)

  const [invoices, stickers] = [await pdfOf(done, 'invoices'), await pdfOf(done, 'stickers')]
  assert.deepEqual([invoices.pages.length, stickers.pages.length], [4, 4])
  assert.deepEqual(
    [invoices.pages[0]!.widthMm, stickers.pages.map((page) => page.widthMm < 110)],
    [210, [true, true, true, true]],
  )
  const numbers = await Promise.all([...orders, pickup].map(async (id) => (await orderOf(id)).number))
  const seen = (text: string) => numbers.find((number) => text.includes(number))
  assert.deepEqual(
    invoices.pages.map((page) => seen(page.text)),
    stickers.pages.map((page) => seen(page.text)),
  )
  assert.equal(new Set(stickers.pages.map((page) => seen(page.text))).size, 4)
  const parcels = await Promise.all([...orders, pickup].map((id) => shipmentOf(id)))
  const scanned = (text: string) =>
    parcels.map(({ trackingCode, number }) => trackingCode ?? number).filter((code) => text.includes(code))
  for (const [i, page] of invoices.pages.entries())
    assert.deepEqual(
      [scanned(page.text), scanned(page.text).length],
      [scanned(stickers.pages[i]!.text), 1],
      'the barcode of an invoice is that of its sticker',
    )

  for (const id of orders) {
    const order = await orderOf(id)
    assert.ok(order.printedAt)
    assert.equal(order.invoicing, 'whole')
    assert.equal((await shipmentOf(id)).state, 'labelled')
    assert.equal((await invoicesOf(id)).length, 1)
  }
  const next = await act((ctx) => printDay(ctx, { day, again: false }))
  assert.equal((await printed(next.run)).total, 0, 'what is on paper is not printed again by itself')
  await stop()
})

test('pressing print twice is one run', async () => {
  const stop = await world.start()
  const day = newDay()
  await planned(day)
  const runs = await Promise.all([1, 2, 3].map(() => act((ctx) => printDay(ctx, { day, again: false }))))
  assert.equal(new Set(runs.map(({ run }) => run)).size, 1)
  await printed(runs[0]!.run)
  await stop()
})

test('a time-out after the carrier took the parcel makes no second label', async () => {
  const stop = await world.start()
  const day = newDay()
  const id = await planned(day)
  const before = { paid: carrier.paid(), made: carrier.shipments.size }
  carrier.faults.push(
    { kind: 'cut-after', method: 'POST', path: '/shipments', times: 1 },
    { kind: 'cut-after', path: '/shipment_labels', times: 1 },
  )
  const { run } = await act((ctx) => printDay(ctx, { day, again: false }))
  assert.equal((await printed(run)).done, 1)
  assert.deepEqual([carrier.paid() - before.paid, carrier.shipments.size - before.made], [1, 1])
  assert.match((await shipmentOf(id)).trackingCode!, /^3SMYPA/)
  await stop()
})

test('a refused postcode fails its own order with the reason and a task, and leaves no invoice behind', async () => {
  const stop = await world.start()
  const day = newDay()
  const good = await planned(day)
  const bad = await planned(day, { shipping: { ...anAddress, postcode: '9999 ZZ' } })
  const { run } = await act((ctx) => printDay(ctx, { day, again: false }))
  const done = await printed(run)
  assert.deepEqual([done.done, done.failed], [1, 1])
  const failed = done.items.find((item) => item.state === 'failed')!
  assert.deepEqual([failed.about, failed.code], [bad, 'shipment.label-refused'])
  assert.match(String(failed.params.error), /ostcode|ostal/)
  assert.equal((await shipmentOf(bad)).state, 'label_failed')
  assert.equal((await invoicesOf(bad)).length, 0)
  assert.equal((await invoicesOf(good)).length, 1)
  const [task] = await world.query<{ kind: string; detail: { field: string }; retry: object }>(
    `select kind, detail, retry from tasks where about = $1 and state = 'open'`,
    [bad],
  )
  assert.deepEqual(
    [task?.kind, Boolean(task?.detail.field), Boolean(task?.retry)],
    ['shipment.label-failed', true, true],
  )

  await world.query(`update orders set shipping = shipping || '{"postcode": "1695 GD"}' where id = $1`, [bad])
  await act((ctx) => retryPrintRun(ctx, { run }))
  assert.equal((await printed(run)).done, 2)
  assert.equal((await shipmentOf(bad)).state, 'labelled')
  assert.equal(
    (await world.query(`select 1 from tasks where about = $1 and state = 'open'`, [bad])).length,
    0,
  )
  await stop()
})

test('a program stopped in the middle of a print run goes on where it was: nothing is made twice', async () => {
  const day = newDay()
  const orders: string[] = []
  for (let i = 0; i < 12; i++) orders.push(await planned(day))
  const paid = carrier.paid()
  carrier.faults.push({ kind: 'slow', path: '/shipment_labels', milliseconds: 500, times: 1000 })
  const { run } = await act((ctx) => printDay(ctx, { day, again: false }))
  const stop = await world.start()
  await until(
    () => runOf(run),
    (answer) => answer.done >= 1,
  )
  await stop()
  const halfway = await runOf(run)
  assert.ok(halfway.done < 12 && halfway.state === 'running', `${halfway.done} done, ${halfway.state}`)
  carrier.faults.length = 0

  const stopAgain = await world.start()
  const done = await printed(run)
  assert.deepEqual([done.done, done.failed, carrier.paid() - paid], [12, 0, 12])
  for (const id of orders) assert.equal((await invoicesOf(id)).length, 1)
  assert.equal((await pdfOf(done, 'stickers')).pages.length, 12)
  await stopAgain()
})

test('killed before any of its steps, a print run ends with one label and one invoice for each order', async () => {
  const idle = work({ name: 'print-invoices-and-stickers', run: async () => undefined })
  const stop = await world.start([...workflows.filter(({ name }) => name !== idle.name), idle])
  const day = newDay()
  const orders = [await planned(day), await planned(day)]
  const paid = carrier.paid()
  const { run } = await act((ctx) => printDay(ctx, { day, again: false }))
  for (let steps = 0; (await runOf(run)).state !== 'done'; steps++) {
    assert.ok(steps < 200, 'the run never ends')
    await printInvoicesAndStickers
      .run(dyingAfter(steps), { about: run })
      .catch((error: unknown) => assert.match(String(error), /killed/))
  }
  assert.equal((await runOf(run)).done, 2)
  assert.equal(carrier.paid() - paid, 2)
  for (const id of orders) {
    assert.equal((await invoicesOf(id)).length, 1)
    assert.equal((await act((ctx) => shipmentsOf(ctx, id))).length, 1)
  }
  assert.deepEqual(
    await world.query('select sequence from issued_invoices group by sequence having count(*) > 1'),
    [],
  )
  await stop()
})

/** Tools of a program that dies before its nth transaction, as a power cut would have it. */
function dyingAfter(steps: number): Tools {
  const tools = world.tools()
  let left = steps
  return {
    ...tools,
    act(inner) {
      if (left-- <= 0) throw new Error('killed')
      return tools.act(inner)
    },
  }
}

test('what is handed over goes out of stock and is done on the calendar; a second time changes nothing', async () => {
  const stop = await world.start()
  const day = newDay()
  const id = await planned(day, {}, [['BAND-28', 2, 2000]])
  const { run } = await act((ctx) => printDay(ctx, { day, again: false }))
  await printed(run)
  const level = async () => (await act((ctx) => levelsOf(ctx, [world.products.get('BAND-28')!])))[0]!
  const before = await level()
  const shipment = await shipmentOf(id)
  await act((ctx) => handOver(ctx, { shipment: shipment.id }))
  await act((ctx) => handOver(ctx, { shipment: shipment.id }))
  const after = await level()
  assert.deepEqual([before.onHand - after.onHand, before.reserved - after.reserved], [2000, 2000])
  const order = await orderOf(id)
  assert.deepEqual([order.phase, order.supply], ['closed', 'shipped'], 'paid, invoiced and shipped is closed')
  await until(
    () => world.query<{ state: string }>('select state from planning_entries where order_id = $1', [id]),
    ([entry]) => entry?.state === 'done',
  )
  const [done] = await act((ctx) => cardsOf(ctx, day, day, {}))
  assert.deepEqual(
    done!.lines.map(({ sku, quantity }) => [sku, quantity]),
    [['BAND-28', 2000]],
    'its card keeps what has left',
  )
  assert.equal(
    (await world.query(`select 1 from events where about = $1 and kind = 'order.shipped'`, [id])).length,
    1,
  )
  await stop()
})

test('the list for the carrier is sent once, and what stands on it is shipped', async () => {
  const stop = await world.start()
  const day = newDay()
  const orders = [await planned(day), await planned(day)]
  const { run } = await act((ctx) => printDay(ctx, { day, again: false }))
  await printed(run)
  const asked = await Promise.allSettled([1, 2, 3].map(() => act((ctx) => makeManifests(ctx, { day }))))
  assert.equal(asked.filter((result) => result.status === 'fulfilled').length, 1)
  for (const result of asked)
    if (result.status === 'rejected') assert.ok(refusedWith('manifest.nothing')(result.reason))
  for (const id of orders)
    await until(
      () => orderOf(id),
      (order) => order.supply === 'shipped',
    )
  await stop()
})

test('parcels are followed until they arrive; one that the carrier has is shipped, and trouble is a task', async () => {
  const day = newDay()
  const orders = [await planned(day), await planned(day)]
  const tools = world.tools()
  for (const order of orders) {
    const { id } = await act((ctx) => makeShipment(ctx, { order }))
    await labelShipment.run(tools, { about: id })
  }
  const [first, second] = await Promise.all(orders.map(shipmentOf))
  const follow = () => followParcels.run(tools, { about: world.connection })
  await follow()
  assert.equal((await shipmentOf(orders[0]!)).state, 'labelled', 'registered is no news')
  carrier.move(first!.externalId!, 4)
  await follow()
  assert.deepEqual(
    [(await shipmentOf(orders[0]!)).state, (await orderOf(orders[0]!)).supply],
    ['in_transit', 'shipped'],
  )
  carrier.move(first!.externalId!, 7)
  carrier.move(second!.externalId!, 11)
  await follow()
  await follow()
  assert.equal((await shipmentOf(orders[0]!)).state, 'delivered')
  assert.equal((await shipmentOf(orders[1]!)).state, 'returned')
  const tasks = await world.query<{ kind: string }>('select kind from tasks where about = any($1::uuid[])', [
    orders,
  ])
  assert.deepEqual(
    tasks.map((task) => task.kind),
    ['shipment.returned'],
  )
})

test('every parcel under way is asked for in each round, and one of a quarter ago no more', async () => {
  const order = await planned(newDay())
  const { id } = await act((ctx) => makeShipment(ctx, { order }))
  await labelShipment.run(world.tools(), { about: id })
  // Copies of it, made before it: what never arrives comes first.
  await world.query(
    `insert into shipments (tenant_id, id, created_at, updated_at, order_id, number, kind, state, connection, label_key, external_id, left_at)
     select tenant_id, ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, created_at, updated_at, order_id, 'OUD-' || n, kind,
       'in_transit', connection, gen_random_uuid(), 'oud-' || n, updated_at - case when n <= 10 then interval '91 days' else interval '89 days' end
     from shipments, generate_series(1, 2110) n where id = $1`,
    [id],
  )
  const asked: string[] = []
  const port = {
    states: async (ids: readonly string[]) => {
      asked.push(...ids)
      return []
    },
  }
  await followParcels.run({ ...world.tools(), open: async <P>() => port as P }, { about: world.connection })
  await world.query("delete from shipments where number like 'OUD-%'")
  assert.equal(new Set(asked).size, asked.length, 'none twice')
  assert.ok(asked.includes((await shipmentOf(order)).externalId!))
  assert.equal(asked.filter((one) => one.startsWith('oud-')).length, 2100)
  assert.ok(!asked.includes('oud-10') && asked.includes('oud-11'))
})

test('a parcel that its carrier took along in spite of a hold is told of, and shipped once the hold is off', async () => {
  const order = await planned(newDay())
  const { id } = await act((ctx) => makeShipment(ctx, { order }))
  await labelShipment.run(world.tools(), { about: id })
  carrier.move((await shipmentOf(order)).externalId!, 4)
  await act((ctx) => hold(ctx, order, 'manual', 'even wachten'))
  const follow = () => followParcels.run(world.tools(), { about: world.connection })
  const told = () =>
    world.query<{ kind: string; state: string; detail: { error: string } }>(
      'select kind, state, detail from tasks where about = $1',
      [order],
    )
  await follow()
  await follow()
  const [task, ...others] = await told()
  assert.deepEqual([task!.kind, task!.state, others.length], ['shipment.not-handed-over', 'open', 0])
  assert.match(task!.detail.error, /wordt tegengehouden/)
  assert.deepEqual([(await shipmentOf(order)).state, (await orderOf(order)).supply], ['labelled', 'planned'])
  await act((ctx) => releaseOrder(ctx, { order, kind: 'manual' }))
  await follow()
  assert.deepEqual(
    [(await shipmentOf(order)).state, (await orderOf(order)).supply],
    ['in_transit', 'shipped'],
  )
  assert.deepEqual(
    (await told()).map(({ state }) => state),
    ['done'],
  )
})

test('a parcel whose label was taken back stands on a list again with its next label', async () => {
  const day = newDay()
  const { id } = await act(async (ctx) => makeShipment(ctx, { order: await planned(day) }))
  await labelShipment.run(world.tools(), { about: id })
  await act((ctx) => makeManifests(ctx, { day }))
  await act((ctx) => askLabelBack(ctx, { shipment: id }))
  await takeLabelBack.run(world.tools(), { about: id, next: 'draft' })
  await labelShipment.run(world.tools(), { about: id })
  assert.deepEqual(
    (await act((ctx) => makeManifests(ctx, { day }))).rows.map(({ parcels }) => parcels),
    [1],
  )
})

test('no label, no shipping; unless somebody types the code of the carrier', async () => {
  const id = await planned(newDay())
  const shipment = await act((ctx) => makeShipment(ctx, { order: id }))
  await assert.rejects(
    act((ctx) => handOver(ctx, { shipment: shipment.id })),
    refusedWith('shipment.no-label'),
  )
  await act((ctx) =>
    handOver(ctx, { shipment: shipment.id, trackingCode: '3STEST1', carrierTitle: 'PostNL' }),
  )
  assert.equal((await orderOf(id)).supply, 'shipped')
  await assert.rejects(
    act((ctx) => cancelShipment(ctx, { shipment: shipment.id })),
    refusedWith('shipment.is-gone'),
  )
})

test('an address that changes after the label gets a new label, and the old one is for the bin', async () => {
  const stop = await world.start()
  const order = shopOrder()
  const [taken] = await act((ctx) => takeInOrders(ctx, world.channel, [order]))
  const { id } = await act((ctx) => makeShipment(ctx, { order: taken!.order! }))
  await act((ctx) => askLabel(ctx, { shipment: id }))
  await act((ctx) => askLabel(ctx, { shipment: id }))
  const first = await until(
    () => shipmentOf(taken!.order!),
    (each) => each.state === 'labelled',
  )
  await act((ctx) =>
    takeInOrders(ctx, world.channel, [{ ...order, shipping: { ...anAddress, houseNumber: '8' } }]),
  )
  const second = await until(
    () => shipmentOf(taken!.order!),
    (each) => each.state === 'labelled' && each.trackingCode !== first.trackingCode,
  )
  assert.equal(second.labelAddress?.houseNumber, '8')
  const tasks = await world.query<{ kind: string }>(`select kind from tasks where about = $1`, [
    taken!.order!,
  ])
  assert.deepEqual(
    tasks.map((task) => task.kind),
    ['shipment.label-wasted'],
    'a registered label cannot be taken back here',
  )
  await stop()
})

test('a pickup is set ready, found as not collected, paid and taken along', async () => {
  const id = await planned(newDay(), { delivery: 'pickup', shipping: null, payments: [] })
  await act((ctx) => markReady(ctx, { order: id }))
  await act((ctx) => markReady(ctx, { order: id }))
  const ready = await orderOf(id)
  assert.deepEqual([ready.supply, ready.readyNotCollected], ['ready', true])
  await assert.rejects(
    act((ctx) => markCollected(ctx, { order: id, despitePayment: false })),
    refusedWith('shipment.still-to-pay'),
  )
  await act((ctx) => markCollected(ctx, { order: id, collectedBy: 'S. Jansen', despitePayment: true }))
  const gone = await orderOf(id)
  assert.deepEqual([gone.supply, gone.readyNotCollected], ['collected', false])
  assert.equal((await act((ctx) => shipmentsOf(ctx, id))).length, 1)
})

test('an order cancelled in the webshop after it was set ready gives its goods back', async () => {
  const stop = await world.start()
  const order = shopOrder([['BEL-1', 2, 1000]], { delivery: 'pickup' })
  const [taken] = await act((ctx) => takeInOrders(ctx, world.channel, [order]))
  const before = (await act((ctx) => levelsOf(ctx, [world.products.get('BEL-1')!])))[0]!.reserved
  await act((ctx) => markReady(ctx, { order: taken!.order! }))
  await act((ctx) => takeInOrders(ctx, world.channel, [{ ...order, state: 'cancelled' }]))
  assert.equal((await orderOf(taken!.order!)).phase, 'cancelled')
  assert.equal(
    (await act((ctx) => levelsOf(ctx, [world.products.get('BEL-1')!])))[0]!.reserved,
    before - 2000,
  )
  await until(
    () => shipmentOf(taken!.order!),
    (each) => each.state === 'cancelled',
  )
  await stop()
})

test('an order cancelled while the carrier gave no answer leaves no parcel behind', async () => {
  const order = shopOrder()
  const [taken] = await act((ctx) => takeInOrders(ctx, world.channel, [order]))
  const { id } = await act((ctx) => makeShipment(ctx, { order: taken!.order! }))
  const tools = world.tools()
  const paid = carrier.paid()
  carrier.faults.push({ kind: 'cut-after', path: '/shipment_labels', times: 100 })
  await act((ctx) => askLabel(ctx, { shipment: id }))
  await assert.rejects(async () => labelShipment.run(tools, { about: id }))
  assert.equal(carrier.paid() - paid, 1)
  carrier.faults.length = 0
  await act((ctx) => takeInOrders(ctx, world.channel, [{ ...order, state: 'cancelled' }]))
  await labelShipment.run(tools, { about: id })
  assert.equal((await shipmentOf(taken!.order!)).state, 'void_requested')
  await takeLabelBack.run(tools, { about: id, next: 'cancelled' })
  assert.equal((await shipmentOf(taken!.order!)).state, 'cancelled')
  assert.equal(carrier.paid() - paid, 1)
})

test('an order split in two shipments is shipped in part, then whole', async () => {
  const id = await planned(newDay(), {}, [['BEL-1', 3, 1000]])
  const whole = await act((ctx) => wholeOrder(ctx, id))
  const line = whole.lines[0]!.id
  const first = await act((ctx) => makeShipment(ctx, { order: id, lines: [{ line, quantity: 2000 }] }))
  await assert.rejects(
    act((ctx) => makeShipment(ctx, { order: id, lines: [{ line, quantity: 2000 }] })),
    refusedWith('shipment.more-than-left'),
  )
  const second = await act((ctx) => makeShipment(ctx, { order: id }))
  await act((ctx) => handOver(ctx, { shipment: first.id, trackingCode: 'A' }))
  assert.equal((await orderOf(id)).supply, 'planned')
  await act((ctx) => handOver(ctx, { shipment: second.id, trackingCode: 'B' }))
  const [sum] = await world.query<{ shipped: number }>(
    'select sum(quantity)::int as shipped from shipment_lines l join shipments s on s.id = l.shipment where s.order_id = $1',
    [id],
  )
  assert.deepEqual([(await orderOf(id)).supply, sum!.shipped], ['shipped', 3000])
})

test('thirty orders are planned by a job with its progress; two say why not', async () => {
  const stop = await world.start()
  const day = newDay()
  const lines = (i: number): Parameters<typeof shopOrder>[0] =>
    i < 2 ? [['ZADEL-L', 1, 5000]] : [['BEL-1', 1, 1000]]
  const orders = Array.from({ length: 30 }, (_, i) => shopOrder(lines(i)))
  const taken = await act((ctx) => takeInOrders(ctx, world.channel, orders))
  const { run } = await act((ctx) =>
    planMany(ctx, { orders: taken.map((each) => each.order!), day, despite: [] }),
  )
  const done = await until(
    () => act((ctx) => planningRun(ctx, { run: run! })),
    (answer) => answer.state === 'done',
    30,
  )
  assert.deepEqual([done.total, done.done, done.skipped], [30, 28, 2])
  assert.deepEqual(
    [...new Set(done.items.filter((item) => item.state === 'skipped').map((item) => item.code))],
    ['planning.not-in-stock'],
  )
  const board = await act((ctx) => week(ctx, { from: day }))
  assert.equal(board.days[0]!.cards.length, 28)
  await stop()
})
