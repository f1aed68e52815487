/** The plain list of a record, drawn from its fields. */
import { useCallback, useMemo, type ReactNode } from 'react'
import type { Record_ } from '../../base/record.ts'
import { ColumnMenu } from './column-menu.tsx'
import { useColumns, type Column } from './columns.ts'
import { DataTable } from './data-table.tsx'
import { fieldText, isFigure } from './field-text.ts'
import { useFormat, useSay } from './lang.tsx'
import { Panel } from './page.tsx'
import type { Selection } from './selection.ts'

type Listed = { readonly id: string } & Readonly<Record<string, unknown>>

export type RecordListProps<R extends Listed> = {
  record: Record_
  /** The fields shown, the first being the row's name; more can be asked for with `extra`. */
  fields: readonly string[]
  extra?: readonly string[]
  rows: readonly R[]
  /** The link that opens a row, around its name. */
  title: (row: R, name: string) => ReactNode
  isFirstLoad?: boolean
  isStale?: boolean
  selection?: Selection
  more?: { load: () => void; isLoading: boolean } | null
  /** Search box and filters, left of the column menu. */
  tools?: ReactNode
  empty?: ReactNode
}

export function RecordList<R extends Listed>({
  record,
  fields,
  extra = [],
  title,
  tools,
  ...rest
}: RecordListProps<R>) {
  const say = useSay()
  const format = useFormat()
  const first = fields[0] ?? 'id'
  const all = useMemo<Column<R>[]>(() => {
    const voice = { say, format }
    return [...fields.slice(1), ...extra].flatMap((name, index) => {
      const field = record.fields[name]
      if (!field) return []
      const column: Column<R> = {
        id: name,
        label: say(field.words),
        cell: (row) => fieldText(field, row[name], voice) || '–',
        isNumber: isFigure(field),
        isExtra: extra.includes(name),
        // On a card no head says what a bare 'yes' or 'no' is about.
        ...(field.kind === 'yes-no' || index > 3 ? {} : { onCard: index === 0 ? 'aside' : 'line' }),
      }
      return [column]
    })
  }, [record, fields, extra, say, format])
  const columns = useColumns(record.table, all)
  const nameOf = useCallback((row: R) => String(row[first] ?? row.id), [first])
  return (
    <Panel isFlush>
      <div style={{ display: 'flex', gap: 8, padding: '8px 12px', flexWrap: 'wrap' }}>
        {tools}
        <span style={{ marginLeft: 'auto' }}>
          <ColumnMenu choice={columns} />
        </span>
      </div>
      <DataTable
        {...rest}
        label={say(record.words)}
        columns={columns.shown}
        idOf={idOf}
        nameOf={nameOf}
        title={(row) => title(row, nameOf(row))}
        titleLabel={record.fields[first] ? say(record.fields[first].words) : ''}
      />
    </Panel>
  )
}

const idOf = (row: Listed) => row.id
