/** Bank statements in CAMT.053, versions 2 to 8 and later: read by local name, amounts as decimal text. Pure. */
import { isDay, type Day } from '../../base/day.ts'
import { decimal, type Cents } from '../../base/money.ts'
import { refuse } from '../../base/refusal.ts'
import { all, first, readXml, textAt, type Node } from '../../base/xml.ts'

/** A hundred-thousandth of a currency: the finest amount that a statement can name. */
export type Fine = number & { readonly unit?: 'fine' }

export type Account = {
  readonly iban: string | null
  readonly other: string | null
  readonly name: string | null
  readonly currency: string | null
}
/** Negative is owed to the bank. `kind` is OPBD, PRCD, CLBD and so on. */
export type Balance = {
  readonly kind: string
  readonly amount: Fine
  readonly currency: string
  readonly day: Day | null
}
export type Counterparty = {
  readonly name: string | null
  readonly iban: string | null
  readonly ultimate: string | null
}

/** One payment inside an entry; a batch has many, an entry without details has none. */
export type Detail = {
  readonly amount: Fine | null
  readonly currency: string | null
  readonly party: Counterparty
  readonly reference: string | null
  readonly endToEnd: string | null
  readonly mandate: string | null
  readonly batch: string | null
  /** References with check digits: RF, Belgian or of an acceptance slip. */
  readonly structured: readonly string[]
  readonly text: string
  readonly returnReason: string | null
}

/** Money that came in is positive, money that went out is negative, whether it is a reversal or not. */
export type Entry = {
  readonly amount: Fine
  readonly currency: string
  readonly isReversal: boolean
  readonly status: string
  readonly bookingDay: Day | null
  readonly valueDay: Day | null
  readonly reference: string | null
  readonly batch: string | null
  readonly text: string
  readonly details: readonly Detail[]
}

export type Statement = {
  readonly id: string
  readonly sequence: string | null
  readonly legalSequence: string | null
  readonly page: string | null
  readonly createdAt: string | null
  readonly from: string | null
  readonly to: string | null
  readonly account: Account
  readonly balances: readonly Balance[]
  readonly entries: readonly Entry[]
}

const limits = { bytes: 25 * 1024 * 1024, depth: 40, tags: 3_000_000 }

/** The statements of a file; a file that is something else is refused with what it is. */
export function readStatements(bytes: Uint8Array): Statement[] {
  const root = readXml(bytes, limits)
  if (typeof root === 'string') return refuse(`bank-file.${root}`, { most: 25 })
  const body = first(root, 'BkToCstmrStmt')
  if (root.name !== 'Document' || !body) return refuse('bank-file.not-a-statement', { found: nameOf(root) })
  const statements = all(body, 'Stmt')
  if (statements.length === 0) return refuse('bank-file.no-statement')
  return statements.map(statementOf)
}

/** What a wrong file is, in the words of its own namespace: 'camt.054.001.08', or the name of its root. */
const nameOf = (root: Node): string =>
  root.namespace?.split(':').at(-1)?.slice(0, 60) || root.name.slice(0, 60)

function statementOf(node: Node): Statement {
  const id = textAt(node, 'Id') ?? refuse('bank-file.incomplete', { part: 'Stmt/Id' })
  const period = first(node, 'FrToDt')
  return {
    id,
    sequence: textAt(node, 'ElctrncSeqNb'),
    legalSequence: textAt(node, 'LglSeqNb'),
    page: textAt(node, 'StmtPgntn/PgNb'),
    createdAt: textAt(node, 'CreDtTm'),
    from: textAt(period, 'FrDtTm') ?? textAt(period, 'FrDt'),
    to: textAt(period, 'ToDtTm') ?? textAt(period, 'ToDt'),
    account: accountOf(first(node, 'Acct')),
    balances: all(node, 'Bal').map(balanceOf),
    entries: all(node, 'Ntry').map(entryOf),
  }
}

const accountOf = (node: Node | null): Account => ({
  iban: bareIban(textAt(node, 'Id/IBAN')),
  other: textAt(node, 'Id/Othr/Id') ?? textAt(node, 'Id/PrtryAcct/Id'),
  name: textAt(node, 'Nm') ?? textAt(node, 'Ownr/Nm'),
  currency: textAt(node, 'Ccy'),
})

function balanceOf(node: Node): Balance {
  const { amount, currency } = amountOf(first(node, 'Amt'), 'Bal/Amt')
  return {
    kind: textAt(node, 'Tp/CdOrPrtry/Cd') ?? textAt(node, 'Tp/CdOrPrtry/Prtry') ?? '',
    amount: signed(node, amount),
    currency,
    day: dayAt(node, 'Dt'),
  }
}

function entryOf(node: Node): Entry {
  const { amount, currency } = amountOf(first(node, 'Amt'), 'Ntry/Amt')
  const way = signed(node, amount)
  const batch = first(node, 'NtryDtls/Btch')
  return {
    amount: way,
    currency,
    isReversal: textAt(node, 'RvslInd') === 'true' || textAt(node, 'RvslInd') === '1',
    status: textAt(node, 'Sts/Cd') ?? textAt(node, 'Sts') ?? 'BOOK',
    bookingDay: dayAt(node, 'BookgDt'),
    valueDay: dayAt(node, 'ValDt'),
    reference: given(textAt(node, 'AcctSvcrRef')),
    batch: given(textAt(batch, 'PmtInfId')) ?? given(textAt(batch, 'MsgId')),
    text: textAt(node, 'AddtlNtryInf') ?? '',
    details: all(node, 'NtryDtls/TxDtls').map((one) => detailOf(one, way)),
  }
}

function detailOf(node: Node, way: Fine): Detail {
  const amountNode = first(node, 'Amt') ?? first(node, 'AmtDtls/TxAmt/Amt')
  const read = amountNode && amountOf(amountNode, 'TxDtls/Amt')
  const isOut = textAt(node, 'CdtDbtInd') ? textAt(node, 'CdtDbtInd') === 'DBIT' : way < 0
  const refs = first(node, 'Refs')
  return {
    amount: read ? (isOut ? -read.amount || 0 : read.amount) : null,
    currency: read?.currency ?? null,
    party: partyOf(first(node, 'RltdPties'), isOut),
    reference: given(textAt(refs, 'AcctSvcrRef')) ?? given(textAt(refs, 'TxId')),
    endToEnd: given(textAt(refs, 'EndToEndId')),
    mandate: given(textAt(refs, 'MndtId')),
    batch: given(textAt(refs, 'PmtInfId')),
    structured: all(node, 'RmtInf/Strd/CdtrRefInf/Ref')
      .map((one) => one.text)
      .filter(Boolean),
    text: [...all(node, 'RmtInf/Ustrd').map((one) => one.text), textAt(node, 'AddtlTxInf') ?? '']
      .filter(Boolean)
      .join(' '),
    returnReason: textAt(node, 'RtrInf/Rsn/Cd') ?? textAt(node, 'RtrInf/Rsn/Prtry'),
  }
}

/** Who is on the other side: the debtor of what came in, the creditor of what went out. Version 8 puts a `Pty` between. */
function partyOf(parties: Node | null, isOut: boolean): Counterparty {
  const side = isOut ? 'Cdtr' : 'Dbtr'
  const nameAt = (name: string) => textAt(parties, `${name}/Pty/Nm`) ?? textAt(parties, `${name}/Nm`)
  return {
    name: nameAt(side),
    iban: bareIban(textAt(parties, `${side}Acct/Id/IBAN`)),
    ultimate: nameAt(`Ultmt${side}`),
  }
}

function amountOf(node: Node | null, part: string): { amount: Fine; currency: string } {
  const currency = node?.attributes.Ccy
  if (!node || !currency) return refuse('bank-file.incomplete', { part })
  if (!/^\d{1,13}(\.\d{1,5})?$/.test(node.text))
    return refuse('bank-file.amount-wrong', { text: node.text.slice(0, 40) })
  return {
    amount: decimal(node.text, 5) ?? refuse('bank-file.amount-wrong', { text: node.text.slice(0, 40) }),
    currency,
  }
}

const signed = (node: Node, amount: Fine): Fine =>
  textAt(node, 'CdtDbtInd') === 'DBIT' ? -amount || 0 : amount

/** `Dt` with a day, or with a moment in `DtTm`; the day as the bank wrote it, for it is its day of booking. */
function dayAt(node: Node, path: string): Day | null {
  const text = (textAt(node, `${path}/Dt`) ?? textAt(node, `${path}/DtTm`) ?? '').slice(0, 10)
  return isDay(text) ? text : null
}

/** Banks fill compulsory fields with these words when they have nothing to say. */
const given = (text: string | null): string | null =>
  text === null || /^(NOTPROVIDED|NONREF|NOTAVAILABLE|EREF:?NOTPROVIDED)$/i.test(text) ? null : text

const bareIban = (text: string | null): string | null => text?.replace(/\s/g, '').toUpperCase() || null

/** Whole cents; null when a bank counts in parts of one. */
export const centsOf = (amount: Fine): Cents | null => (amount % 1000 === 0 ? amount / 1000 : null)
