/** What happened with a quote, newest first. */
import { actorSaid } from '../../modules/activity/rules.ts'
import { useTold } from '../records/told.ts'
import { useLang, useSay } from '../ui/lang.tsx'
import { Timeline } from '../ui/timeline.tsx'
import type { WholeQuote } from './whole-quote.ts'
import { quoteWords } from './words.ts'

export function QuoteHistory({ events }: { events: WholeQuote['events'] }) {
  const say = useSay()
  const lang = useLang()
  const { events: texts } = useTold()
  return (
    <Timeline
      items={events.map((event) => ({
        id: event.id,
        at: event.at,
        who: actorSaid(event, lang) || (typeof event.detail['by'] === 'string' ? event.detail['by'] : null),
        what: texts[event.kind] ? say(texts[event.kind]!) : event.kind,
        detail: detailOf(event.detail, say(quoteWords.version)),
      }))}
    />
  )
}

function detailOf(detail: Record<string, unknown>, version: string): string | null {
  const parts = [
    typeof detail['revision'] === 'number' ? `${version} ${detail['revision']}` : null,
    typeof detail['to'] === 'string' ? detail['to'] : null,
    typeof detail['reason'] === 'string' ? detail['reason'] : null,
  ].filter(Boolean)
  return parts.length > 0 ? parts.join(' · ') : null
}
