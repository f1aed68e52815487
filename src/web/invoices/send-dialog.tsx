/** Sends a final invoice by a route of choice, once more or to somebody else. */
import { Button, Group, NativeSelect, Stack, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { can, isByMail } from '../../modules/invoicing/rules/deliveries.ts'
import type { InvoiceRoute } from '../../modules/invoicing/schema/deliveries.ts'
import { refusals } from '../../modules/invoicing/schema/deliveries.ts'
import { invoiceRoutes } from '../../modules/organisations/schema.ts'
import { ApiRefusal } from '../api.ts'
import type { Answered } from '../calls.ts'
import { useChange } from '../queries.ts'
import { useMe } from '../session.ts'
import { Dialog } from '../ui/dialog.tsx'
import { useSay } from '../ui/lang.tsx'
import { refusalText } from '../ui/refusal-text.ts'
import { told } from '../ui/toasts.tsx'
import { ui } from '../ui/words.ts'
import { sendingWords } from './sending-words.ts'
import type { WholeInvoice } from './whole-invoice.ts'

type SendDialogProps = {
  invoice: WholeInvoice
  deliveries: Answered<'GET /invoices/:invoice/deliveries'>['rows']
  close: () => void
}

const routes = Object.keys(invoiceRoutes) as InvoiceRoute[]

export function SendDialog({ invoice, deliveries, close }: SendDialogProps) {
  const say = useSay()
  const { hasMail } = useMe()
  const [route, setRoute] = useState<InvoiceRoute>('email-pdf')
  const [to, setTo] = useState('')
  const [error, setError] = useState<string | null>(null)
  const send = useChange('POST /invoices/:invoice/deliveries', {
    touches: ['/invoices'],
    refused: (fault) => setError(fault instanceof ApiRefusal ? fault.message : refusalText(fault, say)),
    done: () => {
      told(say(sendingWords.goes))
      close()
    },
  })
  const why = can.send(invoice, deliveries, route)
  const noMail = isByMail(route) && !hasMail ? say(ui.noMailServer) : null
  const problem = why && refusals[why] ? say(refusals[why], { number: invoice.number ?? '' }) : noMail
  const go = (event: FormEvent) => {
    event.preventDefault()
    const addresses = to
      .split(/[,;\s]+/)
      .map((one) => one.trim())
      .filter(Boolean)
    send.mutate({
      invoice: invoice.id,
      route,
      ...(isByMail(route) && addresses.length > 0 ? { to: addresses } : {}),
    })
  }
  return (
    <Dialog
      opened
      onClose={close}
      title={say(sendingWords.sendTitle, { number: invoice.number ?? '' })}
      closeButtonProps={{ 'aria-label': say(ui.close) }}
    >
      <form onSubmit={go} noValidate>
        <Stack>
          <NativeSelect
            label={say(sendingWords.route)}
            value={route}
            data={routes.map((value) => ({ value, label: say(invoiceRoutes[value]) }))}
            onChange={(event) => {
              setRoute(event.currentTarget.value as InvoiceRoute)
              setError(null)
            }}
            error={problem ?? (isByMail(route) ? undefined : error)}
            data-autofocus
          />
          {isByMail(route) && (
            <TextInput
              label={say(sendingWords.to)}
              description={say(sendingWords.toWhy)}
              placeholder={invoice.email ?? ''}
              value={to}
              onChange={(event) => {
                setTo(event.currentTarget.value)
                setError(null)
              }}
              error={error}
            />
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {say(ui.cancel)}
            </Button>
            <Button type="submit" loading={send.isPending} disabled={problem !== null}>
              {say(sendingWords.send)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}
