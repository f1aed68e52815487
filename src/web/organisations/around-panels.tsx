/** What was ordered, invoiced and mailed, and what it adds up to, of an organisation or a customer (S4-9). */
import { Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Day } from '../../base/day.ts'
import { mailEvents } from '../../modules/messages/schema.ts'
import { invoiceStates } from '../../modules/invoicing/schema.ts'
import { InvoicePill } from '../invoices/invoice-pill.tsx'
import { MessagePill } from '../messages/message-pill.tsx'
import { PaymentPill, SupplyPill } from '../orders/state-pills.tsx'
import styles from '../records/rows.module.css'
import { useFormat, useSay } from '../ui/lang.tsx'
import { Facts, Panel } from '../ui/page.tsx'
import type { Around } from './whole-relation.ts'
import { organisationWords } from './words.ts'

export function OrdersPanel({ orders, totals }: Pick<Around, 'orders' | 'totals'>) {
  const say = useSay()
  const format = useFormat()
  return (
    <>
      {totals.length > 0 && (
        <Panel title={say(organisationWords.totals)}>
          {totals.map((one) => (
            <Facts
              key={one.currency}
              facts={[
                [say(organisationWords.ordered), format.count(one.orders)],
                [say(organisationWords.worth), format.money(one.total, one.currency)],
                [say(organisationWords.due), format.money(one.due, one.currency)],
                [say(organisationWords.firstOrder), format.moment(one.firstAt)],
                [say(organisationWords.lastOrder), format.moment(one.lastAt)],
              ]}
            />
          ))}
        </Panel>
      )}
      <Panel title={say(organisationWords.orders)}>
        {orders.length === 0 && <Text c="dimmed">{say(organisationWords.noOrders)}</Text>}
        <ul className={styles.rows}>
          {orders.map((order) => (
            <li key={order.id}>
              <span>
                <Link to="/orders/$order" params={{ order: order.id }}>
                  {order.number}
                </Link>{' '}
                <small>{format.moment(order.placedAt)}</small>
              </span>
              <span className={styles.acts}>
                <PaymentPill payment={order.payment as Parameters<typeof PaymentPill>[0]['payment']} />
                <SupplyPill supply={order.supply as Parameters<typeof SupplyPill>[0]['supply']} />
                <b>{format.money(order.total, order.currency)}</b>
              </span>
            </li>
          ))}
        </ul>
      </Panel>
    </>
  )
}

export function InvoicesPanel({ invoices }: Pick<Around, 'invoices'>) {
  const say = useSay()
  const format = useFormat()
  return (
    <Panel title={say(organisationWords.invoices)}>
      {invoices.length === 0 && <Text c="dimmed">{say(organisationWords.noInvoices)}</Text>}
      <ul className={styles.rows}>
        {invoices.map((invoice) => (
          <li key={invoice.id}>
            <span>
              <Link to="/invoices/$invoice" params={{ invoice: invoice.id }}>
                {invoice.number ?? say(invoiceStates.concept)}
              </Link>{' '}
              {invoice.day && <small>{format.day(invoice.day as Day)}</small>}
            </span>
            <span className={styles.acts}>
              <InvoicePill state={invoice.state as keyof typeof invoiceStates} />
              <b>{format.money(invoice.total, invoice.currency)}</b>
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

export function MailsPanel({ mails }: Pick<Around, 'mails'>) {
  const say = useSay()
  const format = useFormat()
  return (
    <Panel title={say(organisationWords.mails)}>
      {mails.length === 0 && <Text c="dimmed">{say(organisationWords.noMails)}</Text>}
      <ul className={styles.rows}>
        {mails.map((mail) => (
          <li key={mail.id}>
            <span>
              <Link to="/messages/$message" params={{ message: mail.id }}>
                {mail.subject}
              </Link>{' '}
              <small>
                {[
                  mail.event in mailEvents && say(mailEvents[mail.event as keyof typeof mailEvents]),
                  mail.toAddress,
                  format.moment(mail.sentAt ?? mail.createdAt),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </small>
            </span>
            <span className={styles.acts}>
              <MessagePill state={mail.state as Parameters<typeof MessagePill>[0]['state']} />
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
