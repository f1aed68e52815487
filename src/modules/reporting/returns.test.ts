/** Returns and lists: they add up to the documents, split by period without loss, and keep to the day of the business. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays } from '../../base/day.ts'
import type { InvoiceDocument } from '../invoicing/e-invoice/document.ts'
import { FileAnswer } from '../../platform/action.ts'
import type { Ctx } from '../../platform/context.ts'
import { draftCredit } from '../invoicing/credits.ts'
import { draft, finalise } from '../invoicing/actions.ts'
import { takeInOrders } from '../../workflows/take-in-orders/take-in.ts'
import { newMerchant, newWorld, shopOrder } from '../../../test/support/world.ts'
import {
  closePeriod,
  getDebtors,
  getOssReturn,
  getRevenueParts,
  getSalesList,
  getVatReturn,
  listOssDocuments,
  listVatDocuments,
} from './actions/returns.ts'
import { figuresOf, invoicedIn } from './facts.ts'
import { quarterOf } from './reports.ts'

const clock = { now: new Date('2026-02-10T09:00:00Z') }
const world = await newWorld({ stock: { 'BEL-1': 10_000 }, now: () => clock.now })
const { act, business } = world

/** An issued invoice of `cents` with 21 % inside, on the day that it is now. */
async function invoiced(cents: number, of: Pick<typeof world, 'act' | 'channel'> = world, bend = {}) {
  const [taken] = await of.act((ctx) =>
    takeInOrders(ctx, of.channel, [shopOrder([['BEL-1', 1, cents - 595]], bend)]),
  )
  return of.act(async (ctx) => finalise(ctx, (await draft(ctx, taken!.order!, null)).id))
}

type Group = InvoiceDocument['vat'][number]
let sequence = 0
/** A document as it was issued elsewhere or long ago: with its VAT groups and no lines of ours. */
async function issued(
  groups: readonly Pick<Group, 'category' | 'rate' | 'base' | 'vat'>[],
  more: { day: string; country?: string; vatNumber?: string; kind?: 'invoice' | 'credit-note' },
) {
  const net = groups.reduce((total, { base }) => total + base, 0)
  const vat = groups.reduce((total, group) => total + group.vat, 0)
  const document = {
    currency: 'EUR',
    kind: more.kind ?? 'invoice',
    vatInOwnCurrency: null,
    buyer: { name: 'Klant', vatNumber: more.vatNumber ?? null },
    deliverTo: { name: null, address: { country: more.country ?? 'NL' } },
    lines: [{ net }],
    adjustments: [],
    vat: groups,
    totals: { net, vat, gross: net + vat },
  }
  const number = `OUD-${String(++sequence).padStart(5, '0')}`
  await world.database.owner.query(
    `insert into issued_invoices (tenant_id, id, created_at, business, kind, year, sequence, number, day, total, document, document_hash)
     values ($1, gen_random_uuid(), now(), $2, $3, 1999, $4, $5, $6, $7, $8, '')`,
    [
      world.tenant,
      business,
      more.kind ?? 'invoice',
      sequence,
      number,
      more.day,
      net + vat,
      JSON.stringify(document),
    ],
  )
  return number
}

const json = <T>(answer: T): Exclude<T, FileAnswer> => {
  assert.ok(!(answer instanceof FileAnswer))
  return answer as Exclude<T, FileAnswer>
}
const returnOf = async (from: string, to: string) =>
  json(await act((ctx) => getVatReturn(ctx, { business, from, to, as: 'json' })))
const boxOf = async (from: string, to: string, box: string) =>
  (await returnOf(from, to)).rows.find((row) => row.box === box)!

test('box 1a is what the invoices hold at 21 %, credit notes taken off, and drills down to them', async () => {
  const [one, two] = [await invoiced(12_100), await invoiced(24_200)]
  const note = await act(async (ctx) =>
    finalise(
      ctx,
      (await draftCredit(ctx, { invoice: two.id, shipping: true, reason: 'Retour', restock: false })).id,
    ),
  )
  const box = await boxOf('2026-02-01', '2026-02-28', '1a')
  assert.deepEqual([box.base, box.vat, box.documents], [10_000, 2_100, 3])
  const drilled = json(
    await act((ctx) =>
      listVatDocuments(ctx, {
        box: '1a',
        business,
        from: '2026-02-01',
        to: '2026-02-28',
        after: '',
        limit: 500,
        as: 'json',
      }),
    ),
  )
  assert.deepEqual(
    drilled.rows.map(({ number, base, vat }) => [number, base, vat]).sort(),
    [
      [one.number, 10_000, 2_100],
      [two.number, 20_000, 4_200],
      [note.number, -20_000, -4_200],
    ].sort(),
  )
  const due = await boxOf('2026-02-01', '2026-02-28', '5a')
  assert.deepEqual([due.base, due.vat, due.euros?.vat], [null, 2_100, 21])
  assert.equal((await boxOf('2026-02-01', '2026-02-28', '5b')).vat, null)
})

test('documents without lines of ours count by their own VAT groups', async () => {
  await issued(
    [
      { category: 'S', rate: 900, base: 1_000, vat: 90 },
      { category: 'S', rate: 2100, base: 2_000, vat: 420 },
    ],
    { day: '2026-03-05' },
  )
  await issued([{ category: 'K', rate: 0, base: 5_000, vat: 0 }], {
    day: '2026-03-06',
    country: 'DE',
    vatNumber: 'DE 136.695.976',
  })
  await issued([{ category: 'K', rate: 0, base: 1_500, vat: 0 }], {
    day: '2026-03-07',
    country: 'DE',
    vatNumber: 'DE136695976',
    kind: 'credit-note',
  })
  await issued([{ category: 'AE', rate: 0, base: 700, vat: 0 }], {
    day: '2026-03-08',
    country: 'BE',
    vatNumber: 'BE0203201340',
  })
  await issued([{ category: 'AE', rate: 0, base: 800, vat: 0 }], {
    day: '2026-03-08',
    vatNumber: 'NL004495445B01',
  })
  await issued([{ category: 'G', rate: 0, base: 900, vat: 0 }], { day: '2026-03-09', country: 'US' })
  await issued([{ category: 'S', rate: 1900, base: 10_000, vat: 1_900 }], {
    day: '2026-03-10',
    country: 'DE',
  })
  await issued([{ category: 'S', rate: 700, base: 10_000, vat: 700 }], { day: '2026-03-10', country: 'DE' })
  const boxes = Object.fromEntries(
    (await returnOf('2026-03-01', '2026-03-31')).rows.map(({ box, base, vat }) => [box, [base, vat]]),
  )
  assert.deepEqual(
    [boxes['1a'], boxes['1b'], boxes['1e'], boxes['3a'], boxes['3b']],
    [
      [2_000, 420],
      [1_000, 90],
      [800, null],
      [900, null],
      [4_200, null],
    ],
  )

  const list = json(
    await act((ctx) => getSalesList(ctx, { business, from: '2026-03-01', to: '2026-03-31', as: 'json' })),
  )
  assert.deepEqual(
    list.rows.map(({ number, goods, services }) => [number, goods, services]),
    [
      ['BE0203201340', 0, 700],
      ['DE136695976', 3_500, 0],
    ],
  )
  assert.deepEqual([list.listed, list.isEqual, list.withoutNumber], [4_200, true, false])

  const oss = json(await act((ctx) => getOssReturn(ctx, { business, year: 2026, quarter: 1, as: 'json' })))
  assert.deepEqual(
    oss.rows.map(({ country, rate, base, vat }) => [country, rate, base, vat]),
    [
      ['DE', 1900, 10_000, 1_900],
      ['DE', 700, 10_000, 700],
    ],
  )
  const behind = json(
    await act((ctx) =>
      listOssDocuments(ctx, {
        country: 'DE',
        rate: 700,
        business,
        year: 2026,
        quarter: 1,
        after: '',
        limit: 10,
        as: 'json',
      }),
    ),
  )
  assert.deepEqual(
    behind.rows.map(({ vat }) => vat),
    [700],
  )
  assert.deepEqual(
    json(await act((ctx) => getOssReturn(ctx, { business, year: 2025, quarter: 4, as: 'json' }))).rows,
    [],
  )
})

const totals = async (from: string, to: string) => {
  const figures = await act((ctx) => figuresOf(ctx, { business, from, to }))
  return Object.fromEntries(figures.map(({ box, rate, base, vat }) => [`${box} ${rate}`, [base, vat]]))
}

test('a period cut at any day is the sum of its parts', async () => {
  const whole = await totals('2026-01-01', '2026-12-31')
  for (const cut of ['2026-02-09', '2026-02-10', '2026-03-06', '2026-03-31']) {
    const [a, b] = [await totals('2026-01-01', cut), await totals(addDays(cut, 1), '2026-12-31')]
    for (const [box, [base, vat]] of Object.entries(whole))
      assert.deepEqual(
        [(a[box]?.[0] ?? 0) + (b[box]?.[0] ?? 0), (a[box]?.[1] ?? 0) + (b[box]?.[1] ?? 0)],
        [base, vat],
        `${box} cut at ${cut}`,
      )
  }
})

test('another tenant and another business change nothing', async () => {
  const before = await totals('2026-01-01', '2026-12-31')
  const stranger = await newMerchant(world.machine, { 'BEL-1': 10 })
  await invoiced(99_900, stranger)
  assert.deepEqual(await totals('2026-01-01', '2026-12-31'), before)
  assert.deepEqual(
    await stranger.act((ctx: Ctx) => figuresOf(ctx, { business, from: '2026-01-01', to: '2026-12-31' })),
    [],
  )
})

for (const [story, moment, day] of [
  ['the night before the clock goes forward', '2026-03-28T22:30:00Z', '2026-03-28'],
  ['the night on which the clock went forward', '2026-03-29T21:30:00Z', '2026-03-29'],
  ['the night before the clock goes back', '2026-10-24T21:30:00Z', '2026-10-24'],
  ['the night on which the clock went back', '2026-10-25T22:30:00Z', '2026-10-25'],
] as const)
  test(`an invoice at half past eleven in Amsterdam, ${story}, is of that day`, async () => {
    clock.now = new Date(moment)
    const before = await act((ctx) => invoicedIn(ctx, { business, from: day, to: day }))
    const invoice = await invoiced(5_050)
    assert.equal(invoice.day, day)
    const after = await act((ctx) => invoicedIn(ctx, { business, from: day, to: day }))
    assert.deepEqual([after.gross - before.gross, after.count - before.count], [5_050, 1])
    assert.equal(
      (await act((ctx) => invoicedIn(ctx, { business, from: addDays(day, 1), to: addDays(day, 1) }))).count,
      0,
    )
  })

test('a closed period keeps what was declared; what is credited later counts in its own period', async () => {
  clock.now = new Date('2026-05-04T10:00:00Z')
  const invoice = await invoiced(7_260)
  const may = { business, from: '2026-05-01', to: '2026-05-31' }
  await assert.rejects(
    act((ctx) => closePeriod(ctx, { report: 'vat-return', ...may })),
    { code: 'report.not-over' },
  )
  clock.now = new Date('2026-06-02T10:00:00Z')
  await act((ctx) => closePeriod(ctx, { report: 'vat-return', ...may }))
  await assert.rejects(
    act((ctx) => closePeriod(ctx, { report: 'vat-return', ...may })),
    { code: 'report.already-closed' },
  )
  await act(async (ctx) =>
    finalise(
      ctx,
      (await draftCredit(ctx, { invoice: invoice.id, shipping: true, reason: 'Retour', restock: false })).id,
    ),
  )
  const { rows, closed } = await returnOf(may.from, may.to)
  assert.equal(closed!.isSame, true)
  assert.equal(rows.find(({ box }) => box === '1a')!.vat, 1_260)
  assert.equal((await boxOf('2026-06-01', '2026-06-30', '1a')).vat, -1_260)
  await assert.rejects(
    act((ctx) => ctx.db.run("update closed_periods set closed_by = 'x' where tenant_id = $1")),
    { code: '42501' },
  )
})

test('revenue apart from shipping adds up to what was invoiced', async () => {
  const asked = { business, from: '2026-02-01', to: '2026-02-28' }
  const { rows, total } = json(await act((ctx) => getRevenueParts(ctx, { ...asked, as: 'json' })))
  assert.equal(
    rows.reduce((sum, { net }) => sum + net, 0),
    total,
  )
  assert.ok(rows.some(({ part }) => part === 'shipping'))
})

test('cash on delivery and payment costs stand apart, each by its own name; shipping at a second rate does not', async () => {
  clock.now = new Date('2026-12-20T10:00:00Z')
  const cost = (name: string, gross: number) => {
    const vat = Math.round((gross * 21) / 121)
    return { name, net: gross - vat, vat, gross, vatRate: 2100 }
  }
  const surcharges = [cost('Rembourskosten', 1_210), cost('Betaalkosten', 605), cost('Verzendkosten', 121)]
  const bare = shopOrder([['BEL-1', 1, 12_100]])
  const total = surcharges.reduce(
    (sum, one) => ({ net: sum.net + one.net, vat: sum.vat + one.vat, gross: sum.gross + one.gross }),
    bare.total,
  )
  const [taken] = await act((ctx) =>
    takeInOrders(ctx, world.channel, [{ ...bare, surcharges, total, payments: [] }]),
  )
  await act(async (ctx) => finalise(ctx, (await draft(ctx, taken!.order!, null)).id))
  const day = { business, from: '2026-12-20', to: '2026-12-20' }
  const parts = json(await act((ctx) => getRevenueParts(ctx, { ...day, as: 'json' })))
  assert.deepEqual(
    parts.rows.map(({ part, name, net }) => [part, name, net]),
    [
      ['costs', 'Betaalkosten', 500],
      ['costs', 'Rembourskosten', 1_000],
      ['goods', null, 10_000],
      ['shipping', null, 592],
    ],
  )
  assert.equal(
    parts.rows.reduce((sum, { net }) => sum + net, 0),
    parts.total,
  )
})

test('debtors add up to what is open, by how late it is', async () => {
  clock.now = new Date('2026-07-01T10:00:00Z')
  await invoiced(3_000, world, { payments: [] })
  clock.now = new Date('2026-09-15T10:00:00Z')
  await invoiced(4_000, world, { payments: [] })
  const { rows } = json(await act((ctx) => getDebtors(ctx, { business, as: 'json' })))
  const { rows: open } = await world.database.owner.query<{ due: number }>(
    "select sum(case when kind = 'credit-note' then -due else due end)::int as due from invoices where tenant_id = $1 and due > 0 and number is not null and day <= '2026-09-15'",
    [world.tenant],
  )
  assert.equal(
    rows.reduce((sum, { total }) => sum + total, 0),
    open[0]!.due,
  )
  for (const row of rows)
    assert.equal(
      Object.values(row.ages).reduce((a, b) => a + b, 0),
      row.total,
    )
  assert.ok(rows.some(({ ages }) => ages['61-90'] === 3_000))
})

test('each list comes as a file for a spreadsheet, in the words of who asks', async () => {
  const file = await act((ctx) =>
    getVatReturn(ctx, { business, from: '2026-03-01', to: '2026-03-27', as: 'csv' }),
  )
  assert.ok(file instanceof FileAnswer)
  const text = new TextDecoder().decode(file.bytes as Uint8Array)
  assert.match(text, /Rubriek;Omschrijving;Bedrag;Btw;Documenten/)
  assert.match(text, /1a;[^;]*;20,00;4,20;1/)
})

test('a period that is turned around is refused', async () => {
  await assert.rejects(returnOf('2026-03-31', '2026-03-01'), { code: 'report.period-turned' })
  assert.deepEqual(
    [quarterOf(2026, 1), quarterOf(2026, 4)],
    [
      { from: '2026-01-01', to: '2026-03-31' },
      { from: '2026-10-01', to: '2026-12-31' },
    ],
  )
})
