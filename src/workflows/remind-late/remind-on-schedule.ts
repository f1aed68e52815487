/** Every hour of a working day: who is late gets the next reminder where a business wants that, and VAT that is to be reclaimed is told of. */
import { addDays, dayOf, minuteOfDay, weekday, type Day } from '../../base/day.ts'
import { decimalText } from '../../base/money.ts'
import { Refusal } from '../../base/refusal.ts'
import { lateInvoices, policyOfBusiness, yearLate, type LateInvoice } from '../../modules/invoicing/reads.ts'
import { remind } from '../../modules/invoicing/reminders.ts'
import { whyNotReminded } from '../../modules/invoicing/rules/reminders.ts'
import { vatIn } from '../../modules/invoicing/rules/write-offs.ts'
import { getBusiness } from '../../modules/organisations/actions.ts'
import type { Ctx } from '../../platform/context.ts'
import { raiseTask, settleTask } from '../../platform/tasks.ts'
import { setSchedule } from '../../platform/worker.ts'
import { reaction, work } from '../../platform/workflow.ts'

const name = 'remind-late'

export const remindFromTheStart = reaction({
  name: 'remind-from-the-start',
  on: ['business.created', 'business.changed'],
  run: (ctx, event) => setSchedule(ctx, { name, subject: event.about, everySeconds: 3600 }),
})

/** A letter before breakfast or on Sunday is not read kindly. */
const [opens, closes] = [9 * 60, 17 * 60]
const mostAtOnce = 2000

export const remindLate = work({
  name,
  async run(tools, payload) {
    const business = String(payload.about)
    const found = await tools.act((ctx) => lateOf(ctx, business))
    let unknown: Refusal | null = null
    for (const group of found.groups) {
      if (tools.isStopping()) return
      // Somebody may have paid, or put it on hold, since we looked: the next hour looks again.
      const refusal = await tools.act((ctx) => remind(ctx, group)).then(() => null, refusalOf)
      if (refusal?.code === 'reminder.no-interest-rate') unknown = refusal
    }
    await tools.act((ctx) => tellNoRate(ctx, business, unknown))
    await tools.act((ctx) => tellYearLate(ctx, business, found.today))
  },
})

/** All that one customer is to be reminded of stays together: the law counts it as one claim. */
async function lateOf(ctx: Ctx, business: string): Promise<{ today: Day; groups: string[][] }> {
  const { timeZone } = await getBusiness(ctx, { id: business })
  const policy = await policyOfBusiness(ctx, business)
  const today = dayOf(ctx.now, timeZone)
  const minute = minuteOfDay(ctx.now, timeZone)
  if (policy.reminding !== 'automatic' || weekday(today) > 5 || minute < opens || minute >= closes)
    return { today, groups: [] }
  const late = (await lateInvoices(ctx, { today, business, limit: mostAtOnce })).filter(
    (invoice) => whyNotReminded(invoice, { policy, getsReminders: invoice.getsReminders, today }) === null,
  )
  const groups = Map.groupBy(late, (one: LateInvoice) => one.organisation ?? one.contact ?? one.id)
  return { today, groups: [...groups.values()].map((group) => group.map(({ id }) => id)) }
}

function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  throw error
}

/** Letters that go by themselves must not stop in silence; once the rate is there the task is done. */
async function tellNoRate(ctx: Ctx, business: string, unknown: Refusal | null): Promise<void> {
  const dedupe = `no-interest-rate:${business}`
  if (!unknown) return settleTask(ctx, dedupe)
  const { tradeName } = await getBusiness(ctx, { id: business })
  return raiseTask(ctx, {
    kind: 'reminder.no-interest-rate',
    about: business,
    aboutKind: 'businesses',
    detail: { ...unknown.params, business: tradeName },
    dedupe,
  })
}

/** Two weeks before a year is over, so that it is not forgotten in the return of that period. */
async function tellYearLate(ctx: Ctx, business: string, today: Day): Promise<void> {
  for (const invoice of await yearLate(ctx, business, addDays(today, -351))) {
    const { id, number, dueDay, currency } = invoice
    await raiseTask(ctx, {
      kind: 'invoice.year-late',
      about: id,
      aboutKind: 'invoices',
      detail: {
        number,
        day: addDays(dueDay!, 365),
        vat: `${currency} ${decimalText(vatIn(invoice.due, invoice), 2)}`,
      },
      dedupe: `year-late:${id}`,
    })
  }
}
