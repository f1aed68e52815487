/** Deposits: VAT on what is asked in advance, and later invoices that take it off, so that all together are the order. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newWorld, shopOrder } from '../../../test/support/world.ts'
import { vatInside } from '../../base/money.ts'
import type { ShopOrder } from '../../contracts/shop.ts'
import { wholeOrder } from '../orders/reads.ts'
import { decisionsAbout } from '../tax/reads.ts'
import { takeInOrders } from '../../workflows/take-in-orders/take-in.ts'
import { deleteConcept, draft, finalise, finaliseForShipment, invoiceDeposit } from './actions.ts'
import { draftCredit } from './credits.ts'
import { preflight } from './e-invoice/preflight.ts'
import { issuedInvoice } from './reads.ts'
import type { Invoice } from './schema.ts'

const world = await newWorld({ stock: { 'BEL-1': 1000, 'BAND-28': 1000 } })
const { act } = world

/** Two rates: € 121 at 21 %, € 21.80 at 9 %, and shipping at 21 %. */
function mixed(bend: Partial<ShopOrder> = {}): ShopOrder {
  const order = shopOrder(
    [
      ['BEL-1', 3, 4033],
      ['BAND-28', 2, 1090],
    ],
    { payments: [], ...bend },
  )
  const lines = order.lines.map((line) => {
    if (line.sku !== 'BAND-28') return line
    const vat = vatInside(line.gross, 900)
    return { ...line, vatRate: 900, vat, net: line.gross - vat }
  })
  const vat = lines.reduce((sum, line) => sum + line.vat, order.shippingCost.vat)
  return { ...order, lines, total: { gross: order.total.gross, vat, net: order.total.gross - vat } }
}
const take = async (order: ShopOrder) =>
  (await act((ctx) => takeInOrders(ctx, world.channel, [order])))[0]!.order!
const deposit = (order: string, asked: { percent: number } | { amount: number }) =>
  act((ctx) => invoiceDeposit(ctx, { order, ...asked }))
const final = async (concept: Invoice) => act((ctx) => finalise(ctx, concept.id))
const documentOf = async (id: string) => (await act((ctx) => issuedInvoice(ctx, id))).document
const rest = async (order: string) => final(await act((ctx) => draft(ctx, order, null)))

/** Base and VAT per rate of several documents together. */
async function together(ids: readonly string[]): Promise<Record<number, [number, number]>> {
  const groups: Record<number, [number, number]> = {}
  for (const id of ids)
    for (const { rate, base, vat } of (await documentOf(id)).vat)
      groups[rate] = [(groups[rate]?.[0] ?? 0) + base, (groups[rate]?.[1] ?? 0) + vat]
  return groups
}

test('thirty per cent is asked in advance with its VAT per rate, and the final invoice takes it off per rate', async () => {
  const order = mixed()
  const id = await take(order)
  const asked = await final(await deposit(id, { percent: 3000 }))
  assert.equal(asked.total, Math.round(order.total.gross * 0.3))
  const first = await documentOf(asked.id)
  assert.deepEqual(
    first.vat.map(({ rate }) => rate),
    [2100, 900],
  )
  assert.match(first.lines[0]!.name, /^Aanbetaling 30% op bestelling /)
  assert.equal(first.deliveryDay, null)

  const closing = await rest(id)
  assert.equal(asked.total + closing.total, order.total.gross)
  const last = await documentOf(closing.id)
  assert.deepEqual(
    last.adjustments.filter(({ kind }) => kind === 'discount').map(({ rate }) => rate),
    [2100, 900],
  )
  assert.deepEqual(
    last.preceding.map(({ number }) => number),
    [asked.number],
  )
  const vat = order.lines.reduce((sum, line) => sum + line.vat, order.shippingCost.vat)
  const groups = Object.values(await together([asked.id, closing.id]))
  assert.equal(
    groups.reduce((sum, [, tax]) => sum + tax, 0),
    vat,
  )
  for (const document of [first, last])
    assert.deepEqual(
      preflight(document, 'en16931').filter(({ level }) => level === 'error'),
      [],
    )
})

test('whatever was asked and however it is delivered, all documents together are the order to the cent', async () => {
  for (const amount of [1, 100, 1234, 7777, 14_000]) {
    const order = mixed()
    const id = await take(order)
    const asked = await final(await deposit(id, { amount }))
    const { lines } = await act(async (ctx) => wholeOrder(ctx, id))
    const made = [asked]
    for (const pieces of [
      [1000, 1000],
      [2000, 1000],
    ]) {
      const part = new Map(lines.map((line, i): [string, number] => [line.id, pieces[i]!]))
      made.push(await act((ctx) => finaliseForShipment(ctx, id, ctx.newId(), part)))
    }
    assert.equal(
      made.reduce((sum, one) => sum + one.total, 0),
      order.total.gross,
      String(amount),
    )
    assert.ok(made.every(({ total }) => total >= 0))
    const goods = new Map<number, number>()
    for (const { vatRate, gross } of [...order.lines, order.shippingCost])
      goods.set(vatRate, (goods.get(vatRate) ?? 0) + gross)
    for (const [rate, [base, vat]] of Object.entries(await together(made.map(({ id: one }) => one))))
      assert.equal(base + vat, goods.get(Number(rate)), `${amount} at ${rate}`)
  }
})

test('an order that was asked for whole has a final invoice of nothing, which its e-invoice may be too', async () => {
  const order = mixed()
  const id = await take(order)
  await final(await deposit(id, { percent: 10_000 }))
  const closing = await rest(id)
  assert.deepEqual([closing.total, closing.due, closing.state], [0, 0, 'paid'])
  assert.deepEqual(
    preflight(await documentOf(closing.id), 'en16931').filter(({ level }) => level === 'error'),
    [],
  )
})

test('no more is asked than the order is, drafts and earlier deposits counted', async () => {
  const order = mixed()
  const id = await take(order)
  await assert.rejects(deposit(id, { amount: order.total.gross + 1 }), {
    code: 'deposit.too-much',
    field: 'amount',
  })
  const concept = await deposit(id, { amount: 5000 })
  assert.equal((await deposit(id, { amount: 5000 })).id, concept.id)
  await assert.rejects(deposit(id, { amount: 6000 }), { code: 'deposit.concept-open' })
  await final(concept)
  await assert.rejects(deposit(id, { amount: order.total.gross - 4999 }), { code: 'deposit.too-much' })
  const second = await final(await deposit(id, { amount: order.total.gross - 5000 }))
  assert.equal(second.total, order.total.gross - 5000)
  assert.equal((await rest(id)).total, 0)
})

test('a deposit that is credited is not deducted any more, and one that was deducted is not credited', async () => {
  const order = mixed()
  const id = await take(order)
  const asked = await final(await deposit(id, { percent: 5000 }))
  const credit = (invoice: string) =>
    act((ctx) => draftCredit(ctx, { invoice, shipping: true, reason: '', restock: false }))
  const note = await final(await credit(asked.id))
  assert.equal(note.total, asked.total)
  const closing = await rest(id)
  assert.equal(closing.total, order.total.gross)

  const other = await take(mixed())
  const used = await final(await deposit(other, { percent: 5000 }))
  const last = await rest(other)
  await assert.rejects(credit(used.id), { code: 'credit.deposit-used' })
  const back = await final(await credit(last.id))
  assert.equal(back.total, last.total)
  assert.equal((await final(await credit(used.id))).total, used.total)
})

test('a draft of the final invoice that is deleted leaves the deposit to the next one', async () => {
  const order = mixed()
  const id = await take(order)
  const asked = await final(await deposit(id, { percent: 2500 }))
  const concept = await act((ctx) => draft(ctx, id, null))
  assert.equal(concept.total, order.total.gross - asked.total)
  await act((ctx) => deleteConcept(ctx, { invoice: concept.id }))
  assert.equal((await act((ctx) => draft(ctx, id, null))).total, order.total.gross - asked.total)
})

test('what came in pays the deposit first, and the rest of the order after it', async () => {
  const order = mixed()
  const gross = order.total.gross
  const id = await take({
    ...order,
    payments: [
      {
        externalId: `pay-${order.number}`,
        method: 'ideal',
        methodTitle: 'iDEAL',
        captured: gross,
        refunded: 0,
        state: 'captured',
      },
    ],
  })
  const asked = await final(await deposit(id, { percent: 3000 }))
  assert.deepEqual([asked.due, asked.state], [0, 'paid'])
  const closing = await rest(id)
  assert.deepEqual([closing.due, closing.state], [0, 'paid'])
})

test('the returns count the deposit on its day and only the rest with the final invoice', async () => {
  const id = await take(mixed())
  const asked = await final(await deposit(id, { percent: 3000 }))
  const closing = await rest(id)
  const sums = new Map<string, number>()
  for (const about of [asked.id, closing.id])
    for (const { reporting } of await act((ctx) => decisionsAbout(ctx, about)))
      for (const { box, base } of reporting) sums.set(box, (sums.get(box) ?? 0) + base)
  const groups = await together([asked.id, closing.id])
  assert.deepEqual([sums.get('NL:1a'), sums.get('NL:1b')], [groups[2100]![0], groups[900]![0]])
})

test('a deposit in another currency names its VAT in ours at the rate of its day, and the final invoice that of the rest', async () => {
  const order = mixed({ currency: 'SEK' })
  const channel = { ...world.channel, takesCurrencies: ['SEK'] }
  const [taken] = await act((ctx) => takeInOrders(ctx, channel, [order]))
  const id = taken!.order!
  await assert.rejects(deposit(id, { percent: 3000 }), {
    code: 'invoice.needs-exchange-rate',
    field: 'exchangeRate',
  })
  const asked = await final(
    await act((ctx) => invoiceDeposit(ctx, { order: id, percent: 3000, exchangeRate: '11.2' })),
  )
  const closing = await final(await act((ctx) => draft(ctx, id, null, { exchangeRate: '11.5' })))
  assert.equal(asked.total + closing.total, order.total.gross)
  for (const [{ id: made, totalVat }, rate] of [
    [asked, 11.2],
    [closing, 11.5],
  ] as const) {
    const document = await documentOf(made)
    assert.equal(document.currency, 'SEK')
    assert.deepEqual(document.vatInOwnCurrency, { currency: 'EUR', amount: Math.round(totalVat / rate) })
    assert.deepEqual(
      preflight(document, 'en16931').filter(({ level }) => level === 'error'),
      [],
    )
  }
})
