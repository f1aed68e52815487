/** The state of a mail as a pill. */
import { Ban, CircleAlert, CircleCheck, Clock, Inbox, Send, type LucideIcon } from 'lucide-react'
import { messageStates, type MessageState } from '../../modules/messages/schema.ts'
import { useSay } from '../ui/lang.tsx'
import { StatusPill } from '../ui/status-pill.tsx'
import type { Tone } from '../ui/theme.ts'

const looks: Record<MessageState, readonly [Tone, LucideIcon]> = {
  queued: ['fresh', Clock],
  sending: ['fresh', Send],
  sent: ['good', CircleCheck],
  failed: ['bad', CircleAlert],
  cancelled: ['neutral', Ban],
  kept: ['attention', Inbox],
}

export function MessagePill({ state }: { state: MessageState }) {
  const say = useSay()
  const [tone, icon] = looks[state]
  return (
    <StatusPill tone={tone} icon={icon}>
      {say(messageStates[state])}
    </StatusPill>
  )
}
