/** Another password; everywhere else one is signed out. */
import { Button, PasswordInput, SimpleGrid } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../api.ts'
import { forget } from '../queries.ts'
import { useDoorForm } from '../sign-in/door.tsx'
import { useSay } from '../ui/lang.tsx'
import { Panel } from '../ui/page.tsx'
import { told } from '../ui/toasts.tsx'
import { accountWords } from './words.ts'

export function PasswordPanel() {
  const say = useSay()
  const client = useQueryClient()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const form = useDoorForm(
    () => call('POST /session/password', { current, next }),
    () => {
      setCurrent('')
      setNext('')
      told(say(accountWords.passwordChanged))
      void forget(client, ['/sessions'])
    },
  )
  return (
    <Panel title={say(accountWords.password)}>
      <form onSubmit={form.submit}>
        {form.refusal}
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md" verticalSpacing="md" mb="md">
          <PasswordInput
            label={say(accountWords.current)}
            autoComplete="current-password"
            value={current}
            onChange={(event) => setCurrent(event.currentTarget.value)}
            error={form.fields['current']}
            required
          />
          <PasswordInput
            label={say(accountWords.next)}
            description={say(accountWords.nextWhy)}
            autoComplete="new-password"
            value={next}
            onChange={(event) => setNext(event.currentTarget.value)}
            error={form.fields['next']}
            required
            inputWrapperOrder={['label', 'input', 'description', 'error']}
          />
        </SimpleGrid>
        <Button type="submit" variant="default" loading={form.isSending} disabled={!current || !next}>
          {say(accountWords.changePassword)}
        </Button>
      </form>
    </Panel>
  )
}
