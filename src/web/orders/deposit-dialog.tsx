/** Asks a deposit on an order: a part of what is not invoiced yet, or an amount. */
import { Button, Group, NativeSelect, Stack, Text } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState, type FormEvent } from 'react'
import { ApiRefusal } from '../api.ts'
import { sendingWords } from '../invoices/sending-words.ts'
import { useChange } from '../queries.ts'
import { Dialog } from '../ui/dialog.tsx'
import { FigureInput } from '../ui/figure-input.tsx'
import { useSay } from '../ui/lang.tsx'
import { refusalText } from '../ui/refusal-text.ts'
import { ui } from '../ui/words.ts'

type How = 'percent' | 'amount'

export function DepositDialog({
  order,
  close,
}: {
  order: { id: string; number: string; currency: string }
  close: () => void
}) {
  const say = useSay()
  const navigate = useNavigate()
  const [how, setHow] = useState<How>('percent')
  const [percent, setPercent] = useState<number | null>(3000)
  const [amount, setAmount] = useState<number | null>(null)
  const [error, setError] = useState<string | undefined>(undefined)
  const make = useChange('POST /orders/:order/deposits', {
    touches: ['/invoices', '/orders'],
    refused: (fault) => setError(fault instanceof ApiRefusal ? fault.message : refusalText(fault, say)),
    done: (invoice) => void navigate({ to: '/invoices/$invoice', params: { invoice: invoice.id } }),
  })
  const isEuro = order.currency === 'EUR'
  const value = how === 'percent' ? percent : amount
  const go = (event: FormEvent) => {
    event.preventDefault()
    if (value !== null) make.mutate({ order: order.id, [how]: value })
  }
  return (
    <Dialog
      opened
      onClose={close}
      title={say(sendingWords.depositTitle, { number: order.number })}
      closeButtonProps={{ 'aria-label': say(ui.close) }}
    >
      <form onSubmit={go}>
        <Stack>
          <Text>{say(sendingWords.depositWhy)}</Text>
          <NativeSelect
            label={say(sendingWords.depositHow)}
            value={how}
            data={[
              { value: 'percent', label: say(sendingWords.depositPercent) },
              { value: 'amount', label: say(sendingWords.depositAmount) },
            ]}
            onChange={(event) => {
              setHow(event.currentTarget.value as How)
              setError(undefined)
            }}
            data-autofocus
          />
          {how === 'percent' ? (
            <FigureInput
              label={say(sendingWords.depositPercent)}
              value={percent}
              onChange={setPercent}
              decimals={2}
              sign="%"
              error={error}
              required
            />
          ) : (
            <FigureInput
              label={
                isEuro
                  ? say(sendingWords.depositAmount)
                  : `${say(sendingWords.depositAmount)} (${order.currency})`
              }
              value={amount}
              onChange={setAmount}
              decimals={2}
              least={2}
              {...(isEuro && { sign: '€' })}
              error={error}
              required
            />
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {say(ui.cancel)}
            </Button>
            <Button type="submit" loading={make.isPending} disabled={value === null || value <= 0}>
              {say(sendingWords.depositMake)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}
