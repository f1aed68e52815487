/** The code app as second step of signing in, and its recovery codes. */
import { Button, Group, Text, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { BadgeCheck, CircleAlert } from 'lucide-react'
import type { Answered } from '../calls.ts'
import { forget, useChange } from '../queries.ts'
import { usePerson } from '../session.ts'
import { CodeList, TotpSecret } from '../sign-in/second-step.tsx'
import { useSay } from '../ui/lang.tsx'
import { Panel } from '../ui/page.tsx'
import { refusalText } from '../ui/refusal-text.ts'
import { StatusPill } from '../ui/status-pill.tsx'
import { accountWords } from './words.ts'

export function SecondStepPanel() {
  const say = useSay()
  const client = useQueryClient()
  const { secondFactor } = usePerson()
  const [offer, setOffer] = useState<Answered<'POST /session/totp'> | null>(null)
  const [code, setCode] = useState('')
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  const start = useChange('POST /session/totp', { done: setOffer })
  const confirm = useChange('POST /session/totp/confirm', {
    touches: ['/session', '/sessions'],
    done({ recoveryCodes }) {
      setOffer(null)
      setCode('')
      setCodes(recoveryCodes)
    },
    // Told at the field.
    refused: () => undefined,
  })
  const renew = useChange('POST /session/recovery-codes', {
    done: ({ recoveryCodes }) => setCodes(recoveryCodes),
  })
  const remove = useChange('DELETE /session/totp', {
    done: () => void forget(client, ['/session']).then(() => setCodes(null)),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (offer) confirm.mutate({ setup: offer.setup, code })
  }
  const isSet = secondFactor.isSet
  return (
    <Panel
      title={say(accountWords.second)}
      actions={
        <StatusPill tone={isSet ? 'good' : 'attention'} icon={isSet ? BadgeCheck : CircleAlert}>
          {say(isSet ? accountWords.secondOn : accountWords.secondOff)}
        </StatusPill>
      }
    >
      <Text mb="md">{say(secondFactor.isRequired ? accountWords.secondNeeded : accountWords.secondWhy)}</Text>
      {codes && (
        <div role="status">
          <Text mb="sm">{say(accountWords.codes)}</Text>
          <CodeList codes={codes} />
        </div>
      )}
      {offer ? (
        <form onSubmit={submit}>
          <TotpSecret {...offer} />
          <Group align="end" mt="md">
            <TextInput
              label={say(accountWords.code)}
              inputMode="numeric"
              autoComplete="one-time-code"
              value={code}
              onChange={(event) => setCode(event.currentTarget.value)}
              error={Boolean(confirm.error)}
              required
            />
            <Button type="submit" size="sm" loading={confirm.isPending}>
              {say(accountWords.confirm)}
            </Button>
          </Group>
          {confirm.error && (
            <Text role="alert" c="var(--mantine-color-error)" fz="xs" mt="xs">
              {refusalText(confirm.error, say)}
            </Text>
          )}
        </form>
      ) : (
        <Group mt={codes ? 'md' : 0}>
          <Button variant="default" loading={start.isPending} onClick={() => start.mutate({})}>
            {say(isSet ? accountWords.setUpOther : accountWords.setUp)}
          </Button>
          {isSet && (
            <>
              <Button variant="default" loading={renew.isPending} onClick={() => renew.mutate({})}>
                {say(accountWords.newCodes)}
              </Button>
              <Button variant="default" loading={remove.isPending} onClick={() => remove.mutate({})}>
                {say(accountWords.remove)}
              </Button>
            </>
          )}
        </Group>
      )}
    </Panel>
  )
}
