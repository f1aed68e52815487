/** Taking back a final invoice, whole or by its lines: a draft credit note to look at before it becomes final. */
import { Button, Checkbox, Skeleton, Stack, Switch, Text, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Answered } from '../calls.ts'
import { useChange, useRead } from '../queries.ts'
import { useCan } from '../session.ts'
import { ConfirmPreview } from '../ui/confirm-preview.tsx'
import { FigureInput } from '../ui/figure-input.tsx'
import { useFormat, useSay } from '../ui/lang.tsx'
import { Trouble } from '../ui/states.tsx'
import { told } from '../ui/toasts.tsx'
import type { WholeInvoice } from './whole-invoice.ts'
import { invoiceWords } from './words.ts'

export function CreditStep({ invoice }: { invoice: WholeInvoice }) {
  const say = useSay()
  const can = useCan()
  const [isAsking, setAsking] = useState(false)
  const mayCredit = invoice.kind === 'invoice' && invoice.number !== null && invoice.state !== 'credited'
  if (!mayCredit || !can('invoices.credit')) return null
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {say(invoiceWords.credit)}
      </Button>
      {isAsking && <CreditDialog invoice={invoice} close={() => setAsking(false)} />}
    </>
  )
}

type IssuedLine = Answered<'GET /invoices/:invoice/lines'>['rows'][number]

const leftOf = (line: IssuedLine) => line.quantity - line.credited

function CreditDialog({ invoice, close }: { invoice: WholeInvoice; close: () => void }) {
  const say = useSay()
  const navigate = useNavigate()
  const found = useRead('GET /invoices/:invoice/lines', { invoice: invoice.id })
  const lines = found.data?.rows.filter((line) => leftOf(line) > 0)
  const [back, setBack] = useState<Readonly<Record<string, number | null>>>({})
  const [reason, setReason] = useState('')
  const [restock, setRestock] = useState(false)
  const [reinvoice, setReinvoice] = useState(false)
  const credit = useChange('POST /invoices/:invoice/credit', {
    touches: ['/invoices', '/orders'],
    done: (note) => {
      told(say(invoiceWords.creditMade))
      close()
      void navigate({ to: '/invoices/$invoice', params: { invoice: note.id } })
    },
  })
  const quantityOf = (line: IssuedLine) => (reinvoice ? leftOf(line) : (back[line.id] ?? leftOf(line)))
  const isWhole = lines?.every((line) => quantityOf(line) === leftOf(line)) ?? true
  const taken = (lines ?? [])
    .map((line) => ({ line: line.line, quantity: quantityOf(line) }))
    .filter(({ quantity }) => quantity > 0)
  return (
    <ConfirmPreview
      title={say(invoiceWords.creditTitle, { number: invoice.number })}
      go={say(invoiceWords.credit)}
      isBusy={credit.isPending}
      isDisabled={taken.length === 0}
      onGo={() =>
        credit.mutate({
          invoice: invoice.id,
          reason,
          restock,
          reinvoice,
          ...(isWhole ? { shipping: true } : { lines: taken }),
        })
      }
      close={close}
    >
      <Stack>
        <Text>{say(invoiceWords.creditWhy)}</Text>
        {found.isError && <Trouble error={found.error} retry={() => void found.refetch()} />}
        {found.isPending && <Skeleton height={64} />}
        {lines?.map((line) => (
          <LineBack
            key={line.id}
            line={line}
            value={quantityOf(line)}
            isLocked={reinvoice}
            onChange={(quantity) => setBack((before) => ({ ...before, [line.id]: quantity }))}
          />
        ))}
        <TextInput
          label={say(invoiceWords.creditReason)}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          maxLength={500}
        />
        <Switch
          label={say(invoiceWords.creditRestock)}
          checked={restock}
          onChange={(event) => setRestock(event.currentTarget.checked)}
        />
        {invoice.orderId && (
          <Switch
            label={say(invoiceWords.creditReopens)}
            description={say(invoiceWords.creditReopensWhy)}
            checked={reinvoice}
            onChange={(event) => setReinvoice(event.currentTarget.checked)}
          />
        )}
      </Stack>
    </ConfirmPreview>
  )
}

type LineBackProps = {
  line: IssuedLine
  value: number
  isLocked: boolean
  onChange: (quantity: number) => void
}

/** Shipping or a discount goes back whole or not at all, per rate that it is spread over; of goods, as many as are left. */
function LineBack({ line, value, isLocked, onChange }: LineBackProps) {
  const say = useSay()
  const format = useFormat()
  if (line.kind !== 'line')
    return (
      <Checkbox
        label={say(invoiceWords.creditWith, {
          name: line.name,
          rate: `${format.decimal(line.rate, 2)}%`,
        })}
        checked={value > 0}
        disabled={isLocked}
        onChange={(event) => onChange(event.currentTarget.checked ? leftOf(line) : 0)}
      />
    )
  return (
    <FigureInput
      label={line.name}
      description={say(invoiceWords.creditMost, { count: format.decimal(leftOf(line), 3) })}
      decimals={3}
      value={value}
      disabled={isLocked}
      onChange={(quantity) => onChange(Math.min(quantity ?? 0, leftOf(line)))}
    />
  )
}
