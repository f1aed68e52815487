/** Taking back a final invoice: a draft credit note for what is left of it, to look at before it becomes final. */
import { Button, Stack, Switch, Text, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useChange } from '../queries.ts'
import { useCan } from '../session.ts'
import { ConfirmPreview } from '../ui/confirm-preview.tsx'
import { useSay } from '../ui/lang.tsx'
import { told } from '../ui/toasts.tsx'
import type { WholeInvoice } from './whole-invoice.ts'
import { invoiceWords } from './words.ts'

export function CreditStep({ invoice }: { invoice: WholeInvoice }) {
  const say = useSay()
  const can = useCan()
  const navigate = useNavigate()
  const [isAsking, setAsking] = useState(false)
  const [reason, setReason] = useState('')
  const [restock, setRestock] = useState(false)
  const credit = useChange('POST /invoices/:invoice/credit', {
    touches: ['/invoices', '/orders'],
    done: (note) => {
      told(say(invoiceWords.creditMade))
      setAsking(false)
      void navigate({ to: '/invoices/$invoice', params: { invoice: note.id } })
    },
  })
  const mayCredit = invoice.kind === 'invoice' && invoice.number !== null && invoice.state !== 'credited'
  if (!mayCredit || !can('invoices.credit')) return null
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {say(invoiceWords.credit)}
      </Button>
      {isAsking && (
        <ConfirmPreview
          title={say(invoiceWords.creditTitle, { number: invoice.number })}
          go={say(invoiceWords.credit)}
          isBusy={credit.isPending}
          onGo={() => credit.mutate({ invoice: invoice.id, reason, restock, shipping: true })}
          close={() => setAsking(false)}
        >
          <Stack>
            <Text>{say(invoiceWords.creditWhy)}</Text>
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
          </Stack>
        </ConfirmPreview>
      )}
    </>
  )
}
