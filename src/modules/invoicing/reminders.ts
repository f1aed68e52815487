/** Reminders: which invoices are late, what letter they get, and that letter made once for each customer and level. */
import { dayOf, type Day } from '../../base/day.ts'
import { sum } from '../../base/money.ts'
import { refuse, type RefusalCode } from '../../base/refusal.ts'
import { customerLang } from '../../base/words.ts'
import type { Ctx } from '../../platform/context.ts'
import { all } from '../../platform/rows.ts'
import { getBusiness } from '../organisations/actions.ts'
import { findOrganisation } from '../organisations/reads.ts'
import type { Business, Organisation } from '../organisations/schema.ts'
import { claimedNow, type Claim } from './documents/reminder-letter.ts'
import type { InvoiceDocument } from './e-invoice/document.ts'
import { issuedInvoice, itemsOfReminder, lockInvoice, policyOfBusiness } from './reads.ts'
import { statutoryInterest } from './rules/interest.ts'
import {
  costsOf,
  interestKindOf,
  letterFor,
  nextLevel,
  nextReminderDay,
  whyNotReminded,
  type PolicyTerms,
} from './rules/reminders.ts'
import { invoiceHolds, type Invoice } from './schema.ts'
import { InterestRate, type Reminder, type ReminderLevel } from './schema/reminders.ts'
import { changeInvoice, changeReminder, insertReminder, insertReminderItems } from './writes.ts'

export type Letter = Claim & {
  readonly business: string
  readonly contact: string | null
  readonly organisation: string | null
  readonly customerName: string
  readonly email: string | null
  readonly language: string
  readonly about: readonly Invoice[]
}

type Around = {
  readonly business: Business
  readonly organisation: Organisation | null
  readonly policy: PolicyTerms
  readonly today: Day
  readonly document: InvoiceDocument
}

/** The letters that these invoices ask for today; refuses when one of them may not be reminded of. */
export async function lettersFor(ctx: Ctx, ids: readonly string[]): Promise<Letter[]> {
  const groups = new Map<string, { invoice: Invoice; around: Around }[]>()
  for (const id of [...new Set(ids)].sort()) {
    const invoice = await lockInvoice(ctx, id)
    const around = await aroundOf(ctx, invoice)
    checkRemindable(invoice, around)
    const key = groupOf(invoice)
    groups.set(key, [...(groups.get(key) ?? []), { invoice, around }])
  }
  const letters: Letter[] = []
  for (const group of groups.values())
    letters.push(await withInterest(ctx, letterOf(group), group[0]!.around.policy))
  return letters
}

/** Claims on one debtor that can be reminded of together are, and then count as one for the costs (article 6:96 (7)). */
const groupOf = (invoice: Invoice): string =>
  [
    invoice.business,
    invoice.organisation ?? invoice.contact ?? invoice.id,
    invoice.currency,
    customerLang(invoice.language),
    invoice.reminderLevel,
  ].join()

async function aroundOf(ctx: Ctx, invoice: Invoice): Promise<Around> {
  if (!invoice.number) refuse('reminder.not-late', { number: '' })
  const business = await getBusiness(ctx, { id: invoice.business })
  return {
    business,
    organisation: invoice.organisation ? ((await findOrganisation(ctx, invoice.organisation)) ?? null) : null,
    policy: await policyOfBusiness(ctx, invoice.business),
    today: dayOf(ctx.now, business.timeZone),
    document: (await issuedInvoice(ctx, invoice.id)).document,
  }
}

function checkRemindable(invoice: Invoice, { policy, organisation, today }: Around): void {
  const getsReminders = organisation?.getsReminders ?? true
  const problem = whyNotReminded(invoice, { policy, getsReminders, today })
  if (!problem) return
  refuse(problem as RefusalCode, {
    number: invoice.number ?? '',
    day: nextReminderDay(invoice, policy) ?? '',
    reason: invoice.holdReason || (invoice.hold ? invoiceHolds[invoice.hold] : ''),
  })
}

function letterOf(group: readonly { invoice: Invoice; around: Around }[]): Letter {
  const { invoice, around } = group[0]!
  const { organisation, policy, document } = around
  const level: ReminderLevel = nextLevel(invoice)!
  const country = document.buyer.address.country
  const letter = letterFor(level, { isBusiness: isBusiness(invoice, document), country })
  const totalDue = sum(group.map((one) => one.invoice.due))
  return {
    level,
    letter,
    lang: customerLang(invoice.language),
    language: invoice.language,
    currency: invoice.currency,
    country,
    invoices: group.map((one) => ({
      number: one.invoice.number!,
      reference: one.around.document.payment?.reference ?? one.invoice.number!,
      day: one.invoice.day!,
      dueDay: one.invoice.dueDay!,
      total: one.invoice.total,
      due: one.invoice.due,
    })),
    totalDue,
    ...costsOf(letter, totalDue, policy),
    interest: 0,
    business: invoice.business,
    day: around.today,
    contact: invoice.contact,
    organisation: invoice.organisation,
    customerName: invoice.customerName,
    email: organisation?.billingEmails[0] ?? invoice.email,
    about: group.map((one) => one.invoice),
  }
}

/** The letter with the interest that it states, where the business wants that; a rate that nobody filled in is not guessed. */
async function withInterest(ctx: Ctx, letter: Letter, policy: PolicyTerms): Promise<Letter> {
  const kind = policy.tellsInterest ? interestKindOf(letter.letter, letter.level, letter.country) : null
  if (!kind) return letter
  const rates = await all(ctx, InterestRate, { kind })
  const interest = letter.invoices.map(({ due, dueDay }) => {
    const found = statutoryInterest(due, { dueDay, lastDay: letter.day }, rates)
    return 'amount' in found
      ? found.amount
      : refuse('reminder.no-interest-rate', {
          day: found.unknown,
          kind: InterestRate.fields.kind.choices![kind]!,
        })
  })
  return { ...letter, interest: sum(interest) }
}

/** A name of a company, a number of a register or a VAT number: whoever has none buys for herself. */
function isBusiness(invoice: Invoice, { buyer }: InvoiceDocument): boolean {
  return (
    invoice.organisation !== null ||
    buyer.legalId !== null ||
    buyer.vatNumber !== null ||
    (buyer.contact?.name ?? null) !== null
  )
}

/** Makes the letters and marks their invoices; the database refuses a second one of the same invoice and level. */
export async function remind(ctx: Ctx, ids: readonly string[]): Promise<Reminder[]> {
  const made: Reminder[] = []
  for (const letter of await lettersFor(ctx, ids)) made.push(await keepLetter(ctx, letter))
  return made
}

async function keepLetter(ctx: Ctx, letter: Letter): Promise<Reminder> {
  const { about, level, day } = letter
  const reminder = await insertReminder(ctx, {
    business: letter.business,
    level,
    letter: letter.letter,
    contact: letter.contact,
    organisation: letter.organisation,
    customerName: letter.customerName,
    email: letter.email,
    language: letter.language,
    currency: letter.currency,
    day,
    totalDue: letter.totalDue,
    costs: letter.costs,
    costsVat: letter.costsVat,
    interest: letter.interest,
    sentBy: ctx.actor.name,
  })
  await insertReminderItems(
    ctx,
    about.map(({ id, due }) => ({ reminder: reminder.id, invoice: id, level, due })),
  )
  for (const { id, number } of about) {
    await changeInvoice(ctx, id, { reminderLevel: level, remindedDay: day })
    ctx.emit('invoice.reminded', id, { number, level, reminder: reminder.id })
  }
  ctx.emit('reminder.made', reminder.id, {
    level,
    customer: reminder.customerName,
    total: claimedNow(letter),
  })
  return reminder
}

/** A letter as it was made, whatever its invoices did since. */
export async function claimOf(
  ctx: Ctx,
  reminder: Reminder,
): Promise<Claim & { readonly document: InvoiceDocument }> {
  const items = await itemsOfReminder(ctx, reminder.id)
  const { document } = await issuedInvoice(ctx, items[0]!.invoice)
  return {
    level: reminder.level as ReminderLevel,
    letter: reminder.letter,
    lang: customerLang(reminder.language),
    currency: reminder.currency,
    country: document.buyer.address.country,
    invoices: items.map((one) => ({
      number: one.number!,
      reference: one.reference ?? one.number!,
      day: one.day!,
      dueDay: one.dueDay!,
      total: one.total,
      due: one.due,
    })),
    totalDue: reminder.totalDue,
    costs: reminder.costs,
    costsVat: reminder.costsVat,
    interest: reminder.interest,
    day: reminder.day,
    document,
  }
}

/** Keeps where the letter lies as PDF. */
export async function keepLetterPdf(ctx: Ctx, id: string, file: string): Promise<void> {
  await changeReminder(ctx, id, { pdf: file })
  ctx.emit('reminder.printed', id, { file })
}

export const keepLetterMail = (ctx: Ctx, id: string, message: string): Promise<Reminder> =>
  changeReminder(ctx, id, { message })
