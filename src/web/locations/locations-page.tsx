/** The places with stock: warehouses, stores, pickup points. */
import { Link } from '@tanstack/react-router'
import { Location } from '../../modules/locations/schema.ts'
import { PlainList } from '../records/plain-list.tsx'
import { useSay } from '../ui/lang.tsx'
import { locationWords } from './words.ts'

const shown = ['name', 'type', 'city', 'dayCapacity', 'isActive']
const extra = ['street', 'postcode', 'country', 'timeZone']

export function LocationsPage() {
  const say = useSay()
  return (
    <PlainList
      title={say(locationWords.title)}
      record={Location}
      path="/locations"
      fields={shown}
      extra={extra}
      manage="locations.manage"
      open={open}
      add={{ to: '/locations/$id', params: { id: 'new' } }}
    />
  )
}

const open = (row: { readonly id: string }, name: string) => (
  <Link to="/locations/$id" params={{ id: row.id }}>
    {name}
  </Link>
)
