/** What the lines come to: amounts after discounts, and the net figures that limits are measured with. */
import { lineAmount, percentOf, share, sum, vatInside } from '../../../base/money.ts'
import type { Cents, Rate } from '../../../base/money.ts'
import { refuseField } from '../../../base/refusal.ts'
import type { Tables } from '../tables.ts'
import { categoryOf, rateOf } from './rates.ts'
import type { Sale, SaleLine } from './sale.ts'

export type Takings = {
  /** Per line, in the basis of the price list, after its own discount and its part of the order's. */
  readonly amounts: readonly Cents[]
  readonly discountShares: readonly Cents[]
  /** Goods of one category, without the VAT of the country that they leave. */
  netOfCategory(category: string, from: string): Cents
  /** All goods that may travel as distance sales, with their shipping, without the VAT of the country that they leave. */
  netOfDistanceSales(from: string): Cents
  /** All goods without their shipping and without the VAT of the country that they go to: what they are worth at a border. */
  netOfConsignment(to: string): Cents
}

export function takingsOf(sale: Sale, tables: Tables): Takings {
  const before = sale.lines.map(amountOf)
  const goods = sum(before)
  const discount = sale.orderDiscount ?? 0
  if (discount > goods) refuseField('orderDiscount', 'tax.discount-too-large', { discount, goods })
  const discountShares = spread(discount, before)
  const amounts = before.map((amount, i) => amount - (discountShares[i] ?? 0))
  const kindOf = (line: SaleLine) => categoryOf(tables, line.category).kind

  return {
    amounts,
    discountShares,
    netOfCategory: (category, from) =>
      netOf(
        sale,
        tables,
        from,
        sale.lines.flatMap((line, i) =>
          line.category === category ? [{ category, amount: amounts[i] ?? 0 }] : [],
        ),
      ),
    netOfConsignment: (to) =>
      netOf(
        sale,
        tables,
        to,
        sale.lines.flatMap((line, i) =>
          kindOf(line) === 'goods' ? [{ category: line.category, amount: amounts[i] ?? 0 }] : [],
        ),
      ),
    netOfDistanceSales(from) {
      const bearing = sale.lines.map((line, i) => (kindOf(line) === 'insurance' ? 0 : (amounts[i] ?? 0)))
      const shipping = spread(sale.shipping ?? 0, bearing)
      const parts = sale.lines.flatMap((line, i) => {
        if (line.margin || kindOf(line) !== 'goods') return []
        return [{ category: line.category, amount: (amounts[i] ?? 0) + (shipping[i] ?? 0) }]
      })
      return netOf(sale, tables, from, parts)
    },
  }
}

/** Shares by the largest remainder; the common case of nothing, or of one part, without the long way round. */
export function spread(amount: Cents, weights: readonly Cents[]): Cents[] {
  if (weights.length === 1) return [amount]
  return amount === 0 ? weights.map(() => 0) : share(amount, weights)
}

/** The price list's country: the seller's own unless the channel says another. */
export const priceCountryOf = (sale: Sale): string => sale.channel.priceCountry ?? sale.seller.country

function amountOf(line: SaleLine, i: number): Cents {
  const amount = lineAmount(line.unitPrice, line.quantity)
  if (!line.discount) return amount
  if ('percent' in line.discount) return amount - percentOf(amount, line.discount.percent)
  const discount = line.discount.amount
  if (discount > amount)
    refuseField(`lines.${i}.discount.amount`, 'tax.line-discount-too-large', {
      line: line.id,
      discount,
      amount,
    })
  return amount - discount
}

/** Per rate, as the invoice itself would take the VAT out. */
function netOf(
  sale: Sale,
  tables: Tables,
  from: string,
  parts: { category: string; amount: Cents }[],
): Cents {
  if (!sale.channel.pricesIncludeVat || sale.seller.isSmallBusiness)
    return sum(parts.map((part) => part.amount))
  const country = sale.channel.crossBorderPricing === 'same-net' ? priceCountryOf(sale) : from
  const perRate = new Map<Rate, Cents>()
  for (const { category, amount } of parts) {
    const { rate } = rateOf(tables, { country, region: null }, category, sale.day)
    perRate.set(rate, (perRate.get(rate) ?? 0) + amount)
  }
  return sum([...perRate].map(([rate, gross]) => gross - vatInside(gross, rate)))
}
