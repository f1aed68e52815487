/** The declarations and lists that stand on issued documents: their boxes, their words and how they are rounded. Pure. */
import { addDays, type Day } from '../../base/day.ts'
import type { Cents } from '../../base/money.ts'
import { belgianReturnOf, gridsWithDocuments, type GridLine } from './belgian-return.ts'
import { vatBoxes, type BoxFigure, type VatBox } from './schema/boxes.ts'

const taxed = ['1a', '1b', '1c'] as const
const sold = [...taxed, '1e', '3a', '3b', '3c'] as const
/** VAT that a purchase makes due here, because the supplier did not charge it. */
const bought = ['2a', '4a', '4b'] as const
/** Boxes with documents behind them, on the Dutch and on the Belgian form. */
export const documentBoxes: readonly string[] = [...sold, ...bought, '5b', ...gridsWithDocuments]

/** The return of the country that a business is established in; nothing where we do not know its form. */
export type Return =
  | { readonly form: 'NL'; readonly rows: VatLine[] }
  | { readonly form: 'BE'; readonly rows: GridLine[] }
  | { readonly form: null; readonly rows: never[] }

export function returnOf(country: string, figures: readonly BoxFigure[]): Return {
  if (country === 'NL') return { form: 'NL', rows: vatReturnOf(figures) }
  if (country === 'BE') return { form: 'BE', rows: belgianReturnOf(figures) }
  return { form: null, rows: [] }
}

/** What a listing of supplies to other member states must equal; null where we do not know the form. */
export function listedInReturn({ form, rows }: Return): Cents | null {
  if (form === null) return null
  const of = (box: string) =>
    (rows as readonly { box: string; base: Cents | null }[]).find((row) => row.box === box)?.base ?? 0
  return form === 'NL' ? of('3b') : of('44') + of('46') - of('48')
}

export type VatLine = {
  readonly box: VatBox
  readonly base: Cents | null
  readonly vat: Cents | null
  readonly euros: { readonly base: number | null; readonly vat: number | null }
  readonly documents: number
}

/**
 * The whole form. Without a purchase in the period its boxes stay empty, for then they are kept elsewhere,
 * and 5a is what the sales make due; with one the form goes on to 5g.
 */
function vatReturnOf(figures: readonly BoxFigure[]): VatLine[] {
  const of = (box: string) => figures.filter((one) => one.box === `NL:${box}`)
  const total = (boxes: readonly string[], name: 'base' | 'vat') =>
    boxes.flatMap(of).reduce((sum, one) => sum + one[name], 0)
  const hasPurchases = [...bought, '5b'].some((box) => of(box).length > 0)
  const due = total([...taxed, ...bought], 'vat')
  const deductible = total(['5b'], 'vat')
  const filled: Partial<Record<VatBox, { base?: Cents; vat?: Cents }>> = { '5a': { vat: due } }
  for (const box of sold) filled[box] = { base: total([box], 'base') }
  for (const box of taxed) filled[box] = { base: total([box], 'base'), vat: total([box], 'vat') }
  if (hasPurchases) {
    for (const box of bought) filled[box] = { base: total([box], 'base'), vat: total([box], 'vat') }
    filled['5b'] = { vat: deductible }
    filled['5c'] = { vat: due - deductible }
    filled['5g'] = { vat: due - deductible }
  }
  // Whole euros, each box rounded in the taxpayer's favour, as the form allows; the form itself adds up the rounded ones.
  const dueEuros = [...taxed, ...bought].reduce((sum, box) => sum + (inEuros(filled[box]?.vat ?? 0) ?? 0), 0)
  const deductibleEuros = Math.ceil(deductible / 100)
  return (Object.keys(vatBoxes) as VatBox[]).map((box) => {
    const base = filled[box]?.base ?? null
    const vat = filled[box]?.vat ?? null
    const totalled = box === '5a' ? dueEuros : dueEuros - deductibleEuros
    return {
      box,
      base,
      vat,
      euros: {
        base: inEuros(base),
        vat: vat === null ? null : totals.has(box) ? totalled : box === '5b' ? deductibleEuros : inEuros(vat),
      },
      documents: of(box).reduce((sum, one) => sum + one.documents, 0),
    }
  })
}

const totals: ReadonlySet<VatBox> = new Set<VatBox>(['5a', '5c', '5g'])
const inEuros = (amount: Cents | null): number | null => (amount === null ? null : Math.floor(amount / 100))

/** The first and last day of a quarter. */
export function quarterOf(year: number, quarter: number): { from: Day; to: Day } {
  const start = (n: number) =>
    n > 4 ? `${year + 1}-01-01` : `${year}-${String(n * 3 - 2).padStart(2, '0')}-01`
  return { from: start(quarter), to: addDays(start(quarter + 1), -1) }
}
