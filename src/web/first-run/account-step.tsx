/** Step one: the language, and who is the first administrator. */
import { Button, PasswordInput, SegmentedControl, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Lang } from '../../base/words.ts'
import { call } from '../api.ts'
import { Door, useDoorForm } from '../sign-in/door.tsx'
import { linkToken } from '../sign-in/token.ts'
import { useSay } from '../ui/lang.tsx'
import { firstWords } from './words.ts'

type AccountStepProps = { lang: Lang; setLang: (lang: Lang) => void; done: (business: string) => void }

export function AccountStep({ lang, setLang, done }: AccountStepProps) {
  const say = useSay()
  const [token] = useState(linkToken)
  const [given, setGiven] = useState({ business: '', name: '', email: '', password: '' })
  const form = useDoorForm(
    () => call('POST /first-run', { ...given, token, language: lang }, { lang }),
    () => done(given.business),
  )
  const field = (name: keyof typeof given) => ({
    value: given[name],
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget
      setGiven((before) => ({ ...before, [name]: value }))
    },
    error: form.fields[name],
    required: true,
  })
  return (
    <Door title={say(firstWords.title)}>
      <Text c="dimmed">{say(firstWords.step, { at: 1 })}</Text>
      <form onSubmit={form.submit} noValidate>
        {!token && <Text role="alert">{say(firstWords.noLink)}</Text>}
        {form.refusal}
        <SegmentedControl
          aria-label={say(firstWords.language)}
          value={lang}
          onChange={(value) => setLang(value === 'en' ? 'en' : 'nl')}
          data={[
            { value: 'nl', label: 'Nederlands' },
            { value: 'en', label: 'English' },
          ]}
        />
        <Text>{say(firstWords.accountWhy)}</Text>
        <TextInput label={say(firstWords.businessName)} autoComplete="organization" {...field('business')} />
        <TextInput label={say(firstWords.name)} autoComplete="name" {...field('name')} />
        <TextInput label={say(firstWords.email)} type="email" autoComplete="username" {...field('email')} />
        <PasswordInput
          label={say(firstWords.password)}
          description={say(firstWords.passwordWhy)}
          autoComplete="new-password"
          {...field('password')}
        />
        <Button type="submit" size="sm" loading={form.isBusy} disabled={!token}>
          {say(firstWords.begin)}
        </Button>
      </form>
    </Door>
  )
}
