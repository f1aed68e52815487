/** The days of the week as boxes to tick, by the names that the reader knows them by. */
import { Checkbox, Group } from '@mantine/core'
import { addDays, type Day } from '../../base/day.ts'
import { useLang } from './lang.tsx'

type WeekdaysProps = {
  label: string
  /** `1` is Monday, `7` is Sunday. */
  value: readonly string[]
  onChange: (days: string[]) => void
  disabled: boolean
  error?: string | undefined
}

/** Any Monday; the names of the days follow from it. */
const monday: Day = '2026-11-23'

export function Weekdays({ label, value, onChange, disabled, error }: WeekdaysProps) {
  const lang = useLang()
  const name = new Intl.DateTimeFormat(lang, { weekday: 'long', timeZone: 'UTC' })
  return (
    <Checkbox.Group
      label={label}
      value={[...value]}
      error={error}
      onChange={(days) => onChange(days.toSorted())}
    >
      <Group gap="sm" mt={4}>
        {Array.from({ length: 7 }, (_, i) => (
          <Checkbox
            key={i}
            value={String(i + 1)}
            label={name.format(new Date(`${addDays(monday, i)}T00:00:00Z`))}
            disabled={disabled}
          />
        ))}
      </Group>
    </Checkbox.Group>
  )
}
