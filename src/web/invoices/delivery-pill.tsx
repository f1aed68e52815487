/** The state of a delivery as a pill. */
import { BadgeCheck, CircleHelp, CircleX, Clock, Send, Undo2, type LucideIcon } from 'lucide-react'
import { deliveryStates, type DeliveryState } from '../../modules/invoicing/schema/deliveries.ts'
import { useSay } from '../ui/lang.tsx'
import { StatusPill } from '../ui/status-pill.tsx'
import type { Tone } from '../ui/theme.ts'

const looks: Record<DeliveryState, readonly [Tone, LucideIcon]> = {
  queued: ['neutral', Clock],
  sending: ['fresh', Send],
  sent: ['good', Send],
  delivered: ['good', BadgeCheck],
  refused: ['bad', CircleX],
  unknown: ['attention', CircleHelp],
  cancelled: ['neutral', Undo2],
  kept: ['attention', Clock],
}

export function DeliveryPill({ state }: { state: DeliveryState }) {
  const say = useSay()
  const [tone, icon] = looks[state]
  return (
    <StatusPill tone={tone} icon={icon}>
      {say(deliveryStates[state])}
    </StatusPill>
  )
}
