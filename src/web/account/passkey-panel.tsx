/** One's passkeys: signing in with a finger, a face or a PIN. */
import { ActionIcon, Button, Group, Text, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { Trash2 } from 'lucide-react'
import { useState, type FormEvent } from 'react'
import { call } from '../api.ts'
import { forget, useChange, useRead } from '../queries.ts'
import { hasPasskeys, makePasskey, passkeyRefusal } from '../sign-in/passkey.ts'
import { useFormat, useSay } from '../ui/lang.tsx'
import { Panel } from '../ui/page.tsx'
import { Trouble } from '../ui/states.tsx'
import { warned } from '../ui/toasts.tsx'
import styles from './account.module.css'
import { accountWords } from './words.ts'

export function PasskeyPanel() {
  const say = useSay()
  const format = useFormat()
  const client = useQueryClient()
  const found = useRead('GET /session/passkeys', {})
  const rows = found.data?.rows ?? []
  const [typed, setName] = useState<string | null>(null)
  const name = typed ?? say(accountWords.thisDevice)
  const [isBusy, setBusy] = useState(false)
  const remove = useChange('DELETE /session/passkeys/:passkey', { touches: ['/session'] })
  const add = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    try {
      const { ticket, question } = await call('POST /session/passkeys/question', {})
      await call('POST /session/passkeys', { ticket, name, passkey: await makePasskey(question) })
      await forget(client, ['/session'])
    } catch (error) {
      warned(passkeyRefusal(error, say))
    } finally {
      setBusy(false)
    }
  }
  const now = new Date()
  return (
    <Panel title={say(accountWords.passkeys)}>
      {found.isError && <Trouble error={found.error} retry={() => void found.refetch()} />}
      {found.data && rows.length === 0 && <Text c="dimmed">{say(accountWords.noPasskeys)}</Text>}
      <ul className={styles.rows}>
        {rows.map((passkey) => (
          <li key={passkey.id}>
            <span>
              {passkey.name}{' '}
              <small>
                {passkey.lastUsedAt
                  ? say(accountWords.lastUsed, { when: format.ago(passkey.lastUsedAt, now) })
                  : say(accountWords.neverUsed)}
              </small>
            </span>
            <ActionIcon
              size={28}
              aria-label={say(accountWords.removePasskey, { name: passkey.name })}
              onClick={() => remove.mutate({ passkey: passkey.id })}
            >
              <Trash2 size={14} />
            </ActionIcon>
          </li>
        ))}
      </ul>
      <form onSubmit={(event) => void add(event)}>
        <Group align="end" mt="md">
          <TextInput
            label={say(accountWords.passkeyName)}
            value={name}
            maxLength={80}
            onChange={(event) => setName(event.currentTarget.value)}
            required
          />
          <Button type="submit" variant="default" size="sm" loading={isBusy} disabled={!hasPasskeys()}>
            {say(accountWords.addPasskey)}
          </Button>
        </Group>
        {!hasPasskeys() && (
          <Text c="dimmed" mt="sm">
            {say(accountWords.passkeyNeedsHttps)}
          </Text>
        )}
      </form>
    </Panel>
  )
}
