/** Who pays less, by label. */
import { Link } from '@tanstack/react-router'
import { PriceRule } from '../../modules/catalog/schema.ts'
import { PlainList } from '../records/plain-list.tsx'
import { useSay } from '../ui/lang.tsx'
import { priceRuleWords } from './words.ts'

const shown = ['name', 'discount', 'validFrom', 'validTo', 'isActive']

export function PriceRulesPage() {
  const say = useSay()
  return (
    <PlainList
      title={say(priceRuleWords.title)}
      record={PriceRule}
      path="/price-rules"
      fields={shown}
      manage="catalog.manage"
      open={open}
      add={{ to: '/price-rules/$id', params: { id: 'new' } }}
      why={say(priceRuleWords.why)}
    />
  )
}

const open = (row: { readonly id: string }, name: string) => (
  <Link to="/price-rules/$id" params={{ id: row.id }}>
    {name}
  </Link>
)
