/** Stock that came in, was released or may now be sold is promised to the orders that wait for it, the oldest first. */
import { reserveShort } from '../modules/fulfilment/actions/reserve.ts'
import { ChannelLocation } from '../modules/channels/schema.ts'
import { lackedBeside, ordersWaitingFor } from '../modules/fulfilment/reads.ts'
import { lockOrder } from '../modules/orders/reads.ts'
import type { Later } from '../platform/context.ts'
import { find } from '../platform/rows.ts'
import { reaction, work } from '../platform/workflow.ts'

/** A job of its own: a delivery of a thousand articles may serve as many orders, each in its own transaction. */
export const offerWhenFree = reaction({
  name: 'offer-when-free',
  on: ['stock.changed', 'stock.released'],
  run: async (ctx, event) => {
    const { products = [event.about], by = 1 } = event.detail as { products?: string[]; by?: number }
    if (by > 0) ctx.later(offering(products))
  },
})

/** A location more, or a lower safety stock: what lies there may be sold from now on. */
export const offerWhenLinked = reaction({
  name: 'offer-when-linked',
  on: ['channel-location.created', 'channel-location.changed'],
  async run(ctx, event) {
    // It may have been unlinked since.
    const link = await find(ctx, ChannelLocation, event.about)
    const products = link ? await lackedBeside(ctx, link.channel, link.location) : []
    if (products.length > 0) ctx.later(offering(products))
  },
})

const offering = (products: readonly string[]): Later => ({
  task: 'work',
  payload: { work: 'offer-stock', products },
})

const batch = 50

export const offerStock = work({
  name: 'offer-stock',
  async run(tools, payload) {
    const products = payload['products'] as readonly string[]
    const tried: string[] = []
    for (;;) {
      // Who still waits is served after the start.
      if (tools.isStopping()) return tools.act(async (ctx) => ctx.later(offering(products)))
      const orders = await tools.act((ctx) => ordersWaitingFor(ctx, products, tried, batch))
      // One order at a time: whoever holds one order and its stock never waits for another order.
      for (const id of orders)
        await tools.act(async (ctx) => {
          const whole = await lockOrder(ctx, id)
          if (whole.order.phase === 'open') await reserveShort(ctx, whole.order.channel, whole)
        })
      tried.push(...orders)
      if (orders.length < batch) return
    }
  },
})
