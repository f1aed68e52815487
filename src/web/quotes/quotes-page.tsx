/** The quotes, by how far they have come. */
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useMemo } from 'react'
import { quoteViews, type QuoteView } from '../../modules/quotes/schema.ts'
import type { Answered } from '../calls.ts'
import { usePages, useRead } from '../queries.ts'
import { LinkButton } from '../records/link-button.tsx'
import { useShown } from '../records/pages.ts'
import { filled } from '../records/search.ts'
import { ShownTable } from '../records/shown-table.tsx'
import { useCan } from '../session.ts'
import { ColumnMenu } from '../ui/column-menu.tsx'
import { useColumns, type Column } from '../ui/columns.ts'
import { useFormat, useSay } from '../ui/lang.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { SearchBox } from '../ui/search-box.tsx'
import { EmptyState } from '../ui/states.tsx'
import { StatusPill } from '../ui/status-pill.tsx'
import { ViewTabs } from '../ui/view-tabs.tsx'
import { QuotePill } from './quote-pill.tsx'
import { quoteWords } from './words.ts'
import styles from './quotes.module.css'

type Row = Answered<'GET /quotes'>['rows'][number]

export function QuotesPage() {
  const say = useSay()
  const can = useCan()
  const navigate = useNavigate({ from: '/quotes' })
  const { view = 'open', search } = useSearch({ from: '/inside/quotes' })
  const counts = useRead('GET /quotes/views', {}).data?.counts
  const shown = useShown(usePages('GET /quotes', filled({ view, search, limit: 50 })))
  const columns = useColumns('quotes', useQuoteColumns())
  const fresh = can('quotes.manage') && (
    <LinkButton
      link={{ to: '/quotes/$quote', params: { quote: 'new' } }}
      leftSection={<Plus size={14} aria-hidden />}
    >
      {say(quoteWords.fresh)}
    </LinkButton>
  )
  return (
    <Page title={say(quoteWords.title)} actions={fresh}>
      <Panel isFlush>
        <ViewTabs
          label={say(quoteWords.views)}
          current={view}
          views={(Object.keys(quoteViews) as QuoteView[]).map((id) => ({
            id,
            label: say(quoteViews[id]),
            count: counts?.[id] ?? undefined,
            link: { to: '/quotes', search: id === 'open' ? {} : { view: id } },
          }))}
        />
        <div className={styles.tools}>
          <SearchBox
            label={say(quoteWords.search)}
            value={search ?? ''}
            onSearch={(text) =>
              void navigate({
                search: (before) => filled({ ...before, search: text || undefined }),
                replace: true,
              })
            }
          />
          <ColumnMenu choice={columns} />
        </div>
        <ShownTable
          shown={shown}
          label={say(quoteWords.title)}
          columns={columns.shown}
          idOf={idOf}
          nameOf={nameOf}
          title={titleOf}
          titleLabel={say(quoteWords.number)}
          empty={
            search || view !== 'open' || counts?.accepted || counts?.lost || counts?.concept ? (
              <EmptyState
                kind="filtered"
                title={say(quoteWords.filtered)}
                why={say(quoteWords.filteredWhy)}
              />
            ) : (
              <EmptyState kind="never" title={say(quoteWords.none)} why={say(quoteWords.noneWhy)}>
                {fresh}
              </EmptyState>
            )
          }
        />
      </Panel>
    </Page>
  )
}

const idOf = (row: Row) => row.id
const nameOf = (row: Row) => row.number
const titleOf = (row: Row) => (
  <Link to="/quotes/$quote" params={{ quote: row.id }}>
    {row.number}
  </Link>
)

function useQuoteColumns(): readonly Column<Row>[] {
  const say = useSay()
  const format = useFormat()
  return useMemo<Column<Row>[]>(() => {
    const today = format.today(new Date())
    return [
      {
        id: 'customer',
        label: say(quoteWords.customer),
        onCard: 'line',
        cell: (row) => (row.company ? `${row.company} (${row.customerName})` : row.customerName),
      },
      {
        id: 'state',
        label: say(quoteWords.state),
        onCard: 'line',
        cell: (row) => <QuotePill state={row.state} />,
      },
      {
        id: 'valid',
        label: say(quoteWords.validUntil),
        onCard: 'line',
        cell: (row) =>
          (row.state === 'sent' || row.state === 'viewed') && row.validUntil <= today ? (
            <StatusPill tone="attention">{format.day(row.validUntil)}</StatusPill>
          ) : (
            format.day(row.validUntil)
          ),
      },
      {
        id: 'reference',
        label: say(quoteWords.reference),
        isExtra: true,
        cell: (row) => row.reference ?? '–',
      },
      { id: 'version', label: say(quoteWords.version), isExtra: true, cell: (row) => row.revision || '–' },
      { id: 'order', label: say(quoteWords.order), cell: (row) => row.orderNumber ?? '–' },
      {
        id: 'total',
        label: say(quoteWords.total),
        isNumber: true,
        onCard: 'aside',
        cell: (row) => format.money(row.total, row.currency),
      },
    ]
  }, [say, format])
}
