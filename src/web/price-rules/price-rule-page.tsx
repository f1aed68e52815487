/** One price rule: for whom, how much, on what and when. */
import { Text } from '@mantine/core'
import { useNavigate, useParams } from '@tanstack/react-router'
import { PriceRule } from '../../modules/catalog/schema.ts'
import { PlainForm } from '../records/plain-form.tsx'
import { brands, buyersLabels } from '../records/sources.ts'
import { useSay } from '../ui/lang.tsx'
import { priceRuleWords } from './words.ts'

export function PriceRulePage() {
  const say = useSay()
  const navigate = useNavigate()
  const { id } = useParams({ from: '/inside/price-rules/$id' })
  return (
    <PlainForm
      record={PriceRule}
      path="/price-rules"
      id={id}
      name="name"
      groups={[
        {
          title: say(priceRuleWords.who),
          note: <Text c="dimmed">{say(priceRuleWords.why)}</Text>,
          fields: ['name', 'label', 'discount', 'brand'],
        },
        { title: say(priceRuleWords.when), fields: ['validFrom', 'validTo', 'isActive'] },
      ]}
      sources={{ label: buyersLabels, brand: brands }}
      manage="catalog.manage"
      back={{ label: say(priceRuleWords.title), link: { to: '/price-rules' } }}
      made={(made) => navigate({ to: '/price-rules/$id', params: { id: made }, replace: true })}
    />
  )
}
