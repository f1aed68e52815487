/** Where the link to a new e-mail address leads: it is taken into use once its reader says so. */
import { Anchor, Button, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { call } from '../api.ts'
import { cache } from '../queries.ts'
import { useSay } from '../ui/lang.tsx'
import { Door, useDoorForm } from './door.tsx'
import { linkToken } from './token.ts'
import { door } from './words.ts'

export function NewEmailPage() {
  const say = useSay()
  const [token] = useState(linkToken)
  const [email, setEmail] = useState<string | null>(null)
  const form = useDoorForm(
    () => call('POST /email/confirm', { token }),
    (answer) => {
      cache.clear()
      setEmail(answer.email)
    },
  )
  const back = (
    <Anchor renderRoot={(props) => <Link {...props} to="/account" />}>{say(door.toAccount)}</Anchor>
  )
  if (email || !token)
    return (
      <Door title={say(door.newEmail)}>
        <Text role="status">{email ? say(door.newEmailDone, { email }) : say(door.halfLink)}</Text>
        {back}
      </Door>
    )
  return (
    <Door title={say(door.newEmail)}>
      <form onSubmit={form.submit}>
        {form.refusal}
        <Text>{say(door.newEmailWhy)}</Text>
        <Button type="submit" size="sm" loading={form.isBusy}>
          {say(door.newEmailGo)}
        </Button>
      </form>
      {form.refusal && back}
    </Door>
  )
}
