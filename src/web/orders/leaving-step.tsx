/** The next step of the goods of an order, as the button at the top of its page. */
import { Button } from '@mantine/core'
import { HandHelping, PackageCheck, Tag, Truck } from 'lucide-react'
import { useState } from 'react'
import { nextStep, togetherWith } from '../../modules/fulfilment/rules.ts'
import { useChange, useRead } from '../queries.ts'
import { useCan } from '../session.ts'
import { useSay } from '../ui/lang.tsx'
import { later } from '../ui/later.tsx'
import { told } from '../ui/toasts.tsx'
import { leavingWords } from './leaving-words.ts'
import type { WholeOrder } from './whole-order.ts'
import { orderWords } from './words.ts'

const CollectedDialog = later(() => import('./leave-dialogs.tsx').then((module) => module.CollectedDialog))
const HandOverDialog = later(() => import('./leave-dialogs.tsx').then((module) => module.HandOverDialog))
const ReadyDialog = later(() => import('./leave-dialogs.tsx').then((module) => module.ReadyDialog))

const looks = {
  ready: [leavingWords.ready, PackageCheck],
  label: [orderWords.makeLabel, Tag],
  'hand-over': [leavingWords.handOver, Truck],
  collect: [leavingWords.collected, HandHelping],
} as const

/** The one filled button once the order has its day; before that, planning is. */
export function LeavingStep({ order, isOff }: { order: WholeOrder; isOff: boolean }) {
  const say = useSay()
  const can = useCan()
  const [isAsking, setAsking] = useState(false)
  const found = useRead(
    'GET /orders/:order/shipments',
    { order: order.id },
    { isEnabled: can('fulfilment.see') },
  )
  const label = useChange('POST /shipments/:shipment/label', {
    touches: ['/orders', '/shipments'],
    done: () => told(say(orderWords.labelAsked)),
  })
  const shipments = (found.data?.rows ?? []).filter((one) => one.orderId === order.id)
  const next = found.data ? nextStep(order.lines, shipments) : null
  if (!next || !can('fulfilment.change')) return null
  const close = () => setAsking(false)
  const first = shipments.find(({ id }) => id === next.shipment)
  const [text, Icon] = looks[next.step]
  const isBusy = first?.state === 'label_requested' || first?.state === 'void_requested'
  return (
    <>
      <Button
        leftSection={<Icon size={14} aria-hidden />}
        variant={order.plannedDay && !isOff ? 'filled' : 'default'}
        disabled={isOff || isBusy}
        aria-describedby={isOff ? 'why-not-plan' : undefined}
        title={isBusy ? say(leavingWords.busyLabel, { number: first.number }) : undefined}
        loading={label.isPending}
        onClick={() =>
          next.step === 'label' && next.shipment ? label.mutate({ shipment: next.shipment }) : setAsking(true)
        }
      >
        {say(text)}
      </Button>
      {isAsking && next.step === 'ready' && <ReadyDialog order={order} close={close} />}
      {isAsking && next.step === 'collect' && <CollectedDialog order={order} close={close} />}
      {isAsking && next.step === 'hand-over' && first && (
        <HandOverDialog order={order} parcels={togetherWith(first, shipments)} close={close} />
      )}
    </>
  )
}
