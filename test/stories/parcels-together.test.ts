/** One shipment in several parcels: each its own label and tracking, they leave together, and everybody hears of all. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, dayOf } from '../../src/base/day.ts'
import { Refusal } from '../../src/base/refusal.ts'
import type { ShopShipment } from '../../src/contracts/shop.ts'
import { askLabel, takeLabelBack as askLabelBack } from '../../src/modules/fulfilment/actions/labels.ts'
import { handOver, markCollected, markReady } from '../../src/modules/fulfilment/actions/leaving.ts'
import { planNumbers } from '../../src/modules/organisations/actions/businesses.ts'
import { packingSlip, putInParcel } from '../../src/modules/fulfilment/actions/contents.ts'
import {
  addParcel,
  cancelShipment,
  changeShipment,
  listShipments,
  makeShipment,
  shipmentsOfOrder,
  shipmentsToPrint,
  shopToldOf,
} from '../../src/modules/fulfilment/actions/shipments.ts'
import { shipmentsOf } from '../../src/modules/fulfilment/reads.ts'
import { finaliseForShipment } from '../../src/modules/invoicing/actions.ts'
import {
  listManifests,
  makeManifests,
  manifestPaper,
} from '../../src/modules/fulfilment/actions/manifests.ts'
import { cancelLine } from '../../src/workflows/cancel-orders.ts'
import { sendManifests } from '../../src/workflows/send-manifests.ts'
import type { FileAnswer } from '../../src/platform/action.ts'
import { readPdf } from '../support/read-pdf.ts'
import { draftCredit } from '../../src/modules/invoicing/credits.ts'
import { finalise } from '../../src/modules/invoicing/actions.ts'
import { changeOrder } from '../../src/modules/orders/actions.ts'
import { changeShippingAddress } from '../../src/modules/orders/actions/addresses.ts'
import { takeInOrders } from '../../src/workflows/take-in-orders/take-in.ts'
import { followAddresses, takeLabelBack } from '../../src/workflows/print-and-label/label-shipments.ts'
import { system } from '../../src/platform/context.ts'
import { anAddress, shopOrder } from '../support/world.ts'
import { lockOrder, wholeOrder } from '../../src/modules/orders/reads.ts'
import { printDay, printRun } from '../../src/modules/planning/actions.ts'
import { reserveShort } from '../../src/modules/fulfilment/actions/reserve.ts'
import { correctStock } from '../../src/modules/stock/actions.ts'
import { levelsOf } from '../../src/modules/stock/reads.ts'
import { labelShipment } from '../../src/workflows/print-and-label/label-shipments.ts'
import { orderMail } from '../../src/workflows/mail-customers/order-mail.ts'
import { loseParcel } from '../../src/workflows/lose-parcels.ts'
import { finishPlanning } from '../../src/modules/planning/actions.ts'
import { takeBackGoods } from '../../src/workflows/take-back-goods.ts'
import { tellShopOfShipment } from '../../src/workflows/tell-shop-of-shipment.ts'
import { insert } from '../../src/platform/rows.ts'
import { Connection } from '../../src/modules/apps/schema.ts'
import { until } from '../support/running.ts'
import { shippingWorld } from '../support/shipping-world.ts'

const world = await shippingWorld()
const { act, planned, carrier } = world
await act((ctx) =>
  insert(ctx, Connection, {
    name: 'Fietsenshop',
    connector: 'shop',
    kind: 'shop',
    channel: world.channel.id,
    state: 'active',
    hook: 'shop',
  }),
)
const today = dayOf(world.machine.now())
let days = 0
const newDay = () => addDays(today, 7 + days++)
const orderOf = async (id: string) => (await act((ctx) => lockOrder(ctx, id))).order
const parcelsOf = (id: string) => act((ctx) => shipmentsOf(ctx, id))
const refusedWith = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code
const label = async (shipment: string) => {
  await act((ctx) => askLabel(ctx, { shipment }))
  await labelShipment.run(world.tools(), { about: shipment })
}
const freeOf = async (sku: string) =>
  (await act((ctx) => levelsOf(ctx, [world.products.get(sku)!])))[0]!.onHand

async function bytesOf(file: FileAnswer): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of file.bytes as AsyncIterable<Uint8Array>) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** A shipment of five bells in three parcels. */
async function inThree(day: string) {
  const order = await planned(day, {}, [['BEL-1', 5, 1000]])
  const first = await act((ctx) => makeShipment(ctx, { order }))
  const second = await act((ctx) => addParcel(ctx, { shipment: first.id }))
  // Asked on a further parcel it is added to the shipment all the same.
  const third = await act((ctx) => addParcel(ctx, { shipment: second.id }))
  return { order, first, second, third }
}

test('three parcels get three labels, leave together, and the order is shipped once', async () => {
  const { order, first, second, third } = await inThree(newDay())
  assert.deepEqual([second.partOf, third.partOf], [first.id, first.id])
  const paid = carrier.paid()
  await label(first.id)
  await assert.rejects(
    act((ctx) => handOver(ctx, { shipment: first.id })),
    refusedWith('shipment.no-label'),
  )
  for (const { id } of [second, third]) await labelShipment.run(world.tools(), { about: id })
  assert.equal(carrier.paid() - paid, 3)
  const codes = (await parcelsOf(order)).map((parcel) => parcel.trackingCode)
  assert.equal(new Set(codes).size, 3)

  const before = await freeOf('BEL-1')
  await act((ctx) => handOver(ctx, { shipment: second.id, mail: 'skip' }))
  await act((ctx) => handOver(ctx, { shipment: first.id }))
  await act((ctx) => handOver(ctx, { shipment: third.id }))
  assert.deepEqual(
    (await parcelsOf(order)).map((parcel) => parcel.state),
    ['handed_over', 'handed_over', 'handed_over'],
  )
  assert.equal(before - (await freeOf('BEL-1')), 5000)
  const told = (await act((ctx) => wholeOrder(ctx, order))).events.filter(
    ({ kind }) => kind === 'order.shipped',
  )
  assert.equal(told.length, 1)

  const mail = await act((ctx) => orderMail(ctx, 'order.shipped', order, { shipment: first.id }))
  assert.deepEqual(
    mail.contents.shipments.map((parcel) => parcel.code),
    codes,
  )
  const event = { id: told[0]!.id, kind: 'order.shipped', about: order, detail: { shipment: first.id } }
  const asked = await act((ctx) => tellShopOfShipment.prepare(ctx, event as never))
  const shipment = asked!.ask as ShopShipment
  assert.deepEqual(
    [shipment.trackingCode, ...(shipment.furtherParcels ?? []).map((parcel) => parcel.trackingCode)],
    codes,
  )
})

test('what lies in which parcel is kept, weighed, refused when it is too much, and printed on a slip of each', async () => {
  const { order, first, second, third } = await inThree(newDay())
  const { lines } = await act((ctx) => lockOrder(ctx, order))
  const [bell] = lines
  await world.query('update products set weight_grams = 200 where id = $1', [bell!.product])
  const put = (shipment: string, pieces: number) =>
    act((ctx) => putInParcel(ctx, { shipment, lines: [{ line: bell!.id, quantity: pieces * 1000 }] }))
  const inside = async () =>
    (await act((ctx) => shipmentsOfOrder(ctx, { order }))).rows.map(({ contents }) =>
      contents.map(({ quantity }) => quantity / 1000),
    )
  assert.deepEqual(await inside(), [[5], [], []])
  await put(second.id, 2)
  await put(third.id, 3)
  assert.deepEqual(await inside(), [[], [2], [3]])
  await put(third.id, 1)
  assert.deepEqual(await inside(), [[2], [2], [1]])
  assert.deepEqual(
    (await parcelsOf(order)).map(({ weightGrams }) => weightGrams),
    [400, 400, 200],
  )
  await assert.rejects(put(third.id, 4), refusedWith('shipment.more-than-in-it'))
  await assert.rejects(put(first.id, 1), refusedWith('shipment.is-first-parcel'))
  assert.deepEqual(await inside(), [[2], [2], [1]])

  const slip = await act((ctx) => packingSlip(ctx, { shipment: first.id }))
  const pages = (await readPdf(await bytesOf(slip as FileAnswer))).pages.map(({ text }) =>
    text.replaceAll(/\s+/g, ' '),
  )
  assert.equal(pages.length, 3)
  for (const [i, parcel] of [first, second, third].entries()) {
    assert.ok(pages[i]!.includes(parcel.number), pages[i])
    assert.match(pages[i]!, new RegExp(`${bell!.sku}.* ${[2, 2, 1][i]}`))
    assert.doesNotMatch(pages[i]!, /€/)
  }

  await act((ctx) => cancelShipment(ctx, { shipment: second.id }))
  assert.deepEqual((await inside())[0], [4])
  // Two pieces are cancelled meanwhile: what was put in the third parcel is more than there is now.
  await put(third.id, 4)
  await act((ctx) => cancelLine(ctx, { order, line: bell!.id, quantity: 2000, reason: 'minder' }))
  await act((ctx) => markReady(ctx, { order }))
  assert.deepEqual(
    (await inside()).filter((_, i) => i !== 1),
    [[3], []],
  )
})

test('packing slips bear numbers of their own once a series is set for them, each once and found by them', async () => {
  const { first, second, third } = await inThree(newDay())
  const titles = async (shipment: string) => {
    const slip = await act((ctx) => packingSlip(ctx, { shipment }))
    return (await readPdf(await bytesOf(slip as FileAnswer))).pages.map(
      ({ text }) => /Pakbon (\S+)/.exec(text.replaceAll(/[\s\u00a0]+/g, ' '))?.[1],
    )
  }
  assert.deepEqual(await titles(third.id), [third.number])
  const plan = { business: world.business, kind: 'packing-slip', year: 2020, digits: 4 } as const
  await act((ctx) => planNumbers(ctx, { ...plan, prefix: 'P{year}-', firstNumber: 1 }))
  const year = dayOf(new Date()).slice(0, 4)
  assert.deepEqual(await titles(second.id), [`P${year}-0001`])
  const all = [`P${year}-0002`, `P${year}-0001`, `P${year}-0003`]
  const [one, other] = await Promise.all([titles(first.id), titles(first.id)])
  assert.deepEqual([one, other], [all, all])
  const found = await act((ctx) => listShipments(ctx, { search: `p${year}-0003`, limit: 50 }))
  assert.deepEqual(
    found.rows.map(({ id }) => id),
    [third.id],
  )
})

test('a day with a shipment in parcels prints a sticker for each and one invoice', async () => {
  const stop = await world.start()
  const day = newDay()
  const { order } = await inThree(day)
  const { run } = await act((ctx) => printDay(ctx, { day, again: false }))
  const done = await until(
    () => act((ctx) => printRun(ctx, { run })),
    (answer) => answer.state === 'done',
    40,
  )
  assert.deepEqual([done.done, done.failed], [1, 0], JSON.stringify(done.items))
  const detail = done.items[0]!.detail as { shipments: string[]; invoices: string[] }
  assert.deepEqual([detail.shipments.length, detail.invoices.length], [3, 1])
  assert.ok((await parcelsOf(order)).every((parcel) => parcel.state === 'labelled' && parcel.printedAt))
  await stop()
})

test('a further parcel can go again, and goes along when its shipment does', async () => {
  const { order, first, second } = await inThree(newDay())
  await act((ctx) => cancelShipment(ctx, { shipment: second.id }))
  assert.deepEqual(
    (await parcelsOf(order)).map((parcel) => parcel.state),
    ['draft', 'cancelled', 'draft'],
  )
  await act((ctx) => cancelShipment(ctx, { shipment: first.id }))
  assert.ok((await parcelsOf(order)).every((parcel) => parcel.state === 'cancelled'))
  const anew = await act((ctx) => makeShipment(ctx, { order }))
  assert.equal(anew.partOf, null)
})

test('a pickup is in one piece, and one of which all has left gets no parcel more', async () => {
  const order = await planned(newDay(), { delivery: 'pickup' })
  const { shipment } = await act((ctx) => markReady(ctx, { order }))
  await assert.rejects(
    act((ctx) => addParcel(ctx, { shipment: shipment.id })),
    refusedWith('shipment.is-pickup'),
  )
  await act((ctx) => markCollected(ctx, { order, despitePayment: false }))
  const parcel = await planned(newDay())
  const gone = await act((ctx) => makeShipment(ctx, { order: parcel }))
  await label(gone.id)
  await act((ctx) => handOver(ctx, { shipment: gone.id }))
  await assert.rejects(
    act((ctx) => addParcel(ctx, { shipment: gone.id })),
    refusedWith('shipment.is-gone'),
  )
})

test('the rest of a pickup is set aside when it comes in, and all of it goes along at once', async () => {
  const asked = shopOrder(
    [
      ['BAND-28', 1, 2000],
      ['ZADEL-L', 1, 5000],
    ],
    { delivery: 'pickup' },
  )
  const order = (await act((ctx) => takeInOrders(ctx, world.channel, [asked])))[0]!.order!
  const one = (await act((ctx) => markReady(ctx, { order }))).shipment
  assert.equal((await act((ctx) => markReady(ctx, { order }))).shipment.id, one.id, 'nothing more is here')
  const saddle = { product: world.products.get('ZADEL-L')!, location: world.location, onHand: 1000 }
  await act((ctx) => correctStock(ctx, { ...saddle, reason: 'binnengekomen' }))
  await act(async (ctx) => reserveShort(ctx, world.channel.id, await lockOrder(ctx, order)))
  const rest = (await act((ctx) => markReady(ctx, { order }))).shipment
  assert.deepEqual([rest.id === one.id, rest.state], [false, 'ready'])
  await act((ctx) => markReady(ctx, { order }))
  assert.equal((await act((ctx) => shipmentsOf(ctx, order))).length, 2, 'no third one of nothing')
  const { order: gone } = await act((ctx) => markCollected(ctx, { order, despitePayment: false }))
  assert.deepEqual(
    [gone.supply, (await act((ctx) => shipmentsOf(ctx, order))).map(({ state }) => state)],
    ['collected', ['collected', 'collected']],
  )
})

test('what we bring ourselves stays so when more of it lies ready', async () => {
  const order = await planned(newDay(), {}, [['BAND-28', 2, 2000]])
  const { lines } = await act((ctx) => lockOrder(ctx, order))
  const half = [{ line: lines[0]!.id, quantity: 1000 }]
  const made = await act((ctx) => makeShipment(ctx, { order, lines: half }))
  assert.equal(made.connection, world.connection)
  await act((ctx) => changeShipment(ctx, { shipment: made.id, connection: null }))
  await act((ctx) => shipmentsToPrint(ctx, order))
  const [kept] = await act((ctx) => shipmentsOf(ctx, order))
  const held = await act((ctx) => shipmentsOfOrder(ctx, { order }))
  assert.deepEqual([kept!.connection, held.rows[0]!.contents[0]!.quantity], [null, 2000])
})

test('what comes back lies in stock again and keeps the order open until it is credited', async () => {
  const order = await planned(newDay(), {}, [['BAND-28', 3, 2000]])
  const shipment = await act((ctx) => makeShipment(ctx, { order }))
  await label(shipment.id)
  await act((ctx) => handOver(ctx, { shipment: shipment.id }))
  const { lines } = await act((ctx) => lockOrder(ctx, order))
  const line = lines[0]!.id
  const invoice = await act((ctx) => finaliseForShipment(ctx, order, shipment.id, new Map([[line, 3000]])))
  assert.equal((await orderOf(order)).phase, 'closed')

  const before = await freeOf('BAND-28')
  const back = (quantity: number, location: string | null) =>
    act((ctx) => takeBackGoods(ctx, { order, lines: [{ line, quantity }], reason: 'Paste niet', location }))
  assert.equal((await back(1000, world.location)).phase, 'open')
  assert.equal((await freeOf('BAND-28')) - before, 1000)
  await back(1000, null)
  assert.equal((await freeOf('BAND-28')) - before, 1000, 'what is broken lies nowhere')
  await assert.rejects(back(2000, null), refusedWith('order.more-than-shipped'))

  const credit = await act((ctx) =>
    draftCredit(ctx, {
      invoice: invoice.id,
      lines: [{ line: '1', quantity: 2000 }],
      shipping: false,
      reason: 'Retour',
      restock: false,
    }),
  )
  await act((ctx) => finalise(ctx, credit.id))
  assert.equal((await orderOf(order)).phase, 'closed')
  const kinds = (await act((ctx) => wholeOrder(ctx, order))).events.map(({ kind }) => kind)
  assert.ok(kinds.includes('order.reopened') && kinds.includes('order.returned'))
})

test('a parcel that the carrier does not collect comes off the list with a task; the rest goes, and is on paper', async () => {
  const day = newDay()
  const orders = [await planned(day), await planned(day), await planned(day)]
  for (const order of orders) await label((await act((ctx) => makeShipment(ctx, { order }))).id)
  const [, bad] = (await Promise.all(orders.map(parcelsOf))).map((parcels) => parcels[0]!)
  const { rows } = await act((ctx) => makeManifests(ctx, { day }))
  const asked: [number, string][] = []
  const picky = {
    manifest: async (ids: readonly string[], key: string) => {
      asked.push([ids.length, key])
      return ids.includes(bad!.externalId!)
        ? { kind: 'refused', code: 'zone', text: 'Geen ophaaladres', field: bad!.externalId! }
        : { kind: 'ok', value: { externalId: 'L-1' } }
    },
  }
  const tools = { ...world.tools(), open: async <P>() => picky as P }
  await sendManifests.run(tools, { about: rows[0]!.id })
  await sendManifests.run(tools, { about: rows[0]!.id })
  assert.deepEqual(asked, [
    [3, rows[0]!.id],
    [2, `${rows[0]!.id}:2`],
  ])
  const states = (await Promise.all(orders.map(parcelsOf))).map((parcels) => parcels[0]!.state)
  assert.deepEqual(states, ['handed_over', 'labelled', 'handed_over'])
  const tasks = await world.query<{ kind: string }>(
    `select kind from tasks where about = $1 and state = 'open'`,
    [orders[1]],
  )
  assert.deepEqual(
    tasks.map(({ kind }) => kind),
    ['shipment.not-collected'],
  )

  const [list] = (await act((ctx) => listManifests(ctx, { day }))).rows
  assert.deepEqual([list!.state, list!.parcels, list!.listed, list!.carrier], ['sent', 3, 2, 'Pakketdienst'])
  const paper = await act((ctx) => manifestPaper(ctx, { manifest: list!.id }))
  const { pages } = await readPdf(await bytesOf(paper as FileAnswer))
  assert.ok(pages[0]!.text.includes('L-1') && !pages[0]!.text.includes(bad!.number))
})

test('a list of which every label was taken back is not sent, and says why', async () => {
  const day = newDay()
  const { id } = await act(async (ctx) => makeShipment(ctx, { order: await planned(day) }))
  await label(id)
  const { rows } = await act((ctx) => makeManifests(ctx, { day }))
  await act((ctx) => askLabelBack(ctx, { shipment: id }))
  await takeLabelBack.run(world.tools(), { about: id, next: 'draft' })
  const asked: (readonly string[])[] = []
  const carrierAsked = {
    manifest: async (ids: readonly string[]) => {
      asked.push(ids)
      return { kind: 'ok', value: null }
    },
  }
  const tools = { ...world.tools(), open: async <P>() => carrierAsked as P }
  await sendManifests.run(tools, { about: rows[0]!.id })
  await sendManifests.run(tools, { about: rows[0]!.id })
  assert.deepEqual(asked, [])
  const [list] = (await act((ctx) => listManifests(ctx, { day }))).rows
  assert.equal(list!.state, 'empty')
  assert.match(list!.problem!, /Alle labels van deze lijst zijn teruggenomen/)
})

test('the list of shipments finds by number, tracking code and order, and shows trouble apart', async () => {
  const order = await planned(newDay())
  const made = await act((ctx) => makeShipment(ctx, { order }))
  await label(made.id)
  const [parcel] = await parcelsOf(order)
  for (const search of [parcel!.number, parcel!.trackingCode!.toLowerCase(), (await orderOf(order)).number]) {
    const { rows } = await act((ctx) => listShipments(ctx, { search, limit: 50 }))
    assert.ok(
      rows.some(({ id }) => id === parcel!.id),
      search,
    )
  }
  const shown = async (view: 'trouble' | 'waiting') =>
    (await act((ctx) => listShipments(ctx, { view, limit: 200 }))).rows.some(({ id }) => id === parcel!.id)
  assert.deepEqual([await shown('waiting'), await shown('trouble')], [true, false])
  await world.query(`update shipments set state = 'exception' where id = $1`, [parcel!.id])
  assert.deepEqual([await shown('waiting'), await shown('trouble')], [false, true])
})

test('an address put right by hand gets a new label, and the webshop does not put it wrong again', async () => {
  const person = { ...system, kind: 'user' as const, id: null, name: 'Sanne' }
  const byHand = <T>(work: Parameters<typeof world.machine.act<T>>[1]) =>
    world.machine.act({ tenant: world.tenant, actor: person }, work)
  const told = shopOrder()
  const [taken] = await act((ctx) => takeInOrders(ctx, world.channel, [told]))
  const order = taken!.order!
  const shipment = await act((ctx) => makeShipment(ctx, { order }))
  await label(shipment.id)
  const [before] = await parcelsOf(order)
  const to = {
    name: 'Sanne Jansen',
    company: null,
    houseNumberSuffix: null,
    street: 'Gildenweg',
    houseNumber: '8',
    postcode: '1695 GD',
    city: 'Blokker',
  }
  await byHand((ctx) => changeShippingAddress(ctx, { order, ...to }))
  await byHand((ctx) => changeOrder(ctx, { order, reference: 'voordeur' }))
  await act((ctx) => followAddresses.run(ctx, { about: order } as never))
  await takeLabelBack.run(world.tools(), { about: shipment.id, next: 'label_requested' })
  await labelShipment.run(world.tools(), { about: shipment.id })
  const [after] = await parcelsOf(order)
  assert.deepEqual([after!.state, after!.labelAddress?.houseNumber], ['labelled', '8'])
  assert.notEqual(after!.trackingCode, before!.trackingCode)

  await act((ctx) =>
    takeInOrders(ctx, world.channel, [
      { ...told, note: 'Achterom', reference: 'PO 12', shipping: anAddress },
    ]),
  )
  const { shipping, reference, note, postcodeKey } = await orderOf(order)
  assert.deepEqual([shipping?.houseNumber, reference, note], ['8', 'voordeur', 'Achterom'])
  assert.match(postcodeKey, /8$/)

  await act((ctx) => handOver(ctx, { shipment: shipment.id }))
  await assert.rejects(
    byHand((ctx) => changeShippingAddress(ctx, { order, ...to })),
    refusedWith('order.all-gone'),
  )
})

test('a lost parcel opens its order again: its goods go once more, are not invoiced twice, and the webshop hears nothing new', async () => {
  const { order, first, second, third } = await inThree(newDay())
  for (const { id } of [first, second, third]) await label(id)
  const { lines } = await act((ctx) => lockOrder(ctx, order))
  const line = lines[0]!.id
  await act((ctx) => putInParcel(ctx, { shipment: second.id, lines: [{ line, quantity: 2000 }] }))
  const lose = (shipment: string, remedy: 'send-again' | 'credit') =>
    act((ctx) => loseParcel(ctx, { shipment, remedy, reason: 'Nooit aangekomen' }))
  await assert.rejects(lose(second.id, 'send-again'), refusedWith('shipment.not-under-way'))

  await act((ctx) => handOver(ctx, { shipment: first.id }))
  await act((ctx) => shopToldOf(ctx, first.id, 'told'))
  await act((ctx) => finaliseForShipment(ctx, order, first.id, new Map([[line, 5000]])))
  await act(async (ctx) => finishPlanning(ctx, await lockOrder(ctx, order), true))
  assert.equal((await orderOf(order)).phase, 'closed')

  const free = await freeOf('BEL-1')
  const { order: after } = await lose(second.id, 'send-again')
  assert.deepEqual(
    [after.phase, after.supply, after.plannedDay, after.invoicing],
    ['open', 'available', null, 'whole'],
  )
  assert.equal(await freeOf('BEL-1'), free, 'what is lost does not lie in stock')
  assert.equal((await lose(second.id, 'send-again')).shipment.state, 'lost', 'said twice, it is lost once')
  assert.equal((await act((ctx) => lockOrder(ctx, order))).lines[0]!.shipped, 3000)
  const tasks = await world.query("select detail from tasks where kind = 'shipment.lost' and about = $1", [
    order,
  ])
  assert.equal(tasks.length, 1)

  const again = await act((ctx) => makeShipment(ctx, { order }))
  await label(again.id)
  await act((ctx) => handOver(ctx, { shipment: again.id }))
  assert.equal((await orderOf(order)).phase, 'closed')
  assert.equal(await freeOf('BEL-1'), free - 2000)
  const gone = await world.query<{ detail: { shipment: string } }>(
    "select detail from events where kind = 'order.shipped' and about = $1 order by id desc limit 1",
    [order],
  )
  const event = { about: order, detail: gone[0]!.detail }
  assert.equal(await act((ctx) => tellShopOfShipment.prepare(ctx, event as never)), null)

  const { order: owed } = await lose(third.id, 'credit')
  assert.equal(owed.phase, 'closed', 'nothing was in that parcel')
  const { order: open } = await lose(first.id, 'credit')
  assert.equal(open.phase, 'open')
  assert.equal((await act((ctx) => lockOrder(ctx, order))).lines[0]!.returned, 3000)
  await assert.rejects(
    act((ctx) =>
      takeBackGoods(ctx, { order, lines: [{ line, quantity: 3000 }], reason: 'Retour', location: null }),
    ),
    refusedWith('order.more-than-shipped'),
  )
})
