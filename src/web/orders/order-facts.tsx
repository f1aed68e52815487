/** How the order stands, with the fields that may be changed in their place. */
import { Link } from '@tanstack/react-router'
import type { Day } from '../../base/day.ts'
import { Order } from '../../modules/orders/schema.ts'
import { fileUrl } from '../api.ts'
import { useCan } from '../session.ts'
import { useFormat, useSay } from '../ui/lang.tsx'
import { Facts } from '../ui/page.tsx'
import { EditableFact } from './editable-fact.tsx'
import { DeliveryMark } from './state-pills.tsx'
import type { WholeOrder } from './whole-order.ts'
import { orderWords } from './words.ts'

export function OrderFacts({ order }: { order: WholeOrder }) {
  const say = useSay()
  const format = useFormat()
  const can = useCan()
  const isOpen = order.phase !== 'cancelled' && can('orders.change')
  const edit = (field: 'wishedDay' | 'reference' | 'note' | 'shippingMethod', shown: string | null) => (
    <EditableFact
      order={order}
      field={field}
      label={say(Order.fields[field].words)}
      shown={shown}
      isOpen={isOpen}
    />
  )
  const day = (value: Day | null) => value && format.longDay(value)
  return (
    <Facts
      facts={[
        [say(orderWords.channel), order.channelName],
        [say(orderWords.webshopNumber), order.externalNumber],
        ...(order.quote && can('quotes.see')
          ? [
              [
                say(Order.fields.quote.words),
                <Link key="quote" to="/quotes/$quote" params={{ quote: order.quote }}>
                  {say(orderWords.seeQuote)}
                </Link>,
              ] as const,
            ]
          : []),
        [say(orderWords.placed), format.moment(order.placedAt)],
        [say(orderWords.delivery), <DeliveryMark key="delivery" delivery={order.delivery} />],
        [say(orderWords.shippingMethod), edit('shippingMethod', order.shippingMethod || null)],
        [say(orderWords.wished), edit('wishedDay', day(order.wishedDay))],
        [say(orderWords.planned), day(order.plannedDay)],
        [say(orderWords.paymentMethod), order.paymentMethod || null],
        [say(orderWords.reference), edit('reference', order.reference)],
        [say(Order.fields.note.words), edit('note', order.note)],
        ...(order.termsAccepted
          ? [[say(orderWords.terms), <Terms key="terms" accepted={order.termsAccepted} />] as const]
          : []),
      ]}
    />
  )
}

/** The version that held when the order was placed; who may read it can open it. */
function Terms({ accepted }: { accepted: NonNullable<WholeOrder['termsAccepted']> }) {
  const say = useSay()
  const format = useFormat()
  const can = useCan()
  const { title, number, language, url, file } = accepted
  const name = say(orderWords.termsVersion, { title, number, language: format.language(language) })
  const to = url ?? (file && can('settings.see') ? fileUrl('GET /files/:file', { file }) : null)
  return to ? (
    <a href={to} target="_blank" rel="noopener">
      {name}
    </a>
  ) : (
    name
  )
}
