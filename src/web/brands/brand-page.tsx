/** One brand. */
import { useNavigate, useParams } from '@tanstack/react-router'
import { Brand } from '../../modules/catalog/schema.ts'
import { PlainForm } from '../records/plain-form.tsx'
import { useSay } from '../ui/lang.tsx'
import { brandWords } from './words.ts'

export function BrandPage() {
  const say = useSay()
  const navigate = useNavigate()
  const { id } = useParams({ from: '/inside/brands/$id' })
  return (
    <PlainForm
      record={Brand}
      path="/brands"
      id={id}
      name="name"
      groups={[{ title: say(brandWords.what), fields: ['name', 'isArchived'] }]}
      manage="catalog.manage"
      back={{ label: say(brandWords.title), link: { to: '/brands' } }}
      made={(made) => navigate({ to: '/brands/$id', params: { id: made }, replace: true })}
    />
  )
}
