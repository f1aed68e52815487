/** The customers, searched for rather than listed: most bought once. */
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Contact } from '../../modules/organisations/schema.ts'
import type { Answered } from '../calls.ts'
import { useRead } from '../queries.ts'
import { FoundList } from '../records/found-list.tsx'
import { shownOnce } from '../records/pages.ts'
import { useSay } from '../ui/lang.tsx'
import { customerWords } from './words.ts'

type Row = Answered<'GET /customers'>['rows'][number]

const fields = ['name', 'city', 'email', 'phone', 'postcode', 'isGuest']
const extra = ['street', 'houseNumber', 'country', 'language', 'isArchived']

/** Fewer characters find too much; the server says the same. */
const least = 2

export function CustomersPage() {
  const say = useSay()
  const navigate = useNavigate({ from: '/customers' })
  const search = useSearch({ from: '/inside/customers' }).search ?? ''
  const isAsked = search.trim().length >= least
  const found = useRead('GET /customers', { search, limit: 100 }, { isEnabled: isAsked })
  return (
    <FoundList<Row>
      title={say(customerWords.title)}
      record={Contact}
      fields={fields}
      extra={extra}
      shown={shownOnce(found, isAsked)}
      waits={isAsked ? null : { title: say(customerWords.waits), why: say(customerWords.waitsWhy) }}
      link={titleOf}
      search={{
        value: search,
        label: say(customerWords.search),
        ask: (text) => void navigate({ search: text ? { search: text } : {}, replace: true }),
      }}
      fresh={{ link: { to: '/customers/new' }, label: say(customerWords.fresh), right: 'customers.manage' }}
      empty={{ title: say(customerWords.waits), why: say(customerWords.waitsWhy) }}
    />
  )
}

const titleOf = (row: Row) => (
  <Link to="/customers/$customer" params={{ customer: row.id }}>
    {row.name || row.email || '–'}
  </Link>
)
