/** One order: what was bought and how it stands at the left, the facts at the right, the next step at the top. */
import { useParams } from '@tanstack/react-router'
import { useRead } from '../queries.ts'
import { useSay } from '../ui/lang.tsx'
import { later } from '../ui/later.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { Trouble } from '../ui/states.tsx'
import { CustomerFacts } from './customer-facts.tsx'
import { OrderFacts } from './order-facts.tsx'
import { OrderHistory } from './order-history.tsx'
import { OrderLines } from './order-lines.tsx'
import { OrderInvoices, OrderMails } from './order-papers.tsx'
import styles from './order-page.module.css'
import { OrderParcels } from './order-parcels.tsx'
import { OrderPayments } from './order-payments.tsx'
import { OrderSteps } from './order-steps.tsx'
import { OrderTasks } from './order-tasks.tsx'
import { listLeft } from './search.ts'
import { WhyVat } from '../vat/why-vat.tsx'
import { isNothing, PaymentPill, PhasePill, SupplyPill } from './state-pills.tsx'
import { orderWords } from './words.ts'

const LabelsPanel = later(() =>
  import('../organisations/labels-panel.tsx').then((module) => module.LabelsPanel),
)

export function OrderPage() {
  const say = useSay()
  const { order: id } = useParams({ from: '/inside/orders/$order' })
  const found = useRead('GET /orders/:order', { order: id })
  const back = { label: say(orderWords.back), link: { to: '/orders', search: listLeft() } } as const
  if (found.isError) return <Trouble error={found.error} retry={() => void found.refetch()} level={1} />
  // The order that stood here before stays for a moment in the cache's answer; its page is not this one.
  if (!found.data || found.data.id !== id)
    return (
      <Page title="…" back={back}>
        {null}
      </Page>
    )
  const order = found.data
  return (
    <Page
      title={order.number}
      back={back}
      beside={
        <>
          <PhasePill phase={order.phase} />
          {!isNothing(order) && <PaymentPill payment={order.payment} />}
          {order.phase !== 'cancelled' && <SupplyPill supply={order.supply} />}
        </>
      }
      actions={<OrderSteps order={order} />}
    >
      <OrderTasks order={order.id} />
      <div className={styles.columns}>
        <div>
          <Panel title={say(orderWords.goods)} actions={<WhyVat about={{ order: order.id }} />} isFlush>
            <OrderLines order={order} />
          </Panel>
          <OrderParcels order={order} />
          <OrderPayments order={order} />
          <OrderInvoices order={order} />
          <OrderMails order={order.id} />
          <Panel title={say(orderWords.history)}>
            <OrderHistory events={order.events} />
          </Panel>
        </div>
        <aside aria-label={say(orderWords.details)}>
          <Panel title={say(orderWords.status)}>
            <OrderFacts key={order.id} order={order} />
          </Panel>
          <Panel title={say(orderWords.customer)}>
            <CustomerFacts order={order} />
          </Panel>
          <LabelsPanel about={order.id} level="order" />
        </aside>
      </div>
    </Page>
  )
}
