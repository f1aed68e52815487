/** What is asked before goods leave the house: set ready, handed to the carrier, or taken along by the customer. */
import { Alert, Checkbox, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { canStillChange } from '../../modules/fulfilment/rules.ts'
import type { Answered } from '../calls.ts'
import { useChange } from '../queries.ts'
import { Asked } from '../ui/asked.tsx'
import { useFormat, useSay } from '../ui/lang.tsx'
import { told } from '../ui/toasts.tsx'
import { leavingWords } from './leaving-words.ts'
import { MailChoice, mailSaid } from './mail-choice.tsx'
import type { WholeOrder } from './whole-order.ts'

export type Parcel = Answered<'GET /orders/:order/shipments'>['rows'][number]

const touches = ['/orders', '/shipments', '/planning', '/messages', '/products']

export function ReadyDialog({ order, close }: { order: WholeOrder; close: () => void }) {
  const say = useSay()
  const [mail, setMail] = useState<boolean | null>(null)
  const isPickup = order.delivery === 'pickup'
  const ready = useChange('POST /orders/:order/ready', {
    touches,
    done: () => {
      told(say(leavingWords.readyNow, { number: order.number }))
      close()
    },
  })
  return (
    <Asked
      title={say(leavingWords.readyOf, { number: order.number })}
      go={say(leavingWords.ready)}
      isBusy={ready.isPending}
      onGo={() => ready.mutate({ order: order.id, ...mailSaid(mail) })}
      close={close}
    >
      <Text>{say(isPickup ? leavingWords.readyWhyPickup : leavingWords.readyWhyShip)}</Text>
      {isPickup && <MailChoice order={order.id} event="order.ready" value={mail} onChange={setMail} />}
    </Asked>
  )
}

type HandOverProps = { order: WholeOrder; parcels: readonly Parcel[]; close: () => void }

/** `parcels` leave together, the first of them is the shipment. */
export function HandOverDialog({ order, parcels, close }: HandOverProps) {
  const say = useSay()
  const [mail, setMail] = useState<boolean | null>(null)
  const [code, setCode] = useState('')
  const [link, setLink] = useState('')
  const [isOther, setOther] = useState(false)
  const first = parcels[0]!
  const [carrier, setCarrier] = useState(first.carrierTitle)
  const isBare = canStillChange(first.state)
  const needsCode = isBare && (first.connection !== null || isOther)
  const handOver = useChange('POST /shipments/:shipment/hand-over', {
    touches,
    done: () => {
      told(say(leavingWords.goneNow, { number: order.number }))
      close()
    },
  })
  return (
    <Asked
      title={say(leavingWords.handOverOf, { number: first.number })}
      go={say(leavingWords.handOver)}
      isBusy={handOver.isPending}
      isOff={needsCode && (!code.trim() || !carrier.trim())}
      onGo={() =>
        handOver.mutate({
          shipment: first.id,
          ...(needsCode ? { trackingCode: code.trim(), carrierTitle: carrier.trim() } : {}),
          ...(needsCode && link.trim() ? { trackingUrl: link.trim() } : {}),
          ...mailSaid(mail),
        })
      }
      close={close}
    >
      <Text>
        {say(leavingWords.handOverWhy, {
          count: parcels.length,
          carrier: first.carrierTitle || say(leavingWords.ownDelivery),
        })}
      </Text>
      {isBare && first.connection === null && (
        <Checkbox
          label={say(leavingWords.otherCarrier)}
          checked={isOther}
          onChange={(event) => setOther(event.currentTarget.checked)}
        />
      )}
      {needsCode && (
        <TextInput
          label={say(leavingWords.carrier)}
          value={carrier}
          onChange={(event) => setCarrier(event.currentTarget.value)}
          maxLength={80}
          required
        />
      )}
      {needsCode && (
        <TextInput
          label={say(leavingWords.code)}
          {...(isOther ? {} : { description: say(leavingWords.codeWhy) })}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          maxLength={100}
          required
        />
      )}
      {needsCode && (
        <TextInput
          type="url"
          label={say(leavingWords.link)}
          description={say(leavingWords.linkWhy)}
          placeholder="https://"
          value={link}
          onChange={(event) => setLink(event.currentTarget.value)}
          maxLength={2000}
        />
      )}
      <MailChoice
        order={order.id}
        event="order.shipped"
        detail={{ shipment: first.id }}
        value={mail}
        onChange={setMail}
      />
    </Asked>
  )
}

export function CollectedDialog({ order, close }: { order: WholeOrder; close: () => void }) {
  const say = useSay()
  const format = useFormat()
  const [by, setBy] = useState('')
  const [isAnyway, setAnyway] = useState(false)
  const isDue = order.due > 0 && order.payment !== 'on_account'
  const collected = useChange('POST /orders/:order/collected', {
    touches,
    done: () => {
      told(say(leavingWords.collectedNow, { number: order.number }))
      close()
    },
  })
  return (
    <Asked
      title={say(leavingWords.collectedOf, { number: order.number })}
      go={say(leavingWords.collected)}
      isBusy={collected.isPending}
      isOff={isDue && !isAnyway}
      onGo={() =>
        collected.mutate({
          order: order.id,
          ...(by.trim() ? { collectedBy: by.trim() } : {}),
          despitePayment: isAnyway,
        })
      }
      close={close}
    >
      <Text>{say(leavingWords.collectedWhy)}</Text>
      {isDue && (
        <Alert
          color="orange"
          role="alert"
          title={say(leavingWords.stillToPay, { amount: format.money(order.due, order.currency) })}
        >
          <Checkbox
            label={say(leavingWords.despitePayment)}
            checked={isAnyway}
            onChange={(event) => setAnyway(event.currentTarget.checked)}
          />
        </Alert>
      )}
      <TextInput
        label={say(leavingWords.takenBy)}
        placeholder={say(leavingWords.takenByExample)}
        value={by}
        onChange={(event) => setBy(event.currentTarget.value)}
        maxLength={120}
      />
    </Asked>
  )
}
