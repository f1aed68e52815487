/** The week as a board: what still has to be planned, and six days to put it on. */
import { ActionIcon, Button, Checkbox, SegmentedControl } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { ChevronLeft, ChevronRight, CircleAlert, PackageX } from 'lucide-react'
import { useCallback, useMemo, useState } from 'react'
import { addDays, weekday, type Day } from '../../base/day.ts'
import { deliveries, planTypes } from '../../modules/orders/schema.ts'
import type { PlanCard, PlanWeek } from '../calls.ts'
import { planMany } from '../orders/plan-many.tsx'
import { forget, keyOf, useChange, useRead } from '../queries.ts'
import { LinkButton } from '../records/link-button.tsx'
import { useCan } from '../session.ts'
import { Board, type BoardColumn } from '../ui/board.tsx'
import { useFormat, useSay } from '../ui/lang.tsx'
import { Page } from '../ui/page.tsx'
import { Trouble } from '../ui/states.tsx'
import { told } from '../ui/toasts.tsx'
import { ui } from '../ui/words.ts'
import { CardFace } from './card-face.tsx'
import { moveCard } from './move-card.ts'
import styles from './planning.module.css'
import { PrintDay } from './print-day.tsx'
import { planningWords } from './words.ts'

const unplanned = 'unplanned'

type BoardCard = { readonly plan: PlanCard; readonly day: Day | null }

export function WeekPage() {
  const say = useSay()
  const format = useFormat()
  const search = useSearch({ from: '/inside/planning' })
  const navigate = useNavigate({ from: '/planning' })
  const today = format.today(new Date())
  const from = search.from ?? today
  const found = useRead('GET /planning/week', { from, days: daysAsked })
  const move = useMove(from)
  const can = useCan()
  const only = search.only
  const columns = useMemo(() => columnsOf(found.data, from, only), [found.data, from, only])
  const goTo = (day: Day) =>
    void navigate({
      search: (before) => ({ ...before, from: day === today ? undefined : day }) as typeof before,
    })
  const late = found.data?.late
  const face = useCallback((card: BoardCard) => <CardFace card={card.plan} day={card.day} />, [])
  const dressed: BoardColumn<BoardCard>[] = columns.map(({ id, cards, room }) => ({
    id,
    cards,
    label: id === unplanned ? say(planningWords.unplanned) : format.shortDay(id),
    isToday: id === today,
    ...(id === unplanned ? {} : { head: <DayHead day={id} room={room} /> }),
  }))
  return (
    <Page
      title={say(planningWords.title)}
      beside={
        <div className={styles.week}>
          <ActionIcon
            variant="default"
            size={32}
            aria-label={say(planningWords.earlier)}
            onClick={() => goTo(addDays(from, -7))}
          >
            <ChevronLeft size={16} />
          </ActionIcon>
          <Button variant="default" onClick={() => goTo(today)}>
            {say(planningWords.today)}
          </Button>
          <ActionIcon
            variant="default"
            size={32}
            aria-label={say(planningWords.later)}
            onClick={() => goTo(addDays(from, 7))}
          >
            <ChevronRight size={16} />
          </ActionIcon>
          <LinkButton
            variant="default"
            link={{ to: '/planning/month/$month', params: { month: from.slice(0, 7) } }}
          >
            {say(planningWords.month)}
          </LinkButton>
          <span>
            {say(planningWords.week, {
              from: format.shortDay(from),
              to: format.shortDay(addDays(from, daysAsked - 1)),
            })}
          </span>
        </div>
      }
      actions={
        <>
          <Legend />
          <SegmentedControl
            aria-label={say(ui.filter)}
            size="xs"
            value={only ?? 'all'}
            onChange={(value) =>
              void navigate({
                search: (before) =>
                  ({ ...before, only: value === 'all' ? undefined : value }) as typeof before,
              })
            }
            data={[
              { value: 'all', label: say(planningWords.all) },
              { value: 'ship', label: say(deliveries.ship) },
              { value: 'pickup', label: say(deliveries.pickup) },
            ]}
          />
        </>
      }
    >
      {found.isError ? (
        <Trouble error={found.error} retry={() => void found.refetch()} />
      ) : (
        <div aria-busy={found.isPending}>
          {late?.from && late.from < from && (
            <p className={styles.late} role="status">
              <CircleAlert size={16} aria-hidden />
              {say(planningWords.late, { count: late.count })}
              <Button variant="subtle" onClick={() => goTo(late.from!)}>
                {say(planningWords.showLate, { day: format.shortDay(late.from) })}
              </Button>
            </p>
          )}
          <Board
            label={say(planningWords.title)}
            columns={dressed}
            idOf={cardId}
            nameOf={cardName}
            face={face}
            stays={can('planning.change') ? movable : fixed}
            move={(card, to) => move(card.plan, card.day, to === unplanned ? null : to)}
          />
        </div>
      )}
    </Page>
  )
}

/** A week from its first day on has one Sunday at most, which is left out, so that six columns fit a desk. */
const daysAsked = 7

/** An order with work in the workshop has two cards; one without a day has none but itself. */
const cardId = (card: BoardCard) => card.plan.entry ?? card.plan.id
const cardName = (card: BoardCard) => card.plan.number
const movable = () => null
const fixed = () => 'right'

/** Cards keep their identity from one answer to the next as far as the cache does, so that only moved ones are drawn. */
function columnsOf(week: PlanWeek | undefined, from: Day, only: 'ship' | 'pickup' | undefined) {
  const cardsOf = (cards: readonly PlanCard[], day: Day | null): BoardCard[] =>
    cards.filter((card) => !only || card.delivery === only).map((plan) => boardCard(plan, day))
  const byDay = new Map(week?.days.map((one) => [one.day, one]))
  const days = Array.from({ length: daysAsked }, (_, n) => addDays(from, n))
  // A Sunday shows when something was planned on it: no card may be out of sight.
  const shown = days.filter((day) => weekday(day) < 7 || (byDay.get(day)?.cards.length ?? 0) > 0)
  return [
    { id: unplanned, cards: cardsOf(week?.unplanned ?? [], null), room: undefined },
    ...shown.map((day) => {
      const room = byDay.get(day)
      return { id: day, cards: cardsOf(room?.cards ?? [], day), room }
    }),
  ]
}

const known = new WeakMap<PlanCard, BoardCard>()

function boardCard(plan: PlanCard, day: Day | null): BoardCard {
  const before = known.get(plan)
  if (before && before.day === day) return before
  const card = { plan, day }
  known.set(plan, card)
  return card
}

/** The card lies on its new day at once; a refusal puts it back and says why; undo moves it back. */
function useMove(from: Day) {
  const say = useSay()
  const format = useFormat()
  const client = useQueryClient()
  const key = keyOf('GET /planning/week', { from, days: daysAsked })
  const plan = useChange('POST /orders/:order/plan', {
    touches: ['/planning', '/orders'],
    ahead({ order, day, type }) {
      const before = client.getQueryData<PlanWeek>(key)
      if (!before) return
      void client.cancelQueries({ queryKey: key })
      client.setQueryData(key, moveCard(before, order, day, type === 'workshop'))
      return () => client.setQueryData(key, before)
    },
  })
  return (card: PlanCard, was: Day | null, day: Day | null) => {
    const moved = { order: card.id, ...(card.type === 'workshop' ? { type: 'workshop' as const } : {}) }
    plan.mutate(
      { ...moved, day },
      {
        onSuccess: () =>
          told(
            day
              ? say(planningWords.planned, { number: card.number, day: format.shortDay(day) })
              : say(planningWords.unplannedNow, { number: card.number }),
            { label: say(ui.undo), run: () => plan.mutate({ ...moved, day: was }) },
          ),
      },
    )
  }
}

/** How full the day is counts the cards that lie there now, so that it follows a card before the server answers. */
function DayHead({ day, room }: { day: Day; room: PlanWeek['days'][number] | undefined }) {
  const say = useSay()
  const format = useFormat()
  return (
    <div className={styles.dayHead}>
      <PrintDay day={day} />
      <Link
        to="/planning/$day"
        params={{ day }}
        aria-label={say(planningWords.openDay, { day: format.longDay(day) })}
      >
        <ChevronRight size={16} aria-hidden />
      </Link>
      <Room room={room} />
      <Proposals day={day} cards={room?.cards ?? []} />
    </div>
  )
}

/** Proposed cards are neither mailed about nor printed until somebody agrees. */
function Proposals({ day, cards }: { day: Day; cards: readonly PlanCard[] }) {
  const say = useSay()
  const format = useFormat()
  const can = useCan()
  const proposed = cards.filter((card) => card.state === 'proposed')
  const client = useQueryClient()
  const [isBusy, setBusy] = useState(false)
  const [mail, setMail] = useState(false)
  const agree = async () => {
    setBusy(true)
    await planMany(proposed, {}, { day, mail }, { say, format })
    await forget(client, ['/planning', '/orders'])
    setBusy(false)
  }
  if (proposed.length === 0 || !can('planning.change')) return null
  return (
    <>
      <Button className={styles.agree ?? ''} variant="light" loading={isBusy} onClick={() => void agree()}>
        {say(planningWords.agree, { count: proposed.length })}
      </Button>
      <Checkbox
        size="xs"
        label={say(planningWords.agreeMail)}
        checked={mail}
        onChange={(event) => setMail(event.currentTarget.checked)}
      />
    </>
  )
}

function Room({ room }: { room: PlanWeek['days'][number] | undefined }) {
  const say = useSay()
  if (room?.isClosed) return <p className={styles.room}>{say(planningWords.closed)}</p>
  if (!room || room.limit === null) return null
  const used = room.cards.filter((card) => card.type !== 'workshop').length
  return (
    <p className={styles.room} data-full={used >= room.limit || undefined}>
      <progress value={Math.min(used, room.limit)} max={room.limit} aria-hidden />
      {say(used >= room.limit ? planningWords.full : planningWords.room, { used, limit: room.limit })}
    </p>
  )
}

const marks = [
  ['bad', CircleAlert, planningWords.unpaid],
  ['attention', PackageX, planningWords.notHere],
] as const

function Legend() {
  const say = useSay()
  return (
    <ul className={styles.legend} aria-label={say(planningWords.legend)}>
      {(['ship', 'pickup'] as const).map((delivery) => (
        <li key={delivery}>
          <i data-delivery={delivery} />
          {say(deliveries[delivery])}
        </li>
      ))}
      <li>
        <i data-delivery="workshop" />
        {say(planTypes.workshop)}
      </li>
      {marks.map(([tone, Icon, text]) => (
        <li key={tone} data-tone={tone}>
          <Icon size={14} aria-hidden />
          {say(text)}
        </li>
      ))}
    </ul>
  )
}
