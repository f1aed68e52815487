/** A link to whatever something is about, when there is a screen of it. */
import { Link, type LinkProps } from '@tanstack/react-router'
import type { ReactNode } from 'react'

type Place = Pick<LinkProps, 'to' | 'params' | 'search'>

/** By table, as tasks name it, and by noun, as events do. */
const places: Readonly<Record<string, (id: string) => Place>> = {
  connections: (id) => ({ to: '/connections/$connection', params: { connection: id } }),
  orders: (id) => ({ to: '/orders/$order', params: { order: id } }),
  products: (id) => ({ to: '/products/$product', params: { product: id } }),
  invoices: (id) => ({ to: '/invoices/$invoice', params: { invoice: id } }),
  reminders: () => ({ to: '/late-invoices', search: { view: 'sent' } }),
  contacts: (id) => ({ to: '/customers/$customer', params: { customer: id } }),
  organisations: (id) => ({ to: '/organisations/$id', params: { id } }),
  messages: (id) => ({ to: '/messages/$message', params: { message: id } }),
  users: (id) => ({ to: '/users/$user', params: { user: id } }),
  roles: (id) => ({ to: '/roles/$role', params: { role: id } }),
  channels: (id) => ({ to: '/channels/$id', params: { id } }),
  locations: (id) => ({ to: '/locations/$id', params: { id } }),
  businesses: (id) => ({ to: '/businesses/$id', params: { id } }),
  brands: (id) => ({ to: '/brands/$id', params: { id } }),
}

const nouns: Readonly<Record<string, string>> = {
  connection: 'connections',
  order: 'orders',
  product: 'products',
  stock: 'products',
  invoice: 'invoices',
  contact: 'contacts',
  organisation: 'organisations',
  message: 'messages',
  user: 'users',
  sessions: 'users',
  role: 'roles',
  channel: 'channels',
  location: 'locations',
  business: 'businesses',
  brand: 'brands',
}

const placeOf = (kind: string | null, id: string | null): Place | null =>
  (kind && id && (places[kind] ?? places[nouns[kind] ?? ''])?.(id)) || null

export function AboutLink({
  kind,
  id,
  children,
}: {
  kind: string | null
  id: string | null
  children: ReactNode
}) {
  const place = placeOf(kind, id)
  return place ? <Link {...place}>{children}</Link> : null
}

/** The table of what an event's noun is about, under which the words of its fields are told. */
export const tableOf = (noun: string): string => nouns[noun] ?? `${noun.replaceAll('-', '_')}s`
