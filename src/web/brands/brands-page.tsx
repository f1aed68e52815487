/** The brands of what is sold. */
import { Link } from '@tanstack/react-router'
import { Brand } from '../../modules/catalog/schema.ts'
import { PlainList } from '../records/plain-list.tsx'
import { useSay } from '../ui/lang.tsx'
import { brandWords } from './words.ts'

const shown = ['name', 'isArchived']

export function BrandsPage() {
  const say = useSay()
  return (
    <PlainList
      title={say(brandWords.title)}
      record={Brand}
      path="/brands"
      fields={shown}
      manage="catalog.manage"
      open={open}
      add={{ to: '/brands/$id', params: { id: 'new' } }}
    />
  )
}

const open = (row: { readonly id: string }, name: string) => (
  <Link to="/brands/$id" params={{ id: row.id }}>
    {name}
  </Link>
)
