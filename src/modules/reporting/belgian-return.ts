/** The Belgian periodic return from the same figures as every other report. Pure. */
import { sum, type Cents } from '../../base/money.ts'
import type { BoxFigure } from './schema/boxes.ts'
import { gridsInOrder, type BelgianGrid } from './schema/grids.ts'

export type GridLine = {
  readonly box: BelgianGrid
  readonly base: Cents | null
  readonly vat: Cents | null
  readonly documents: number
}

/** Grids that hold VAT; all others hold an amount without VAT. */
const owed = ['54', '55', '56', '57', '63'] as const
const recovered = ['59', '64'] as const
const holdsVat: ReadonlySet<string> = new Set([...owed, ...recovered])
/** Grids that only a booked purchase fills. */
const bought = ['55', '56', '57', '59', '63', '81', '82', '83', '84', '85', '86', '87', '88']

/** Grids with documents behind them: all but the two that say who owes whom. */
export const gridsWithDocuments: readonly string[] = gridsInOrder.filter(
  (grid) => grid !== '71' && grid !== '72',
)

/** The whole form; what is owed comes out in 71 and what is got back in 72, never both. */
export function belgianReturnOf(figures: readonly BoxFigure[]): GridLine[] {
  const of = (grid: string) => figures.filter(({ box }) => box === `BE:${grid}`)
  const vatOf = (grids: readonly string[]) => sum(grids.flatMap((grid) => of(grid).map(({ vat }) => vat)))
  const balance = vatOf(owed) - vatOf(recovered)
  const isEmpty = (grid: string) => bought.includes(grid) && !bought.some((other) => of(other).length > 0)
  return gridsInOrder.map((box) => {
    if (box === '71' || box === '72') {
      const amount = box === '71' ? Math.max(balance, 0) : Math.max(-balance, 0)
      return { box, base: null, vat: amount, documents: 0 }
    }
    const documents = sum(of(box).map((one) => one.documents))
    if (isEmpty(box)) return { box, base: null, vat: null, documents }
    return holdsVat.has(box)
      ? { box, base: null, vat: vatOf([box]), documents }
      : { box, base: sum(of(box).map(({ base }) => base)), vat: null, documents }
  })
}
