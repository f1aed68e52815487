/** Bank statements: every sample file is read to the same figures as another reader saw, and what is no statement is refused by name. */
import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { Refusal } from '../../base/refusal.ts'
import { readStatements, type Statement } from './camt.ts'

const folder = join(process.cwd(), '../shared/reference/bank')
const skip = existsSync(folder)
  ? false
  : 'the sample statements are not on this machine (../shared/reference/bank)'
const samples = skip
  ? []
  : readdirSync(join(folder, 'camt053')).filter(
      (name) => name.endsWith('.xml') && existsSync(join(folder, 'camt053', name.replace(/xml$/, 'json'))),
    )
const sample = (name: string) => readStatements(readFileSync(join(folder, 'camt053', name)))
const xml = (text: string) => new TextEncoder().encode(text)

type Seen = Record<string, unknown>

/** The statements in the other reader's dump, each once. */
function seenIn(dump: unknown): Seen[] {
  const found = new Map<string, Seen>()
  const walk = (value: unknown) => {
    if (typeof value !== 'object' || value === null) return
    const seen = value as Seen
    if (String(seen.__CLASS__).endsWith('Camt053\\DTO\\Statement') && Array.isArray(seen.getBalances))
      found.set(JSON.stringify([seen.getId, seen.getElectronicSequenceNumber, seen.getBalances]), seen)
    for (const inner of Object.values(seen)) walk(inner)
  }
  walk(dump)
  return [...found.values()]
}

/** The other reader counts in the currency's own smallest unit and cuts off what is finer. */
const minor = (amount: number, currency: string) =>
  String(Math.trunc(amount / (currency === 'JPY' ? 100_000 : 1000)))
const money = (seen: Seen) => {
  const { getAmount, getCurrency } = seen.getAmount as { getAmount: string; getCurrency: { getCode: string } }
  return [getAmount, getCurrency.getCode]
}

for (const name of samples) {
  test(`${name} has the account, balances and entries that the other reader saw`, () => {
    const dump: unknown = JSON.parse(
      readFileSync(join(folder, 'camt053', name.replace(/xml$/, 'json')), 'utf8'),
    )
    const read = sample(name)
    for (const seen of seenIn(dump)) {
      const account = seen.getAccount as Seen
      const balances = (seen.getBalances as Seen[]).map(money)
      const mine = read.find(
        (one) =>
          one.id === seen.getId &&
          JSON.stringify(one.balances.map((b) => [minor(b.amount, b.currency), b.currency])) ===
            JSON.stringify(balances),
      )
      assert.ok(mine, `${String(seen.getId)} with its balances`)
      assert.equal(mine.account.iban ?? mine.account.other, account.getIdentification)
      assert.equal(mine.sequence, seen.getElectronicSequenceNumber)
    }
    const entries = ((dump as Seen).getEntries as unknown[]).filter(
      (one): one is Seen => typeof one === 'object',
    )
    const flat = read.flatMap((one) => one.entries)
    for (const seen of entries) {
      const mine = flat[Number(seen.getIndex)] ?? flat[0]!
      const candidates = flat.filter(
        (one) =>
          JSON.stringify([minor(one.amount, one.currency), one.currency]) === JSON.stringify(money(seen)),
      )
      assert.ok(candidates.length > 0, `an entry of ${money(seen).join(' ')}, not ${mine.amount}`)
      assert.ok(
        candidates.some(
          (one) =>
            one.reference === seen.getAccountServicerReference || seen.getAccountServicerReference === null,
        ),
      )
    }
    assert.ok(seenIn(dump).length > 0 && entries.length > 0)
  })
}

test('a payer is known by name and account in the old versions and in version 8', { skip }, () => {
  for (const name of ['camt053.v3.xml', 'camt053.v8.xml']) {
    const detail = sample(name)[0]!.entries[0]!.details[0]!
    assert.deepEqual(detail.party, { name: 'NAME NAME', iban: 'NL56AGDH9619008421', ultimate: null })
    assert.deepEqual(detail.structured, ['4654654654654654'])
  }
  assert.equal(
    sample('camt053.v2.minimal.ultimate.xml')[0]!.entries[0]!.details[0]!.party.ultimate,
    'DEBTOR NAME NM',
  )
})

test('all kinds of balances keep their own kind', { skip }, () => {
  const [statement] = sample('camt053.v2.all-balance-types.xml')
  assert.deepEqual(
    statement!.balances.map(({ kind }) => kind),
    ['OPBD', 'PRCD', 'OPAV', 'CLBD', 'CLAV', 'FWAV', 'INFO', 'ITAV', 'ITBD', 'XPCD'],
  )
})

test(
  'five decimals are read exactly, and a day that is a moment stays the day that the bank wrote',
  { skip },
  () => {
    const [balance] = sample('camt53.only-Dt-with-DtTm.xml')[0]!.balances
    assert.deepEqual(balance, { kind: 'OPBD', amount: 544_209_000, currency: 'RON', day: '2025-07-23' })
    assert.equal(sample('camt053.v2.five.decimals.xml')[0]!.entries[0]!.amount, 885_000)
  },
)

test('several statements in one file are read one by one', { skip }, () => {
  assert.equal(sample('camt053.v2.multi.statement.xml').length, 2)
})

const refused = (bytes: Uint8Array) => {
  try {
    readStatements(bytes)
  } catch (error) {
    if (error instanceof Refusal) return [error.code, error.params.found ?? error.params.text ?? null]
    throw error
  }
  return null
}

test('a file without a statement, or of another kind, is refused with what it is', { skip }, () => {
  const file = (path: string) => readFileSync(join(folder, path))
  assert.deepEqual(refused(file('camt053/camt053.v2.wrong.xml')), ['bank-file.no-statement', null])
  assert.deepEqual(refused(file('camt054/camt054.v8.xml')), ['bank-file.not-a-statement', 'camt.054.001.08'])
  assert.deepEqual(refused(file('pain/pain.001.001.09.xml')), [
    'bank-file.not-a-statement',
    'pain.001.001.09',
  ])
})

const statement = (entries: string) =>
  `<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Id>S1</Id><Acct><Id><IBAN>NL91 ABNA 0417 1643 00</IBAN></Id></Acct>${entries}</Stmt></BkToCstmrStmt></Document>`
const entryOf = (amount: string) =>
  `<Ntry><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts></Ntry>`

test('what would harm the reader is refused before it is read', () => {
  const laughs = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><Document>&b;</Document>`
  assert.deepEqual(refused(xml(laughs)), ['bank-file.declares-entities', null])
  assert.deepEqual(refused(xml('<a>'.repeat(5000) + '</a>'.repeat(5000))), ['bank-file.too-deep', null])
  assert.deepEqual(refused(xml(statement('&lol;'))), ['bank-file.unreadable', null])
  assert.deepEqual(refused(xml('<Document><BkToCstmrStmt>')), ['bank-file.unreadable', null])
  assert.deepEqual(refused(new Uint8Array(26 * 1024 * 1024)), ['bank-file.too-large', null])
  assert.deepEqual(refused(xml('')), ['bank-file.unreadable', null])
})

test('an amount that is no amount is refused with its text', () => {
  for (const wrong of ['1,50', '-1.00', '1e3', '0.123456', 'NaN'])
    assert.deepEqual(refused(xml(statement(entryOf(wrong)))), ['bank-file.amount-wrong', wrong])
  assert.equal(readStatements(xml(statement(entryOf('1.5'))))[0]!.entries[0]!.amount, 150_000)
})

test('words that banks use for nothing are nothing', () => {
  const entry = `<Ntry><Amt Ccy="EUR">1.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><AcctSvcrRef>NONREF</AcctSvcrRef><NtryDtls><TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs><RltdPties><Cdtr><Nm>Groothandel &amp; Zn.</Nm></Cdtr></RltdPties></TxDtls></NtryDtls></Ntry>`
  const read: Statement = readStatements(xml(statement(entry)))[0]!
  const [detail] = read.entries[0]!.details
  assert.deepEqual(
    [read.entries[0]!.amount, read.entries[0]!.reference, detail!.endToEnd, detail!.party.name],
    [-100_000, null, null, 'Groothandel & Zn.'],
  )
  assert.equal(read.account.iban, 'NL91ABNA0417164300')
})
