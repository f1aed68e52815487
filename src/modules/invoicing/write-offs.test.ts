/** Invoices that will not be paid: written off, told of for the VAT, and open again for who pays after all. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newWorld, shopOrder } from '../../../test/support/world.ts'
import { Task } from '../../platform/tasks.ts'
import { all } from '../../platform/rows.ts'
import { takeInOrders } from '../../workflows/take-in-orders/take-in.ts'
import { draft, finalise } from './actions.ts'
import { undoWriteOff, writeOffInvoice } from './actions/write-offs.ts'
import { draftCredit } from './credits.ts'
import { openItemsFor, payInvoice } from './open-items.ts'
import { lockInvoice } from './reads.ts'

const world = await newWorld({ stock: { 'BEL-1': 1000 } })
const { act } = world
const onAccount = async () => {
  const [taken] = await act((ctx) =>
    takeInOrders(ctx, world.channel, [shopOrder([['BEL-1', 1, 12100]], { payments: [] })]),
  )
  return act(async (ctx) => finalise(ctx, (await draft(ctx, taken!.order!, null)).id))
}
const tasksOf = async (about: string) =>
  (await act((ctx) => all(ctx, Task, { about, state: 'open' }))).map(({ kind, detail }) => [
    kind,
    detail['vat'],
  ])

test('what is open is written off with its reason, and the VAT to reclaim is a task', async () => {
  const invoice = await onAccount()
  const off = await act((ctx) => writeOffInvoice(ctx, { invoice: invoice.id, reason: 'failliet' }))
  assert.deepEqual(
    [off.state, off.due, off.writtenOff, off.writeOffReason],
    ['written-off', 0, invoice.total, 'failliet'],
  )
  assert.deepEqual(await tasksOf(invoice.id), [['invoice.reclaim-vat', 'EUR 22.03']])
  await assert.rejects(
    act((ctx) => writeOffInvoice(ctx, { invoice: invoice.id, reason: 'nog eens' })),
    {
      code: 'invoice.not-open',
    },
  )
})

test('who pays after all is found by the bank, and the VAT is owed again', async () => {
  const { id, number, total } = await onAccount()
  await act((ctx) => writeOffInvoice(ctx, { invoice: id, reason: 'onvindbaar' }))
  const clues = {
    kind: 'invoice' as const,
    keys: [number!.replace('-', '')],
    amount: total,
    contacts: [],
    organisations: [],
    iban: null,
  }
  const found = (await act((ctx) => openItemsFor(ctx, [clues])))[0]!.find((item) => item.id === id)
  assert.deepEqual([found!.id, found!.due], [id, total])
  const paid = await act(async (ctx) => payInvoice(ctx, await lockInvoice(ctx, id), total))
  assert.deepEqual([paid.state, paid.due, paid.writtenOff], ['paid', 0, 0])
  assert.deepEqual(await tasksOf(id), [['invoice.vat-owed-again', 'EUR 22.03']])
})

test('a part that comes in leaves the rest open, and undoing leaves all of it', async () => {
  const { id, total } = await onAccount()
  await act((ctx) => writeOffInvoice(ctx, { invoice: id, reason: 'onvindbaar' }))
  const part = await act(async (ctx) => payInvoice(ctx, await lockInvoice(ctx, id), 1000))
  assert.deepEqual([part.state, part.due], ['final', total - 1000])
  await act((ctx) => writeOffInvoice(ctx, { invoice: id, reason: 'komt niets meer' }))
  const open = await act((ctx) => undoWriteOff(ctx, { invoice: id }))
  assert.deepEqual([open.state, open.due], ['final', total - 1000])
  await assert.rejects(
    act((ctx) => undoWriteOff(ctx, { invoice: id })),
    { code: 'invoice.not-written-off' },
  )
})

test('a credit note of what was written off pays nothing back', async () => {
  const { id } = await onAccount()
  await act((ctx) => writeOffInvoice(ctx, { invoice: id, reason: 'onvindbaar' }))
  const note = await act((ctx) =>
    draftCredit(ctx, { invoice: id, shipping: true, reason: '', restock: false }),
  )
  const final = await act((ctx) => finalise(ctx, note.id))
  assert.equal(final.due, 0)
  const credited = await act((ctx) => lockInvoice(ctx, id))
  assert.deepEqual([credited.state, credited.due, credited.writtenOff], ['credited', 0, 0])
})
