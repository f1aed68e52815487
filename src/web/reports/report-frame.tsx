/** What every report has: its panel with the CSV, a wait, a fault, and the documents behind a figure. */
import { Button, Skeleton, Text, Title } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import { Download } from 'lucide-react'
import { useState, type ComponentProps, type ReactNode } from 'react'
import { call } from '../api.ts'
import type { Calls } from '../calls.ts'
import { Dialog } from '../ui/dialog.tsx'
import { useFormat, useSay } from '../ui/lang.tsx'
import { Panel } from '../ui/page.tsx'
import { figures, PlainTable } from '../ui/plain-table.tsx'
import { refusalText } from '../ui/refusal-text.ts'
import { saveFile } from '../ui/save-file.ts'
import { Trouble } from '../ui/states.tsx'
import { warned } from '../ui/toasts.tsx'
import { ui } from '../ui/words.ts'
import { reportWords } from './words.ts'

type Report = keyof Calls & `GET /reports/${string}`
type Given = Readonly<Record<string, unknown>>

/** A telephone has room for the amounts only when what names a row stands below its first word. */
export const useIsPhone = () =>
  useMediaQuery('(max-width: 639px)', undefined, { getInitialValueInEffect: false })

/** The cells that name a row: two beside each other, on a telephone one with the second below. */
export const firstCells = (isPhone: boolean, first: string, second: string): readonly ReactNode[] =>
  isPhone
    ? [
        <span key="first">
          {first}
          <small>{second}</small>
        </span>,
      ]
    : [first, second]

type FrameProps = {
  title: string
  found: { isError: boolean; error: unknown; data: unknown; refetch: () => Promise<unknown> }
  csv?: { address: Report; given: Given; name: string }
  actions?: ReactNode
  children: ReactNode
}

export function ReportFrame({ title, found, csv, actions, children }: FrameProps) {
  return (
    <Panel
      title={title}
      actions={
        <>
          {actions}
          {csv && <CsvButton title={title} {...csv} />}
        </>
      }
    >
      {found.isError ? (
        <Trouble error={found.error} retry={() => void found.refetch()} />
      ) : found.data ? (
        children
      ) : (
        <Skeleton height={240} />
      )}
    </Panel>
  )
}

type ReportPartProps = Pick<ComponentProps<typeof PlainTable>, 'heads' | 'rows' | 'foot'> & {
  title: string
  why: string
}

/** A table of its own below that of the report, such as what it corrects of earlier ones. */
export function ReportPart({ title, why, ...table }: ReportPartProps) {
  return (
    <>
      <Title order={3} mt="lg">
        {title}
      </Title>
      <Text c="dimmed" mb="sm">
        {why}
      </Text>
      <PlainTable label={title} {...table} />
    </>
  )
}

type CsvProps = { title: string; address: Report; given: Given; name: string }

export function CsvButton({ title, address, given, name }: CsvProps) {
  const say = useSay()
  const [isBusy, setBusy] = useState(false)
  const take = async () => {
    setBusy(true)
    try {
      saveFile(await call(address, { ...given, as: 'csv' } as never), `${name}.csv`)
    } catch (error) {
      warned(refusalText(error, say))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Button
      variant="default"
      leftSection={<Download size={14} aria-hidden />}
      aria-label={say(reportWords.csvOf, { name: title })}
      loading={isBusy}
      onClick={() => void take()}
    >
      {say(reportWords.csv)}
    </Button>
  )
}

/** A figure's documents: how many, and what they are when asked. */
export function Documents({ count, title, list }: { count: number; title: string; list: () => ReactNode }) {
  const say = useSay()
  const [isOpen, setOpen] = useState(false)
  if (count === 0) return <>–</>
  return (
    <>
      <Button
        variant="subtle"
        size="compact-sm"
        // In line with the figures beside it.
        style={{ margin: '-3px -8px' }}
        aria-label={`${say(reportWords.seeDocuments, { count })}, ${title}`}
        onClick={() => setOpen(true)}
      >
        {say(reportWords.seeDocuments, { count })}
      </Button>
      {isOpen && (
        <Dialog
          opened
          onClose={() => setOpen(false)}
          size="xl"
          title={say(reportWords.documentsOf, { name: title })}
          closeButtonProps={{ 'aria-label': say(ui.close) }}
        >
          {list()}
        </Dialog>
      )}
    </>
  )
}

export type Behind = {
  readonly id: string
  readonly number: string
  readonly day: string
  readonly kind: string
  readonly buyer: string
  readonly buyerNumber: string
  readonly base: number
  readonly vat: number
}

type DocumentListProps = {
  title: string
  found: {
    isError: boolean
    error: unknown
    data: { rows: readonly Behind[]; next: string | null } | undefined
    refetch: () => Promise<unknown>
  }
  csv: { address: Report; given: Given; name: string }
}

/** The documents themselves, each a link. */
export function DocumentList({ title, found, csv }: DocumentListProps) {
  const say = useSay()
  const format = useFormat()
  const isPhone = useIsPhone()
  const rows = found.data?.rows
  if (found.isError) return <Trouble error={found.error} retry={() => void found.refetch()} />
  if (!rows) return <Skeleton height={160} />
  if (rows.length === 0) return <Text>{say(reportWords.noDocuments)}</Text>
  const sumOf = (name: 'base' | 'vat') => rows.reduce((total, row) => total + row[name], 0)
  return (
    <>
      <CsvButton title={title} {...csv} />
      <PlainTable
        label={title}
        heads={[
          say(reportWords.number),
          ...(isPhone ? [] : [say(reportWords.day), say(reportWords.customer)]),
          figures(say(reportWords.base)),
          figures(say(reportWords.vat)),
        ]}
        rows={rows.map((row) => ({
          key: row.id,
          cells: [
            <span key="number">
              <span style={{ whiteSpace: 'nowrap' }}>
                {row.kind === 'purchase' ? (
                  row.number
                ) : (
                  <Link to="/invoices/$invoice" params={{ invoice: row.id }}>
                    {row.number}
                  </Link>
                )}
              </span>
              {isPhone && <small>{format.day(row.day)}</small>}
              {isPhone && <small>{row.buyer}</small>}
            </span>,
            ...(isPhone
              ? []
              : [
                  format.day(row.day),
                  <span key="who">
                    {row.buyer}
                    {row.buyerNumber && <small>{row.buyerNumber}</small>}
                  </span>,
                ]),
            format.money(row.base),
            format.money(row.vat),
          ],
        }))}
        {...(found.data?.next === null
          ? {
              foot: [
                say(reportWords.total),
                ...(isPhone ? [] : ['', '']),
                format.money(sumOf('base')),
                format.money(sumOf('vat')),
              ],
            }
          : {})}
      />
      {found.data?.next !== null && <Text c="dimmed">{say(ui.shown, { count: rows.length })}</Text>}
    </>
  )
}
