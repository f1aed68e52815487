/** One shipping rule: when it fits, and which carrier and parcel it chooses. */
import { useNavigate, useParams } from '@tanstack/react-router'
import { ShippingRule } from '../../modules/fulfilment/schema.ts'
import { PlainForm } from '../records/plain-form.tsx'
import { businesses, carriers, channels } from '../records/sources.ts'
import { useSay } from '../ui/lang.tsx'
import { shippingRuleWords } from './words.ts'

const sources = { business: businesses, channel: channels, connection: carriers }

export function ShippingRulePage() {
  const say = useSay()
  const navigate = useNavigate()
  const { id } = useParams({ from: '/inside/shipping-rules/$id' })
  return (
    <PlainForm
      record={ShippingRule}
      path="/shipping-rules"
      id={id}
      name="name"
      groups={[
        { fields: ['name', 'priority', 'isActive'], note: say(shippingRuleWords.why) },
        {
          title: say(shippingRuleWords.when),
          fields: ['business', 'channel', 'countries', 'shippingMethod', 'maxWeightGrams'],
        },
        { title: say(shippingRuleWords.how), fields: ['connection', 'parcelKind', 'needsSignature'] },
      ]}
      sources={sources}
      manage="fulfilment.manage"
      back={{ label: say(shippingRuleWords.title), link: { to: '/shipping-rules' } }}
      made={(made) => navigate({ to: '/shipping-rules/$id', params: { id: made }, replace: true })}
    />
  )
}
