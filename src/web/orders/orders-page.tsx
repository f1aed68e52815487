/** The orders that need doing: views with counts, search, filters, and a bar for what is chosen. */
import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useEffect, useMemo } from 'react'
import {
  deliveries,
  orderViews,
  paymentStates,
  placedPeriods,
  type OrderView,
} from '../../modules/orders/schema.ts'
import type { OrderRow } from '../calls.ts'
import { forget, usePages, useRead } from '../queries.ts'
import { LinkButton } from '../records/link-button.tsx'
import { RowLink } from '../records/row-link.tsx'
import { useCan } from '../session.ts'
import { ColumnMenu } from '../ui/column-menu.tsx'
import { useColumns } from '../ui/columns.ts'
import { DataTable, SelectionBanner } from '../ui/data-table.tsx'
import { FilterChips, type Filter } from '../ui/filter-chips.tsx'
import { useSay } from '../ui/lang.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { SearchBox } from '../ui/search-box.tsx'
import { chosenCount, useSelection } from '../ui/selection.ts'
import { EmptyState, Trouble } from '../ui/states.tsx'
import { useNews } from '../ui/use-live.ts'
import { ViewTabs } from '../ui/view-tabs.tsx'
import { ui } from '../ui/words.ts'
import { BulkBar } from './bulk-bar.tsx'
import { useOrderColumns } from './order-columns.tsx'
import styles from './orders-page.module.css'
import { SavedViews } from './saved-views.tsx'
import { leaveList, listAsked, type OrderListSearch } from './search.ts'
import { orderWords } from './words.ts'

export function OrdersPage() {
  const say = useSay()
  const search = useSearch({ from: '/inside/orders' })
  const navigate = useNavigate({ from: '/orders' })
  const view = search.view ?? 'open'
  const selection = useSelection()
  const counts = useRead('GET /orders/views', {}).data?.counts
  const pages = usePages('GET /orders', listAsked(search))
  const rows = useMemo(() => pages.data?.pages.flatMap((page) => page.rows) ?? [], [pages.data])
  const columns = useColumns('orders', useOrderColumns())
  const inView = search.search || hasFilter(search) ? rows.length : (counts?.[view] ?? rows.length)

  /** Another list is another choice: rows chosen in one view mean nothing in the next. */
  const go = (change: Partial<Record<keyof OrderListSearch, string | undefined>>) => {
    selection.clear()
    void navigate({
      search: (before) => without({ ...before, ...change }) as OrderListSearch,
      replace: 'search' in change,
    })
  }
  const shown = rows.map(idOf)
  const isChoosing = chosenCount(selection.chosen, inView) > 0
  useEffect(() => leaveList(search), [search])
  return (
    <Page
      title={say(orderWords.title)}
      actions={
        <>
          <News
            isWelcome={rows.length === 0 && !pages.isPending}
            isReading={pages.isFetching && !pages.isFetchingNextPage}
          />
          <NewOrder />
        </>
      }
    >
      <Panel isFlush>
        <ViewTabs
          label={say(ui.views)}
          current={view}
          views={(Object.keys(orderViews) as OrderView[]).map((id) => ({
            id,
            label: say(orderViews[id]),
            count: counts?.[id] ?? undefined,
            link: {
              to: '/orders',
              search: without({ ...search, search: undefined, view: id === 'open' ? undefined : id }),
            },
          }))}
        />
        {/* What can be done with the chosen rows covers the search: above the list it would push the rows down. */}
        <div className={styles.bar}>
          <div className={styles.tools} data-covered={isChoosing || undefined}>
            <SearchBox
              label={say(orderWords.search)}
              value={search.search ?? ''}
              onSearch={(text) => go({ search: text || undefined })}
            />
            <FilterChips filters={useFilters(search)} onChange={(id, value) => go({ [id]: value })} />
            <SavedViews
              search={search}
              columns={columns}
              open={(next) => {
                selection.clear()
                void navigate({ search: without(next) as OrderListSearch })
              }}
            />
            <ColumnMenu choice={columns} />
          </div>
          <BulkBar selection={selection} rows={rows} inView={inView} search={search}>
            <SelectionBanner selection={selection} shown={shown} inView={inView} />
          </BulkBar>
        </div>
        <div role="status" className="visually-hidden">
          {pages.isPending ? say(ui.loading) : say(orderWords.inView, { count: rows.length })}
        </div>
        {pages.isError ? (
          <Trouble error={pages.error} retry={() => void pages.refetch()} />
        ) : (
          <DataTable
            label={say(orderViews[view])}
            rows={rows}
            columns={columns.shown}
            idOf={idOf}
            nameOf={nameOf}
            title={titleOf}
            titleLabel={say(orderWords.number)}
            selection={selection}
            isReused
            isFirstLoad={pages.isPending}
            isStale={pages.isPlaceholderData}
            more={
              pages.hasNextPage
                ? { load: () => void pages.fetchNextPage(), isLoading: pages.isFetchingNextPage }
                : null
            }
            empty={
              <Nothing
                search={search}
                view={view}
                clear={() =>
                  go({
                    search: undefined,
                    delivery: undefined,
                    payment: undefined,
                    channel: undefined,
                    placed: undefined,
                    label: undefined,
                  })
                }
              />
            }
          />
        )}
        {search.search && <p className={styles.note}>{say(orderWords.searching)}</p>}
      </Panel>
    </Page>
  )
}

/** The right missing, it is not there. */
function NewOrder() {
  const say = useSay()
  const can = useCan()
  if (!can('orders.create')) return null
  return (
    <LinkButton link={{ to: '/orders/new' }} leftSection={<Plus size={14} aria-hidden />}>
      {say(orderWords.newOrder)}
    </LinkButton>
  )
}

const idOf = (row: OrderRow) => row.id
const nameOf = (row: OrderRow) => row.number
const titleOf = (row: OrderRow) => (
  <RowLink link={{ to: '/orders/$order', params: { order: row.id } }}>{row.number}</RowLink>
)

const hasFilter = ({ delivery, payment, channel, placed, label }: OrderListSearch) =>
  Boolean(delivery ?? payment ?? channel ?? placed ?? label)

const without = (search: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined))

function useFilters(search: OrderListSearch): Filter[] {
  const say = useSay()
  const can = useCan()
  const found = useRead('GET /channels', { limit: 100 }, { isEnabled: can('channels.see'), staleMs: 300_000 })
  const channels = (found.data?.rows ?? []).map(({ id, name }) => ({ value: id, label: name }))
  const tree = useRead(
    'GET /label-tree',
    { level: 'order' },
    { isEnabled: can('labels.see'), staleMs: 300_000 },
  )
  const labels = (tree.data?.rows ?? []).flatMap(({ subgroups }) =>
    subgroups.flatMap(({ labels: worn }) => worn.map(({ id, name }) => ({ value: id, label: name }))),
  )
  const options = (choices: Record<string, Parameters<typeof say>[0]>) =>
    Object.entries(choices).map(([value, text]) => ({ value, label: say(text) }))
  return [
    { id: 'delivery', label: say(orderWords.delivery), options: options(deliveries), value: search.delivery },
    { id: 'payment', label: say(orderWords.payment), options: options(paymentStates), value: search.payment },
    { id: 'placed', label: say(orderWords.sold), options: options(placedPeriods), value: search.placed },
    ...(channels.length > 1 || search.channel
      ? [{ id: 'channel', label: say(orderWords.channel), options: channels, value: search.channel }]
      : []),
    ...(labels.length > 0
      ? [{ id: 'label', label: say(orderWords.label), options: labels, value: search.label }]
      : []),
  ]
}

/** "3 nieuwe bestellingen – Tonen": the list waits until it is asked to change, unless there is nothing in it to move. */
function News({ isWelcome, isReading }: { isWelcome: boolean; isReading: boolean }) {
  const say = useSay()
  const client = useQueryClient()
  const { events, read } = useNews(isAboutOrder, isReading)
  const fresh = new Set(events.filter((event) => event.kind === 'order.placed').map((event) => event.about))
  const changed = new Set(events.map((event) => event.about).filter((about) => !fresh.has(about)))
  const text = [
    fresh.size > 0 && say(orderWords.fresh, { count: fresh.size }),
    changed.size > 0 && say(orderWords.changed, { count: changed.size }),
  ].filter(Boolean)
  const show = () => {
    read()
    void forget(client, ['/orders'])
  }
  const isShownAtOnce = isWelcome && text.length > 0
  useEffect(() => {
    if (isShownAtOnce) show()
  })
  return (
    <div role="status">
      {text.length > 0 && !isWelcome && (
        <Button variant="light" onClick={show}>
          {text.join(', ')} · {say(orderWords.show)}
        </Button>
      )}
    </div>
  )
}

const isAboutOrder = ({ kind }: { kind: string }) => kind.startsWith('order.')

function Nothing({ search, view, clear }: { search: OrderListSearch; view: OrderView; clear: () => void }) {
  const say = useSay()
  if (search.search || hasFilter(search))
    return (
      <EmptyState kind="filtered" title={say(orderWords.filtered)} why={say(orderWords.filteredWhy)}>
        <Button variant="default" onClick={clear}>
          {say(ui.clearFilters)}
        </Button>
      </EmptyState>
    )
  if (view === 'all')
    return <EmptyState kind="never" title={say(orderWords.never)} why={say(orderWords.neverWhy)} />
  return <EmptyState kind="done" title={say(orderWords.done)} why={say(orderWords.doneWhy)} />
}
