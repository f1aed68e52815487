/** The table of a list that is asked for: its rows as they come, or why they could not be read. */
import { DataTable, type TableProps } from '../ui/data-table.tsx'
import { Trouble } from '../ui/states.tsx'
import type { Shown } from './pages.ts'

type ShownTableProps<R> = Omit<TableProps<R>, 'rows' | 'isFirstLoad' | 'isStale' | 'more'> & {
  shown: Shown<R>
}

export function ShownTable<R>({ shown, ...table }: ShownTableProps<R>) {
  const { rows, error, isFirstLoad, isStale, more, retry } = shown
  if (error) return <Trouble error={error} retry={retry} />
  return <DataTable {...table} rows={rows} isFirstLoad={isFirstLoad} isStale={isStale} more={more} />
}
