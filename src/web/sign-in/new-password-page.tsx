/** Where the link of a forgotten password leads: choose a new one and come in. */
import { Anchor, Button, PasswordInput, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { call } from '../api.ts'
import { useSay } from '../ui/lang.tsx'
import { Door, useDoorForm } from './door.tsx'
import { useEnter } from './enter.ts'
import { SecondStep, type Halfway } from './second-step.tsx'
import { linkToken } from './token.ts'
import { door } from './words.ts'

export function NewPasswordPage() {
  const say = useSay()
  const enter = useEnter()
  const [token] = useState(linkToken)
  const [password, setPassword] = useState('')
  const [halfway, setHalfway] = useState<Halfway | null>(null)
  const form = useDoorForm(
    () => call('POST /password-reset/choose', { token, password }),
    async (answer) => (answer.state === 'signed-in' ? enter() : setHalfway(answer)),
  )
  if (halfway)
    return <SecondStep halfway={halfway} entered={enter} startAgain={() => location.assign('/sign-in')} />
  const again = (
    <Anchor renderRoot={(props) => <Link {...props} to="/forgotten" />}>{say(door.askAgain)}</Anchor>
  )
  if (!token)
    return (
      <Door title={say(door.choose)}>
        <Text role="alert">{say(door.halfLink)}</Text>
        {again}
      </Door>
    )
  return (
    <Door title={say(door.choose)}>
      <form onSubmit={form.submit} noValidate>
        {form.refusal}
        <PasswordInput
          label={say(door.password)}
          description={say(door.chooseWhy)}
          autoComplete="new-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={form.fields['password']}
          required
          autoFocus
        />
        <Button type="submit" size="sm" loading={form.isBusy}>
          {say(door.keep)}
        </Button>
      </form>
      {form.refusal && again}
    </Door>
  )
}
