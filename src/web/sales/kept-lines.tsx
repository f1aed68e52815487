/** The lines of a sale as they were fixed, to read. */
import { shownPrice } from '../../modules/orders/rules.ts'
import { useFormat, useSay } from '../ui/lang.tsx'
import { figures, PlainTable } from '../ui/plain-table.tsx'
import type { Price } from './use-price.ts'
import { saleWords } from './words.ts'

type Line = Pick<
  Price['sale']['lines'][number],
  'sku' | 'name' | 'note' | 'quantity' | 'unitPrice' | 'discount' | 'vatRate' | 'net' | 'gross'
>
type Kept = Pick<Price['sale'], 'pricesIncludeVat' | 'currency' | 'costs' | 'totals'> & {
  readonly lines: readonly Line[]
}

export function KeptLines({ sale }: { sale: Kept }) {
  const say = useSay()
  const format = useFormat()
  const { currency } = sale
  // As on the paper: prices without VAT where the customer pays none.
  const showsVat = sale.pricesIncludeVat && sale.totals.vat !== 0
  const money = (of: { net: number; gross: number }) => format.money(showsVat ? of.gross : of.net, currency)
  // Without a column for the rate, the costs that are spread over several are one amount.
  const costs = sale.costs.reduce(
    (sum, { net, gross }) => ({ net: sum.net + net, gross: sum.gross + gross }),
    { net: 0, gross: 0 },
  )
  return (
    <PlainTable
      label={say(saleWords.lines)}
      heads={[
        say(saleWords.what),
        figures(say(saleWords.quantity)),
        figures(say(showsVat ? saleWords.priceWith : saleWords.priceWithout)),
        figures(say(saleWords.amount)),
      ]}
      rows={[
        ...sale.lines.map((line, at) => ({
          key: `line-${at}`,
          cells: [
            <span key="what">
              {line.name}
              {line.sku && <small>{line.sku}</small>}
              {line.note && <small>{line.note}</small>}
            </span>,
            format.decimal(line.quantity, 3),
            <span key="price">
              {format.money(Math.round(shownPrice(line, showsVat) / 100), currency)}
              {line.discount > 0 && <small>–{format.decimal(line.discount, 2)}%</small>}
            </span>,
            money(line),
          ],
        })),
        ...(sale.costs.length > 0
          ? [{ key: 'costs', cells: [say(saleWords.shipping), '', '', money(costs)] }]
          : []),
      ]}
    />
  )
}
