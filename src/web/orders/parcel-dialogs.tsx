/** What is filled in of a shipment: what goes in it, how it goes, and what lies in each of its parcels. */
import { Radio, Text } from '@mantine/core'
import { useState } from 'react'
import { sumOf, type toSend } from '../../modules/fulfilment/rules.ts'
import { Shipment } from '../../modules/fulfilment/schema.ts'
import { call } from '../api.ts'
import { useChange } from '../queries.ts'
import { RowDialog } from '../records/row-dialog.tsx'
import { carriers } from '../records/sources.ts'
import { useCan } from '../session.ts'
import { Asked, ReasonAsked } from '../ui/asked.tsx'
import { FigureInput } from '../ui/figure-input.tsx'
import { useFormat, useSay } from '../ui/lang.tsx'
import { told } from '../ui/toasts.tsx'
import type { Parcel } from './leave-dialogs.tsx'
import { leavingWords } from './leaving-words.ts'
import type { WholeOrder } from './whole-order.ts'
import { orderWords } from './words.ts'

const touches = ['/orders', '/shipments']

type MakeProps = { order: WholeOrder; rest: Rest; close: () => void }
type Rest = ReturnType<typeof toSend<WholeOrder['lines'][number]>>

/** A shipment of what lies ready, or of a part of it. */
export function MakeShipmentDialog({ order, rest, close }: MakeProps) {
  const say = useSay()
  const make = useChange('POST /orders/:order/shipments', { touches, done: close })
  const [wanted, setWanted] = useState(() => rest.map(({ line, quantity }) => ({ line: line.id, quantity })))
  const lines = wanted.filter(({ quantity }) => quantity > 0)
  return (
    <Asked
      title={say(leavingWords.makeOf, { number: order.number })}
      go={say(orderWords.makeParcel)}
      isBusy={make.isPending}
      isOff={lines.length === 0}
      onGo={() => make.mutate({ order: order.id, lines })}
      close={close}
    >
      <Text>{say(leavingWords.makeWhy)}</Text>
      <Quantities
        rows={rest.map(({ line, quantity }) => ({ id: line.id, name: line.name, most: quantity }))}
        value={wanted}
        onChange={setWanted}
      />
    </Asked>
  )
}

type ContentsProps = { order: WholeOrder; parcel: Parcel; first: Parcel; close: () => void }

/** What of a shipment lies in one of its further parcels. */
export function ContentsDialog({ order, parcel, first, close }: ContentsProps) {
  const say = useSay()
  const put = useChange('PUT /shipments/:shipment/contents', {
    touches,
    done: () => {
      told(say(leavingWords.contentsKept, { number: parcel.number }))
      close()
    },
  })
  const [inside, setInside] = useState(parcel.contents)
  const rows = order.lines
    .map(({ id, name }) => ({ id, name, most: sumOf(first.contents, id) + sumOf(parcel.contents, id) }))
    .filter(({ most }) => most > 0)
  return (
    <Asked
      title={say(leavingWords.contentsOf, { number: parcel.number })}
      go={say(leavingWords.keepContents)}
      isBusy={put.isPending}
      onGo={() => put.mutate({ shipment: parcel.id, lines: inside.filter(({ quantity }) => quantity > 0) })}
      close={close}
    >
      <Text>{say(leavingWords.contentsWhy, { number: first.number })}</Text>
      <Quantities rows={rows} value={inside} onChange={setInside} />
    </Asked>
  )
}

type Quantity = { readonly line: string; readonly quantity: number }
type QuantitiesProps = {
  rows: readonly { id: string; name: string; most: number }[]
  value: readonly Quantity[]
  onChange: (value: Quantity[]) => void
}

function Quantities({ rows, value, onChange }: QuantitiesProps) {
  const say = useSay()
  const format = useFormat()
  return rows.map(({ id, name, most }) => (
    <FigureInput
      key={id}
      label={name}
      description={say(leavingWords.most, { count: format.decimal(most, 3) })}
      value={sumOf(value, id)}
      onChange={(quantity) =>
        onChange([...value.filter(({ line }) => line !== id), { line: id, quantity: quantity ?? 0 }])
      }
      decimals={3}
    />
  ))
}

/** A parcel that never arrives. */
export function LostDialog({ parcel, close }: { parcel: Parcel; close: () => void }) {
  const say = useSay()
  const [remedy, setRemedy] = useState<'send-again' | 'credit'>('send-again')
  const lose = useChange('POST /shipments/:shipment/lost', {
    touches: [...touches, '/planning', '/tasks'],
    done: () => {
      told(say(leavingWords.lostNow, { number: parcel.number }))
      close()
    },
  })
  return (
    <ReasonAsked
      title={say(leavingWords.lostOf, { number: parcel.number })}
      go={say(leavingWords.lost)}
      label={say(leavingWords.reason)}
      isBusy={lose.isPending}
      onGo={(reason) => lose.mutate({ shipment: parcel.id, remedy, reason })}
      close={close}
    >
      <Text>{say(leavingWords.lostWhy)}</Text>
      <Radio.Group
        label={say(leavingWords.lostThen)}
        value={remedy}
        onChange={(value) => setRemedy(value === 'credit' ? 'credit' : 'send-again')}
      >
        <Radio value="send-again" label={say(leavingWords.sendAgain)} mt={4} />
        <Radio value="credit" label={say(leavingWords.creditIt)} mt={4} />
      </Radio.Group>
    </ReasonAsked>
  )
}

const ways = ['connection', 'parcelKind', 'needsSignature', 'insured', 'weightGrams'] as const

/** How a parcel goes, until its label is made. */
export function WayDialog({ parcel, close }: { parcel: Parcel; close: () => void }) {
  const say = useSay()
  const can = useCan()
  const fields = can('apps.see') ? ways : ways.slice(1)
  return (
    <RowDialog
      record={Shipment}
      fields={fields}
      title={say(leavingWords.wayOf, { number: parcel.number })}
      note={<Text>{say(leavingWords.wayWhy)}</Text>}
      initial={parcel}
      sources={{ connection: carriers }}
      save={(values) =>
        call('PATCH /shipments/:shipment', {
          // No carrier is own delivery.
          ...(can('apps.see') ? { connection: null } : {}),
          ...values,
          shipment: parcel.id,
          version: parcel.version,
        })
      }
      touches={touches}
      close={close}
    />
  )
}
