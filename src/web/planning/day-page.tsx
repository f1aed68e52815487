/** One day as a list to work through: what is shipped and what is collected, checked off as it is set ready. */
import { ActionIcon, Text } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { Link, useParams } from '@tanstack/react-router'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { addDays, isDay, weekday, type Day } from '../../base/day.ts'
import { planTypes } from '../../modules/orders/schema.ts'
import type { PlanCard } from '../calls.ts'
import { useRead } from '../queries.ts'
import { useFormat, useSay } from '../ui/lang.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { EmptyState, NotFound, Trouble } from '../ui/states.tsx'
import { CardFace } from './card-face.tsx'
import styles from './planning.module.css'
import { PrintDay } from './print-day.tsx'
import type { PlanningSearch } from './search.ts'
import { planningWords } from './words.ts'

export function DayPage() {
  const { day } = useParams({ from: '/inside/planning/$day' })
  return isDay(day) ? <OneDay key={day} day={day} /> : <NotFound />
}

function OneDay({ day }: { day: Day }) {
  const say = useSay()
  const format = useFormat()
  const found = useRead('GET /planning/days/:day', { day })
  const cards = found.data?.cards ?? []
  return (
    <Page
      title={format.longDay(day)}
      back={{
        label: say(planningWords.back),
        link: { to: '/planning', search: boardWith(day, format.today(new Date())) },
      }}
      beside={
        <>
          <DayLink
            day={workingDay(day, -1)}
            label={say(planningWords.dayEarlier)}
            icon={<ChevronLeft size={16} />}
          />
          <DayLink
            day={workingDay(day, 1)}
            label={say(planningWords.dayLater)}
            icon={<ChevronRight size={16} />}
          />
          {found.data && <span>{say(planningWords.orders, { count: ordersOf(cards) })}</span>}
        </>
      }
      actions={<PrintDay day={day} />}
    >
      {found.isError && <Trouble error={found.error} retry={() => void found.refetch()} />}
      {found.data && cards.length === 0 && (
        <EmptyState kind="done" title={say(planningWords.nothing)} why={say(planningWords.nothingWhy)} />
      )}
      {(['deliver', 'pickup', 'workshop'] as const).map((type) => {
        const group = cards.filter((card) => card.type === type)
        return group.length > 0 ? (
          <Group key={type} day={day} title={say(planTypes[type])} cards={group} />
        ) : null
      })}
    </Page>
  )
}

/** The board that shows this day: the usual one from today when it is there. */
const boardWith = (day: Day, today: Day): PlanningSearch =>
  day >= today && day < addDays(today, 7) ? {} : { from: day }

/** Sunday is passed over: the board has six days. */
function workingDay(day: Day, by: 1 | -1): Day {
  const next = addDays(day, by)
  return weekday(next) === 7 ? addDays(next, by) : next
}

/** An order with work in the workshop has two cards on its day. */
const ordersOf = (cards: readonly PlanCard[]): number => new Set(cards.map((card) => card.id)).size

function DayLink({ day, label, icon }: { day: Day; label: string; icon: React.ReactNode }) {
  return (
    <ActionIcon
      variant="default"
      size={32}
      aria-label={label}
      renderRoot={(props) => <Link {...props} to="/planning/$day" params={{ day }} />}
    >
      {icon}
    </ActionIcon>
  )
}

/** What is checked off is this person's own tally while setting ready; the order itself changes when it is packed. */
function Group({ day, title, cards }: { day: Day; title: string; cards: readonly PlanCard[] }) {
  const [ticked, setTicked] = useLocalStorage<string[]>({
    key: `pakhuis.ticked.${day}`,
    defaultValue: [],
    getInitialValueInEffect: false,
  })
  const tick = (id: string) =>
    setTicked((before) => (before.includes(id) ? before.filter((one) => one !== id) : [...before, id]))
  const idOf = (card: PlanCard) => card.entry ?? card.id
  const done = cards.filter((card) => ticked.includes(idOf(card))).length
  return (
    <Panel title={title} isFlush actions={<Text c="dimmed">{`${done}/${cards.length}`}</Text>}>
      <ul className={styles.dayList}>
        {cards.map((card) => (
          <li key={idOf(card)} data-done={ticked.includes(idOf(card)) || undefined}>
            <input
              type="checkbox"
              aria-label={card.number}
              checked={ticked.includes(idOf(card))}
              onChange={() => tick(idOf(card))}
            />
            <CardFace card={card} day={day} />
          </li>
        ))}
      </ul>
    </Panel>
  )
}
