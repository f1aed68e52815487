/** The password or a passkey once more, in a dialog; loaded when a step asks for it. */
import { Button, Group, Modal, PasswordInput, Text } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { call } from '../api.ts'
import { useRead } from '../queries.ts'
import { givePasskey, hasPasskeys, passkeyRefusal } from '../sign-in/passkey.ts'
import { door } from '../sign-in/words.ts'
import { useSay } from '../ui/lang.tsx'
import { ui } from '../ui/words.ts'

export function ProofDialog({ answer }: { answer: (isProved: boolean) => void }) {
  const say = useSay()
  const [password, setPassword] = useState('')
  const [error, setError] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const hasPasskey = (useRead('GET /session/passkeys', {}).data?.rows.length ?? 0) > 0 && hasPasskeys()
  const prove = async (give: () => Promise<unknown>) => {
    setBusy(true)
    try {
      await give()
      answer(true)
    } catch (refusal) {
      setError(passkeyRefusal(refusal, say))
      setBusy(false)
    }
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void prove(() => call('POST /session/proof', { password }))
  }
  const withPasskey = async () => {
    const { ticket, question } = await call('POST /session/proof/passkey', {})
    await call('POST /session/proof', { ticket, passkey: await givePasskey(question) })
  }
  return (
    <Modal
      opened
      onClose={() => answer(false)}
      title={say(ui.prove)}
      closeButtonProps={{ 'aria-label': say(ui.close) }}
    >
      <form onSubmit={submit}>
        <Text mb="md">{say(ui.proveWhy)}</Text>
        <PasswordInput
          label={say(ui.password)}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={error}
          autoComplete="current-password"
          data-autofocus
          required
        />
        <Group justify="flex-end" mt="lg">
          {hasPasskey && (
            <Button variant="default" mr="auto" disabled={isBusy} onClick={() => void prove(withPasskey)}>
              {say(door.withPasskey)}
            </Button>
          )}
          <Button variant="default" onClick={() => answer(false)}>
            {say(ui.cancel)}
          </Button>
          <Button type="submit" loading={isBusy}>
            {say(ui.proveGo)}
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
