/** The products, searched for rather than listed: a catalogue is large. */
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Product } from '../../modules/catalog/schema.ts'
import type { Answered } from '../calls.ts'
import { useRead } from '../queries.ts'
import { FoundList } from '../records/found-list.tsx'
import { shownOnce } from '../records/pages.ts'
import { useSay } from '../ui/lang.tsx'
import { LowStockLink, LowStockList } from './low-stock.tsx'
import { productWords } from './words.ts'

type Row = Answered<'GET /products'>['rows'][number]

const fields = ['name', 'sku', 'barcode', 'price', 'isActive']
const extra = ['kind', 'weightGrams', 'leadTimeDays', 'stockMin', 'stockMax', 'taxCategory']

/** Fewer characters find too much; the server says the same. */
const least = 2

export function ProductsPage() {
  const say = useSay()
  const navigate = useNavigate({ from: '/products' })
  const { search = '', below } = useSearch({ from: '/inside/products' })
  const isAsked = search.trim().length >= least
  const found = useRead('GET /products', { search, limit: 100 }, { isEnabled: isAsked })
  if (below && !search) return <LowStockList />
  return (
    <FoundList<Row>
      title={say(productWords.title)}
      record={Product}
      fields={fields}
      extra={extra}
      shown={shownOnce(found, isAsked)}
      filters={<LowStockLink />}
      waits={isAsked ? null : { title: say(productWords.waits), why: say(productWords.waitsWhy) }}
      link={titleOf}
      search={{
        value: search,
        label: say(productWords.search),
        ask: (text) => void navigate({ search: text ? { search: text } : {}, replace: true }),
      }}
      fresh={{ link: { to: '/products/new' }, label: say(productWords.fresh), right: 'catalog.manage' }}
      empty={{ title: say(productWords.waits), why: say(productWords.waitsWhy) }}
    />
  )
}

const titleOf = (row: Row) => (
  <Link to="/products/$product" params={{ product: row.id }}>
    {row.name}
  </Link>
)
