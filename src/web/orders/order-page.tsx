/** One order: what was bought and how it stands at the left, the facts at the right, the next step at the top. */
import { Button, Text } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { CalendarPlus, LockOpen } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { events, holdKinds, type AddressSnapshot } from '../../modules/orders/schema.ts'
import { useChange, useRead } from '../queries.ts'
import { useCan } from '../session.ts'
import { useFormat, useSay } from '../ui/lang.tsx'
import { Facts, Page, Panel } from '../ui/page.tsx'
import { Trouble } from '../ui/states.tsx'
import { Timeline } from '../ui/timeline.tsx'
import { told } from '../ui/toasts.tsx'
import { ui } from '../ui/words.ts'
import styles from './order-page.module.css'
import { OrderLines } from './order-lines.tsx'
import { DeliveryMark, PaymentPill, PhasePill, SupplyPill } from './state-pills.tsx'
import { wholeOrder, type WholeOrder } from './whole-order.ts'
import { orderWords } from './words.ts'

const PlanDialog = lazy(() => import('./plan-dialog.tsx').then((module) => ({ default: module.PlanDialog })))

export function OrderPage() {
  const say = useSay()
  const { order: id } = useParams({ from: '/inside/orders/$order' })
  const found = useRead('GET /orders/:order', { order: id })
  const back = { label: say(orderWords.back), link: { to: '/orders' } } as const
  if (found.isError) return <Trouble error={found.error} retry={() => void found.refetch()} level={1} />
  if (!found.data)
    return (
      <Page title="…" back={back}>
        {null}
      </Page>
    )
  const order = wholeOrder(found.data)
  return (
    <Page
      title={order.number}
      back={back}
      beside={
        <>
          <PhasePill phase={order.phase} />
          <PaymentPill payment={order.payment} />
          <SupplyPill supply={order.supply} />
        </>
      }
      actions={<NextStep order={order} />}
    >
      <div className={styles.columns}>
        <div>
          <Panel title={say(orderWords.goods)} isFlush>
            <OrderLines order={order} />
          </Panel>
          <Panel title={say(orderWords.payments)}>
            <Payments order={order} />
          </Panel>
          <Panel title={say(orderWords.history)}>
            <History order={order} />
          </Panel>
        </div>
        <aside aria-label={say(orderWords.details)}>
          <Panel title={say(orderWords.status)}>
            <Status order={order} />
          </Panel>
          <Panel title={say(orderWords.customer)}>
            <Customer order={order} />
          </Panel>
          {order.note && <Panel title={say(orderWords.details)}>{order.note}</Panel>}
        </aside>
      </div>
    </Page>
  )
}

/** The one filled button is what comes next; what is not possible now says why. */
function NextStep({ order }: { order: WholeOrder }) {
  const say = useSay()
  const can = useCan()
  const [isPlanning, setPlanning] = useState(false)
  const unplan = useChange('POST /orders/:order/plan', {
    touches: ['/orders', '/planning'],
    done: () => told(say(orderWords.unplanned, { number: order.number })),
  })
  const release = useChange('DELETE /orders/:order/holds/:kind', {
    touches: ['/orders', '/planning'],
    done: () => told(say(orderWords.released, { number: order.number })),
  })
  const hold = order.holds[0]
  const why = hold
    ? say(orderWords.onHold, { why: holdText(hold, say) })
    : order.phase === 'open'
      ? null
      : say(orderWords.notOpen)
  return (
    <>
      {hold && can('orders.change') && (
        <Button
          variant="default"
          leftSection={<LockOpen size={14} aria-hidden />}
          loading={release.isPending}
          onClick={() => release.mutate({ order: order.id, kind: hold })}
        >
          {say(orderWords.release)}
        </Button>
      )}
      {order.plannedDay && can('planning.change') && (
        <Button
          variant="default"
          loading={unplan.isPending}
          onClick={() => unplan.mutate({ order: order.id, day: null })}
        >
          {say(orderWords.unplan)}
        </Button>
      )}
      {can('planning.change') && (
        <Button
          leftSection={<CalendarPlus size={14} aria-hidden />}
          variant={order.plannedDay ? 'default' : 'filled'}
          disabled={why !== null}
          aria-describedby={why ? 'why-not-plan' : undefined}
          onClick={() => setPlanning(true)}
        >
          {say(orderWords.plan)}
        </Button>
      )}
      {why && can('planning.change') && (
        <Text id="why-not-plan" c="dimmed">
          {why}
        </Text>
      )}
      <Suspense fallback={null}>
        {isPlanning && <PlanDialog orders={[order]} search={{}} close={() => setPlanning(false)} />}
      </Suspense>
    </>
  )
}

type Say = ReturnType<typeof useSay>

const holdText = (kind: string, say: Say) =>
  kind in holdKinds ? say(holdKinds[kind as keyof typeof holdKinds]).toLowerCase() : kind

function Status({ order }: { order: WholeOrder }) {
  const say = useSay()
  const format = useFormat()
  return (
    <Facts
      facts={[
        [say(orderWords.channel), order.channelName],
        [say(orderWords.webshopNumber), order.externalNumber],
        [say(orderWords.placed), format.moment(order.placedAt)],
        [say(orderWords.delivery), <DeliveryMark key="delivery" delivery={order.delivery} />],
        [say(orderWords.shippingMethod), order.shippingMethod || null],
        [say(orderWords.wished), order.wishedDay && format.longDay(order.wishedDay)],
        [say(orderWords.planned), order.plannedDay && format.longDay(order.plannedDay)],
        [say(orderWords.paymentMethod), order.paymentMethod || null],
        [say(orderWords.reference), order.reference],
      ]}
    />
  )
}

function Customer({ order }: { order: WholeOrder }) {
  const say = useSay()
  return (
    <div className={styles.customer}>
      <div>
        <strong>{order.customerName}</strong>
        {order.company && <div>{order.company}</div>}
        {order.email && (
          <div>
            <a href={`mailto:${order.email}`}>{order.email}</a>
          </div>
        )}
        {order.phone && (
          <div>
            <a href={`tel:${order.phone}`}>{order.phone}</a>
          </div>
        )}
        {order.vatNumber && (
          <div>
            {say(orderWords.vatNumber)}: {order.vatNumber}
          </div>
        )}
      </div>
      <Address title={say(orderWords.billing)} address={order.billing} />
      {order.shipping ? (
        <Address title={say(orderWords.shippingTo)} address={order.shipping} />
      ) : (
        <div>
          <h3>{say(orderWords.shippingTo)}</h3>
          <Text c="dimmed">{say(orderWords.sameAddress)}</Text>
        </div>
      )}
    </div>
  )
}

function Address({ title, address }: { title: string; address: AddressSnapshot }) {
  const number = [address.houseNumber, address.houseNumberSuffix].filter(Boolean).join(' ')
  return (
    <div>
      <h3>{title}</h3>
      <address>
        {[
          address.company,
          address.name,
          `${address.street} ${number}`,
          `${address.postcode} ${address.city}`,
          address.country,
        ]
          .filter(Boolean)
          .map((line) => (
            <div key={line}>{line}</div>
          ))}
      </address>
    </div>
  )
}

function Payments({ order }: { order: WholeOrder }) {
  const say = useSay()
  const format = useFormat()
  return (
    <>
      {order.payments.length === 0 && <Text c="dimmed">{say(orderWords.noPayments)}</Text>}
      <ul className={styles.payments}>
        {order.payments.map((payment) => (
          <li key={payment.id}>
            <span>{format.moment(payment.createdAt)}</span>
            <span>{payment.methodTitle}</span>
            <b>{format.money(payment.captured - payment.refunded, order.currency)}</b>
          </li>
        ))}
      </ul>
      <Facts
        facts={[
          [say(orderWords.paid), format.money(order.paid, order.currency)],
          [say(orderWords.due), format.money(order.due, order.currency)],
        ]}
      />
    </>
  )
}

function History({ order }: { order: WholeOrder }) {
  const say = useSay()
  const items = order.events.map((event) => ({
    id: event.id,
    at: event.at,
    who: event.actorName || null,
    what: events[event.kind] ? say(events[event.kind]!) : event.kind,
  }))
  return items.length > 0 ? <Timeline items={items} /> : <Text c="dimmed">{say(ui.none)}</Text>
}
