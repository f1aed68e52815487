/** How an invoice went to its customer: each route with its state and reason, sending it again, and the link of its own. */
import { ActionIcon, Button, Group, Text, TextInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Copy } from 'lucide-react'
import { useId, useState } from 'react'
import { can as allowed } from '../../modules/invoicing/rules/deliveries.ts'
import { invoiceRoutes } from '../../modules/organisations/schema.ts'
import type { Answered } from '../calls.ts'
import { useChange, useRead } from '../queries.ts'
import styles from '../records/rows.module.css'
import { useCan, useMe } from '../session.ts'
import { copied } from '../ui/copied.ts'
import { useFormat, useLang, useSay } from '../ui/lang.tsx'
import { later } from '../ui/later.tsx'
import { Panel } from '../ui/page.tsx'
import { Trouble } from '../ui/states.tsx'
import { told } from '../ui/toasts.tsx'
import { DeliveryPill } from './delivery-pill.tsx'
import { sendingWords } from './sending-words.ts'
import type { WholeInvoice } from './whole-invoice.ts'

const SendDialog = later(() => import('./send-dialog.tsx').then((module) => module.SendDialog))

type Told = Answered<'GET /invoices/:invoice/deliveries'>
type Delivery = Told['rows'][number]

export function DeliveriesPanel({ invoice }: { invoice: WholeInvoice }) {
  const say = useSay()
  const can = useCan()
  const [isSending, setSending] = useState(false)
  const found = useRead('GET /invoices/:invoice/deliveries', { invoice: invoice.id })
  return (
    <Panel
      title={say(sendingWords.deliveries)}
      actions={
        can('invoices.send') && (
          <Button variant="default" onClick={() => setSending(true)}>
            {say(sendingWords.send)}
          </Button>
        )
      }
    >
      {found.isError && <Trouble error={found.error} retry={() => void found.refetch()} />}
      {found.data?.rows.length === 0 && <Text c="dimmed">{say(sendingWords.noDeliveries)}</Text>}
      <ul className={styles.rows}>
        {found.data?.rows.map((delivery) => (
          <One key={delivery.id} delivery={delivery} />
        ))}
      </ul>
      {found.data && <OwnLink invoice={invoice} link={found.data.link} />}
      {isSending && (
        <SendDialog invoice={invoice} deliveries={found.data?.rows ?? []} close={() => setSending(false)} />
      )}
    </Panel>
  )
}

function One({ delivery }: { delivery: Delivery }) {
  const say = useSay()
  const format = useFormat()
  const can = useCan()
  const lang = useLang()
  const route = say(invoiceRoutes[delivery.route])
  // Written to stand in the sentence of a task; here it is one of its own.
  const error = (lang === 'nl' ? delivery.error : delivery.errorEn)?.replace(/^./, (first) =>
    first.toUpperCase(),
  )
  const { hasMail } = useMe()
  const isKept = delivery.state === 'kept'
  const whyId = useId()
  const retry = useChange('POST /invoice-deliveries/:delivery/retry', {
    touches: ['/invoices', '/tasks'],
    done: () => told(say(sendingWords.goes)),
  })
  const more = [
    delivery.round > 1 && say(sendingWords.time, { round: delivery.round }),
    delivery.recipient,
    (delivery.deliveredAt ?? delivery.sentAt) && format.moment((delivery.deliveredAt ?? delivery.sentAt)!),
  ].filter(Boolean)
  return (
    <li>
      <span className={styles.wrap}>
        {route}
        {more.length > 0 && <small> {more.join(' · ')}</small>}
      </span>
      <span className={styles.acts}>
        {delivery.message && can('messages.see') && (
          <Link to="/messages/$message" params={{ message: delivery.message }}>
            {say(sendingWords.seeMail)}
          </Link>
        )}
        <DeliveryPill state={delivery.state} />
        {can('invoices.send') && allowed.retry(delivery) === null && (
          <Button
            variant="default"
            size="compact-sm"
            loading={retry.isPending}
            disabled={isKept && !hasMail}
            aria-describedby={isKept ? whyId : undefined}
            aria-label={say(sendingWords.retryOne, { route })}
            onClick={() => retry.mutate({ delivery: delivery.id })}
          >
            {say(sendingWords.retry)}
          </Button>
        )}
      </span>
      {error && <small className={styles.wrap}>{error}</small>}
      {isKept && (
        <small className={styles.wrap} id={whyId}>
          {say(hasMail ? sendingWords.keptBefore : sendingWords.keptWhy)}
        </small>
      )}
    </li>
  )
}

/** The address itself is only fetched when somebody asks to see it. */
function OwnLink({ invoice, link }: { invoice: WholeInvoice; link: Told['link'] }) {
  const say = useSay()
  const format = useFormat()
  const can = useCan()
  const [url, setUrl] = useState<string | null>(null)
  const show = useChange('POST /invoices/:invoice/link', {
    touches: ['/invoices'],
    done: (answer) => setUrl(answer.url),
  })
  const revoke = useChange('DELETE /invoices/:invoice/link', {
    touches: ['/invoices'],
    done: () => {
      setUrl(null)
      told(say(sendingWords.revoked))
    },
  })
  if (!can('invoices.send')) return null
  const copy = () => void copied(url ?? '').then((isThere) => isThere && told(say(sendingWords.copied)))
  return (
    <div>
      {url && (
        <TextInput
          mt="sm"
          label={say(sendingWords.link)}
          description={say(sendingWords.linkWhy)}
          value={url}
          readOnly
          onFocus={(event) => event.currentTarget.select()}
          rightSection={
            <ActionIcon variant="subtle" onClick={copy} aria-label={say(sendingWords.copy)}>
              <Copy size={14} aria-hidden />
            </ActionIcon>
          }
        />
      )}
      <Group mt="sm" gap="xs">
        {link && (
          <Text c="dimmed" size="xs">
            {say(sendingWords.linkUntil, { moment: format.moment(link.endsAt) })} ·{' '}
            {link.seenAt
              ? say(sendingWords.linkSeen, { moment: format.moment(link.seenAt) })
              : say(sendingWords.linkUnseen)}
          </Text>
        )}
        {!url && (
          <Button
            variant="default"
            size="compact-sm"
            loading={show.isPending}
            onClick={() => show.mutate({ invoice: invoice.id })}
          >
            {say(link ? sendingWords.showLink : sendingWords.makeLink)}
          </Button>
        )}
        {link && (
          <Button
            variant="default"
            size="compact-sm"
            loading={revoke.isPending}
            onClick={() => revoke.mutate({ invoice: invoice.id })}
          >
            {say(sendingWords.revoke)}
          </Button>
        )}
      </Group>
    </div>
  )
}
