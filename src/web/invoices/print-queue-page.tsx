/** What goes by post: everything that waits in one PDF at one press, and what was printed before. */
import { Button, Group, Text } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { Printer } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import { Invoice } from '../../modules/invoicing/schema.ts'
import { InvoiceDelivery } from '../../modules/invoicing/schema/deliveries.ts'
import { call } from '../api.ts'
import type { Answered } from '../calls.ts'
import { forget, useChange, usePages } from '../queries.ts'
import { useShown } from '../records/pages.ts'
import { ShownTable } from '../records/shown-table.tsx'
import { useCan } from '../session.ts'
import type { Column } from '../ui/columns.ts'
import { useFormat, useSay } from '../ui/lang.tsx'
import { openFile } from '../ui/open-file.ts'
import { Page, Panel } from '../ui/page.tsx'
import { EmptyState } from '../ui/states.tsx'
import { told } from '../ui/toasts.tsx'
import { ViewTabs } from '../ui/view-tabs.tsx'
import { sendingWords } from './sending-words.ts'
import { invoiceWords } from './words.ts'

type Row = Answered<'GET /invoice-print-queue'>['rows'][number]
const lookMs = 700

export function PrintQueuePage() {
  const say = useSay()
  const can = useCan()
  const { view } = useSearch({ from: '/inside/print-queue' })
  const state = view === 'printed' ? 'sent' : 'queued'
  const shown = useShown(usePages('GET /invoice-print-queue', { state, limit: 100 }))
  const [run, setRun] = useState<string | null>(null)
  const print = useChange('POST /invoice-print-queue/print', { done: (answer) => setRun(answer.run) })
  const columns = useQueueColumns(state === 'sent' && can('invoices.send'))
  const isEmpty = !shown.isFirstLoad && shown.rows.length === 0
  return (
    <Page
      title={say(sendingWords.queue)}
      back={{ label: say(invoiceWords.title), link: { to: '/invoices' } }}
      actions={
        can('invoices.send') &&
        state === 'queued' && (
          <Button
            leftSection={<Printer size={14} aria-hidden />}
            loading={print.isPending}
            disabled={isEmpty}
            onClick={() => print.mutate({})}
          >
            {say(sendingWords.printAll)}
          </Button>
        )
      }
    >
      {run && <RunOutcome run={run} />}
      <Panel isFlush>
        <ViewTabs
          label={say(invoiceWords.views)}
          current={view ?? 'waiting'}
          views={[
            {
              id: 'waiting',
              label: say(sendingWords.waiting),
              count: undefined,
              link: { to: '/print-queue', search: {} },
            },
            {
              id: 'printed',
              label: say(sendingWords.printed),
              count: undefined,
              link: { to: '/print-queue', search: { view: 'printed' } },
            },
          ]}
        />
        <ShownTable
          shown={shown}
          label={say(sendingWords.queue)}
          columns={columns}
          idOf={idOf}
          nameOf={nameOf}
          title={titleOf}
          titleLabel={say(invoiceWords.number)}
          empty={
            <EmptyState
              kind="done"
              title={say(sendingWords.queueNone)}
              why={say(sendingWords.queueNoneWhy)}
            />
          }
        />
      </Panel>
    </Page>
  )
}

const idOf = (row: Row) => row.id
const nameOf = (row: Row) => row.number ?? row.customerName
const titleOf = (row: Row) => (
  <Link to="/invoices/$invoice" params={{ invoice: row.invoice }}>
    {row.number}
  </Link>
)

function useQueueColumns(mayAgain: boolean): readonly Column<Row>[] {
  const say = useSay()
  const format = useFormat()
  return useMemo<Column<Row>[]>(() => {
    const { fields } = Invoice
    return [
      {
        id: 'customer',
        label: say(fields.customerName.words),
        onCard: 'line',
        cell: (row) => row.customerName,
      },
      {
        id: 'day',
        label: say(fields.day.words),
        onCard: 'line',
        cell: (row) => (row.day ? format.day(row.day) : '–'),
      },
      { id: 'by', label: say(InvoiceDelivery.fields.askedBy.words), cell: (row) => row.askedBy },
      {
        id: 'total',
        label: say(fields.total.words),
        isNumber: true,
        onCard: 'aside',
        cell: (row) => format.money(row.total, row.currency),
      },
      ...(mayAgain
        ? [
            {
              id: 'again',
              label: say(sendingWords.printAgain),
              onCard: 'line',
              cell: (row) => <Again row={row} />,
            } satisfies Column<Row>,
          ]
        : []),
    ]
  }, [say, format, mayAgain])
}

/** The printer jammed: the document is queued once more. */
function Again({ row }: { row: Row }) {
  const say = useSay()
  const again = useChange('POST /invoices/:invoice/deliveries', {
    touches: ['/invoice-print-queue', '/invoices'],
    done: () => told(say(sendingWords.queuedAgain)),
  })
  return (
    <Button
      variant="default"
      size="compact-sm"
      loading={again.isPending}
      aria-label={say(sendingWords.printAgainOne, { number: row.number ?? '' })}
      onClick={() => again.mutate({ invoice: row.invoice, route: 'post' })}
    >
      {say(sendingWords.printAgain)}
    </Button>
  )
}

function RunOutcome({ run }: { run: string }) {
  const say = useSay()
  const client = useQueryClient()
  const found = useQuery({
    queryKey: ['post-run', run],
    queryFn: () => call('GET /invoice-print-runs/:run', { run }),
    refetchInterval: ({ state }) =>
      state.data?.state === 'done' || state.data?.state === 'failed' ? false : lookMs,
  })
  const isOver = found.data?.state === 'done' || found.data?.state === 'failed'
  useEffect(() => {
    if (isOver) void forget(client, ['/invoice-print-queue', '/invoices'])
  }, [isOver, client])
  const { data } = found
  return (
    <Panel>
      <div role="status">
        {!isOver && <Text>{say(sendingWords.printBusy)}</Text>}
        {isOver && data && data.done > 0 && <Text>{say(sendingWords.printDone, { count: data.done })}</Text>}
        {isOver && data && data.failed > 0 && (
          <Text>{say(sendingWords.printFailed, { count: data.failed })}</Text>
        )}
        {data?.problem && <Text>{data.problem}</Text>}
      </div>
      <Group mt="xs">
        {data?.files.map(({ file, name }) => (
          <Button
            key={file}
            onClick={() => void openFile(() => call('GET /files/:file', { file }), say, name)}
          >
            {say(sendingWords.openPdf)}
          </Button>
        ))}
      </Group>
    </Panel>
  )
}
