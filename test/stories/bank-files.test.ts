/** Direct debits and refunds go to the bank in files, each payment once, and what the bank says of them is booked. */
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import {
  getBankFile,
  saveCollectionScheme,
  markBankFileSent,
  withdrawBankFile,
  withdrawRefund,
} from '../../src/modules/bank/actions/collecting.ts'
import { draftCredit } from '../../src/modules/invoicing/credits.ts'
import { draft, finalise } from '../../src/modules/invoicing/actions.ts'
import { findInvoice } from '../../src/modules/invoicing/reads.ts'
import { createAccount } from '../../src/modules/organisations/actions/businesses.ts'
import { createOrganisation } from '../../src/modules/organisations/actions/organisations.ts'
import { diskFiles, fileOf, readBytes, useFiles } from '../../src/platform/files.ts'
import {
  approveRefund,
  findRefundable,
  makeDirectDebits,
  makeTransfers,
} from '../../src/workflows/make-bank-files.ts'
import { importBankStatements, takeBackMatch } from '../../src/workflows/match-bank-lines/asking.ts'
import { takeInOrders } from '../../src/workflows/take-in-orders/take-in.ts'
import { newWorld, shopOrder } from '../support/world.ts'
import { countryWords } from '../../src/modules/tax/schema/names.ts'

const folder = await mkdtemp(join(tmpdir(), 'pakhuis-'))
useFiles(diskFiles(folder))
after(() => rm(folder, { recursive: true }))

const world = await newWorld({ stock: { 'BEL-1': 1000 } })
const { act, business } = world
const iban = 'NL91ABNA0417164300'
const account = await act((ctx) =>
  createAccount(ctx, { business, name: 'Zakelijk', iban, bic: 'ABNANL2A', holder: 'Fietsen De Wit B.V.' }),
)
const scheme = {
  business,
  account: account.id,
  creditorId: 'NL42ZZZ123456780001',
  scheme: 'CORE' as const,
  directDebitVersion: '08' as const,
  transferVersion: '09' as const,
  leadDays: 2,
}

/** The invoice of an organisation's order, paid or not, with a mandate on the account. */
async function invoiced(cents: number, from: string | null, isPaid = false) {
  const organisation = from
    ? await act((ctx) =>
        createOrganisation(ctx, {
          name: `Klant ${cents}`,
          country: 'NL',
          iban: from,
          mandateReference: `M-${cents}`,
          mandateDay: '2026-01-15',
        }),
      )
    : null
  const asked = shopOrder([['BEL-1', 1, cents - 595]], isPaid ? {} : { payments: [] })
  const order = (await act((ctx) => takeInOrders(ctx, world.channel, [asked])))[0]!.order!
  const invoice = await act(async (ctx) => finalise(ctx, (await draft(ctx, order, null)).id))
  await world.database.owner.query('update invoices set organisation = $2 where id = $1', [
    invoice.id,
    organisation?.id ?? null,
  ])
  return invoice
}

const textOf = async (file: string) =>
  act(async (ctx) => new TextDecoder().decode(await readBytes(await fileOf(ctx, file))))
const statement = (id: string, entries: string) => ({
  name: 'afschrift.xml',
  type: 'application/xml',
  bytes: new TextEncoder().encode(
    `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Id>${id}</Id><Acct><Id><IBAN>${iban}</IBAN></Id><Ccy>EUR</Ccy></Acct>${entries}</Stmt></BkToCstmrStmt></Document>`,
  ),
})

const takeBackOf = async (reference: string) => {
  const { rows } = await world.database.owner.query<{ id: string }>(
    'select id from bank_lines where reference = $1',
    [reference],
  )
  return act((ctx) => takeBackMatch(ctx, { line: rows[0]!.id }))
}

test('a creditor identifier with a wrong check number, and a business without one, are refused', async () => {
  await assert.rejects(
    act((ctx) => makeDirectDebits(ctx, { business })),
    { code: 'bank.no-scheme' },
  )
  await assert.rejects(
    act((ctx) => saveCollectionScheme(ctx, { ...scheme, creditorId: 'NL43ZZZ123456780001' })),
    { code: 'bank.creditor-id-wrong' },
  )
  assert.equal((await act((ctx) => saveCollectionScheme(ctx, scheme))).creditorId, scheme.creditorId)
  await assert.rejects(
    act((ctx) => makeDirectDebits(ctx, { business })),
    { code: 'bank.nothing-to-collect' },
  )
})

test('due invoices are collected once; the batch on the statement pays them, and one that comes back is open again', async () => {
  const [one, two] = [
    await invoiced(10_100, 'NL69INGB0123456789'),
    await invoiced(20_200, 'NL44RABO0123456789'),
  ]
  const closed = await invoiced(30_300, 'TR330006100519786457841326')
  const until = '2027-12-31'
  const tries = await Promise.allSettled(
    [1, 2].map(() => act((ctx) => makeDirectDebits(ctx, { business, until }))),
  )
  const [done] = tries.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
  assert.equal(tries.filter(({ status }) => status === 'fulfilled').length, 1)
  assert.deepEqual([done!.file.count, done!.file.total], [2, 30_300])
  assert.deepEqual(
    done!.leftOut.map(({ number, code, params }) => [number, code, params.country]),
    [[closed.number, 'sepa.country-closed', countryWords('TR')]],
  )
  const xml = await textOf(done!.file.file)
  assert.match(xml, /<CtrlSum>303.00<\/CtrlSum>/)
  assert.match(xml, /<SeqTp>FRST<\/SeqTp>/)

  const { items } = await act((ctx) => getBankFile(ctx, { file: done!.file.id }))
  const batch = items[0]!.batch
  assert.ok(xml.includes(`<PmtInfId>${batch}</PmtInfId>`))
  const booked = `<Ntry><Amt Ccy="EUR">303.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-12-08</Dt></BookgDt><AcctSvcrRef>B1</AcctSvcrRef><NtryDtls><Btch><PmtInfId>${batch}</PmtInfId><NbOfTxs>2</NbOfTxs></Btch></NtryDtls></Ntry>`
  assert.equal((await act((ctx) => importBankStatements(ctx, { file: statement('DD1', booked) }))).matched, 1)
  const dueOf = async (id: string) => (await act((ctx) => findInvoice(ctx, id)))!.due
  assert.deepEqual([await dueOf(one.id), await dueOf(two.id)], [0, 0])
  await assert.rejects(
    act((ctx) => withdrawBankFile(ctx, { file: done!.file.id })),
    { code: 'bank-file.already-booked' },
  )

  const back = `<Ntry><Amt Ccy="EUR">101.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-12-09</Dt></BookgDt><AcctSvcrRef>B2</AcctSvcrRef><NtryDtls><TxDtls><Refs><EndToEndId>${one.number}</EndToEndId></Refs><RtrInf><Rsn><Cd>MD06</Cd></Rsn></RtrInf></TxDtls></NtryDtls></Ntry>`
  assert.equal((await act((ctx) => importBankStatements(ctx, { file: statement('DD2', back) }))).matched, 1)
  assert.deepEqual([await dueOf(one.id), await dueOf(two.id)], [10_100, 0])

  // Said to have come back by mistake, then still: the money is there, and is not again.
  const itemStates = async () => {
    const { rows } = await world.database.owner.query<{ state: string }>(
      'select state from bank_file_items where bank_file = $1 order by amount',
      [done!.file.id],
    )
    return rows.map(({ state }) => state)
  }
  assert.deepEqual(await itemStates(), ['returned', 'booked'])
  await takeBackOf('B2')
  assert.deepEqual([await itemStates(), await dueOf(one.id)], [['booked', 'booked'], 0])
  const anew = back.replace('>B2<', '>B2-2<')
  assert.equal((await act((ctx) => importBankStatements(ctx, { file: statement('DD3', anew) }))).matched, 1)
  assert.deepEqual([await itemStates(), await dueOf(one.id)], [['returned', 'booked'], 10_100])
  const again = await act((ctx) => makeDirectDebits(ctx, { business, until }))
  assert.deepEqual([again.file.count, again.file.total], [1, 10_100])
})

test('a file that does not go to the bank is withdrawn, and its invoices stand in the next', async () => {
  const one = await invoiced(4_040, 'NL69INGB0123456789')
  const until = '2027-12-31'
  const first = await act((ctx) => makeDirectDebits(ctx, { business, until }))
  await act((ctx) => withdrawBankFile(ctx, { file: first.file.id }))
  const second = await act((ctx) => makeDirectDebits(ctx, { business, until }))
  const { items } = await act((ctx) => getBankFile(ctx, { file: second.file.id }))
  assert.ok(items.some(({ about }) => about === one.id))
})

test('a file is told to be with the bank, and one that was withdrawn is not', async () => {
  await invoiced(4_141, 'NL69INGB0123456789')
  const { file } = await act((ctx) => makeDirectDebits(ctx, { business, until: '2027-12-31' }))
  assert.equal((await act((ctx) => markBankFileSent(ctx, { file: file.id }))).state, 'sent')
  assert.equal((await act((ctx) => markBankFileSent(ctx, { file: file.id }))).state, 'sent')
  await act((ctx) => withdrawBankFile(ctx, { file: file.id }))
  await assert.rejects(
    act((ctx) => markBankFileSent(ctx, { file: file.id })),
    { code: 'bank-file.is-withdrawn' },
  )
})

test('a batch that was matched by mistake waits for the bank again, and its file may still be withdrawn', async () => {
  const invoice = await invoiced(6_060, 'NL69INGB0123456789')
  const { file } = await act((ctx) => makeDirectDebits(ctx, { business, until: '2027-12-31' }))
  const { items } = await act((ctx) => getBankFile(ctx, { file: file.id }))
  const batch = items[0]!.batch
  const booked = `<Ntry><Amt Ccy="EUR">${(file.total / 100).toFixed(2)}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-12-08</Dt></BookgDt><AcctSvcrRef>B9</AcctSvcrRef><NtryDtls><Btch><PmtInfId>${batch}</PmtInfId><NbOfTxs>${items.length}</NbOfTxs></Btch></NtryDtls></Ntry>`
  assert.equal(new Set(items.map((item) => item.batch)).size, 1)
  assert.equal((await act((ctx) => importBankStatements(ctx, { file: statement('DD9', booked) }))).matched, 1)
  await takeBackOf('B9')
  assert.equal((await act((ctx) => findInvoice(ctx, invoice.id)))!.due, 6_060)
  const after = (await act((ctx) => getBankFile(ctx, { file: file.id }))).items
  assert.ok(after.every(({ state }) => state === 'sent'))
  // Only the one of a closed country is left to be named; ours is not collected a second time.
  await assert.rejects(
    act((ctx) => makeDirectDebits(ctx, { business, until: '2027-12-31' })),
    { code: 'sepa.country-closed' },
  )
  assert.equal((await act((ctx) => withdrawBankFile(ctx, { file: file.id }))).state, 'withdrawn')
})

test('an approved refund goes out once, and is paid when the bank says so', async () => {
  const invoice = await invoiced(5_050, null, true)
  const note = await act(async (ctx) =>
    finalise(
      ctx,
      (await draftCredit(ctx, { invoice: invoice.id, shipping: true, reason: 'Retour', restock: false })).id,
    ),
  )
  assert.equal(note.due, 5_050)
  const { rows: open } = await act((ctx) => findRefundable(ctx, { search: note.number! }))
  assert.deepEqual(
    open.map(({ id, due }) => [id, due]),
    [[note.id, 5_050]],
  )
  await assert.rejects(
    act((ctx) => approveRefund(ctx, { creditNote: invoice.id, iban, holder: 'S. Jansen' })),
    { code: 'refund.not-a-credit-note' },
  )
  await assert.rejects(
    act((ctx) =>
      approveRefund(ctx, { creditNote: note.id, iban: 'TR330006100519786457841326', holder: 'S. Jansen' }),
    ),
    { code: 'sepa.country-closed', field: 'iban' },
  )
  const refund = await act((ctx) =>
    approveRefund(ctx, { creditNote: note.id, iban: 'NL69 INGB 0123 4567 89', holder: 'S. Jansen' }),
  )
  await assert.rejects(
    act((ctx) =>
      approveRefund(ctx, { creditNote: note.id, iban: 'NL69INGB0123456789', holder: 'S. Jansen' }),
    ),
    { code: 'refund.already-approved' },
  )
  const { file } = await act((ctx) => makeTransfers(ctx, { business }))
  assert.deepEqual([file.count, file.total, file.format], [1, 5_050, 'pain.001.001.09'])
  await assert.rejects(
    act((ctx) => makeTransfers(ctx, { business })),
    { code: 'bank.nothing-to-pay' },
  )
  await assert.rejects(
    act((ctx) => withdrawRefund(ctx, { refund: refund.id })),
    { code: 'refund.not-open' },
  )
  const out = `<Ntry><Amt Ccy="EUR">50.50</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-12-10</Dt></BookgDt><AcctSvcrRef>B3</AcctSvcrRef><NtryDtls><TxDtls><Refs><EndToEndId>${note.number}</EndToEndId></Refs></TxDtls></NtryDtls></Ntry>`
  assert.equal((await act((ctx) => importBankStatements(ctx, { file: statement('CT1', out) }))).matched, 1)
  assert.equal((await act((ctx) => findInvoice(ctx, note.id)))!.due, 0)
  const { rows } = await world.database.owner.query<{ state: string; refunded: number }>(
    'select r.state, (select sum(p.refunded)::int from payments p where p.order_id = i.order_id) as refunded from refunds r join invoices i on i.id = r.credit_note where r.id = $1',
    [refund.id],
  )
  assert.deepEqual(rows, [{ state: 'paid', refunded: 5_050 }])

  await takeBackOf('B3')
  const { rows: back } = await world.database.owner.query<{ state: string; item: string }>(
    'select r.state, b.state as item from refunds r join bank_file_items b on b.about = r.id where r.id = $1',
    [refund.id],
  )
  assert.deepEqual(back, [{ state: 'sent', item: 'sent' }])
  assert.equal((await act((ctx) => findInvoice(ctx, note.id)))!.due, 5_050)
})

test('a refund goes back to the account that paid, unless somebody names another', async () => {
  const paid = await invoiced(31_300, null)
  const entry = `<Ntry><Amt Ccy="EUR">313.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-11-20</Dt></BookgDt><NtryDtls><TxDtls><RltdPties><Dbtr><Pty><Nm>K. Bakker</Nm></Pty></Dbtr><DbtrAcct><Id><IBAN>NL18ABNA0484869868</IBAN></Id></DbtrAcct></RltdPties><RmtInf><Ustrd>${paid.number}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>`
  const taken = await act((ctx) => importBankStatements(ctx, { file: statement('PAID-313', entry) }))
  assert.equal(taken.matched, 1)
  const credited = (invoice: string) =>
    act(async (ctx) =>
      finalise(
        ctx,
        (await draftCredit(ctx, { invoice, shipping: true, reason: 'Retour', restock: false })).id,
      ),
    )
  const note = await credited(paid.id)
  const refund = await act((ctx) => approveRefund(ctx, { creditNote: note.id, iban: '', holder: null }))
  assert.deepEqual([refund.iban, refund.holder, refund.amount], ['NL18ABNA0484869868', 'K. Bakker', 31_300])
  const inShop = await credited((await invoiced(8_800, null, true)).id)
  await assert.rejects(
    act((ctx) => approveRefund(ctx, { creditNote: inShop.id })),
    { code: 'refund.no-account', field: 'iban' },
  )
})
