/** Holds an order back by hand, with the reason that colleagues read. */
import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { useChange } from '../queries.ts'
import { useSay } from '../ui/lang.tsx'
import { told } from '../ui/toasts.tsx'
import { ui } from '../ui/words.ts'
import { orderWords } from './words.ts'

type HoldDialogProps = { order: { id: string; number: string }; close: () => void }

export function HoldDialog({ order, close }: HoldDialogProps) {
  const say = useSay()
  const [reason, setReason] = useState('')
  const hold = useChange('POST /orders/:order/holds', {
    touches: ['/orders', '/planning'],
    done: () => {
      told(say(orderWords.heldNow, { number: order.number }))
      close()
    },
  })
  const go = (event: FormEvent) => {
    event.preventDefault()
    hold.mutate({ order: order.id, kind: 'manual', reason })
  }
  return (
    <Modal
      opened
      onClose={close}
      title={say(orderWords.holdOf, { number: order.number })}
      closeButtonProps={{ 'aria-label': say(ui.close) }}
    >
      <form onSubmit={go}>
        <Stack>
          <Text>{say(orderWords.holdWhy)}</Text>
          <TextInput
            label={say(orderWords.reason)}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            maxLength={500}
            required
            data-autofocus
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {say(ui.cancel)}
            </Button>
            <Button type="submit" loading={hold.isPending} disabled={!reason.trim()}>
              {say(orderWords.hold)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
