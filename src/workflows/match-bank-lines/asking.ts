/** Bank statements come in and are matched: at once what is certain, the rest on a work list with proposals. */
import { z } from 'zod'
import { pageInput } from '../../base/check.ts'
import { sum } from '../../base/money.ts'
import { readStatements } from '../../modules/bank/camt.ts'
import { returnItem } from '../../modules/bank/booked-items.ts'
import { itemsByReference, payersOf, sentItemsOfBatch } from '../../modules/bank/reads.ts'
import { bodyOf, propose, wordsIn, type Payer, type Proposal } from '../../modules/bank/rules.ts'
import { BankLine, lineStates } from '../../modules/bank/schema.ts'
import { keepStatements } from '../../modules/bank/statements.ts'
import { openItemsFor, type Clues } from '../../modules/invoicing/open-items.ts'
import { searchPayables } from '../../modules/invoicing/open-search.ts'
import { findInvoice } from '../../modules/invoicing/reads.ts'
import { action } from '../../platform/action.ts'
import type { Ctx } from '../../platform/context.ts'
import { keepFile, storeBytes } from '../../platform/files.ts'
import { get, page } from '../../platform/rows.ts'
import { raiseTask } from '../../platform/tasks.ts'
import { allot, returnDebit, takeBack } from './allot.ts'

const fileInput = z.object({
  name: z.string().max(255),
  type: z.string().max(100),
  bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
})

export const importBankStatements = action({
  http: 'POST /bank-statements',
  right: 'bank.match',
  says: 'Takes in a CAMT.053 file of one of our accounts and books what is certain; the same statement is taken once.',
  input: z.object({ file: fileInput }),
  async run(ctx, { file }) {
    const read = readStatements(file.bytes)
    const kept = await keepFile(ctx, {
      stored: await storeBytes(file.bytes),
      name: file.name,
      type: 'application/xml',
      about: null,
      kind: 'bank-statement',
    })
    const { statements, lines } = await keepStatements(ctx, read, kept)
    let matched = 0
    for (let from = 0; from < lines.length; from += together)
      matched += await matchTogether(ctx, lines.slice(from, from + together))
    return {
      statements,
      skipped: read.length - statements.length,
      lines: lines.length,
      matched,
      open: lines.length - matched,
    }
  },
})

export const listBankLines = action({
  http: 'GET /bank-lines',
  right: 'bank.see',
  says: 'Bank lines, newest first; open ones with what they probably pay.',
  input: z.object({
    state: z.enum(Object.keys(lineStates) as [BankLine['state'], ...BankLine['state'][]]).optional(),
    account: z.uuid().optional(),
    statement: z.uuid().optional(),
    ...pageInput,
  }),
  async run(ctx, { state, account, statement, after, limit }) {
    const { rows, next } = await page(ctx, BankLine, { where: { state, account, statement }, after, limit })
    const proposals = await proposalsFor(
      ctx,
      rows.filter((line) => line.state === 'open'),
    )
    return { rows: rows.map((line) => ({ ...line, proposals: proposals.get(line.id) ?? [] })), next }
  },
})

export const findPayables = action({
  http: 'GET /bank-lines/:line/payables',
  right: 'bank.match',
  says: 'What a line may pay, by a part of a number or of a customer’s name: open invoices and orders, or credit notes.',
  input: z.object({ line: z.uuid(), search: z.string().trim().max(100).default('') }),
  async run(ctx, input) {
    const line = await get(ctx, BankLine, input.line)
    const search = (text: string) => searchPayables(ctx, line.amount > 0, text)
    if (input.search) return { rows: await search(input.search) }
    // Nothing typed yet: what is open of somebody who is called like the payer, else the newest.
    for (const word of longestWords(line.name ?? '')) {
      const rows = await search(word)
      if (rows.length > 0) return { rows }
    }
    return { rows: await search('') }
  },
})

const longestWords = (name: string): string[] =>
  name
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 3)
    .sort((a, b) => b.length - a.length)
    .slice(0, 3)

const partInput = z
  .strictObject({ invoice: z.uuid().optional(), order: z.uuid().optional(), amount: z.int().min(1) })
  .refine(({ invoice, order }) => Boolean(invoice) !== Boolean(order))

export const matchBankLine = action({
  http: 'POST /bank-lines/:line/match',
  right: 'bank.match',
  says: 'Says what a line pays: one invoice or order, or several; what is left of it stays open.',
  input: z.strictObject({ line: z.uuid(), parts: z.array(partInput).min(1).max(100) }),
  run: (ctx, { line, parts }) =>
    allot(
      ctx,
      line,
      parts.map(({ invoice, order, amount }) => ({
        kind: invoice ? ('invoice' as const) : ('order' as const),
        id: (invoice ?? order)!,
        amount,
      })),
      { how: 'hand', why: [] },
    ),
})

export const takeBackMatch = action({
  http: 'POST /bank-lines/:line/take-back',
  right: 'bank.match',
  says: 'Takes back what a line paid; invoices and orders are open again.',
  input: z.strictObject({ line: z.uuid() }),
  run: (ctx, input) => takeBack(ctx, input.line),
})

/** What each of these lines probably pays, in two statements however many they are. */
async function proposalsFor(ctx: Ctx, lines: readonly BankLine[]): Promise<Map<string, Proposal[]>> {
  const ibans = [...new Set(lines.flatMap(({ iban }) => iban ?? []))]
  const known = ibans.length > 0 ? await payersOf(ctx, ibans) : []
  const payersFor = ({ iban }: BankLine) => known.filter((payer) => payer.iban === iban)
  const found = await openItemsFor(
    ctx,
    lines.map((line) => cluesOf(line, payersFor(line))),
  )
  return new Map(
    lines.map((line, i) => [
      line.id,
      propose({ ...line, amount: line.amount - line.allotted }, found[i]!, payersFor(line)),
    ]),
  )
}

function cluesOf(line: BankLine, payers: readonly Payer[]): Clues {
  const left = line.amount - line.allotted
  const keys = [
    ...new Set([
      ...line.structured.flatMap(bodyOf),
      ...(line.endToEnd ? bodyOf(line.endToEnd) : []),
      ...wordsIn(line.text),
    ]),
  ].filter((key) => key.length >= 4 && key.length <= 60)
  return {
    kind: left > 0 ? 'invoice' : 'credit-note',
    keys,
    amount: Math.abs(left),
    contacts: payers.flatMap(({ contact }) => contact ?? []),
    organisations: payers.flatMap(({ organisation }) => organisation ?? []),
    iban: line.iban,
  }
}

/** For so many lines at once is looked up what they pay: of a long statement that takes a tenth of the time. */
const together = 100

/** Books what is certain of these lines, in their order; answers how many were booked. */
async function matchTogether(ctx: Ctx, lines: readonly BankLine[]): Promise<number> {
  const proposals = await proposalsFor(ctx, lines)
  const paid = new Set<string>()
  const accounts = new Set<string | null>()
  let matched = 0
  let isReopened = false
  for (const line of lines) {
    const early = proposals.get(line.id)!
    // What a line before it paid, taught or opened again may change what this one pays.
    const isLate =
      isReopened ||
      (line.iban !== null && accounts.has(line.iban)) ||
      payablesOf(early).some((id) => paid.has(id))
    const booked = await matchAlone(
      ctx,
      line,
      isLate ? (await proposalsFor(ctx, [line])).get(line.id)! : early,
    )
    if (!booked) continue
    matched += 1
    accounts.add(line.iban)
    if (booked === 'returned') isReopened = true
    else for (const id of booked) paid.add(id)
  }
  return matched
}

const payablesOf = (proposals: readonly Proposal[]): string[] =>
  proposals.flatMap(({ parts }) => parts.map(({ payable }) => payable.id))

/** Books a line when nobody would look twice; answers what it paid, or that it took a payment back. */
async function matchAlone(
  ctx: Ctx,
  line: BankLine,
  proposals: readonly Proposal[],
): Promise<readonly string[] | 'returned' | null> {
  if (line.amount === 0) return null
  if (line.amount < 0 && (await matchReturned(ctx, line))) return 'returned'
  const batch = await matchBatch(ctx, line)
  if (batch) return batch
  const certain = proposals.find(({ isCertain }) => isCertain)
  if (!certain) return null
  const wanted = certain.parts.map(({ payable, amount }) => ({
    kind: payable.kind === 'order' ? ('order' as const) : ('invoice' as const),
    id: payable.id,
    amount,
  }))
  await allot(ctx, line.id, wanted, { how: 'automatic', why: certain.why })
  return payablesOf([certain])
}

/** A batch of direct debits that the bank booked as one amount pays every invoice in it. */
async function matchBatch(ctx: Ctx, line: BankLine): Promise<readonly string[] | null> {
  if (!line.batch || line.amount <= 0) return null
  const items = await sentItemsOfBatch(ctx, line.batch)
  if (items.length === 0 || sum(items.map(({ amount }) => amount)) !== line.amount) return null
  for (const { about, amount } of items) if (((await findInvoice(ctx, about))?.due ?? 0) < amount) return null
  await allot(
    ctx,
    line.id,
    items.map(({ about, amount }) => ({ kind: 'invoice' as const, id: about, amount })),
    { how: 'automatic', why: ['batch'] },
  )
  return items.map(({ about }) => about)
}

/** Money that goes out under the reference of a direct debit of ours is that debit coming back. */
async function matchReturned(ctx: Ctx, line: BankLine): Promise<boolean> {
  if (!line.endToEnd || !(line.returnReason ?? (line.isReversal || null))) return false
  const item = (await itemsByReference(ctx, line.endToEnd)).find(
    ({ mandate, amount, state }) => mandate !== null && amount === -line.amount && state === 'booked',
  )
  if (!item) return false
  const invoice = await returnDebit(ctx, line.id, item.about)
  await returnItem(ctx, item)
  await raiseTask(ctx, {
    kind: 'bank.direct-debit-returned',
    about: invoice.id,
    aboutKind: 'invoices',
    detail: { number: invoice.number ?? '', reason: line.returnReason ?? line.text.slice(0, 200) },
    dedupe: `debit-returned:${line.id}`,
  })
  return true
}
