/** One invoice: the PDF at the left once it was printed, its lines and totals, and what can still be done with it. */
import { Button, Skeleton, Text } from '@mantine/core'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { FileCheck } from 'lucide-react'
import { useState } from 'react'
import { Invoice, invoiceKinds } from '../../modules/invoicing/schema.ts'
import { useChange, useRead } from '../queries.ts'
import styles from '../records/rows.module.css'
import { useCan } from '../session.ts'
import { ConfirmPreview } from '../ui/confirm-preview.tsx'
import { useFormat, useSay } from '../ui/lang.tsx'
import { Facts, Page, Panel } from '../ui/page.tsx'
import { Trouble } from '../ui/states.tsx'
import { later } from '../ui/later.tsx'
import { told } from '../ui/toasts.tsx'
import { CollectingSteps } from './collecting-steps.tsx'
import { CreditStep } from './credit-step.tsx'
import { DeliveriesPanel } from './deliveries-panel.tsx'
import { FindingsPanel } from './findings-panel.tsx'
import { LettersPanel } from './letters-panel.tsx'
import { WhyVat } from '../vat/why-vat.tsx'
import { InvoiceLines, InvoiceTotals } from './invoice-lines.tsx'
import { InvoicePill } from './invoice-pill.tsx'
import { PdfPanel } from './pdf-panel.tsx'
import type { WholeInvoice } from './whole-invoice.ts'
import { invoiceWords } from './words.ts'

const EditDialog = later(() => import('./edit-dialog.tsx').then((module) => module.EditDialog))

export function InvoicePage() {
  const say = useSay()
  const { invoice: id } = useParams({ from: '/inside/invoices/$invoice' })
  const found = useRead('GET /invoices/:invoice', { invoice: id })
  const back = { label: say(invoiceWords.title), link: { to: '/invoices' } } as const
  if (found.isError) return <Trouble error={found.error} retry={() => void found.refetch()} level={1} />
  const invoice = found.data
  if (!invoice)
    return (
      <Page title="…" back={back}>
        <Skeleton height={240} />
      </Page>
    )
  return (
    <Page
      title={invoice.number ?? say(invoiceWords.conceptOf, { name: invoice.customerName })}
      back={back}
      beside={<InvoicePill state={invoice.state} />}
      actions={
        invoice.state === 'concept' ? (
          <Steps invoice={invoice} />
        ) : (
          <>
            <CreditStep invoice={invoice} />
            <CollectingSteps invoice={invoice} />
          </>
        )
      }
    >
      <div className={styles.columns}>
        <div>
          {invoice.state === 'concept' && <FindingsPanel invoice={invoice} />}
          <Panel title={say(invoiceWords.lines)} actions={<WhyVat about={{ invoice: invoice.id }} />}>
            {invoice.document ? (
              <InvoiceLines document={invoice.document} currency={invoice.currency} />
            ) : (
              <Text c="dimmed">{say(invoiceWords.noContent)}</Text>
            )}
          </Panel>
          {invoice.number && <PdfPanel invoice={invoice} />}
        </div>
        <aside aria-label={say(invoiceWords.facts)}>
          <Panel title={say(invoiceWords.facts)}>
            <InvoiceFacts invoice={invoice} />
          </Panel>
          {invoice.number && (
            <>
              <DeliveriesPanel invoice={invoice} />
              <LettersPanel invoice={invoice} />
            </>
          )}
        </aside>
      </div>
    </Page>
  )
}

function InvoiceFacts({ invoice }: { invoice: WholeInvoice }) {
  const say = useSay()
  const format = useFormat()
  const { fields } = Invoice
  const link = (text: string, to: 'contact' | 'order' | 'credits') => {
    if (to === 'contact' && invoice.contact)
      return (
        <Link to="/customers/$customer" params={{ customer: invoice.contact }}>
          {text}
        </Link>
      )
    if (to === 'order' && invoice.orderId)
      return (
        <Link to="/orders/$order" params={{ order: invoice.orderId }}>
          {text}
        </Link>
      )
    if (to === 'credits' && invoice.credits)
      return (
        <Link to="/invoices/$invoice" params={{ invoice: invoice.credits }}>
          {text}
        </Link>
      )
    return text
  }
  return (
    <Facts
      facts={[
        [
          say(fields.kind.words),
          say(invoice.isDeposit ? fields.isDeposit.words : invoiceKinds[invoice.kind]),
        ],
        [say(fields.customerName.words), link(invoice.customerName, 'contact')],
        [say(fields.email.words), invoice.email],
        ...(invoice.orderId
          ? [
              [
                say(invoiceWords.order),
                link(invoice.document?.orderNumber ?? say(invoiceWords.seeOrder), 'order'),
              ] as const,
            ]
          : []),
        ...(invoice.credits
          ? [[say(invoiceWords.credits), link(say(invoiceKinds.invoice), 'credits')] as const]
          : []),
        [say(fields.day.words), invoice.day && format.day(invoice.day)],
        [say(fields.dueDay.words), invoice.dueDay && format.day(invoice.dueDay)],
        [say(fields.sentAt.words), invoice.sentAt && format.moment(invoice.sentAt)],
        [say(fields.total.words), format.money(invoice.total, invoice.currency)],
        [say(fields.due.words), format.money(invoice.due, invoice.currency)],
        ...(invoice.state === 'written-off'
          ? ([
              [say(fields.writtenOff.words), format.money(invoice.writtenOff, invoice.currency)],
              [say(fields.writeOffReason.words), invoice.writeOffReason],
            ] as const)
          : []),
      ]}
    />
  )
}

/** A concept can become final or go away; what is final stays as it is. */
function Steps({ invoice }: { invoice: WholeInvoice }) {
  const say = useSay()
  const can = useCan()
  const navigate = useNavigate()
  const [asking, setAsking] = useState<'edit' | 'finalise' | 'remove' | null>(null)
  const touches = ['/invoices', '/orders']
  const close = () => setAsking(null)
  const finalise = useChange('POST /invoices/:invoice/finalise', {
    touches,
    done: (answer) => {
      close()
      told(say(invoiceWords.finalised, { number: answer.number ?? '' }))
    },
  })
  const remove = useChange('DELETE /invoices/:invoice', {
    touches,
    done: () => {
      told(say(invoiceWords.removed))
      void navigate({ to: '/invoices' })
    },
  })
  return (
    <>
      {can('invoices.make') && (
        <Button variant="default" onClick={() => setAsking('remove')}>
          {say(invoiceWords.remove)}
        </Button>
      )}
      {can('invoices.make') && invoice.kind === 'invoice' && !invoice.isDeposit && (
        <Button variant="default" onClick={() => setAsking('edit')}>
          {say(invoiceWords.edit)}
        </Button>
      )}
      {can('invoices.finalise') && (
        <Button leftSection={<FileCheck size={14} aria-hidden />} onClick={() => setAsking('finalise')}>
          {say(invoiceWords.finalise)}
        </Button>
      )}
      {asking === 'edit' && <EditDialog invoice={invoice.id} close={close} />}
      {asking === 'finalise' && (
        <ConfirmPreview
          title={say(invoiceWords.finaliseTitle)}
          go={say(invoiceWords.finalise)}
          isBusy={finalise.isPending}
          onGo={() => finalise.mutate({ invoice: invoice.id })}
          close={close}
        >
          <Text mb="md">{say(invoiceWords.finaliseWhy)}</Text>
          <b>{invoice.customerName}</b>
          {invoice.document && <InvoiceTotals document={invoice.document} currency={invoice.currency} />}
        </ConfirmPreview>
      )}
      {asking === 'remove' && (
        <ConfirmPreview
          title={say(invoiceWords.remove)}
          go={say(invoiceWords.remove)}
          isDangerous
          isBusy={remove.isPending}
          onGo={() => remove.mutate({ invoice: invoice.id })}
          close={close}
        >
          <Text>{say(invoiceWords.removeWhy)}</Text>
        </ConfirmPreview>
      )}
    </>
  )
}
