/** The password once more, in a dialog; loaded when a step asks for it. */
import { Button, Group, Modal, PasswordInput, Text } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { call } from '../api.ts'
import { useSay } from '../ui/lang.tsx'
import { refusalText } from '../ui/refusal-text.ts'
import { ui } from '../ui/words.ts'

export function ProofDialog({ answer }: { answer: (isProved: boolean) => void }) {
  const say = useSay()
  const [password, setPassword] = useState('')
  const [error, setError] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    try {
      await call('POST /session/proof', { password })
      answer(true)
    } catch (refusal) {
      setError(refusalText(refusal, say))
      setBusy(false)
    }
  }
  return (
    <Modal
      opened
      onClose={() => answer(false)}
      title={say(ui.prove)}
      closeButtonProps={{ 'aria-label': say(ui.close) }}
    >
      <form onSubmit={(event) => void submit(event)}>
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
