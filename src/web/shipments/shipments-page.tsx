/** The shipments: what needs attention, what is still here, what is under way, and the carriers' lists. */
import { Button } from '@mantine/core'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { RotateCcw } from 'lucide-react'
import { useMemo } from 'react'
import { shipmentViews, type ShipmentView } from '../../modules/fulfilment/schema.ts'
import { call } from '../api.ts'
import type { Answered } from '../calls.ts'
import { ParcelPill } from '../orders/parcel-pill.tsx'
import { useChange, usePages } from '../queries.ts'
import { useShown } from '../records/pages.ts'
import { filled } from '../records/search.ts'
import { ShownTable } from '../records/shown-table.tsx'
import { useCan } from '../session.ts'
import { ColumnMenu } from '../ui/column-menu.tsx'
import { useColumns, type Column } from '../ui/columns.ts'
import { useFormat, useSay } from '../ui/lang.tsx'
import { openFile } from '../ui/open-file.ts'
import { Page, Panel } from '../ui/page.tsx'
import { SearchBox } from '../ui/search-box.tsx'
import { EmptyState } from '../ui/states.tsx'
import { told } from '../ui/toasts.tsx'
import { ViewTabs } from '../ui/view-tabs.tsx'
import listStyles from '../orders/orders-page.module.css'
import { ManifestsPanel } from './manifests-panel.tsx'
import { shipmentWords } from './words.ts'

type Row = Answered<'GET /shipments'>['rows'][number]

const order: readonly ShipmentView[] = ['waiting', 'trouble', 'under-way', 'all']

export function ShipmentsPage() {
  const say = useSay()
  const { view = 'waiting', search } = useSearch({ from: '/inside/shipments' })
  const navigate = useNavigate({ from: '/shipments' })
  // A search looks everywhere: who scans a code wants that parcel, whatever has become of it.
  const shown = useShown(
    usePages('GET /shipments', { view: search ? 'all' : view, ...(search ? { search } : {}), limit: 50 }),
  )
  const columns = useColumns('shipments', useShipmentColumns())
  return (
    <Page title={say(shipmentWords.title)} actions={<Retry rows={shown.rows} />}>
      <Panel isFlush>
        <ViewTabs
          label={say(shipmentWords.views)}
          current={search ? 'all' : view}
          views={order.map((id) => ({
            id,
            label: say(shipmentViews[id]),
            count: undefined,
            link: { to: '/shipments' as const, search: id === 'waiting' ? {} : { view: id } },
          }))}
        />
        <div className={listStyles.tools}>
          <SearchBox
            label={say(shipmentWords.search)}
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
          label={say(shipmentWords.title)}
          columns={columns.shown}
          idOf={idOf}
          nameOf={nameOf}
          title={titleOf}
          titleLabel={say(shipmentWords.number)}
          empty={<Nothing view={view} isSearching={Boolean(search)} />}
        />
      </Panel>
      <ManifestsPanel />
    </Page>
  )
}

const idOf = (row: Row) => row.id
const nameOf = (row: Row) => row.number
const titleOf = (row: Row) => (
  <Link to="/orders/$order" params={{ order: row.order }}>
    {row.number}
  </Link>
)

/** What the carrier refused is asked again, once its cause is mended. */
function Retry({ rows }: { rows: readonly Row[] }) {
  const say = useSay()
  const can = useCan()
  const failed = rows.filter((row) => row.state === 'label_failed').map(({ id }) => id)
  const retry = useChange('POST /shipments/labels', {
    touches: ['/shipments', '/orders', '/tasks'],
    done: ({ asked }) => told(say(shipmentWords.retried, { count: asked })),
  })
  if (failed.length === 0 || !can('fulfilment.change')) return null
  return (
    <Button
      leftSection={<RotateCcw size={14} aria-hidden />}
      loading={retry.isPending}
      onClick={() => retry.mutate({ shipments: failed.slice(0, 100) })}
    >
      {say(shipmentWords.retry, { count: failed.length })}
    </Button>
  )
}

function Nothing({ view, isSearching }: { view: ShipmentView; isSearching: boolean }) {
  const say = useSay()
  if (isSearching)
    return (
      <EmptyState kind="filtered" title={say(shipmentWords.filtered)} why={say(shipmentWords.filteredWhy)} />
    )
  if (view === 'all')
    return <EmptyState kind="never" title={say(shipmentWords.never)} why={say(shipmentWords.neverWhy)} />
  return <EmptyState kind="done" title={say(shipmentWords.done)} why={say(shipmentWords.doneWhy)} />
}

function useShipmentColumns(): readonly Column<Row>[] {
  const say = useSay()
  const format = useFormat()
  return useMemo<Column<Row>[]>(
    () => [
      {
        id: 'order',
        label: say(shipmentWords.order),
        isExtra: true,
        cell: (row) => row.orderNumber,
      },
      {
        id: 'customer',
        label: say(shipmentWords.customer),
        onCard: 'line',
        cell: (row) => (
          <>
            {row.customerName}
            <span className={listStyles.city}>{row.city}</span>
          </>
        ),
      },
      {
        id: 'state',
        label: say(shipmentWords.state),
        onCard: 'line',
        cell: (row) => <ParcelPill state={row.state} />,
      },
      {
        id: 'carrier',
        label: say(shipmentWords.carrier),
        onCard: 'line',
        cell: (row) =>
          row.kind === 'pickup'
            ? say(shipmentWords.pickup)
            : row.carrierTitle || say(shipmentWords.ownDelivery),
      },
      {
        id: 'tracking',
        label: say(shipmentWords.tracking),
        onCard: 'line',
        cell: (row) =>
          row.trackingUrl ? (
            <a href={row.trackingUrl} target="_blank" rel="noopener noreferrer">
              {row.trackingCode}
            </a>
          ) : (
            (row.trackingCode ?? '–')
          ),
      },
      { id: 'label', label: say(shipmentWords.label), cell: (row) => <Label row={row} /> },
      {
        id: 'day',
        label: say(shipmentWords.day),
        onCard: 'aside',
        cell: (row) => (row.day ? format.shortDay(row.day) : '–'),
      },
      { id: 'problem', label: say(shipmentWords.problem), cell: (row) => row.problem ?? '' },
    ],
    [say, format],
  )
}

function Label({ row }: { row: Row }) {
  const say = useSay()
  const file = row.labelFile
  if (!file) return <>–</>
  const name = say(shipmentWords.openLabelOf, { number: row.number })
  return (
    <Button
      variant="subtle"
      size="compact-sm"
      aria-label={name}
      onClick={() => void openFile(() => call('GET /files/:file', { file }), say, name)}
    >
      {say(shipmentWords.openLabel)}
    </Button>
  )
}
