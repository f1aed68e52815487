/** What was open on a day: the same figures whenever it is asked, whatever is paid, credited or written off later. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { draft, finalise } from '../invoicing/actions.ts'
import { draftCredit } from '../invoicing/credits.ts'
import { undoWriteOff, writeOffInvoice } from '../invoicing/actions/write-offs.ts'
import { changeBusiness } from '../organisations/actions.ts'
import { createOrganisation } from '../organisations/actions/organisations.ts'
import { Role, User } from '../users/schema.ts'
import { recordPayment } from '../payments/actions.ts'
import { diskFiles, useFiles } from '../../platform/files.ts'
import { FileAnswer } from '../../platform/action.ts'
import {
  importBankStatements,
  listBankLines,
  takeBackMatch,
} from '../../workflows/match-bank-lines/asking.ts'
import { settleHandPayment, settlePaidOrder } from '../../workflows/settle-paid-invoices.ts'
import { takeInOrders } from '../../workflows/take-in-orders/take-in.ts'
import { system, type Ctx } from '../../platform/context.ts'
import { insert } from '../../platform/rows.ts'
import { newWorld, shopOrder } from '../../../test/support/world.ts'
import { getDebtors, listOpenDocuments } from './actions/returns.ts'

const folder = mkdtempSync(join(tmpdir(), 'pakhuis-debtors-'))
after(() => rmSync(folder, { recursive: true }))
useFiles(diskFiles(folder))
const clock = { now: new Date('2026-03-02T10:00:00Z') }
const at = (day: string) => (clock.now = new Date(`${day}T10:00:00Z`))
const world = await newWorld({ stock: { 'BEL-1': 1000 }, now: () => clock.now })
const { act, business } = world
const iban = 'NL91ABNA0417164300'
await act((ctx) => changeBusiness(ctx, { id: business, iban }))

async function owed(cents: number) {
  const asked = shopOrder([['BEL-1', 1, cents - 595]], { payments: [] })
  const order = (await act((ctx) => takeInOrders(ctx, world.channel, [asked])))[0]!.order!
  const { id, number } = await act(async (ctx) => finalise(ctx, (await draft(ctx, order, null)).id))
  return { order, id, number: number! }
}

/** The open documents of a day with their amounts, which the amounts per debtor add up to. */
async function openOn(on: string): Promise<Record<string, number>> {
  const [debtors, documents] = await act(async (ctx) => [
    await getDebtors(ctx, { business, on, as: 'json' }),
    await listOpenDocuments(ctx, { business, on, as: 'json' }),
  ])
  assert.ok(!(debtors instanceof FileAnswer) && !(documents instanceof FileAnswer))
  const total = (of: readonly number[]) => of.reduce((a, b) => a + b, 0)
  assert.equal(total(debtors.rows.map((row) => row.total)), total(documents.rows.map(({ due }) => due)))
  return Object.fromEntries(documents.rows.map(({ number, due }) => [number, due]))
}

const paidByBank = (amount: string, text: string, day: string) =>
  act((ctx) =>
    importBankStatements(ctx, {
      file: {
        name: 'a.xml',
        type: 'application/xml',
        bytes: new TextEncoder().encode(
          `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Id>${day}${text}</Id><Acct><Id><IBAN>${iban}</IBAN></Id><Ccy>EUR</Ccy></Acct><Ntry><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>${day}</Dt></BookgDt><AcctSvcrRef>${day}${text}</AcctSvcrRef><NtryDtls><TxDtls><RmtInf><Ustrd>${text}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry></Stmt></BkToCstmrStmt></Document>`,
        ),
      },
    }),
  )

test('what was open at the end of a month stays so after it is paid, credited and written off', async () => {
  const [bank, part, credited, lost, unpaid] = [
    await owed(10_000),
    await owed(20_000),
    await owed(30_000),
    await owed(40_000),
    await owed(50_000),
  ]
  const whole = {
    [bank.number]: 10_000,
    [part.number]: 20_000,
    [credited.number]: 30_000,
    [lost.number]: 40_000,
    [unpaid.number]: 50_000,
  }
  at('2026-04-02')
  assert.deepEqual(await openOn('2026-03-31'), whole)

  assert.equal((await paidByBank('100.00', bank.number, '2026-04-02')).matched, 1)
  await act((ctx) => recordPayment(ctx, { order: part.order, amount: 5_000, method: 'kas' }))
  await settled()
  at('2026-04-10')
  await act(async (ctx) =>
    finalise(
      ctx,
      (await draftCredit(ctx, { invoice: credited.id, shipping: true, reason: 'Retour', restock: false })).id,
    ),
  )
  at('2026-04-20')
  await act((ctx) => writeOffInvoice(ctx, { invoice: lost.id, reason: 'Failliet' }))

  assert.deepEqual(await openOn('2026-03-31'), whole)
  const { [bank.number]: _paid, ...rest } = whole
  assert.deepEqual(await openOn('2026-04-05'), { ...rest, [part.number]: 15_000 })
  assert.deepEqual(await openOn('2026-04-20'), { [part.number]: 15_000, [unpaid.number]: 50_000 })
  at('2026-05-01')
  await act((ctx) => undoWriteOff(ctx, { invoice: lost.id }))
  assert.deepEqual(await openOn('2026-04-20'), { [part.number]: 15_000, [unpaid.number]: 50_000 })
  assert.deepEqual(await openOn('2026-05-01'), {
    [part.number]: 15_000,
    [unpaid.number]: 50_000,
    [lost.number]: 40_000,
  })
  assert.deepEqual(await openOn('2026-03-01'), {})
})

test('a statement that is imported late counts on the day of the bank, and taken back it never counted', async () => {
  at('2026-06-01')
  const one = await owed(7_000)
  at('2026-07-03')
  assert.equal((await openOn('2026-06-30'))[one.number], 7_000)
  await paidByBank('70.00', one.number, '2026-06-29')
  assert.equal((await openOn('2026-06-30'))[one.number], undefined)
  assert.equal((await openOn('2026-06-28'))[one.number], 7_000)
  const { rows } = await act((ctx) => listBankLines(ctx, { state: 'matched', limit: 10 }))
  const line = rows.find(({ bookingDay }) => bookingDay === '2026-06-29')!
  at('2026-07-10')
  await act((ctx) => takeBackMatch(ctx, { line: line.id }))
  for (const day of ['2026-06-28', '2026-06-30', '2026-07-10'])
    assert.equal((await openOn(day))[one.number], 7_000)
})

test('it is as late as it was on that day, and a day to come is refused', async () => {
  const agesOn = async (on: string) => {
    const answer = await act((ctx) => getDebtors(ctx, { business, on, as: 'json' }))
    assert.ok(!(answer instanceof FileAnswer))
    return answer.rows.reduce<Record<string, number>>((sum, { ages }) => {
      for (const [age, due] of Object.entries(ages)) sum[age] = (sum[age] ?? 0) + due
      return sum
    }, {})
  }
  at('2026-07-20')
  assert.deepEqual(Object.keys(await agesOn('2026-03-05')), ['not-due'])
  assert.deepEqual(Object.keys(await agesOn('2026-05-05')), ['31-60'])
  assert.ok((await agesOn('2026-07-20'))['over-90']! > 0)
  await assert.rejects(
    act((ctx) => getDebtors(ctx, { business, on: '2026-07-21', as: 'json' })),
    { code: 'report.day-to-come', field: 'on' },
  )
  await assert.rejects(
    act(async (ctx) =>
      recordPayment(ctx, {
        order: (await owed(1_000)).order,
        amount: 1_000,
        method: 'kas',
        receivedDay: '2026-07-21',
      }),
    ),
    { code: 'payment.day-to-come', field: 'receivedDay' },
  )
})

/** Runs the reactions on money that came in by hand, as the worker does. */
async function settled() {
  const { rows } = await world.database.owner.query<{
    id: string
    kind: string
    about: string
    detail: object
  }>(
    "select id, kind, about, detail from events where tenant_id = $1 and kind in ('order.paid', 'payment.received')",
    [world.tenant],
  )
  for (const event of rows)
    for (const reaction of [settlePaidOrder, settleHandPayment])
      if (reaction.on.includes(event.kind)) await act((ctx) => reaction.run(ctx, event as never))
}

test('what is open is asked by account manager, of oneself or of a colleague, with the file of it', async () => {
  at('2026-05-04')
  const [manager, colleague] = await act(async (ctx) => {
    const role = (await insert(ctx, Role, { name: 'Verkoop', patterns: ['*'] })).id
    const person = async (name: string, email: string) =>
      (await insert(ctx, User, { name, email, role, state: 'active' })).id
    return [
      await person('Eva de Groot', 'eva@dewit.example'),
      await person('Sam Bakker', 'sam@dewit.example'),
    ] as const
  })
  const organisation = await act((ctx) =>
    createOrganisation(ctx, {
      name: 'Fietsclub Blokker',
      country: 'NL',
      accountManager: manager,
      address: {
        street: 'Dorpsstraat',
        houseNumber: '2',
        postcode: '1695 AA',
        city: 'Blokker',
        country: 'NL',
      },
    }),
  )
  const mine = await act(async (ctx) => {
    const [taken] = await takeInOrders(ctx, world.channel, [
      shopOrder([['BEL-1', 1, 9405]], { payments: [] }),
    ])
    await ctx.db.run('update orders set organisation = $3 where tenant_id = $1 and id = $2', [
      taken!.order!,
      organisation.id,
    ])
    return finalise(ctx, (await draft(ctx, taken!.order!, null)).id)
  })
  await owed(40_000)
  const asker = { ...system, kind: 'user' as const, id: manager }
  const seenBy = <T>(actor: typeof asker, work: (ctx: Ctx) => Promise<T>) =>
    world.machine.act({ tenant: world.tenant, actor, lang: 'en' }, work)
  for (const [actor, accountManager, numbers] of [
    [asker, 'mine', [mine.number]],
    [asker, manager, [mine.number]],
    [asker, colleague, []],
    [{ ...asker, id: colleague }, 'mine', []],
  ] as const) {
    const documents = await seenBy(actor, (ctx) => listOpenDocuments(ctx, { accountManager, as: 'json' }))
    const debtors = await seenBy(actor, (ctx) => getDebtors(ctx, { accountManager, as: 'json' }))
    assert.ok(!(documents instanceof FileAnswer) && !(debtors instanceof FileAnswer))
    assert.deepEqual(
      documents.rows.map(({ number }) => number),
      numbers,
    )
    assert.deepEqual(
      debtors.rows.map(({ managerName, total }) => [managerName, total]),
      numbers.map(() => ['Eva de Groot', 10_000]),
    )
  }
  const file = await seenBy(asker, (ctx) => getDebtors(ctx, { accountManager: 'mine', as: 'csv' }))
  assert.ok(file instanceof FileAnswer)
  const text = Buffer.from(file.bytes as Uint8Array).toString()
  assert.match(text, /Account manager/)
  assert.equal(text.match(/Eva de Groot/g)?.length, 1)
})
