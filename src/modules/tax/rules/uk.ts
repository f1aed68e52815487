/** The British rule for small parcels: up to £135 the seller owes British VAT at the moment of sale. */
import { divide, sum } from '../../../base/money.ts'
import type { Cents } from '../../../base/money.ts'
import { isSentOutside } from './judge.ts'
import type { Facts } from './judge.ts'
import { categoryOf, limitOf } from './rates.ts'

/** The goods to a consumer in Great Britain, without freight; unknown as long as no rate of exchange is given. */
export function isLowValueToBritain(lineNets: readonly Cents[], facts: Facts): boolean {
  const { sale, tables, findings } = facts
  if (facts.to.country !== 'GB' || !isSentOutside(facts) || sale.customer.kind !== 'consumer') return false
  if (sale.microPoundsPerEuro === undefined) return false
  const isGoods = sale.lines.map((line) => categoryOf(tables, line.category).kind === 'goods')
  const euros = sum(lineNets.filter((_, i) => isGoods[i]))
  if (!isGoods.includes(true)) return false
  const pence = Number(divide(BigInt(euros) * BigInt(sale.microPoundsPerEuro), 1_000_000n))
  const limit = limitOf(tables, 'uk-consignment', sale.day)
  if (pence > limit) return false
  findings.tell('uk.low-value', { pence, limitPence: limit })
  return true
}
