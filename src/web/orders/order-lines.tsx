/** The lines of an order with how far each is, and the sum below. */
import { ActionIcon } from '@mantine/core'
import { X } from 'lucide-react'
import { useState } from 'react'
import { surchargeWords } from '../../modules/orders/schema.ts'
import { RowLink } from '../records/row-link.tsx'
import { useCan } from '../session.ts'
import { useFormat, useSay } from '../ui/lang.tsx'
import { later } from '../ui/later.tsx'
import styles from './order-page.module.css'
import { SupplyPill } from './state-pills.tsx'
import type { WholeOrder } from './whole-order.ts'
import { orderWords } from './words.ts'

const CancelDialog = later(() => import('./cancel-dialog.tsx').then((module) => module.CancelDialog))

type Line = WholeOrder['lines'][number]

export function OrderLines({ order }: { order: WholeOrder }) {
  const say = useSay()
  const can = useCan()
  const [cancelling, setCancelling] = useState<Line | null>(null)
  const mayCancel = (line: Line) =>
    can('orders.cancel') && order.phase === 'open' && line.ordered > line.cancelled + line.shipped
  const format = useFormat()
  const money = (cents: number) => format.money(cents, order.currency)
  const sums: [string, number][] = [
    ...(order.shippingGross ? [[say(orderWords.shipping), order.shippingGross] as [string, number]] : []),
    ...order.surcharges.map((one): [string, number] => [say(surchargeWords(one)), one.gross]),
    // The lines stand there without it already: what stands above the total adds up to it.
    ...(order.discount ? [[say(orderWords.discount), order.discount] as [string, number]] : []),
    [say(orderWords.withoutVat), order.totalNet],
    [say(orderWords.vat), order.totalVat],
    [say(orderWords.total), order.total],
  ]
  return (
    <div>
      <table className={styles.lines}>
        <thead>
          <tr>
            <th scope="col">{say(orderWords.product)}</th>
            <th scope="col" data-number>
              {say(orderWords.ordered)}
            </th>
            <th scope="col" data-number>
              {say(orderWords.shipped)}
            </th>
            <th scope="col" data-number>
              {say(orderWords.price)}
            </th>
            <th scope="col" data-number>
              {say(orderWords.vat)}
            </th>
            <th scope="col" data-number>
              {say(orderWords.amount)}
            </th>
            <th scope="col">
              <span className="visually-hidden">{say(orderWords.cancelLine)}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {order.lines.map((line) => (
            <tr key={line.id}>
              <td>
                {line.product && can('catalog.see') ? (
                  <RowLink link={{ to: '/products/$product', params: { product: line.product } }}>
                    {line.name}
                  </RowLink>
                ) : (
                  line.name
                )}
                <small>{line.sku}</small>
                {line.note && <small>{line.note}</small>}
                <span className={styles.supply}>
                  <SupplyPill supply={line.supply} />
                  {line.expectedDay && (
                    <small>{say(orderWords.expected, { day: format.shortDay(line.expectedDay) })}</small>
                  )}
                </span>
              </td>
              <td data-number>{format.decimal(line.ordered - line.cancelled, 3)}</td>
              <td data-number>{format.decimal(line.shipped, 3)}</td>
              <td data-number>
                {format.money(Math.round(line.unitPrice / 100), order.currency)}
                {line.discount > 0 && <small>–{format.decimal(line.discount, 2)}%</small>}
              </td>
              <td data-number>{format.decimal(line.vatRate, 2)}%</td>
              <td data-number>{money(order.pricesIncludeVat ? line.gross : line.net)}</td>
              <td>
                {mayCancel(line) && (
                  <ActionIcon
                    size={24}
                    aria-label={say(orderWords.cancelLineOf, { what: line.name })}
                    title={say(orderWords.cancelLine)}
                    onClick={() => setCancelling(line)}
                  >
                    <X size={14} aria-hidden />
                  </ActionIcon>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <dl className={styles.sums}>
        {sums.map(([label, cents]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{money(cents)}</dd>
          </div>
        ))}
      </dl>
      {cancelling && <CancelDialog order={order} line={cancelling} close={() => setCancelling(null)} />}
    </div>
  )
}
