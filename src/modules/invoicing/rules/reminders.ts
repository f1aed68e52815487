/** Who is reminded when, by which letter, and what collecting may cost by law. Pure. */
import { addDays, type Day } from '../../../base/day.ts'
import { divide, percentOf, type Cents } from '../../../base/money.ts'
import type { Invoice } from '../schema.ts'
import type { InterestRate, InvoicingPolicy, ReminderLetter, ReminderLevel } from '../schema/reminders.ts'

export type PolicyTerms = Pick<
  InvoicingPolicy,
  | 'reminding'
  | 'firstAfterDays'
  | 'secondAfterDays'
  | 'thirdAfterDays'
  | 'deductsVat'
  | 'tellsInterest'
  | 'linkDays'
>

export const usualPolicy: PolicyTerms = {
  reminding: 'by-hand',
  firstAfterDays: 3,
  secondAfterDays: 14,
  thirdAfterDays: 35,
  deductsVat: true,
  tellsInterest: false,
  linkDays: 90,
}

type Late = Pick<
  Invoice,
  'kind' | 'number' | 'state' | 'due' | 'dueDay' | 'hold' | 'reminderLevel' | 'remindedDay'
>

const lastLevel = 3

/**
 * Days between a letter and the next: who gets the second one has a week, and who got the fourteen-day letter has
 * fourteen days from the day after it arrived, with two more for the post (Supreme Court, ECLI:NL:HR:2016:2704).
 */
const restDays: Readonly<Record<ReminderLevel, number>> = { 1: 0, 2: 7, 3: 16 }

export const nextLevel = ({ reminderLevel }: Pick<Late, 'reminderLevel'>): ReminderLevel | null =>
  reminderLevel >= lastLevel ? null : ((reminderLevel + 1) as ReminderLevel)

/** The first day on which the next letter may go; null when there is none. */
export function nextReminderDay(invoice: Late, policy: PolicyTerms): Day | null {
  const level = nextLevel(invoice)
  if (!level || !invoice.dueDay) return null
  const after = { 1: policy.firstAfterDays, 2: policy.secondAfterDays, 3: policy.thirdAfterDays }[level]
  const bySchedule = addDays(invoice.dueDay, Math.max(after, 1))
  const byRest = invoice.remindedDay ? addDays(invoice.remindedDay, restDays[level]) : bySchedule
  return byRest > bySchedule ? byRest : bySchedule
}

/** Why an invoice is not reminded of today: a refusal's code; null when it is. */
export function whyNotReminded(
  invoice: Late,
  around: { readonly policy: PolicyTerms; readonly getsReminders: boolean; readonly today: Day },
): string | null {
  if (invoice.kind !== 'invoice' || !invoice.number || invoice.due <= 0 || !invoice.dueDay)
    return 'reminder.not-late'
  if (invoice.state === 'written-off' || invoice.state === 'deleted' || invoice.dueDay >= around.today)
    return 'reminder.not-late'
  if (invoice.hold) return 'reminder.held'
  if (!around.getsReminders) return 'reminder.switched-off'
  const day = nextReminderDay(invoice, around.policy)
  if (!day) return 'reminder.all-sent'
  return day > around.today ? 'reminder.waits' : null
}

/**
 * Which law a letter stands on: article 6:96 (6) of the Dutch Civil Code protects consumers in the Netherlands, the
 * late payment directive (2011/7/EU) is about businesses; of consumers elsewhere we claim nothing but the invoice.
 */
export function letterFor(
  level: ReminderLevel,
  debtor: { readonly isBusiness: boolean; readonly country: string },
): ReminderLetter {
  if (level === 1) return 'friendly'
  if (debtor.isBusiness) return 'business'
  if (debtor.country !== 'NL') return 'plain'
  return level === 2 ? 'fourteen-days' : 'costs-due'
}

/** Up to which part of the claim, in euros, and what of it may be charged, in basis points (Besluit BIK, article 2). */
const steps: readonly (readonly [upTo: number, rate: number])[] = [
  [2_500, 1500],
  [5_000, 1000],
  [10_000, 500],
  [200_000, 100],
  [Number.POSITIVE_INFINITY, 50],
]
const leastCosts: Cents = 4_000
const mostCosts: Cents = 677_500

/** What collecting a claim may cost in the Netherlands, without VAT. */
export function collectionCosts(claim: Cents): Cents {
  if (claim <= 0) return 0
  let weighed = 0n
  let from = 0
  for (const [upTo, rate] of steps) {
    const part = Math.min(claim, upTo * 100) - from
    if (part <= 0) break
    weighed += BigInt(part) * BigInt(rate)
    from += part
  }
  return Math.min(mostCosts, Math.max(leastCosts, Number(divide(weighed, 10_000n))))
}

const dutchStandardRate = 2100

/** What a letter names or claims above the invoices; VAT only of who cannot deduct it (Besluit BIK, article 2 (3)). */
export function costsOf(
  letter: ReminderLetter,
  claim: Cents,
  { deductsVat }: Pick<PolicyTerms, 'deductsVat'>,
): { costs: Cents; costsVat: Cents } {
  if (letter === 'friendly' || letter === 'plain') return { costs: 0, costsVat: 0 }
  const costs = collectionCosts(claim)
  return { costs, costsVat: deductsVat ? 0 : percentOf(costs, dutchStandardRate) }
}

/** Which interest a letter may state: Dutch law's, in the last notice to who lives under it; null for every other letter. */
export function interestKindOf(
  letter: ReminderLetter,
  level: ReminderLevel,
  country: string,
): InterestRate['kind'] | null {
  if (level !== 3 || country !== 'NL') return null
  return letter === 'costs-due' ? 'consumer' : letter === 'business' ? 'trade' : null
}

/** Whether the days of a policy follow each other. */
export const areInOrder = (
  terms: Pick<PolicyTerms, 'firstAfterDays' | 'secondAfterDays' | 'thirdAfterDays'>,
): boolean => terms.firstAfterDays < terms.secondAfterDays && terms.secondAfterDays < terms.thirdAfterDays
