/** Quotes by hand: written with the same figures as an order, sent in versions, and made into an order once. */
import { z } from 'zod'
import { dayInput } from '../../base/check.ts'
import { dayOf } from '../../base/day.ts'
import { refuse } from '../../base/refusal.ts'
import {
  checkAnswer,
  issueQuote,
  keepAnswer,
  newLink,
  newQuote,
  refuseUnless,
  rewriteQuote,
  shownQuote,
  type Answer,
} from '../../modules/quotes/actions.ts'
import { lockQuote, orderOfQuote, versionOf, type MadeOrder } from '../../modules/quotes/reads.ts'
import { can } from '../../modules/quotes/rules.ts'
import type { Quote } from '../../modules/quotes/schema.ts'
import { getBusiness } from '../../modules/organisations/actions.ts'
import { publicUrl } from '../../modules/users/reads.ts'
import { action } from '../../platform/action.ts'
import type { Ctx } from '../../platform/context.ts'
import { saleFields } from './asked.ts'
import { invoiceWith } from './enter-orders.ts'
import { placeSale } from './place.ts'
import { priceSale } from './price.ts'

const quoteFields = {
  ...saleFields,
  /** Null takes so many days as the business says. */
  validUntil: dayInput.nullable().default(null),
  /** Left out takes the usual text of the business. */
  quoteNote: z.string().trim().max(2000).nullable().optional(),
}

export const makeQuote = action({
  http: 'POST /quotes',
  right: 'quotes.manage',
  says: 'Makes a quote of lines, discounts and shipping costs; VAT is decided as for an order. Nothing is reserved or sent.',
  input: z.strictObject(quoteFields),
  async run(ctx, { validUntil, quoteNote: note, ...asked }) {
    const { sale } = await priceSale(ctx, asked, true)
    return shownQuote(ctx, await newQuote(ctx, sale, { validUntil, note }))
  },
})

export const writeQuote = action({
  http: 'PUT /quotes/:quote',
  right: 'quotes.manage',
  says: 'Writes a quote anew; what was sent of it stays readable, and the next sending is a new version.',
  input: z.strictObject({ quote: z.uuid(), version: z.int().optional(), ...quoteFields }),
  async run(ctx, { quote: id, version, validUntil, quoteNote: note, ...asked }) {
    const quote = await lockQuote(ctx, id)
    refuseUnless(can.change(quote), ctx, quote)
    const { sale } = await priceSale(ctx, asked, true)
    return shownQuote(ctx, await rewriteQuote(ctx, quote, sale, { validUntil, note, version }))
  },
})

export const sendQuote = action({
  http: 'POST /quotes/:quote/send',
  right: 'quotes.manage',
  says: 'Fixes a version and mails it with a link to answer by, or only makes its PDF to hand over.',
  input: z.strictObject({ quote: z.uuid(), how: z.enum(['mail', 'hand']).default('mail') }),
  async run(ctx, input) {
    const quote = await issueQuote(ctx, await lockQuote(ctx, input.quote), input.how)
    ctx.later({
      task: 'work',
      payload: { work: 'print-quote', about: quote.id, revision: quote.revision, how: input.how },
      key: `print-quote:${quote.id}`,
    })
    return shownQuote(ctx, quote)
  },
})

export const linkToQuote = action({
  http: 'POST /quotes/:quote/link',
  right: 'quotes.manage',
  shownOnce: true,
  says: 'A new link for the customer, to hand over in another way than by mail; only this answer holds it.',
  input: z.strictObject({ quote: z.uuid() }),
  async run(ctx, input) {
    const quote = await lockQuote(ctx, input.quote)
    if (quote.revision === 0) refuse('quote.not-sent-yet')
    const url = (await publicUrl(ctx)) ?? refuse('quote.no-web-address')
    return { url: `${url}/quote#${await newLink(ctx, quote)}` }
  },
})

export const convertQuote = action({
  http: 'POST /quotes/:quote/convert',
  right: 'orders.create',
  says: 'Makes the order of a quote that was agreed by telephone or at the counter; asked again, it answers the same order.',
  input: z.strictObject({ quote: z.uuid() }),
  async run(ctx, input) {
    const quote = await lockQuote(ctx, input.quote)
    const made = await orderOfQuote(ctx, quote.id)
    if (made) return made
    refuseUnless(can.convert(quote), ctx, quote)
    // What stands in the editor counts: it is what was just talked about.
    const issued = quote.hasChanges ? await issueQuote(ctx, await withoutEnd(ctx, quote), 'hand') : quote
    return convert(ctx, issued, { by: ctx.actor.name, how: 'hand' })
  },
})

/** A person of ours may go back on the last day. */
const withoutEnd = async (ctx: Ctx, quote: Quote): Promise<Quote> => {
  const today = await todayOf(ctx, quote)
  return quote.validUntil < today ? { ...quote, validUntil: today } : quote
}

/** The customer says yes to a version. The quote is locked, so that however many say yes at once there is one order. */
export async function acceptVersion(
  ctx: Ctx,
  quote: Quote,
  said: { readonly revision: number; readonly by: string },
): Promise<MadeOrder> {
  const made = await orderOfQuote(ctx, quote.id)
  if (made) return made
  await checkAnswer(ctx, quote, { revision: said.revision, day: await todayOf(ctx, quote) })
  return convert(ctx, quote, { by: said.by, how: 'customer' })
}

/** The day where the business is. */
export const todayOf = async (ctx: Ctx, quote: Quote): Promise<string> =>
  dayOf(ctx.now, (await getBusiness(ctx, { id: quote.business })).timeZone)

async function convert(ctx: Ctx, quote: Quote, said: Pick<Answer, 'by' | 'how'>): Promise<MadeOrder> {
  const business = await getBusiness(ctx, { id: quote.business })
  const { content } = await versionOf(ctx, quote.id, quote.revision)
  // Who the customer was merged into since then buys it.
  const { contact, organisation } = quote.hasChanges ? content : quote
  const day = dayOf(ctx.now, business.timeZone)
  await keepAnswer(ctx, quote, 'accepted', { ...said, revision: quote.revision, day })
  const order = await placeSale(
    ctx,
    { ...content, contact, organisation },
    { quote: quote.id, isByHand: said.how === 'hand' },
  )
  await invoiceWith(ctx, order, business.invoiceWithOrder, quote.depositPercent)
  return { id: order.id, number: order.number }
}
