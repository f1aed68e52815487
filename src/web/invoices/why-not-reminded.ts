/** Why an open invoice is not reminded of today, in a sentence, by the rule that the server keeps too. */
import { nextReminderDay, whyNotReminded } from '../../modules/invoicing/rules/reminders.ts'
import { invoiceHolds } from '../../modules/invoicing/schema.ts'
import { refusals } from '../../modules/invoicing/schema/reminders.ts'
import { useRead } from '../queries.ts'
import { useFormat, useSay } from '../ui/lang.tsx'
import type { WholeInvoice } from './whole-invoice.ts'

/** Undefined while it is not known yet; null when it can be reminded of. */
export function useWhyNotReminded(invoice: WholeInvoice): string | null | undefined {
  const say = useSay()
  const format = useFormat()
  const policy = useRead('GET /businesses/:business/invoicing-policy', { business: invoice.business }).data
  if (!policy) return undefined
  const today = format.today(new Date())
  const code = whyNotReminded(invoice, { policy, getsReminders: true, today })
  const text = code ? refusals[code] : undefined
  if (!text) return null
  const day = nextReminderDay(invoice, policy)
  return say(text, {
    number: invoice.number ?? '',
    day: day ? format.day(day) : '',
    reason: invoice.holdReason || (invoice.hold ? say(invoiceHolds[invoice.hold]) : ''),
  })
}
