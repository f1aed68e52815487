/** Making a key for a program: what it may do, from where and until when; its secret is shown once. */
import { Button, NativeSelect, SimpleGrid, Text, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useId, useState } from 'react'
import { isScopeFor } from '../../modules/users/rules.ts'
import { ApiKey } from '../../modules/users/schema.ts'
import { call } from '../api.ts'
import { forget } from '../queries.ts'
import { useTold } from '../records/told.ts'
import { RightsGrid } from '../roles/rights-grid.tsx'
import { useCan } from '../session.ts'
import { useDoorForm } from '../sign-in/door.tsx'
import { DayInput } from '../ui/day-input.tsx'
import { useSay } from '../ui/lang.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { TagsInput } from '../ui/tags-input.tsx'
import { ui } from '../ui/words.ts'
import { SecretDialog } from './secret-dialog.tsx'
import { keyWords } from './words.ts'

type Kind = 'storefront' | 'integration'

export function NewKeyPage() {
  const say = useSay()
  const can = useCan()
  const client = useQueryClient()
  const navigate = useNavigate()
  const { rights } = useTold()
  const formId = useId()
  const [name, setName] = useState('')
  const [kind, setKind] = useState<Kind>('integration')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [addresses, setAddresses] = useState<string[]>([])
  const [until, setUntil] = useState<string | null>(null)
  const [secret, setSecret] = useState<string | null>(null)
  // A key gets no more than its maker holds and its kind may have.
  const offered = Object.fromEntries(
    Object.entries(rights).filter(([right]) => can(right) && isScopeFor(kind, right)),
  )
  const scopes = [...chosen].filter((right) => right in offered)
  const form = useDoorForm(
    () => call('POST /api-keys', { name, kind, scopes, addresses, expiresDay: until }),
    async (answer) => {
      setSecret(answer.secret)
      await forget(client, ['/api-keys'])
    },
  )
  return (
    <Page
      title={say(keyWords.fresh)}
      back={{ label: say(keyWords.title), link: { to: '/api-keys' } }}
      isNarrow
      actions={
        <Button
          type="submit"
          form={formId}
          loading={form.isSending}
          disabled={!name.trim() || scopes.length === 0}
        >
          {say(keyWords.fresh)}
        </Button>
      }
    >
      <form id={formId} onSubmit={form.submit}>
        {form.refusal}
        <Panel>
          <Text c="dimmed" mb="md">
            {say(keyWords.why)}
          </Text>
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md" verticalSpacing="md">
            <TextInput
              label={say(keyWords.name)}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
              error={form.fields['name']}
              maxLength={80}
              required
            />
            <NativeSelect
              label={say(keyWords.kind)}
              data={Object.entries(ApiKey.fields.kind.choices!).map(([value, text]) => ({
                value,
                label: say(text),
              }))}
              value={kind}
              onChange={(event) =>
                setKind(event.currentTarget.value === 'storefront' ? 'storefront' : 'integration')
              }
            />
            <TagsInput
              label={say(keyWords.addresses)}
              description={say(keyWords.addressesWhy)}
              value={addresses}
              onChange={setAddresses}
              error={form.fields['addresses']}
            />
            <DayInput
              label={say(keyWords.until)}
              description={say(ui.optional)}
              value={until}
              onChange={setUntil}
            />
          </SimpleGrid>
        </Panel>
        <h2>{say(keyWords.scopes)}</h2>
        {form.fields['scopes'] && (
          <Text c="red" mb="sm">
            {form.fields['scopes']}
          </Text>
        )}
        <RightsGrid rights={offered} chosen={chosen} onChange={setChosen} />
      </form>
      {secret && <SecretDialog secret={secret} close={() => void navigate({ to: '/api-keys' })} />}
    </Page>
  )
}
