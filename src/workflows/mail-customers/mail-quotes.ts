/** Customers get their quote with a link to answer it, are reminded before it is over, and read back what they accepted. */
import { makeMail, policyFor, type NewMail } from '../../modules/messages/compose.ts'
import { languageOf } from '../../modules/messages/letters.ts'
import { isWanted } from '../../modules/messages/rules.ts'
import type { MailEvent } from '../../modules/messages/schema.ts'
import { noContents } from '../../modules/messages/variables.ts'
import { getBusiness } from '../../modules/organisations/actions.ts'
import { newLink } from '../../modules/quotes/actions.ts'
import { findQuote, orderOfQuote, printsOf, versionOf } from '../../modules/quotes/reads.ts'
import type { Quote, QuoteVersion } from '../../modules/quotes/schema.ts'
import { publicUrl } from '../../modules/users/reads.ts'
import type { Ctx } from '../../platform/context.ts'
import { reaction } from '../../platform/workflow.ts'
import { businessWords, customerWords, writtenIn } from './contents.ts'

type QuoteEvent = Extract<MailEvent, `quote.${string}`>

/** Somebody pressed send, so no policy is asked; a version that was replaced meanwhile stays here. */
export const mailQuotes = reaction({
  name: 'mail-quotes',
  on: ['quote.printed'],
  async run(ctx, event) {
    const quote = await findQuote(ctx, event.about)
    if (!quote || event.detail.how !== 'mail' || !isOpen(quote)) return
    if (quote.revision !== event.detail.revision) return
    await mail(ctx, quote, 'quote.sent', quote.sentAt!.toISOString())
  },
})

export const remindOfQuotes = reaction({
  name: 'mail-quote-reminders',
  on: ['quote.reminded'],
  async run(ctx, event) {
    const quote = await findQuote(ctx, event.about)
    if (!quote || !isOpen(quote)) return
    await mailAsTold(ctx, quote, 'quote.reminder', quote.sentAt!.toISOString())
  },
})

export const confirmQuotes = reaction({
  name: 'mail-quote-confirmations',
  on: ['quote.accepted'],
  async run(ctx, event) {
    const quote = await findQuote(ctx, event.about)
    // Who agreed at the counter was there.
    if (quote?.state === 'accepted' && quote.decidedHow === 'customer')
      await mailAsTold(ctx, quote, 'quote.accepted', String(quote.revision))
  },
})

const isOpen = ({ state }: Quote): boolean => state === 'sent' || state === 'viewed'

async function mailAsTold(ctx: Ctx, quote: Quote, event: QuoteEvent, told: string): Promise<void> {
  if (isWanted(await policyFor(ctx, event, quote.channel), {})) await mail(ctx, quote, event, told)
}

async function mail(ctx: Ctx, quote: Quote, event: QuoteEvent, told: string): Promise<void> {
  const version = await versionOf(ctx, quote.id, quote.revision)
  const language = await languageOf(ctx, event, quote.channel, quote.language)
  const prints = event === 'quote.accepted' ? [] : await printsOf(ctx, [version.id])
  await makeMail(ctx, {
    event,
    about: quote.id,
    aboutKind: 'quotes',
    version: told,
    channel: quote.channel,
    business: quote.business,
    language,
    to: { name: quote.customerName, address: quote.email },
    contents: await contentsOf(ctx, quote, version, language),
    attachments: prints.map(({ id: file, name }) => ({ file, name })),
    ...(event === 'quote.accepted' ? {} : { secretLink: await linkTo(ctx, quote) }),
  })
}

async function linkTo(ctx: Ctx, quote: Quote): Promise<string> {
  const url = await publicUrl(ctx)
  if (!url) throw new Error('the address of this program is not known: set PUBLIC_URL')
  return `${url}/quote#${await newLink(ctx, quote)}`
}

async function contentsOf(
  ctx: Ctx,
  quote: Quote,
  { content, validUntil, revision }: QuoteVersion,
  language: string,
): Promise<NewMail['contents']> {
  const written = writtenIn(language)
  const amount = (cents: number) => written.amount(cents, quote.currency)
  const order = await orderOfQuote(ctx, quote.id)
  return {
    ...noContents,
    business: businessWords(await getBusiness(ctx, { id: quote.business })),
    customer: await customerWords(ctx, quote.customerName, quote.company, quote.organisation),
    order: {
      ...noContents.order,
      number: order?.number ?? '',
      total: amount(content.totals.gross),
      shipping: amount(content.costs.reduce((sum, cost) => sum + cost.gross, 0)),
    },
    lines: content.lines.map(({ name, sku, quantity, gross }) => ({
      name,
      sku,
      quantity: written.quantity(quantity),
      amount: amount(gross),
    })),
    quote: {
      number: quote.number,
      total: amount(content.totals.gross),
      validUntil: written.day(validUntil),
      isNewVersion: revision > 1,
    },
  }
}
