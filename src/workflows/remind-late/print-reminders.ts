/** A reminder becomes a letter as PDF: made once, outside any transaction, from what was kept of it. */
import { printReminder } from '../../modules/invoicing/documents/reminder-letter.ts'
import { findReminder } from '../../modules/invoicing/reads.ts'
import { claimOf, keepLetterPdf } from '../../modules/invoicing/reminders.ts'
import type { Party } from '../../modules/invoicing/e-invoice/document.ts'
import { getBusiness } from '../../modules/organisations/actions.ts'
import { keepFile, storeBytes } from '../../platform/files.ts'
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
    const { reminder, claim, business } = await tools.act(async (ctx) => {
      const found = await findReminder(ctx, id)
      return {
        reminder: found,
        claim: await claimOf(ctx, found),
        business: await getBusiness(ctx, { id: found.business }),
      }
    })
    if (reminder.pdf) return
    const { document, ...said } = claim
    const { seller, buyer } = document
    const [, ...address] = addressLines(seller)
    const bytes = await printReminder(
      {
        ...said,
        seller: {
          name: seller.tradeName ?? seller.name,
          address: [...(seller.tradeName ? [seller.name] : []), ...address, ...contactLines(seller)],
          numbers: [
            seller.vatNumber ?? seller.taxNumber,
            seller.legalId?.scheme === '0106' ? `KvK ${seller.legalId.id}` : (seller.legalId?.id ?? null),
          ].flatMap((number) => number ?? []),
          iban: business.iban?.replaceAll(/\s/g, '') ?? null,
          bic: business.bic,
          holder: seller.name,
        },
        buyer: addressLines(buyer),
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

const contactLines = ({ contact }: Party): string[] =>
  [contact?.phone, contact?.email].flatMap((line) => line ?? [])

const addressLines = ({ name, contact, address }: Party): string[] =>
  [
    name,
    contact?.name && contact.name !== name ? contact.name : null,
    address.street,
    address.extra,
    [address.postcode, address.city].filter(Boolean).join(' '),
    address.country === 'NL' ? null : address.country,
  ].flatMap((line) => line || [])
