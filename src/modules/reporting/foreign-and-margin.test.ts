/** What counts in returns otherwise than it stands on the document: second-hand goods for their margin, other currencies at the rate of the day. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changeProduct } from '../catalog/actions.ts'
import { changeChannel } from '../channels/actions.ts'
import { draft, finalise } from '../invoicing/actions.ts'
import { draftCredit } from '../invoicing/credits.ts'
import { importExchangeRates, addExchangeRate } from '../tax/actions/exchange-rates.ts'
import { keepFacts } from '../orders/actions.ts'
import { lockOrder } from '../orders/reads.ts'
import { takeInOrders } from '../../workflows/take-in-orders/take-in.ts'
import { anAddress, newWorld, shopOrder } from '../../../test/support/world.ts'
import { FileAnswer } from '../../platform/action.ts'
import { getRevenueParts, getVatReturn } from './actions/returns.ts'
import { figuresOf } from './facts.ts'

const clock = { now: new Date('2026-11-20T12:00:00Z') }
const world = await newWorld({ stock: { 'BEL-1': 100, RACEFIETS: 5 }, now: () => clock.now })
const { act, business, channel } = world
const boxes = async (from: string, to = from) =>
  Object.fromEntries(
    (await act((ctx) => figuresOf(ctx, { business, from, to }))).map(({ box, base, vat }) => [
      box,
      [base, vat],
    ]),
  )

/** An order as a shop charged it without VAT, to somewhere, in some currency. */
async function untaxed(sku: string, cents: number, bend: { country?: string; currency?: string } = {}) {
  const place = { ...anAddress, ...(bend.country ? { country: bend.country, postcode: '8001' } : {}) }
  const order = shopOrder([[sku, 1, cents]], {
    billing: place,
    shipping: place,
    currency: bend.currency ?? 'EUR',
    shippingCost: { net: 0, vat: 0, gross: 0, vatRate: 0 },
    total: { net: cents, vat: 0, gross: cents },
    payments: [],
  })
  const lines = order.lines.map((line) => ({ ...line, vatRate: 0, net: cents, vat: 0, gross: cents }))
  const [taken] = await act((ctx) => takeInOrders(ctx, channel, [{ ...order, lines }]))
  assert.equal(taken!.result, 'new', JSON.stringify(taken))
  await act(async (ctx) => keepFacts(ctx, await lockOrder(ctx, taken!.order!), { shippedAt: ctx.now }))
  return act(async (ctx) => finalise(ctx, (await draft(ctx, taken!.order!, null)).id))
}

test('a product under the margin scheme needs its purchase price', async () => {
  const id = world.products.get('RACEFIETS')!
  await assert.rejects(
    act((ctx) => changeProduct(ctx, { id, isMargin: true })),
    { code: 'product.margin-needs-cost', field: 'costPrice' },
  )
  await act((ctx) => changeProduct(ctx, { id, isMargin: true, costPrice: 3_950_000 }))
})

test('second-hand goods count for their margin in box 1a, and the credit note takes back just that', async () => {
  clock.now = new Date('2026-11-21T12:00:00Z')
  // Sold for 516.00, bought for 395.00: a margin of 121.00, of which 21.00 is VAT that the invoice does not show.
  const invoice = await untaxed('RACEFIETS', 51_600)
  assert.equal(invoice.totalVat, 0)
  assert.deepEqual(await boxes('2026-11-21'), { 'NL:1a': [10_000, 2_100] })
  // What it cost is changed afterwards; what was counted is not.
  await act((ctx) => changeProduct(ctx, { id: world.products.get('RACEFIETS')!, costPrice: 1_000_000 }))
  assert.deepEqual(await boxes('2026-11-21'), { 'NL:1a': [10_000, 2_100] })
  clock.now = new Date('2026-11-22T12:00:00Z')
  await act(async (ctx) =>
    finalise(
      ctx,
      (await draftCredit(ctx, { invoice: invoice.id, shipping: true, reason: 'Retour', restock: false })).id,
    ),
  )
  assert.deepEqual(await boxes('2026-11-22'), { 'NL:1a': [-10_000, -2_100] })
})

const ecb = (day: string, rates: string) => ({
  name: 'eurofxref-hist.xml',
  type: 'application/xml',
  bytes: new TextEncoder().encode(
    `<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01" xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref"><Cube><Cube time="${day}">${rates}</Cube></Cube></gesmes:Envelope>`,
  ),
})

test('an export in another currency counts at the rate of its day, whatever is entered later', async () => {
  await act((ctx) => changeChannel(ctx, { id: channel.id, takesCurrencies: ['EUR', 'CHF'] }))
  Object.assign(channel, { takesCurrencies: ['EUR', 'CHF'] })
  const taken = await act((ctx) =>
    importExchangeRates(ctx, {
      file: ecb('2026-11-20', '<Cube currency="CHF" rate="0.9300"/><Cube currency="USD" rate="1.0553"/>'),
    }),
  )
  assert.deepEqual([taken.added, taken.known], [2, 0])
  clock.now = new Date('2026-11-23T12:00:00Z')
  await untaxed('BEL-1', 93_000, { country: 'CH', currency: 'CHF' })
  assert.deepEqual(await boxes('2026-11-23'), { 'NL:3a': [100_000, 0] })
  await act((ctx) =>
    addExchangeRate(ctx, { currency: 'CHF', day: '2026-11-23', rate: '0,5', source: 'proef' }),
  )
  assert.deepEqual(await boxes('2026-11-23'), { 'NL:3a': [100_000, 0] })
})

test('what was issued without a rate is named on the return', async () => {
  await act((ctx) => changeChannel(ctx, { id: channel.id, takesCurrencies: ['EUR', 'CHF', 'NOK'] }))
  Object.assign(channel, { takesCurrencies: ['EUR', 'CHF', 'NOK'] })
  clock.now = new Date('2026-11-24T12:00:00Z')
  const invoice = await untaxed('BEL-1', 50_000, { country: 'NO', currency: 'NOK' })
  const told = async (day: string) => {
    const answer = await act((ctx) => getVatReturn(ctx, { business, from: day, to: day, as: 'json' }))
    return answer instanceof FileAnswer ? null : answer.unconverted
  }
  assert.deepEqual(await told('2026-11-24'), [invoice.number])
  assert.deepEqual(await told('2026-11-23'), [])
})

test('revenue is told in our own currency, second-hand goods at their price, and the parts are the total', async () => {
  const revenue = async (from: string, to = from) => {
    const answer = await act((ctx) => getRevenueParts(ctx, { business, from, to, as: 'json' }))
    assert.ok(!(answer instanceof FileAnswer))
    assert.equal(
      answer.rows.reduce((sum, { net }) => sum + net, 0),
      answer.total,
    )
    return answer
  }
  const { rows, total } = await revenue('2026-11-23')
  assert.deepEqual([rows, total], [[{ part: 'goods', name: null, net: 100_000, documents: 1 }], 100_000])
  assert.equal((await revenue('2026-11-21')).total, 51_600)
  clock.now = new Date('2026-11-25T12:00:00Z')
  for (const cents of [10_001, 10_002, 3333])
    await untaxed('BEL-1', cents, { country: 'CH', currency: 'CHF' })
  const { unconverted, rows: all } = await revenue('2026-11-21', '2026-11-25')
  assert.equal(all.length, 1)
  assert.equal(unconverted.length, 1)
  assert.deepEqual((await revenue('2026-11-25')).unconverted, [])
})

test('a known day keeps its rate, and what is no list of rates is refused at the field', async () => {
  await assert.rejects(
    act((ctx) => importExchangeRates(ctx, { file: ecb('2026-11-20', '<Cube currency="CHF" rate="9"/>') })),
    { code: 'exchange-rates.none-new' },
  )
  await assert.rejects(
    act((ctx) => addExchangeRate(ctx, { currency: 'CHF', day: '2026-11-20', rate: '1', source: 'proef' })),
    { code: 'exchange-rates.day-known', field: 'day' },
  )
  for (const text of ['<a/>', '', 'Naam;Prijs\nBel;1', '<!DOCTYPE x [<!ENTITY a "b">]><Cube/>'])
    await assert.rejects(
      act((ctx) =>
        importExchangeRates(ctx, {
          file: { name: 'x', type: 'text/plain', bytes: new TextEncoder().encode(text) },
        }),
      ),
      { code: 'exchange-rates.unreadable', field: 'file' },
    )
  const csv = 'Date, USD, CHF, \n19 November 2026, 1.0500, 0.9290, \n'
  const { added, from } = await act((ctx) =>
    importExchangeRates(ctx, {
      file: { name: 'eurofxref.csv', type: 'text/csv', bytes: new TextEncoder().encode(csv) },
    }),
  )
  assert.deepEqual([added, from], [2, '2026-11-19'])
})
