/** The lines of an invoice and what they add up to, as the document itself says. */
import { Invoice } from '../../modules/invoicing/schema.ts'
import { useFormat, useSay } from '../ui/lang.tsx'
import type { WholeInvoice } from './whole-invoice.ts'
import styles from './invoices.module.css'
import { invoiceWords } from './words.ts'

type Content = { document: NonNullable<WholeInvoice['document']>; currency: string }

export function InvoiceLines({ document, currency }: Content) {
  const say = useSay()
  const format = useFormat()
  return (
    <>
      <table className={styles.lines} aria-label={say(invoiceWords.lines)}>
        <thead>
          <tr>
            <th scope="col">{say(invoiceWords.what)}</th>
            <th scope="col" data-number>
              {say(invoiceWords.quantity)}
            </th>
            <th scope="col" data-number>
              {say(invoiceWords.vat)}
            </th>
            <th scope="col" data-number>
              {say(invoiceWords.net)}
            </th>
          </tr>
        </thead>
        <tbody>
          {document.lines.map((line) => (
            <tr key={line.id}>
              <td>
                {line.name}
                {line.sku && <small>{line.sku}</small>}
                {line.note && <small>{line.note}</small>}
              </td>
              <td data-number>{format.decimal(line.quantity, 3)}</td>
              <td data-number>{format.decimal(line.rate, 2)}%</td>
              <td data-number>{format.money(line.net, currency)}</td>
            </tr>
          ))}
          {document.adjustments.map((one) => (
            <tr key={`${one.kind}-${one.reason}-${one.rate}`}>
              <td>{one.reason}</td>
              <td />
              <td data-number>{format.decimal(one.rate, 2)}%</td>
              <td data-number>
                {format.money(one.kind === 'discount' ? -one.amount : one.amount, currency)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <InvoiceTotals document={document} currency={currency} />
    </>
  )
}

export function InvoiceTotals({ document, currency }: Content) {
  const say = useSay()
  const format = useFormat()
  const { fields } = Invoice
  const { totals } = document
  const sums: readonly (readonly [string, number])[] = [
    [say(fields.totalNet.words), totals.net],
    ...document.vat.map(
      (group) =>
        [
          say(invoiceWords.vatOver, {
            rate: `${format.decimal(group.rate, 2)}%`,
            base: format.money(group.base, currency),
          }),
          group.vat,
        ] as const,
    ),
    [say(fields.total.words), totals.gross],
    [say(fields.due.words), totals.payable],
  ]
  return (
    <dl className={styles.sums}>
      {sums.map(([label, cents]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{format.money(cents, currency)}</dd>
        </div>
      ))}
    </dl>
  )
}
