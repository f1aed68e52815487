/** How a business collects and pays, the files that were made for its bank, and taking one back. */
import { z } from 'zod'
import { fieldsOf, pageInput } from '../../../base/check.ts'
import { refuse, refuseField } from '../../../base/refusal.ts'
import { action, FileAnswer } from '../../../platform/action.ts'
import type { Ctx } from '../../../platform/context.ts'
import { fileOf, keepFile, readBytes, storeBytes } from '../../../platform/files.ts'
import { all, get, lock, page } from '../../../platform/rows.ts'
import { BusinessAccount } from '../../organisations/schema.ts'
import { schemeOf } from '../reads.ts'
import { BankFile, BankFileItem, CollectionScheme, Refund } from '../schema.ts'
import {
  changeFile,
  changeRefund,
  changeScheme,
  insertFile,
  insertItems,
  insertRefund,
  insertScheme,
  setItems,
} from '../writes.ts'
import type { NewRow } from '../../../base/record.ts'

export const getCollectionScheme = action({
  http: 'GET /businesses/:business/collection-scheme',
  right: 'bank.see',
  input: z.object({ business: z.uuid() }),
  run: async (ctx, input) => ({ scheme: (await schemeOf(ctx, input.business)) ?? null }),
})

export const saveCollectionScheme = action({
  http: 'PUT /businesses/:business/collection-scheme',
  right: 'businesses.manage',
  says: 'Sets the creditor identifier, the account and the versions of the files of a business.',
  input: z.strictObject(
    fieldsOf(CollectionScheme, [
      'business',
      'account',
      'creditorId',
      'scheme',
      'directDebitVersion',
      'transferVersion',
      'leadDays',
    ]),
  ),
  async run(ctx, given) {
    const account = await get(ctx, BusinessAccount, given.account)
    if (account.business !== given.business) refuseField('account', 'bank.account-of-other')
    const scheme = { ...given, creditorId: creditorIdOf(given.creditorId) }
    const before = await schemeOf(ctx, given.business)
    const after = before ? await changeScheme(ctx, before.id, scheme) : await insertScheme(ctx, scheme)
    ctx.emit('collection-scheme.changed', after.id, { business: given.business })
    return after
  },
})

/** EPC262-08: country, check digits over national identifier and country, a free business code of three signs. */
function creditorIdOf(typed: string): string {
  const id = typed.replace(/\s/g, '').toUpperCase()
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{3}[A-Z0-9]{1,28}$/.test(id))
    refuseField('creditorId', 'bank.creditor-id-wrong')
  let rest = 0
  for (const sign of id.slice(7) + id.slice(0, 4)) {
    const value = Number.parseInt(sign, 36)
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97
  }
  return rest === 1 ? id : refuseField('creditorId', 'bank.creditor-id-wrong')
}

export const listBankFiles = action({
  http: 'GET /bank-files',
  right: 'bank.see',
  input: z.object({ business: z.uuid().optional(), ...pageInput }),
  run: (ctx, { business, after, limit }) => page(ctx, BankFile, { where: { business }, after, limit }),
})

export const getBankFile = action({
  http: 'GET /bank-files/:file',
  right: 'bank.see',
  says: 'One file with the payments in it.',
  input: z.object({ file: z.uuid() }),
  run: async (ctx, input) => ({
    ...(await get(ctx, BankFile, input.file)),
    items: await all(ctx, BankFileItem, { bankFile: input.file }),
  }),
})

export const downloadBankFile = action({
  http: 'GET /bank-files/:file/content',
  right: 'bank.collect',
  stepUp: true,
  says: 'The file as it goes to the bank.',
  input: z.object({ file: z.uuid() }),
  async run(ctx, input) {
    const made = await get(ctx, BankFile, input.file)
    return new FileAnswer(
      await readBytes(await fileOf(ctx, made.file)),
      'application/xml',
      `${made.messageId}.xml`,
    )
  },
})

export const markBankFileSent = action({
  http: 'POST /bank-files/:file/sent',
  right: 'bank.collect',
  says: 'Says that a file was handed to the bank.',
  input: z.strictObject({ file: z.uuid() }),
  async run(ctx, input) {
    const file = await lock(ctx, BankFile, input.file)
    if (file.state === 'withdrawn') refuse('bank-file.is-withdrawn')
    if (file.state === 'sent') return file
    ctx.emit('bank-file.sent', file.id, { messageId: file.messageId })
    return changeFile(ctx, file.id, { state: 'sent' })
  },
})

export const withdrawBankFile = action({
  http: 'POST /bank-files/:file/withdraw',
  right: 'bank.collect',
  says: 'Says that a file does not go to the bank; what stood in it may stand in the next.',
  input: z.strictObject({ file: z.uuid() }),
  async run(ctx, input) {
    const file = await lock(ctx, BankFile, input.file)
    if (file.state === 'withdrawn') return file
    const items = await all(ctx, BankFileItem, { bankFile: file.id })
    if (items.some(({ state }) => state !== 'sent')) refuse('bank-file.already-booked')
    await setItems(
      ctx,
      items.map(({ id }) => id),
      'withdrawn',
    )
    if (file.kind === 'transfer')
      for (const { about } of items) await changeRefund(ctx, about, { state: 'approved' })
    ctx.emit('bank-file.withdrawn', file.id, { messageId: file.messageId })
    return changeFile(ctx, file.id, { state: 'withdrawn' })
  },
})

export const listRefunds = action({
  http: 'GET /refunds',
  right: 'bank.see',
  input: z.object({
    state: z
      .enum(Object.keys(Refund.fields.state.choices!) as [Refund['state'], ...Refund['state'][]])
      .optional(),
    ...pageInput,
  }),
  run: (ctx, { state, after, limit }) => page(ctx, Refund, { where: { state }, after, limit }),
})

export const withdrawRefund = action({
  http: 'POST /refunds/:refund/withdraw',
  right: 'refunds.approve',
  input: z.strictObject({ refund: z.uuid() }),
  async run(ctx, input) {
    const refund = await lock(ctx, Refund, input.refund)
    if (refund.state !== 'approved') refuse('refund.not-open')
    ctx.emit('refund.withdrawn', refund.id, { creditNote: refund.creditNote, amount: refund.amount })
    return changeRefund(ctx, refund.id, { state: 'withdrawn' })
  },
})

/** Keeps an approved refund; the credit note was looked at by who asks. */
export async function keepRefund(ctx: Ctx, refund: NewRow<typeof Refund>): Promise<Refund> {
  if (
    (await all(ctx, Refund, { creditNote: refund.creditNote, state: ['approved', 'sent', 'paid'] })).length >
    0
  )
    refuse('refund.already-approved')
  const kept = await insertRefund(ctx, refund)
  ctx.emit('refund.approved', kept.id, {
    creditNote: kept.creditNote,
    amount: kept.amount,
    holder: kept.holder,
  })
  return kept
}

export const approvedRefunds = (ctx: Ctx, business: string): Promise<Refund[]> =>
  all(ctx, Refund, { business, state: 'approved' }, 'createdAt')

type Item = Omit<NewRow<typeof BankFileItem>, 'bankFile'>

/** Keeps a file as it was written, with what stands in it. */
export async function keepBankFile(
  ctx: Ctx,
  file: Omit<NewRow<typeof BankFile>, 'file'>,
  xml: string,
  items: readonly Item[],
): Promise<BankFile> {
  const stored = await storeBytes(new TextEncoder().encode(xml))
  const kept = await keepFile(ctx, {
    stored,
    name: `${file.messageId}.xml`,
    type: 'application/xml',
    about: null,
    kind: 'bank-file',
  })
  const made = await insertFile(ctx, { ...file, file: kept })
  await insertItems(
    ctx,
    items.map((item) => ({ ...item, bankFile: made.id })),
  )
  if (file.kind === 'transfer')
    for (const { about } of items) await changeRefund(ctx, about!, { state: 'sent' })
  ctx.emit('bank-file.made', made.id, { messageId: made.messageId, total: made.total, count: made.count })
  return made
}
