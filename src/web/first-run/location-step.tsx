/** Step three: where the stock is. */
import { Button, Text } from '@mantine/core'
import { useState } from 'react'
import { Location, type locationTypes } from '../../modules/locations/schema.ts'
import { call } from '../api.ts'
import { Door, useDoorForm } from '../sign-in/door.tsx'
import { FormField } from '../ui/form-field.tsx'
import { useSay } from '../ui/lang.tsx'
import { firstWords } from './words.ts'

export function LocationStep({
  business,
  done,
}: {
  business: string | null
  done: (id: string | null) => void
}) {
  const say = useSay()
  const [name, setName] = useState(() => say(firstWords.locationName))
  const [type, setType] = useState<keyof typeof locationTypes>('warehouse')
  const form = useDoorForm(
    () => call('POST /locations', { name, type, business }),
    (location) => done(location.id),
  )
  return (
    <Door title={say(firstWords.location)}>
      <Text c="dimmed">{say(firstWords.step, { at: 3 })}</Text>
      <form onSubmit={form.submit} noValidate>
        <Text>{say(firstWords.locationWhy)}</Text>
        {form.refusal}
        <FormField
          field={Location.fields.name}
          value={name}
          onChange={(value) => setName(String(value))}
          error={form.fields['name']}
        />
        <FormField
          field={Location.fields.type}
          value={type}
          onChange={(value) => setType(value as typeof type)}
          error={form.fields['type']}
        />
        <Button type="submit" size="sm" loading={form.isBusy}>
          {say(firstWords.keepLocation)}
        </Button>
        <Button variant="subtle" size="sm" onClick={() => done(null)}>
          {say(firstWords.later)}
        </Button>
      </form>
    </Door>
  )
}
