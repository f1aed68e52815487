/** Why this VAT: the decision about an order or a made-up sale, step by step in the reader's words. */
import { z } from 'zod'
import { dayInput } from '../../../base/check.ts'
import { dayOf } from '../../../base/day.ts'
import { Refusal } from '../../../base/refusal.ts'
import { say, type Lang } from '../../../base/words.ts'
import { action } from '../../../platform/action.ts'
import type { Ctx } from '../../../platform/context.ts'
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
import { refusals } from '../../tax/schema.ts'
import { refusals as recordRefusals } from '../../tax/schema/records.ts'
import { compare, compareGroups, ownNumbers, tryDecideOrder } from '../order-vat.ts'
import { issuedInvoice, linesOfInvoice } from '../reads.ts'
import { numberStatus, sellerOf } from '../sale-of-order.ts'
import { Invoice } from '../schema.ts'
import { proofOf, told } from '../why-vat.ts'

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
    return told(decision, { lang: ctx.lang, seller: business.country })
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
    const proof = await proofOf(ctx, order.vatNumber, ctx.now)
    const isFromShop = order.externalId !== null
    const beside = { charged, isFromShop, currency: order.currency, customerNumber, proof, history }
    if (found instanceof Refusal)
      return {
        ...beside,
        decision: null,
        compared: null,
        undecided: { code: found.code, params: found.params, text: refusedText(found, ctx.lang) },
      }
    return {
      ...beside,
      decision: told(found.decision, {
        lang: ctx.lang,
        seller: found.around.business.country,
        currency: whole.order.currency,
        names: new Map(whole.lines.map(({ id, name }) => [id, name])),
      }),
      compared: compare(whole, found.decision),
      undecided: null,
    }
  },
})

export const vatOfInvoice = action({
  http: 'GET /invoices/:invoice/vat',
  right: 'invoices.see',
  says: 'Why an invoice or credit note bears this VAT: the decision that was kept with it, and the proof of that day.',
  input: z.object({ invoice: z.uuid() }),
  async run(ctx, input) {
    const invoice = await get(ctx, Invoice, input.invoice)
    const business = await getBusiness(ctx, { id: invoice.business })
    const [kept] = await decisionsAbout(ctx, invoice.id)
    const decision = kept?.result ?? invoice.basis?.decision ?? null
    const number = kept?.buyerNumber ?? invoice.basis?.sale?.customer.vatNumber?.number ?? null
    const beside = {
      charged: { net: invoice.totalNet, vat: invoice.totalVat, gross: invoice.total },
      currency: invoice.currency,
      decidedAt: kept?.createdAt ?? null,
      engine: kept?.engine ?? null,
      proof: await proofOf(ctx, number, kept?.createdAt ?? ctx.now),
    }
    if (!decision) return { ...beside, decision: null, compared: null }
    const names = await lineNames(ctx, invoice)
    const groups = invoice.number
      ? (await issuedInvoice(ctx, invoice.id)).document.vat
      : (invoice.content?.vat ?? [])
    return {
      ...beside,
      decision: told(decision, {
        lang: ctx.lang,
        seller: business.country,
        currency: invoice.currency,
        names,
      }),
      // A part of an order bears a part of what was decided, and the two then say nothing of each other.
      compared: decision.totals.gross === invoice.total ? compareGroups(groups, decision) : null,
    }
  },
})

const refusedText = ({ code, params }: Refusal, lang: Lang): string => {
  const text = refusals[code] ?? recordRefusals[code]
  return text ? say(text, lang, params) : code
}

/** By the line of the order that was decided about. */
async function lineNames(ctx: Ctx, invoice: Invoice): Promise<Map<string, string>> {
  if (invoice.number)
    return new Map(
      (await linesOfInvoice(ctx, invoice.id)).flatMap(({ orderLine, line, name }) => [
        [line, name],
        [orderLine ?? line, name],
      ]),
    )
  const named = new Map((invoice.content?.lines ?? []).map(({ id, name }) => [id, name]))
  return new Map(
    (invoice.basis?.lines ?? []).flatMap(({ line, orderLine }) => {
      const name = named.get(line)
      return name ? [[orderLine ?? line, name] as const] : []
    }),
  )
}
