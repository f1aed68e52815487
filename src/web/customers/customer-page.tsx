/** One customer, with what was ordered and invoiced. */
import { Skeleton, Text } from '@mantine/core'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { invoiceStates } from '../../modules/invoicing/schema.ts'
import { Contact } from '../../modules/organisations/schema.ts'
import { call, type Given } from '../api.ts'
import { InvoicePill } from '../invoices/invoice-pill.tsx'
import { useRead } from '../queries.ts'
import { AddressesPanel } from '../organisations/addresses-panel.tsx'
import { organisations } from '../records/sources.ts'
import { PaymentPill, SupplyPill } from '../orders/state-pills.tsx'
import { RowForm } from '../records/row-form.tsx'
import styles from '../records/rows.module.css'
import { useCan } from '../session.ts'
import { useFormat, useSay } from '../ui/lang.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { Trouble } from '../ui/states.tsx'
import { customerWords } from './words.ts'

const sources = { organisation: organisations }

const groupsOf = (say: ReturnType<typeof useSay>) => [
  {
    title: say(customerWords.who),
    fields: ['name', 'email', 'phone', 'organisation', 'jobTitle', 'language', 'isArchived'],
  },
  {
    title: say(customerWords.address),
    fields: ['street', 'houseNumber', 'postcode', 'city', 'country'],
  },
]

const backTo = (say: ReturnType<typeof useSay>) =>
  ({ label: say(customerWords.title), link: { to: '/customers' } }) as const

export function NewCustomerPage() {
  const say = useSay()
  const navigate = useNavigate()
  return (
    <RowForm
      record={Contact}
      groups={groupsOf(say)}
      title={say(customerWords.fresh)}
      back={backTo(say)}
      right="customers.manage"
      sources={sources}
      save={(values) => call('POST /customers', values as Given<'POST /customers'>)}
      touches={['/customers']}
      made={(made) => navigate({ to: '/customers/$customer', params: { customer: made }, replace: true })}
    />
  )
}

export function CustomerPage() {
  const say = useSay()
  const can = useCan()
  const { customer: id } = useParams({ from: '/inside/customers/$customer' })
  const found = useRead('GET /customers/:id', { id })
  if (found.isError) return <Trouble error={found.error} retry={() => void found.refetch()} level={1} />
  if (!found.data)
    return (
      <Page title="…" back={backTo(say)} isNarrow>
        <Skeleton height={240} />
      </Page>
    )
  return (
    <RowForm
      key={id}
      record={Contact}
      groups={groupsOf(say)}
      title={found.data.name || found.data.email || '–'}
      back={backTo(say)}
      row={found.data}
      right="customers.manage"
      sources={sources}
      save={(changes, version) =>
        call('PATCH /customers/:id', { ...changes, id, ...(version === undefined ? {} : { version }) })
      }
      reload={() => call('GET /customers/:id', { id })}
      touches={['/customers']}
    >
      <AddressesPanel owner={{ contact: id }} />
      {can('orders.see') && <Orders contact={id} />}
      {can('invoices.see') && <Invoices contact={id} />}
    </RowForm>
  )
}

function Orders({ contact }: { contact: string }) {
  const say = useSay()
  const format = useFormat()
  const rows = useRead('GET /orders', { contact, view: 'all', limit: 50 }).data?.rows
  return (
    <Panel title={say(customerWords.orders)}>
      {rows?.length === 0 && <Text c="dimmed">{say(customerWords.noOrders)}</Text>}
      <ul className={styles.rows}>
        {rows?.map((order) => (
          <li key={order.id}>
            <span>
              <Link to="/orders/$order" params={{ order: order.id }}>
                {order.number}
              </Link>{' '}
              <small>{format.moment(order.placedAt)}</small>
            </span>
            <span className={styles.acts}>
              <PaymentPill payment={order.payment} />
              <SupplyPill supply={order.supply} />
              <b>{format.money(order.total, order.currency)}</b>
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function Invoices({ contact }: { contact: string }) {
  const say = useSay()
  const format = useFormat()
  const rows = useRead('GET /invoices', { contact, limit: 50 }).data?.rows
  return (
    <Panel title={say(customerWords.invoices)}>
      {rows?.length === 0 && <Text c="dimmed">{say(customerWords.noInvoices)}</Text>}
      <ul className={styles.rows}>
        {rows?.map((invoice) => (
          <li key={invoice.id}>
            <span>
              <Link to="/invoices/$invoice" params={{ invoice: invoice.id }}>
                {invoice.number ?? say(invoiceStates.concept)}
              </Link>{' '}
              {invoice.day && <small>{format.day(invoice.day)}</small>}
            </span>
            <span className={styles.acts}>
              <InvoicePill state={invoice.state} />
              <b>{format.money(invoice.total, invoice.currency)}</b>
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
