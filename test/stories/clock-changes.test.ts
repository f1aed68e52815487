/** P13: on the days that the clock changes, after hours of standing still and when a clock is put back, everything comes once. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { addDays, dayOf, daysBetween, minuteOfDay, startOfDay } from '../../src/base/day.ts'
import { draft, finalise } from '../../src/modules/invoicing/actions.ts'
import { week } from '../../src/modules/planning/actions.ts'
import { firstDay } from '../../src/modules/planning/rules.ts'
import { openLog } from '../../src/platform/log.ts'
import { addDue, mendSchedules, setSchedule, startWorker } from '../../src/platform/worker.ts'
import { work } from '../../src/platform/workflow.ts'
import { takeInOrders } from '../../src/workflows/take-in-orders/take-in.ts'
import { until } from '../support/running.ts'
import { newWorld, shopOrder } from '../support/world.ts'

const clock = { now: new Date('2026-10-20T10:00:00Z') }
const world = await newWorld({ now: () => clock.now })
const { owner } = world.database
const minute = 60_000
const quarter = 15 * minute

/** The day on which an hour comes twice, and the one on which it does not come. */
const days = [
  ['2026-10-25', 25],
  ['2027-03-28', 23],
] as const

async function schedule(name: string, nextAt: Date, everySeconds = 900) {
  await world.act((ctx) => setSchedule(ctx, { name, subject: world.channel.id, everySeconds }))
  await owner.query('update schedules set next_at = $2 where name = $1', [name, nextAt])
}

/** Takes away what was added, and tells how many that were. */
const taken = async (name: string) =>
  (await owner.query("delete from graphile_worker._private_jobs where payload->>'work' = $1", [name]))
    .rowCount ?? 0

for (const [day, hours] of days) {
  test(
    `on ${day}, a day of ${hours} hours, a look every quarter of an hour comes ${hours * 4} times, once in each quarter, with two workers at the clock`,
    { timeout: 120_000 },
    async () => {
      const [from, to] = [startOfDay(day), startOfDay(addDays(day, 1))]
      assert.equal((to.getTime() - from.getTime()) / 3_600_000, hours)
      const name = `look-${day}`
      await schedule(name, from)
      const perSlot = new Map<number, number>()
      for (let at = from.getTime(); at < to.getTime(); at += 5 * minute) {
        const moment = new Date(at + 400)
        await Promise.all([addDue(world.machine, moment), addDue(world.machine, moment)])
        const slot = Math.floor(at / quarter)
        perSlot.set(slot, (perSlot.get(slot) ?? 0) + (await taken(name)))
      }
      assert.equal(perSlot.size, hours * 4)
      assert.deepEqual([...new Set(perSlot.values())], [1])
      await owner.query('delete from schedules where name = $1', [name])
    },
  )

  test(`around ${day} no day is planned twice or left out, and the last hour for today comes once`, async () => {
    const from = addDays(day, -6)
    clock.now = startOfDay(from)
    const planned = await world.act((ctx) => week(ctx, { from }))
    const listed = (planned as unknown as { days: { day: string }[] }).days.map((one) => one.day)
    assert.deepEqual(
      listed,
      Array.from({ length: listed.length }, (_, n) => addDays(from, n)),
    )
    let before = dayOf(clock.now)
    const flips: Record<string, number> = {}
    for (let at = startOfDay(from).getTime(); at < startOfDay(addDays(day, 2)).getTime(); at += 5 * minute) {
      const moment = new Date(at)
      const today = dayOf(moment)
      assert.ok(today === before || daysBetween(before, today) === 1, `${before} is followed by ${today}`)
      before = today
      const first = firstDay(today, minuteOfDay(moment), '15:00')
      const earlier = firstDay(
        dayOf(new Date(at - 5 * minute)),
        minuteOfDay(new Date(at - 5 * minute)),
        '15:00',
      )
      if (first !== earlier && today === dayOf(new Date(at - 5 * minute)))
        flips[today] = (flips[today] ?? 0) + 1
    }
    assert.equal(Object.keys(flips).length, daysBetween(from, addDays(day, 2)))
    assert.deepEqual([...new Set(Object.values(flips))], [1])
  })

  test(`an invoice of the first minutes of ${day} bears that day, and one of a minute before it the day before`, async () => {
    for (const [moment, expected] of [
      [startOfDay(day).getTime() - minute, addDays(day, -1)],
      [startOfDay(day).getTime() + minute, day],
      [startOfDay(addDays(day, 1)).getTime() - minute, day],
    ] as const) {
      clock.now = new Date(moment)
      const order = (
        await world.act((ctx) => takeInOrders(ctx, world.channel, [shopOrder([['BEL-1', 1, 1000]])]))
      )[0]!.order!
      const invoice = await world.act(async (ctx) => finalise(ctx, (await draft(ctx, order, null)).id))
      assert.equal(invoice.day, expected)
    }
  })
}

test('after hours of standing still a schedule catches up once, and is in step again', async () => {
  const from = new Date('2026-10-25T00:00:00Z')
  await schedule('look-late', from, 60)
  await addDue(world.machine, from)
  assert.equal(await taken('look-late'), 1)
  const later = new Date(from.getTime() + 6 * 60 * minute + 20_000)
  for (let n = 0; n < 5; n++) await addDue(world.machine, later)
  assert.equal(await taken('look-late'), 1)
  await addDue(world.machine, new Date(later.getTime() + 39_000))
  assert.equal(await taken('look-late'), 0)
  await addDue(world.machine, new Date(later.getTime() + 40_000))
  assert.equal(await taken('look-late'), 1)
  await owner.query("delete from schedules where name = 'look-late'")
})

test('putting a schedule in place again leaves its hour, unless it comes at another pace or had been paused', async () => {
  const subject = world.channel.id
  const put = (everySeconds: number, isPaused = false) =>
    world.act((ctx) => setSchedule(ctx, { name: 'look-again', subject, everySeconds, isPaused }))
  const isDue = async () =>
    (await owner.query("select next_at <= clock_timestamp() as due from schedules where name = 'look-again'"))
      .rows[0].due
  const wait = () =>
    owner.query(
      "update schedules set next_at = clock_timestamp() + interval '10 minutes' where name = 'look-again'",
    )
  const dueAfter = async (everySeconds: number, isPaused?: boolean) => {
    await wait()
    await put(everySeconds, isPaused)
    return isDue()
  }
  await put(900)
  assert.equal(await isDue(), true)
  assert.equal(await dueAfter(900), false)
  assert.equal(await dueAfter(60), true)
  assert.equal(await dueAfter(60, true), false)
  assert.equal(await dueAfter(60), true)
  await owner.query("delete from schedules where name = 'look-again'")
})

test('when the clock is put back an hour no look waits for that hour to pass, and none comes twice in its quarter', async () => {
  const noon = new Date('2026-11-10T11:00:00Z').getTime()
  await schedule('look-back', new Date(noon))
  await addDue(world.machine, new Date(noon))
  assert.equal(await taken('look-back'), 1)
  let runs = 0
  for (let at = noon - 60 * minute; at < noon; at += minute) {
    await mendSchedules(world.machine, new Date(at))
    await addDue(world.machine, new Date(at))
    const now = await taken('look-back')
    assert.ok(now <= 1)
    runs += now
  }
  assert.equal(runs, 4, 'one in each quarter of the hour that comes again')
  await owner.query("delete from schedules where name = 'look-back'")
})

test(
  'a look that takes longer than its interval is never there twice at the same moment, and the next one is not lost',
  { timeout: 60_000 },
  async () => {
    let now = 0
    let most = 0
    let times = 0
    const slow = work({
      name: 'slow-look',
      async run() {
        most = Math.max(most, ++now)
        await sleep(1500)
        now--
        times++
      },
    })
    const lines: string[] = []
    const worker = await startWorker(
      world.machine,
      [slow],
      async () => undefined,
      openLog((line) => lines.push(line)),
      { pollMilliseconds: 100 },
    )
    after(() => worker.stop())
    await schedule('slow-look', new Date(), 86_400)
    await until(
      async () => now,
      (running) => running === 1,
    )
    // The interval passes four times while the first is still busy.
    for (let n = 1; n <= 4; n++)
      assert.equal(await addDue(world.machine, new Date(Date.now() + n * 2 * 86_400_000)), 1)
    await until(
      async () => times,
      (done) => done >= 2,
      30,
    )
    await until(
      async () => now,
      (running) => running === 0,
    )
    assert.equal(most, 1)
    assert.equal(times, 2, 'what was due meanwhile is one look, not four')
    assert.deepEqual(
      lines.filter((line) => line.includes('"level":"error"')),
      [],
    )
    await worker.stop()
  },
)
