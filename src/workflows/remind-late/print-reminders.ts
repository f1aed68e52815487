/** A reminder becomes a letter as PDF: made once, outside any transaction, from what was kept of it. */
import { customerLang } from '../../base/words.ts'
import { fromRecord } from '../../modules/invoicing/documents/from-record.ts'
import { letterheadOf, stationeryOf } from '../../modules/invoicing/documents/letterhead.ts'
import { registeredNumbers } from '../../modules/invoicing/documents/printed-invoice.ts'
import { printReminder } from '../../modules/invoicing/documents/reminder-letter.ts'
import { findReminder } from '../../modules/invoicing/reads.ts'
import { claimOf, keepLetterPdf } from '../../modules/invoicing/reminders.ts'
import { getBusiness } from '../../modules/organisations/actions.ts'
import { keepFile, readBytes, storeBytes } from '../../platform/files.ts'
import { reaction, work } from '../../platform/workflow.ts'

export const printWhenReminded = reaction({
  name: 'print-when-reminded',
  on: ['reminder.made'],
  run: async (ctx, event) =>
    ctx.later({
      task: 'work',
      payload: { work: 'print-reminder', about: event.about },
      key: `print-reminder:${event.about}`,
    }),
})

export const printReminders = work({
  name: 'print-reminder',
  async run(tools, payload) {
    const id = String(payload.about)
    const { reminder, claim, stationery } = await tools.act(async (ctx) => {
      const found = await findReminder(ctx, id)
      const business = await getBusiness(ctx, { id: found.business })
      return {
        reminder: found,
        claim: await claimOf(ctx, found),
        stationery: await stationeryOf(ctx, business, customerLang(found.language), null),
      }
    })
    if (reminder.pdf) return
    const { document, ...said } = claim
    const logo = stationery.logo && (await readBytes(stationery.logo))
    const { seller, buyer } = fromRecord(document, letterheadOf(stationery, said.lang, logo))
    const bytes = await printReminder(
      {
        ...said,
        seller: {
          name: seller.name,
          address: seller.address,
          contact: [seller.phone, seller.email].flatMap((line) => line ?? []),
          logo,
          numbers: registeredNumbers(seller, said.lang),
          iban: stationery.business.iban?.replaceAll(/\s/g, '') ?? null,
          bic: stationery.business.bic,
          holder: document.seller.name,
        },
        buyer: buyer.address,
      },
      { at: reminder.createdAt },
    )
    const stored = await storeBytes(bytes)
    await tools.act(async (ctx) => {
      const name = `herinnering-${claim.level}-${claim.invoices[0]!.number}.pdf`
      await keepLetterPdf(
        ctx,
        id,
        await keepFile(ctx, { stored, name, type: 'application/pdf', about: id, kind: 'invoice' }),
      )
    })
  },
})
