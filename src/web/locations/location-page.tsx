/** One place with stock. */
import { useNavigate, useParams } from '@tanstack/react-router'
import { Location } from '../../modules/locations/schema.ts'
import { PlainForm } from '../plain/plain-form.tsx'
import { plainSource } from '../plain/plain-source.ts'
import { useSay } from '../ui/lang.tsx'
import { locationWords } from './words.ts'

const sources = { business: plainSource('/businesses', 'tradeName') }

export function LocationPage() {
  const say = useSay()
  const navigate = useNavigate()
  const { location: id } = useParams({ from: '/inside/locations/$location' })
  return (
    <PlainForm
      record={Location}
      path="/locations"
      id={id}
      name="name"
      groups={[
        { title: say(locationWords.what), fields: ['name', 'type', 'business', 'isActive'] },
        {
          title: say(locationWords.address),
          fields: ['street', 'houseNumber', 'postcode', 'city', 'country'],
        },
        { title: say(locationWords.planning), fields: ['dayCapacity', 'closedWeekdays'] },
      ]}
      sources={sources}
      manage="locations.manage"
      back={{ label: say(locationWords.title), link: { to: '/locations' } }}
      made={(made) => void navigate({ to: '/locations/$location', params: { location: made }, replace: true })}
    />
  )
}
