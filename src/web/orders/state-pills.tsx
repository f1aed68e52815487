/** How far an order is, as pills: paid, in stock, how it leaves. */
import {
  BadgeCheck,
  Ban,
  CalendarCheck,
  CircleAlert,
  CircleDashed,
  Clock,
  Coins,
  FileText,
  PackageCheck,
  PackageX,
  RotateCcw,
  Store,
  Truck,
  type LucideIcon,
} from 'lucide-react'
import { memo } from 'react'
import { deliveries, paymentStates, phases, supplyStates } from '../../modules/orders/schema.ts'
import { useSay } from '../ui/lang.tsx'
import { StatusPill } from '../ui/status-pill.tsx'
import type { Tone } from '../ui/theme.ts'
import styles from './state-pills.module.css'

type Look = readonly [Tone, LucideIcon]

const payments: Record<keyof typeof paymentStates, Look> = {
  unpaid: ['bad', CircleAlert],
  partly_paid: ['attention', Coins],
  paid: ['good', BadgeCheck],
  overpaid: ['attention', Coins],
  refunded: ['neutral', RotateCcw],
  on_account: ['fresh', FileText],
}

const supplies: Record<keyof typeof supplyStates, Look> = {
  to_order: ['attention', CircleDashed],
  on_order: ['fresh', Clock],
  overdue: ['bad', PackageX],
  available: ['good', PackageCheck],
  planned: ['planned', CalendarCheck],
  ready: ['good', PackageCheck],
  shipped: ['neutral', Truck],
  collected: ['neutral', Store],
  returned: ['neutral', RotateCcw],
  cancelled: ['neutral', Ban],
}

const phaseLooks: Record<keyof typeof phases, Look> = {
  draft: ['neutral', FileText],
  open: ['fresh', CircleDashed],
  closed: ['good', BadgeCheck],
  cancelled: ['neutral', Ban],
}

/** Of what was cancelled nobody waits for the money. */
export const isNothing = (order: { phase: keyof typeof phases; payment: keyof typeof paymentStates }) =>
  order.phase === 'cancelled' && order.payment === 'unpaid'

export function PaymentPill({ payment }: { payment: keyof typeof paymentStates }) {
  const say = useSay()
  const [tone, icon] = payments[payment]
  return (
    <StatusPill tone={tone} icon={icon}>
      {say(paymentStates[payment])}
    </StatusPill>
  )
}

export function SupplyPill({ supply }: { supply: keyof typeof supplyStates }) {
  const say = useSay()
  const [tone, icon] = supplies[supply]
  return (
    <StatusPill tone={tone} icon={icon}>
      {say(supplyStates[supply])}
    </StatusPill>
  )
}

/** For beside the planned day: what is planned is reserved in full, so of its stock there is nothing else to say. */
export const StockPill = ({ supply }: { supply: keyof typeof supplyStates }) => (
  <SupplyPill supply={supply === 'planned' ? 'available' : supply} />
)

export function PhasePill({ phase }: { phase: keyof typeof phases }) {
  const say = useSay()
  const [tone, icon] = phaseLooks[phase]
  return (
    <StatusPill tone={tone} icon={icon}>
      {say(phases[phase])}
    </StatusPill>
  )
}

type DeliveryMarkProps = { delivery: keyof typeof deliveries }

export const DeliveryMark = memo(function DeliveryMark({ delivery }: DeliveryMarkProps) {
  const say = useSay()
  const Icon = delivery === 'ship' ? Truck : Store
  return (
    <span className={styles.mark}>
      <Icon size={14} aria-hidden />
      {say(deliveries[delivery])}
    </span>
  )
})
