/** S4-40: a draft is changed until it is right, the order comes to the same, and what is final stays as it is. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkBooks } from '../entry/self-check.ts'
import { draft, finalise } from '../modules/invoicing/actions.ts'
import { lockOrder } from '../modules/orders/reads.ts'
import { newWorld, shopOrder } from '../../test/support/world.ts'
import { editDraft, seeDraft } from './edit-draft-invoice.ts'
import { takeInOrders } from './take-in-orders/take-in.ts'

const world = await newWorld()
const { act } = world
type Edit = Omit<Parameters<typeof editDraft>[1], 'invoice'>
type Draft = Awaited<ReturnType<typeof seeDraft>>

/** Two bells at 10.00 and a tyre at 24.95 with VAT, and 5.95 to send them; paid. */
async function drafted() {
  return act(async (ctx) => {
    const [taken] = await takeInOrders(ctx, world.channel, [
      shopOrder([
        ['BEL-1', 2, 1000],
        ['BAND-28', 1, 2495],
      ]),
    ])
    const { id } = await draft(ctx, taken!.order!, null)
    return { id, order: taken!.order! }
  })
}
const see = (invoice: string) => act((ctx) => seeDraft(ctx, { invoice }))
const edit = (invoice: string, given: Edit) => act((ctx) => editDraft(ctx, { invoice, ...given }))
const orderOf = (id: string) => act((ctx) => lockOrder(ctx, id))
const asGiven = ({ lines }: Draft) =>
  lines.map(({ line, name, note, quantity, price }) => ({ line, like: null, name, note, quantity, price }))
const isSound = async () =>
  assert.deepEqual(
    (await act((ctx) => checkBooks(ctx))).rules.filter(({ faults }) => faults > 0),
    [],
  )
const refused = (code: string, field?: string) => (error: { code?: string; field?: string }) =>
  error.code === code && (field === undefined || error.field === field)

test('what is not touched keeps its amounts to the cent', async () => {
  const { id } = await drafted()
  const before = await see(id)
  assert.deepEqual(
    before.lines.map(({ price, most, quantity }) => [price, most, quantity]),
    [
      [100_000, 2000, 2000],
      [249_500, 1000, 1000],
    ],
  )
  const after = await edit(id, { lines: asGiven(before) })
  assert.equal(after.total, 5090)
  assert.deepEqual(await see(id), { ...before, version: after.version })
  await isSound()
})

test('texts and days are what was typed, and stand on what is issued', async () => {
  const { id } = await drafted()
  const [bell, tyre] = asGiven(await see(id))
  await edit(id, {
    reference: 'PO 4711',
    dueDay: '2099-12-31',
    deliveryDay: '2026-11-20',
    note: 'Volgens afspraak met de heer Bakker.',
    lines: [{ ...bell!, name: 'Fietsbel, gegraveerd', note: 'Met naam' }, tyre!],
  })
  const { dueDay } = await act((ctx) => finalise(ctx, id))
  const { rows } = await world.database.owner.query<{ document: Record<string, unknown> }>(
    'select document from issued_invoices where id = $1',
    [id],
  )
  const { buyerReference, deliveryDay, notes, lines } = rows[0]!.document as {
    lines: { name: string; note: string }[]
  } & Record<string, unknown>
  assert.deepEqual(
    [dueDay, buyerReference, deliveryDay, notes],
    ['2099-12-31', 'PO 4711', '2026-11-20', ['Volgens afspraak met de heer Bakker.']],
  )
  assert.deepEqual(
    [lines[0]!.name, lines[0]!.note, lines[1]!.name],
    ['Fietsbel, gegraveerd', 'Met naam', tyre!.name],
  )
})

test('another price is the order’s too, with what is due, and a line that is left off can be invoiced later', async () => {
  const { id, order } = await drafted()
  const [bell] = asGiven(await see(id))
  const after = await edit(id, { lines: [{ ...bell!, quantity: 1000, price: 80_000 }] })
  assert.equal(after.total, 800 + 595)
  const changed = await orderOf(order)
  assert.deepEqual(
    [changed.order.total, changed.order.payment, changed.order.invoicing],
    [5090 - 400, 'overpaid', 'part'],
  )
  assert.deepEqual(
    changed.lines.map(({ invoiced, gross }) => [invoiced, gross]),
    [
      [1000, 1600],
      [0, 2495],
    ],
  )
  await act((ctx) => finalise(ctx, id))
  const rest = await act((ctx) => draft(ctx, order, null))
  assert.equal(rest.total, 800 + 2495)
  await isSound()
})

test('a new line bears the VAT of the line that it is like, and is a line of the order', async () => {
  const { id, order } = await drafted()
  const lines = asGiven(await see(id))
  const after = await edit(id, {
    lines: [...lines, { line: null, like: '1', name: 'Montage', note: null, quantity: 1500, price: 400_000 }],
  })
  assert.equal(after.total, 5090 + 6000)
  assert.equal(after.content!.lines.at(-1)!.name, 'Montage')
  assert.equal(after.totalVat, 883 + 1041)
  const changed = await orderOf(order)
  assert.deepEqual(
    [changed.order.total, changed.order.due, changed.lines.at(-1)!.kind],
    [11_090, 6000, 'free'],
  )
  await act((ctx) => finalise(ctx, id))
  await isSound()
})

test('what cannot be is refused where it was typed, and leaves the draft as it was', async () => {
  const { id, order } = await drafted()
  const before = await see(id)
  const [bell, tyre] = asGiven(before)
  const tries: [Edit, string, string?][] = [
    [{ lines: [{ ...bell!, quantity: 3000 }] }, 'invoice.more-than-ordered', 'lines.0.quantity'],
    [{ lines: [{ ...bell!, line: '9' }] }, 'invoice.no-such-line', 'lines.0.line'],
    [{ lines: [bell!, { ...tyre!, line: null }] }, 'invoice.no-such-line', 'lines.1.like'],
    [{ dueDay: '2020-01-01' }, 'invoice.due-day-past', 'dueDay'],
    [{ version: 99, note: 'x' }, 'record.changed'],
  ]
  for (const [given, code, field] of tries) await assert.rejects(edit(id, given), refused(code, field), code)
  assert.deepEqual(await see(id), before)
  await edit(id, { lines: [{ ...bell!, quantity: 1000 }] })
  await act((ctx) => finalise(ctx, id))
  await assert.rejects(edit(id, { note: 'x' }), refused('invoice.not-a-concept'))
  const rest = await act((ctx) => draft(ctx, order, null))
  const [second] = asGiven(await see(rest.id))
  await assert.rejects(
    edit(rest.id, { lines: [{ ...second!, price: 1 }] }),
    refused('invoice.line-invoiced-before', 'lines.0.price'),
  )
  await isSound()
})
