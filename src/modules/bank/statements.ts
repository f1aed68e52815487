/** Keeps the statements of a file: each once, and each line once, however often and in whatever file the bank tells it. */
import { createHash } from 'node:crypto'
import { dayOf, isDay, type Day } from '../../base/day.ts'
import { decimalText, sum } from '../../base/money.ts'
import type { NewRow } from '../../base/record.ts'
import { refuse } from '../../base/refusal.ts'
import type { Ctx } from '../../platform/context.ts'
import { raiseTask } from '../../platform/tasks.ts'
import { createAccount } from '../organisations/actions/businesses.ts'
import type { BusinessAccount } from '../organisations/schema.ts'
import { centsOf, type Detail, type Entry, type Fine, type Statement } from './camt.ts'
import {
  accountByIban,
  businessByIban,
  isStatementKnown,
  knownKeys,
  lastNumber,
  lockAccount,
} from './reads.ts'
import type { BankLine, BankStatement } from './schema.ts'
import { insertLines, insertStatement } from './writes.ts'

type Kept = { readonly statements: readonly BankStatement[]; readonly lines: readonly BankLine[] }

/** Answers what is new; a file in which nothing is new is refused. */
export async function keepStatements(
  ctx: Ctx,
  statements: readonly Statement[],
  file: string | null,
): Promise<Kept> {
  const accounts = new Map<Statement, BusinessAccount>()
  for (const statement of statements) accounts.set(statement, await accountOf(ctx, statement))
  const made: BankStatement[] = []
  const lines: BankLine[] = []
  for (const [statement, account] of accounts) {
    // Two uploads of one file at once wait here for each other.
    await lockAccount(ctx, account.id)
    if (await isStatementKnown(ctx, account.id, keyOfStatement(statement))) continue
    const kept = await keepStatement(ctx, statement, account, file)
    made.push(kept.statement)
    lines.push(...kept.lines)
  }
  if (made.length === 0)
    refuse('bank-file.already-imported', { name: statements.map(nameOf).join(', ').slice(0, 200) })
  return { statements: made, lines }
}

/** Our account; one that only the business itself names is added to its list. */
async function accountOf(ctx: Ctx, { account }: Statement): Promise<BusinessAccount> {
  const iban = account.iban ?? account.other?.replace(/\s/g, '').toUpperCase() ?? ''
  const known = await accountByIban(ctx, iban)
  if (known) return known
  const business = await businessByIban(ctx, iban)
  if (!business) return refuse('bank-file.other-account', { iban: iban.slice(0, 42) || '?' })
  return createAccount(ctx, {
    business: business.id,
    name: iban,
    iban,
    bic: business.bic,
    holder: business.legalName,
    currency: account.currency ?? business.currency,
  })
}

const nameOf = (statement: Statement) => [statement.id, statement.sequence].filter(Boolean).join(' / ')

/** Some banks name all statements of an account alike, so that only number, page and period tell them apart. */
const keyOfStatement = ({ id, sequence, legalSequence, page, from, to, createdAt }: Statement): string =>
  hashOf([id, sequence, legalSequence, page, from, to, createdAt])

async function keepStatement(
  ctx: Ctx,
  statement: Statement,
  account: BusinessAccount,
  file: string | null,
): Promise<{ statement: BankStatement; lines: readonly BankLine[] }> {
  const currency = statement.account.currency ?? statement.entries[0]?.currency ?? account.currency
  const lines = statement.entries
    .filter(({ status }) => status === 'BOOK')
    .flatMap((entry, i) => linesOf(entry, i))
  const keyed = withKeys(lines)
  const known = await knownKeys(
    ctx,
    account.id,
    keyed.map(({ key }) => key),
  )
  const fresh = keyed.filter(({ key }) => !known.has(key))
  const balance = (...kinds: string[]) =>
    statement.balances.find((one) => kinds.includes(one.kind) && one.currency === currency)
  const [opening, closing] = [balance('OPBD', 'PRCD'), balance('CLBD')]
  const booked = sum(statement.entries.filter(({ status }) => status === 'BOOK').map(({ amount }) => amount))
  const isBalanced = !opening || !closing || opening.amount + booked === closing.amount
  const days = lines.map(({ bookingDay }) => bookingDay!).sort()
  const row = await insertStatement(ctx, {
    account: account.id,
    key: keyOfStatement(statement),
    name: statement.id.slice(0, 200),
    sequence: statement.sequence,
    fromDay: dayIn(statement.from) ?? opening?.day ?? days[0] ?? null,
    toDay: dayIn(statement.to) ?? closing?.day ?? days.at(-1) ?? null,
    currency,
    opening: opening ? cents(opening.amount) : null,
    closing: closing ? cents(closing.amount) : null,
    lineCount: fresh.length,
    isBalanced,
    file,
  })
  const first = (await lastNumber(ctx, account.id)) + 1
  const kept = await insertLines(
    ctx,
    fresh.map((line, i) => ({
      ...line,
      statement: row.id,
      account: account.id,
      number: first + i,
      bookingDay: line.bookingDay ?? row.toDay ?? dayOf(ctx.now),
    })),
  )
  ctx.emit('bank-statement.imported', row.id, { name: nameOf(statement), lines: fresh.length })
  if (!isBalanced)
    await raiseTask(ctx, {
      kind: 'bank.sums-wrong',
      about: row.id,
      aboutKind: 'bank_statements',
      detail: {
        name: nameOf(statement),
        opening: `${row.currency} ${decimalText(row.opening!, 2)}`,
        closing: `${row.currency} ${decimalText(row.closing!, 2)}`,
      },
      dedupe: `bank-sums:${row.id}`,
    })
  return { statement: row, lines: kept }
}

type Unkeyed = Omit<NewRow<typeof BankLine>, 'key' | 'number' | 'statement' | 'account' | 'bookingDay'> & {
  own: string | null
  bookingDay: Day | null
}

/** The payments of a batch one by one when they add up to it, else the entry as one. */
function linesOf(entry: Entry, position: number): Unkeyed[] {
  const amounts = entry.details.map(({ amount, currency }) => (currency === entry.currency ? amount : null))
  const areWhole =
    entry.details.length > 1 &&
    amounts.every((amount) => amount !== null) &&
    sum(amounts.map((amount) => amount ?? 0)) === entry.amount
  if (!areWhole)
    return [
      lineOf(entry, entry.details.length === 1 ? entry.details[0]! : null, entry.amount, entry.reference),
    ]
  return entry.details.map((detail, i) =>
    lineOf(
      entry,
      detail,
      detail.amount!,
      detail.reference ?? (entry.reference && `${entry.reference}#${i + 1}`) ?? `${position}#${i + 1}`,
    ),
  )
}

function lineOf(entry: Entry, detail: Detail | null, amount: Fine, own: string | null): Unkeyed {
  const party = detail?.party
  return {
    own,
    amount: cents(amount),
    currency: entry.currency,
    bookingDay: entry.bookingDay ?? entry.valueDay,
    valueDay: entry.valueDay,
    name: (party?.ultimate ?? party?.name)?.slice(0, 200) ?? null,
    iban: party?.iban?.slice(0, 42) ?? null,
    reference: entry.reference?.slice(0, 200) ?? null,
    endToEnd: detail?.endToEnd?.slice(0, 200) ?? null,
    mandate: detail?.mandate?.slice(0, 200) ?? null,
    batch: (detail?.batch ?? entry.batch)?.slice(0, 200) ?? null,
    structured: (detail?.structured ?? entry.details.flatMap(({ structured }) => structured))
      .slice(0, 20)
      .map((one) => one.slice(0, 140)),
    text: [detail?.text ?? entry.details.map(({ text }) => text).join(' '), entry.text]
      .filter(Boolean)
      .join(' ')
      .slice(0, 2000),
    isReversal: entry.isReversal,
    returnReason: detail?.returnReason?.slice(0, 200) ?? null,
    state: 'open',
  }
}

/** The bank's own reference with day and amount; without one, what the line says and the how-manieth of its kind it is. */
function withKeys(lines: readonly Unkeyed[]): (Omit<Unkeyed, 'own'> & { key: string })[] {
  const seen = new Map<string, number>()
  return lines.map(({ own, ...line }) => {
    const said =
      own && !/^\d+#\d+$/.test(own)
        ? [own, line.bookingDay, line.amount]
        : [line.bookingDay, line.amount, line.iban, line.name, line.endToEnd, line.text]
    const hash = hashOf(said)
    const count = (seen.get(hash) ?? 0) + 1
    seen.set(hash, count)
    return { ...line, key: `${hash}:${count}` }
  })
}

const hashOf = (parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 40)
const dayIn = (text: string | null): Day | null =>
  text && isDay(text.slice(0, 10)) ? text.slice(0, 10) : null
const cents = (amount: Fine) =>
  centsOf(amount) ?? refuse('bank-file.part-of-cent', { text: decimalText(amount, 5) })
