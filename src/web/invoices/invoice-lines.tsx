/** The lines of an invoice and what they add up to, as the document itself says. */
import { Invoice } from '../../modules/invoicing/schema.ts'
import { useFormat, useSay } from '../ui/lang.tsx'
import { figures, PlainTable } from '../ui/plain-table.tsx'
import type { WholeInvoice } from './whole-invoice.ts'
import styles from './invoices.module.css'
import { invoiceWords } from './words.ts'

type Content = { document: NonNullable<WholeInvoice['document']>; currency: string }

export function InvoiceLines({ document, currency }: Content) {
  const say = useSay()
  const format = useFormat()
  return (
    <>
      <PlainTable
        label={say(invoiceWords.lines)}
        heads={[
          say(invoiceWords.what),
          figures(say(invoiceWords.quantity)),
          figures(say(invoiceWords.vat)),
          figures(say(invoiceWords.net)),
        ]}
        rows={[
          ...document.lines.map((line) => ({
            key: line.id,
            cells: [
              <span key="what">
                {line.name}
                {line.sku && <small>{line.sku}</small>}
                {line.note && <small>{line.note}</small>}
              </span>,
              format.decimal(line.quantity, 3),
              `${format.decimal(line.rate, 2)}%`,
              format.money(line.net, currency),
            ],
          })),
          ...document.adjustments.map((one, at) => ({
            key: `${one.kind}-${at}`,
            cells: [
              one.reason,
              '',
              `${format.decimal(one.rate, 2)}%`,
              format.money(one.kind === 'discount' ? -one.amount : one.amount, currency),
            ],
          })),
        ]}
      />
      <InvoiceTotals document={document} currency={currency} />
    </>
  )
}

export function InvoiceTotals({ document, currency }: Content) {
  const say = useSay()
  const format = useFormat()
  const { fields } = Invoice
  const { totals, vatInOwnCurrency: own } = document
  const sums: readonly (readonly [label: string, cents: number, currency?: string])[] = [
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
    ...(own
      ? [[say(invoiceWords.ownVat, { currency: own.currency }), own.amount, own.currency] as const]
      : []),
    [say(fields.total.words), totals.gross],
    ...(totals.prepaid ? [[say(invoiceWords.prepaid), -totals.prepaid] as const] : []),
    [say(document.kind === 'invoice' ? invoiceWords.payable : invoiceWords.payableBack), totals.payable],
  ]
  return (
    <dl className={styles.sums}>
      {sums.map(([label, cents, of = currency], at) => (
        <div key={at}>
          <dt>{label}</dt>
          <dd>{format.money(cents, of)}</dd>
        </div>
      ))}
    </dl>
  )
}
