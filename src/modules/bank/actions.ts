/** What one may ask of bank lines that touches nothing else: the statements, ignoring a line and taking that back. */
import { z } from 'zod'
import { pageInput } from '../../base/check.ts'
import { refuse } from '../../base/refusal.ts'
import { action } from '../../platform/action.ts'
import type { Ctx } from '../../platform/context.ts'
import { get, lock, page } from '../../platform/rows.ts'
import type { Cents } from '../../base/money.ts'
import { allotmentsOf } from './reads.ts'
import { BankLine, BankStatement, type BankAllotment } from './schema.ts'
import { changeLine, insertAllotment, teachPayer, unteachPayer } from './writes.ts'

export const listStatements = action({
  http: 'GET /bank-statements',
  right: 'bank.see',
  input: z.object({ account: z.uuid().optional(), ...pageInput }),
  run: (ctx, { account, after, limit }) => page(ctx, BankStatement, { where: { account }, after, limit }),
})

export const getBankLine = action({
  http: 'GET /bank-lines/:line',
  right: 'bank.see',
  says: 'One bank line with what it paid.',
  input: z.object({ line: z.uuid() }),
  run: async (ctx, input) => ({
    ...(await get(ctx, BankLine, input.line)),
    allotments: await allotmentsOf(ctx, input.line),
  }),
})

export const ignoreBankLine = action({
  http: 'POST /bank-lines/:line/ignore',
  right: 'bank.match',
  says: 'Sets a line aside that pays nothing of ours, such as bank charges, or what is left of a divided one, such as collection costs, with the reason.',
  input: z.strictObject({ line: z.uuid(), reason: z.string().trim().min(1).max(500) }),
  async run(ctx, input) {
    const line = await lock(ctx, BankLine, input.line)
    if (line.state !== 'open') refuse('bank-line.not-open')
    ctx.emit('bank-line.ignored', line.id, { reason: input.reason, amount: line.amount - line.allotted })
    return changeLine(ctx, line.id, {
      state: line.allotted === 0 ? 'ignored' : 'matched',
      reason: input.reason,
    })
  },
})

export const reopenBankLine = action({
  http: 'POST /bank-lines/:line/reopen',
  right: 'bank.match',
  says: 'Puts an ignored line back on the work list.',
  input: z.strictObject({ line: z.uuid() }),
  async run(ctx, input) {
    const line = await lock(ctx, BankLine, input.line)
    if (line.state !== 'ignored') refuse('bank-line.not-open')
    ctx.emit('bank-line.reopened', line.id, {})
    return changeLine(ctx, line.id, { state: 'open', reason: null })
  },
})

export type Part = { readonly invoice: string | null; readonly order: string | null; readonly amount: Cents }
type Who = { readonly contact: string | null; readonly organisation: string | null }

/** Keeps what a locked line paid, with signed amounts, and learns whose account it came from. */
export async function keepAllotments(
  ctx: Ctx,
  line: BankLine,
  parts: readonly Part[],
  more: { how: BankAllotment['how']; why: readonly string[]; who: Who | null },
): Promise<BankLine> {
  for (const { invoice, order, amount } of parts)
    await insertAllotment(ctx, {
      line: line.id,
      invoice,
      orderId: order,
      amount,
      day: line.bookingDay,
      how: more.how,
      why: more.why,
    })
  if (line.iban && more.who && (more.who.contact ?? more.who.organisation))
    await teachPayer(ctx, line.iban, more.who)
  const allotted = line.allotted + parts.reduce((total, { amount }) => total + amount, 0)
  ctx.emit('bank-line.matched', line.id, {
    amount: line.amount,
    how: more.how,
    parts: parts.map(({ invoice, order, amount }) => ({ invoice, order, amount })),
  })
  return changeLine(ctx, line.id, { allotted, state: allotted === line.amount ? 'matched' : 'open' })
}

/** Turns every allotment of a locked line around; the lesson that it taught is forgotten. */
export async function turnAllotments(
  ctx: Ctx,
  line: BankLine,
  parts: readonly Part[],
  who: readonly Who[],
): Promise<BankLine> {
  for (const { invoice, order, amount } of parts)
    await insertAllotment(ctx, {
      line: line.id,
      invoice,
      orderId: order,
      amount: -amount,
      day: line.bookingDay,
      how: 'hand',
      why: [],
    })
  if (line.iban) for (const one of who) await unteachPayer(ctx, line.iban, one)
  ctx.emit('bank-line.taken-back', line.id, { amount: line.amount })
  return changeLine(ctx, line.id, { allotted: 0, state: 'open', reason: null })
}
