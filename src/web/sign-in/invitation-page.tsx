/** Where an invitation leads: one's name, a password, and in. */
import { Anchor, Button, PasswordInput, Skeleton, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { call } from '../api.ts'
import { useSay } from '../ui/lang.tsx'
import { refusalText } from '../ui/refusal-text.ts'
import { Door, useDoorForm } from './door.tsx'
import { useEnter } from './enter.ts'
import { SecondStep, type Halfway } from './second-step.tsx'
import { linkToken } from './token.ts'
import { door } from './words.ts'

export function InvitationPage() {
  const say = useSay()
  const enter = useEnter()
  const [token] = useState(linkToken)
  const [name, setName] = useState<string | null>(null)
  const [password, setPassword] = useState('')
  const [halfway, setHalfway] = useState<Halfway | null>(null)
  const invited = useQuery({
    queryKey: ['invitation'],
    queryFn: () => call('POST /invitations/look', { token }),
    retry: false,
    enabled: token !== '',
  })
  const form = useDoorForm(
    () => call('POST /invitations/accept', { token, password, ...(name ? { name } : {}) }),
    async (answer) => (answer.state === 'signed-in' ? enter() : setHalfway(answer)),
  )
  if (halfway)
    return <SecondStep halfway={halfway} entered={enter} startAgain={() => location.assign('/sign-in')} />
  const title = invited.data?.business ?? say(door.welcome)
  if (invited.isError || !token)
    return (
      <Door title={say(door.welcome)}>
        <Text role="alert">{token ? refusalText(invited.error, say) : say(door.halfLink)}</Text>
        <Anchor renderRoot={(props) => <Link {...props} to="/sign-in" />}>{say(door.back)}</Anchor>
      </Door>
    )
  if (!invited.data)
    return (
      <Door title={title}>
        <Skeleton height={120} />
      </Door>
    )
  return (
    <Door title={title}>
      <form onSubmit={form.submit} noValidate>
        {form.refusal}
        <Text>{say(door.welcomeWhy)}</Text>
        <TextInput label={say(door.email)} value={invited.data.email} autoComplete="username" readOnly />
        <TextInput
          label={say(door.name)}
          autoComplete="name"
          value={name ?? invited.data.name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={form.fields['name']}
          required
        />
        <PasswordInput
          label={say(door.password)}
          description={say(door.chooseWhy)}
          autoComplete="new-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={form.fields['password']}
          required
        />
        <Button type="submit" size="sm" loading={form.isBusy}>
          {say(door.begin)}
        </Button>
      </form>
    </Door>
  )
}
