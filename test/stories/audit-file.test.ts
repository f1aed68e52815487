/** The audit file of a year: valid by the official schema, in balance, complete, and each number once in its journal. */
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { XmlDocument, XsdValidator } from 'libxml2-wasm'
import { decimal, vatInside } from '../../src/base/money.ts'
import type { Refusal } from '../../src/base/refusal.ts'
import { all as nodes, readXml, textAt, type Node } from '../../src/base/xml.ts'
import { draft, finalise } from '../../src/modules/invoicing/actions.ts'
import { draftCredit } from '../../src/modules/invoicing/credits.ts'
import { writeOffInvoice } from '../../src/modules/invoicing/actions/write-offs.ts'
import { wholeOrder } from '../../src/modules/orders/reads.ts'
import { createChannel } from '../../src/modules/channels/actions.ts'
import { changeBusiness, createBusiness } from '../../src/modules/organisations/actions.ts'
import { downloadAuditFile, makeAuditFile } from '../../src/modules/reporting/actions/audit-files.ts'
import { bookPurchaseInvoice, correctPurchaseInvoice } from '../../src/modules/reporting/actions/purchases.ts'
import { getDebtors } from '../../src/modules/reporting/actions/returns.ts'
import { invoicedIn } from '../../src/modules/reporting/facts.ts'
import { recordPayment } from '../../src/modules/payments/actions.ts'
import { addExchangeRate } from '../../src/modules/tax/actions/exchange-rates.ts'
import { FileAnswer } from '../../src/platform/action.ts'
import { diskFiles, useFiles } from '../../src/platform/files.ts'
import { importBankStatements } from '../../src/workflows/match-bank-lines/asking.ts'
import { settleHandPayment } from '../../src/workflows/settle-paid-invoices.ts'
import { takeInOrders } from '../../src/workflows/take-in-orders/take-in.ts'
import { writeAuditFile } from '../../src/workflows/write-audit-file.ts'
import { anAddress, newMerchant, newWorld, shopOrder } from '../support/world.ts'

const folder = await mkdtemp(join(tmpdir(), 'pakhuis-'))
useFiles(diskFiles(folder))
after(() => rm(folder, { recursive: true }))

const schema = join(process.cwd(), '../shared/reference/accounting/xaf/XmlAuditfileFinancieel4.0.xsd')
const skip = existsSync(schema)
  ? false
  : 'the official schema is not on this machine (../shared/reference/accounting)'

const clock = { now: new Date('2026-06-01T10:00:00Z') }
const world = await newWorld({ stock: { 'BEL-1': 10_000 }, now: () => clock.now })
const { act, business, tenant } = world
const iban = 'NL91ABNA0417164300'
await act((ctx) => changeBusiness(ctx, { id: business, iban }))

const invoiceOf = async (cents: number, of: Pick<typeof world, 'act' | 'channel'> = world) => {
  const [taken] = await of.act((ctx) =>
    takeInOrders(ctx, of.channel, [shopOrder([['BEL-1', 1, cents - 595]], { payments: [] })]),
  )
  return of.act(async (ctx) => finalise(ctx, (await draft(ctx, taken!.order!, null)).id))
}

async function fileOf(year: number): Promise<string> {
  const run = await act((ctx) => makeAuditFile(ctx, { business, year }))
  const tools = {
    tenant,
    act,
    open: () => Promise.reject(new Error('nothing outside is needed')),
    isStopping: () => false,
  }
  await writeAuditFile.run(tools, { about: run.id })
  // A job that is run again after it was done changes nothing.
  await writeAuditFile.run(tools, { about: run.id })
  const file = await act((ctx) => downloadAuditFile(ctx, { run: run.id }))
  return new TextDecoder().decode(file.bytes as Uint8Array)
}

const parsed = (xml: string): Node => {
  const root = readXml(new TextEncoder().encode(xml), { bytes: 50_000_000, depth: 40, tags: 2_000_000 })
  if (typeof root === 'string') throw new Error(root)
  return root
}

function validate(xml: string) {
  using validator = XsdValidator.fromDoc(XmlDocument.fromBuffer(readFileSync(schema)))
  using document = XmlDocument.fromString(xml)
  validator.validate(document)
}

const amountIn = (node: Node): number =>
  decimal(textAt(node, 'amnt')!, 2)! * (textAt(node, 'amntTp') === 'D' ? 1 : -1)

test('the file of a year is valid, in balance and complete', { skip }, async () => {
  const made: { id: string; number: string | null }[] = []
  for (let i = 0; i < 12; i++) made.push(await invoiceOf(10_000 + i * 333))
  await act(async (ctx) =>
    finalise(
      ctx,
      (await draftCredit(ctx, { invoice: made[0]!.id, shipping: true, reason: 'Retour', restock: false })).id,
    ),
  )
  await invoiceOf(99_900, await newMerchant(world.machine, { 'BEL-1': 10 }))
  // What the shop of another business of the same merchant was paid stands in its own file.
  const elsewhere = await act(async (ctx) => {
    const { id } = await createBusiness(ctx, {
      legalName: 'Tweede Zaak B.V.',
      tradeName: 'Tweede Zaak',
      vatNumber: 'NL123456789B13',
      cocNumber: '87654321',
      country: 'NL',
      street: 'Dorpsstraat',
      houseNumber: '2',
      postcode: '1695 AA',
      city: 'Blokker',
    })
    return createChannel(ctx, { name: 'Tweede webshop', type: 'shop', business: id })
  })
  const [paid] = await act((ctx) => takeInOrders(ctx, elsewhere, [shopOrder([['BEL-1', 1, 5_000]])]))
  await act(async (ctx) => finalise(ctx, (await draft(ctx, paid!.order!, null)).id))
  const entry = (amount: string, text: string, way = 'CRDT') =>
    `<Ntry><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>${way}</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-06-02</Dt></BookgDt><NtryDtls><TxDtls><RmtInf><Ustrd>${text}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>`
  const bytes = new TextEncoder().encode(
    `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Id>1</Id><Acct><Id><IBAN>${iban}</IBAN></Id><Ccy>EUR</Ccy></Acct>${entry('103.33', made[1]!.number!)}${entry('9.95', 'Kosten &amp; rente', 'DBIT')}</Stmt></BkToCstmrStmt></Document>`,
  )
  assert.equal(
    (
      await act((ctx) =>
        importBankStatements(ctx, { file: { name: 'a.xml', type: 'application/xml', bytes } }),
      )
    ).matched,
    1,
  )

  const xml = await fileOf(2026)
  validate(xml)
  const company = nodes(parsed(xml), 'company')[0]!
  const transactions = nodes(company, 'transactions')[0]!
  const journals = nodes(transactions, 'journal')
  assert.deepEqual(
    journals.map((journal) => [textAt(journal, 'jrnTp'), nodes(journal, 'transaction').length]),
    [
      ['S', 13],
      ['B', 2],
    ],
  )
  const lines = nodes(transactions, 'journal/transaction/trLine')
  const [debit, credit] = [1, -1].map((side) =>
    lines
      .map(amountIn)
      .filter((amount) => amount * side > 0)
      .reduce((a, b) => a + b * side, 0),
  )
  assert.equal(Number(textAt(transactions, 'linesCount')), lines.length)
  assert.deepEqual(
    [decimal(textAt(transactions, 'totalDebit')!, 2), decimal(textAt(transactions, 'totalCredit')!, 2)],
    [debit, credit],
  )
  assert.equal(debit, credit)
  for (const journal of journals) {
    const numbers = nodes(journal, 'transaction').map((one) => textAt(one, 'nr'))
    assert.equal(new Set(numbers).size, numbers.length)
    for (const one of nodes(journal, 'transaction'))
      assert.equal(
        nodes(one, 'trLine')
          .map(amountIn)
          .reduce((a, b) => a + b, 0),
        0,
      )
  }

  const on = (account: string, kind: string) =>
    nodes(
      journals.find((journal) => textAt(journal, 'jrnTp') === kind)!,
      'transaction/trLine',
    )
      .filter((line) => textAt(line, 'accID') === account)
      .map(amountIn)
      .reduce((a, b) => a + b, 0)
  const invoiced = await act((ctx) => invoicedIn(ctx, { business, from: '2026-01-01', to: '2026-12-31' }))
  assert.deepEqual(
    [on('1300', 'S'), -on('1510', 'S'), -on('8000', 'S') - on('8010', 'S') - on('8020', 'S')],
    [invoiced.gross, invoiced.vat, invoiced.net],
  )
  assert.deepEqual([on('1100', 'B'), on('1300', 'B'), on('2000', 'B')], [10_333 - 995, -10_333, 995])
  const vat = nodes(transactions, 'journal/transaction/trLine/vat').map(
    (one) => decimal(textAt(one, 'vatAmnt')!, 2)! * (textAt(one, 'vatAmntTp') === 'D' ? 1 : -1),
  )
  assert.equal(-vat.reduce((a, b) => a + b, 0), invoiced.vat)

  assert.deepEqual(
    nodes(company, 'generalLedger/ledgerAccount')
      .filter((one) => textAt(one, 'RGScode') !== null)
      .map((one) => [textAt(one, 'accID'), textAt(one, 'RGScode')])
      .slice(0, 3),
    [
      ['1100', 'BLimBanRba'],
      ['1250', 'BLimKru'],
      ['1300', 'BVorDebHad'],
    ],
  )
  const named = (path: string, id: string) => new Set(nodes(company, path).map((one) => textAt(one, id)))
  const [parties, ledger, codes] = [
    named('customersSuppliers/customerSupplier', 'custSupID'),
    named('generalLedger/ledgerAccount', 'accID'),
    named('vatCodes/vatCode', 'vatID'),
  ]
  for (const line of lines) {
    assert.ok(ledger.has(textAt(line, 'accID')))
    if (textAt(line, 'custSupID')) assert.ok(parties.has(textAt(line, 'custSupID')))
    for (const one of nodes(line, 'vat')) assert.ok(codes.has(textAt(one, 'vatID')))
  }
})

test(
  'purchases are a journal of their own, with what is claimed back and what is reversed',
  { skip },
  async () => {
    const later = () => (clock.now = new Date(clock.now.getTime() + 1000))
    const book = (supplier: string, country: string, lines: object[]) => {
      later()
      return act((ctx) =>
        bookPurchaseInvoice(
          ctx,
          bookPurchaseInvoice.input.parse({
            business,
            supplier,
            supplierCountry: country,
            number: 'R-1',
            day: '2026-05-04',
            lines,
          }),
        ),
      )
    }
    const first = await book('Rijwielgroothandel', 'NL', [
      { treatment: 'charged', rate: 2100, base: 10_000, vat: 2100, deductible: 1000 },
      { treatment: 'no-vat', base: 500 },
    ])
    await book('Rad GmbH', 'DE', [{ treatment: 'from-eu', rate: 2100, base: 30_000 }])
    later()
    await act((ctx) => correctPurchaseInvoice(ctx, { invoice: first.id, reason: 'Dubbel' }))
    const xml = await fileOf(2026)
    validate(xml)
    const company = nodes(parsed(xml), 'company')[0]!
    const journal = nodes(company, 'transactions/journal').find((one) => textAt(one, 'jrnTp') === 'P')!
    const booked = nodes(journal, 'transaction').map((one) => [
      textAt(one, 'nr'),
      ...nodes(one, 'trLine').map((line) => `${textAt(line, 'accID')} ${amountIn(line)}`),
    ])
    assert.deepEqual(booked.slice(0, 2), [
      ['1', '7000 11100', '1520 1000', '1600 -12100', '7000 500', '1600 -500'],
      ['2', '7000 30000', '1520 6300', '1510 -6300', '1600 -30000'],
    ])
    assert.deepEqual(booked[2]!.slice(0, 4), ['3', '7000 -11100', '1520 -1000', '1600 12100'])
    const suppliers = nodes(company, 'customersSuppliers/customerSupplier').filter(
      (one) => textAt(one, 'custSupTp') === 'S',
    )
    assert.deepEqual(suppliers.map((one) => textAt(one, 'custSupName')).sort(), [
      'Rad GmbH',
      'Rijwielgroothandel',
    ])
    const codes = new Map(
      nodes(company, 'vatCodes/vatCode').map((one) => [
        textAt(one, 'vatID'),
        [textAt(one, 'vatToPayAccID'), textAt(one, 'vatToClaimAccID')],
      ]),
    )
    assert.deepEqual(codes.get('I-charged-2100'), [null, '1520'])
    assert.deepEqual(codes.get('I-from-eu-2100'), ['1510', '1520'])
  },
)

test('debtors are what is open, whether it was paid before, by hand or by the bank, credited or written off', async () => {
  clock.now = new Date('2023-03-01T10:00:00Z')
  const ordered = async (cents: number, bend = {}) => {
    const [taken] = await act((ctx) =>
      takeInOrders(ctx, world.channel, [shopOrder([['BEL-1', 1, cents - 595]], bend)]),
    )
    return taken!.order!
  }
  const issue = (order: string) => act(async (ctx) => finalise(ctx, (await draft(ctx, order, null)).id))
  const credit = (invoice: string, reinvoice = false) =>
    act(async (ctx) =>
      finalise(
        ctx,
        (await draftCredit(ctx, { invoice, shipping: true, reason: 'Fout', restock: false, reinvoice })).id,
      ),
    )
  const onAccount = { payments: [] }
  // Paid in the shop; paid in the shop and credited to be invoiced again; paid by hand; lost; and left open.
  await issue(await ordered(10_000))
  const again = await ordered(20_000)
  await credit((await issue(again)).id, true)
  await issue(again)
  const byHand = await ordered(30_000, onAccount)
  await issue(byHand)
  const { payment } = await act((ctx) =>
    recordPayment(ctx, { order: byHand, amount: 12_000, method: 'kas', receivedDay: '2023-02-27' }),
  )
  await act((ctx) => settleHandPayment.run(ctx, { kind: 'payment.received', about: payment.id } as never))
  const lost = await issue(await ordered(40_000, onAccount))
  await act((ctx) => writeOffInvoice(ctx, { invoice: lost.id, reason: 'Failliet' }))
  await credit((await issue(await ordered(50_000))).id)
  // The bank paid this order before it was invoiced.
  const early = await ordered(60_000, onAccount)
  const { number } = await act((ctx) => wholeOrder(ctx, early))
  const line = `<Ntry><Amt Ccy="EUR">600.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2023-03-01</Dt></BookgDt><NtryDtls><TxDtls><RmtInf><Ustrd>${number}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>`
  const bytes = new TextEncoder().encode(
    `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Id>2023</Id><Acct><Id><IBAN>${iban}</IBAN></Id><Ccy>EUR</Ccy></Acct>${line}</Stmt></BkToCstmrStmt></Document>`,
  )
  const taken = await act((ctx) =>
    importBankStatements(ctx, { file: { name: 'b.xml', type: 'application/xml', bytes } }),
  )
  assert.equal(taken.matched, 1)
  await issue(early)

  const xml = await fileOf(2023)
  if (!skip) validate(xml)
  const transactions = nodes(parsed(xml), 'company/transactions')[0]!
  const on = (account: string) =>
    nodes(transactions, 'journal/transaction/trLine')
      .filter((one) => textAt(one, 'accID') === account)
      .map(amountIn)
      .reduce((a, b) => a + b, 0)
  const debtors = await act((ctx) => getDebtors(ctx, { business, on: '2023-03-01', as: 'json' }))
  assert.ok(!(debtors instanceof FileAnswer))
  const open = debtors.rows.reduce((total, row) => total + row.total, 0)
  assert.equal(open, 18_000 - 50_000)
  assert.deepEqual([on('1300'), on('4900')], [open, 40_000])
  // What shops and hands took in is what the merchant still has to find on the bank.
  assert.equal(on('1250'), 10_000 + 20_000 + 12_000 + 50_000)
  clock.now = new Date('2026-06-01T12:00:00Z')
})

test(
  'a year without documents is a valid file of nothing, and a year to come is refused',
  { skip },
  async () => {
    const xml = await fileOf(2025)
    validate(xml)
    assert.equal(textAt(parsed(xml), 'company/transactions/linesCount'), '0')
    await assert.rejects(
      act((ctx) => makeAuditFile(ctx, { business, year: 2027 })),
      { code: 'audit-file.year-to-come' },
    )
  },
)

/** One piece for so much, in a currency, with or without VAT. */
async function abroad(cents: number, currency: string, vatRate: number, exchangeRate?: string) {
  const vat = vatInside(cents, vatRate)
  const swiss = { ...anAddress, postcode: '8001', city: 'Zürich', country: 'CH' }
  const place = vatRate === 0 ? swiss : anAddress
  const order = shopOrder([['BEL-1', 1, cents]], {
    billing: place,
    shipping: place,
    currency,
    shippingCost: { net: 0, vat: 0, gross: 0, vatRate: 0 },
    total: { net: cents - vat, vat, gross: cents },
    payments: [],
  })
  const lines = order.lines.map((line) => ({ ...line, vatRate, net: cents - vat, vat }))
  const channel = { ...world.channel, takesCurrencies: ['EUR', 'CHF', 'SEK'] }
  const [taken] = await act((ctx) => takeInOrders(ctx, channel, [{ ...order, lines }]))
  return act(async (ctx) =>
    finalise(ctx, (await draft(ctx, taken!.order!, null, exchangeRate ? { exchangeRate } : {})).id),
  )
}

test(
  'documents in other currencies stand there in euro at the rate of the record, with what was on paper beside it',
  { skip },
  async () => {
    clock.now = new Date('2024-06-03T10:00:00Z')
    const taxed = await abroad(12_100, 'SEK', 2100, '11.3')
    const free = await abroad(93_000, 'CHF', 0)
    await assert.rejects(
      act((ctx) => makeAuditFile(ctx, { business, year: 2024 })),
      (error: Refusal) =>
        error.code === 'audit-file.no-exchange-rate' && error.params['number'] === free.number,
    )
    await act((ctx) =>
      addExchangeRate(ctx, { currency: 'CHF', day: '2024-06-03', rate: '0.93', source: 'proef' }),
    )
    const note = await act(async (ctx) =>
      finalise(
        ctx,
        (await draftCredit(ctx, { invoice: free.id, shipping: true, reason: 'Retour', restock: false })).id,
      ),
    )
    const xml = await fileOf(2024)
    validate(xml)
    const booked = nodes(parsed(xml), 'company/transactions/journal/transaction').map((one) => [
      textAt(one, 'nr')!,
      ...nodes(one, 'trLine').map(
        (line) =>
          `${textAt(line, 'accID')} ${amountIn(line)} ${textAt(line, 'currency/curCode')} ${textAt(line, 'currency/curAmnt')}`,
      ),
    ])
    assert.deepEqual(booked.sort(), [
      [taxed.number, '1300 1072 SEK 121.00', '8000 -886 SEK 100.00', '1510 -186 SEK 21.00'],
      [free.number, '1300 100000 CHF 930.00', '8000 -100000 CHF 930.00'],
      [note.number, '1300 -100000 CHF 930.00', '8000 100000 CHF 930.00'],
    ])
    const { gross, vat } = await act((ctx) =>
      invoicedIn(ctx, { business, from: '2024-01-01', to: '2024-12-31' }),
    )
    assert.deepEqual([gross, vat], [1072, 186])
  },
)
