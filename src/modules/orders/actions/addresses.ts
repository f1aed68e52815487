/** Where an order goes, put right after it was placed: the customer moved, or mistyped the house number. */
import { z } from 'zod'
import { refuse } from '../../../base/refusal.ts'
import { action } from '../../../platform/action.ts'
import { change, differences } from '../../../platform/rows.ts'
import { postcodeKey } from '../../organisations/rules.ts'
import { lockOrder } from '../reads.ts'
import { openQuantity } from '../rules.ts'
import { Order } from '../schema.ts'

const part = (max: number) => z.string().trim().max(max)
const needed = (max: number) => part(max).min(1)
const emptyAsNull = (text: string) => text || null

export const changeShippingAddress = action({
  http: 'PUT /orders/:order/shipping-address',
  right: 'orders.change',
  says: 'Changes where an open order goes, within its country; a label that was made is taken back and made anew.',
  input: z.strictObject({
    order: z.uuid(),
    version: z.int().optional(),
    name: needed(120),
    company: part(120).default('').transform(emptyAsNull),
    street: needed(120),
    houseNumber: part(20).default(''),
    houseNumberSuffix: part(20).default('').transform(emptyAsNull),
    postcode: part(20).default(''),
    city: needed(120),
  }),
  async run(ctx, { order: id, version, ...address }) {
    const { order: before, lines } = await lockOrder(ctx, id)
    if (before.phase !== 'open') refuse('order.not-open', { number: before.number })
    if (lines.every((line) => line.kind !== 'goods' || openQuantity(line) === 0))
      refuse('order.all-gone', { number: before.number })
    const { country, region, phone } = before.shipping ?? before.billing
    const shipping = { ...address, country, region, phone }
    const place = `${address.houseNumber}${address.houseNumberSuffix ?? ''}`
    const changes = { shipping, city: address.city, postcodeKey: postcodeKey(address.postcode, place) }
    const after = await change(ctx, Order, id, changes, version)
    ctx.emit('order.changed', id, { number: after.number, changes: differences(Order, before, after) })
    return after
  },
})
