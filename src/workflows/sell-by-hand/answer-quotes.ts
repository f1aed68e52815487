/** The page that a customer's link opens: a quote to read, to accept under one's name, or to decline. No session. */
import { z } from 'zod'
import { refuse, refuseAndKeep } from '../../base/refusal.ts'
import { checkAnswer, keepAnswer, noteViewed } from '../../modules/quotes/actions.ts'
import {
  findQuote,
  linkOf,
  lockQuote,
  orderOfQuote,
  printsOf,
  versionOf,
} from '../../modules/quotes/reads.ts'
import { answerProblem } from '../../modules/quotes/rules.ts'
import type { Quote } from '../../modules/quotes/schema.ts'
import { getBusiness } from '../../modules/organisations/actions.ts'
import { logoImage } from '../../modules/organisations/logo.ts'
import { currentTerms } from '../../modules/settings/actions.ts'
import { countOfLink, countOfStranger } from '../../modules/users/entering.ts'
import { action, afterwards, FileAnswer } from '../../platform/action.ts'
import type { Ctx } from '../../platform/context.ts'
import { fileOf, readBytes } from '../../platform/files.ts'
import { acceptVersion, todayOf } from './write-quotes.ts'

const token = z.string().min(20).max(100)
const revision = z.int().min(1)
const name = z.string().trim().min(2).max(120)

export const lookAtQuote = action({
  http: 'POST /quote-links/look',
  right: 'public',
  shownOnce: true,
  says: 'The quote of a link, as its newest version was sent.',
  input: z.strictObject({ token }),
  async run(ctx, input) {
    const quote = await noteViewed(ctx, await enterQuote(ctx, input.token))
    return shown(ctx, quote)
  },
})

export const acceptQuote = action({
  http: 'POST /quote-links/accept',
  right: 'public',
  shownOnce: true,
  says: 'Accepts the version that was read; the order is made at once, and once.',
  input: z.strictObject({ token, revision, name }),
  async run(ctx, input) {
    const quote = await enterQuote(ctx, input.token)
    await acceptVersion(ctx, quote, { revision: input.revision, by: input.name })
    return shown(ctx, (await findQuote(ctx, quote.id))!)
  },
})

export const declineQuote = action({
  http: 'POST /quote-links/decline',
  right: 'public',
  shownOnce: true,
  says: 'Declines the version that was read, with the reason when one is given.',
  input: z.strictObject({
    token,
    revision,
    name: name.optional(),
    reason: z.string().trim().max(1000).default(''),
  }),
  async run(ctx, input) {
    const quote = await enterQuote(ctx, input.token)
    if (quote.state !== 'declined') {
      const day = await todayOf(ctx, quote)
      await checkAnswer(ctx, quote, { revision: input.revision, day })
      const by = input.name ?? quote.customerName
      const said = { revision: input.revision, by, how: 'customer', day } as const
      await keepAnswer(ctx, quote, 'declined', said, input.reason || null)
    }
    return shown(ctx, (await findQuote(ctx, quote.id))!)
  },
})

export const printedQuote = action({
  http: 'POST /quote-links/pdf',
  right: 'public',
  shownOnce: true,
  says: 'The newest version as PDF.',
  input: z.strictObject({ token }),
  async run(ctx, input) {
    const quote = await enterQuote(ctx, input.token)
    const version = await versionOf(ctx, quote.id, quote.revision)
    const [print] = await printsOf(ctx, [version.id])
    if (!print) refuse('quote.pdf-not-ready')
    const file = await fileOf(ctx, print.id)
    return new FileAnswer(
      afterwards(() => readBytes(file)),
      file.type,
      file.name,
    )
  },
})

/** From the link to the quote, locked; who guesses links is soon told to wait. */
async function enterQuote(ctx: Ctx, secret: string): Promise<Quote> {
  const link = await linkOf(ctx, secret)
  if (!link) {
    const minutes = await countOfStranger(ctx, 'quote')
    return minutes > 0 ? refuse('quote.too-many', { minutes }) : refuseAndKeep('quote-link.not-found')
  }
  await ctx.db.enter(link.home)
  const minutes = await countOfLink(ctx, 'quote', link.quote)
  if (minutes > 0) refuse('quote.too-many', { minutes })
  return lockQuote(ctx, link.quote)
}

/** What the customer sees: nothing of ours but the business and the version that was sent. */
async function shown(ctx: Ctx, quote: Quote) {
  const { content, day, validUntil, note } = await versionOf(ctx, quote.id, quote.revision)
  const business = await getBusiness(ctx, { id: quote.business })
  const terms = await currentTerms(ctx, quote.business, quote.language)
  const order = await orderOfQuote(ctx, quote.id)
  return {
    number: quote.number,
    revision: quote.revision,
    state: quote.state,
    /** Why it cannot be answered any more, null when it can. */
    problem: answerProblem(
      { ...quote, validUntil },
      { revision: quote.revision, day: await todayOf(ctx, quote) },
    ),
    language: quote.language,
    day,
    validUntil,
    note,
    business: {
      name: business.tradeName,
      logo: await logoImage(ctx, business.logo),
      address: `${business.street} ${business.houseNumber}`.trim(),
      town: `${business.postcode} ${business.city}`.trim(),
      email: business.contactEmail ?? business.email,
      phone: business.phone,
      website: business.website,
      vatNumber: business.vatNumber,
      cocNumber: business.cocNumber,
    },
    customerName: quote.customerName,
    company: quote.company,
    reference: quote.reference,
    currency: quote.currency,
    depositPercent: quote.depositPercent,
    pricesIncludeVat: content.pricesIncludeVat,
    delivery: content.delivery,
    lines: content.lines.map(
      ({ product: _product, category: _category, costPrice: _cost, priceRule: _rule, ...line }) => line,
    ),
    costs: content.costs,
    vat: content.vat,
    notes: content.notes,
    totals: content.totals,
    terms: terms && { title: terms.title, text: terms.text, url: terms.url },
    decidedBy: quote.decidedBy,
    decidedAt: quote.decidedAt,
    orderNumber: order?.number ?? null,
  }
}
