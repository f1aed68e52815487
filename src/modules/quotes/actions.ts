/** What one may ask of quotes, and how they change: written, sent in versions, answered, over. */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { pageInput } from '../../base/check.ts'
import { addDays, dayOf, startOfDay, yearOf, type Day } from '../../base/day.ts'
import { refuse, refuseField, type RefusalCode } from '../../base/refusal.ts'
import { action } from '../../platform/action.ts'
import { can as holds, type Ctx } from '../../platform/context.ts'
import { get } from '../../platform/rows.ts'
import { withoutCosts, type HandSale } from '../orders/schema/by-hand.ts'
import { getBusiness } from '../organisations/actions.ts'
import { takeNumber } from '../organisations/numbers.ts'
import { Business } from '../organisations/schema.ts'
import { newSecret } from '../users/secrets.ts'
import {
  asSent,
  countQuotes,
  eventsOf,
  listQuotes,
  lockQuote,
  orderOfQuote,
  printsOf,
  quoteFor,
  versionsOf,
} from './reads.ts'
import { answerProblem, can } from './rules.ts'
import { quoteStates, quoteViews, type Quote, type QuoteVersion, type QuoteView } from './schema.ts'
import { changeQuote, dropEndedLinks, insertLink, insertQuote, insertVersion, moveQuotes } from './writes.ts'

const viewNames = Object.keys(quoteViews) as [QuoteView, ...QuoteView[]]

export const list = action({
  http: 'GET /quotes',
  right: 'quotes.see',
  says: 'The newest quotes of a view; a search looks in number, customer, e-mail address and reference.',
  input: z.object({
    view: z.enum(viewNames).catch('open'),
    search: z.string().trim().max(200).optional(),
    contact: z.uuid().optional(),
    organisation: z.uuid().optional(),
    ...pageInput,
  }),
  run: listQuotes,
})

export const views = action({
  http: 'GET /quotes/views',
  right: 'quotes.see',
  input: z.object({}),
  run: async (ctx) => ({ counts: await countQuotes(ctx) }),
})

export const getQuote = action({
  http: 'GET /quotes/:quote',
  right: 'quotes.see',
  says: 'One quote with every version that was sent, the order made of it, and what happened.',
  input: z.object({ quote: z.uuid() }),
  async run(ctx, input) {
    const quote = await quoteFor(ctx, input.quote)
    const versions = await versionsOf(ctx, quote.id)
    const prints = await printsOf(
      ctx,
      versions.map(({ id }) => id),
    )
    return {
      ...shownQuote(ctx, quote),
      businessName: (await get(ctx, Business, quote.business)).tradeName,
      versions: versions.map((version) => ({
        ...shownQuote(ctx, version),
        file: prints.find(({ about }) => about === version.id)?.id ?? null,
      })),
      order: (await orderOfQuote(ctx, quote.id)) ?? null,
      events: await eventsOf(ctx, quote.id),
    }
  },
})

export const cancelQuote = action({
  http: 'POST /quotes/:quote/cancel',
  right: 'quotes.manage',
  says: 'Withdraws a quote for good; its link says so from then on.',
  input: z.strictObject({ quote: z.uuid(), reason: z.string().trim().max(1000).default('') }),
  async run(ctx, input) {
    const quote = await lockQuote(ctx, input.quote)
    refuseUnless(can.cancel(quote), ctx, quote)
    const { reason } = input
    ctx.emit('quote.cancelled', quote.id, { number: quote.number, reason })
    const cancelled = await changeQuote(ctx, quote.id, {
      state: 'cancelled',
      decidedAt: ctx.now,
      decidedBy: ctx.actor.name,
      decidedHow: 'hand',
      reason: reason || null,
    })
    return shownQuote(ctx, cancelled)
  },
})

/** A quote or a version of it, without what second-hand goods cost for who may not see that. */
export const shownQuote = <Q extends { content: HandSale }>(ctx: Ctx, quote: Q): Q =>
  holds(ctx.actor, 'costs.see') ? quote : { ...quote, content: withoutCosts(quote.content) }

type Written = { readonly validUntil: Day | null; readonly note: string | null | undefined }

/** Makes a quote with the number of its business' own series, and its usual text and validity (S1-2h). */
export async function newQuote(ctx: Ctx, sale: HandSale, { validUntil, note }: Written): Promise<Quote> {
  const business = await getBusiness(ctx, { id: sale.business })
  const today = dayOf(ctx.now, business.timeZone)
  const valid = validUntil ?? addDays(today, business.quoteValidDays)
  checkValid(valid, today)
  const { number } = await takeNumber(ctx, business.id, 'quote', yearOf(today))
  const quote = await insertQuote(ctx, {
    ...headOf(sale),
    number,
    validUntil: valid,
    depositPercent: business.quoteDepositPercent,
    note: note === undefined ? business.quoteNote : note,
  })
  ctx.emit('quote.made', quote.id, { number, total: quote.total })
  return quote
}

/** Writes what stands in the editor; a version that was sent stays as it was. */
export async function rewriteQuote(
  ctx: Ctx,
  quote: Quote,
  sale: HandSale,
  written: Written & { readonly version: number | undefined },
): Promise<Quote> {
  refuseUnless(can.change(quote), ctx, quote)
  const business = await getBusiness(ctx, { id: quote.business })
  if (sale.business !== quote.business)
    refuseField('channel', 'quote.other-business', { business: business.tradeName })
  const validUntil = written.validUntil ?? quote.validUntil
  checkValid(validUntil, dayOf(ctx.now, business.timeZone))
  const note = written.note === undefined ? quote.note : written.note
  const changes = { ...headOf(sale), validUntil, note, hasChanges: true }
  const after = await changeQuote(ctx, quote.id, changes, written.version)
  ctx.emit('quote.changed', quote.id, {
    number: quote.number,
    ...(after.total === quote.total ? {} : { changes: { total: [quote.total, after.total] } }),
  })
  return after
}

const checkValid = (validUntil: Day, today: Day): void => {
  if (validUntil < today) refuseField('validUntil', 'quote.valid-in-the-past')
}

const headOf = (sale: HandSale) => ({
  business: sale.business,
  channel: sale.channel,
  contact: sale.contact,
  organisation: sale.organisation,
  customerName: sale.customerName,
  company: sale.company,
  email: sale.email,
  language: sale.language,
  reference: sale.reference,
  currency: sale.currency,
  totalNet: sale.totals.net,
  totalVat: sale.totals.vat,
  total: sale.totals.gross,
  content: sale,
})

/** Fixes the next version when something changed, and lets the customer answer it from now on. */
export async function issueQuote(ctx: Ctx, quote: Quote, how: 'mail' | 'hand'): Promise<Quote> {
  refuseUnless(can.change(quote), ctx, quote)
  if (how === 'mail' && !quote.email) refuseField('email', 'quote.no-address')
  const business = await getBusiness(ctx, { id: quote.business })
  const today = dayOf(ctx.now, business.timeZone)
  checkValid(quote.validUntil, today)
  const revision = quote.hasChanges ? quote.revision + 1 : quote.revision
  if (quote.hasChanges) await fixVersion(ctx, quote, revision, today)
  const { number, email } = quote
  ctx.emit('quote.sent', quote.id, { number, revision, how, ...(how === 'mail' ? { to: email } : {}) })
  const fresh = {
    viewedAt: null,
    remindedAt: null,
    decidedAt: null,
    decidedBy: null,
    decidedFrom: null,
    decidedRevision: null,
    decidedHow: null,
    reason: null,
  }
  return changeQuote(ctx, quote.id, { ...fresh, state: 'sent', revision, hasChanges: false, sentAt: ctx.now })
}

function fixVersion(ctx: Ctx, quote: Quote, revision: number, day: Day): Promise<QuoteVersion> {
  const { validUntil, note, total, content } = quote
  const contentHash = createHash('sha256')
    .update(JSON.stringify([validUntil, note, content]))
    .digest('hex')
  const sentBy = ctx.actor.name
  return insertVersion(ctx, {
    quote: quote.id,
    revision,
    day,
    validUntil,
    note,
    total,
    content,
    contentHash,
    sentBy,
  })
}

/** How long a link still shows what became of its quote. */
const daysAfter = 60

/** A new link for the customer, with 256 bits of chance; answered once and kept as a hash. */
export async function newLink(ctx: Ctx, quote: Pick<Quote, 'id' | 'validUntil'>): Promise<string> {
  const secret = newSecret()
  await insertLink(ctx, quote.id, secret, startOfDay(addDays(quote.validUntil, daysAfter), 'UTC'))
  return secret
}

/** Links whose quote is long over. */
export const sweepLinks = dropEndedLinks

/** The PDF of a version is there; what is to be mailed goes out with it. */
export async function noteReady(
  ctx: Ctx,
  id: string,
  ready: { readonly revision: number; readonly file: string; readonly how: 'mail' | 'hand' },
): Promise<void> {
  const quote = await lockQuote(ctx, id)
  ctx.emit('quote.printed', id, { number: quote.number, ...ready })
}

/** The customer opened it for the first time. */
export async function noteViewed(ctx: Ctx, quote: Quote): Promise<Quote> {
  if (quote.state !== 'sent') return quote
  ctx.emit('quote.viewed', quote.id, { number: quote.number, revision: quote.revision })
  return changeQuote(ctx, quote.id, { state: 'viewed', viewedAt: ctx.now })
}

export type Answer = {
  readonly revision: number
  readonly by: string
  readonly how: 'customer' | 'hand'
  readonly day: Day
}

/** Refuses an answer that comes too late or is about another version than the newest. */
export async function checkAnswer(
  ctx: Ctx,
  quote: Quote,
  answer: Pick<Answer, 'revision' | 'day'>,
): Promise<void> {
  const sent = await asSent(ctx, quote)
  refuseUnless(answerProblem(sent, answer), ctx, sent)
}

/** Says that somebody decided: who, when, from where and on which version. */
export async function keepAnswer(
  ctx: Ctx,
  quote: Quote,
  state: 'accepted' | 'declined',
  answer: Answer,
  reason: string | null = null,
): Promise<Quote> {
  const { number } = quote
  const { revision, by, how } = answer
  ctx.emit(state === 'accepted' ? 'quote.accepted' : 'quote.declined', quote.id, {
    number,
    revision,
    by,
    how,
    ...(reason ? { reason } : {}),
  })
  return changeQuote(ctx, quote.id, {
    state,
    decidedAt: ctx.now,
    decidedBy: by,
    decidedFrom: ctx.actor.address ?? null,
    decidedRevision: revision,
    decidedHow: how,
    reason,
  })
}

/** Its last day has gone by. */
export async function expireQuote(ctx: Ctx, id: string): Promise<void> {
  const quote = await lockQuote(ctx, id)
  if (quote.state !== 'sent' && quote.state !== 'viewed') return
  const { number, validUntil } = await asSent(ctx, quote)
  ctx.emit('quote.expired', id, { number, validUntil })
  await changeQuote(ctx, id, { state: 'expired' })
}

/** Notes that the customer is reminded, once per time that it was sent. */
export async function remindOfQuote(ctx: Ctx, id: string): Promise<void> {
  const quote = await lockQuote(ctx, id)
  if ((quote.state !== 'sent' && quote.state !== 'viewed') || quote.remindedAt) return
  const { number, revision, validUntil } = await asSent(ctx, quote)
  ctx.emit('quote.reminded', id, { number, revision, validUntil })
  await changeQuote(ctx, id, { remindedAt: ctx.now })
}

/** Moves quotes to the customer or organisation that another was merged into, or some of them back; answers which. */
export async function followQuotes(
  ctx: Ctx,
  kind: 'organisation' | 'contact',
  from: string,
  to: string,
  only: readonly string[] | null = null,
): Promise<string[]> {
  return (await moveQuotes(ctx, kind, from, to, only)).map(({ id }) => id)
}

export function refuseUnless(problem: string | null, ctx: Ctx, quote: Quote): void {
  if (!problem) return
  const state = quoteStates[quote.state][ctx.lang].toLowerCase()
  refuse(problem as RefusalCode, { number: quote.number, state, day: quote.validUntil })
}
