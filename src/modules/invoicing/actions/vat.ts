/** Why this VAT: the decision about an order or a made-up sale, step by step in the reader's words. */
import { z } from 'zod'
import { dayInput } from '../../../base/check.ts'
import { dayOf } from '../../../base/day.ts'
import { Refusal } from '../../../base/refusal.ts'
import { say, type Lang } from '../../../base/words.ts'
import { action } from '../../../platform/action.ts'
import { get } from '../../../platform/rows.ts'
import { linesOf } from '../../orders/reads.ts'
import { Order } from '../../orders/schema.ts'
import { getBusiness } from '../../organisations/actions.ts'
import {
  crossBorderNet,
  decisionsAbout,
  findNumber,
  policyOf,
  registrationsOf,
  taxTables,
} from '../../tax/reads.ts'
import { decide } from '../../tax/rules.ts'
import type { Decision } from '../../tax/rules/decision.ts'
import { explain, noteText, treatments, warnings } from '../../tax/schema.ts'
import { compare, ownNumbers, tryDecideOrder } from '../order-vat.ts'
import { numberStatus, sellerOf } from '../sale-of-order.ts'
import { invoiceLang } from '../vat-on-invoice.ts'

const amount = z.int().min(0)

export const decideVat = action({
  http: 'POST /vat/decide',
  right: 'tax.see',
  says: 'Decides the VAT of a sale that need not exist, and explains each step.',
  input: z.strictObject({
    business: z.uuid(),
    channel: z.uuid(),
    day: dayInput.optional(),
    customer: z.strictObject({
      kind: z.enum(['consumer', 'business']),
      vatNumber: z.string().trim().max(30).optional(),
    }),
    method: z.enum(['delivery', 'pickup']).default('delivery'),
    /** Where the goods lie; the country of the business when left out. */
    from: z.string().max(2).optional(),
    to: z.strictObject({ country: z.string().max(2), postcode: z.string().max(20).optional() }),
    isTransportProven: z.boolean().default(false),
    lines: z
      .array(
        z.strictObject({
          category: z.string().max(60).default('standard'),
          unitPrice: amount,
          quantity: z.int().min(1),
          discount: z.union([z.strictObject({ percent: z.int() }), z.strictObject({ amount })]).optional(),
        }),
      )
      .min(1)
      .max(1000),
    shipping: amount.default(0),
    orderDiscount: amount.default(0),
  }),
  async run(ctx, input) {
    const business = await getBusiness(ctx, { id: input.business })
    const policy = await policyOf(ctx, input.channel)
    const day = input.day ?? dayOf(ctx.now, business.timeZone)
    const registrations = await registrationsOf(ctx, business.id)
    const numbers = await ownNumbers(ctx, business, registrations)
    const given = input.customer.vatNumber
    const known = given ? await findNumber(ctx, given) : undefined
    const decision = decide(
      {
        day,
        seller: sellerOf({
          business,
          registrations,
          numbers,
          day,
          crossBorder: await crossBorderNet(ctx, business.id, day),
        }),
        channel: { ...policy, priceCountry: policy.priceCountry ?? business.country },
        customer: {
          kind: input.customer.kind,
          ...(given
            ? { vatNumber: { number: given, ...numberStatus(known, { policy, day, business }) } }
            : {}),
        },
        fulfilment: {
          method: input.method,
          from: input.from ?? business.country,
          to: input.to,
          isTransportProven: input.isTransportProven,
        },
        lines: input.lines.map(({ discount, ...line }, i) => ({
          ...line,
          id: String(i + 1),
          ...(discount ? { discount } : {}),
        })),
        ...(input.shipping ? { shipping: input.shipping } : {}),
        ...(input.orderDiscount ? { orderDiscount: input.orderDiscount } : {}),
      },
      await taxTables(ctx),
    )
    return told(decision, ctx.lang, business.country)
  },
})

export const vatOfOrder = action({
  http: 'GET /orders/:order/vat',
  right: 'orders.see',
  says: 'What the webshop charged beside what our rules decide, and why, step by step.',
  input: z.object({ order: z.uuid() }),
  async run(ctx, input) {
    const order = await get(ctx, Order, input.order)
    const whole = { order, lines: await linesOf(ctx, order.id) }
    const charged = { net: order.totalNet, vat: order.totalVat, gross: order.total }
    const history = (await decisionsAbout(ctx, order.id)).map(({ id, createdAt, engine, buyerNumber }) => ({
      id,
      at: createdAt,
      engine,
      buyerNumber,
    }))
    const customerNumber = order.vatNumber ? ((await findNumber(ctx, order.vatNumber)) ?? null) : null
    const found = await tryDecideOrder(ctx, whole)
    const beside = { charged, customerNumber, history }
    if (found instanceof Refusal)
      return {
        ...beside,
        decision: null,
        compared: null,
        undecided: { code: found.code, params: found.params },
      }
    return {
      ...beside,
      decision: told(found.decision, ctx.lang, found.around.business.country),
      compared: compare(whole, found.decision),
      undecided: null,
    }
  },
})

/** A decision with its codes in words. */
function told(decision: Decision, lang: Lang, seller: string) {
  const { trace, warnings: found, notes, ...rest } = decision
  return {
    ...rest,
    lines: rest.lines.map((line) => ({ ...line, treatmentText: say(treatments[line.treatment], lang) })),
    notes: notes.map((note) => ({ note, text: noteText(note, seller)[invoiceLang(lang)] })),
    warnings: found.map((warning) => ({ warning, text: say(warnings[warning], lang) })),
    trace: trace.map((step) => ({ rule: step.rule, line: step.line, text: explain(step, lang) })),
  }
}
