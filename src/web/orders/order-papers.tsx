/** The invoices and the mails of an order. */
import { Button, Text } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { FilePlus } from 'lucide-react'
import { useState } from 'react'
import { InvoicePill } from '../invoices/invoice-pill.tsx'
import { sendingWords } from '../invoices/sending-words.ts'
import { MessagePill } from '../messages/message-pill.tsx'
import { useChange, useRead } from '../queries.ts'
import { useCan } from '../session.ts'
import { useFormat, useSay } from '../ui/lang.tsx'
import { later } from '../ui/later.tsx'
import { Panel } from '../ui/page.tsx'
import { Trouble } from '../ui/states.tsx'
import styles from './order-page.module.css'
import type { WholeOrder } from './whole-order.ts'
import { orderWords } from './words.ts'

const DepositDialog = later(() => import('./deposit-dialog.tsx').then((module) => module.DepositDialog))

export function OrderInvoices({ order }: { order: WholeOrder }) {
  const say = useSay()
  const format = useFormat()
  const can = useCan()
  const navigate = useNavigate()
  const found = useRead('GET /invoices', { order: order.id, limit: 50 }, { isEnabled: can('invoices.see') })
  const rows = (found.data?.rows ?? []).filter((one) => one.orderId === order.id && one.state !== 'deleted')
  const make = useChange('POST /orders/:order/invoices', {
    touches: ['/invoices', '/orders'],
    done: (invoice) => void navigate({ to: '/invoices/$invoice', params: { invoice: invoice.id } }),
  })
  const [isAsking, setAsking] = useState(false)
  if (!can('invoices.see')) return null
  return (
    <Panel
      title={say(orderWords.invoices)}
      actions={
        can('invoices.make') &&
        order.invoicing !== 'whole' &&
        order.phase !== 'cancelled' && (
          <>
            <Button variant="default" onClick={() => setAsking(true)}>
              {say(sendingWords.deposit)}
            </Button>
            <Button
              variant="default"
              leftSection={<FilePlus size={14} aria-hidden />}
              loading={make.isPending}
              onClick={() => make.mutate({ order: order.id, amounts: 'shop' })}
            >
              {say(orderWords.makeInvoice)}
            </Button>
          </>
        )
      }
    >
      {found.isError && <Trouble error={found.error} retry={() => void found.refetch()} />}
      {found.data && rows.length === 0 && <Text c="dimmed">{say(orderWords.noInvoices)}</Text>}
      <ul className={styles.papers}>
        {rows.map((one) => (
          <li key={one.id}>
            <Link to="/invoices/$invoice" params={{ invoice: one.id }}>
              {one.number ?? say(orderWords.concept)}
            </Link>
            <InvoicePill state={one.state} />
            <b>{format.money(one.total, one.currency)}</b>
          </li>
        ))}
      </ul>
      {isAsking && <DepositDialog order={order} close={() => setAsking(false)} />}
    </Panel>
  )
}

export function OrderMails({ order }: { order: string }) {
  const say = useSay()
  const format = useFormat()
  const can = useCan()
  const found = useRead(
    'GET /orders/:order/messages',
    { order, limit: 50 },
    { isEnabled: can('messages.see') },
  )
  const rows = found.data?.rows ?? []
  if (!can('messages.see')) return null
  return (
    <Panel title={say(orderWords.mails)}>
      {found.isError && <Trouble error={found.error} retry={() => void found.refetch()} />}
      {found.data && rows.length === 0 && <Text c="dimmed">{say(orderWords.noMails)}</Text>}
      <ul className={styles.papers}>
        {rows.map((one) => (
          <li key={one.id}>
            <Link to="/messages/$message" params={{ message: one.id }}>
              {one.subject}
            </Link>
            <MessagePill state={one.state} />
            <span>{format.moment(one.createdAt)}</span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
