/** One group of customers. */
import { Skeleton, Text } from '@mantine/core'
import { useNavigate, useParams } from '@tanstack/react-router'
import { CustomerGroup } from '../../modules/organisations/schema.ts'
import { call, type Given } from '../api.ts'
import { labelWords } from '../labels/words.ts'
import { useRead } from '../queries.ts'
import { RowForm } from '../records/row-form.tsx'
import { freshOf } from '../records/words.ts'
import { useCan } from '../session.ts'
import { ChoicesInput } from '../ui/choices-input.tsx'
import { useSay } from '../ui/lang.tsx'
import { Page } from '../ui/page.tsx'
import type { Drawing } from '../ui/record-form.tsx'
import { Trouble } from '../ui/states.tsx'

export function CustomerGroupPage() {
  const say = useSay()
  const navigate = useNavigate()
  const { id } = useParams({ from: '/inside/customer-groups/$id' })
  const isNew = id === 'new'
  const found = useRead('GET /customer-groups/:id', { id }, { isEnabled: !isNew })
  const back = { label: say(labelWords.groups), link: { to: '/customer-groups' } } as const
  if (found.isError) return <Trouble error={found.error} retry={() => void found.refetch()} level={1} />
  if (!isNew && !found.data)
    return (
      <Page title="…" back={back} isNarrow>
        <Skeleton height={160} />
      </Page>
    )
  return (
    <RowForm
      key={id}
      record={CustomerGroup}
      groups={[
        {
          note: <Text c="dimmed">{say(labelWords.groupsWhy)}</Text>,
          fields: isNew ? ['name', 'channels'] : ['name', 'channels', 'isArchived'],
        },
      ]}
      title={isNew ? say(freshOf(CustomerGroup.words)) : (found.data?.name ?? '')}
      back={back}
      {...(!isNew && found.data ? { row: found.data } : {})}
      right="customers.manage"
      draw={drawn}
      save={(values, version) =>
        isNew
          ? call('POST /customer-groups', values as Given<'POST /customer-groups'>)
          : call('PATCH /customer-groups/:id', {
              ...values,
              id,
              ...(version === undefined ? {} : { version }),
            })
      }
      {...(isNew ? {} : { reload: () => call('GET /customer-groups/:id', { id }) })}
      touches={['/customer-groups']}
      made={(made) => navigate({ to: '/customer-groups/$id', params: { id: made }, replace: true })}
    />
  )
}

const drawn = { channels: (input: Drawing) => <Channels key="channels" {...input} /> }

function Channels({ label, value, onChange, error, disabled }: Drawing) {
  const say = useSay()
  const can = useCan()
  const rows = useRead('GET /channels', { limit: 200 }, { isEnabled: can('channels.see') }).data?.rows
  return (
    <ChoicesInput
      label={label}
      description={say(labelWords.everywhere)}
      choices={(rows ?? []).map(({ id, name }) => ({ id, label: name }))}
      value={Array.isArray(value) ? (value as string[]) : []}
      onChange={onChange}
      error={error}
      disabled={disabled}
    />
  )
}
