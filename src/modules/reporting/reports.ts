/** The declarations and lists that stand on issued documents: their boxes, their words and how they are rounded. Pure. */
import { addDays, type Day } from '../../base/day.ts'
import type { Cents } from '../../base/money.ts'
import { vatBoxes, type VatBox } from './schema/boxes.ts'

/** What a box gets of a set of documents; `rate` tells OSS figures of one state apart. */
export type BoxFigure = {
  readonly box: string
  readonly rate: number
  readonly base: Cents
  readonly vat: Cents
  readonly documents: number
}

const sold = ['1a', '1b', '1c', '1e', '3a', '3b', '3c'] as const
/** Boxes with documents behind them. */
export const soldBoxes: readonly string[] = sold

export type VatLine = {
  readonly box: VatBox
  readonly base: Cents | null
  readonly vat: Cents | null
  readonly euros: { readonly base: number | null; readonly vat: number | null }
  readonly documents: number
}

/** The whole form. Purchases are not kept here: their boxes are empty, and 5a is what the sales make due. */
export function vatReturnOf(figures: readonly BoxFigure[]): VatLine[] {
  const due = figures
    .filter(({ box }) => ['NL:1a', 'NL:1b', 'NL:1c'].includes(box))
    .reduce((total, { vat }) => total + vat, 0)
  return (Object.keys(vatBoxes) as VatBox[]).map((box) => {
    const own = figures.filter((one) => one.box === `NL:${box}`)
    const isSold = soldBoxes.includes(box)
    const base = isSold ? own.reduce((total, one) => total + one.base, 0) : null
    const vat = ['1a', '1b', '1c'].includes(box)
      ? own.reduce((total, one) => total + one.vat, 0)
      : box === '5a'
        ? due
        : null
    // Whole euros, and what is due in the taxpayer's favour, as the form allows.
    return {
      box,
      base,
      vat,
      euros: { base: inEuros(base), vat: inEuros(vat) },
      documents: own.reduce((total, one) => total + one.documents, 0),
    }
  })
}

const inEuros = (amount: Cents | null): number | null => (amount === null ? null : Math.floor(amount / 100))

export type OssLine = {
  readonly country: string
  readonly rate: number
  readonly base: Cents
  readonly vat: Cents
  readonly documents: number
}

export const ossOf = (figures: readonly BoxFigure[]): OssLine[] =>
  figures
    .filter(({ box }) => box.startsWith('OSS:'))
    .map(({ box, rate, base, vat, documents }) => ({ country: box.slice(4), rate, base, vat, documents }))
    .sort((a, b) => (a.country === b.country ? b.rate - a.rate : a.country < b.country ? -1 : 1))

/** The first and last day of a quarter. */
export function quarterOf(year: number, quarter: number): { from: Day; to: Day } {
  const start = (n: number) =>
    n > 4 ? `${year + 1}-01-01` : `${year}-${String(n * 3 - 2).padStart(2, '0')}-01`
  return { from: start(quarter), to: addDays(start(quarter + 1), -1) }
}
