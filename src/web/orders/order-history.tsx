/** What happened with an order, newest first, in the words of every area that tells of it. */
import { Text } from '@mantine/core'
import type { Day } from '../../base/day.ts'
import { actorSaid } from '../../modules/activity/rules.ts'
import { holdKinds } from '../../modules/orders/schema.ts'
import { differing } from '../records/differing.ts'
import { useTold } from '../records/told.ts'
import { useFormat, useLang, useSay } from '../ui/lang.tsx'
import { Timeline } from '../ui/timeline.tsx'
import { ui } from '../ui/words.ts'
import type { WholeOrder } from './whole-order.ts'
import { orderWords } from './words.ts'

type Event = WholeOrder['events'][number]

export function OrderHistory({ events }: { events: readonly Event[] }) {
  const say = useSay()
  const lang = useLang()
  const { events: texts } = useTold()
  const detailOf = useDetail()
  if (events.length === 0) return <Text c="dimmed">{say(ui.none)}</Text>
  return (
    <Timeline
      items={events.map((event) => ({
        id: event.id,
        at: event.at,
        who: actorSaid(event, lang) || null,
        what: texts[event.kind] ? say(texts[event.kind]!) : event.kind,
        detail: detailOf(event),
      }))}
    />
  )
}

/** Reasons that nobody typed. */
const ownReasons = {
  shop: orderWords.byShop,
  moved: orderWords.movedLater,
  'day-passed': orderWords.dayPassed,
}

/** The figures of an event that a person wants: the day, the reason, before and after. */
function useDetail() {
  const say = useSay()
  const format = useFormat()
  const { records } = useTold()
  const nameOf = (field: string) => {
    const text = records[`orders.${field}`]
    return text ? say(text) : field
  }
  const shown = (value: unknown): string => {
    if (value === null || value === undefined || value === '') return say(ui.none)
    return typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)
      ? format.shortDay(value as Day)
      : String(value)
  }
  /** Amounts in a reason of the program's own stand there as `EUR 12.50`. */
  const written = (reason: string): string =>
    Object.hasOwn(ownReasons, reason)
      ? say(ownReasons[reason as keyof typeof ownReasons])
      : reason.replace(/\b[A-Z]{3} -?\d+\.\d\d\b/g, (amount) => say(orderWords.inMoney, { amount }))
  return ({ detail }: Event): string | null => {
    const parts: string[] = []
    if (typeof detail['day'] === 'string') parts.push(shown(detail['day']))
    if (typeof detail['subject'] === 'string') parts.push(detail['subject'])
    const kind = detail['kind']
    if (typeof kind === 'string' && Object.hasOwn(holdKinds, kind))
      parts.push(say(holdKinds[kind as keyof typeof holdKinds]))
    if (typeof detail['reason'] === 'string' && detail['reason']) parts.push(written(detail['reason']))
    const changes = detail['changes']
    if (changes && typeof changes === 'object')
      for (const [field, pair] of Object.entries(changes as Record<string, [unknown, unknown]>)) {
        // By a key of the program's own orders are found; what it is made of stands beside it.
        if (field.endsWith('Key')) continue
        const [before, after] = differing(...pair)
        parts.push(`${nameOf(field)}: ${shown(before)} → ${shown(after)}`)
      }
    return parts.length > 0 ? parts.join(' · ') : null
  }
}
