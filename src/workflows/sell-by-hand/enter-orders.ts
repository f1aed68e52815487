/** Orders by hand: what one would cost, and placing it with its stock, its number and, when wished, its invoice. */
import { z } from 'zod'
import { decimalText } from '../../base/money.ts'
import { Refusal, refuse } from '../../base/refusal.ts'
import { draftInvoice, finalise } from '../../modules/invoicing/actions.ts'
import { draftDeposit } from '../../modules/invoicing/deposits.ts'
import { tellNotInvoiced } from '../../modules/invoicing/moment.ts'
import { rights } from '../../modules/invoicing/schema.ts'
import { withoutCosts } from '../../modules/orders/schema/by-hand.ts'
import { judgeOrder } from '../../modules/organisations/actions/credit.ts'
import type { Decision } from '../../modules/tax/rules/decision.ts'
import { explain, treatments, warnings } from '../../modules/tax/schema.ts'
import { action } from '../../platform/action.ts'
import { can, type Ctx } from '../../platform/context.ts'
import { saleFields } from './asked.ts'
import { placeSale, type Placed } from './place.ts'
import { priceSale, type Priced } from './price.ts'

export const priceByHand = action({
  http: 'POST /sales/price',
  right: 'signed-in',
  // Nothing is kept, not even the answer for a repeated request.
  shownOnce: true,
  says: 'What an order or quote by hand would come to, with the VAT and the reason for it; nothing is kept.',
  input: z.strictObject(saleFields),
  async run(ctx, asked) {
    if (!can(ctx.actor, 'orders.create') && !can(ctx.actor, 'quotes.manage'))
      refuse('right.not-allowed', { right: 'orders.create' })
    const priced = await priceSale(ctx, asked, false)
    const sale = can(ctx.actor, 'costs.see') ? priced.sale : withoutCosts(priced.sale)
    return { sale, ...whyOf(priced), credit: await creditOf(ctx, priced) }
  },
})

export const placeByHand = action({
  http: 'POST /orders',
  right: 'orders.create',
  says: 'Places an order by hand: stock is reserved, the credit limit is kept, and the invoice comes with it when the business wants so.',
  input: z.strictObject({
    ...saleFields,
    /** The total that was seen; another one by now is told before anything is kept. */
    total: z.int().optional(),
    /** Whether an invoice comes with it, when not as the business has it. */
    invoice: z.enum(['none', 'concept', 'final']).optional(),
  }),
  async run(ctx, { total, invoice, ...asked }) {
    checkMayInvoice(ctx, invoice)
    const priced = await priceSale(ctx, asked, true)
    const { gross } = priced.sale.totals
    if (total !== undefined && total !== gross)
      refuse('order.price-changed', { total: `${priced.sale.currency} ${decimalText(gross, 2)}` })
    const order = await placeSale(ctx, priced.sale, { quote: null, isByHand: true })
    const { id, number, holds, supply } = order
    return {
      id,
      number,
      holds,
      supply,
      ...(await invoiceWith(ctx, order, invoice ?? priced.business.invoiceWithOrder)),
    }
  },
})

const rightFor = { none: null, concept: 'invoices.make', final: 'invoices.finalise' } as const

/** What a business has set is done for everybody; who asks for an invoice must be allowed to make it. */
function checkMayInvoice(ctx: Ctx, wish: keyof typeof rightFor | undefined): void {
  const right = wish && rightFor[wish]
  if (right && !can(ctx.actor, right)) refuse('right.not-allowed', { right: rights[right] })
}

/**
 * The invoice that comes with an order (S1-3a), or the deposit that was agreed on instead: an invoice of everything follows
 * the delivery then. What it still waits for is told to a person; the order stands.
 */
export async function invoiceWith(
  ctx: Ctx,
  order: Pick<Placed, 'id' | 'number'>,
  wish: 'none' | 'concept' | 'final',
  depositPercent = 0,
): Promise<{ invoice: string | null; invoiceNumber: string | null; invoiceWaits: string | null }> {
  const nothing = { invoice: null, invoiceNumber: null, invoiceWaits: null }
  if (wish === 'none' && depositPercent === 0) return nothing
  let drafted: string | null = null
  try {
    const deposit =
      depositPercent > 0 ? await draftDeposit(ctx, order.id, { percent: depositPercent * 100 }) : null
    drafted = (deposit ?? (await draftInvoice(ctx, { order: order.id, amounts: 'shop' }))).id
    const final = deposit || wish === 'final' ? await finalise(ctx, drafted) : null
    return { ...nothing, invoice: drafted, invoiceNumber: final?.number ?? null }
  } catch (error) {
    // A refusal comes before anything is written; a fault of the database undoes the order too.
    if (!(error instanceof Refusal)) throw error
    const invoiceWaits = await tellNotInvoiced(ctx, order, error)
    return { ...nothing, invoice: drafted, invoiceWaits }
  }
}

/** Which VAT and why, in words: the treatments, what to look out for, and every step. */
function whyOf({ decision, sale }: Priced) {
  const found = [...new Set(decision.lines.map(({ treatment }) => treatment))]
  return {
    treatments: found.map((treatment) => ({ kind: treatment, words: treatments[treatment] })),
    warnings: decision.warnings.map((code) => ({ code, words: warnings[code] })),
    steps: stepsOf(
      decision,
      sale.lines.map(({ name }) => name),
      sale.currency,
    ),
  }
}

/** Each sentence once, with the lines that it holds for; none where it is about the whole sale. */
function stepsOf({ lines, trace }: Decision, names: readonly string[], currency: string) {
  const told = new Map<string, { words: { nl: string; en: string }; lines: string[] }>()
  for (const step of trace) {
    const words = { nl: explain(step, 'nl', currency), en: explain(step, 'en', currency) }
    const sentence = told.get(words.nl) ?? { words, lines: [] }
    told.set(words.nl, sentence)
    const name = names[lines.findIndex(({ id }) => id === step.line)]
    if (name !== undefined && !sentence.lines.includes(name)) sentence.lines.push(name)
  }
  return [...told.values()]
}

async function creditOf(ctx: Ctx, { sale, organisation }: Priced) {
  if (!organisation || organisation.currency !== sale.currency) return null
  return judgeOrder(ctx, organisation, sale.totals.gross, true)
}
