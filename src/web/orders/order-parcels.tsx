/** What left or leaves of an order: its shipments, each in one parcel or more, with what can be done with them. */
import { Button, Text } from '@mantine/core'
import { CornerDownRight, HandHelping, PackageCheck, PackagePlus, Tag, Truck } from 'lucide-react'
import { useState } from 'react'
import {
  canBeLost,
  canHandOver,
  canStillChange,
  toSend,
  togetherWith,
  waitingStates,
} from '../../modules/fulfilment/rules.ts'
import { call } from '../api.ts'
import { useChange, useRead } from '../queries.ts'
import { useCan } from '../session.ts'
import { useFormat, useSay } from '../ui/lang.tsx'
import { later } from '../ui/later.tsx'
import { openFile } from '../ui/open-file.ts'
import { Panel } from '../ui/page.tsx'
import { Trouble } from '../ui/states.tsx'
import { Popup, PopupLine } from '../ui/popup.tsx'
import { told } from '../ui/toasts.tsx'
import type { Parcel } from './leave-dialogs.tsx'
import { leavingWords } from './leaving-words.ts'
import styles from './order-page.module.css'
import { ParcelPill } from './parcel-pill.tsx'
import type { WholeOrder } from './whole-order.ts'
import { orderWords } from './words.ts'

const CollectedDialog = later(() => import('./leave-dialogs.tsx').then((module) => module.CollectedDialog))
const HandOverDialog = later(() => import('./leave-dialogs.tsx').then((module) => module.HandOverDialog))
const ReadyDialog = later(() => import('./leave-dialogs.tsx').then((module) => module.ReadyDialog))

const MakeShipmentDialog = later(() =>
  import('./parcel-dialogs.tsx').then((module) => module.MakeShipmentDialog),
)
const ContentsDialog = later(() => import('./parcel-dialogs.tsx').then((module) => module.ContentsDialog))
const LostDialog = later(() => import('./parcel-dialogs.tsx').then((module) => module.LostDialog))
const WayDialog = later(() => import('./parcel-dialogs.tsx').then((module) => module.WayDialog))

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
  const [isMaking, setMaking] = useState(false)
  if (!can('fulfilment.see')) return null
  const mayChange = can('fulfilment.change') && order.phase === 'open'
  const held = rows.filter((one) => waitingStates.includes(one.state)).flatMap((one) => one.contents)
  const rest = toSend(order.lines, held)
  return (
    <Panel
      title={say(orderWords.parcels)}
      actions={
        mayChange &&
        found.data &&
        rest.length > 0 && (
          <Button
            variant="default"
            leftSection={<PackagePlus size={14} aria-hidden />}
            disabled={order.holds.length > 0}
            aria-describedby={order.holds.length > 0 ? 'why-not-plan' : undefined}
            onClick={() => setMaking(true)}
          >
            {say(orderWords.makeParcel)}
          </Button>
        )
      }
    >
      {isMaking && <MakeShipmentDialog order={order} rest={rest} close={() => setMaking(false)} />}
      {found.isError && <Trouble error={found.error} retry={() => void found.refetch()} />}
      {found.data && rows.length === 0 && <Text c="dimmed">{say(orderWords.noParcels)}</Text>}
      <ul className={styles.papers}>
        {rows
          .filter((one) => one.partOf === null)
          .flatMap((first) => [
            <One key={first.id} order={order} shipment={first} all={rows} mayChange={mayChange} />,
            ...rows
              .filter((one) => one.partOf === first.id)
              .map((one) => (
                <Further key={one.id} order={order} parcel={one} first={first} mayChange={mayChange} />
              )),
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
      <Face parcel={shipment} order={order} />
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
        <More order={order} parcel={shipment} first={shipment} mayChange={isWaiting} />
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

type PartProps = { order: WholeOrder; parcel: Parcel; first: Parcel; mayChange: boolean }

function Further({ order, parcel, first, mayChange }: PartProps) {
  const isWaiting = mayChange && waitingStates.includes(parcel.state)
  return (
    <li>
      <CornerDownRight size={14} aria-hidden />
      <Face parcel={parcel} order={order} />
      <span className={styles.steps}>
        <OpenLabel parcel={parcel} />
        {isWaiting && <MakeLabel parcels={[parcel]} isOff={false} />}
        <More order={order} parcel={parcel} first={first} mayChange={isWaiting} />
      </span>
    </li>
  )
}

function Face({ parcel, order }: { parcel: Parcel; order: WholeOrder }) {
  const say = useSay()
  const format = useFormat()
  return (
    <>
      <span>{parcel.number}</span>
      <ParcelPill state={parcel.state} />
      {parcel.state !== 'cancelled' && <Contents parcel={parcel} order={order} />}
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

function Contents({ parcel, order }: { parcel: Parcel; order: WholeOrder }) {
  const format = useFormat()
  const names = new Map(order.lines.map(({ id, name }) => [id, name]))
  return (
    <Text component="span" c="dimmed">
      {parcel.contents
        .map(({ line, quantity }) => `${format.decimal(quantity, 3)} × ${names.get(line) ?? '–'}`)
        .join(', ')}
    </Text>
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

function More({ order, parcel, first, mayChange }: PartProps) {
  const say = useSay()
  const can = useCan()
  const [asking, setAsking] = useState<'contents' | 'way' | 'lost' | null>(null)
  const stop = () => setAsking(null)
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
  const line = (text: string, run: () => unknown, isOff = false) => (
    <PopupLine key={text} isOff={isOff} onClick={run}>
      {text}
    </PopupLine>
  )
  const isBusy = parcel.state === 'label_requested' || parcel.state === 'void_requested'
  if (parcel.state === 'cancelled') return null
  const slip = () =>
    openFile(() => call('POST /shipments/:shipment/packing-slip', given), say, say(leavingWords.slip))
  const changes = [
    ...(canStillChange(parcel.state) && parcel.kind === 'ship'
      ? [line(say(leavingWords.way), () => setAsking('way'))]
      : []),
    ...(parcel.partOf !== null ? [line(say(leavingWords.contents), () => setAsking('contents'))] : []),
    ...(parcel.kind === 'ship' && parcel.partOf === null
      ? [line(say(leavingWords.addParcel), () => add.mutateAsync(given))]
      : []),
    ...(parcel.state === 'labelled'
      ? [line(say(leavingWords.takeLabelBack), () => back.mutateAsync(given))]
      : []),
    line(
      say(parcel.partOf === null ? leavingWords.drop : leavingWords.dropParcel),
      () => drop.mutateAsync(given),
      isBusy,
    ),
  ]
  const lines = [
    line(say(leavingWords.slip), slip),
    ...(mayChange ? changes : []),
    ...(canBeLost(parcel) && can('fulfilment.change')
      ? [line(say(leavingWords.lost), () => setAsking('lost'))]
      : []),
  ]
  return (
    <>
      <Popup
        isEnd
        panel={() => (
          <>
            {lines}
            {mayChange && isBusy && (
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
      {asking === 'contents' && <ContentsDialog order={order} parcel={parcel} first={first} close={stop} />}
      {asking === 'lost' && <LostDialog parcel={parcel} close={stop} />}
      {asking === 'way' && <WayDialog parcel={parcel} close={stop} />}
    </>
  )
}
