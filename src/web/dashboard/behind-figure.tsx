/** What a wide widget shows under its figure: the first of the list that it leads to, or its days as a chart. */
import { Skeleton } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ComponentType, ReactNode } from 'react'
import type { OrderView } from '../../modules/orders/schema.ts'
import { viewOf, type WidgetName } from '../../modules/reporting/schema.ts'
import { useRead } from '../queries.ts'
import { RowLink } from '../records/row-link.tsx'
import { useSentence } from '../tasks/sentence.ts'
import { useFormat } from '../ui/lang.tsx'
import { later } from '../ui/later.tsx'
import { Trouble } from '../ui/states.tsx'
import styles from './dashboard.module.css'

const RevenueChart = later(() => import('./revenue-chart.tsx').then((module) => module.RevenueChart))

/** As many as stand beside two figures that are one above the other. */
const limit = 5

/** Beside the views of the orders; a widget without a line here has nothing behind its figure, and cannot be wide. */
const others: Partial<Record<WidgetName, ComponentType>> = {
  'revenue-today': RevenueDays,
  'revenue-week': RevenueDays,
  'planned-today': PlannedToday,
  tasks: Tasks,
  'invoices-due': InvoicesDue,
  'best-sellers': BestSellers,
}

export const hasBehind = (name: WidgetName): boolean => viewOf(name) !== undefined || name in others

export function Behind({ name }: { name: WidgetName }) {
  const view = viewOf(name)
  if (view) return <Orders view={view} />
  const Other = others[name]
  return Other ? <Other /> : null
}

function RevenueDays() {
  const found = useRead('GET /dashboard/revenue-days', {})
  return (
    <div className={styles.waits}>
      {found.isError && <Trouble error={found.error} retry={() => void found.refetch()} />}
      {found.data && <RevenueChart days={found.data.days} />}
    </div>
  )
}

function PlannedToday() {
  const format = useFormat()
  return <Orders view="open" plannedDay={format.today(new Date())} />
}

function Orders({ view, plannedDay }: { view: OrderView; plannedDay?: string }) {
  const format = useFormat()
  const found = useRead('GET /orders', { view, limit, ...(plannedDay ? { plannedDay } : {}) })
  return (
    <Shown of={found} isEmpty={found.data?.rows.length === 0}>
      {found.data?.rows.map((order) => (
        <li key={order.id}>
          <RowLink link={{ to: '/orders/$order', params: { order: order.id } }}>{order.number}</RowLink>
          <span>{order.company ?? order.customerName}</span>
          <small>{format.moment(order.placedAt)}</small>
        </li>
      ))}
    </Shown>
  )
}

function Tasks() {
  const found = useRead('GET /tasks', { state: 'open', limit })
  const sentence = useSentence()
  return (
    <Shown of={found} isEmpty={found.data?.rows.length === 0}>
      {found.data?.rows.map((task) => (
        <li key={task.id}>
          <span title={sentence(task)}>
            <Link to="/tasks">{sentence(task)}</Link>
          </span>
        </li>
      ))}
    </Shown>
  )
}

function InvoicesDue() {
  const format = useFormat()
  const found = useRead('GET /invoices', { state: 'final', limit })
  return (
    <Shown of={found} isEmpty={found.data?.rows.length === 0}>
      {found.data?.rows.map((invoice) => (
        <li key={invoice.id}>
          <RowLink link={{ to: '/invoices/$invoice', params: { invoice: invoice.id } }}>
            {invoice.number}
          </RowLink>
          <span>{invoice.customerName}</span>
          <small>{format.money(invoice.due, invoice.currency)}</small>
        </li>
      ))}
    </Shown>
  )
}

function BestSellers() {
  const format = useFormat()
  const found = useRead('GET /dashboard/best-sellers', {})
  return (
    <Shown of={found} isEmpty={found.data?.products.length === 0}>
      {found.data?.products.map((product) => (
        <li key={product.id}>
          <span>
            <Link to="/products/$product" params={{ product: product.id }}>
              {product.name}
            </Link>
          </span>
          <small>{format.decimal(product.ordered, 3)}×</small>
        </li>
      ))}
    </Shown>
  )
}

type ShownProps = {
  of: { isPending: boolean; isError: boolean; error: Error | null; refetch: () => unknown }
  isEmpty: boolean
  children: ReactNode
}

/** Nothing behind a figure of nothing: the nought says it. */
function Shown({ of, isEmpty, children }: ShownProps) {
  if (of.isError) return <Trouble error={of.error!} retry={() => void of.refetch()} />
  if (of.isPending) return <Skeleton height={120} mt={8} />
  return isEmpty ? null : <ul className={styles.behind}>{children}</ul>
}
