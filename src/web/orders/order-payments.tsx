/** The money of an order: what came in, what is due, and money that came in outside the webshop. */
import { Button, Group, NativeSelect, Stack, Text } from '@mantine/core'
import { Coins } from 'lucide-react'
import { useState, type FormEvent } from 'react'
import type { Day } from '../../base/day.ts'
import { paymentStates } from '../../modules/payments/schema.ts'
import { useChange } from '../queries.ts'
import { useCan } from '../session.ts'
import { DayInput } from '../ui/day-input.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { FigureInput } from '../ui/figure-input.tsx'
import { useFormat, useSay } from '../ui/lang.tsx'
import { Facts, Panel } from '../ui/page.tsx'
import { told } from '../ui/toasts.tsx'
import { ui } from '../ui/words.ts'
import styles from './order-page.module.css'
import type { WholeOrder } from './whole-order.ts'
import { orderWords } from './words.ts'

export function OrderPayments({ order }: { order: WholeOrder }) {
  const say = useSay()
  const format = useFormat()
  const can = useCan()
  const [isPaying, setPaying] = useState(false)
  return (
    <Panel
      title={say(orderWords.payments)}
      actions={
        order.due > 0 &&
        order.phase !== 'cancelled' &&
        can('payments.record') && (
          <Button
            variant="default"
            leftSection={<Coins size={14} aria-hidden />}
            onClick={() => setPaying(true)}
          >
            {say(orderWords.recordPayment)}
          </Button>
        )
      }
    >
      {order.payments.length === 0 && <Text c="dimmed">{say(orderWords.noPayments)}</Text>}
      <ul className={styles.payments}>
        {order.payments.map((payment) => (
          <li key={payment.id}>
            <span>{format.moment(payment.createdAt)}</span>
            <span>{payment.methodTitle}</span>
            {payment.captured === 0 ? (
              <Text component="span" c="dimmed">
                {say(paymentStates[payment.state as keyof typeof paymentStates])}
              </Text>
            ) : (
              <b>{format.money(payment.captured - payment.refunded, order.currency)}</b>
            )}
          </li>
        ))}
      </ul>
      <Facts
        facts={[
          [say(orderWords.paid), format.money(order.paid, order.currency)],
          [say(orderWords.due), format.money(order.due, order.currency)],
        ]}
      />
      {isPaying && <PayDialog order={order} close={() => setPaying(false)} />}
    </Panel>
  )
}

function PayDialog({ order, close }: { order: WholeOrder; close: () => void }) {
  const say = useSay()
  const format = useFormat()
  const methods = [orderWords.cash, orderWords.pin, orderWords.transfer].map((text) => say(text))
  const [amount, setAmount] = useState<number | null>(order.due)
  const [method, setMethod] = useState(methods[0]!)
  const [day, setDay] = useState<Day | null>(format.today(new Date()))
  const pay = useChange('POST /orders/:order/payments', {
    touches: ['/orders', '/planning', '/payments'],
    done: () => {
      told(say(orderWords.paymentKept, { amount: format.money(amount ?? 0, order.currency) }))
      close()
    },
  })
  const go = (event: FormEvent) => {
    event.preventDefault()
    if (amount === null) return
    pay.mutate({ order: order.id, amount, method, ...(day ? { receivedDay: day } : {}) })
  }
  return (
    <Dialog
      opened
      onClose={close}
      title={say(orderWords.recordPayment)}
      closeButtonProps={{ 'aria-label': say(ui.close) }}
    >
      <form onSubmit={go}>
        <Stack>
          <FigureInput
            label={say(orderWords.amount)}
            value={amount}
            onChange={setAmount}
            decimals={2}
            least={2}
            sign="€"
            required
          />
          <NativeSelect
            label={say(orderWords.paymentMethod)}
            data={methods}
            value={method}
            onChange={(event) => setMethod(event.currentTarget.value)}
          />
          <DayInput label={say(orderWords.receivedOn)} value={day} onChange={setDay} />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {say(ui.cancel)}
            </Button>
            <Button type="submit" loading={pay.isPending} disabled={!amount}>
              {say(orderWords.recordPayment)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}
