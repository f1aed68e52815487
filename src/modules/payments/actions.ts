/** What one may ask of payments. */
import { z } from 'zod'
import { dayInput } from '../../base/check.ts'
import { dayOf, type Day } from '../../base/day.ts'
import type { ShopPayment } from '../../contracts/shop.ts'
import { refuseField } from '../../base/refusal.ts'
import { decimalText, type Cents } from '../../base/money.ts'
import { action } from '../../platform/action.ts'
import type { Ctx } from '../../platform/context.ts'
import { all, insert } from '../../platform/rows.ts'
import { keepFacts } from '../orders/actions.ts'
import { lockOrder } from '../orders/reads.ts'
import type { Order, OrderLine } from '../orders/schema.ts'
import { receivedFor } from './reads.ts'
import { Payment } from './schema.ts'
import { upsertShopPayments } from './writes.ts'

export const listPayments = action({
  http: 'GET /orders/:order/payments',
  right: 'payments.see',
  input: z.object({ order: z.uuid() }),
  run: async (ctx, input) => ({ rows: await all(ctx, Payment, { orderId: input.order }, 'createdAt') }),
})

export const recordPayment = action({
  http: 'POST /orders/:order/payments',
  right: 'payments.record',
  says: 'Records money that came in outside the webshop, such as cash or a transfer.',
  input: z.object({
    order: z.uuid(),
    amount: z.int(),
    method: z.string().trim().min(1).max(80),
    receivedDay: dayInput.optional(),
    reference: z.string().trim().max(200).optional(),
  }),
  async run(ctx, input) {
    const whole = await lockOrder(ctx, input.order)
    const most = whole.order.due
    if (most <= 0) refuseField('amount', 'payment.already-paid', { number: whole.order.number })
    if (input.amount <= 0 || input.amount > most)
      refuseField('amount', 'payment.amount-wrong', {
        most: `${whole.order.currency} ${decimalText(most, 2)}`,
      })
    const receivedDay = input.receivedDay ?? dayOf(ctx.now)
    if (receivedDay > dayOf(ctx.now)) refuseField('receivedDay', 'payment.day-to-come')
    const payment = await insert(ctx, Payment, {
      orderId: input.order,
      method: input.method,
      methodTitle: input.method,
      captured: input.amount,
      state: 'captured',
      receivedDay,
      source: 'hand',
      reference: input.reference ?? null,
    })
    ctx.emit('payment.received', payment.id, {
      order: input.order,
      amount: input.amount,
      method: input.method,
    })
    const { order } = await settle(ctx, whole)
    return { payment, order }
  },
})

/** What a bank line says of an order's money: it came in, it was paid back, or one of both was undone. */
export type BankMovement = {
  readonly kind: 'received' | 'refunded'
  /** Negative when it is taken back or came back. */
  readonly amount: Cents
  readonly day: Day
  /** Ours, once per movement: the same one is never kept twice. */
  readonly key: string
  readonly reference: string | null
}

/** Keeps what the bank booked for a locked order. */
export async function recordBankMovement(
  ctx: Ctx,
  whole: { order: Order; lines: readonly OrderLine[] },
  movement: BankMovement,
) {
  const payment = await insert(ctx, Payment, {
    orderId: whole.order.id,
    externalId: movement.key,
    method: 'bank',
    methodTitle: 'Bank',
    captured: movement.kind === 'received' ? movement.amount : 0,
    refunded: movement.kind === 'refunded' ? movement.amount : 0,
    state: 'captured',
    receivedDay: movement.day,
    source: 'bank',
    reference: movement.reference?.slice(0, 200) ?? null,
  })
  if (movement.kind === 'received' && movement.amount > 0)
    ctx.emit('payment.received', payment.id, {
      order: whole.order.id,
      amount: movement.amount,
      method: 'bank',
    })
  else
    ctx.emit('payment.changed', payment.id, {
      order: whole.order.id,
      amount: movement.amount,
      kind: movement.kind,
    })
  return settle(ctx, whole)
}

/** Keeps what a webshop says of its payments. */
export const takeShopPayments = (ctx: Ctx, payments: readonly (ShopPayment & { order: string })[]) =>
  upsertShopPayments(ctx, payments)

/** Brings an order's money up to date from all its payments, and tells when it became paid. */
export async function settle(ctx: Ctx, whole: { order: Order; lines: readonly OrderLine[] }) {
  const { paid, refunded } = await receivedFor(ctx, whole.order.id)
  const holds =
    paid >= whole.order.total ? whole.order.holds.filter((kind) => kind !== 'payment') : whole.order.holds
  const after = await keepFacts(ctx, whole, { paid, holds }, new Map(), { refunded })
  if (
    after.order.payment !== whole.order.payment &&
    (after.order.payment === 'paid' || after.order.payment === 'overpaid')
  ) {
    ctx.emit('order.paid', after.order.id, { number: after.order.number, amount: paid })
  }
  return after
}
