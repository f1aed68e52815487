/** The invoices and credit notes, by state. */
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { Invoice, invoiceKinds, invoiceStates } from '../../modules/invoicing/schema.ts'
import type { Answered } from '../calls.ts'
import { usePages } from '../queries.ts'
import { useShown } from '../records/pages.ts'
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
import { InvoicePill } from './invoice-pill.tsx'
import { LinkButton } from '../records/link-button.tsx'
import { sendingWords } from './sending-words.ts'
import { invoiceWords } from './words.ts'

type Row = Answered<'GET /invoices'>['rows'][number]

/** Fewer characters find too much; the server says the same. */
const least = 2

const views = ['concept', 'final', 'sent', 'paid', 'credited', 'written-off'] as const

export function InvoicesPage() {
  const say = useSay()
  const { state, search = '' } = useSearch({ from: '/inside/invoices' })
  const navigate = useNavigate({ from: '/invoices' })
  const isAsked = search.trim().length >= least
  const shown = useShown(
    usePages('GET /invoices', { ...(state ? { state } : {}), ...(isAsked ? { search } : {}), limit: 50 }),
  )
  const kept = search ? { search } : {}
  const can = useCan()
  const columns = useColumns('invoices', useInvoiceColumns())
  return (
    <Page
      title={say(invoiceWords.title)}
      actions={
        <>
          <LinkButton variant="default" link={{ to: '/print-queue' }}>
            {say(sendingWords.queue)}
          </LinkButton>
          <LinkButton variant="default" link={{ to: '/late-invoices' }}>
            {say(sendingWords.letters)}
          </LinkButton>
          {can('orders.create') && can('invoices.make') && (
            <LinkButton link={{ to: '/orders/new', search: { invoice: true } }}>
              {say(invoiceWords.make)}
            </LinkButton>
          )}
        </>
      }
    >
      <Panel isFlush>
        <ViewTabs
          label={say(invoiceWords.views)}
          current={state ?? 'all'}
          views={[
            {
              id: 'all',
              label: say(invoiceWords.all),
              count: undefined,
              link: { to: '/invoices', search: kept },
            },
            ...views.map((id) => ({
              id,
              label: say(invoiceStates[id]),
              count: undefined,
              link: { to: '/invoices' as const, search: { ...kept, state: id } },
            })),
          ]}
        />
        <div style={{ display: 'flex', padding: '8px 12px' }}>
          <SearchBox
            label={say(invoiceWords.search)}
            value={search}
            onSearch={(text) =>
              void navigate({
                search: { ...(state ? { state } : {}), ...(text ? { search: text } : {}) },
                replace: true,
              })
            }
          />
          <span style={{ marginLeft: 'auto' }}>
            <ColumnMenu choice={columns} />
          </span>
        </div>
        <ShownTable
          shown={shown}
          label={say(invoiceWords.title)}
          columns={columns.shown}
          idOf={idOf}
          nameOf={nameOf}
          title={titleOf}
          titleLabel={say(invoiceWords.number)}
          empty={
            state || isAsked ? (
              <EmptyState
                kind="filtered"
                title={say(invoiceWords.filtered)}
                why={say(invoiceWords.filteredWhy)}
              />
            ) : (
              <EmptyState kind="never" title={say(invoiceWords.none)} why={say(invoiceWords.noneWhy)} />
            )
          }
        />
      </Panel>
    </Page>
  )
}

const idOf = (row: Row) => row.id
const nameOf = (row: Row) => row.number ?? row.customerName
const titleOf = (row: Row) => <Title row={row} />

function Title({ row }: { row: Row }) {
  const say = useSay()
  return (
    <Link to="/invoices/$invoice" params={{ invoice: row.id }}>
      {row.number ?? say(invoiceWords.noNumber)}
    </Link>
  )
}

function useInvoiceColumns(): readonly Column<Row>[] {
  const say = useSay()
  const format = useFormat()
  return useMemo<Column<Row>[]>(() => {
    const today = format.today(new Date())
    const { fields } = Invoice
    return [
      {
        id: 'kind',
        label: say(fields.kind.words),
        isExtra: true,
        cell: (row) => say(invoiceKinds[row.kind]),
      },
      {
        id: 'customer',
        label: say(fields.customerName.words),
        onCard: 'line',
        cell: (row) => row.customerName,
      },
      {
        id: 'state',
        label: say(invoiceWords.state),
        onCard: 'line',
        cell: (row) => <InvoicePill state={row.state} />,
      },
      { id: 'day', label: say(fields.day.words), cell: (row) => (row.day ? format.day(row.day) : '–') },
      {
        id: 'due-day',
        label: say(fields.dueDay.words),
        onCard: 'line',
        cell: (row) =>
          row.due > 0 && row.number && row.dueDay && row.dueDay < today ? (
            <StatusPill tone="bad">
              {say(invoiceWords.overdue)}: {format.day(row.dueDay)}
            </StatusPill>
          ) : row.dueDay ? (
            format.day(row.dueDay)
          ) : (
            '–'
          ),
      },
      {
        id: 'due',
        label: say(invoiceWords.due),
        isNumber: true,
        cell: (row) => format.money(row.due, row.currency),
      },
      {
        id: 'total',
        label: say(fields.total.words),
        isNumber: true,
        onCard: 'aside',
        cell: (row) => format.money(row.total, row.currency),
      },
    ]
  }, [say, format])
}
