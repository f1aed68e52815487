/** The settings that a connector declared, as inputs; what is secret is never shown again. */
import { NativeSelect, PasswordInput, Switch, TextInput } from '@mantine/core'
import type { Answered } from '../calls.ts'
import { useSay } from '../ui/lang.tsx'
import { ui } from '../ui/words.ts'
import { connectionWords } from './words.ts'

export type Setting = Answered<'GET /connectors'>['rows'][number]['settings'][number]

type SettingsFieldsProps = {
  settings: readonly Setting[]
  values: Readonly<Record<string, string>>
  onChange: (name: string, value: string) => void
  /** Sentences by `settings.name`, as the server says them. */
  errors: Readonly<Record<string, string>>
  /** The secrets that were given before: an empty one of them stays as it was. */
  keptSecrets?: readonly string[]
  isLocked?: boolean
}

export function SettingsFields(props: SettingsFieldsProps) {
  return props.settings.map((setting) => <SettingField key={setting.name} setting={setting} {...props} />)
}

function SettingField({
  setting,
  values,
  onChange,
  errors,
  keptSecrets,
  isLocked,
}: SettingsFieldsProps & { setting: Setting }) {
  const say = useSay()
  const isSecret = setting.kind === 'secret'
  const isKept = isSecret && keptSecrets?.includes(setting.name)
  const common = {
    label: say(setting.words),
    description: setting.help ? say(setting.help) : undefined,
    error: errors[`settings.${setting.name}`],
    required: Boolean(setting.isRequired) && !isKept,
    disabled: isLocked ?? false,
    value: values[setting.name] ?? '',
    onChange: (event: { currentTarget: { value: string } }) =>
      onChange(setting.name, event.currentTarget.value),
  }
  if (isSecret)
    return (
      <PasswordInput
        {...common}
        autoComplete="new-password"
        placeholder={isKept ? say(connectionWords.secretKept) : undefined}
      />
    )
  if (setting.kind === 'yes-no')
    return (
      <Switch
        label={common.label}
        description={common.description}
        error={common.error}
        disabled={common.disabled}
        checked={common.value === 'yes'}
        onChange={(event) => onChange(setting.name, event.currentTarget.checked ? 'yes' : 'no')}
      />
    )
  if (setting.kind === 'choice') {
    const choices = Object.entries(setting.choices ?? {}).map(([value, text]) => ({
      value,
      label: say(text),
    }))
    const isEmptyOffered = !setting.isRequired || common.value === ''
    return (
      <NativeSelect
        {...common}
        data={isEmptyOffered ? [{ value: '', label: say(ui.choose) }, ...choices] : choices}
      />
    )
  }
  return (
    <TextInput
      {...common}
      {...(setting.kind === 'url' ? { type: 'url', inputMode: 'url' as const, placeholder: 'https://' } : {})}
      {...(setting.kind === 'number' ? { inputMode: 'numeric' as const } : {})}
      autoComplete="off"
      spellCheck={false}
    />
  )
}

/** What a form of these settings begins with. */
export const startOf = (settings: readonly Setting[]): Record<string, string> =>
  Object.fromEntries(settings.map(({ name, initial }) => [name, initial ?? '']))
