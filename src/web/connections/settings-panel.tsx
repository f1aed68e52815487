/** A connection's name and settings, to change; each change is tested at once. */
import { Button, Group, Stack, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { ApiRefusal } from '../api.ts'
import type { Answered } from '../calls.ts'
import { useChange } from '../queries.ts'
import { FigureInput } from '../ui/figure-input.tsx'
import { useSay } from '../ui/lang.tsx'
import { Panel } from '../ui/page.tsx'
import { refusalText } from '../ui/refusal-text.ts'
import { told, warned } from '../ui/toasts.tsx'
import { ui } from '../ui/words.ts'
import { SettingsFields, startOf, type Setting } from './settings-fields.tsx'
import { connectionWords } from './words.ts'

type SettingsPanelProps = {
  connection: Answered<'GET /connections/:connection'>
  settings: readonly Setting[]
  isLocked: boolean
  /** The test that follows a change has begun. */
  saved: () => void
}

const changing = 'PATCH /connections/:connection'

export function SettingsPanel({ connection, settings, isLocked, saved }: SettingsPanelProps) {
  const say = useSay()
  const [name, setName] = useState(connection.name)
  const [poll, setPoll] = useState<number | null>(connection.pollSeconds)
  const [values, setValues] = useState(() => ({ ...startOf(settings), ...connection.settings }))
  const [errors, setErrors] = useState<Record<string, string>>({})
  const change = useChange(changing, {
    touches: ['/connections'],
    done: () => {
      told(say(connectionWords.saved))
      setErrors({})
      // A typed secret is kept now and never comes back: the field is empty again.
      setValues((before) => ({ ...before, ...emptied(settings) }))
      saved()
    },
    refused(error) {
      if (error instanceof ApiRefusal)
        setErrors(Object.fromEntries(error.errors.map((one) => [one.field, one.detail])))
      warned(refusalText(error, say), changing)
    },
  })
  const save = (event: FormEvent) => {
    event.preventDefault()
    change.mutate({
      connection: connection.id,
      version: connection.version,
      name,
      settings: values,
      ...(poll ? { pollSeconds: poll } : {}),
    })
  }
  return (
    <Panel title={say(connectionWords.settings)}>
      <form onSubmit={save} noValidate>
        <Stack gap="md">
          <TextInput
            label={say(connectionWords.name)}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={errors['name']}
            maxLength={80}
            required
            disabled={isLocked}
          />
          <SettingsFields
            settings={settings}
            values={values}
            onChange={(setting, value) => setValues((before) => ({ ...before, [setting]: value }))}
            errors={errors}
            keptSecrets={connection.keptSecrets}
            isLocked={isLocked}
          />
          {connection.kind === 'shop' && (
            <FigureInput
              label={say(connectionWords.poll)}
              value={poll}
              onChange={setPoll}
              decimals={0}
              error={errors['pollSeconds']}
              disabled={isLocked}
            />
          )}
          {!isLocked && (
            <Group>
              <Button type="submit" variant="default" loading={change.isPending}>
                {say(ui.save)}
              </Button>
            </Group>
          )}
        </Stack>
      </form>
    </Panel>
  )
}

const emptied = (settings: readonly Setting[]): Record<string, string> =>
  Object.fromEntries(settings.filter(({ kind }) => kind === 'secret').map(({ name }) => [name, '']))
