/** Orders on days: planned, moved, withdrawn, refused, and what the board shows of them. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, dayOf, mondayOf } from '../../base/day.ts'
import { Refusal } from '../../base/refusal.ts'
import type { ShopOrder } from '../../contracts/shop.ts'
import { takeInOrders } from '../../workflows/take-in-orders/take-in.ts'
import { statementsOf } from '../../../test/support/database.ts'
import { newWorld, shopOrder } from '../../../test/support/world.ts'
import { changeLocation } from '../locations/actions.ts'
import { holdOrder } from '../orders/actions.ts'
import { lockOrder } from '../orders/reads.ts'
import { system } from '../../platform/context.ts'
import {
  createPolicy,
  finishPlanning,
  oneDay,
  planMany,
  planOrder,
  planningOfOrder,
  proposeFor,
  month,
  releaseDay,
  tellDelayed,
  unplanOrder,
  week,
} from './actions.ts'

const world = await newWorld({ stock: { 'BEL-1': 500, 'BAND-28': 500, 'ZADEL-L': 0 } })
const today = dayOf(world.machine.now())
const monday = addDays(mondayOf(today), 7)
const take = async (order: ShopOrder = shopOrder()) =>
  (await world.act((ctx) => takeInOrders(ctx, world.channel, [order])))[0]!.order!
const plan = (order: string, day: string | null, despite: ('capacity' | 'stock' | 'closed')[] = []) =>
  world.act((ctx) => planOrder(ctx, { order, day, despite }))
const orderOf = async (id: string) => (await world.act((ctx) => lockOrder(ctx, id))).order
const refusedWith = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code

test('a planned order knows its day, its kind and its supply state', async () => {
  const id = await take()
  await plan(id, monday)
  const order = await orderOf(id)
  assert.deepEqual([order.plannedDay, order.planType, order.supply], [monday, 'deliver', 'planned'])
})

test('moving an order keeps where it stood before', async () => {
  const id = await take()
  await plan(id, monday)
  await plan(id, addDays(monday, 1))
  const { rows } = await world.act((ctx) => planningOfOrder(ctx, { order: id }))
  assert.deepEqual(
    rows.map((row) => [row.day, row.state]),
    [
      [addDays(monday, 1), 'planned'],
      [monday, 'replanned'],
    ],
  )
  assert.equal((await orderOf(id)).plannedDay, addDays(monday, 1))
})

test('planning twice on the same day is planning once', async () => {
  const id = await take()
  await Promise.all([plan(id, monday), plan(id, monday), plan(id, monday)])
  const { rows } = await world.act((ctx) => planningOfOrder(ctx, { order: id }))
  assert.deepEqual(
    rows.map((row) => row.state),
    ['planned'],
  )
})

test('an order taken off its day is available again', async () => {
  const id = await take()
  await plan(id, monday)
  await world.act((ctx) => unplanOrder(ctx, { order: id, reason: 'klant belde' }))
  const order = await orderOf(id)
  assert.deepEqual([order.plannedDay, order.planType, order.supply], [null, null, 'available'])
  await assert.rejects(plan(id, null), refusedWith('planning.not-planned'))
})

test('an order on hold is not planned, and the refusal says why', async () => {
  const id = await take()
  await world.act((ctx) => holdOrder(ctx, { order: id, kind: 'fraud', reason: '' }))
  await assert.rejects(
    plan(id, monday),
    (error) =>
      refusedWith('order.on-hold')(error) && (error as Refusal).params.reason === 'Controle op fraude',
  )
})

test('what is not in stock is planned only by who says so', async () => {
  const id = await take(shopOrder([['ZADEL-L', 1, 5000]]))
  await assert.rejects(
    plan(id, monday),
    (error) => refusedWith('planning.not-in-stock')(error) && (error as Refusal).params.sku === 'ZADEL-L',
  )
  await plan(id, monday, ['stock'])
  assert.equal((await orderOf(id)).plannedDay, monday)
})

test('yesterday is no day to plan on, whatever one sets aside', async () => {
  const id = await take()
  await assert.rejects(
    plan(id, addDays(today, -1), ['capacity', 'stock', 'closed']),
    refusedWith('planning.day-past'),
  )
})

test('the last place of a day is given once, however many ask at the same time', async () => {
  const day = addDays(monday, 2)
  await world.act((ctx) => changeLocation(ctx, { id: world.location, dayCapacity: 3 }))
  const ids = await Promise.all(Array.from({ length: 8 }, () => take()))
  const results = await Promise.allSettled(ids.map((id) => plan(id, day)))
  const full = results.filter((result) => result.status === 'rejected')
  assert.equal(full.length, 5)
  for (const result of full) assert.ok(refusedWith('planning.day-full')(result.reason))
  const late = ids[results.findIndex((result) => result.status === 'rejected')]!
  await plan(late, day, ['capacity'])
  const { days } = await world.act((ctx) => week(ctx, { from: monday }))
  const board = days.find((each) => each.day === day)!
  assert.deepEqual([board.used, board.limit], [4, 3])
  await world.act((ctx) => changeLocation(ctx, { id: world.location, dayCapacity: 0 }))
})

test('setting a guard aside needs its own right', async () => {
  const id = await take()
  const actor = { ...system, rights: new Set(['planning.change']) }
  const asked = world.machine.act({ tenant: world.tenant, actor }, (ctx) =>
    planOrder(ctx, { order: id, day: monday, despite: ['capacity'] }),
  )
  await assert.rejects(asked, refusedWith('planning.override-not-allowed'))
})

test('of a selection the good ones are planned and the others say why not', async () => {
  const good = [await take(), await take()]
  const empty = await take(shopOrder([['ZADEL-L', 1, 5000]]))
  const answer = await world.act((ctx) =>
    planMany(ctx, { orders: [...good, empty], day: monday, despite: [] }),
  )
  assert.equal(answer.planned, 2)
  assert.deepEqual(
    answer.skipped.map((skip) => [skip.order, skip.code]),
    [[empty, 'planning.not-in-stock']],
  )
})

test('the board costs two statements and shows every order once', async () => {
  const planned = await take(
    shopOrder([
      ['BEL-1', 2, 1000],
      ['BAND-28', 1, 2000],
    ]),
  )
  await plan(planned, addDays(monday, 4))
  const waiting = await take(shopOrder([['ZADEL-L', 2, 5000]]))
  const look = () => world.act((ctx) => week(ctx, { from: monday }))
  assert.equal(await statementsOf(world.database, look), 2)
  const board = await look()
  const card = board.days[4]!.cards.find((each) => each.id === planned)!
  assert.deepEqual(
    card.lines.map((line) => [line.sku, line.quantity, line.missing]),
    [
      ['BEL-1', 2000, 0],
      ['BAND-28', 1000, 0],
    ],
  )
  assert.deepEqual([card.type, card.state, card.payment], ['deliver', 'planned', 'paid'])
  assert.ok(!board.unplanned.some((each) => each.id === planned))
  assert.deepEqual(
    board.unplanned.find((each) => each.id === waiting)?.lines.map((line) => line.missing),
    [2000],
  )
})

test('a day shows its groups apart, and releasing freezes the list', async () => {
  const day = addDays(monday, 3)
  const parcel = await take()
  const pickup = await take(shopOrder([['BEL-1', 1, 1000]], { delivery: 'pickup' }))
  await plan(parcel, day)
  await plan(pickup, day)
  await world.act((ctx) => planOrder(ctx, { order: parcel, day, type: 'workshop', despite: [] }))
  const shown = await world.act((ctx) => oneDay(ctx, { day }))
  assert.deepEqual(
    [shown.deliver, shown.pickup, shown.workshop].map((cards) => cards.map((card) => card.id)),
    [[parcel], [pickup], [parcel]],
  )
  assert.deepEqual(await world.act((ctx) => releaseDay(ctx, { day })), { released: 3 })
  assert.deepEqual(await world.act((ctx) => releaseDay(ctx, { day })), { released: 0 })
})

test('a complete order is proposed by the policy, and planned at once when the business wants that', async () => {
  const first = await take()
  const day = await world.act((ctx) => proposeFor(ctx, first))
  assert.ok(day && day >= today)
  assert.equal((await orderOf(first)).plannedDay, null)
  assert.equal(await world.act((ctx) => proposeFor(ctx, first)), null)
  const answer = await world.act((ctx) => planMany(ctx, { orders: [first], despite: [] }))
  assert.deepEqual([answer.planned, (await orderOf(first)).plannedDay], [1, day])

  await world.act((ctx) => createPolicy(ctx, { business: world.business, mode: 'automatic' }))
  const second = await take()
  const planned = await world.act((ctx) => proposeFor(ctx, second))
  assert.equal((await orderOf(second)).plannedDay, planned)
  const unpaid = await take(shopOrder([['BEL-1', 1, 1000]], { payments: [] }))
  assert.equal(await world.act((ctx) => proposeFor(ctx, unpaid)), null)
})

test('the work of an order leaves the calendar without the order, and the board shows both apart', async () => {
  const id = await take()
  await plan(id, monday)
  await world.act((ctx) => planOrder(ctx, { order: id, day: monday, type: 'workshop', despite: [] }))
  const board = await world.act((ctx) => week(ctx, { from: monday }))
  const cards = board.days[0]!.cards.filter((card) => card.id === id)
  assert.deepEqual(cards.map((card) => card.type).sort(), ['deliver', 'workshop'])
  assert.equal(new Set(cards.map((card) => card.entry)).size, 2)
  await world.act((ctx) => planOrder(ctx, { order: id, day: null, type: 'workshop', despite: [] }))
  const left = (await world.act((ctx) => planningOfOrder(ctx, { order: id }))).rows.filter(
    (row) => row.state === 'planned',
  )
  assert.deepEqual([left.map((row) => row.type), (await orderOf(id)).plannedDay], [['deliver'], monday])
})

test('a month counts what its days hold, by kind, with the room there is', async () => {
  const day = addDays(monday, 21)
  const before = (await world.act((ctx) => month(ctx, { month: day.slice(0, 7) }))).days.find(
    (one) => one.day === day,
  )!
  const parcel = await take()
  await plan(parcel, day)
  await plan(await take(shopOrder([['BEL-1', 1, 1000]], { delivery: 'pickup' })), day)
  await world.act((ctx) => planOrder(ctx, { order: parcel, day, type: 'workshop', despite: [] }))
  const { days } = await world.act((ctx) => month(ctx, { month: day.slice(0, 7) }))
  const after = days.find((one) => one.day === day)!
  assert.deepEqual(
    [after.deliver - before.deliver, after.pickup - before.pickup, after.workshop - before.workshop],
    [1, 1, 1],
  )
  assert.equal(days[0]!.day, `${day.slice(0, 7)}-01`)
  assert.equal(days.at(-1)!.day.slice(0, 7), day.slice(0, 7))
})

test('an order that is moved to a later day, or stands here after its day, is told as delayed, once', async () => {
  const told = async (id: string) =>
    (
      await world.database.owner.query<{ detail: { reason: string; from: string } }>(
        `select detail from events where about = $1 and kind = 'order.delayed' order by id`,
        [id],
      )
    ).rows.map(({ detail }) => [detail.reason, detail.from])
  const id = await take()
  await plan(id, addDays(monday, 1))
  await plan(id, monday)
  assert.deepEqual(await told(id), [])
  await plan(id, addDays(monday, 2))
  assert.deepEqual(await told(id), [['moved', monday]])

  await world.database.owner.query(
    `update planning_entries set day = $2 where order_id = $1 and state = 'planned'`,
    [id, addDays(today, -1)],
  )
  assert.ok((await world.act((ctx) => tellDelayed(ctx))) >= 1)
  assert.equal(await world.act((ctx) => tellDelayed(ctx)), 0)
  assert.deepEqual(await told(id), [
    ['moved', monday],
    ['day-passed', addDays(today, -1)],
  ])
})

test('late, today and proposed are told apart by the day where an order leaves from', async () => {
  let now = new Date('2026-11-23T02:00:00Z')
  const clocked = await newWorld({ now: () => now })
  const { act, channel, location } = clocked
  const order = async () => (await act((ctx) => takeInOrders(ctx, channel, [shopOrder()])))[0]!.order!

  await act((ctx) => changeLocation(ctx, { id: location, timeZone: 'Pacific/Honolulu' }))
  const there = await order()
  const planned = await act((ctx) => planOrder(ctx, { order: there, day: '2026-11-22', despite: [] }))
  assert.equal(planned.plannedDay, '2026-11-22', 'where it leaves from it is the day before still')
  await act((ctx) => unplanOrder(ctx, { order: there }))
  await act((ctx) => changeLocation(ctx, { id: location, timeZone: 'Europe/Amsterdam' }))

  const proposed = await order()
  assert.equal(await act((ctx) => proposeFor(ctx, proposed)), '2026-11-23')
  await act(async (ctx) => finishPlanning(ctx, await lockOrder(ctx, proposed), true))
  const { rows } = await act((ctx) => planningOfOrder(ctx, { order: proposed }))
  assert.deepEqual(
    rows.map(({ state }) => state),
    ['unplanned'],
    'nobody planned what left at once',
  )

  const made = await order()
  for (const [day, type] of [
    ['2026-11-23', 'workshop'],
    ['2026-11-25', 'deliver'],
  ] as const)
    await act((ctx) => planOrder(ctx, { order: made, day, type, despite: [] }))
  now = new Date('2026-11-24T09:00:00Z')
  const board = await act((ctx) => week(ctx, { from: '2026-11-24' }))
  assert.equal(board.late.count, 0, 'what was made yesterday and leaves tomorrow is not late')
  now = new Date('2026-11-26T09:00:00Z')
  assert.equal((await act((ctx) => week(ctx, { from: '2026-11-26' }))).late.count, 1)
})

test('a day of the week that is none is refused at its field', () => {
  const fieldOf = (result: { error?: { issues: readonly { path: readonly PropertyKey[] }[] } | undefined }) =>
    result.error?.issues.map(({ path }) => path.join('.'))
  const policy = (carrierWeekdays: readonly string[]) =>
    createPolicy.input.safeParse({ business: world.business, carrierWeekdays })
  const place = (closedWeekdays: readonly string[]) =>
    changeLocation.input.safeParse({ id: world.location, closedWeekdays })
  assert.deepEqual(
    [fieldOf(policy(['1', '8'])), fieldOf(place(['0']))],
    [['carrierWeekdays.1'], ['closedWeekdays.0']],
  )
  assert.deepEqual(
    [fieldOf(policy(['ma'])), fieldOf(place(['1', ' ']))],
    [['carrierWeekdays.0'], ['closedWeekdays.1']],
  )
  assert.ok(policy(['1', '7']).success && place([]).success)
})
