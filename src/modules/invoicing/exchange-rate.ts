/** The rate of a document in another currency than the business's: as it was given, else of the European Central Bank on its day. */
import type { Day } from '../../base/day.ts'
import { decimal } from '../../base/money.ts'
import { refuseField } from '../../base/refusal.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Order } from '../orders/schema.ts'
import type { Business } from '../organisations/schema.ts'
import { ratesOn } from '../tax/reads.ts'

/** Ten-thousandths of the order's currency for one of ours; null when they are one, and where there is no VAT that needs it. */
export async function exchangeRateFor(
  ctx: Ctx,
  order: Order,
  business: Business,
  { given, day }: { readonly given?: string | undefined; readonly day: Day },
): Promise<number | null> {
  if (order.currency === business.currency) return null
  const text = given ?? (await rateOfDay(ctx, order, business, day))
  const rate = text === undefined ? null : decimal(text, 4)
  if (rate !== null && rate > 0) return rate
  if (order.totalVat === 0) return null
  return refuseField('exchangeRate', 'invoice.needs-exchange-rate', {
    number: order.number,
    currency: order.currency,
    own: business.currency,
  })
}

/** The table knows what one euro is in other currencies, and no other way around. */
const rateOfDay = async (ctx: Ctx, order: Order, business: Business, day: Day): Promise<string | undefined> =>
  business.currency === 'EUR'
    ? (await ratesOn(ctx, order.currency, day))?.replace(/(\.\d{4})\d+$/, '$1')
    : undefined
