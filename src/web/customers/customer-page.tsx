/** One customer, with what was ordered, invoiced and mailed. */
import { Skeleton } from '@mantine/core'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Contact } from '../../modules/organisations/schema.ts'
import { call, type Given } from '../api.ts'
import type { Answered } from '../calls.ts'
import { useRead } from '../queries.ts'
import { AddressesPanel } from '../organisations/addresses-panel.tsx'
import { LabelsPanel } from '../organisations/labels-panel.tsx'
import { MergesPanel } from '../organisations/merges-panel.tsx'
import { RelationTabs } from '../organisations/relation-tabs.tsx'
import { customerGroups, organisations } from '../records/sources.ts'
import { RowForm } from '../records/row-form.tsx'
import { useCan } from '../session.ts'
import { useSay } from '../ui/lang.tsx'
import { later } from '../ui/later.tsx'
import { Page } from '../ui/page.tsx'
import { Trouble } from '../ui/states.tsx'
import { customerParts, type CustomerPart } from './search.ts'
import { customerWords } from './words.ts'

// Each is looked at after a press on its name, and carries words of an area of its own.
const QuotesPanel = later(() => import('../quotes/quotes-panel.tsx').then((module) => module.QuotesPanel))
const InvoicesPanel = later(() =>
  import('../organisations/around-panels.tsx').then((module) => module.InvoicesPanel),
)
const MailsPanel = later(() =>
  import('../organisations/around-panels.tsx').then((module) => module.MailsPanel),
)
const OrdersPanel = later(() =>
  import('../organisations/around-panels.tsx').then((module) => module.OrdersPanel),
)

const sources = { organisation: organisations, customerGroup: customerGroups }

type Whole = Answered<'GET /customers/:id'>

const groupsOf = (say: ReturnType<typeof useSay>) => [
  {
    title: say(customerWords.who),
    fields: [
      'name',
      'email',
      'phone',
      'organisation',
      'jobTitle',
      'customerGroup',
      'language',
      'isGuest',
      'isArchived',
    ],
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
  const { part = 'details' } = useSearch({ from: '/inside/customers/$customer' })
  const found = useRead('GET /customers/:id', { id })
  const alike = useRead(
    'GET /customers/:id/duplicates',
    { id, limit: 10 },
    { isEnabled: can('customers.merge') },
  ).data?.rows
  if (found.isError) return <Trouble error={found.error} retry={() => void found.refetch()} level={1} />
  if (!found.data)
    return (
      <Page title="…" back={backTo(say)} isNarrow>
        <Skeleton height={240} />
      </Page>
    )
  const title = found.data.name || found.data.email || '–'
  const tabs = <Tabs part={part} whole={found.data} />
  if (part !== 'details')
    return (
      <Page title={title} back={backTo(say)} isNarrow>
        {tabs}
        {part === 'quotes' && <QuotesPanel of={{ contact: found.data.id }} />}
        {part === 'orders' && <OrdersPanel orders={found.data.orders} totals={found.data.totals} />}
        {part === 'invoices' && <InvoicesPanel invoices={found.data.invoices} />}
        {part === 'mails' && <MailsPanel mails={found.data.mails} />}
      </Page>
    )
  return (
    <RowForm
      key={id}
      record={Contact}
      groups={groupsOf(say)}
      above={tabs}
      title={title}
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
      <AddressesPanel owner={{ contact: id }} country={found.data.country} />
      <LabelsPanel about={id} level="contact" />
      <MergesPanel
        kind="contact"
        id={id}
        merges={found.data.merges}
        alike={(alike ?? []).map((one) => ({
          ...one,
          name: [one.name, one.email].filter(Boolean).join(' · '),
        }))}
      />
    </RowForm>
  )
}

function Tabs({ part, whole }: { part: CustomerPart; whole: Whole }) {
  const say = useSay()
  return (
    <RelationTabs
      label={say(customerWords.parts)}
      parts={Object.keys(customerParts) as CustomerPart[]}
      part={part}
      around={whole}
      link={(one) => ({
        to: '/customers/$customer',
        params: { customer: whole.id },
        search: one === 'details' ? {} : { part: one },
      })}
    />
  )
}
