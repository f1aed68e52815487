/** Who bought, and where it goes. */
import { Button, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { AddressSnapshot } from '../../modules/orders/schema.ts'
import { useCan } from '../session.ts'
import { useFormat, useSay } from '../ui/lang.tsx'
import { later } from '../ui/later.tsx'
import { leavingWords } from './leaving-words.ts'
import styles from './order-page.module.css'
import type { WholeOrder } from './whole-order.ts'
import { orderWords } from './words.ts'

const AddressDialog = later(() => import('./address-dialog.tsx').then((module) => module.AddressDialog))

export function CustomerFacts({ order }: { order: WholeOrder }) {
  const say = useSay()
  const can = useCan()
  const [isMoving, setMoving] = useState(false)
  const mayMove = can('orders.change') && order.phase === 'open' && order.delivery === 'ship'
  return (
    <div className={styles.customer}>
      <div>
        <strong>
          {order.contact && can('customers.see') ? (
            <Link to="/customers/$customer" params={{ customer: order.contact }}>
              {order.customerName}
            </Link>
          ) : (
            order.customerName
          )}
        </strong>
        {order.company && <div>{order.company}</div>}
        {order.email && (
          <div>
            <a href={`mailto:${order.email}`}>{order.email}</a>
          </div>
        )}
        {order.phone && (
          <div>
            <a href={`tel:${order.phone}`}>{order.phone}</a>
          </div>
        )}
        {order.vatNumber && (
          <div>
            {say(orderWords.vatNumber)}: {order.vatNumber}
          </div>
        )}
      </div>
      <Address title={say(orderWords.billing)} address={order.billing} />
      {order.shipping ? (
        <Address title={say(orderWords.shippingTo)} address={order.shipping} />
      ) : (
        <div>
          <h3>{say(orderWords.shippingTo)}</h3>
          <Text c="dimmed">{say(orderWords.sameAddress)}</Text>
        </div>
      )}
      {mayMove && (
        <Button variant="default" onClick={() => setMoving(true)}>
          {say(leavingWords.changeAddress)}
        </Button>
      )}
      {isMoving && <AddressDialog order={order} close={() => setMoving(false)} />}
    </div>
  )
}

function Address({ title, address }: { title: string; address: AddressSnapshot }) {
  const format = useFormat()
  const number = [address.houseNumber, address.houseNumberSuffix].filter(Boolean).join(' ')
  const lines = [
    address.company,
    address.name,
    `${address.street} ${number}`,
    `${address.postcode} ${address.city}`,
    format.place(address.country),
  ].filter(Boolean)
  return (
    <div>
      <h3>{title}</h3>
      <address>
        {lines.map((line) => (
          <div key={line}>{line}</div>
        ))}
      </address>
    </div>
  )
}
