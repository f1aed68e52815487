/** The list of every screen: dense rows on a desk, cards on a phone, worked with mouse, keys and selection alike. */
import { Button, Skeleton, Text } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { memo, startTransition, useEffect, useRef, useState, type ReactNode } from 'react'
import type { Column } from './columns.ts'
import styles from './data-table.module.css'
import { useKeys } from './keys.ts'
import { useFormat, useSay } from './lang.tsx'
import type { Selection } from './selection.ts'
import { ui } from './words.ts'

export type TableProps<R> = {
  /** What the list is of, for people who hear it. */
  label: string
  rows: readonly R[]
  columns: readonly Column<R>[]
  idOf: (row: R) => string
  /** The row's own words, for "choose 2026-050000". Must keep its identity between renders. */
  nameOf: (row: R) => string
  /** The link that opens the row; the first cell. Must keep its identity between renders. */
  title: (row: R) => ReactNode
  titleLabel: string
  selection?: Selection
  /** The cells keep nothing of their own (no dialog, no box half filled in): a row that goes lends its place to another. */
  isReused?: boolean
  isFirstLoad?: boolean
  /** Old rows stand while new ones are on their way. */
  isStale?: boolean
  more?: { load: () => void; isLoading: boolean } | null
  /** Shown instead of rows when there are none. */
  empty?: ReactNode
}

export function DataTable<R>(props: TableProps<R>) {
  const isPhone = useMediaQuery('(max-width: 639px)', undefined, { getInitialValueInEffect: false })
  const say = useSay()
  const body = useRef<HTMLDivElement>(null)
  useRowKeys(body, props.selection)
  const { rows, isFirstLoad, empty, more } = props
  if (!isFirstLoad && rows.length === 0) return <>{empty}</>
  return (
    <div
      ref={body}
      className={styles.frame}
      data-stale={props.isStale || undefined}
      aria-busy={isFirstLoad || props.isStale}
    >
      {isPhone ? <Cards {...props} /> : <Table {...props} />}
      {more && (
        <div className={styles.more}>
          <Button variant="default" loading={more.isLoading} onClick={more.load}>
            {say(ui.more)}
          </Button>
          <Text c="dimmed">{say(ui.shown, { count: rows.length })}</Text>
        </div>
      )}
    </div>
  )
}

function Table<R>({
  label,
  rows,
  columns,
  idOf,
  nameOf,
  title,
  titleLabel,
  selection,
  isReused,
  isFirstLoad,
}: TableProps<R>) {
  const say = useSay()
  const drawn = useRestAfter(rows, isFirstLoad)
  const ids = rows.map(idOf)
  const placeOf = usePlaces(ids)
  const [frame, fits] = useFits()
  const chosenHere = selection ? ids.filter(selection.has).length : 0
  return (
    <div ref={frame} className={styles.scroll} data-fits={fits || undefined}>
      <table className={styles.table} aria-label={label}>
        <thead>
          <tr>
            {selection && (
              <th className={styles.check}>
                <input
                  type="checkbox"
                  ref={(box) =>
                    void (box && (box.indeterminate = chosenHere > 0 && chosenHere < rows.length))
                  }
                  aria-label={say(ui.choosePage)}
                  checked={rows.length > 0 && chosenHere === rows.length}
                  onChange={() => selection.togglePage(ids)}
                />
              </th>
            )}
            <th scope="col">{titleLabel}</th>
            {columns.map((column) => (
              <th key={column.id} scope="col" data-number={column.isNumber || undefined}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {isFirstLoad
            ? skeletonRows.map((row) => (
                <tr key={row} aria-hidden>
                  <td colSpan={columns.length + (selection ? 2 : 1)}>
                    <Skeleton height={12} width={`${70 + ((row * 13) % 25)}%`} />
                  </td>
                </tr>
              ))
            : drawn.map((row) => (
                <Line
                  key={isReused ? placeOf.get(idOf(row)) : idOf(row)}
                  id={idOf(row)}
                  row={row}
                  columns={columns}
                  title={title}
                  nameOf={nameOf}
                  isChosen={selection ? selection.has(idOf(row)) : null}
                  toggle={selection?.toggle}
                />
              ))}
        </tbody>
      </table>
    </div>
  )
}

/** As many rows as a screen shows. */
const atFirst = 20

/** Rows that were waited for stand sooner when those below the fold come after them; a list that comes back stands whole. */
function useRestAfter<R>(rows: readonly R[], isFirstLoad: boolean | undefined): readonly R[] {
  const [isWhole, setWhole] = useState(!isFirstLoad)
  useEffect(() => {
    if (!isFirstLoad) startTransition(() => setWhole(true))
  }, [isFirstLoad])
  return isWhole ? rows : rows.slice(0, atFirst)
}

/** Which place each row has: one that stays keeps its own, one that comes takes the place of one that went. */
function usePlaces(ids: readonly string[]): ReadonlyMap<string, number> {
  const [places, setPlaces] = useState(() => placed(ids, new Map()))
  if (ids.length === places.size && ids.every((id) => places.has(id))) return places
  const next = placed(ids, places)
  setPlaces(next)
  return next
}

function placed(ids: readonly string[], before: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const staying = new Set(ids)
  // Who has the focus in a row that goes must not find it in another row.
  const focused = document.activeElement?.closest<HTMLElement>('[data-row]')?.dataset['row']
  const free = [...before].flatMap(([id, place]) => (staying.has(id) || id === focused ? [] : [place]))
  let made = Math.max(-1, ...before.values())
  return new Map(ids.map((id) => [id, before.get(id) ?? free.shift() ?? ++made]))
}

/** Whether the table is as wide as its place or wider: words and chosen columns decide, so it is measured. */
function useFits() {
  const frame = useRef<HTMLDivElement>(null)
  const [fits, setFits] = useState(true)
  useEffect(() => {
    const place = frame.current
    const table = place?.firstElementChild
    if (!place || !table) return
    const watcher = new ResizeObserver(() => setFits(table.clientWidth <= place.clientWidth))
    watcher.observe(place)
    watcher.observe(table)
    return () => watcher.disconnect()
  }, [])
  return [frame, fits] as const
}

const skeletonRows = Array.from({ length: 12 }, (_, index) => index)

type LineProps<R> = {
  id: string
  row: R
  columns: readonly Column<R>[]
  title: (row: R) => ReactNode
  nameOf: (row: R) => string
  isChosen: boolean | null
  toggle: ((id: string) => void) | undefined
}

const Line = memo(function Line<R>({ id, row, columns, title, nameOf, isChosen, toggle }: LineProps<R>) {
  const say = useSay()
  return (
    <tr data-row={id} data-chosen={isChosen || undefined}>
      {isChosen !== null && (
        <td className={styles.check}>
          <input
            type="checkbox"
            aria-label={say(ui.chooseRow, { name: nameOf(row) })}
            checked={isChosen}
            onChange={() => toggle?.(id)}
          />
        </td>
      )}
      <td className={styles.title}>{title(row)}</td>
      {columns.map((column) => (
        <td key={column.id} data-number={column.isNumber || undefined}>
          {column.cell(row)}
        </td>
      ))}
    </tr>
  )
}) as <R>(props: LineProps<R>) => ReactNode

function Cards<R>({ label, rows, columns, idOf, nameOf, title, selection, isFirstLoad }: TableProps<R>) {
  const say = useSay()
  const drawn = useRestAfter(rows, isFirstLoad)
  if (isFirstLoad) return <Skeleton height={240} m="md" />
  return (
    <ul className={styles.cards} aria-label={label}>
      {drawn.map((row) => (
        <li key={idOf(row)} data-row={idOf(row)} data-chosen={selection?.has(idOf(row)) || undefined}>
          {selection && (
            <label className={styles.cardCheck}>
              <input
                type="checkbox"
                aria-label={say(ui.chooseRow, { name: nameOf(row) })}
                checked={selection.has(idOf(row))}
                onChange={() => selection.toggle(idOf(row))}
              />
            </label>
          )}
          <div className={styles.cardTop}>
            <span className={styles.title}>{title(row)}</span>
            {cellsOf(columns, 'aside', row).map(([column, cell]) => (
              <span key={column.id} data-number={column.isNumber || undefined}>
                {cell}
              </span>
            ))}
          </div>
          <div className={styles.cardLine}>
            {cellsOf(columns, 'line', row).map(([{ id }, cell]) => (
              <span key={id}>{cell}</span>
            ))}
          </div>
        </li>
      ))}
    </ul>
  )
}

/** The dash of an empty cell says nothing without its head. */
const cellsOf = <R,>(columns: readonly Column<R>[], place: Column<R>['onCard'], row: R) =>
  columns
    .filter(({ onCard }) => onCard === place)
    .map((column) => [column, column.cell(row)] as const)
    .filter(([, cell]) => cell !== '–')

/** What the page says while rows are chosen: first the page, and on request everything in the view. */
export function SelectionBanner({
  selection,
  shown,
  inView,
}: {
  selection: Selection
  shown: readonly string[]
  inView: number
}) {
  const say = useSay()
  const format = useFormat()
  const isAll = selection.chosen.kind === 'all'
  if (!isAll && (shown.length === 0 || inView <= shown.length || !shown.every(selection.has))) return null
  return (
    <div className={styles.banner} role="status">
      <span>
        {say(isAll ? ui.allChosen : ui.pageChosen, { count: format.count(isAll ? inView : shown.length) })}
      </span>
      <Button variant="subtle" onClick={isAll ? selection.clear : selection.chooseAll}>
        {isAll ? say(ui.clearChosen) : say(ui.chooseAll, { count: format.count(inView) })}
      </Button>
    </div>
  )
}

/** The row with the focus is the row that the keys are about, so that what is seen and what is heard are one. */
function useRowKeys(body: { current: HTMLDivElement | null }, selection: Selection | undefined) {
  const rowOf = () => document.activeElement?.closest<HTMLElement>('[data-row]') ?? null
  const step = (by: 1 | -1) => {
    const rows = [...(body.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])]
    const at = rows.indexOf(rowOf()!)
    const next = rows[at < 0 ? 0 : Math.min(Math.max(at + by, 0), rows.length - 1)]
    next?.querySelector<HTMLElement>('a, button')?.focus()
    next?.scrollIntoView({ block: 'nearest' })
  }
  useKeys([
    { keys: 'j', says: ui.keyDown, run: () => step(1) },
    { keys: 'k', says: ui.keyUp, run: () => step(-1) },
    ...(selection
      ? [{ keys: 'x', says: ui.keyChoose, run: () => rowOf() && selection.toggle(rowOf()!.dataset['row']!) }]
      : []),
  ])
}
