/** Inputs of a business's fields that their kind says too little of: time zone, columns and text blocks. */
import { Anchor, Checkbox, NativeSelect, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { lawfulColumns } from '../../modules/organisations/rules.ts'
import { invoiceColumns } from '../../modules/organisations/schema.ts'
import { useRead } from '../queries.ts'
import { ChoicesInput } from '../ui/choices-input.tsx'
import { useSay } from '../ui/lang.tsx'
import type { Drawing } from '../ui/record-form.tsx'
import { businessWords } from './words.ts'

export const drawn: Readonly<Record<string, (input: Drawing) => ReactNode>> = {
  timeZone: (input) => <TimeZone key="timeZone" {...input} />,
  invoiceColumns: (input) => <Columns key="invoiceColumns" {...input} />,
  invoiceTexts: (input) => <Texts key="invoiceTexts" {...input} />,
}

function TimeZone({ label, value, onChange, error, disabled }: Drawing) {
  const zones = Intl.supportedValuesOf('timeZone')
  const chosen = String(value ?? '')
  return (
    <NativeSelect
      label={label}
      data={zones.includes(chosen) ? zones : [chosen, ...zones]}
      value={chosen}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={error}
      disabled={disabled}
    />
  )
}

const lawful: readonly string[] = lawfulColumns

function Columns({ label, value, onChange, error, disabled }: Drawing) {
  const say = useSay()
  const chosen = Array.isArray(value) ? (value as string[]) : []
  return (
    <Checkbox.Group
      label={label}
      description={say(businessWords.columnsWhy)}
      value={chosen.filter((one) => !lawful.includes(one))}
      onChange={(next) =>
        onChange(Object.keys(invoiceColumns).filter((one) => next.includes(one) || lawful.includes(one)))
      }
      error={error}
    >
      <Stack gap={10} mt={6}>
        {Object.entries(invoiceColumns)
          .filter(([name]) => !lawful.includes(name))
          .map(([name, text]) => (
            <Checkbox key={name} value={name} label={say(text)} disabled={disabled} />
          ))}
      </Stack>
    </Checkbox.Group>
  )
}

function Texts({ label, value, onChange, error, disabled }: Drawing) {
  const say = useSay()
  const chosen = Array.isArray(value) ? (value as string[]) : []
  const blocks = useRead('GET /text-blocks', { limit: 200 }).data?.rows
  const names = [...new Set([...(blocks ?? []).map((one) => one.name), ...chosen])].toSorted()
  return (
    <div>
      {names.length > 0 ? (
        <ChoicesInput
          label={label}
          choices={names.map((name) => ({ id: name, label: name }))}
          value={chosen}
          onChange={onChange}
          error={error}
          disabled={disabled}
        />
      ) : (
        <Text c="dimmed">{say(businessWords.noTexts)}</Text>
      )}
      <Anchor renderRoot={(props) => <Link {...props} to="/text-blocks" />}>
        {say(businessWords.manageTexts)}
      </Anchor>
    </div>
  )
}
