/** A short table that is read rather than worked in: figures line up, and a narrow screen scrolls it in its place. */
import type { ReactNode } from 'react'
import styles from './plain-table.module.css'

export type Head = string | { readonly label: string; readonly isNumber: true }
export type PlainRow = { readonly key: string; readonly cells: readonly ReactNode[] }

type PlainTableProps = {
  /** What the table is of; shown above it as its caption when `hasCaption`. */
  label: string
  hasCaption?: boolean
  heads: readonly Head[]
  rows: readonly PlainRow[]
  /** What the columns add up to. */
  foot?: readonly ReactNode[]
}

export function PlainTable({ label, hasCaption, heads, rows, foot }: PlainTableProps) {
  const isNumber = (at: number) => typeof heads[at] === 'object' || undefined
  const cells = (row: readonly ReactNode[]) =>
    row.map((cell, at) =>
      at === 0 ? (
        <th key={at} scope="row" data-number={isNumber(at)}>
          {cell}
        </th>
      ) : (
        <td key={at} data-number={isNumber(at)}>
          {cell}
        </td>
      ),
    )
  return (
    // The browser gives a table that scrolls to the keyboard only when it can be focused.
    <div className={styles.scroll} role="region" aria-label={label} tabIndex={0}>
      <table className={styles.table} aria-label={hasCaption ? undefined : label}>
        {hasCaption && <caption>{label}</caption>}
        <thead>
          <tr>
            {heads.map((head, at) =>
              head === '' ? (
                <td key={at} />
              ) : (
                <th key={at} scope="col" data-number={isNumber(at)}>
                  {typeof head === 'string' ? head : head.label}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>{cells(row.cells)}</tr>
          ))}
        </tbody>
        {foot && (
          <tfoot>
            <tr>{cells(foot)}</tr>
          </tfoot>
        )}
      </table>
    </div>
  )
}

/** A column of figures. */
export const figures = (label: string): Head => ({ label, isNumber: true })
