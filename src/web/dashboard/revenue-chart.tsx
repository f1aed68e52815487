/** Revenue of the last seven days beside the seven before, as bars, and as a table for who does not see them. */
import { BarChart } from '@mantine/charts'
import '@mantine/charts/styles.css'
import { useMediaQuery } from '@mantine/hooks'
import type { Answered } from '../calls.ts'
import { useFormat, useSay } from '../ui/lang.tsx'
import styles from './dashboard.module.css'
import { dashboardWords } from './words.ts'

type RevenueChartProps = { days: Answered<'GET /dashboard/revenue-days'>['days'] }

export function RevenueChart({ days }: RevenueChartProps) {
  const say = useSay()
  const format = useFormat()
  const [value, before] = [say(dashboardWords.thisWeek), say(dashboardWords.weekBefore)]
  const name = (day: string) => format.shortDay(day)
  // Seven whole dates do not fit beside each other on a phone.
  const isNarrow = useMediaQuery('(max-width: 639px)')
  return (
    <>
      <div className={styles.chart} aria-hidden>
        <p className={styles.legend}>
          <span data-before>{before}</span>
          <span>{value}</span>
        </p>
        <BarChart
          h={130}
          data={days.map((day) => ({ day: name(day.day), [value]: day.value, [before]: day.before }))}
          dataKey="day"
          series={[
            { name: before, color: 'var(--chart-before)' },
            { name: value, color: 'var(--chart-now)' },
          ]}
          valueFormatter={(cents) => format.money(Math.round(cents))}
          withYAxis={false}
          gridAxis="none"
          tickLine="none"
          xAxisProps={{
            interval: 0,
            tickFormatter: (day: string) => (isNarrow ? day.split(' ')[0]! : day),
          }}
          // The table below is what the keyboard and a screen reader get.
          barChartProps={{ accessibilityLayer: false }}
          barProps={{ radius: 2, isAnimationActive: false }}
          maxBarWidth={22}
        />
      </div>
      <table className="visually-hidden">
        <caption>{say(dashboardWords.revenueDays)}</caption>
        <thead>
          <tr>
            <td />
            <th scope="col">{value}</th>
            <th scope="col">{before}</th>
          </tr>
        </thead>
        <tbody>
          {days.map((day) => (
            <tr key={day.day}>
              <th scope="row">{name(day.day)}</th>
              <td>{format.money(day.value)}</td>
              <td>{format.money(day.before)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
