/** What stands on a planning card: number, how it leaves, who it is for, what must be set ready, and what to mind. */
import { CalendarClock, CalendarHeart, CircleAlert, FileText, PackageX, Printer, Wrench } from 'lucide-react'
import { planTypes } from '../../modules/orders/schema.ts'
import type { PlanCard } from '../calls.ts'
import { DeliveryMark } from '../orders/state-pills.tsx'
import { RowLink } from '../records/row-link.tsx'
import { useFormat, useSay } from '../ui/lang.tsx'
import { StatusPill } from '../ui/status-pill.tsx'
import styles from './planning.module.css'
import { planningWords } from './words.ts'

const notHere = ['to_order', 'on_order', 'overdue']

/** The stripe tells how it leaves and nothing else; what to mind has its own pill, so one colour never means two things. */
export function CardFace({ card, day }: { card: PlanCard; day: string | null }) {
  const say = useSay()
  const format = useFormat()
  // Its own card beside that of the order: what leaves, and the work to do before it.
  const isWork = card.type === 'workshop'
  return (
    <div
      className={styles.face}
      data-delivery={isWork ? 'workshop' : card.delivery}
      data-proposed={card.state === 'proposed' || undefined}
    >
      <div className={styles.faceTop}>
        <RowLink link={{ to: '/orders/$order', params: { order: card.id } }}>{card.number}</RowLink>
        {isWork ? (
          <span className={styles.workMark}>
            <Wrench size={14} aria-hidden />
            {say(planTypes.workshop)}
          </span>
        ) : (
          <DeliveryMark delivery={card.delivery} />
        )}
      </div>
      <div className={styles.who}>
        {card.customerName} <small>{card.city}</small>
      </div>
      <div className={styles.what}>
        {card.lines.map((line) => `${format.decimal(line.quantity, 3)}× ${line.name}`).join(', ')}
      </div>
      <div className={styles.mind}>
        {card.state === 'proposed' && (
          <StatusPill tone="neutral" icon={CalendarClock}>
            {say(planningWords.proposed)}
          </StatusPill>
        )}
        {(card.payment === 'unpaid' || card.payment === 'partly_paid') && (
          <StatusPill tone="bad" icon={CircleAlert}>
            {say(planningWords.unpaid)}
          </StatusPill>
        )}
        {notHere.includes(card.supply) && (
          <StatusPill tone="attention" icon={PackageX}>
            {say(planningWords.notHere)}
          </StatusPill>
        )}
        {card.wishedDay && card.wishedDay !== day && (
          <StatusPill tone="fresh" icon={CalendarHeart}>
            {say(planningWords.wished, { day: format.shortDay(card.wishedDay) })}
          </StatusPill>
        )}
        {card.printedAt && (
          <StatusPill tone="neutral" icon={Printer}>
            {say(planningWords.printed)}
          </StatusPill>
        )}
      </div>
      {card.invoice && (
        <div className={styles.links}>
          <RowLink link={{ to: '/invoices/$invoice', params: { invoice: card.invoice.id } }}>
            <FileText size={12} aria-hidden />
            {card.invoice.number ?? say(planningWords.openInvoice)}
          </RowLink>
        </div>
      )}
    </div>
  )
}
