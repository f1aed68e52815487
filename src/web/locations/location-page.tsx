/** One place with stock. */
import { useNavigate, useParams } from '@tanstack/react-router'
import { Location } from '../../modules/locations/schema.ts'
import { PlainForm } from '../records/plain-form.tsx'
import { businesses } from '../records/sources.ts'
import { useSay } from '../ui/lang.tsx'
import type { RecordFormProps } from '../ui/record-form.tsx'
import { Weekdays } from '../ui/weekdays.tsx'
import { locationWords } from './words.ts'

const sources = { business: businesses }
const draw: RecordFormProps['draw'] = {
  closedWeekdays: ({ value, ...input }) => <Weekdays {...input} value={(value ?? []) as string[]} />,
}

export function LocationPage() {
  const say = useSay()
  const navigate = useNavigate()
  const { id } = useParams({ from: '/inside/locations/$id' })
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
          fields: ['street', 'houseNumber', 'postcode', 'city', 'country', 'timeZone'],
        },
        { title: say(locationWords.planning), fields: ['dayCapacity', 'closedWeekdays'] },
      ]}
      sources={sources}
      draw={draw}
      manage="locations.manage"
      back={{ label: say(locationWords.title), link: { to: '/locations' } }}
      made={(made) => navigate({ to: '/locations/$id', params: { id: made }, replace: true })}
    />
  )
}
