/** The one-stop shop: corrections stand under the quarter that they correct, other currencies at the rate of its last day. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { vatInside } from '../../base/money.ts'
import type { ShopOrder } from '../../contracts/shop.ts'
import { FileAnswer } from '../../platform/action.ts'
import { createBusiness } from '../organisations/actions.ts'
import { changeProduct } from '../catalog/actions.ts'
import { createChannel } from '../channels/actions.ts'
import type { Channel } from '../channels/schema.ts'
import { draft, finalise } from '../invoicing/actions.ts'
import { draftCredit } from '../invoicing/credits.ts'
import { addExchangeRate } from '../tax/actions/exchange-rates.ts'
import { addTaxRegistration } from '../tax/actions/policy.ts'
import { takeInOrders } from '../../workflows/take-in-orders/take-in.ts'
import { anAddress, newWorld, shopOrder } from '../../../test/support/world.ts'
import { getOssFile } from './actions/filing.ts'
import { closePeriod, getOssReturn, listOssDocuments } from './actions/returns.ts'

const clock = { now: new Date('2026-02-10T10:00:00Z') }
const at = (day: string) => (clock.now = new Date(`${day}T10:00:00Z`))
const world = await newWorld({ stock: { 'BEL-1': 1000, BOEK: 1000 }, now: () => clock.now })
const { act } = world

async function aShop(country: string, vatNumber: string) {
  return act(async (ctx) => {
    const { id } = await createBusiness(ctx, {
      legalName: `Rijwielen ${country} BV`,
      tradeName: `Rijwielen ${country}`,
      country,
      vatNumber,
      street: 'Markt',
      houseNumber: '1',
      postcode: country === 'DE' ? '10115' : '1695 AA',
      city: 'Stad',
    })
    await addTaxRegistration(ctx, { business: id, kind: 'oss_union', country, validFrom: '2026-01-01' })
    const channel = await createChannel(ctx, { name: country, type: 'shop', business: id })
    return { business: id, channel: { ...channel, takesCurrencies: ['EUR', 'SEK', 'PLN'] } }
  })
}
const dutch = await aShop('NL', 'NL810755610B01')
const german = await aShop('DE', 'DE136695976')

/** A consumer over there bought one bell with the VAT of that country inside. */
async function sold(
  channel: Channel,
  country: string,
  gross: number,
  vatRate: number,
  { currency = 'EUR', sku = 'BEL-1' } = {},
) {
  const place = { ...anAddress, country, postcode: country === 'GR' ? '10431' : '10115', city: 'Elders' }
  const order = shopOrder([[sku, 1, gross]])
  const vat = vatInside(gross, vatRate)
  const whole: ShopOrder = {
    ...order,
    placedAt: clock.now,
    currency,
    billing: place,
    shipping: place,
    lines: order.lines.map((line) => ({ ...line, vatRate, net: gross - vat, vat, gross })),
    shippingCost: { net: 0, vat: 0, gross: 0, vatRate },
    total: { net: gross - vat, vat, gross },
    payments: [],
  }
  const [taken] = await act((ctx) => takeInOrders(ctx, channel, [whole]))
  assert.equal(taken!.result, 'new', JSON.stringify(taken))
  return act(async (ctx) => finalise(ctx, (await draft(ctx, taken!.order!, null)).id))
}
const credited = (invoice: { id: string }) =>
  act(async (ctx) =>
    finalise(
      ctx,
      (await draftCredit(ctx, { invoice: invoice.id, shipping: true, reason: 'Retour', restock: false })).id,
    ),
  )

const json = <T>(answer: T): Exclude<T, FileAnswer> => {
  assert.ok(!(answer instanceof FileAnswer))
  return answer as Exclude<T, FileAnswer>
}
const of = async (quarter: number, business = dutch.business) =>
  json(await act((ctx) => getOssReturn(ctx, { business, year: 2026, quarter, as: 'json' })))
const documents = async (quarter: number, drill: object) =>
  json(
    await act((ctx) =>
      listOssDocuments(ctx, {
        business: dutch.business,
        year: 2026,
        quarter,
        country: 'DE',
        after: '',
        limit: 100,
        as: 'json',
        ...drill,
      }),
    ),
  ).rows

test('what is taken back in its own quarter comes off the sales; what was declared before is a correction of its quarter', async () => {
  const first = await sold(dutch.channel, 'DE', 11_900, 1900)
  await sold(dutch.channel, 'DE', 23_800, 1900)
  const soon = await sold(dutch.channel, 'DE', 5_950, 1900)
  await credited(soon)
  const before = await of(1)
  assert.deepEqual(before.rows, [
    { country: 'DE', dispatch: 'NL', rate: 1900, base: 30_000, vat: 5_700, documents: 4 },
  ])
  at('2026-05-06')
  await act((ctx) =>
    closePeriod(ctx, { report: 'oss', business: dutch.business, from: '2026-01-01', to: '2026-03-31' }),
  )
  const note = await credited(first)
  await sold(dutch.channel, 'DE', 59_500, 1900)
  const second = await of(2)
  assert.deepEqual(second.rows, [
    { country: 'DE', dispatch: 'NL', rate: 1900, base: 50_000, vat: 9_500, documents: 1 },
  ])
  assert.deepEqual(second.corrections, [
    { country: 'DE', year: 2026, quarter: 1, base: -10_000, vat: -1_900, documents: 1 },
  ])
  const first2 = await of(1)
  assert.deepEqual([first2.rows, first2.closed!.isSame], [before.rows, true])

  assert.deepEqual(
    (await documents(2, { correctedYear: 2026, correctedQuarter: 1 })).map(({ number, vat }) => [
      number,
      vat,
    ]),
    [[note.number, -1_900]],
  )
  assert.deepEqual(
    (await documents(2, { rate: 1900, dispatch: 'NL' })).map(({ vat }) => vat),
    [9_500],
  )
  const file = await act((ctx) =>
    getOssReturn(ctx, { business: dutch.business, year: 2026, quarter: 2, as: 'csv' }),
  )
  assert.ok(file instanceof FileAnswer)
  const text = new TextDecoder().decode(file.bytes as Uint8Array)
  assert.match(text, /^DE;NL;19,00;;500,00;95,00;1\r$/m)
  assert.match(text, /^DE;;;2026 Q1;-100,00;-19,00;1\r$/m)
})

test('another currency counts at the rate of the last day of its quarter, its correction at the same one', async () => {
  at('2026-08-03')
  const rate = (currency: string, day: string, text: string) =>
    act((ctx) => addExchangeRate(ctx, { currency, day, rate: text, source: 'proef' }))
  await rate('SEK', '2026-08-03', '10')
  const swedish = await sold(dutch.channel, 'SE', 125_000, 2500, { currency: 'SEK' })
  // Of the day of the sale, until the quarter is over and its own rate is known.
  assert.deepEqual(
    (await of(3)).rows.map(({ country, base, vat }) => [country, base, vat]),
    [['SE', 10_000, 2_500]],
  )
  assert.deepEqual((await of(3)).unconverted, [])
  at('2026-10-05')
  assert.deepEqual((await of(3)).unconverted, [swedish.number])
  await rate('SEK', '2026-09-30', '12.5')
  const third = await of(3)
  assert.deepEqual(
    [third.rows.map(({ country, base, vat }) => [country, base, vat]), third.unconverted],
    [[['SE', 8_000, 2_000]], []],
  )
  assert.deepEqual(
    (await documents(3, { country: 'SE' })).map(({ base, vat }) => [base, vat]),
    [[8_000, 2_000]],
  )
  await credited(swedish)
  assert.deepEqual((await of(4)).corrections, [
    { country: 'SE', year: 2026, quarter: 3, base: -8_000, vat: -2_000, documents: 1 },
  ])
})

test('the German file names each state once, its rates and amounts as the portal reads them, and no corrections', async () => {
  at('2026-05-11')
  const book = world.products.get('BOEK')!
  await act((ctx) => changeProduct(ctx, { id: book, taxCategory: 'book' }))
  await sold(german.channel, 'NL', 12_100, 2100)
  await sold(german.channel, 'NL', 10_900, 900, { sku: 'BOEK' })
  const greek = await sold(german.channel, 'GR', 12_400, 2400)
  at('2026-07-11')
  const file = (quarter: number, business = german.business) =>
    act((ctx) => getOssFile(ctx, { business, year: 2026, quarter }))
  const answer = await file(2)
  assert.equal(answer.name, 'oss-2026-04-01-2026-06-30.csv')
  assert.equal(
    new TextDecoder().decode(answer.bytes as Uint8Array),
    [
      '#v2.0',
      '1,EL',
      '1,NL',
      '3,EL,STANDARD,24.00,100.00,24.00',
      '3,NL,STANDARD,21.00,100.00,21.00',
      '3,NL,REDUCED,9.00,100.00,9.00',
      '',
    ].join('\r\n'),
  )
  await credited(greek)
  await assert.rejects(file(1), { code: 'filing.oss-nothing' })
  await assert.rejects(file(3), { code: 'filing.not-over' })
  await assert.rejects(file(2, dutch.business), { code: 'filing.no-format' })
  at('2026-10-11')
  await assert.rejects(file(3), { code: 'filing.oss-nothing' })
  assert.deepEqual(
    (await of(3, german.business)).corrections.map(({ country, vat }) => [country, vat]),
    [['GR', -2_400]],
  )
})
