/** The lines of a sale as they were fixed, to read. */
import { shownPrice } from '../../modules/orders/rules.ts'
import { useFormat, useSay } from '../ui/lang.tsx'
import styles from './sales.module.css'
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
  return (
    <table className={styles.kept} aria-label={say(saleWords.lines)}>
      <thead>
        <tr>
          <th scope="col">{say(saleWords.what)}</th>
          <th scope="col" data-number>
            {say(saleWords.quantity)}
          </th>
          <th scope="col" data-number>
            {say(showsVat ? saleWords.priceWith : saleWords.priceWithout)}
          </th>
          <th scope="col" data-number>
            {say(saleWords.amount)}
          </th>
        </tr>
      </thead>
      <tbody>
        {sale.lines.map((line, i) => (
          <tr key={`${line.name}-${i}`}>
            <td>
              {line.name}
              {line.sku && <small>{line.sku}</small>}
              {line.note && <small>{line.note}</small>}
            </td>
            <td data-number>{format.decimal(line.quantity, 3)}</td>
            <td data-number>
              {format.money(Math.round(shownPrice(line, showsVat) / 100), currency)}
              {line.discount > 0 && <small>–{format.decimal(line.discount, 2)}%</small>}
            </td>
            <td data-number>{money(line)}</td>
          </tr>
        ))}
        {sale.costs.map((cost) => (
          <tr key={`costs-${cost.vatRate}`}>
            <td>{say(saleWords.shipping)}</td>
            <td />
            <td />
            <td data-number>{money(cost)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
