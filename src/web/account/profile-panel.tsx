/** Name, language and appearance; each is kept as soon as it is chosen. */
import { SimpleGrid, TextInput, useMantineColorScheme } from '@mantine/core'
import { useState } from 'react'
import { User } from '../../modules/users/schema.ts'
import { useChange } from '../queries.ts'
import { useUser } from '../session.ts'
import { FormField } from '../ui/form-field.tsx'
import { useSay } from '../ui/lang.tsx'
import { Panel } from '../ui/page.tsx'
import { told } from '../ui/toasts.tsx'
import { ui } from '../ui/words.ts'
import { EmailField } from './email-field.tsx'
import { accountWords } from './words.ts'

export function ProfilePanel() {
  const say = useSay()
  const user = useUser()
  const { setColorScheme } = useMantineColorScheme()
  const [name, setName] = useState(user.name)
  const change = useChange('PATCH /session', { touches: ['/session'], done: () => told(say(ui.saved)) })
  return (
    <Panel title={say(accountWords.profile)}>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md" verticalSpacing="md">
        <TextInput
          label={say(User.fields.name.words)}
          autoComplete="name"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          onBlur={() => name.trim() !== '' && name !== user.name && change.mutate({ name })}
          required
        />
        {/* Anew once the address has changed elsewhere, by the link in the mail. */}
        <EmailField key={user.email} />
        <FormField
          field={User.fields.language}
          value={user.language}
          onChange={(value) => change.mutate({ language: value === 'en' ? 'en' : 'nl' })}
        />
        <FormField
          field={User.fields.theme}
          value={user.theme}
          onChange={(value) => {
            const theme = value === 'light' || value === 'dark' ? value : 'system'
            setColorScheme(theme === 'system' ? 'auto' : theme)
            change.mutate({ theme })
          }}
        />
        <TextInput label={say(accountWords.role)} value={user.role} variant="filled" readOnly />
      </SimpleGrid>
    </Panel>
  )
}
