/** The margin of second-hand goods and the VAT inside it, which the books need and the invoice never shows. */
import { lineAmount, vatInside } from '../../../base/money.ts'
import type { Cents } from '../../../base/money.ts'
import type { Margin, Verdict } from './decision.ts'
import type { SaleLine } from './sale.ts'

/** `price` is what the buyer pays for the line: after discounts, with its part of the shipping. */
export function marginOf(line: SaleLine, verdict: Verdict, price: Cents): Margin | null {
  if (!line.margin || verdict.marginRate === null) return null
  const margin = price - lineAmount(line.margin.purchasePrice, line.quantity)
  // A loss on one piece bears no tax and gives none back: every piece stands alone.
  const vatInMargin = margin > 0 ? vatInside(margin, verdict.marginRate) : 0
  return { id: line.id, margin, vatInMargin, taxableMargin: margin > 0 ? margin - vatInMargin : 0 }
}
