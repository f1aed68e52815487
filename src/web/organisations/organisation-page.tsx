/** One organisation: who it is, what was agreed, its addresses, people, orders and invoices. */
import { Checkbox, Stack, Text } from '@mantine/core'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import type { Words } from '../../base/words.ts'
import { invoiceRoutes, Organisation, organisationRoles } from '../../modules/organisations/schema.ts'
import type { Answered } from '../calls.ts'
import { useChange, useRead } from '../queries.ts'
import { PlainForm } from '../records/plain-form.tsx'
import styles from '../records/rows.module.css'
import { useCan } from '../session.ts'
import { useFormat, useSay } from '../ui/lang.tsx'
import { Facts, Panel } from '../ui/page.tsx'
import { told } from '../ui/toasts.tsx'
import { NumberProof } from '../vat/number-proof.tsx'
import { vatWords } from '../vat/words.ts'
import { AddressesPanel } from './addresses-panel.tsx'
import { organisationWords } from './words.ts'

export function OrganisationPage() {
  const say = useSay()
  const navigate = useNavigate()
  const { id } = useParams({ from: '/inside/organisations/$id' })
  return (
    <PlainForm
      record={Organisation}
      path="/organisations"
      id={id}
      name="name"
      groups={[
        {
          title: say(organisationWords.who),
          fields: [
            'name',
            'code',
            'cocNumber',
            'vatNumber',
            'email',
            'phone',
            'website',
            'country',
            'isArchived',
          ],
        },
        {
          title: say(organisationWords.terms),
          fields: [
            'language',
            'currency',
            'paymentTermDays',
            'creditPolicy',
            'countsOpenOrders',
            'sharesAccount',
          ],
        },
        {
          title: say(organisationWords.invoicing),
          fields: ['billingEmails', 'peppolScheme', 'peppolId'],
        },
        {
          title: say(organisationWords.money),
          fields: ['creditLimit', 'iban', 'ibanHolder', 'mandateReference', 'mandateDay'],
        },
      ].filter((group) => id !== 'new' || group.fields.includes('name'))}
      manage="customers.manage"
      back={{ label: say(organisationWords.title), link: { to: '/organisations' } }}
      made={(made) => navigate({ to: '/organisations/$id', params: { id: made }, replace: true })}
    >
      <Around id={id} />
    </PlainForm>
  )
}

type Whole = Answered<'GET /organisations/:id'>

function Around({ id }: { id: string }) {
  const say = useSay()
  const format = useFormat()
  const whole = useRead('GET /organisations/:id', { id }).data
  if (!whole) return null
  return (
    <>
      <AddressesPanel owner={{ organisation: id }} />
      {whole.vatNumber && (
        <Panel title={say(vatWords.proof)}>
          <b>{whole.vatNumber}</b> <NumberProof number={whole.vatNumber} />
        </Panel>
      )}
      <Panel title={say(organisationWords.rolesOf)}>
        <Stack gap="md">
          <Choices
            whole={whole}
            name="roles"
            choices={organisationRoles}
            label={say(organisationWords.rolesOf)}
          />
          <Choices
            whole={whole}
            name="invoiceRoutes"
            choices={invoiceRoutes}
            label={say(organisationWords.routes)}
          />
          <Facts
            facts={[[say(organisationWords.outstanding), format.money(whole.outstanding, whole.currency)]]}
          />
        </Stack>
      </Panel>
      <Panel title={say(organisationWords.people)}>
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
      </Panel>
      <Panel title={say(organisationWords.orders)}>
        {whole.orders.length === 0 && <Text c="dimmed">{say(organisationWords.noOrders)}</Text>}
        <ul className={styles.rows}>
          {whole.orders.map((order) => (
            <li key={order.id}>
              <Link to="/orders/$order" params={{ order: order.id }}>
                {order.number}
              </Link>
              <b>{format.money(order.total, order.currency)}</b>
            </li>
          ))}
        </ul>
      </Panel>
    </>
  )
}

type ChoicesProps = {
  whole: Whole
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
      label={label}
      value={[...whole[name]]}
      onChange={(chosen) => change.mutate({ id: whole.id, version: whole.version, [name]: chosen })}
    >
      <Stack gap={10} mt={6}>
        {Object.entries(choices).map(([value, text]) => (
          <Checkbox
            key={value}
            value={value}
            label={say(text)}
            disabled={!can('customers.manage') || change.isPending}
          />
        ))}
      </Stack>
    </Checkbox.Group>
  )
}
