/** Which columns a list shows and in what order; the reader's own choice, kept in this browser. */
import { useLocalStorage, useMediaQuery } from '@mantine/hooks'
import { useMemo } from 'react'
import type { ReactNode } from 'react'

export type Column<R> = {
  readonly id: string
  readonly label: string
  readonly cell: (row: R) => ReactNode
  readonly isNumber?: boolean
  /** Not shown until the reader asks for it. */
  readonly isExtra?: boolean
  /** The same where the window is narrower than a desk's, so that the rest needs no scrolling sideways. */
  readonly isRoomy?: boolean
  /** On a phone: beside the title, or on the second line; columns without stay off the card. */
  readonly onCard?: 'aside' | 'line'
}

/** Which columns were chosen and in what order; null is how the list comes. */
export type KeptColumns = { order: string[]; hidden: string[] } | null

export type ColumnChoice<R> = {
  readonly all: readonly Column<R>[]
  readonly shown: readonly Column<R>[]
  readonly isShown: (id: string) => boolean
  readonly toggle: (id: string) => void
  readonly move: (id: string, by: -1 | 1) => void
  readonly reset: (() => void) | null
  readonly kept: KeptColumns
  readonly keep: (kept: KeptColumns) => void
}

export function useColumns<R>(list: string, columns: readonly Column<R>[]): ColumnChoice<R> {
  const [kept, setKept] = useLocalStorage<KeptColumns>({
    key: `pakhuis.columns.${list}`,
    defaultValue: null,
    getInitialValueInEffect: false,
  })
  const isNarrow = useMediaQuery('(max-width: 1279px)', undefined, { getInitialValueInEffect: false })
  return useMemo(() => {
    const order = kept?.order ?? []
    const place = (id: string) =>
      order.includes(id) ? order.indexOf(id) : columns.findIndex((c) => c.id === id)
    const all = kept ? columns.toSorted((a, b) => place(a.id) - place(b.id)) : columns
    const hidden = new Set(
      kept?.hidden ??
        columns.filter(({ isExtra, isRoomy }) => isExtra || (isRoomy && isNarrow)).map(({ id }) => id),
    )
    const ids = all.map((column) => column.id)
    const keep = (next: string[], gone: Set<string>) => setKept({ order: next, hidden: [...gone] })
    return {
      all,
      shown: all.filter((column) => !hidden.has(column.id)),
      isShown: (id) => !hidden.has(id),
      toggle: (id) => keep(ids, hidden.has(id) ? without(hidden, id) : new Set([...hidden, id])),
      move: (id, by) => keep(moved(ids, id, by), hidden),
      reset: kept ? () => setKept(null) : null,
      kept,
      keep: setKept,
    }
  }, [columns, kept, setKept, isNarrow])
}

const without = (ids: Set<string>, id: string) => new Set([...ids].filter((one) => one !== id))

function moved(ids: string[], id: string, by: -1 | 1): string[] {
  const from = ids.indexOf(id)
  const to = Math.min(Math.max(from + by, 0), ids.length - 1)
  return ids.toSpliced(from, 1).toSpliced(to, 0, id)
}
