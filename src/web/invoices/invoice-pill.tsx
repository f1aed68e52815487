/** The state of an invoice as a pill. */
import { BadgeCheck, FileCheck, FileMinus, FilePen, FileX, Send, type LucideIcon } from 'lucide-react'
import { invoiceStates } from '../../modules/invoicing/schema.ts'
import { useSay } from '../ui/lang.tsx'
import { StatusPill } from '../ui/status-pill.tsx'
import type { Tone } from '../ui/theme.ts'

type State = keyof typeof invoiceStates

const looks: Record<State, readonly [Tone, LucideIcon]> = {
  concept: ['attention', FilePen],
  final: ['fresh', FileCheck],
  sent: ['fresh', Send],
  paid: ['good', BadgeCheck],
  credited: ['neutral', FileMinus],
  'written-off': ['neutral', FileX],
  deleted: ['neutral', FileX],
}

export function InvoicePill({ state }: { state: State }) {
  const say = useSay()
  const [tone, icon] = looks[state]
  return (
    <StatusPill tone={tone} icon={icon}>
      {say(invoiceStates[state])}
    </StatusPill>
  )
}
