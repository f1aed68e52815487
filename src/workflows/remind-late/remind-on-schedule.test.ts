/** Reminders by themselves: in office hours, where a business wants it, all of one customer together; and VAT that must not be forgotten. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newWorld, shopOrder } from '../../../test/support/world.ts'
import { draft, finalise } from '../../modules/invoicing/actions.ts'
import {
  changeInterestRate,
  createInterestRate,
  holdInvoice,
  listReminders,
  setInvoicingPolicy,
} from '../../modules/invoicing/actions/reminders.ts'
import { all } from '../../platform/rows.ts'
import { Task } from '../../platform/tasks.ts'
import type { Tools } from '../../platform/workflow.ts'
import { takeInOrders } from '../take-in-orders/take-in.ts'
import { remindLate } from './remind-on-schedule.ts'

const clock = { now: new Date('2026-03-02T09:00:00Z') }
const world = await newWorld({ stock: { 'BEL-1': 1000 }, now: () => clock.now })
const { act, business } = world
const tools: Tools = {
  tenant: world.tenant,
  act,
  open: () => Promise.reject(new Error('nothing outside')),
  isStopping: () => false,
}
const tick = (moment: string) => {
  clock.now = new Date(moment)
  return remindLate.run(tools, { about: business })
}
const letters = async () => (await act((ctx) => listReminders(ctx, { limit: 50 }))).rows

async function invoiced(email: string): Promise<string> {
  const { customer } = shopOrder()
  const order = shopOrder([['BEL-1', 1, 12100]], { customer: { ...customer, email }, payments: [] })
  const [taken] = await act((ctx) => takeInOrders(ctx, world.channel, [order]))
  return (await act(async (ctx) => finalise(ctx, (await draft(ctx, taken!.order!, null)).id))).id
}

const [first, second, disputed] = [
  await invoiced('sanne@klant.example'),
  await invoiced('sanne@klant.example'),
  await invoiced('piet@klant.example'),
]
await act((ctx) => holdInvoice(ctx, { invoice: disputed, hold: 'disputed', reason: '' }))

test('nothing goes by itself until a business wants it', async () => {
  await tick('2026-03-20T10:00:00Z')
  assert.deepEqual(await letters(), [])
  await act((ctx) => setInvoicingPolicy(ctx, { business, reminding: 'automatic' }))
})

test('nor at night or on a Sunday', async () => {
  for (const moment of ['2026-03-20T03:00:00Z', '2026-03-20T19:00:00Z', '2026-03-22T10:00:00Z'])
    await tick(moment)
  assert.deepEqual(await letters(), [])
})

test('in office hours both invoices of a customer go in one letter, and the disputed one of another in none', async () => {
  await tick('2026-03-23T10:00:00Z')
  const [letter, ...others] = await letters()
  assert.deepEqual(others, [])
  assert.deepEqual([letter!.level, letter!.totalDue], [1, 2 * 12695])
  await tick('2026-03-23T11:00:00Z')
  assert.equal((await letters()).length, 1)
})

test('the next letter comes a week later, and counts its costs over both', async () => {
  await tick('2026-03-27T10:00:00Z')
  assert.equal((await letters()).length, 1)
  await tick('2026-03-30T10:00:00Z')
  const [letter] = await letters()
  assert.deepEqual([letter!.level, letter!.letter, letter!.costs], [2, 'fourteen-days', 4000])
})

test('a last notice that is to state interest waits for the rate of each day, and says so once', async () => {
  await act((ctx) => setInvoicingPolicy(ctx, { business, tellsInterest: true }))
  const told = async () =>
    (await act((ctx) => all(ctx, Task, { kind: 'reminder.no-interest-rate', state: 'open' }))).map(
      ({ detail }) => detail['day'],
    )
  await tick('2026-04-20T10:00:00Z')
  await tick('2026-04-20T11:00:00Z')
  assert.deepEqual([(await letters()).length, await told()], [2, ['2026-03-17']])
  const rate = {
    kind: 'consumer',
    validFrom: '2026-01-01',
    validTo: '2026-06-30',
    rate: 600,
    source: 'proef',
  } as const
  const added = await act((ctx) => createInterestRate(ctx, rate))
  await assert.rejects(
    act((ctx) => createInterestRate(ctx, { ...rate, validFrom: '2026-06-30', validTo: '2026-12-31' })),
    { code: 'interest-rate.overlaps', field: 'validFrom' },
  )
  await assert.rejects(
    act((ctx) => changeInterestRate(ctx, { id: added.id, validTo: '2025-12-31' })),
    { code: 'interest-rate.ends-before', field: 'validTo' },
  )
  await tick('2026-04-20T12:00:00Z')
  const [letter] = await letters()
  // 35 days at six percent over two invoices of 126.95.
  assert.deepEqual([letter!.level, letter!.interest, await told()], [3, 2 * 73, []])
})

test('two weeks before an invoice is a year late its VAT becomes a task, once', async () => {
  const told = async () =>
    (await act((ctx) => all(ctx, Task, { kind: 'invoice.year-late' }))).map(({ about }) => about)
  await tick('2027-02-20T10:00:00Z')
  assert.deepEqual(await told(), [])
  for (const hour of ['10', '11']) await tick(`2027-03-03T${hour}:00:00Z`)
  assert.deepEqual((await told()).sort(), [first, second, disputed].sort())
})
