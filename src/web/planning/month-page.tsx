/** A month in counts: how full each day is, by kind; a day leads to its week. */
import { ActionIcon } from '@mantine/core'
import { Link, useParams } from '@tanstack/react-router'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { addDays, weekday, type Day } from '../../base/day.ts'
import { planTypes } from '../../modules/orders/schema.ts'
import type { Answered } from '../calls.ts'
import { useRead } from '../queries.ts'
import { useFormat, useLang, useSay } from '../ui/lang.tsx'
import { Page } from '../ui/page.tsx'
import { NotFound, Trouble } from '../ui/states.tsx'
import styles from './planning.module.css'
import { planningWords } from './words.ts'

type MonthDay = Answered<'GET /planning/months/:month'>['days'][number]

export function MonthPage() {
  const { month } = useParams({ from: '/inside/planning/month/$month' })
  return /^\d{4}-(0[1-9]|1[0-2])$/.test(month) ? <OneMonth key={month} month={month} /> : <NotFound />
}

function OneMonth({ month }: { month: string }) {
  const say = useSay()
  const lang = useLang()
  const format = useFormat()
  const found = useRead('GET /planning/months/:month', { month })
  const today = format.today(new Date())
  const first: Day = `${month}-01`
  const name = new Intl.DateTimeFormat(lang === 'nl' ? 'nl' : 'en-GB', {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  })
  return (
    <Page
      title={name.format(new Date(`${first}T00:00:00Z`))}
      back={{ label: say(planningWords.back), link: { to: '/planning', search: {} } }}
      beside={
        <>
          <MonthLink
            month={addDays(first, -1).slice(0, 7)}
            label={say(planningWords.monthEarlier)}
            icon={<ChevronLeft size={16} />}
          />
          <MonthLink
            month={addDays(first, 31).slice(0, 7)}
            label={say(planningWords.monthLater)}
            icon={<ChevronRight size={16} />}
          />
        </>
      }
    >
      {found.isError && <Trouble error={found.error} retry={() => void found.refetch()} />}
      <Weekdays />
      <ul className={styles.month} aria-busy={found.isPending}>
        {found.data?.days.map((day, i) => (
          <li key={day.day} style={i === 0 ? { gridColumnStart: weekday(day.day) } : undefined}>
            <OneDay day={day} isToday={day.day === today} />
          </li>
        ))}
      </ul>
    </Page>
  )
}

function Weekdays() {
  const lang = useLang()
  const name = new Intl.DateTimeFormat(lang, { weekday: 'short', timeZone: 'UTC' })
  return (
    <div className={styles.weekdays} aria-hidden>
      {Array.from({ length: 7 }, (_, i) => (
        // The 23rd of November 2026 is a Monday.
        <span key={i}>{name.format(new Date(Date.UTC(2026, 10, 23 + i)))}</span>
      ))}
    </div>
  )
}

function MonthLink({ month, label, icon }: { month: string; label: string; icon: React.ReactNode }) {
  return (
    <ActionIcon
      variant="default"
      size={32}
      aria-label={label}
      renderRoot={(props) => <Link {...props} to="/planning/month/$month" params={{ month }} />}
    >
      {icon}
    </ActionIcon>
  )
}

const kinds = [
  ['deliver', 'ship'],
  ['pickup', 'pickup'],
  ['workshop', 'workshop'],
] as const

function OneDay({ day, isToday }: { day: MonthDay; isToday: boolean }) {
  const say = useSay()
  const format = useFormat()
  const used = day.deliver + day.pickup
  const counts = { deliver: day.deliver, pickup: day.pickup, workshop: day.workshop }
  return (
    <Link
      to="/planning"
      search={{ from: day.day }}
      aria-current={isToday ? 'date' : undefined}
      data-closed={day.isClosed || undefined}
    >
      <span className="visually-hidden">
        {say(planningWords.dayCounts, { day: format.longDay(day.day), ...counts })}
      </span>
      <div aria-hidden>
        <b>{Number(day.day.slice(8))}</b>{' '}
        <small>
          {day.isClosed
            ? say(planningWords.closed)
            : day.limit !== null && used > 0
              ? say(used >= day.limit ? planningWords.full : planningWords.room, { used, limit: day.limit })
              : ''}
        </small>
        {kinds.map(([kind, delivery]) =>
          day[kind] > 0 ? (
            <p key={kind}>
              <i data-delivery={delivery} />
              {format.count(day[kind])} <span>{say(planTypes[kind]).toLowerCase()}</span>
            </p>
          ) : null,
        )}
      </div>
    </Link>
  )
}
