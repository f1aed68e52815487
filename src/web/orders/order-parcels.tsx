/** What left or leaves of an order in one go: its shipment, its label, where it is. */
import { Button, Text } from '@mantine/core'
import { PackagePlus, Tag } from 'lucide-react'
import { shipmentStates } from '../../modules/fulfilment/schema.ts'
import { call } from '../api.ts'
import type { Answered } from '../calls.ts'
import { useChange, useRead } from '../queries.ts'
import { useCan } from '../session.ts'
import { useSay } from '../ui/lang.tsx'
import { openFile } from '../ui/open-file.ts'
import { Panel } from '../ui/page.tsx'
import { StatusPill } from '../ui/status-pill.tsx'
import type { Tone } from '../ui/theme.ts'
import { told } from '../ui/toasts.tsx'
import styles from './order-page.module.css'
import type { WholeOrder } from './whole-order.ts'
import { orderWords } from './words.ts'

type Shipment = Answered<'GET /orders/:order/shipments'>['rows'][number]

export function OrderParcels({ order }: { order: WholeOrder }) {
  const say = useSay()
  const can = useCan()
  const found = useRead(
    'GET /orders/:order/shipments',
    { order: order.id },
    { isEnabled: can('fulfilment.see') },
  )
  const rows = (found.data?.rows ?? []).filter((one) => one.orderId === order.id)
  const make = useChange('POST /orders/:order/shipments', { touches: ['/orders', '/shipments'] })
  if (!can('fulfilment.see')) return null
  const mayMake = can('fulfilment.change') && order.phase === 'open' && order.holds.length === 0
  const isWaiting = rows.some((one) => waiting.includes(one.state))
  return (
    <Panel
      title={say(orderWords.parcels)}
      actions={
        mayMake &&
        !isWaiting &&
        order.lines.some((line) => line.reserved + line.picked > 0) && (
          <Button
            variant="default"
            leftSection={<PackagePlus size={14} aria-hidden />}
            loading={make.isPending}
            onClick={() => make.mutate({ order: order.id })}
          >
            {say(orderWords.makeParcel)}
          </Button>
        )
      }
    >
      {rows.length === 0 && <Text c="dimmed">{say(orderWords.noParcels)}</Text>}
      <ul className={styles.papers}>
        {rows.map((one) => (
          <One key={one.id} shipment={one} mayChange={mayMake} />
        ))}
      </ul>
    </Panel>
  )
}

const waiting: readonly string[] = ['draft', 'label_requested', 'label_failed', 'labelled', 'ready']
const bad: readonly string[] = ['label_failed', 'exception', 'returned']
const good: readonly string[] = ['handed_over', 'in_transit', 'delivered', 'collected', 'ready', 'labelled']

const toneOf = (state: string): Tone =>
  bad.includes(state) ? 'bad' : good.includes(state) ? 'good' : 'neutral'

function One({ shipment, mayChange }: { shipment: Shipment; mayChange: boolean }) {
  const say = useSay()
  const label = useChange('POST /shipments/:shipment/label', {
    touches: ['/orders', '/shipments'],
    done: () => told(say(orderWords.labelAsked)),
  })
  const file = shipment.labelFile
  return (
    <li>
      <span>{shipment.number}</span>
      <StatusPill tone={toneOf(shipment.state)}>{say(shipmentStates[shipment.state])}</StatusPill>
      {shipment.trackingUrl && (
        <a href={shipment.trackingUrl} target="_blank" rel="noopener noreferrer">
          {shipment.trackingCode}
        </a>
      )}
      {shipment.problem && <Text component="span">{shipment.problem}</Text>}
      <span className={styles.steps}>
        {file && (
          <Button
            variant="default"
            leftSection={<Tag size={14} aria-hidden />}
            onClick={() =>
              void openFile(() => call('GET /files/:file', { file }), say, say(orderWords.openLabel))
            }
          >
            {say(orderWords.openLabel)}
          </Button>
        )}
        {mayChange && shipment.connection && ['draft', 'label_failed'].includes(shipment.state) && (
          <Button
            variant="default"
            leftSection={<Tag size={14} aria-hidden />}
            loading={label.isPending}
            onClick={() => label.mutate({ shipment: shipment.id })}
          >
            {say(orderWords.makeLabel)}
          </Button>
        )}
      </span>
    </li>
  )
}
