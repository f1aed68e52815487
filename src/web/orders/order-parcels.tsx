/** What left or leaves of an order: its shipments, each in one parcel or more, with what can be done with them. */
import { Button, Text } from '@mantine/core'
import { CornerDownRight, HandHelping, PackageCheck, PackagePlus, Tag, Truck } from 'lucide-react'
import { useState } from 'react'
import { canHandOver, canStillChange, togetherWith, waitingStates } from '../../modules/fulfilment/rules.ts'
import { call } from '../api.ts'
import { useChange, useRead } from '../queries.ts'
import { useCan } from '../session.ts'
import { useFormat, useSay } from '../ui/lang.tsx'
import { openFile } from '../ui/open-file.ts'
import { Panel } from '../ui/page.tsx'
import { Popup, PopupLine } from '../ui/popup.tsx'
import { told } from '../ui/toasts.tsx'
import { CollectedDialog, HandOverDialog, ReadyDialog, type Parcel } from './leave-dialogs.tsx'
import { leavingWords } from './leaving-words.ts'
import styles from './order-page.module.css'
import { ParcelPill } from './parcel-pill.tsx'
import type { WholeOrder } from './whole-order.ts'
import { orderWords } from './words.ts'

const touches = ['/orders', '/shipments']

export function OrderParcels({ order }: { order: WholeOrder }) {
  const say = useSay()
  const can = useCan()
  const found = useRead(
    'GET /orders/:order/shipments',
    { order: order.id },
    { isEnabled: can('fulfilment.see') },
  )
  const rows = (found.data?.rows ?? []).filter((one) => one.orderId === order.id)
  const make = useChange('POST /orders/:order/shipments', { touches })
  if (!can('fulfilment.see')) return null
  const mayChange = can('fulfilment.change') && order.phase === 'open'
  const isWaiting = rows.some((one) => waitingStates.includes(one.state))
  const isHere = order.lines.some((line) => line.reserved + line.picked > 0)
  return (
    <Panel
      title={say(orderWords.parcels)}
      actions={
        mayChange &&
        !isWaiting &&
        isHere && (
          <Button
            variant="default"
            leftSection={<PackagePlus size={14} aria-hidden />}
            loading={make.isPending}
            disabled={order.holds.length > 0}
            aria-describedby={order.holds.length > 0 ? 'why-not-plan' : undefined}
            onClick={() => make.mutate({ order: order.id })}
          >
            {say(orderWords.makeParcel)}
          </Button>
        )
      }
    >
      {rows.length === 0 && <Text c="dimmed">{say(orderWords.noParcels)}</Text>}
      <ul className={styles.papers}>
        {rows
          .filter((one) => one.partOf === null)
          .flatMap((first) => [
            <One key={first.id} order={order} shipment={first} all={rows} mayChange={mayChange} />,
            ...rows
              .filter((one) => one.partOf === first.id)
              .map((one) => <Further key={one.id} parcel={one} mayChange={mayChange} />),
          ])}
      </ul>
    </Panel>
  )
}

type OneProps = { order: WholeOrder; shipment: Parcel; all: readonly Parcel[]; mayChange: boolean }

/** A shipment as a whole; its own label is that of its first parcel. */
function One({ order, shipment, all, mayChange }: OneProps) {
  const say = useSay()
  const [asking, setAsking] = useState<'ready' | 'hand-over' | 'collected' | null>(null)
  const close = () => setAsking(null)
  const parcels = togetherWith(shipment, all)
  const isWaiting = mayChange && waitingStates.includes(shipment.state)
  const isHeld = order.holds.length > 0
  const problem = shipment.kind === 'ship' && isWaiting ? canHandOver(parcels) : null
  const bare = parcels.find((one, i) => i > 0 && one.state !== 'labelled')
  const why =
    problem === null
      ? null
      : bare
        ? say(leavingWords.labelMissing, { number: bare.number })
        : say(leavingWords.busyLabel, { number: shipment.number })
  const isOff = isHeld || problem !== null
  const whyId = why ? `why-not-${shipment.id}` : isHeld ? 'why-not-plan' : undefined
  const isPacked = shipment.packedAt !== null
  return (
    <li>
      <Face parcel={shipment} />
      {parcels.length > 1 && <span>{say(leavingWords.parcels, { count: parcels.length })}</span>}
      {isPacked && isWaiting && shipment.kind === 'ship' && <span>{say(leavingWords.packed)}</span>}
      <span className={styles.steps}>
        <OpenLabel parcel={shipment} />
        {isWaiting && <MakeLabel parcels={parcels} isOff={isHeld} />}
        {isWaiting && !isPacked && (
          <Button
            variant="default"
            leftSection={<PackageCheck size={14} aria-hidden />}
            disabled={isHeld}
            onClick={() => setAsking('ready')}
          >
            {say(leavingWords.ready)}
          </Button>
        )}
        {isWaiting && shipment.kind === 'ship' && (
          <Button
            variant="default"
            leftSection={<Truck size={14} aria-hidden />}
            disabled={isOff}
            aria-describedby={isOff ? whyId : undefined}
            onClick={() => setAsking('hand-over')}
          >
            {say(leavingWords.handOver)}
          </Button>
        )}
        {isWaiting && shipment.kind === 'pickup' && (
          <Button
            variant="default"
            leftSection={<HandHelping size={14} aria-hidden />}
            disabled={isHeld}
            onClick={() => setAsking('collected')}
          >
            {say(leavingWords.collected)}
          </Button>
        )}
        {isWaiting && <More parcel={shipment} />}
      </span>
      {why && (
        <Text id={`why-not-${shipment.id}`} c="dimmed" className={styles.why ?? ''}>
          {why}
        </Text>
      )}
      {asking === 'ready' && <ReadyDialog order={order} close={close} />}
      {asking === 'hand-over' && <HandOverDialog order={order} parcels={parcels} close={close} />}
      {asking === 'collected' && <CollectedDialog order={order} close={close} />}
    </li>
  )
}

function Further({ parcel, mayChange }: { parcel: Parcel; mayChange: boolean }) {
  return (
    <li>
      <CornerDownRight size={14} aria-hidden />
      <Face parcel={parcel} />
      <span className={styles.steps}>
        <OpenLabel parcel={parcel} />
        {mayChange && waitingStates.includes(parcel.state) && (
          <>
            <MakeLabel parcels={[parcel]} isOff={false} />
            <More parcel={parcel} />
          </>
        )}
      </span>
    </li>
  )
}

function Face({ parcel }: { parcel: Parcel }) {
  const say = useSay()
  const format = useFormat()
  return (
    <>
      <span>{parcel.number}</span>
      <ParcelPill state={parcel.state} />
      {parcel.trackingUrl ? (
        <a href={parcel.trackingUrl} target="_blank" rel="noopener noreferrer">
          {parcel.trackingCode}
        </a>
      ) : (
        parcel.trackingCode && <span>{parcel.trackingCode}</span>
      )}
      {parcel.toldShopAt && (
        <Text component="span" c="dimmed">
          {say(leavingWords.tellsLater, { moment: format.moment(parcel.toldShopAt) })}
        </Text>
      )}
      {parcel.problem && <Text component="span">{parcel.problem}</Text>}
    </>
  )
}

function OpenLabel({ parcel }: { parcel: Parcel }) {
  const say = useSay()
  const file = parcel.labelFile
  if (!file) return null
  return (
    <Button
      variant="default"
      leftSection={<Tag size={14} aria-hidden />}
      onClick={() => void openFile(() => call('GET /files/:file', { file }), say, say(orderWords.openLabel))}
    >
      {say(orderWords.openLabel)}
    </Button>
  )
}

/** The labels that a shipment still lacks, of all its parcels at once. */
function MakeLabel({ parcels, isOff }: { parcels: readonly Parcel[]; isOff: boolean }) {
  const say = useSay()
  const label = useChange('POST /shipments/:shipment/label', {
    touches,
    done: () => told(say(orderWords.labelAsked)),
  })
  const first = parcels[0]!
  if (!parcels.some((one) => one.connection !== null && canStillChange(one.state))) return null
  return (
    <Button
      variant="default"
      leftSection={<Tag size={14} aria-hidden />}
      loading={label.isPending}
      disabled={isOff}
      onClick={() => label.mutate({ shipment: first.id })}
    >
      {say(orderWords.makeLabel)}
    </Button>
  )
}

function More({ parcel }: { parcel: Parcel }) {
  const say = useSay()
  const { number } = parcel
  const given = { shipment: parcel.id }
  const add = useChange('POST /shipments/:shipment/parcels', {
    touches,
    done: () => told(say(leavingWords.parcelAdded)),
  })
  const back = useChange('POST /shipments/:shipment/take-label-back', {
    touches,
    done: () => told(say(leavingWords.takingBack)),
  })
  const drop = useChange('POST /shipments/:shipment/cancel', {
    touches,
    done: () => told(say(leavingWords.dropped, { number })),
  })
  const line =
    (text: string, run: () => void, isOff = false) =>
    (close: () => void) => (
      <PopupLine
        key={text}
        isOff={isOff}
        onClick={() => {
          close()
          run()
        }}
      >
        {text}
      </PopupLine>
    )
  const isBusy = parcel.state === 'label_requested' || parcel.state === 'void_requested'
  const lines = [
    ...(parcel.kind === 'ship' && parcel.partOf === null
      ? [line(say(leavingWords.addParcel), () => add.mutate(given))]
      : []),
    ...(parcel.state === 'labelled' ? [line(say(leavingWords.takeLabelBack), () => back.mutate(given))] : []),
    line(
      say(parcel.partOf === null ? leavingWords.drop : leavingWords.dropParcel),
      () => drop.mutate(given),
      isBusy,
    ),
  ]
  return (
    <Popup
      isEnd
      panel={(close) => (
        <>
          {lines.map((one) => one(close))}
          {isBusy && (
            <Text c="dimmed" px="sm">
              {say(leavingWords.busyLabel, { number })}
            </Text>
          )}
        </>
      )}
    >
      {say(orderWords.more)}
      <span className="visually-hidden"> {say(leavingWords.steps, { number })}</span>
    </Popup>
  )
}
