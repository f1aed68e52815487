/** One's own e-mail address: another one holds once the link that was mailed to it has been opened. */
import { Button, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { useChange } from '../queries.ts'
import { useUser } from '../session.ts'
import { useSay } from '../ui/lang.tsx'
import { unmarkedText } from '../ui/refusal-text.ts'
import { told } from '../ui/toasts.tsx'
import { accountWords } from './words.ts'

export function EmailField() {
  const say = useSay()
  const user = useUser()
  const [email, setEmail] = useState(user.email)
  const ask = useChange('POST /session/email', {
    done(_answer, given) {
      setEmail(user.email)
      told(say(accountWords.emailAsked, { email: given.email }))
    },
    // Told at the field.
    refused: () => undefined,
  })
  const isOther = email.trim() !== user.email
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isOther) ask.mutate({ email: email.trim() })
  }
  return (
    <form onSubmit={submit} noValidate>
      <TextInput
        label={say(accountWords.email)}
        type="email"
        autoComplete="email"
        value={email}
        onChange={(event) => {
          ask.reset()
          setEmail(event.currentTarget.value)
        }}
        description={isOther ? say(accountWords.emailWhy) : undefined}
        error={ask.error ? unmarkedText(ask.error, say) : null}
        inputWrapperOrder={['label', 'input', 'error', 'description']}
      />
      {isOther && (
        <Button type="submit" variant="default" mt="xs" loading={ask.isPending}>
          {say(accountWords.changeEmail)}
        </Button>
      )}
    </form>
  )
}
