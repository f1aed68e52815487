/** What one does about an invoice that stays open: remind, leave in peace for a while, write off, and take that back. */
import { Button, NativeSelect, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { can as allowed } from '../../modules/invoicing/rules/write-offs.ts'
import { invoiceHolds } from '../../modules/invoicing/schema.ts'
import { useChange } from '../queries.ts'
import { useCan } from '../session.ts'
import { Asked } from '../ui/asked.tsx'
import { useFormat, useSay } from '../ui/lang.tsx'
import { told } from '../ui/toasts.tsx'
import { ReminderPreview } from './reminder-preview.tsx'
import { sendingWords } from './sending-words.ts'
import type { WholeInvoice } from './whole-invoice.ts'
import { useWhyNotReminded } from './why-not-reminded.ts'

type Asking = 'remind' | 'hold' | 'write-off'
const touches = ['/invoices', '/late-invoices', '/tasks']

export function CollectingSteps({ invoice }: { invoice: WholeInvoice }) {
  const say = useSay()
  const can = useCan()
  const [asking, setAsking] = useState<Asking | null>(null)
  const close = () => setAsking(null)
  const undo = useChange('DELETE /invoices/:invoice/write-off', {
    touches,
    done: () => told(say(sendingWords.undone)),
  })
  const release = useChange('DELETE /invoices/:invoice/hold', {
    touches,
    done: () => told(say(sendingWords.released)),
  })
  if (invoice.kind !== 'invoice' || !invoice.number) return null
  const isOpen = invoice.due > 0 && invoice.state !== 'written-off'
  return (
    <>
      {invoice.state === 'written-off' && can('invoices.write-off') && (
        <Button
          variant="default"
          loading={undo.isPending}
          onClick={() => undo.mutate({ invoice: invoice.id })}
        >
          {say(sendingWords.undoWriteOff)}
        </Button>
      )}
      {isOpen && can('invoices.write-off') && allowed.writeOff(invoice) === null && (
        <Button variant="default" onClick={() => setAsking('write-off')}>
          {say(sendingWords.writeOff)}
        </Button>
      )}
      {isOpen && can('invoices.remind') && (
        <>
          {invoice.hold ? (
            <Button
              variant="default"
              loading={release.isPending}
              onClick={() => release.mutate({ invoice: invoice.id })}
            >
              {say(sendingWords.release)}
            </Button>
          ) : (
            <Button variant="default" onClick={() => setAsking('hold')}>
              {say(sendingWords.hold)}
            </Button>
          )}
          <RemindButton invoice={invoice} go={() => setAsking('remind')} />
        </>
      )}
      {asking === 'remind' && <ReminderPreview invoices={[invoice.id]} close={close} />}
      {asking === 'hold' && <HoldDialog invoice={invoice} close={close} />}
      {asking === 'write-off' && <WriteOffDialog invoice={invoice} close={close} />}
    </>
  )
}

/** Not now: the button stands there, and the panel of the reminders says why. */
function RemindButton({ invoice, go }: { invoice: WholeInvoice; go: () => void }) {
  const say = useSay()
  const why = useWhyNotReminded(invoice)
  return (
    <Button disabled={why !== null} aria-describedby={why ? 'why-not-remind' : undefined} onClick={go}>
      {say(sendingWords.remind)}
    </Button>
  )
}

type Holds = keyof typeof invoiceHolds

function HoldDialog({ invoice, close }: { invoice: WholeInvoice; close: () => void }) {
  const say = useSay()
  const [hold, setHold] = useState<Holds>('disputed')
  const [reason, setReason] = useState('')
  const keep = useChange('POST /invoices/:invoice/hold', {
    touches,
    done: () => {
      told(say(sendingWords.held))
      close()
    },
  })
  return (
    <Asked
      title={say(sendingWords.holdTitle, { number: invoice.number ?? '' })}
      go={say(sendingWords.hold)}
      isBusy={keep.isPending}
      onGo={() => keep.mutate({ invoice: invoice.id, hold, reason })}
      close={close}
    >
      <Text>{say(sendingWords.holdWhy)}</Text>
      <NativeSelect
        label={say(sendingWords.holdKind)}
        value={hold}
        data={(Object.keys(invoiceHolds) as Holds[]).map((value) => ({
          value,
          label: say(invoiceHolds[value]),
        }))}
        onChange={(event) => setHold(event.currentTarget.value as Holds)}
        data-autofocus
      />
      <TextInput
        label={say(sendingWords.reason)}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        maxLength={500}
      />
    </Asked>
  )
}

function WriteOffDialog({ invoice, close }: { invoice: WholeInvoice; close: () => void }) {
  const say = useSay()
  const format = useFormat()
  const [reason, setReason] = useState('')
  const off = useChange('POST /invoices/:invoice/write-off', {
    touches,
    done: () => {
      told(say(sendingWords.writtenOff))
      close()
    },
  })
  return (
    <Asked
      title={say(sendingWords.writeOffTitle, { number: invoice.number ?? '' })}
      go={say(sendingWords.writeOff)}
      isBusy={off.isPending}
      isOff={reason.trim().length < 3}
      isDangerous
      onGo={() => off.mutate({ invoice: invoice.id, reason })}
      close={close}
    >
      <Text>{say(sendingWords.writeOffWhy, { due: format.money(invoice.due, invoice.currency) })}</Text>
      <TextInput
        label={say(sendingWords.writeOffReason)}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        maxLength={500}
        required
        data-autofocus
      />
    </Asked>
  )
}
