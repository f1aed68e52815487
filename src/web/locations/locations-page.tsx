/** The places with stock: warehouses, stores, pickup points. */
import { Link, useNavigate } from '@tanstack/react-router'
import { Location } from '../../modules/locations/schema.ts'
import { PlainList } from '../plain/plain-list.tsx'
import { useSay } from '../ui/lang.tsx'
import { locationWords } from './words.ts'

const shown = ['name', 'type', 'city', 'dayCapacity', 'isActive']
const extra = ['street', 'postcode', 'country', 'timeZone']

export function LocationsPage() {
  const say = useSay()
  const navigate = useNavigate()
  return (
    <PlainList
      title={say(locationWords.title)}
      record={Location}
      path="/locations"
      fields={shown}
      extra={extra}
      manage="locations.manage"
      open={(id, name) => (
        <Link to="/locations/$location" params={{ location: id }}>
          {name}
        </Link>
      )}
      add={() => void navigate({ to: '/locations/$location', params: { location: 'new' } })}
    />
  )
}
