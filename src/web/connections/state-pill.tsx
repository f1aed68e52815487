/** How a connection fares, as a pill. */
import { CircleCheck, CirclePause, CircleX, Hourglass, type LucideIcon } from 'lucide-react'
import { connectionStates } from '../../modules/apps/schema.ts'
import { useSay } from '../ui/lang.tsx'
import { StatusPill } from '../ui/status-pill.tsx'
import type { Tone } from '../ui/theme.ts'

type State = keyof typeof connectionStates

export const connectionTones: Record<State, Tone> = {
  testing: 'fresh',
  active: 'good',
  paused: 'attention',
  broken: 'bad',
}

const icons: Record<State, LucideIcon> = {
  testing: Hourglass,
  active: CircleCheck,
  paused: CirclePause,
  broken: CircleX,
}

export function StatePill({ state }: { state: State }) {
  const say = useSay()
  return (
    <StatusPill tone={connectionTones[state]} icon={icons[state]}>
      {say(connectionStates[state])}
    </StatusPill>
  )
}
