/** How a parcel is sent unless somebody chooses otherwise: by channel, country, method and weight (S1-3b). */
import { Link } from '@tanstack/react-router'
import { ShippingRule } from '../../modules/fulfilment/schema.ts'
import { PlainList } from '../records/plain-list.tsx'
import { useSay } from '../ui/lang.tsx'
import { shippingRuleWords } from './words.ts'

const shown = ['name', 'priority', 'countries', 'maxWeightGrams', 'parcelKind', 'isActive']
const extra = ['shippingMethod', 'needsSignature']

export function ShippingRulesPage() {
  const say = useSay()
  return (
    <PlainList
      title={say(shippingRuleWords.title)}
      record={ShippingRule}
      path="/shipping-rules"
      fields={shown}
      extra={extra}
      manage="fulfilment.manage"
      open={open}
      add={{ to: '/shipping-rules/$id', params: { id: 'new' } }}
      why={say(shippingRuleWords.why)}
    />
  )
}

const open = (row: { readonly id: string }, name: string) => (
  <Link to="/shipping-rules/$id" params={{ id: row.id }}>
    {name}
  </Link>
)
