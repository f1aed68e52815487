/** The contract with who operates the instance: the party, the payment method, and its invoices. */
import { Box, Skeleton, Text } from '@mantine/core'
import { useSearch } from '@tanstack/react-router'
import { Contract } from '../../modules/organisations/schema/contract.ts'
import { call } from '../api.ts'
import { useRead } from '../queries.ts'
import { RowForm } from '../records/row-form.tsx'
import { settingsBack } from '../settings/back.ts'
import { useSay } from '../ui/lang.tsx'
import { Page, Panel } from '../ui/page.tsx'
import type { FormGroup } from '../ui/record-form.tsx'
import { EmptyState, Trouble } from '../ui/states.tsx'
import { ViewTabs } from '../ui/view-tabs.tsx'
import { contractParts, type ContractPart } from './search.ts'
import { contractWords } from './words.ts'

type Say = ReturnType<typeof useSay>

export function ContractPage() {
  const say = useSay()
  const { part = 'party' } = useSearch({ from: '/inside/contract' })
  const found = useRead('GET /contract', {})
  if (found.isError) return <Trouble error={found.error} retry={() => void found.refetch()} level={1} />
  const title = say(contractWords.title)
  const back = settingsBack(say)
  if (!found.data || part === 'invoices')
    return (
      <Page title={title} back={back} isNarrow>
        <Tabs part={part} />
        {found.data ? (
          <Panel>
            <EmptyState
              kind="never"
              title={say(contractWords.selfHosted)}
              why={say(contractWords.selfHostedWhy)}
            />
          </Panel>
        ) : (
          <Skeleton height={240} />
        )}
      </Page>
    )
  const path = part === 'party' ? 'PUT /contract' : 'PUT /contract/payment'
  return (
    <RowForm
      key={part}
      record={Contract}
      groups={groupsOf(say)[part]}
      title={title}
      back={back}
      row={found.data.contract ?? nothingYet}
      right="contract.manage"
      save={(changes, version) => call(path, { ...changes, version: version ?? null })}
      reload={async () => ({ ...((await call('GET /contract', {})).contract ?? nothingYet) })}
      touches={['/contract']}
      above={
        <Box mb="sm">
          <Tabs part={part} />
        </Box>
      }
    />
  )
}

/** The form before anything was kept: what the record itself says. */
const nothingYet: Readonly<Record<string, unknown>> = Object.fromEntries(
  Object.entries(Contract.fields).map(([name, field]) => [name, field.initial ?? null]),
)

function Tabs({ part }: { part: ContractPart }) {
  const say = useSay()
  return (
    <ViewTabs
      label={say(contractWords.parts)}
      current={part}
      views={(Object.keys(contractParts) as ContractPart[]).map((one) => ({
        id: one,
        label: say(contractWords[one]),
        count: undefined,
        link: { to: '/contract', search: one === 'party' ? {} : { part: one } },
      }))}
    />
  )
}

const groupsOf = (say: Say): Record<'party' | 'payment', readonly FormGroup[]> => ({
  party: [
    {
      title: say(contractWords.company),
      note: <Text c="dimmed">{say(contractWords.companyWhy)}</Text>,
      fields: ['name', 'cocNumber', 'vatNumber'],
    },
    {
      title: say(contractWords.address),
      fields: ['street', 'houseNumber', 'postcode', 'city', 'country'],
    },
    { title: say(contractWords.contact), fields: ['contactName', 'email', 'phone'] },
  ],
  payment: [
    {
      title: say(contractWords.payment),
      note: <Text c="dimmed">{say(contractWords.paymentWhy)}</Text>,
      fields: ['paymentMethod'],
    },
    {
      title: say(contractWords.mandate),
      note: <Text c="dimmed">{say(contractWords.mandateWhy)}</Text>,
      fields: ['iban', 'ibanHolder', 'mandateReference', 'mandateDay'],
    },
  ],
})
