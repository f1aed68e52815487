/** The products that run out: less of them is free than their minimum. */
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { Answered } from '../calls.ts'
import { useRead } from '../queries.ts'
import { LinkButton } from '../records/link-button.tsx'
import { useCan } from '../session.ts'
import type { Column } from '../ui/columns.ts'
import { shownOnce } from '../records/pages.ts'
import { ShownTable } from '../records/shown-table.tsx'
import { useFormat, useSay } from '../ui/lang.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { EmptyState } from '../ui/states.tsx'
import { Product } from '../../modules/catalog/schema.ts'
import { productWords } from './words.ts'

type Row = Answered<'GET /low-stock'>['rows'][number]

export function LowStockLink() {
  const say = useSay()
  const can = useCan()
  return (
    can('stock.see') && (
      <LinkButton variant="default" link={{ to: '/products', search: { below: 'minimum' } }}>
        {say(productWords.low)}
      </LinkButton>
    )
  )
}

export function LowStockList() {
  const say = useSay()
  const format = useFormat()
  const found = useRead('GET /low-stock', { limit: 200 })
  const columns = useMemo<Column<Row>[]>(
    () => [
      { id: 'sku', label: say(Product.fields.sku.words), onCard: 'line', cell: (row) => row.sku },
      {
        id: 'free',
        label: say(productWords.free),
        isNumber: true,
        onCard: 'aside',
        cell: (row) => <b>{format.decimal(row.free, 3)}</b>,
      },
      {
        id: 'min',
        label: say(Product.fields.stockMin.words),
        isNumber: true,
        cell: (row) => format.decimal(row.stockMin, 3),
      },
      {
        id: 'max',
        label: say(Product.fields.stockMax.words),
        isNumber: true,
        cell: (row) => format.decimal(row.stockMax, 3),
      },
    ],
    [say, format],
  )
  return (
    <Page
      title={say(productWords.low)}
      back={{ label: say(productWords.title), link: { to: '/products', search: {} } }}
    >
      <Panel isFlush>
        <ShownTable
          shown={shownOnce(found)}
          label={say(productWords.low)}
          columns={columns}
          idOf={idOf}
          nameOf={nameOf}
          title={titleOf}
          titleLabel={say(Product.fields.name.words)}
          empty={
            <EmptyState kind="done" title={say(productWords.lowNone)} why={say(productWords.lowNoneWhy)} />
          }
        />
      </Panel>
    </Page>
  )
}

const idOf = (row: Row) => row.id
const nameOf = (row: Row) => row.name
const titleOf = (row: Row) => (
  <Link to="/products/$product" params={{ product: row.id }}>
    {row.name}
  </Link>
)
