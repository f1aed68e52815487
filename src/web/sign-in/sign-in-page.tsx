/** Signing in: e-mail address and password, and the second step where there is one. */
import { Anchor, Button, PasswordInput, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { call } from '../api.ts'
import { useSay } from '../ui/lang.tsx'
import { warned } from '../ui/toasts.tsx'
import { Door, useDoorForm } from './door.tsx'
import styles from './door.module.css'
import { useEnter } from './enter.ts'
import { givePasskey, hasPasskeys, passkeyRefusal } from './passkey.ts'
import { SecondStep, type Halfway } from './second-step.tsx'
import { door } from './words.ts'

export function SignInPage() {
  const say = useSay()
  const { to } = useSearch({ from: '/sign-in' })
  const enter = useEnter(to)
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [halfway, setHalfway] = useState<Halfway | null>(null)
  const form = useDoorForm(
    () => call('POST /session', { email, password }),
    async (answer) => (answer.state === 'signed-in' ? enter() : setHalfway(answer)),
  )
  const byPasskey = useMutation({
    async mutationFn() {
      const { ticket, question } = await call('POST /session/passkey/question', {})
      await call('POST /session/passkey', { ticket, passkey: await givePasskey(question) })
    },
    onSuccess: enter,
    onError: (error) => warned(passkeyRefusal(error, say)),
  })
  if (halfway) return <SecondStep halfway={halfway} entered={enter} startAgain={() => location.reload()} />
  return (
    <Door title={say(door.signIn)}>
      <form onSubmit={form.submit} noValidate>
        {form.refusal}
        <TextInput
          label={say(door.email)}
          type="email"
          autoComplete="username"
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
          error={form.fields['email']}
          required
          autoFocus
        />
        <PasswordInput
          label={say(door.password)}
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={form.fields['password']}
          required
        />
        <Button type="submit" size="sm" loading={form.isBusy}>
          {say(door.signIn)}
        </Button>
      </form>
      <div className={styles.stack}>
        {hasPasskeys() && (
          <Button
            variant="default"
            size="sm"
            loading={byPasskey.isPending || byPasskey.isSuccess}
            onClick={() => byPasskey.mutate()}
          >
            {say(door.withPasskey)}
          </Button>
        )}
        <Anchor renderRoot={(props) => <Link {...props} to="/forgotten" />}>{say(door.forgotten)}</Anchor>
      </div>
    </Door>
  )
}
