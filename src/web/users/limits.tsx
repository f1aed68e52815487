/** The sales channels and locations that somebody is limited to; none ticked is no limit. */
import { Checkbox, Stack, Text } from '@mantine/core'
import { useRead } from '../queries.ts'
import { useSay } from '../ui/lang.tsx'
import { userWords } from './words.ts'

export type Limits = { readonly channels: readonly string[]; readonly locations: readonly string[] }

type LimitFieldsProps = { value: Limits; onChange: (value: Limits) => void; isLocked?: boolean }

export function LimitFields({ value, onChange, isLocked }: LimitFieldsProps) {
  const say = useSay()
  const channels = useRead('GET /channels', { limit: 200 }).data?.rows ?? []
  const locations = useRead('GET /locations', { limit: 200 }).data?.rows ?? []
  const group = (label: string, rows: readonly { id: string; name: string }[], name: keyof Limits) =>
    rows.length > 0 && (
      <Checkbox.Group
        label={label}
        value={[...value[name]]}
        onChange={(chosen) => onChange({ ...value, [name]: chosen })}
      >
        <Stack gap={10} mt={6}>
          {rows.map((row) => (
            <Checkbox key={row.id} value={row.id} label={row.name} disabled={isLocked ?? false} />
          ))}
        </Stack>
      </Checkbox.Group>
    )
  return (
    <Stack gap="md">
      <Text c="dimmed">{say(userWords.limitsWhy)}</Text>
      {group(say(userWords.channels), channels, 'channels')}
      {group(say(userWords.locations), locations, 'locations')}
    </Stack>
  )
}

/** As the server keeps it: nobody ticked is null, everywhere. */
export const keptLimits = ({ channels, locations }: Limits) => ({
  channels: channels.length > 0 ? [...channels] : null,
  locations: locations.length > 0 ? [...locations] : null,
})
