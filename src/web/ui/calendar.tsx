/** A month to pick a day from; apart, because most days are typed and the calendar is heavy. */
import { DatePicker, DatesProvider } from '@mantine/dates'
import '@mantine/dates/styles.css'
import 'dayjs/locale/nl'
import 'dayjs/locale/en-gb'
import type { Day } from '../../base/day.ts'
import styles from './calendar.module.css'
import { useLang, useSay } from './lang.tsx'
import { ui } from './words.ts'

export function Calendar({ value, onPick }: { value: Day | null; onPick: (day: Day) => void }) {
  const lang = useLang()
  const say = useSay()
  return (
    <DatesProvider
      settings={{ locale: lang === 'nl' ? 'nl' : 'en-gb', firstDayOfWeek: 1, weekendDays: [0, 6] }}
    >
      <DatePicker
        value={value}
        onChange={(day) => day && onPick(day)}
        withWeekNumbers
        // Escape is the panel's, not that of a dialog around it.
        __stopPropagation
        classNames={{ day: styles.day, weekNumber: styles.quiet, weekday: styles.quiet }}
        ariaLabels={{
          previousMonth: say(ui.previousMonth),
          nextMonth: say(ui.nextMonth),
          previousYear: say(ui.previousYear),
          nextYear: say(ui.nextYear),
          previousDecade: say(ui.previousYears),
          nextDecade: say(ui.nextYears),
        }}
      />
    </DatesProvider>
  )
}
