/** A bank statement comes in: what is certain is booked, the rest waits for a person, and outstanding amounts follow. */
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { draft, finalise } from '../../src/modules/invoicing/actions.ts'
import { creditorReference } from '../../src/modules/invoicing/e-invoice/reference.ts'
import { findInvoice } from '../../src/modules/invoicing/reads.ts'
import { ignoreBankLine, reopenBankLine } from '../../src/modules/bank/actions.ts'
import { readStatements } from '../../src/modules/bank/camt.ts'
import { keepStatements } from '../../src/modules/bank/statements.ts'
import { BankLine, BankPayer } from '../../src/modules/bank/schema.ts'
import { changeBusiness } from '../../src/modules/organisations/actions.ts'
import { wholeOrder } from '../../src/modules/orders/reads.ts'
import { recordPayment } from '../../src/modules/payments/actions.ts'
import { diskFiles, useFiles } from '../../src/platform/files.ts'
import { all } from '../../src/platform/rows.ts'
import type { Reaction } from '../../src/platform/workflow.ts'
import { settleHandPayment, settlePaidOrder } from '../../src/workflows/settle-paid-invoices.ts'
import {
  findPayables,
  importBankStatements,
  listBankLines,
  matchBankLine,
  takeBackMatch,
} from '../../src/workflows/match-bank-lines/asking.ts'
import { takeInOrders } from '../../src/workflows/take-in-orders/take-in.ts'
import { newMerchant, newWorld, shopOrder } from '../support/world.ts'

const folder = await mkdtemp(join(tmpdir(), 'pakhuis-'))
useFiles(diskFiles(folder))
after(() => rm(folder, { recursive: true }))

const world = await newWorld({ stock: { 'BEL-1': 1000 } })
const { act } = world
const ourIban = 'NL91ABNA0417164300'
await act((ctx) => changeBusiness(ctx, { id: world.business, iban: ourIban, bic: 'ABNANL2A' }))

/** An order on account, and its final invoice when asked. */
async function owed(cents: number, hasInvoice = true) {
  const asked = shopOrder([['BEL-1', 1, cents - 595]], { payments: [] })
  const id = (await act((ctx) => takeInOrders(ctx, world.channel, [asked])))[0]!.order!
  const invoice = hasInvoice ? await act(async (ctx) => finalise(ctx, (await draft(ctx, id, null)).id)) : null
  return {
    order: id,
    invoice: invoice?.id ?? '',
    number: invoice?.number ?? '',
    orderNumber: (await act((ctx) => wholeOrder(ctx, id))).number,
  }
}

type Told = {
  amount: string
  out?: boolean
  iban?: string
  name?: string
  text?: string
  structured?: string
  ref?: string
  extra?: string
  refs?: string
}
let told = 0
const entry = ({
  amount,
  out,
  iban = 'NL69INGB0123456789',
  name = 'H. Onbekend',
  text = '',
  structured,
  ref,
  extra = '',
  refs = '',
}: Told) => {
  const side = out ? 'Cdtr' : 'Dbtr'
  return `<Ntry><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>${out ? 'DBIT' : 'CRDT'}</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-11-20</Dt></BookgDt><AcctSvcrRef>${ref ?? `REF${++told}`}</AcctSvcrRef><NtryDtls>${extra}<TxDtls><Refs>${refs}</Refs><RltdPties><${side}><Pty><Nm>${name}</Nm></Pty></${side}><${side}Acct><Id><IBAN>${iban}</IBAN></Id></${side}Acct></RltdPties><RmtInf>${text ? `<Ustrd>${text}</Ustrd>` : ''}${structured ? `<Strd><CdtrRefInf><Ref>${structured}</Ref></CdtrRefInf></Strd>` : ''}</RmtInf></TxDtls></NtryDtls></Ntry>`
}
let statements = 0
const file = (entries: readonly Told[], { iban = ourIban, balances = '', id = `S${++statements}` } = {}) => ({
  name: 'afschrift.xml',
  type: 'application/xml',
  bytes: new TextEncoder().encode(
    `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Id>${id}</Id><Acct><Id><IBAN>${iban}</IBAN></Id><Ccy>EUR</Ccy></Acct>${balances}${entries.map(entry).join('')}</Stmt></BkToCstmrStmt></Document>`,
  ),
})
const take = (entries: readonly Told[], more = {}) =>
  act((ctx) => importBankStatements(ctx, { file: file(entries, more) }))
const openLines = async () => (await act((ctx) => listBankLines(ctx, { state: 'open', limit: 50 }))).rows
const dueOf = async (invoice: string) => (await act((ctx) => findInvoice(ctx, invoice)))!.due

test('a payment that names its invoice to the cent books itself; the order is paid and lets go', async () => {
  const one = await owed(12_100)
  assert.equal(await dueOf(one.invoice), 12_100)
  const result = await take([{ amount: '121.00', text: `Factuur ${one.number}` }])
  assert.deepEqual([result.lines, result.matched, result.open], [1, 1, 0])
  const order = await act((ctx) => wholeOrder(ctx, one.order))
  assert.deepEqual([await dueOf(one.invoice), order.due, order.payment], [0, 0, 'paid'])
  assert.ok(order.events.some(({ kind }) => kind === 'order.paid'))
  assert.deepEqual(
    order.payments.map(({ method, captured }) => [method, captured]),
    [['bank', 12_100]],
  )
  assert.equal((await act((ctx) => findInvoice(ctx, one.invoice)))!.state, 'paid')
})

test('a reference with check digits books itself, also a part; an order without invoice is paid by its number', async () => {
  const [one, two] = [await owed(10_000), await owed(7_700, false)]
  const result = await take([
    { amount: '40.00', structured: creditorReference(one.number)!, iban: 'NL02RABO0123456789' },
    { amount: '77.00', text: `bestelling ${two.orderNumber}`, iban: 'NL02RABO0123456789' },
  ])
  assert.equal(result.matched, 2)
  assert.equal(await dueOf(one.invoice), 6_000)
  assert.equal((await act((ctx) => wholeOrder(ctx, two.order))).payment, 'paid')
})

test('the same statement twice, or the same line in another statement, is taken once', async () => {
  const one = await owed(3_333)
  const same = file([{ amount: '33.33', text: one.number, ref: 'ONCE-1' }], { id: 'TWICE' })
  await act((ctx) => importBankStatements(ctx, { file: same }))
  await assert.rejects(
    act((ctx) => importBankStatements(ctx, { file: same })),
    { code: 'bank-file.already-imported' },
  )
  const again = await take([
    { amount: '33.33', text: one.number, ref: 'ONCE-1' },
    { amount: '1.00', text: 'rente', ref: 'NEW-1' },
  ])
  assert.deepEqual([again.lines, again.matched], [1, 0])
  assert.equal((await act((ctx) => wholeOrder(ctx, one.order))).paid, 3_333)
})

test('every line of a very long statement is taken on to be matched', async () => {
  const long = file(
    Array.from({ length: 5_100 }, (_, i) => ({ amount: `${i + 1}.01` })),
    { id: 'LONG' },
  )
  const kept = await act(async (ctx) => {
    const { lines } = await keepStatements(ctx, readStatements(long.bytes), null)
    // Not left behind, for the other tests look at what is open.
    await ctx.db.run("update bank_lines set state = 'ignored' where tenant_id = $1 and statement = $2", [
      lines[0]!.statement,
    ])
    return lines
  })
  assert.equal(kept.length, 5_100)
  assert.deepEqual([kept[0]!.amount, kept.at(-1)!.amount, kept.at(-1)!.state], [101, 510_001, 'open'])
})

test('a page of open lines costs as many statements as one line', async () => {
  const [one, two] = [await owed(8_181), await owed(8_282)]
  const iban = 'NL10RABO0123450001'
  const costOf = async () => {
    const before = world.database.statements()
    const rows = await openLines()
    return { rows, cost: world.database.statements() - before }
  }
  await take([{ amount: '81.00', text: one.number, iban }])
  const few = await costOf()
  await take([
    { amount: '82.00', text: two.number, iban },
    { amount: '83.00', text: 'x', iban: 'NL80RABO0123450002' },
    { amount: '84.00', out: true, text: 'y', iban },
  ])
  const many = await costOf()
  assert.equal(many.rows.length - few.rows.length, 3)
  assert.equal(many.cost, few.cost)
  const proposed = many.rows
    .filter((row) => row.iban === iban)
    .sort((a, b) => a.amount - b.amount)
    .map(({ amount, proposals }) => [amount, proposals.map(({ parts }) => parts[0]!.payable.id)])
  assert.deepEqual(proposed, [
    [-8_400, []],
    [8_100, [one.invoice]],
    [8_200, [two.invoice]],
  ])
})

test('a line of a statement knows what the lines before it paid and taught', async () => {
  const asked = shopOrder([['BEL-1', 1, 2_405]], { payments: [] })
  const again = shopOrder([['BEL-1', 1, 2_506]], { payments: [], customer: asked.customer })
  const numbers: string[] = []
  for (const order of [asked, again]) {
    const id = (await act((ctx) => takeInOrders(ctx, world.channel, [order])))[0]!.order!
    numbers.push((await act(async (ctx) => finalise(ctx, (await draft(ctx, id, null)).id))).number!)
  }
  const once = await owed(2_727)
  const [iban, other] = ['NL46ABNA0499998748', 'NL91INGB0002445588']
  const result = await take([
    { amount: '30.00', text: numbers[0]!, iban },
    { amount: '31.01', text: 'de tweede', iban },
    { amount: '27.27', text: once.number, iban: other },
    { amount: '27.27', text: once.number, iban: other },
  ])
  assert.deepEqual([result.matched, result.open], [3, 1], 'who pays twice is looked at by a person')
  assert.equal((await act((ctx) => wholeOrder(ctx, once.order))).paid, 2_727)
})

test('a long statement of which nothing is ours is looked through in few statements', async () => {
  const costOf = async (count: number) => {
    const lines = Array.from({ length: count }, (_, i) => ({
      amount: `${700 + i}.77`,
      text: 'zomaar',
      iban: `NL00TEST${i}`,
    }))
    const from = world.database.statements()
    const result = await take(lines)
    const cost = world.database.statements() - from
    assert.deepEqual([result.lines, result.matched], [count, 0])
    for (const { id } of (await openLines()).filter(({ iban }) => iban?.startsWith('NL00TEST')))
      await act((ctx) => ignoreBankLine(ctx, { line: id, reason: 'proef' }))
    return cost
  }
  assert.equal(await costOf(40), await costOf(2))
})

test('two uploads of one file at the same moment book it once', async () => {
  const one = await owed(4_444)
  const same = file([{ amount: '44.44', text: one.number }], { id: 'RACE' })
  const results = await Promise.allSettled(
    [1, 2, 3].map(() => act((ctx) => importBankStatements(ctx, { file: same }))),
  )
  assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 1)
  assert.equal((await act((ctx) => wholeOrder(ctx, one.order))).paid, 4_444)
})

test('the statement of another account is refused, and that of another tenant too', async () => {
  await assert.rejects(take([{ amount: '1.00' }], { iban: 'NL02RABO0123456789' }), {
    code: 'bank-file.other-account',
    params: { iban: 'NL02RABO0123456789' },
  })
  const stranger = await newMerchant(world.machine)
  await assert.rejects(
    stranger.act((ctx) => importBankStatements(ctx, { file: file([{ amount: '1.00' }]) })),
    { code: 'bank-file.other-account' },
  )
})

test('what is not certain waits with a proposal; confirming it teaches whose account it is, and taking it back forgets', async () => {
  const [one, two] = [await owed(5_151), await owed(5_252)]
  const iban = 'NL20INGB0001234567'
  await take([{ amount: '51.51', text: 'bedankt', iban, name: 'H. Bakker' }])
  const line = (await openLines()).find((row) => row.iban === iban)!
  const [best] = line.proposals
  assert.equal(best!.parts[0]!.payable.id, one.invoice)
  assert.deepEqual([best!.isCertain, best!.why], [false, ['amount']])
  await act((ctx) => matchBankLine(ctx, { line: line.id, parts: [{ invoice: one.invoice, amount: 5_151 }] }))
  assert.equal(await dueOf(one.invoice), 0)
  assert.equal((await act((ctx) => all(ctx, BankPayer, { iban }))).length, 1)

  // Orders of the shop are of one e-mail address each, so the second invoice is of another customer: only the lesson of the first counts.
  const next = await take([{ amount: '52.52', text: 'bedankt', iban }])
  assert.equal(next.matched, 0)
  await act((ctx) => takeBackMatch(ctx, { line: line.id }))
  assert.equal(await dueOf(one.invoice), 5_151)
  assert.equal((await act((ctx) => wholeOrder(ctx, one.order))).payment, 'unpaid')
  assert.equal((await act((ctx) => all(ctx, BankPayer, { iban }))).length, 0)
  assert.equal(await dueOf(two.invoice), 5_252)
  await assert.rejects(
    act((ctx) => takeBackMatch(ctx, { line: line.id })),
    { code: 'bank-line.nothing-to-take-back' },
  )
})

test('a known account pays the one open amount of its customer by itself', async () => {
  const asked = shopOrder([['BEL-1', 1, 8_405]], { payments: [] })
  const again = shopOrder([['BEL-1', 1, 8_506]], { payments: [], customer: asked.customer })
  const iban = 'NL86INGB0002445588'
  const invoiceOf = async (order: ReturnType<typeof shopOrder>) => {
    const id = (await act((ctx) => takeInOrders(ctx, world.channel, [order])))[0]!.order!
    return act(async (ctx) => finalise(ctx, (await draft(ctx, id, null)).id))
  }
  const first = await invoiceOf(asked)
  await take([{ amount: '90.00', text: first.number!, iban }])
  const second = await invoiceOf(again)
  assert.equal((await take([{ amount: '91.01', text: 'weer bedankt', iban }])).matched, 1)
  assert.equal(await dueOf(second.id), 0)
})

test('who matches by hand finds what is open by number and by name, and money out finds credit notes only', async () => {
  const one = await owed(6_161)
  const iban = 'NL18RABO0123459876'
  await take([
    { amount: '1.23', text: 'niets bekends', iban, name: 'S. JANSEN' },
    { amount: '4.56', out: true, text: 'kosten', iban, name: 'Bank' },
  ])
  const [coming, going] = [1.23, -4.56].map(async (amount) => {
    const line = (await openLines()).find(
      (row) => row.iban === iban && row.amount === Math.round(amount * 100),
    )!
    const found = (search: string) => act((ctx) => findPayables(ctx, { line: line.id, search }))
    return { byNumber: (await found(one.number)).rows, byNothing: (await found('')).rows }
  })
  assert.deepEqual(
    (await coming!).byNumber.map(({ id, due }) => [id, due]),
    [[one.invoice, 6_161]],
  )
  assert.ok((await coming!).byNothing.every(({ name }) => /jansen/i.test(name)))
  assert.ok((await coming!).byNothing.length > 0)
  assert.deepEqual((await going!).byNumber, [])
})

test('a line is divided over several invoices, never for more than they or it can bear', async () => {
  const [one, two] = [await owed(2_010), await owed(3_020)]
  await take([{ amount: '60.00', text: 'div', iban: 'NL44RABO0123456789' }])
  const line = (await openLines()).find((row) => row.iban === 'NL44RABO0123456789')!
  const match = (parts: { invoice: string; amount: number }[]) =>
    act((ctx) => matchBankLine(ctx, { line: line.id, parts }))
  await assert.rejects(match([{ invoice: one.invoice, amount: 6_001 }]), { code: 'bank-line.too-much' })
  await assert.rejects(match([{ invoice: one.invoice, amount: 2_011 }]), { code: 'bank-line.more-than-due' })
  assert.equal(
    (
      await match([
        { invoice: one.invoice, amount: 2_010 },
        { invoice: two.invoice, amount: 3_020 },
      ])
    ).state,
    'open',
  )
  assert.deepEqual([await dueOf(one.invoice), await dueOf(two.invoice)], [0, 0])
  const [kept] = await act((ctx) => all(ctx, BankLine, { id: line.id }))
  assert.equal(kept!.allotted, 5_030)
  const done = await act((ctx) => ignoreBankLine(ctx, { line: line.id, reason: 'Incassokosten' }))
  assert.deepEqual([done.state, done.reason, done.allotted], ['matched', 'Incassokosten', 5_030])
  await assert.rejects(
    act((ctx) => ignoreBankLine(ctx, { line: line.id, reason: 'nog eens' })),
    { code: 'bank-line.not-open' },
  )
  const back = await act((ctx) => takeBackMatch(ctx, { line: line.id }))
  assert.deepEqual([back.state, back.reason, back.allotted], ['open', null, 0])
  assert.deepEqual([await dueOf(one.invoice), await dueOf(two.invoice)], [2_010, 3_020])
})

test('bank charges are ignored with their reason, and can come back', async () => {
  await take([{ amount: '9.95', out: true, text: 'Kosten betalingsverkeer', iban: 'NL18ABNA0484869868' }])
  const line = (await openLines()).find((row) => row.iban === 'NL18ABNA0484869868')!
  const ignored = await act((ctx) => ignoreBankLine(ctx, { line: line.id, reason: 'Bankkosten' }))
  assert.deepEqual([ignored.state, ignored.reason], ['ignored', 'Bankkosten'])
  assert.equal((await act((ctx) => reopenBankLine(ctx, { line: line.id }))).state, 'open')
})

test('money out does not pay an invoice', async () => {
  const one = await owed(1_111)
  await take([{ amount: '11.11', out: true, text: one.number, iban: 'NL39RABO0300065264' }])
  const line = (await openLines()).find((row) => row.iban === 'NL39RABO0300065264')!
  assert.deepEqual(line.proposals, [])
  await assert.rejects(
    act((ctx) => matchBankLine(ctx, { line: line.id, parts: [{ invoice: one.invoice, amount: 1_111 }] })),
    { code: 'bank-line.wrong-way' },
  )
})

test('a statement of which lines are missing is taken with a task for a person', async () => {
  const balance = (kind: string, amount: string) =>
    `<Bal><Tp><CdOrPrtry><Cd>${kind}</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-11-20</Dt></Dt></Bal>`
  const wrong = await take([{ amount: '1.00' }], {
    balances: balance('OPBD', '10.00') + balance('CLBD', '12.00'),
  })
  const right = await take([{ amount: '1.00' }], {
    balances: balance('OPBD', '10.00') + balance('CLBD', '11.00'),
  })
  assert.deepEqual([wrong.statements[0]!.isBalanced, right.statements[0]!.isBalanced], [false, true])
  const { rows } = await world.database.owner.query<{ detail: { closing: string } }>(
    "select detail from tasks where tenant_id = $1 and kind = 'bank.sums-wrong'",
    [world.tenant],
  )
  assert.deepEqual(
    rows.map(({ detail }) => detail.closing),
    ['EUR 12.00'],
  )
})

test('money taken by hand, or told by the webshop, brings the invoices of its order down as well', async () => {
  const one = await owed(6_060)
  const tell = (reaction: Reaction, about: string) =>
    act((ctx) =>
      reaction.run(ctx, {
        id: one.order,
        kind: '',
        about,
        detail: {},
        at: ctx.now,
        actorKind: 'system',
        actorId: null,
        actorName: '',
      }),
    )
  const { payment } = await act((ctx) =>
    recordPayment(ctx, { order: one.order, amount: 2_000, method: 'Contant' }),
  )
  await tell(settleHandPayment, payment.id)
  await tell(settlePaidOrder, one.order)
  assert.equal(await dueOf(one.invoice), 4_060)
  const rest = await act((ctx) => recordPayment(ctx, { order: one.order, amount: 4_060, method: 'Pin' }))
  await tell(settlePaidOrder, one.order)
  await tell(settleHandPayment, rest.payment.id)
  assert.equal(await dueOf(one.invoice), 0)

  for (const amount of [1, 0])
    await assert.rejects(
      act((ctx) => recordPayment(ctx, { order: one.order, amount, method: 'Contant' })),
      { code: 'payment.already-paid', field: 'amount', params: { number: one.orderNumber } },
    )
  const open = await owed(1_212)
  await assert.rejects(
    act((ctx) => recordPayment(ctx, { order: open.order, amount: 1_213, method: 'Contant' })),
    { code: 'payment.amount-wrong', params: { most: 'EUR 12.12' } },
  )
})
