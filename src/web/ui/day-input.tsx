/** A day typed in a hurry (`21-11`, `morgen`, `ma`) or picked from a calendar that is loaded when asked for. */
import { TextInput } from '@mantine/core'
import { CalendarDays } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import type { Day } from '../../base/day.ts'
import styles from './day-input.module.css'
import { useFormat, useSay } from './lang.tsx'
import { later } from './later.tsx'
import { Popup } from './popup.tsx'
import { typedDay } from './typed.ts'
import { useUnread } from './unread.ts'
import { ui } from './words.ts'

const Calendar = later(() => import('./calendar.tsx').then((module) => module.Calendar))

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
  const isWrong = text !== null && text.trim() !== '' && typedDay(text, today) === null
  const field = useUnread(isWrong)
  const settle = () => {
    if (text === null || isWrong) return
    onChange(text.trim() === '' ? null : typedDay(text, today))
    setText(null)
  }
  const picker = (
    <Popup
      isEnd
      label={say(ui.pickDay)}
      className={styles.open}
      isOff={rest.disabled ?? false}
      panel={(close) => (
        <Calendar
          value={value}
          onPick={(day) => {
            setText(null)
            onChange(day)
            close()
          }}
        />
      )}
    >
      <CalendarDays size={16} aria-hidden />
    </Popup>
  )
  return (
    <TextInput
      {...rest}
      ref={field}
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
