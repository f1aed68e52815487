/** The own businesses: the selling parties on orders and invoices. */
import { Link } from '@tanstack/react-router'
import { Business } from '../../modules/organisations/schema.ts'
import { WhileActive } from '../apps/while-active.tsx'
import { PlainList } from '../records/plain-list.tsx'
import { useSay } from '../ui/lang.tsx'
import { businessWords } from './words.ts'

const shown = ['tradeName', 'legalName', 'vatNumber', 'city', 'country', 'isActive']
const extra = ['cocNumber', 'email', 'phone', 'iban', 'currency']

export function BusinessesPage() {
  const say = useSay()
  return (
    <WhileActive app="orders">
      <PlainList
        title={say(businessWords.title)}
        record={Business}
        path="/businesses"
        fields={shown}
        extra={extra}
        manage="businesses.manage"
        open={open}
        add={{ to: '/businesses/$id', params: { id: 'new' } }}
      />
    </WhileActive>
  )
}

const open = (row: { readonly id: string }, name: string) => (
  <Link to="/businesses/$id" params={{ id: row.id }}>
    {name}
  </Link>
)
