/** Holds an order back by hand, with the reason that colleagues read. */
import { Text } from '@mantine/core'
import { useChange } from '../queries.ts'
import { ReasonAsked } from '../ui/asked.tsx'
import { useSay } from '../ui/lang.tsx'
import { told } from '../ui/toasts.tsx'
import { orderWords } from './words.ts'

type HoldDialogProps = { order: { id: string; number: string }; close: () => void }

export function HoldDialog({ order, close }: HoldDialogProps) {
  const say = useSay()
  const hold = useChange('POST /orders/:order/holds', {
    touches: ['/orders', '/planning'],
    done: () => {
      told(say(orderWords.heldNow, { number: order.number }))
      close()
    },
  })
  return (
    <ReasonAsked
      title={say(orderWords.holdOf, { number: order.number })}
      label={say(orderWords.reason)}
      go={say(orderWords.hold)}
      isBusy={hold.isPending}
      onGo={(reason) => hold.mutate({ order: order.id, kind: 'manual', reason })}
      close={close}
    >
      <Text>{say(orderWords.holdWhy)}</Text>
    </ReasonAsked>
  )
}
