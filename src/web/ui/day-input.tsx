/** A day typed in a hurry (`21-11`, `morgen`, `ma`) or picked from a calendar that is loaded when asked for. */
import { ActionIcon, Popover, Skeleton, TextInput } from '@mantine/core'
import { CalendarDays } from 'lucide-react'
import { lazy, Suspense, useState, type ReactNode } from 'react'
import type { Day } from '../../base/day.ts'
import { useFormat, useSay } from './lang.tsx'
import { typedDay } from './typed.ts'
import { ui } from './words.ts'

const Calendar = lazy(() => import('./calendar.tsx').then((module) => ({ default: module.Calendar })))

type DayInputProps = {
  label: ReactNode
  value: Day | null
  onChange: (day: Day | null) => void
  error?: string | undefined
  description?: ReactNode
  required?: boolean
  disabled?: boolean
}

export function DayInput({ value, onChange, error, label, ...rest }: DayInputProps) {
  const say = useSay()
  const format = useFormat()
  const today = format.today(new Date())
  const [text, setText] = useState<string | null>(null)
  const [isOpen, setOpen] = useState(false)
  const isWrong = text !== null && text.trim() !== '' && typedDay(text, today) === null
  const settle = () => {
    if (text === null || isWrong) return
    onChange(text.trim() === '' ? null : typedDay(text, today))
    setText(null)
  }
  const picker = (
    <Popover opened={isOpen} onChange={setOpen} trapFocus position="bottom-end" shadow="md">
      <Popover.Target>
        <ActionIcon
          size={28}
          aria-label={say(ui.pickDay)}
          disabled={rest.disabled ?? false}
          onClick={() => setOpen((was) => !was)}
        >
          <CalendarDays size={16} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <Suspense fallback={<Skeleton width={240} height={260} />}>
          <Calendar
            value={value}
            onPick={(day) => {
              setText(null)
              onChange(day)
              setOpen(false)
            }}
          />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  )
  return (
    <TextInput
      {...rest}
      label={label}
      value={text ?? (value ? format.day(value) : '')}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={settle}
      onKeyDown={(event) => event.key === 'Enter' && settle()}
      error={isWrong ? say(ui.notADay) : error}
      rightSection={picker}
      autoComplete="off"
    />
  )
}
