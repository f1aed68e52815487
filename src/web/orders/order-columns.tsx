/** The columns of the order list. */
import { useMemo } from 'react'
import { phases } from '../../modules/orders/schema.ts'
import type { OrderRow } from '../calls.ts'
import type { Column } from '../ui/columns.ts'
import { useFormat, useSay } from '../ui/lang.tsx'
import styles from './orders-page.module.css'
import { DeliveryMark, isNothing, PaymentPill, StockPill } from './state-pills.tsx'
import { orderWords } from './words.ts'

export function useOrderColumns(): readonly Column<OrderRow>[] {
  const say = useSay()
  const format = useFormat()
  return useMemo<Column<OrderRow>[]>(
    () => [
      {
        id: 'placed',
        label: say(orderWords.placed),
        isRoomy: true,
        cell: (row) => format.moment(row.placedAt),
      },
      {
        id: 'customer',
        label: say(orderWords.customer),
        onCard: 'line',
        cell: (row) => (
          <>
            {row.customerName}
            <span className={styles.city}>{row.city}</span>
          </>
        ),
      },
      {
        id: 'delivery',
        label: say(orderWords.delivery),
        onCard: 'line',
        cell: (row) => <DeliveryMark delivery={row.delivery} />,
      },
      {
        id: 'payment',
        label: say(orderWords.payment),
        onCard: 'line',
        cell: (row) => (isNothing(row) ? '–' : <PaymentPill payment={row.payment} />),
      },
      {
        id: 'supply',
        label: say(orderWords.supply),
        onCard: 'line',
        cell: (row) => <StockPill supply={row.supply} />,
      },
      {
        id: 'wished',
        label: say(orderWords.wishedShort),
        isRoomy: true,
        cell: (row) => (row.wishedDay ? format.shortDay(row.wishedDay) : '–'),
      },
      {
        id: 'planned',
        label: say(orderWords.planned),
        cell: (row) => (row.plannedDay ? format.shortDay(row.plannedDay) : '–'),
      },
      {
        id: 'channel',
        label: say(orderWords.channelShort),
        isRoomy: true,
        cell: (row) => row.channelName,
      },
      {
        id: 'method',
        label: say(orderWords.paymentMethod),
        isExtra: true,
        cell: (row) => row.paymentMethod || '–',
      },
      {
        id: 'shipping',
        label: say(orderWords.shippingMethod),
        isExtra: true,
        cell: (row) => row.shippingMethod || '–',
      },
      {
        id: 'reference',
        label: say(orderWords.reference),
        isExtra: true,
        cell: (row) => row.reference ?? '–',
      },
      {
        id: 'lines',
        label: say(orderWords.lines),
        isExtra: true,
        isNumber: true,
        cell: (row) => format.count(row.lineCount),
      },
      { id: 'phase', label: say(orderWords.phase), isExtra: true, cell: (row) => say(phases[row.phase]) },
      {
        id: 'due',
        label: say(orderWords.due),
        isExtra: true,
        isNumber: true,
        cell: (row) => format.money(row.due, row.currency),
      },
      {
        id: 'total',
        label: say(orderWords.total),
        isNumber: true,
        onCard: 'aside',
        cell: (row) => format.money(row.total, row.currency),
      },
    ],
    [say, format],
  )
}
