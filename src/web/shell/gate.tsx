/** Asks for the password again when a step needs it, and shows the way to the door when the session is over. */
import { Button, Group, Modal, PasswordInput, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useEffect, useState, type FormEvent } from 'react'
import { call, guardWith } from '../api.ts'
import { useSay } from '../ui/lang.tsx'
import { refusalText } from '../ui/refusal-text.ts'
import { ui } from '../ui/words.ts'

/** Answers to everybody who waits for the password: several calls may need it at once. */
type Waiting = ((isProved: boolean) => void)[]

export function Gate() {
  const router = useRouter()
  const client = useQueryClient()
  const [waiting, setWaiting] = useState<Waiting>([])
  useEffect(() => {
    guardWith({
      signedOut() {
        const { href, pathname } = router.state.location
        if (pathname === '/sign-in') return
        client.clear()
        void router.navigate({ to: '/sign-in', search: { to: href }, replace: true })
      },
      prove: () => new Promise<boolean>((resolve) => setWaiting((before) => [...before, resolve])),
    })
    return () => guardWith(null)
  }, [router, client])
  const answer = (isProved: boolean) => {
    for (const resolve of waiting) resolve(isProved)
    setWaiting([])
  }
  return waiting.length > 0 ? <ProofDialog answer={answer} /> : null
}

function ProofDialog({ answer }: { answer: (isProved: boolean) => void }) {
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
