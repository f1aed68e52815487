/** Cancels an order or one line of it, with the reason and the mail that goes with it. */
import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { useChange } from '../queries.ts'
import { Dialog } from '../ui/dialog.tsx'
import { FigureInput } from '../ui/figure-input.tsx'
import { useSay } from '../ui/lang.tsx'
import { told } from '../ui/toasts.tsx'
import { ui } from '../ui/words.ts'
import { MailChoice, mailSaid } from './mail-choice.tsx'
import type { WholeOrder } from './whole-order.ts'
import { orderWords } from './words.ts'

type Line = WholeOrder['lines'][number]
type CancelDialogProps = { order: WholeOrder; line?: Line; close: () => void }

export function CancelDialog({ order, line, close }: CancelDialogProps) {
  const say = useSay()
  const open = line ? line.ordered - line.cancelled - line.shipped : 0
  const [quantity, setQuantity] = useState<number | null>(open)
  const [reason, setReason] = useState('')
  const [mail, setMail] = useState<boolean | null>(null)
  const what = line ? line.name : order.number
  const outcome = {
    touches: ['/orders', '/planning', '/stock', '/messages'],
    done: () => {
      told(say(orderWords.cancelledNow, { what }))
      close()
    },
  }
  const whole = useChange('POST /orders/:order/cancel', outcome)
  const part = useChange('POST /orders/:order/lines/:line/cancel', outcome)
  const go = (event: FormEvent) => {
    event.preventDefault()
    if (line && quantity) part.mutate({ order: order.id, line: line.id, quantity, reason })
    if (!line) whole.mutate({ order: order.id, reason, ...mailSaid(mail) })
  }
  return (
    <Dialog
      opened
      onClose={close}
      title={say(line ? orderWords.cancelLineOf : orderWords.cancelOrderOf, { what })}
      closeButtonProps={{ 'aria-label': say(ui.close) }}
    >
      <form onSubmit={go}>
        <Stack>
          <Text>{say(order.externalNumber ? orderWords.cancelWhyShop : orderWords.cancelWhy)}</Text>
          {line && (
            <FigureInput
              label={say(orderWords.quantity)}
              value={quantity}
              onChange={setQuantity}
              decimals={3}
              required
            />
          )}
          <TextInput
            label={say(orderWords.reason)}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            maxLength={500}
            required
            data-autofocus
          />
          {!line && <MailChoice order={order.id} event="order.cancelled" value={mail} onChange={setMail} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {say(orderWords.keepIt)}
            </Button>
            <Button
              type="submit"
              color="red"
              loading={whole.isPending || part.isPending}
              disabled={!reason.trim() || (line !== undefined && !quantity)}
            >
              {say(line ? orderWords.cancelLine : orderWords.cancelOrder)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}
