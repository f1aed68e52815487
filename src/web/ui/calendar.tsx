/** A month to pick a day from; apart, because most days are typed and the calendar is heavy. */
import { DatePicker, DatesProvider } from '@mantine/dates'
import '@mantine/dates/styles.css'
import 'dayjs/locale/nl'
import 'dayjs/locale/en-gb'
import type { Day } from '../../base/day.ts'
import { useLang } from './lang.tsx'

export function Calendar({ value, onPick }: { value: Day | null; onPick: (day: Day) => void }) {
  const lang = useLang()
  return (
    <DatesProvider
      settings={{ locale: lang === 'nl' ? 'nl' : 'en-gb', firstDayOfWeek: 1, weekendDays: [0, 6] }}
    >
      <DatePicker value={value} onChange={(day) => day && onPick(day)} withWeekNumbers />
    </DatesProvider>
  )
}
