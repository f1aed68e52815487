/** A forgotten password: asks for a link by mail. */
import { Anchor, Button, Text, TextInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { call } from '../api.ts'
import { useSay } from '../ui/lang.tsx'
import { Door, useDoorForm } from './door.tsx'
import { door } from './words.ts'

export function ForgottenPage() {
  const say = useSay()
  const [email, setEmail] = useState('')
  const [isSent, setSent] = useState(false)
  const form = useDoorForm(
    () => call('POST /password-reset', { email }),
    () => setSent(true),
  )
  const back = <Anchor renderRoot={(props) => <Link {...props} to="/sign-in" />}>{say(door.back)}</Anchor>
  if (isSent)
    return (
      <Door title={say(door.sent)}>
        <Text role="status">{say(door.sentWhy, { email })}</Text>
        {back}
      </Door>
    )
  return (
    <Door title={say(door.ask)}>
      <form onSubmit={form.submit} noValidate>
        {form.refusal}
        <Text>{say(door.askWhy)}</Text>
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
        <Button type="submit" size="sm" loading={form.isBusy}>
          {say(door.send)}
        </Button>
      </form>
      {back}
    </Door>
  )
}
