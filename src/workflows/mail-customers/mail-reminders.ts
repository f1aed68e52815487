/** A reminder leaves as a mail with its letter; one without an address becomes work for a person. */
import { keepLetterMail, claimOf } from '../../modules/invoicing/reminders.ts'
import { reminderText } from '../../modules/invoicing/documents/reminder-letter.ts'
import { findReminder } from '../../modules/invoicing/reads.ts'
import { findOrganisation } from '../../modules/organisations/reads.ts'
import { makeMail, policyFor } from '../../modules/messages/compose.ts'
import { languageOf } from '../../modules/messages/letters.ts'
import { isWanted } from '../../modules/messages/rules.ts'
import type { MailEvent } from '../../modules/messages/schema.ts'
import { raiseTask } from '../../platform/tasks.ts'
import { reaction } from '../../platform/workflow.ts'
import { reminderContents } from './contents.ts'

export const mailReminders = reaction({
  name: 'mail-reminders',
  on: ['reminder.printed'],
  async run(ctx, event) {
    const reminder = await findReminder(ctx, event.about)
    if (!reminder.pdf || reminder.message) return
    const claim = await claimOf(ctx, reminder)
    const mail: MailEvent = `invoice.reminder-${claim.level}`
    // Who wants no such mails prints the letters.
    if (!isWanted(await policyFor(ctx, mail, null), {})) return
    const language = await languageOf(ctx, mail, null, reminder.language)
    const organisation = reminder.organisation
      ? await findOrganisation(ctx, reminder.organisation)
      : undefined
    const { subject, notice } = reminderText(claim)
    const message = await makeMail(ctx, {
      event: mail,
      about: reminder.id,
      aboutKind: 'reminders',
      version: String(claim.level),
      channel: null,
      business: reminder.business,
      language,
      to: { name: reminder.customerName, address: reminder.email ?? '' },
      cc: organisation?.billingEmails.slice(1) ?? [],
      contents: await reminderContents(ctx, reminder, { notice, invoices: claim.invoices, language }),
      attachments: [{ file: reminder.pdf, name: `${subject}.pdf` }],
    })
    if (message) return keepLetterMail(ctx, reminder.id, message.id)
    return raiseTask(ctx, {
      kind: 'reminder.no-address',
      about: reminder.id,
      aboutKind: 'reminders',
      detail: { name: reminder.customerName },
      dedupe: `reminder:${reminder.id}`,
    })
  },
})
