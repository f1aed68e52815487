/** What can be done with an order now: the one filled button is what comes next; what is not possible says why. */
import { Button, Text } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { CalendarPlus, LockOpen } from 'lucide-react'
import { useState } from 'react'
import { holdKinds } from '../../modules/orders/schema.ts'
import { useChange } from '../queries.ts'
import { useCan } from '../session.ts'
import { useSay } from '../ui/lang.tsx'
import { later } from '../ui/later.tsx'
import { Popup, PopupLine } from '../ui/popup.tsx'
import { told } from '../ui/toasts.tsx'
import { leavingWords } from './leaving-words.ts'
import { LeavingStep } from './leaving-step.tsx'
import { canReturn, type WholeOrder } from './whole-order.ts'
import { orderWords } from './words.ts'

const PlanDialog = later(() => import('./plan-dialog.tsx').then((module) => module.PlanDialog))
const CancelDialog = later(() => import('./cancel-dialog.tsx').then((module) => module.CancelDialog))
const HoldDialog = later(() => import('./hold-dialog.tsx').then((module) => module.HoldDialog))
const ReturnDialog = later(() => import('./return-dialog.tsx').then((module) => module.ReturnDialog))

export function OrderSteps({ order }: { order: WholeOrder }) {
  const say = useSay()
  const can = useCan()
  const navigate = useNavigate()
  const [asking, setAsking] = useState<'plan' | 'hold' | 'cancel' | 'return' | null>(null)
  const close = () => setAsking(null)
  const touches = ['/orders', '/planning']
  const unplan = useChange('POST /orders/:order/plan', {
    touches,
    done: () => told(say(orderWords.unplanned, { number: order.number })),
  })
  const release = useChange('DELETE /orders/:order/holds/:kind', {
    touches,
    done: () => told(say(orderWords.released, { number: order.number })),
  })
  const hold = order.holds[0]
  // What the credit limit holds is let go by who may see what is owed; the server asks the same.
  const releasable = order.holds.find((kind) => kind !== 'credit' || can('customers.money'))
  const isOpen = order.phase === 'open'
  const isReturnable = can('fulfilment.change') && order.phase !== 'cancelled' && canReturn(order)
  const why = hold
    ? say(orderWords.onHold, { why: holdText(hold, say) })
    : isOpen
      ? null
      : say(orderWords.notOpen)
  return (
    <>
      {why && can('planning.change') && (
        <Text id="why-not-plan" c="dimmed">
          {why}
        </Text>
      )}
      {((isOpen && (can('orders.change') || can('orders.cancel'))) ||
        isReturnable ||
        can('orders.create')) && (
        <Popup
          isEnd
          panel={() => (
            <>
              {isReturnable && (
                <PopupLine onClick={() => setAsking('return')}>{say(leavingWords.takeBack)}</PopupLine>
              )}
              {can('orders.create') && (
                <PopupLine onClick={() => void navigate({ to: '/orders/new', search: { again: order.id } })}>
                  {say(orderWords.again)}
                </PopupLine>
              )}
              {isOpen && order.plannedDay && can('planning.change') && (
                <PopupLine onClick={() => unplan.mutateAsync({ order: order.id, day: null, despite: [] })}>
                  {say(orderWords.unplan)}
                </PopupLine>
              )}
              {isOpen && !order.holds.includes('manual') && can('orders.change') && (
                <PopupLine onClick={() => setAsking('hold')}>{say(orderWords.hold)}</PopupLine>
              )}
              {isOpen && can('orders.cancel') && (
                <PopupLine onClick={() => setAsking('cancel')}>{say(orderWords.cancelOrder)}</PopupLine>
              )}
            </>
          )}
        >
          {say(orderWords.more)}
        </Popup>
      )}
      {isOpen && <LeavingStep order={order} isOff={hold !== undefined} />}
      {can('planning.change') && (
        <Button
          leftSection={<CalendarPlus size={14} aria-hidden />}
          variant={order.plannedDay || hold ? 'default' : 'filled'}
          disabled={why !== null}
          aria-describedby={why ? 'why-not-plan' : undefined}
          onClick={() => setAsking('plan')}
        >
          {say(order.plannedDay ? orderWords.replan : orderWords.plan)}
        </Button>
      )}
      {releasable && can('orders.change') && (
        <Button
          leftSection={<LockOpen size={14} aria-hidden />}
          loading={release.isPending}
          onClick={() => release.mutate({ order: order.id, kind: releasable })}
        >
          {say(orderWords.release)}
        </Button>
      )}
      {asking === 'plan' && <PlanDialog orders={[order]} search={{}} close={close} />}
      {asking === 'hold' && <HoldDialog order={order} close={close} />}
      {asking === 'cancel' && <CancelDialog order={order} close={close} />}
      {asking === 'return' && <ReturnDialog order={order} close={close} />}
    </>
  )
}

const holdText = (kind: string, say: ReturnType<typeof useSay>) =>
  Object.hasOwn(holdKinds, kind) ? say(holdKinds[kind as keyof typeof holdKinds]).toLowerCase() : kind
