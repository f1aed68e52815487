/** What one may ask of reminders: who is late, what a letter would say, sending it, and leaving somebody in peace. */
import { z } from 'zod'
import { changesOf, pageInput } from '../../../base/check.ts'
import { dayOf, type Day } from '../../../base/day.ts'
import { refuse, refuseField } from '../../../base/refusal.ts'
import { action } from '../../../platform/action.ts'
import type { Ctx } from '../../../platform/context.ts'
import { all, differences, get, page, readCursor, writeCursor } from '../../../platform/rows.ts'
import { standard } from '../../../platform/standard.ts'
import { getBusiness } from '../../organisations/actions.ts'
import { Business } from '../../organisations/schema.ts'
import { claimedNow, reminderText } from '../documents/reminder-letter.ts'
import { lateInvoices, lockInvoice, ownPolicy, policyOfBusiness, remindersOfInvoice } from '../reads.ts'
import { lettersFor, remind } from '../reminders.ts'
import { areInOrder, nextLevel, nextReminderDay, usualPolicy, whyNotReminded } from '../rules/reminders.ts'
import { invoiceHolds } from '../schema.ts'
import { InterestRate, InvoicingPolicy, Reminder } from '../schema/reminders.ts'
import { changeInvoice, changePolicy, insertPolicy } from '../writes.ts'

/** So many invoices are reminded of in one go. */
const mostAtOnce = 200

const invoicesInput = z.strictObject({ invoices: z.array(z.uuid()).min(1).max(mostAtOnce) })

const rates = standard(InterestRate, '/interest-rates', {
  noun: 'interest-rate',
  area: 'businesses',
  sort: '-validFrom',
  filters: ['kind'],
  async check(ctx, changes, before) {
    const { kind, validFrom, validTo } = { ...before, ...changes } as InterestRate
    if (validTo < validFrom) refuseField('validTo', 'interest-rate.ends-before')
    const other = (await all(ctx, InterestRate, { kind })).find(
      (one) => one.id !== before?.id && one.validFrom <= validTo && validFrom <= one.validTo,
    )
    if (other)
      refuseField(before ? 'validTo' : 'validFrom', 'interest-rate.overlaps', {
        from: other.validFrom,
        to: other.validTo,
      })
    return changes
  },
})
export const {
  list: listInterestRates,
  get: getInterestRate,
  create: createInterestRate,
  change: changeInterestRate,
} = rates

export const listLate = action({
  http: 'GET /late-invoices',
  right: 'invoices.see',
  says: 'Open invoices past their due day, the longest first: which reminder is next, from which day, and why not yet.',
  input: z.object({ ...pageInput }),
  async run(ctx, { after, limit }) {
    const cursor = readCursor(after)
    const rows = await lateInvoices(ctx, {
      today: dayOf(ctx.now),
      after: cursor ? [String(cursor[0]) as Day, cursor[1]] : undefined,
      limit: limit + 1,
    })
    const shown = rows.slice(0, limit)
    const last = rows.length > limit ? shown.at(-1) : undefined
    const around = new Map<string, Awaited<ReturnType<typeof termsOf>>>()
    const list = []
    for (const { content: _content, basis: _basis, credit: _credit, ...row } of shown) {
      const terms = around.get(row.business) ?? (await termsOf(ctx, row.business))
      around.set(row.business, terms)
      list.push({
        ...row,
        next: nextLevel(row),
        nextDay: nextReminderDay(row, terms.policy),
        why: whyNotReminded(row, { ...terms, getsReminders: row.getsReminders }),
      })
    }
    return { rows: list, next: last ? writeCursor(last.dueDay, last.id) : null }
  },
})

async function termsOf(ctx: Ctx, business: string) {
  const { timeZone } = await get(ctx, Business, business)
  return { policy: await policyOfBusiness(ctx, business), today: dayOf(ctx.now, timeZone) }
}

export const previewReminders = action({
  http: 'POST /reminders/preview',
  right: 'invoices.remind',
  says: 'The letters that these invoices would get now, one per customer and level, with what they say.',
  input: invoicesInput,
  async run(ctx, input) {
    const letters = await lettersFor(ctx, input.invoices)
    return {
      rows: letters.map(({ about: _about, ...letter }) => ({
        ...letter,
        claimed: claimedNow(letter),
        text: reminderText(letter),
      })),
    }
  },
})

export const sendReminders = action({
  http: 'POST /reminders',
  right: 'invoices.remind',
  says: 'Sends the next reminder of these invoices: a letter as PDF by mail, one per customer and level, never twice.',
  input: invoicesInput,
  async run(ctx, input) {
    return { rows: await remind(ctx, input.invoices) }
  },
})

export const listReminders = action({
  http: 'GET /reminders',
  right: 'invoices.see',
  says: 'The letters that went out, newest first; of one invoice when it is named.',
  input: z.object({ invoice: z.uuid().optional(), ...pageInput }),
  run: async (ctx, { invoice, after, limit }) =>
    invoice
      ? { rows: await remindersOfInvoice(ctx, invoice), next: null }
      : page(ctx, Reminder, { after, limit }),
})

export const holdInvoice = action({
  http: 'POST /invoices/:invoice/hold',
  right: 'invoices.remind',
  says: 'Stops reminding of this invoice, because it is disputed or for the time being.',
  input: z.strictObject({
    invoice: z.uuid(),
    hold: z.enum(Object.keys(invoiceHolds) as [keyof typeof invoiceHolds, ...(keyof typeof invoiceHolds)[]]),
    reason: z.string().trim().max(500).default(''),
  }),
  async run(ctx, input) {
    const invoice = await lockInvoice(ctx, input.invoice)
    if (!invoice.number || invoice.due <= 0) refuse('invoice.not-open', { number: invoice.number ?? '' })
    ctx.emit('invoice.held', invoice.id, { number: invoice.number, hold: input.hold, reason: input.reason })
    return changeInvoice(ctx, invoice.id, { hold: input.hold, holdReason: input.reason })
  },
})

export const releaseInvoice = action({
  http: 'DELETE /invoices/:invoice/hold',
  right: 'invoices.remind',
  says: 'Reminds of this invoice again.',
  input: z.object({ invoice: z.uuid() }),
  async run(ctx, input) {
    const invoice = await lockInvoice(ctx, input.invoice)
    if (!invoice.hold) return invoice
    ctx.emit('invoice.released', invoice.id, { number: invoice.number })
    return changeInvoice(ctx, invoice.id, { hold: null, holdReason: null })
  },
})

export const getInvoicingPolicy = action({
  http: 'GET /businesses/:business/invoicing-policy',
  right: 'invoices.see',
  says: 'When customers of a business are reminded and how long invoice links live; what is usual where nothing was set.',
  input: z.object({ business: z.uuid() }),
  async run(ctx, input) {
    await getBusiness(ctx, { id: input.business })
    const own = await ownPolicy(ctx, input.business)
    return { business: input.business, version: own?.version ?? null, ...usualPolicy, ...own }
  },
})

const policyFields = [
  'reminding',
  'firstAfterDays',
  'secondAfterDays',
  'thirdAfterDays',
  'deductsVat',
  'tellsInterest',
  'linkDays',
] as const

export const setInvoicingPolicy = action({
  http: 'PUT /businesses/:business/invoicing-policy',
  right: 'businesses.manage',
  says: 'Sets when customers of a business are reminded, and how long invoice links live.',
  input: z.strictObject({
    business: z.uuid(),
    version: z.int().nullable().optional(),
    ...changesOf(InvoicingPolicy, [...policyFields]),
  }),
  async run(ctx, { business, version, ...given }) {
    await getBusiness(ctx, { id: business })
    const before = await ownPolicy(ctx, business)
    const changes = Object.fromEntries(
      Object.entries(given).filter(([, value]) => value !== undefined),
    ) as Partial<InvoicingPolicy>
    if (!areInOrder({ ...usualPolicy, ...before, ...changes }))
      refuseField('secondAfterDays', 'reminder.days-in-order')
    if (!before) {
      const made = await insertPolicy(ctx, { business, ...changes })
      ctx.emit('invoicing-policy.created', made.id, { business })
      return made
    }
    const after = await changePolicy(ctx, before.id, changes, version ?? undefined)
    ctx.emit('invoicing-policy.changed', before.id, {
      business,
      changes: differences(InvoicingPolicy, before, after),
    })
    return after
  },
})
