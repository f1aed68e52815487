/** Step four: through what is sold, tied to the business and the location of the steps before. */
import { Button, Text } from '@mantine/core'
import { useState } from 'react'
import { Channel, type channelTypes } from '../../modules/channels/schema.ts'
import { call } from '../api.ts'
import { Door, useDoorForm } from '../sign-in/door.tsx'
import { FormField } from '../ui/form-field.tsx'
import { useSay } from '../ui/lang.tsx'
import { firstWords } from './words.ts'

type ChannelStepProps = { business: string; location: string | null; done: () => Promise<void> }

export function ChannelStep({ business, location, done }: ChannelStepProps) {
  const say = useSay()
  const [name, setName] = useState(() => say(firstWords.channelName))
  const [type, setType] = useState<keyof typeof channelTypes>('shop')
  const [made, setMade] = useState<string | null>(null)
  const form = useDoorForm(
    async () => {
      // A second try, after its location was refused, uses the channel that the first one made.
      const channel = made ?? (await call('POST /channels', { name, type, business })).id
      setMade(channel)
      if (location) await call('POST /channel-locations', { channel, location })
    },
    () => done(),
  )
  return (
    <Door title={say(firstWords.channel)}>
      <Text c="dimmed">{say(firstWords.step, { at: 4 })}</Text>
      <form onSubmit={form.submit} noValidate>
        <Text>{say(firstWords.channelWhy)}</Text>
        {form.refusal}
        <FormField
          field={Channel.fields.name}
          value={name}
          onChange={(value) => setName(String(value ?? ''))}
          error={form.fields['name']}
        />
        <FormField
          field={Channel.fields.type}
          value={type}
          onChange={(value) => setType(value as typeof type)}
          error={form.fields['type']}
        />
        <Button type="submit" size="sm" loading={form.isBusy}>
          {say(firstWords.keepChannel)}
        </Button>
        <Button variant="subtle" size="sm" onClick={() => void done()}>
          {say(firstWords.later)}
        </Button>
      </form>
    </Door>
  )
}
