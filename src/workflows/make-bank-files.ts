/** Files for the bank: direct debits of invoices that are due, and money back to customers; each payment goes out once. */
import { z } from 'zod'
import { dayInput } from '../base/check.ts'
import { addDays, dayOf, weekday, type Day } from '../base/day.ts'
import { sum, type Cents } from '../base/money.ts'
import { refuse, refuseField, Refusal } from '../base/refusal.ts'
import { approvedRefunds, keepBankFile, keepRefund } from '../modules/bank/actions/collecting.ts'
import { writeTransfers } from '../modules/bank/credit-transfer.ts'
import { batchId, writeDirectDebits, type Collection } from '../modules/bank/direct-debit.ts'
import { payerOfNote, schemeOf, usedMandates } from '../modules/bank/reads.ts'
import type { CollectionScheme } from '../modules/bank/schema.ts'
import {
  grouped,
  sepaAmount,
  sepaIban,
  sepaReference,
  sepaText,
  type SepaParty,
} from '../modules/bank/sepa.ts'
import { collectableInvoices } from '../modules/invoicing/open-items.ts'
import { searchPayables } from '../modules/invoicing/open-search.ts'
import { lockInvoice } from '../modules/invoicing/reads.ts'
import { Business, BusinessAccount } from '../modules/organisations/schema.ts'
import { action } from '../platform/action.ts'
import type { Ctx } from '../platform/context.ts'
import { get, lock } from '../platform/rows.ts'

/** Banks take files of this many payments; the rest goes into the next. */
const mostPayments = 5000

export const makeDirectDebits = action({
  http: 'POST /bank-files/direct-debits',
  right: 'bank.collect',
  stepUp: true,
  says: 'Makes a file of the direct debits of invoices that are due by a day; none stands in two files.',
  input: z.strictObject({ business: z.uuid(), until: dayInput.optional() }),
  async run(ctx, input) {
    const { business, account, scheme, today } = await settingsOf(ctx, input.business)
    const asked = await collectableInvoices(
      ctx,
      business.id,
      input.until ?? addDays(today, scheme.leadDays),
      mostPayments,
    )
    const used = await usedMandates(
      ctx,
      asked.map(({ mandate }) => mandate),
    )
    const { taken, leftOut } = parted(asked, ({ number, due, holder, iban }) => ({
      number,
      amount: due,
      holder,
      iban,
    }))
    if (taken.length === 0) return refuseEmpty(leftOut, 'bank.nothing-to-collect')
    const collections = taken.map((one): Collection => {
      const sequence = used.has(one.mandate) ? 'RCUR' : 'FRST'
      used.add(one.mandate)
      return {
        endToEnd: one.number,
        amount: one.due,
        day: bankDay(latest(one.dueDay, addDays(today, scheme.leadDays))),
        sequence,
        mandate: one.mandate,
        mandateDay: one.mandateDay ?? today,
        debtor: { name: one.holder, iban: one.iban, bic: null, address: null },
        text: `Factuur ${one.number}`,
      }
    })
    const head = headOf(ctx, 'INC', business, account, collections)
    const xml = writeDirectDebits(
      {
        ...head.message,
        creditor: { ...head.us, creditorId: scheme.creditorId },
        scheme: scheme.scheme,
        collections,
      },
      scheme.directDebitVersion,
    )
    const batches = batchesOf(
      head.message.messageId,
      collections,
      ({ day, sequence }) => `${day} ${sequence}`,
    )
    const items = taken.map((one, i) => {
      const { endToEnd, day, mandate, amount } = collections[i]!
      return {
        about: one.id,
        endToEnd: sepaReference(endToEnd),
        batch: batches.get(collections[i]!)!,
        name: one.holder,
        iban: one.iban,
        mandate,
        amount,
        day,
      }
    })
    const file = await keepBankFile(
      ctx,
      { ...head.row, kind: 'direct-debit', format: `pain.008.001.${scheme.directDebitVersion}` },
      xml,
      items,
    )
    return { file, leftOut }
  },
})

export const makeTransfers = action({
  http: 'POST /bank-files/transfers',
  right: 'bank.collect',
  stepUp: true,
  says: 'Makes a file of the approved refunds of a business; none stands in two files.',
  input: z.strictObject({ business: z.uuid() }),
  async run(ctx, input) {
    const { business, account, scheme, today } = await settingsOf(ctx, input.business)
    const asked = (await approvedRefunds(ctx, business.id)).slice(0, mostPayments)
    const { taken, leftOut } = parted(asked, ({ text, amount, holder, iban }) => ({
      number: text,
      amount,
      holder,
      iban,
    }))
    if (taken.length === 0) return refuseEmpty(leftOut, 'bank.nothing-to-pay')
    const transfers = taken.map(({ text, amount, holder, iban }) => ({
      endToEnd: text,
      amount,
      day: bankDay(today),
      creditor: { name: holder, iban, bic: null, address: null },
      text: `Creditnota ${text}`,
    }))
    const head = headOf(ctx, 'BET', business, account, transfers)
    const xml = writeTransfers({ ...head.message, debtor: head.us, transfers }, scheme.transferVersion)
    const batches = batchesOf(head.message.messageId, transfers, ({ day }) => day)
    const items = taken.map((refund, i) => {
      const transfer = transfers[i]!
      return {
        about: refund.id,
        endToEnd: sepaReference(transfer.endToEnd),
        batch: batches.get(transfer)!,
        name: refund.holder,
        iban: refund.iban,
        mandate: null,
        amount: refund.amount,
        day: transfer.day,
      }
    })
    const file = await keepBankFile(
      ctx,
      { ...head.row, kind: 'transfer', format: `pain.001.001.${scheme.transferVersion}` },
      xml,
      items,
    )
    return { file, leftOut }
  },
})

export const findRefundable = action({
  http: 'GET /refundable',
  right: 'refunds.approve',
  says: 'Final credit notes of which something is still to be paid back, by a part of the number or the customer’s name.',
  input: z.object({ search: z.string().trim().max(100).default('') }),
  run: async (ctx, input) => ({ rows: await searchPayables(ctx, false, input.search) }),
})

export const approveRefund = action({
  http: 'POST /refunds',
  right: 'refunds.approve',
  stepUp: true,
  says: 'Approves that what a final credit note leaves to be paid back goes to an account; without one, to the account that its invoice was paid from.',
  input: z.strictObject({
    creditNote: z.uuid(),
    iban: z.string().max(42).nullish(),
    holder: z.string().trim().max(70).nullish(),
  }),
  async run(ctx, input) {
    const note = await lockInvoice(ctx, input.creditNote)
    if (note.kind !== 'credit-note' || !note.number || note.due <= 0 || note.currency !== 'EUR')
      return refuse('refund.not-a-credit-note')
    const payer = input.iban ? undefined : await payerOfNote(ctx, note.id)
    const iban = input.iban || payer?.iban || refuseField('iban', 'refund.no-account')
    const holder = input.holder || (payer?.name ?? note.customerName).slice(0, 70)
    return keepRefund(ctx, {
      creditNote: note.id,
      business: note.business,
      holder,
      iban: refundIban(iban, holder),
      amount: note.due,
      text: note.number,
      approvedBy: ctx.actor.name,
    })
  },
})

/** What is wrong with it is said at its field, where another one can be filled in. */
function refundIban(iban: string, holder: string): string {
  try {
    return sepaIban(iban, holder)
  } catch (error) {
    if (error instanceof Refusal) refuseField('iban', error.code, error.params)
    throw error
  }
}

type Settings = {
  readonly business: Business
  readonly account: BusinessAccount
  readonly scheme: CollectionScheme
  readonly today: Day
}

/** The business stays locked, so that two files at once do not hold the same payment. */
async function settingsOf(ctx: Ctx, id: string): Promise<Settings> {
  const business = await lock(ctx, Business, id)
  const scheme = (await schemeOf(ctx, id)) ?? refuse('bank.no-scheme')
  return {
    business,
    scheme,
    account: await get(ctx, BusinessAccount, scheme.account),
    today: dayOf(ctx.now, business.timeZone),
  }
}

type LeftOut = {
  readonly number: string
  readonly code: Refusal['code']
  readonly params: Readonly<Record<string, unknown>>
}

/** What a bank would refuse is left out and named, so that one wrong account does not stop the others. */
function parted<T>(
  asked: readonly T[],
  factsOf: (one: T) => { number: string; amount: Cents; holder: string; iban: string },
): { taken: T[]; leftOut: LeftOut[] } {
  const taken: T[] = []
  const leftOut: LeftOut[] = []
  for (const one of asked) {
    const { number, amount, holder, iban } = factsOf(one)
    try {
      sepaIban(iban, holder)
      sepaAmount(amount, holder)
      if (!sepaText(holder, 70)) refuse('sepa.name-missing', { iban })
      taken.push(one)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      leftOut.push({ number, code: error.code, params: error.params })
    }
  }
  return { taken, leftOut }
}

function refuseEmpty(leftOut: readonly LeftOut[], code: Refusal['code']): never {
  const [first] = leftOut
  return first ? refuse(first.code, { ...first.params }) : refuse(code)
}

function headOf(
  ctx: Ctx,
  prefix: string,
  business: Business,
  account: BusinessAccount,
  payments: readonly { readonly amount: Cents }[],
) {
  const messageId = `${prefix}-${dayOf(ctx.now, business.timeZone).replaceAll('-', '')}-${ctx.newId().slice(-8).toUpperCase()}`
  const { street, houseNumber, postcode, city, country } = business
  const us: SepaParty = {
    name: account.holder,
    iban: account.iban,
    bic: account.bic,
    address: city ? { street, houseNumber, postcode, city, country } : null,
  }
  const createdAt = ctx.now.toLocaleString('sv-SE', { timeZone: business.timeZone }).replace(' ', 'T')
  return {
    us,
    message: { messageId, createdAt },
    row: {
      business: business.id,
      account: account.id,
      messageId,
      total: sum(payments.map(({ amount }) => amount)),
      count: payments.length,
    },
  }
}

/** The batch that each payment stands in, in the order in which the file has them. */
const batchesOf = <T>(messageId: string, payments: readonly T[], keyOf: (one: T) => string): Map<T, string> =>
  new Map(
    grouped(payments, keyOf).flatMap(([, inside], i) =>
      inside.map((one) => [one, batchId(messageId, i)] as const),
    ),
  )

const latest = (a: Day | null, b: Day): Day => (a !== null && a > b ? a : b)

/** Banks book on weekdays; what falls in the weekend goes to Monday. */
const bankDay = (day: Day): Day => (weekday(day) > 5 ? addDays(day, 8 - weekday(day)) : day)
