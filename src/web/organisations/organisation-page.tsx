/** One organisation, part by part: who it is, what was agreed, and what was ordered, invoiced and mailed. */
import { Button, Checkbox, Skeleton, Stack, Text } from '@mantine/core'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { CircleAlert, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import type { Words } from '../../base/words.ts'
import {
  Contact,
  invoiceRoutes,
  Organisation,
  organisationRoles,
} from '../../modules/organisations/schema.ts'
import { call, type Given } from '../api.ts'
import { useChange, useRead } from '../queries.ts'
import { LogoField } from '../records/logo-field.tsx'
import { PlainForm } from '../records/plain-form.tsx'
import { RowDialog } from '../records/row-dialog.tsx'
import { RowForm } from '../records/row-form.tsx'
import styles from '../records/rows.module.css'
import { customerGroups, users } from '../records/sources.ts'
import { useCan } from '../session.ts'
import { useFormat, useSay } from '../ui/lang.tsx'
import { later } from '../ui/later.tsx'
import { Facts, Page, Panel } from '../ui/page.tsx'
import { Trouble } from '../ui/states.tsx'
import { StatusPill } from '../ui/status-pill.tsx'
import { told } from '../ui/toasts.tsx'
import { NumberProof } from '../vat/number-proof.tsx'
import { vatWords } from '../vat/words.ts'
import { AddressesPanel } from './addresses-panel.tsx'
import { LabelsPanel } from './labels-panel.tsx'
import { MergesPanel } from './merges-panel.tsx'
import { organisationParts, type OrganisationPart } from './organisation-search.ts'
import { RelationTabs } from './relation-tabs.tsx'
import { SupplierPanel } from './supplier-panel.tsx'
import type { WholeOrganisation } from './whole-relation.ts'
import { organisationWords } from './words.ts'

// Each is looked at after a press on its name, and carries words of an area of its own.
const QuotesPanel = later(() => import('../quotes/quotes-panel.tsx').then((module) => module.QuotesPanel))
const InvoicesPanel = later(() => import('./around-panels.tsx').then((module) => module.InvoicesPanel))
const MailsPanel = later(() => import('./around-panels.tsx').then((module) => module.MailsPanel))
const OrdersPanel = later(() => import('./around-panels.tsx').then((module) => module.OrdersPanel))

type Say = ReturnType<typeof useSay>
const manage = 'customers.manage'
const backTo = (say: Say) =>
  ({ label: say(organisationWords.title), link: { to: '/organisations' } }) as const
const who = ['name', 'code', 'cocNumber', 'vatNumber', 'email', 'phone', 'website', 'country']

export function OrganisationPage() {
  const { id } = useParams({ from: '/inside/organisations/$id' })
  return id === 'new' ? <NewOrganisation /> : <KeptOrganisation key={id} id={id} />
}

function NewOrganisation() {
  const say = useSay()
  const navigate = useNavigate()
  return (
    <PlainForm
      record={Organisation}
      path="/organisations"
      id="new"
      name="name"
      groups={[{ title: say(organisationWords.who), fields: who }]}
      manage={manage}
      back={backTo(say)}
      made={(made) => navigate({ to: '/organisations/$id', params: { id: made }, replace: true })}
    />
  )
}

function KeptOrganisation({ id }: { id: string }) {
  const say = useSay()
  const { part = 'details' } = useSearch({ from: '/inside/organisations/$id' })
  const found = useRead('GET /organisations/:id', { id })
  if (found.isError) return <Trouble error={found.error} retry={() => void found.refetch()} level={1} />
  const whole = found.data
  if (!whole)
    return (
      <Page title="…" back={backTo(say)} isNarrow>
        <Skeleton height={240} />
      </Page>
    )
  if (part === 'details' || part === 'agreements') return <FormPart key={part} part={part} whole={whole} />
  return (
    <Page title={whole.name} back={backTo(say)} beside={<Badges whole={whole} />} isNarrow>
      <Tabs part={part} whole={whole} />
      {part === 'supplier' && <SupplierPanel whole={whole} />}
      {part === 'quotes' && <QuotesPanel of={{ organisation: whole.id }} />}
      {part === 'orders' && <OrdersPanel orders={whole.orders} totals={whole.totals} />}
      {part === 'invoices' && <InvoicesPanel invoices={whole.invoices} />}
      {part === 'mails' && <MailsPanel mails={whole.mails} />}
    </Page>
  )
}

function Badges({ whole }: { whole: WholeOrganisation }) {
  const say = useSay()
  const isOver = whole.creditLimit !== null && whole.outstanding > whole.creditLimit
  return (
    <>
      {!whole.isComplete && (
        <StatusPill tone="attention" icon={TriangleAlert}>
          {say(organisationWords.incomplete)}
        </StatusPill>
      )}
      {isOver && (
        <StatusPill tone="bad" icon={CircleAlert}>
          {say(organisationWords.overLimit)}
        </StatusPill>
      )}
    </>
  )
}

function Tabs({ part, whole }: { part: OrganisationPart; whole: WholeOrganisation }) {
  const say = useSay()
  const isSupplier = whole.roles.includes('supplier')
  return (
    <RelationTabs
      label={say(organisationWords.parts)}
      parts={(Object.keys(organisationParts) as OrganisationPart[]).filter(
        (one) => one !== 'supplier' || isSupplier,
      )}
      part={part}
      around={whole}
      link={(one) => ({
        to: '/organisations/$id',
        params: { id: whole.id },
        search: one === 'details' ? {} : { part: one },
      })}
    />
  )
}

const groupsOf = (say: Say, can: (right: string) => boolean) => ({
  details: [
    {
      title: say(organisationWords.who),
      // Who may not see the users sees the account manager's name below.
      fields: [...who, ...(can('users.see') ? ['accountManager'] : []), 'customerGroup', 'isArchived'],
    },
  ],
  agreements: [
    {
      title: say(organisationWords.terms),
      fields: ['language', 'currency', 'paymentTermDays', 'sharesAccount'],
    },
    {
      title: say(organisationWords.credit),
      note: <Text c="dimmed">{say(organisationWords.creditWhy)}</Text>,
      fields: ['creditLimit', 'creditPolicy', 'countsOpenOrders'],
    },
    {
      title: say(organisationWords.invoicing),
      fields: ['billingEmails', 'peppolScheme', 'peppolId', 'getsReminders', 'outsideProof'],
    },
    {
      title: say(organisationWords.money),
      fields: ['iban', 'ibanHolder', 'mandateReference', 'mandateDay'],
    },
  ],
})

function FormPart({ part, whole }: { part: 'details' | 'agreements'; whole: WholeOrganisation }) {
  const say = useSay()
  const can = useCan()
  const { id } = whole
  return (
    <RowForm
      record={Organisation}
      groups={groupsOf(say, can)[part]}
      title={whole.name}
      back={backTo(say)}
      beside={<Badges whole={whole} />}
      row={whole}
      right={manage}
      sources={{ accountManager: users, customerGroup: customerGroups }}
      save={(changes, version) =>
        call('PATCH /organisations/:id', { ...changes, id, ...(version === undefined ? {} : { version }) })
      }
      reload={() => call('GET /organisations/:id', { id })}
      touches={['/organisations']}
      above={<Tabs part={part} whole={whole} />}
    >
      {part === 'details' ? <Details whole={whole} /> : <Agreements whole={whole} />}
    </RowForm>
  )
}

function Details({ whole }: { whole: WholeOrganisation }) {
  const say = useSay()
  const can = useCan()
  const alike = useRead(
    'GET /organisations/:id/duplicates',
    { id: whole.id },
    { isEnabled: can('customers.merge') },
  ).data?.rows
  const setLogo = useChange('POST /organisations/:id/logo', {
    touches: ['/organisations'],
    done: () => told(say(organisationWords.saved)),
  })
  return (
    <>
      {!can('users.see') && whole.managerName && (
        <Panel>
          <Facts facts={[[say(Organisation.fields.accountManager.words), whole.managerName]]} />
        </Panel>
      )}
      <AddressesPanel owner={{ organisation: whole.id }} country={whole.country} />
      {whole.vatNumber && (
        <Panel title={say(vatWords.proof)}>
          <b>{whole.vatNumber}</b> <NumberProof number={whole.vatNumber} />
        </Panel>
      )}
      <LabelsPanel about={whole.id} level="organisation" />
      <PeoplePanel whole={whole} />
      <LogoField
        logo={whole.logo}
        why={say(organisationWords.logoWhy)}
        mayChange={can(manage)}
        isBusy={setLogo.isPending}
        choose={(file) => setLogo.mutate({ id: whole.id, file: file as never })}
      />
      <MergesPanel
        kind="organisation"
        id={whole.id}
        merges={whole.merges}
        alike={(alike ?? []).map((one) => ({ id: one.other, name: one.otherName, why: one.why }))}
      />
    </>
  )
}

function PeoplePanel({ whole }: { whole: WholeOrganisation }) {
  const say = useSay()
  const can = useCan()
  const [isAdding, setAdding] = useState(false)
  return (
    <Panel
      title={say(organisationWords.people)}
      actions={
        can(manage) && (
          <Button variant="default" onClick={() => setAdding(true)}>
            {say(organisationWords.addPerson)}
          </Button>
        )
      }
    >
      {whole.contacts.length === 0 && <Text c="dimmed">{say(organisationWords.noPeople)}</Text>}
      <ul className={styles.rows}>
        {whole.contacts.map((person) => (
          <li key={person.id}>
            <Link to="/customers/$customer" params={{ customer: person.id }}>
              {person.name}
            </Link>
            <small>{[person.jobTitle, person.email, person.phone].filter(Boolean).join(' · ')}</small>
          </li>
        ))}
      </ul>
      {isAdding && (
        <RowDialog
          record={Contact}
          fields={['name', 'jobTitle', 'email', 'phone', 'language']}
          title={say(organisationWords.addPerson)}
          initial={{ language: whole.language }}
          save={(values) =>
            call('POST /customers', { ...values, organisation: whole.id } as Given<'POST /customers'>)
          }
          touches={['/organisations', '/customers']}
          close={() => setAdding(false)}
        />
      )}
    </Panel>
  )
}

function Agreements({ whole }: { whole: WholeOrganisation }) {
  const say = useSay()
  const format = useFormat()
  return (
    <>
      <Panel title={say(organisationWords.outstanding)}>
        <Facts
          facts={[[say(organisationWords.outstandingNow), format.money(whole.outstanding, whole.currency)]]}
        />
      </Panel>
      <Panel title={say(organisationWords.routes)}>
        <Choices
          whole={whole}
          name="invoiceRoutes"
          choices={invoiceRoutes}
          label={say(organisationWords.routes)}
        />
      </Panel>
      <Panel title={say(organisationWords.rolesOf)}>
        <Choices
          whole={whole}
          name="roles"
          choices={organisationRoles}
          label={say(organisationWords.rolesOf)}
        />
      </Panel>
    </>
  )
}

type ChoicesProps = {
  whole: WholeOrganisation
  name: 'roles' | 'invoiceRoutes'
  choices: Readonly<Record<string, Words>>
  label: string
}

/** A few words of a fixed list, kept at once when ticked. */
function Choices({ whole, name, choices, label }: ChoicesProps) {
  const say = useSay()
  const can = useCan()
  const change = useChange('PATCH /organisations/:id', {
    touches: ['/organisations', `/organisations/${whole.id}`],
    done: () => told(say(organisationWords.saved)),
  })
  return (
    <Checkbox.Group
      aria-label={label}
      // What was ticked shows at once, and falls back when it is refused.
      value={[...(change.isPending ? (change.variables[name] as string[]) : whole[name])]}
      onChange={(chosen) => change.mutate({ id: whole.id, version: whole.version, [name]: chosen })}
    >
      <Stack gap={10}>
        {Object.entries(choices).map(([value, text]) => (
          <Checkbox key={value} value={value} label={say(text)} disabled={!can(manage) || change.isPending} />
        ))}
      </Stack>
    </Checkbox.Group>
  )
}
