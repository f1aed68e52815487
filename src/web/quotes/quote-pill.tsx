/** The state of a quote as a pill. */
import { CircleCheck, CircleX, Eye, FilePen, FileX, Hourglass, Send, type LucideIcon } from 'lucide-react'
import { quoteStates, type QuoteState } from '../../modules/quotes/schema.ts'
import { useSay } from '../ui/lang.tsx'
import { StatusPill } from '../ui/status-pill.tsx'
import type { Tone } from '../ui/theme.ts'

const looks: Record<QuoteState, readonly [Tone, LucideIcon]> = {
  concept: ['attention', FilePen],
  sent: ['fresh', Send],
  viewed: ['fresh', Eye],
  accepted: ['good', CircleCheck],
  declined: ['bad', CircleX],
  expired: ['neutral', Hourglass],
  cancelled: ['neutral', FileX],
}

export function QuotePill({ state }: { state: QuoteState }) {
  const say = useSay()
  const [tone, icon] = looks[state]
  return (
    <StatusPill tone={tone} icon={icon}>
      {say(quoteStates[state])}
    </StatusPill>
  )
}
